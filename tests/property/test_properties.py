"""What holds for every calendar, every receipt and every term."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import oracle
import pytest
from helpers import ALWAYS, assert_chained
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from oracle import ONE_DAY, Plan

from sla_service.core.calendar import DatedDay, DayKind, OfficeHours, Session, Week, WorkingCalendar
from sla_service.core.due_date import due_date
from sla_service.core.errors import BeyondHorizon, InvalidCalendar
from sla_service.core.rules import Extension, Receipt, Restart
from sla_service.core.term import Term, Unit
from sla_service.core.timeline import Timeline
from sla_service.core.trials import Office

settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.register_profile("search", settings.get_profile("ci"), derandomize=False, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

SPAN = 24  # days
PLACES = (
    ("Asia/Ho_Chi_Minh", date(2026, 3, 2)),  # no clock change
    ("America/New_York", date(2026, 2, 28)),  # an hour's gap on Sunday 8 March, 02:00
    ("America/New_York", date(2026, 10, 24)),  # an hour twice on Sunday 1 November, from 01:00
    ("Australia/Lord_Howe", date(2026, 3, 28)),  # half an hour twice on Sunday 5 April
    ("Australia/Lord_Howe", date(2026, 9, 26)),  # half an hour's gap on Sunday 4 October
    ("America/Sao_Paulo", date(2018, 10, 27)),  # a gap at midnight, Sunday 4 November
    ("America/Sao_Paulo", date(2018, 2, 10)),  # the hour before midnight twice, Saturday 17 February
)
CLOCKED = (Unit.WORKING_MINUTES, Unit.WORKING_HOURS, Unit.MINUTES, Unit.HOURS)
WHOLE = (Unit.DAYS, Unit.WEEKS)


@st.composite
def days_hours(draw):
    """Draw a day's sessions, some with touching ends, some at 00:00, 24:00 or near a clock change."""
    marks = st.sampled_from((0, 60, 90, 120, 125, 150, 180, 1380, 1440)) | st.integers(0, 1440)
    ends = sorted(draw(st.sets(marks, min_size=2, max_size=6)))
    if draw(st.booleans()):
        return tuple(pairwise(ends))
    return tuple(zip(ends[::2], ends[1::2], strict=False))


@st.composite
def plans(draw, *, receives=False):
    """Draw a small calendar in which somebody works."""
    zone, first = draw(st.sampled_from(PLACES))
    last = first + ONE_DAY * (SPAN - 1)
    week = tuple(draw(st.just(()) | days_hours()) for _ in range(7))
    dates = st.frozensets(st.integers(0, SPAN - 1).map(lambda number: first + ONE_DAY * number), max_size=4)
    mere = draw(st.frozensets(st.integers(0, 6), max_size=2)) if receives else frozenset()
    plan = Plan(zone, first, last, week, draw(dates), draw(dates), mere)
    assume(oracle.working_minutes(plan))
    return plan


def compiled(plan):
    """Make the core's calendar of a plan."""
    week = Week(
        tuple(tuple(Session(a * 60, b * 60) for a, b in day) for day in plan.week), plan.receives_only
    )
    off = {on: DatedDay(on, DayKind.HOLIDAY) for on in plan.off}
    worked = {on: DatedDay(on, DayKind.SWAPPED_WORKING) for on in plan.worked}
    return Timeline(
        WorkingCalendar(
            ZoneInfo(plan.zone), plan.first, plan.last, (OfficeHours(ALWAYS, week),), dated=off | worked
        )
    )


@st.composite
def seconds_of(draw, plan, *, days=SPAN):
    """Draw a second of the plan's first days, often on or beside an edge of a session."""
    start = int(datetime(plan.first.year, plan.first.month, plan.first.day, 12, tzinfo=UTC).timestamp())
    anywhere = st.integers(start, start + days * 86_400 - 86_400)
    near = [edge for edge in oracle.edges(plan) if start < edge < start + (days - 1) * 86_400]
    if not near:
        return draw(anywhere)
    beside = st.builds(int.__add__, st.sampled_from(near), st.integers(-1, 1))
    return draw(beside | anywhere)


def term_of(unit, amount):
    """Make a term of `amount` steps that suit the unit: quarters, or tenths of minutes and hours."""
    step = Decimal("0.25") if unit is Unit.WORKING_DAYS else Decimal("0.1") if unit in CLOCKED else 1
    return Term(Decimal(amount) * step, unit)


