"""What holds of the stages of an interlinked dossier, for all offices, terms, completions and suspensions."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

import stage_oracle
import suspension_oracle as slow
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from oracle import ONE_DAY, Plan, working_minutes
from stage_oracle import Begin, Landing, Leg, Refused
from suspension_oracle import BEYOND, Held
from test_properties import CLOCKED, SPAN, days_hours, plans, seconds_of
from test_properties import compiled as compiled_anew
from test_suspended_time import instant, pairs

from sla_service.core.due_date import due_date
from sla_service.core.errors import BeyondHorizon, InvalidEvent
from sla_service.core.rules import Receipt, Restart, Suspension
from sla_service.core.stages import Stage
from sla_service.core.term import Term, Unit
from sla_service.core.trials import Office

DAY = 86_400
ZONES = ("Asia/Ho_Chi_Minh", "America/New_York")
many = settings(max_examples=settings.default.max_examples * 3 // 5)
few = settings(max_examples=settings.default.max_examples // 8)
compiled = lru_cache(maxsize=64)(compiled_anew)


@dataclass(frozen=True)
class Dossier:
    """A receipt at an office and its stages; instants in seconds since 1970 UTC."""

    plan: Plan
    received: int
    legs: tuple[Leg, ...] = ()
    suspensions: tuple[slow.Pair, ...] = ()
    restarts: tuple[int, ...] = ()
    term: Term | None = None

    def answer(self, *, is_explained=True):
        """Ask the core; BEYOND where it leaves a calendar, Refused where a completion comes too soon."""
        receipt = Receipt(
            instant(self.received),
            term=self.term,
            restarts=tuple(Restart(instant(second), None) for second in self.restarts),
            suspensions=tuple(
                Suspension(instant(since), None if until is None else instant(until), None)
                for since, until in self.suspensions
            ),
        )
        stages = tuple(stage_of(leg) for leg in self.legs)
        try:
            return due_date(receipt, Office("office", compiled(self.plan)), stages, is_explained=is_explained)
        except BeyondHorizon:
            return BEYOND
        except InvalidEvent as refused:
            return refused_at(refused)

    @property
    def start(self):
        """The deemed receipt of the last restart; BEYOND where there is none."""
        entry = slow.entry(self.plan, max((self.received, *self.restarts)))
        return BEYOND if entry is BEYOND or not self.plan.first <= entry[1] <= self.plan.last else entry

    def expected(self):
        """Ask the oracle where every stage lands; if one is held, all must end if it is resumed at once."""
        if self.start is BEYOND:
            return BEYOND
        came = max((self.received, *self.restarts))
        landings = stage_oracle.walk(self.start[0], self.legs, self.suspensions, came)
        ended = tuple(pair for pair in self.suspensions if pair[1] is not None)
        if isinstance(landings, list) and any(isinstance(one.due, Held) for one in landings):
            resumed = stage_oracle.walk(self.start[0], self.legs, ended, came)
            return landings if resumed is not BEYOND else BEYOND
        return landings


def stage_of(leg):
    """Make the core's stage."""
    amount = Decimal(leg.amount.numerator) / leg.amount.denominator
    completed = None if leg.completed is None else instant(leg.completed)
    return Stage("stage", "office", compiled(leg.plan), Term(amount, Unit(leg.unit)), completed)


def refused_at(error):
    """Read from an error which stage was completed too soon."""
    _, first, index, last = error.path.split("/")
    assert (error.code, first, last) == ("completed_before_start", "stages", "completed_at")
    return Refused(int(index))


def pair_of(moment):
    """Write a moment as the oracle does."""
    return None if moment is None else (int(moment.instant), moment.on)


def landings_of(found):
    """Tell where the stages of an answer landed, held ones by a mere True."""
    if found in (BEYOND, None) or isinstance(found, Refused):
        return found
    return [Landing(pair_of(run.counted_from), held_or(run), run.is_late) for run in found.plan.runs]


