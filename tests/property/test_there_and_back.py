"""What holds of working time for every calendar: there and back, open and shut, used and left."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

import oracle
import pytest
from helpers import ALWAYS, NEW_YORK, SAIGON, hours, moment
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from oracle import ONE_DAY, Plan
from test_properties import compiled, local, plans, seconds_of  # its profile holds here too

from sla_service.core.calendar import DatedDay, DayKind, OfficeHours, Week, WorkingCalendar
from sla_service.core.clock import DAY_END
from sla_service.core.errors import BeyondHorizon
from sla_service.core.explanation import Moment
from sla_service.core.owed import Owed
from sla_service.core.progress import Classification, owed_at, progress
from sla_service.core.term import Distance, Term, Unit
from sla_service.core.timeline import Timeline
from sla_service.core.working_time import add, between, status

# a few seconds, some minutes, or anything up to some days
SECONDS = (
    st.integers(1, 4) | st.integers(1, 3_000).map(lambda minutes: minutes * 60) | st.integers(1, 200_000)
)
SIGNS = st.sampled_from((1, -1))

few = settings(max_examples=settings.default.max_examples // 4)  # the oracle is slow, and asked often


@st.composite
def over_new_year(draw):
    """Draw a small calendar of two years, so that years are compiled one after the other."""
    plan = draw(plans(receives=True))
    first = date(2025, 12, 20)
    moved = first - plan.first
    return replace(
        plan,
        zone=draw(st.sampled_from(("Asia/Ho_Chi_Minh", "America/New_York"))),
        first=first,
        last=plan.last + moved,
        off=frozenset(on + moved for on in plan.off),
        worked=frozenset(on + moved for on in plan.worked),
    )


def second_of(at):
    """Read an instant as seconds since 1970 UTC."""
    return int(at.timestamp())


def ran(line, plan, start, seconds):
    """Let working seconds run, back where negative, and read the end; None beyond the calendar."""
    try:
        return second_of(line.add(local(plan, start), seconds).at)
    except BeyondHorizon:
        return None


def known(plan, second):
    """Keep an instant only if the calendar knows its date."""
    at = local(plan, second)
    assume(plan.first <= at.date() <= plan.last)
    return at


class TestThereAndBack:
    """add and between undo each other."""

    @few
    @given(st.data(), plans(), SECONDS, SIGNS)
    def test_what_was_added_lies_between(self, data, plan, seconds, sign):
        """From the start to the end of x working seconds there are x, forward and back."""
        line, start = compiled(plan), data.draw(seconds_of(plan))
        end = ran(line, plan, start, sign * seconds)
        assume(end is not None)
        found = between(local(plan, start), local(plan, end), line)
        assert found.working_seconds == sign * seconds
        early, late = sorted((start, end))
        assert line.between(local(plan, early), local(plan, late)) == seconds
        assert oracle.between(plan, early, late) == seconds

    @few
    @given(st.data(), plans(), SECONDS)
    def test_going_back_is_the_oracle_reversed(self, data, plan, seconds):
        """The end is the latest instant from which that much working time leads to the start."""
        line, start = compiled(plan), data.draw(seconds_of(plan))
        end = ran(line, plan, start, -seconds)
        since = oracle.edges(plan)[0]
        if end is None:
            assert oracle.between(plan, min(since, start), start) < seconds
        else:
            assert oracle.between(plan, end, start) == seconds
            assert oracle.between(plan, end + 1, start) == seconds - 1

    @few
    @given(st.data(), plans(), SECONDS)
    def test_there_and_back_again_skips_no_working_second(self, data, plan, seconds):
        """Forward and back by the same leaves no working time between where it began and where it ends."""
        line, start = compiled(plan), data.draw(seconds_of(plan))
        there = ran(line, plan, start, seconds)
        assume(there is not None)
        again = ran(line, plan, there, -seconds)
        assert again >= start
        assert oracle.between(plan, start, again) == 0

    @few
    @given(st.data(), plans(), SECONDS, SIGNS)
    def test_reversed_pair_gives_the_negatives(self, data, plan, seconds, sign):
        """Seconds, working days and days of a pair, and of the same pair reversed."""
        line, start = compiled(plan), data.draw(seconds_of(plan))
        one, other = known(plan, start), known(plan, start + sign * seconds)
        there, back = between(one, other, line), between(other, one, line)
        assert (there.working_seconds, there.working_days, there.days) == (
            -back.working_seconds,
            -back.working_days,
            -back.days,
        )

    @few
    @given(st.data(), plans(receives=True), st.integers(1, 12), SIGNS)
    def test_working_days_added_lie_between(self, data, plan, number, sign):
        """From a working day N working days on, or back, there are N between."""
        line, start = compiled(plan), data.draw(seconds_of(plan))
        at = known(plan, start)
        try:
            end = add(at, Distance(Decimal(sign * number), Unit.WORKING_DAYS), line)
        except BeyondHorizon:
            event("beyond the calendar")
            return
        assert line.is_working_day(end.date())
        # back, the start date itself is the one that is counted in place of the end's
        is_one_less = sign < 0 and not line.is_working_day(at.date())
        assert between(at, end, line).working_days == sign * (number - is_one_less)


class TestOrder:
    """Nothing overtakes."""

    @few
    @given(data=st.data(), plan=plans(), small=SECONDS, more=st.integers(0, 40_000), sign=SIGNS)
    def test_larger_amount_ends_no_nearer(self, data, plan, small, *, more, sign):
        """A second more of working time ends a second later at least, or earlier where it runs back."""
        line, start = compiled(plan), data.draw(seconds_of(plan))
        near, far = (ran(line, plan, start, sign * seconds) for seconds in (small, small + more))
        assume(far is not None)
        assert near is not None
        assert sign * (far - near) >= more

    @few
    @given(data=st.data(), plan=plans(), seconds=SECONDS, later=st.integers(0, 200_000), sign=SIGNS)
    def test_later_start_never_ends_earlier(self, data, plan, seconds, *, later, sign):
        """Who starts later ends later, or with the other."""
        line, start = compiled(plan), data.draw(seconds_of(plan))
        ends = [ran(line, plan, at, sign * seconds) for at in (start, start + later)]
        assume(None not in ends)
        assert ends[0] <= ends[1]


def openings_and_closings(plan):
    """List each session's opening and closing, day by day, from the clock times that ever show."""
    shown = oracle._showings(plan.zone, plan.first, plan.last)
    pairs = []
    for on in plan.dates():
        midnight = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - a clock time
        reached = None
        for session in plan.sessions(on):
            ends = [midnight + oracle.MINUTE * end for end in session]
            opens, closes = (oracle._when(end, shown) * 60 for end in ends)
            opens = opens if reached is None else max(opens, reached)
            if opens < closes and any(end in shown for end in ends):  # else swallowed by a jump
                pairs.append((opens, closes, on))
                reached = closes
    return pairs