UNITS = st.sampled_from((*CLOCKED, Unit.WORKING_DAYS, *WHOLE, Unit.MONTHS))


def local(plan, second):
    """Read a second on the plan's clock."""
    return datetime.fromtimestamp(second, ZoneInfo(plan.zone))


def answer(plan, second, term, *, is_explained=True):
    """Find a due date under one term; None where it leaves the calendar."""
    receipt = Receipt(local(plan, second), term=term)
    try:
        return due_date(receipt, Office("office", compiled(plan)), is_explained=is_explained)
    except BeyondHorizon:
        return None


def end_of(found, term):
    """Tell when an answer is due: infinitely late past the calendar; clock time that rolled is left out."""
    if found is None:
        return float("inf")
    has_rolled = any(step.code == "rolled" for step in found.steps)
    assume(not (term.unit in (Unit.MINUTES, Unit.HOURS) and has_rolled))
    return found.due.at.timestamp()


@given(st.data(), plans(), UNITS, st.integers(1, 40))
def test_later_receipt_is_never_due_earlier(data, plan, unit, amount):
    """Under one rule and one term that decided both, who comes later is not served earlier."""
    term = term_of(unit, amount)
    early, late = sorted(data.draw(seconds_of(plan)) for _ in range(2))
    assert end_of(answer(plan, early, term), term) <= end_of(answer(plan, late, term), term)


@given(data=st.data(), plan=plans(), unit=UNITS, amount=st.integers(1, 40), more=st.integers(0, 40))
def test_larger_amount_is_never_due_earlier(data, plan, unit, *, amount, more):
    """A longer term of the same unit does not end before a shorter one."""
    second = data.draw(seconds_of(plan))
    small, large = term_of(unit, amount), term_of(unit, amount + more)
    assert end_of(answer(plan, second, small), small) <= end_of(answer(plan, second, large), large)


@given(
    data=st.data(),
    plan=plans(),
    unit=UNITS,
    amount=st.integers(1, 40),
    number=st.integers(0, SPAN - 1),
)
def test_added_day_off_is_never_due_earlier(data, plan, unit, *, amount, number):
    """Another day off can only delay."""
    term, second = term_of(unit, amount), data.draw(seconds_of(plan))
    shorter = replace(plan, off=plan.off | {plan.first + ONE_DAY * number})
    assume(oracle.working_minutes(shorter))
    assert end_of(answer(plan, second, term), term) <= end_of(answer(shorter, second, term), term)


@given(st.data(), plans(receives=True), UNITS, st.integers(1, 30))
def test_steps_chain_from_the_receipt_to_the_due_date(data, plan, unit, amount):
    """Whatever happened to the dossier, no step is missing, and without recording the answer is the same."""
    second = data.draw(seconds_of(plan, days=12))
    restarts = data.draw(st.lists(st.integers(0, 5 * 86_400), max_size=2))
    further = data.draw(st.lists(st.tuples(UNITS, st.integers(1, 6)), max_size=2))
    receipt = Receipt(
        local(plan, second),
        term=term_of(unit, amount),
        restarts=tuple(Restart(local(plan, second + after), None) for after in restarts),
        extensions=tuple(Extension(term_of(*pair), None) for pair in further),
    )
    office = Office("office", compiled(plan))
    try:
        found = due_date(receipt, office)
    except BeyondHorizon:
        event("beyond the calendar")
        return
    assert_chained(found.steps, found.received_at, found.due.at)
    silent = due_date(receipt, office, is_explained=False)
    assert silent.steps == ()
    assert (silent.appointment, silent.extended_from, silent.counted_from) == (
        found.appointment,
        found.extended_from,
        found.counted_from,
    )


@given(st.data(), plans(), UNITS, st.integers(0, 40))
def test_due_moment_lies_in_working_time_and_not_before_the_receipt(data, plan, unit, amount):
    """Working units and days end while somebody works, or at the closing."""
    assume(amount or unit is Unit.WORKING_DAYS)
    found = answer(plan, data.draw(seconds_of(plan, days=12)), term_of(unit, amount))
    assume(found)
    due = int(found.due.at.timestamp())
    # timestamps, because two clock times of one zone compare by what they show, also where it shows twice
    assert due >= found.counted_from.at.timestamp() >= found.received_at.timestamp()
    has_rolled = any(step.code == "rolled" for step in found.steps)
    if unit not in (Unit.MINUTES, Unit.HOURS) or has_rolled:
        assert oracle.is_open_or_closing(plan, due, working=True)