def held_or(run):
    """Give a stage's due moment, or whether it is held."""
    return True if run.owed is not None and run.owed.is_held else pair_of(run.due)


def told(landings):
    """Write the oracle's landings without what is left of those that are held."""
    if not isinstance(landings, list):
        return landings
    return [replace(one, due=True) if isinstance(one.due, Held) else one for one in landings]


@st.composite
def other_office(draw, plan):
    """Draw another office over the same span, often with hours and days off of its own."""
    week = tuple(draw(st.just(own) | st.just(()) | days_hours()) for own in plan.week)
    dates = st.frozensets(
        st.integers(0, SPAN - 1).map(lambda number: plan.first + ONE_DAY * number), max_size=4
    )
    zone = draw(st.sampled_from((plan.zone, plan.zone, *ZONES)))
    mere = draw(st.sampled_from((plan.receives_only, frozenset())))
    other = replace(plan, zone=zone, week=week, off=draw(dates), receives_only=mere)
    assume(working_minutes(other))
    return other


@st.composite
def terms(draw, *, is_whole=False):
    """Draw an amount and its unit: mostly quarters of working days, or some hours, or days."""
    unit = draw(st.sampled_from((*[Unit.WORKING_DAYS] * 5, *CLOCKED, Unit.DAYS)))
    if unit is Unit.WORKING_DAYS:
        quarters = draw(st.sampled_from((0, 1, 2, 2, 3, 4, 6, 8)))
        return (Fraction(quarters // 4) if is_whole else Fraction(quarters, 4)), str(unit)
    if unit is Unit.DAYS:
        return Fraction(draw(st.integers(1, 4))), str(unit)
    return Fraction(draw(st.integers(1, 30)) * draw(st.sampled_from((1, 10, 25))), 10), str(unit)


@st.composite
def completions(draw, begin, landing):
    """Draw when a stage was completed: before, at or after it was due; now and then before it began."""
    ends = begin.at if isinstance(landing.due, Held) else landing.due[0]
    at = ends + draw(st.sampled_from((0, 0, -1, 1, -3600, 3600, DAY, -DAY)) | st.integers(-2 * DAY, 3 * DAY))
    return at if draw(st.integers(0, 9)) == 0 else max(at, begin.at)


@st.composite
def dossiers(draw, *, is_expected=False, has_one_office=False, is_open=None, most=3):
    """Draw a dossier of up to five stages at up to three offices."""
    plan = draw(plans(receives=True))
    others = 0 if has_one_office else draw(st.integers(0, 2))
    offices = st.sampled_from((plan, *(draw(other_office(plan)) for _ in range(others))))
    dossier = Dossier(plan, draw(seconds_of(plan, days=8)))
    suspended = draw(st.lists(pairs(plan, dossier.received, is_open=is_open), max_size=most))
    after = draw(st.sampled_from(((), (), (DAY,), (0, 3 * DAY))))
    dossier = replace(
        dossier,
        suspensions=tuple(suspended),
        restarts=tuple(dossier.received + second for second in after),
    )
    assume(dossier.start is not BEYOND)
    legs, begin, ends = [], Begin(dossier.start[0]), []
    for _ in range(draw(st.integers(1, 5))):
        leg = Leg(draw(offices), *draw(terms()))
        landing, following = stage_oracle.step(leg, begin, dossier.suspensions)
        if not is_expected and landing is not BEYOND and begin and draw(st.integers(0, 2)) == 0:
            leg = replace(leg, completed=draw(completions(begin, landing)))
            landing, following = stage_oracle.step(leg, begin, dossier.suspensions)
        legs.append(leg)
        if landing is BEYOND:
            break
        ends += [following.at] if following else []
        begin = following
    if most and ends:
        dossier = replace(dossier, suspensions=(*dossier.suspensions, *draw(near(dossier, ends, is_open))))
    return replace(dossier, legs=tuple(legs))


@st.composite
def near(draw, dossier, ends, is_open):
    """Draw a suspension that begins where a stage ended, or beside that, or none."""
    if draw(st.booleans()):
        return ()
    since = draw(st.sampled_from(ends)) + draw(st.sampled_from((0, 0, -1, 1, -3600, 3600)))
    since = max(since, dossier.received)
    lasts = draw(st.booleans()) if is_open is None else is_open
    return ((since, None if lasts else since + draw(st.sampled_from((0, 1, 3600, DAY, 3 * DAY)))),)


def answered(dossier):
    """Ask for an answer, which must be one."""
    found = dossier.answer()
    assume(found is not BEYOND and not isinstance(found, Refused))
    return found


@many
@given(dossiers())
def test_stages_land_where_the_oracle_says(dossier):
    """Where each counts from, when it is due, whether it was late or is held, at offices of any hours."""
    expected = told(dossier.expected())
    event(expected if expected is BEYOND else type(expected).__name__)
    found = dossier.answer()
    assert landings_of(found) == expected
    if isinstance(expected, list):
        last = expected[-1].due
        event(f"last {type(last).__name__}")
        assert found.is_held == (last in (True, None))
        assert found.is_held or int(found.due.instant) == last[0]
        assert found.rule.id == "caller"


@few
@given(
    dossiers(),
    st.sampled_from(("0", "0.5", "1", "2.25", "4", "9")),
    st.sampled_from((*CLOCKED, *[Unit.WORKING_DAYS] * 3)),
)
def test_stages_are_held_against_a_term_of_its_own(dossier, amounts, unit):
    """The term keeps its due date; as promised and as completed the stages end after it, or not."""
    amount = Decimal(amounts)
    assume(amount or unit is Unit.WORKING_DAYS)
    plain = replace(dossier, legs=(), term=Term(amount, unit))
    own, found = answered(plain), answered(replace(plain, legs=dossier.legs))
    assert (found.due, found.is_held, found.rule) == (own.due, own.is_held, own.rule)
    assert (own.plan.runs, own.plan.exceeds_term, own.plan.is_behind) == ((), False, False)
    promised = tuple(replace(leg, completed=None) for leg in dossier.legs)
    is_begun = promised != dossier.legs
    assert found.plan.exceeds_term == ends_after(replace(dossier, legs=promised), found)
    assert found.plan.is_behind == (is_begun and ends_after(dossier, found))


def ends_after(dossier, found):
    """Do the oracle's stages end after an answer is due, by its day, or by the instant if in hours?"""
    expected = dossier.expected()
    if expected is BEYOND:
        return not found.is_held
    last = told(expected)[-1].due
    if last in (True, None) or found.is_held:
        return False
    if found.owed.terms[-1].is_clocked:
        return last[0] > found.due.instant
    return slow._date(dossier.plan, last[0] - 1) > found.due.on


@few
@given(dossiers(is_expected=True, has_one_office=True), st.lists(st.integers(1, 3), min_size=1, max_size=5))
def test_whole_working_days_at_one_office_are_their_sum(dossier, amounts):
    """Expected one after the other they end where a single term of all their days ends, suspended or not."""
    legs = tuple(Leg(dossier.plan, Fraction(amount), "working_days") for amount in amounts)
    staged = answered(replace(dossier, legs=legs))
    whole = answered(replace(dossier, legs=(), term=Term(Decimal(sum(amounts)), Unit.WORKING_DAYS)))
    assert staged.is_held == whole.is_held
    assert staged.is_held or staged.due == whole.due


@few
@given(st.data(), dossiers(most=0), st.integers(1, 7), st.integers(1, 7))
def test_stage_split_in_two_ends_where_it_did(data, dossier, one, other):
    """So does whatever follows, where the parts are some quarters of working days at the same office."""
    at = data.draw(st.integers(0, len(dossier.legs) - 1))
    before, leg, after = dossier.legs[:at], dossier.legs[at], dossier.legs[at + 1 :]
    first, second, both = (
        Leg(leg.plan, Fraction(quarters, 4), "working_days") for quarters in (one, other, one + other)
    )
    whole = answered(replace(dossier, legs=(*before, both, *after)))
    parts = answered(replace(dossier, legs=(*before, first, second, *after)))
    assert parts.due == whole.due
    assert landings_of(parts)[at + 2 :] == landings_of(whole)[at + 1 :]


@few
@given(st.data(), dossiers(is_expected=True, has_one_office=True), st.integers(1, 3))
def test_completion_at_the_due_moment_changes_nothing_later(data, dossier, amount):
    """At closing, of a stage in days, before whatever follows at that office; nothing is left of it."""
    unit = data.draw(st.sampled_from(("working_days", "days")))
    legs = (Leg(dossier.plan, Fraction(amount), unit), *dossier.legs)
    expected = answered(replace(dossier, legs=legs))
    due = expected.plan.runs[0].due
    assume(due and due.at.date() == due.on)  # a closing at 24:00 is the next day's 00:00
    done = answered(replace(dossier, legs=(replace(legs[0], completed=int(due.instant)), *legs[1:])))
    assert landings_of(done)[1:] == landings_of(expected)[1:]
    (first, *_), (was, *_) = done.plan.runs, expected.plan.runs
    assert (first.due, first.is_late, was.is_late) == (was.due, False, None)
    assert (first.slack.seconds, first.slack.days, was.slack) == (0, 0, None)


@few
@given(dossiers(is_expected=True))
def test_expected_due_moments_never_fall(dossier):
    """No stage that is only expected is due before the one before it, nor before it begins."""
    known = [run for run in answered(dossier).plan.runs if run.due]
    assert all(run.due.instant >= run.counted_from.instant for run in known)
    assert all(late.counted_from.instant >= early.due.instant for early, late in pairwise(known))


@few
@given(dossiers())
def test_steps_chain_and_silence_gives_the_same_answer(dossier):
    """From the receipt to the due moment, character for character; and the same with nothing explained."""
    found = answered(dossier)
    ends = found.owed.suspended[-1].since if found.is_held else found.due.at
    assert str(found.steps[0].before) == str(found.received_at)
    assert found.is_held or str(found.steps[-1].after) == str(ends)
    assert all(str(early.after) == str(late.before) for early, late in pairwise(found.steps))
    silent = dossier.answer(is_explained=False)
    assert silent.steps == ()
    assert landings_of(silent) == landings_of(found)
    assert (silent.due, silent.remaining, silent.appointments) == (
        found.due,
        found.remaining,
        found.appointments,
    )


@few
@given(st.data(), dossiers())
def test_suspension_after_the_last_due_moment_changes_nothing(data, dossier):
    """Whether it has an end or not, and however late a stage was completed."""
    found = answered(dossier)
    assume(not found.is_held)
    since = int(found.due.instant) + data.draw(st.sampled_from((0, 1, 3600)))
    until = data.draw(st.sampled_from((None, since, since + 5 * DAY)))
    more = answered(replace(dossier, suspensions=(*dossier.suspensions, (since, until))))
    assert landings_of(more) == landings_of(found)
    assert (more.due, more.remaining) == (found.due, None)
    assert [run.slack for run in more.plan.runs] == [run.slack for run in found.plan.runs]


@few
@given(dossiers())
def test_slack_is_what_the_oracle_measures(dossier):
    """Between completion and due moment, in that stage's own office time or by the clock."""
    for leg, run in zip(dossier.legs, answered(dossier).plan.runs, strict=True):
        if leg.completed is None or run.due is None:
            assert run.slack is None
        else:
            due = int(run.due.instant)
            is_last = leg is dossier.legs[-1]
            pauses = dossier.suspensions if is_last else stage_oracle.that_concern(leg, dossier.suspensions)
            assert run.slack.seconds == stage_oracle.slack(leg, due, pauses)