class TestOpen:
    """Is the office open, and when does that change?"""

    @few
    @given(st.data(), plans())
    def test_open_is_where_a_working_second_passes_at_once(self, data, plan):
        """Where nobody merely receives, a second of working time ends a second later just if it is open."""
        line, second = compiled(plan), data.draw(seconds_of(plan))
        is_open = status(known(plan, second), line).is_open
        assert is_open == (ran(line, plan, second, 1) == second + 1)

    @few
    @given(st.data(), plans(receives=True) | over_new_year())
    def test_open_is_an_open_minute(self, data, plan):
        """With days of mere receipt too, the oracle's minutes say the same."""
        assume(oracle.working_minutes(plan))
        line, second = compiled(plan), data.draw(seconds_of(plan))
        assert line.is_open(known(plan, second)) == (second // 60 in oracle._minute_set(plan, working=False))

    @few
    @given(st.data(), plans(receives=True) | over_new_year())
    def test_what_comes_next_and_came_last_is_the_oracles(self, data, plan):
        """Strictly later openings and closings, the last closing at or before, and the days of each."""
        assume(oracle.working_minutes(plan))
        line, second = compiled(plan), data.draw(seconds_of(plan))
        told, pairs = status(known(plan, second), line), openings_and_closings(plan)
        opens = next(((opens, on) for opens, _, on in pairs if opens > second), None)
        closes = next(((closes, on) for _, closes, on in pairs if closes > second), None)
        closed = next(((closes, on) for _, closes, on in reversed(pairs) if closes <= second), None)
        found = (told.next_opening, told.next_closing, told.previous_closing)
        assert tuple(one and (second_of(one.at), one.on) for one in found) == (opens, closes, closed)
        assert told.is_working_day == any(on == told.day.on and plan.is_working(on) for *_, on in pairs)


CALENDARS = st.builds(
    lambda zone, first, years, texts, dated: WorkingCalendar(
        zone,
        date(first, 3, 1),
        date(first + years, 10, 31),
        (OfficeHours(ALWAYS, Week(tuple(hours(text) for text in texts), frozenset({5}))),),
        dated={
            date(first + year % (years + 1), month, 8): DatedDay(
                date(first + year % (years + 1), month, 8), kind
            )
            for year, month, kind in dated
        },
        working_day_hours=hours("08:00-12:00"),
    ),
    st.sampled_from((NEW_YORK, SAIGON, ZoneInfo("Australia/Lord_Howe"))),
    st.integers(1980, 2020),
    st.integers(0, 12),
    st.lists(st.sampled_from(("", "", "07:30-11:30 13:30-24:00", "00:00-24:00")), min_size=7, max_size=7),
    st.lists(
        st.tuples(
            st.integers(0, 40),
            st.integers(3, 10),
            st.sampled_from((DayKind.HOLIDAY, DayKind.SWAPPED_WORKING, DayKind.SWAPPED_WORKING)),
        ),
        max_size=4,
    ),
)


def told(line, question, at, amount):
    """Ask one question, beyond the calendar too."""
    try:
        return question(line, at, amount)
    except BeyondHorizon as error:
        return error.code


QUESTIONS = (
    lambda line, at, _: line.admit(at),
    lambda line, at, amount: line.add(at, amount * 997),
    lambda line, at, amount: line.add(at, amount * 1_000_003),
    lambda line, at, amount: amount and line.working_day(at.date(), amount),
    lambda line, at, _: line.working_day_before(at.date()),
    lambda line, at, amount: between(at, at + timedelta(days=amount), line),
    lambda line, at, _: status(at, line),
    lambda line, at, amount: line.working_days(at.date(), at.date() + timedelta(days=abs(amount))),
    lambda line, at, _: (line.closing(at.date()), line.sessions(at.date())),
)


class TestLazyYears:
    """No answer depends on which years are compiled."""

    @few
    @given(data=st.data(), calendar=CALENDARS.filter(lambda one: one.is_ever_worked))
    def test_growing_timeline_answers_as_a_compiled_one(self, data, calendar):
        """Questions here and there, of several years with few working days or many."""
        days = (calendar.last - calendar.first).days
        asked = data.draw(
            st.lists(
                st.tuples(
                    st.sampled_from(QUESTIONS),
                    st.integers(0, (days + 1) * DAY_END - 1),
                    st.integers(-400, 400),
                ),
                min_size=1,
                max_size=6,
            )
        )
        lazy, whole = Timeline(calendar), Timeline(calendar).compiled()
        start = datetime(calendar.first.year, calendar.first.month, calendar.first.day, tzinfo=UTC)
        for question, second, amount in asked:
            at = lazy.local(start + timedelta(seconds=second))
            assert told(lazy, question, at, amount) == told(whole, question, at, amount)


@st.composite
def debts(draw, plan, line):
    """Draw a dossier owed under a plan: by the clock, in days, or at a bare due moment."""
    received = draw(seconds_of(plan, days=12))
    due = local(plan, received + draw(st.integers(0, 8 * DAY_END)))
    known(plan, received)
    known(plan, second_of(due))
    try:
        debt = owed_at(local(plan, received), due, line)
    except BeyondHorizon:
        assume(False)
    units = (Unit.HOURS, Unit.MINUTES, Unit.WORKING_HOURS, Unit.WORKING_DAYS, Unit.DAYS)
    terms = st.sampled_from(units).map(lambda unit: Term(Decimal(3), unit))
    return Owed(debt.counted_from, debt.due, tuple(draw(st.lists(terms, max_size=2))))


def runs_by_the_clock(terms):
    """Is it clock time that counts: only where every term is one of clock time."""
    return {term.unit for term in terms} in ({Unit.HOURS}, {Unit.MINUTES}, {Unit.HOURS, Unit.MINUTES})


ORDER = (
    (Classification.RUNNING, Classification.OVERDUE),
    (Classification.EARLY, Classification.ON_TIME, Classification.LATE),
)


class TestProgress:
    """Time used, left and overrun."""

    @few
    @given(st.data(), plans(receives=True))
    def test_used_and_left_make_the_whole(self, data, plan):
        """Whenever asked, both together are what lies from the beginning of the count to the due moment."""
        line = compiled(plan)
        debt = data.draw(debts(plan, line))
        asked = known(plan, data.draw(seconds_of(plan)))
        found = progress(debt, asked, line, is_returned=False)
        since, due = second_of(debt.counted_from.at), second_of(debt.due.at)
        if due < since:
            assert (found.elapsed.seconds, found.remaining.seconds, found.share_elapsed) == (0, 0, 1)
            return
        by_the_clock = runs_by_the_clock(debt.terms)
        whole = due - since if by_the_clock else oracle.between(plan, since, due)
        assert found.elapsed.seconds + found.remaining.seconds == whole
        reached = max(since, min(due, second_of(asked)))
        used = reached - since if by_the_clock else oracle.between(plan, since, reached)
        assert found.elapsed.seconds == used
        assert found.share_elapsed == (Fraction(used, whole) if whole else 1)
        assert found.elapsed.days + found.remaining.days == in_days(
            plan, since, due, by_the_clock=by_the_clock
        )

    @few
    @given(st.data(), plans(receives=True))
    def test_overrun_is_what_passed_since(self, data, plan):
        """Office time, or clock time, from the due moment on."""
        line = compiled(plan)
        debt = data.draw(debts(plan, line))
        asked = known(plan, data.draw(seconds_of(plan)))
        found = progress(debt, asked, line, is_returned=True)
        due = second_of(debt.due.at)
        by_the_clock = runs_by_the_clock(debt.terms)
        until = max(due, second_of(asked))
        passed = until - due if by_the_clock else oracle.between(plan, due, until)
        assert found.overrun.seconds == passed
        assert found.overrun.days == in_days(plan, due, until, by_the_clock=by_the_clock)

    @few
    @given(st.data(), plans(receives=True), st.booleans())
    def test_classification_only_moves_forward(self, data, plan, is_returned):
        """As time goes on nothing late comes early again, and neither is less used up."""
        line = compiled(plan)
        debt = data.draw(debts(plan, line))
        asked = sorted(data.draw(seconds_of(plan)) for _ in range(2))
        early, late = (progress(debt, known(plan, at), line, is_returned=is_returned) for at in asked)
        order = ORDER[is_returned]
        assert order.index(early.classification) <= order.index(late.classification)
        assert early.elapsed.seconds <= late.elapsed.seconds
        assert early.elapsed.days <= late.elapsed.days
        assert early.remaining.seconds >= late.remaining.seconds
        assert early.overrun.seconds <= late.overrun.seconds
        assert early.share_elapsed <= late.share_elapsed

    @few
    @given(st.data(), plans(receives=True))
    def test_bare_due_moment_belongs_to_the_day_of_its_closing(self, data, plan):
        """It is its own date's, but 00:00:00 is the 24:00 of the day before."""
        line = compiled(plan)
        received = data.draw(seconds_of(plan, days=12))
        on = local(plan, received + data.draw(st.integers(0, 8 * DAY_END))).date()
        midnight = second_of(datetime.combine(on, time.min, ZoneInfo(plan.zone)))
        due = max(received, midnight + data.draw(st.sampled_from([-1, 0, 1, 43_200])))
        known(plan, due)
        try:
            debt = owed_at(local(plan, received), local(plan, due), line)
        except BeyondHorizon:
            assume(False)
        own = local(plan, due).date()
        is_midnight = due == second_of(datetime.combine(own, time.min, ZoneInfo(plan.zone)))
        assert debt.due == Moment(local(plan, due), own - ONE_DAY if is_midnight else own)


@lru_cache(maxsize=64)
def minutes_by_date(plan):
    """Group the minutes of working time by the date that the clock shows, in order."""
    place = ZoneInfo(plan.zone)
    grouped = groupby(
        oracle.working_minutes(plan), lambda minute: datetime.fromtimestamp(minute * 60, place).date()
    )
    return [tuple(minutes) for _, minutes in grouped]


def in_days(plan, start, end, *, by_the_clock):
    """Add up, date by date, what part of its own working seconds each date gives."""
    if by_the_clock:
        return Fraction(end - start, DAY_END)
    return sum(
        Fraction(
            sum(max(0, min(end, minute * 60 + 60) - max(start, minute * 60)) for minute in minutes),
            60 * len(minutes),
        )
        for minutes in minutes_by_date(plan)
    )


def test_oracle_lists_a_plain_day_by_hand():
    """Thursday 2026-03-05, 08:00 to 11:00 and 11:00 to 24:00, in a span of that day only."""
    plan = Plan("Asia/Ho_Chi_Minh", date(2026, 3, 5), date(2026, 3, 5), (((480, 660), (660, 1440)),) * 7)
    line = compiled(plan)
    expected = [("2026-03-05 08:00", "2026-03-05 11:00"), ("2026-03-05 11:00", "2026-03-06 00:00")]
    assert openings_and_closings(plan) == [
        (*(second_of(moment(end).at) for end in pair), date(2026, 3, 5)) for pair in expected
    ]
    assert [pair[1].on for pair in line.sessions(date(2026, 3, 5))] == [date(2026, 3, 5)] * 2
    noon = second_of(moment("2026-03-05 12:00").at)
    assert in_days(plan, noon - 3600, noon, by_the_clock=False) == Fraction(1, 16)  # 3 + 13 hours
    with pytest.raises(BeyondHorizon):
        line.add(local(plan, noon), 12 * 3600 + 1)
