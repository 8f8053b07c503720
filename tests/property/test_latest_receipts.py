"""The latest receipt in time, against every receipt that could matter: due dates do not grow with receipts.

A later receipt may be due earlier, so the answer is held against the due dates of all later receipts: at the
edges of sessions, at cutoffs and midnights and a second beside them, every ten minutes, and every second of
the minute that follows.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import oracle
import pytest
import suspension_oracle as slow
from helpers import ALWAYS, SOURCE, TITLE
from hypothesis import assume, event, given, note, settings
from hypothesis import strategies as st
from oracle import ONE_DAY, Plan
from test_properties import UNITS, compiled, days_hours, plans, seconds_of, term_of
from test_suspended_time import DAY, DUE_TIMES, instant, pairs, terms

from sla_service.core.due_date import due_date
from sla_service.core.errors import BeyondHorizon, SlaError
from sla_service.core.latest_receipt import Limit, latest_receipt
from sla_service.core.law import EffectivePeriod
from sla_service.core.rules import (
    Applicability,
    Cutoff,
    Extension,
    ExtensionLimit,
    OutsideHours,
    Receipt,
    Recurrence,
    Restart,
    Rule,
    RuleKind,
    Suspension,
    Version,
)
from sla_service.core.stages import Stage
from sla_service.core.timeline import Timeline
from sla_service.core.trials import Office

some = settings(max_examples=settings.default.max_examples // 7)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Question:
    """A dossier, received at the first moment in question, at an office whose plan is kept for the oracle."""

    plan: Plan
    timeline: Timeline
    receipt: Receipt
    commitments: tuple[Rule, ...] = ()
    stages: tuple[Stage, ...] = ()
    others: tuple[Plan, ...] = ()  # the plans of the stages

    @property
    def office(self):
        return Office("office", self.timeline, tuple(enumerate(self.commitments)))

    @property
    def versions(self):
        rules = (*self.commitments, *((self.receipt.procedure,) if self.receipt.procedure else ()))
        return [version for rule in rules for version in rule.versions]

    def due(self, second):
        """Find when a receipt is due; None where it is held. Raises what `due_date` raises."""
        at = datetime.fromtimestamp(second, ZoneInfo(self.plan.zone))
        receipt = replace(self.receipt, received_at=at)
        found = due_date(receipt, self.office, self.stages, is_explained=False)
        return None if found.is_held else found.due

    def is_in_time(self, second, limit):
        """Is a receipt due in time? Not where it has no due date."""
        try:
            due = self.due(second)
        except SlaError:
            return False
        if due is None:
            return False
        return due.on <= limit.on if limit.on else due.at.timestamp() <= limit.at.timestamp()

    def latest(self, limit):
        """Ask the core, in seconds since 1970 UTC; None where it tells that no receipt is in time.

        Two terms that exclude each other at the last receipt are told rather than searched on.
        """
        try:
            return int(latest_receipt(self.receipt, self.office, limit, self.stages).timestamp())
        except SlaError as error:
            event(error.code)
            assume(error.code != "term_not_allowed")
            return None


@st.composite
def second_opinions(draw, plan):
    """Draw another calendar over the same dates, for a stage."""
    zone = draw(st.sampled_from((plan.zone, plan.zone, "Asia/Ho_Chi_Minh")))
    week = tuple(draw(st.just(()) | days_hours()) for _ in range(7))
    off = draw(st.frozensets(st.sampled_from(plan.dates()), max_size=4))
    other = Plan(zone, plan.first, plan.last, week, off)
    assume(oracle.working_minutes(other))
    return other


@st.composite
def periods(draw, plan):
    """Draw a time in force: mostly always, else from or until some date of the plan."""
    if draw(st.integers(0, 2)):
        return ALWAYS
    since, until = sorted(draw(st.sampled_from(plan.dates())) for _ in range(2))
    return EffectivePeriod(
        draw(st.sampled_from((date.min, since))), draw(st.sampled_from((None, until + ONE_DAY)))
    )


@st.composite
def versions(draw, plan, *, is_promise=False):
    """Draw what a rule says: a term, a cutoff, a due time, what it is to come outside office hours."""
    cutoff = None
    if draw(st.booleans()):
        second = draw(st.integers(0, 24).map(lambda hour: hour * 3600) | st.integers(0, DAY))
        cutoff = Cutoff(second, draw(st.booleans()), draw(st.none() | terms(UNITS)))
    applies = Applicability()
    if is_promise and draw(st.booleans()):
        named = ",".join(draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True)))
        applies = Applicability(days=Recurrence(f"FREQ=WEEKLY;BYDAY={named}", plan.first))
    most = draw(st.sampled_from((None, None, None, 0, 1)))
    return Version(
        draw(periods(plan)),
        draw(terms(UNITS)),
        applies=applies,
        cutoff=cutoff,
        due_time=draw(DUE_TIMES),
        outside_hours=draw(st.sampled_from(OutsideHours)),
        extension_limit=None if most is None else ExtensionLimit(most, SOURCE),
    )


@st.composite
def rules(draw, plan, number):
    """Draw a promise, some of two versions of which one follows the other."""
    first = draw(versions(plan, is_promise=True))
    if draw(st.integers(0, 2)):
        return Rule(f"office.fast-{number}", RuleKind.COMMITMENT, TITLE, (first,))
    change = draw(st.sampled_from(plan.dates()))
    second = draw(versions(plan, is_promise=True))
    both = (
        replace(second, in_force=EffectivePeriod(change, None)),
        replace(first, in_force=EffectivePeriod(date.min, change)),
    )
    return Rule(f"office.fast-{number}", RuleKind.COMMITMENT, TITLE, both)


@st.composite
def lives(draw, plan, near):
    """Draw what happened to a dossier from a second on."""
    restarts = draw(st.sampled_from((0, 0, 0, 1, 2)))
    return {
        "restarts": tuple(
            Restart(instant(near + draw(st.integers(0, 5 * DAY))), None) for _ in range(restarts)
        ),
        "suspensions": tuple(
            Suspension(instant(since), None if until is None else instant(until), None)
            for since, until in draw(st.lists(pairs(plan, near), max_size=2))
        ),
        "extensions": tuple(
            Extension(term_of(*pair), None)
            for pair in draw(st.lists(st.tuples(UNITS, st.integers(1, 6)), max_size=2))
        ),
    }


@st.composite
def stages_of(draw, plan, near):
    """Draw the stages of a dossier with their plans; some were completed, one after the other."""
    found, others, done = [], [], near
    is_done = draw(st.booleans())
    for number in range(draw(st.integers(1, 3))):
        other = draw(st.just(plan) | second_opinions(plan))
        is_done = is_done and draw(st.booleans())
        done += draw(st.integers(0, 4 * DAY))
        # a stage that was completed may follow one that is only expected
        completed = instant(done) if is_done or draw(st.integers(0, 4)) == 0 else None
        found.append(Stage(f"{number}", "other", compiled(other), draw(terms(UNITS)), completed))
        others.append(other)
    return tuple(found), tuple(others)


@st.composite
def questions(draw, *, kind="term"):
    """Draw a dossier and a second near which something happened to it; `kind` names what gives a term."""
    plan = draw(plans(receives=True))
    near = draw(seconds_of(plan, days=16))
    begin = int(datetime.combine(plan.first, time(), UTC).timestamp()) - 3 * DAY
    first = draw(st.sampled_from((begin, begin, begin, near - DAY, near)))
    receipt = Receipt(instant(first), **draw(lives(plan, near)))
    stages, others = (), ()
    if kind in ("stages", "both"):
        stages, others = draw(stages_of(plan, near))
    if kind in ("procedure", "both") or (kind == "term" and draw(st.integers(0, 5)) == 0):
        version = draw(versions(plan))
        receipt = replace(receipt, procedure=Rule("law", RuleKind.STATUTORY, TITLE, (version,)))
    if kind == "term":
        receipt = replace(receipt, term=draw(terms(UNITS)))
    promises = 0 if kind == "stages" else draw(st.integers(0, 2))
    commitments = tuple(draw(rules(plan, number)) for number in range(promises))
    return Question(plan, compiled(plan), receipt, commitments, stages, others), near


@st.composite
def limits(draw, question, near):
    """Draw a last due day or moment, mostly beside a moment at which some receipt is due."""
    try:
        due = question.due(near)
    except SlaError:
        due = None
    if due is None:
        on = draw(st.sampled_from(question.plan.dates()))
        at = near + draw(st.integers(0, 6 * DAY))
    else:
        on = due.on + ONE_DAY * draw(st.sampled_from((-1, 0, 0, 0, 1)))
        beside = st.sampled_from((-1, 0, 0, 1)) | st.integers(-2 * DAY, 2 * DAY)
        at = int(due.at.timestamp()) + draw(beside)
    return Limit(on=on) if draw(st.booleans()) else Limit(at=instant(at))


def receipts_that_matter(question, limit):
    """List the seconds at which a due date may change, and one every ten minutes, up to the limit."""
    plan = question.plan
    midnights = sorted(slow.midnights(plan).values())
    begin = midnights[0] - DAY
    marks = {begin, *midnights}
    for one in (plan, *question.others):
        minutes = oracle._minute_set(one, working=False)
        marks |= {minute * 60 for minute in minutes if minute - 1 not in minutes}
        marks |= {minute * 60 + 60 for minute in minutes if minute + 1 not in minutes}
        marks |= set(slow.midnights(one).values())
    place = ZoneInfo(plan.zone)
    clocks = {version.cutoff.second for version in question.versions if version.cutoff}
    clocks |= {version.due_time.second for version in question.versions}
    for on in plan.dates():
        midnight = int(datetime.combine(on, time(), place).timestamp())
        marks |= {midnight + clock for clock in clocks}
    receipt = question.receipt
    happened = [restart.at for restart in receipt.restarts]
    for suspension in receipt.suspensions:
        happened += [suspension.since, suspension.until or suspension.since]
    happened += [stage.completed_at for stage in question.stages if stage.completed_at]
    marks |= {int(at.timestamp()) for at in happened}
    beside = {mark + by for mark in marks for by in (-1, 0, 1)}
    beside |= set(range(begin, midnights[-1], 600))
    first, last = in_question(question, limit)
    return sorted(second for second in beside if first <= second <= last)


def in_question(question, limit):
    """Find the receipts that come into question: not before the first, and themselves in time."""
    first = int(question.receipt.received_at.timestamp())
    if limit.on:
        return first, slow.midnights(question.plan)[limit.on] - 1
    return first, int(limit.at.timestamp())


def is_known(plan, limit):
    """Does a limit lie in the calendar? The 24:00 of its last date does."""
    if limit.on:
        return plan.first <= limit.on <= plan.last
    begin = int(datetime.combine(plan.first, time(), ZoneInfo(plan.zone)).timestamp())
    return begin < limit.at.timestamp() <= slow.midnights(plan)[plan.last]


def hold(question, limit):
    """Hold the answer against the receipts that matter: it is in time, none after it is."""
    if not is_known(question.plan, limit):
        with pytest.raises(BeyondHorizon):
            latest_receipt(question.receipt, question.office, limit, question.stages)
        return
    note(question)
    note(limit)
    found = question.latest(limit)
    marks = receipts_that_matter(question, limit)
    if found is not None:
        event("found")
        first, last = in_question(question, limit)
        assert first <= found <= last
        assert question.is_in_time(found, limit), "the answer itself is not in time"
        following = range(found + 1, min(found + 60, last) + 1)
        marks = sorted({*following, *(second for second in marks if second > found)})
    missed = next((second for second in marks if question.is_in_time(second, limit)), None)
    assert missed is None, f"{found and instant(found)} is told, but {instant(missed)} is in time too"


@some
@given(st.data(), questions())
def test_own_term(data, asked):
    """A term of the caller's own, beside promises."""
    question, near = asked
    hold(question, data.draw(limits(question, near)))


@some
@given(st.data(), questions(kind="procedure"))
def test_procedure(data, asked):
    """A statutory term with whatever a rule may say, beside promises."""
    question, near = asked
    hold(question, data.draw(limits(question, near)))


@some
@given(st.data(), questions(kind="stages"))
def test_stages(data, asked):
    """An interlinked dossier that is due with its last stage."""
    question, near = asked
    hold(question, data.draw(limits(question, near)))


@some
@given(st.data(), questions(kind="both"))
def test_stages_beside_a_procedure(data, asked):
    """An interlinked dossier with a statutory term, which may not be in force all the time."""
    question, near = asked
    hold(question, data.draw(limits(question, near)))