@given(st.data(), plans(), st.sampled_from(CLOCKED), st.integers(1, 40))
def test_clocked_term_runs_exactly_its_seconds(data, plan, unit, amount):
    """Minutes and hours pass by the clock unless their end rolled, working ones as the oracle runs them."""
    term = term_of(unit, amount)
    found = answer(plan, data.draw(seconds_of(plan, days=12)), term)
    assume(found)
    since, due = (int(moment.at.timestamp()) for moment in (found.counted_from, found.due))
    if unit in (Unit.WORKING_MINUTES, Unit.WORKING_HOURS):
        assert due == oracle.add(plan, since, term.seconds)
    elif not any(step.code == "rolled" for step in found.steps):
        assert due == since + term.seconds


@given(st.data(), plans())
def test_add_agrees_with_the_minute_by_minute_oracle(data, plan):
    """Running working time by binary search and by looking at every minute is the same, there and back."""
    start = data.draw(seconds_of(plan))
    seconds = data.draw(
        st.integers(0, 4) | st.integers(0, 200_000) | st.integers(0, 3_000).map(lambda m: m * 60)
    )
    line, expected = compiled(plan), oracle.add(plan, start, seconds)
    try:
        end = line.add(local(plan, start), seconds)
    except BeyondHorizon:
        assert expected is None
        return
    assert int(end.at.timestamp()) == expected
    assert line.between(local(plan, start), end.at) == seconds


@given(st.data(), plans())
def test_add_ends_on_the_day_of_the_last_second_it_used(data, plan):
    """An end at 24:00 belongs to the day that worked, not to the next."""
    start, seconds = data.draw(seconds_of(plan)), data.draw(st.integers(1, 3_000).map(lambda m: m * 60))
    try:
        end = compiled(plan).add(local(plan, start), seconds)
    except BeyondHorizon:
        assume(False)
    assert end.on == local(plan, int(end.at.timestamp()) - 1).date()


@given(st.data(), plans())
def test_between_agrees_with_the_minute_by_minute_oracle(data, plan):
    """Measuring working time by prefix sums and by looking at every minute is the same."""
    start, end = sorted(data.draw(seconds_of(plan)) for _ in range(2))
    assert compiled(plan).between(local(plan, start), local(plan, end)) == oracle.between(plan, start, end)


@given(st.data(), plans(receives=True))
def test_admit_agrees_with_the_minute_by_minute_oracle(data, plan):
    """The deemed receipt is the same, on days of mere receipt too."""
    second = data.draw(seconds_of(plan))
    line, at = compiled(plan), local(plan, second)
    assume(plan.first <= at.date() <= plan.last)
    try:
        deemed = int(line.admit(at).at.timestamp())
    except BeyondHorizon:
        deemed = None
    assert deemed == oracle.admit(plan, second)


@given(plans(receives=True))
def test_working_days_are_those_with_working_minutes(plan):
    """A date is a working day exactly if some minute of it is worked."""
    line, place = compiled(plan), ZoneInfo(plan.zone)
    worked = {datetime.fromtimestamp(m * 60, place).date() for m in oracle.working_minutes(plan)}
    assert {on for on in plan.dates() if line.is_working_day(on)} == worked


@given(plans(receives=True))
def test_calendar_without_working_time_is_refused(plan):
    """With every date off nobody works, and the calendar is refused."""
    idle = replace(plan, off=frozenset(plan.dates()), worked=frozenset())
    with pytest.raises(InvalidCalendar) as refused:
        compiled(idle)
    assert refused.value.code == "no_working_time"


def test_oracle_counts_a_plain_friday_by_hand():
    """On Friday 2026-03-06 from 10:00, two hours of 08:00 to 11:00 and 13:00 to 17:00 end at 14:00."""
    plan = Plan("Asia/Ho_Chi_Minh", date(2026, 3, 2), date(2026, 3, 8), (((480, 660), (780, 1020)),) * 7)
    start = datetime(2026, 3, 6, 10, tzinfo=ZoneInfo(plan.zone))
    ten, two = int(start.timestamp()), int((start + timedelta(hours=4)).timestamp())
    assert oracle.add(plan, ten, 7_200) == two
    assert oracle.between(plan, ten, two) == 7_200
    assert oracle.admit(plan, ten + 2 * 3600) == ten + 3 * 3600  # noon waits for 13:00
