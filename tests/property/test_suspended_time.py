"""What holds of suspended time for every calendar, every term and whatever else happened to the dossier."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import suspension_oracle as slow
from helpers import ALWAYS, TITLE, assert_chained
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from oracle import ONE_DAY, Plan
from oracle import edges as edges_of
from suspension_oracle import BEYOND, Held
from test_properties import CLOCKED, UNITS, compiled, plans, seconds_of, term_of  # its profile holds here too

from sla_service.core.due_date import due_date
from sla_service.core.errors import BeyondHorizon
from sla_service.core.rules import (
    DueTime,
    DueTimeKind,
    Extension,
    OutsideHours,
    Receipt,
    Restart,
    Rule,
    RuleKind,
    Suspension,
    Version,
)
from sla_service.core.term import Term, Unit
from sla_service.core.trials import Office

DAY = 86_400
AT_CLOSING = DueTime()
WORKING_TIME = (Unit.WORKING_MINUTES, Unit.WORKING_HOURS)
CLOCK_TIME = (Unit.MINUTES, Unit.HOURS)
DUE_TIMES = st.sampled_from(list(DueTimeKind)[:-1]).map(DueTime) | st.integers(0, DAY - 1).map(
    lambda second: DueTime(DueTimeKind.CLOCK, second)
)
few = settings(max_examples=settings.default.max_examples // 5)


@dataclass(frozen=True)
class Dossier:
    """A receipt at an office with a single rule; instants in seconds since 1970 UTC."""

    plan: Plan
    received: int
    term: Term
    suspensions: tuple[slow.Pair, ...] = ()
    restarts: tuple[int, ...] = ()
    extensions: tuple[Term, ...] = ()
    due_time: DueTime = AT_CLOSING
    handling: OutsideHours = OutsideHours.NEXT_OPENING

    @property
    def line(self):
        """The calendar to count by."""
        return compiled(self.plan)

    def answer(self, *, is_explained=True):
        """Ask the core; None where it leaves the calendar."""
        version = Version(ALWAYS, self.term, due_time=self.due_time, outside_hours=self.handling)
        receipt = Receipt(
            instant(self.received),
            procedure=Rule("one", RuleKind.STATUTORY, TITLE, (version,)),
            restarts=tuple(Restart(instant(second), None) for second in self.restarts),
            suspensions=tuple(
                Suspension(instant(since), None if until is None else instant(until), None)
                for since, until in self.suspensions
            ),
            extensions=tuple(Extension(term, None) for term in self.extensions),
        )
        try:
            return due_date(receipt, Office("office", self.line), is_explained=is_explained)
        except BeyondHorizon:
            return None

    def expected(self):
        """Ask the oracle for where the term and each extension end."""
        is_same_day = self.handling is OutsideHours.SAME_DAY
        last = max((self.received, *self.restarts))
        start = slow.entry(self.plan, last, is_same_day=is_same_day)
        if start is BEYOND or not self.plan.first <= start[1] <= self.plan.last:
            return [BEYOND]
        first = slow.Ask(
            self.plan,
            start,
            Fraction(self.term.amount),
            str(self.term.unit),
            self._due_second(start[0]),
            self.suspensions,
        )
        return slow.extended(first, [(Fraction(one.amount), str(one.unit)) for one in self.extensions])

    def _due_second(self, start):
        if not self.term.is_whole_days or self.due_time.kind is DueTimeKind.CLOSE_OF_OFFICE:
            return None
        if self.due_time.kind is DueTimeKind.END_OF_DAY:
            return DAY - 1
        if self.due_time.kind is DueTimeKind.CLOCK:
            return self.due_time.second
        shown = datetime.fromtimestamp(start, ZoneInfo(self.plan.zone))
        return shown.hour * 3600 + shown.minute * 60 + shown.second


def instant(second):
    """Make an instant in UTC: datetimes of one zone compare by a clock that goes back."""
    return datetime.fromtimestamp(second, UTC)


def ends_of(found):
    """Tell where an answer's terms ended, as the oracle does."""
    if found is None:
        return [BEYOND]
    ends = [(int(one.due.at.timestamp()), one.due.on) for one in found.appointments]
    if not found.is_held:
        return ends
    left = found.remaining
    amount = Fraction(left.seconds if left.is_clocked else left.amount)
    return [*ends, Held(int(found.owed.suspended[-1].since.timestamp()), amount)]


@st.composite
def pairs(draw, plan, received, *, is_open=None):
    """Draw a suspension from the receipt on, often from edge to edge of sessions; some have no end."""
    near = [edge for edge in edges_of(plan) if edge >= received][:30] or [received]
    marks = (
        st.builds(int.__add__, st.sampled_from(near), st.integers(-1, 1))
        | st.integers(received, received + 8 * DAY)
        | st.sampled_from([at for at in slow.midnights(plan).values() if at >= received] or [received])
    )
    since, until = sorted(max(received, draw(marks)) for _ in range(2))
    lasts = draw(st.integers(0, 7)) == 0 if is_open is None else is_open
    return since, None if lasts else until


@st.composite
def terms(draw, units):
    """Draw a term of some days, which may be 0 working days or quarters, or of minutes up to some days."""
    unit = draw(units)
    if unit in CLOCKED:
        return term_of(unit, draw(st.integers(1, 30)) * draw(st.sampled_from((1, 10, 25))))
    if unit is Unit.WORKING_DAYS:  # term_of counts quarters
        return term_of(unit, draw(st.integers(0, 12) | st.sampled_from((0, 0, 4, 8))))
    return term_of(unit, draw(st.integers(1, 12)))


@st.composite
def dossiers(draw, *, is_open=None, is_plain=False, units=UNITS):
    """Draw a dossier with up to four suspensions, and where it is not plain with whatever else may happen."""
    plan = draw(plans(receives=True))
    received = draw(seconds_of(plan, days=8))
    dossier = Dossier(plan, received, draw(terms(units)))
    suspensions = draw(st.lists(pairs(plan, received, is_open=is_open), max_size=4))
    dossier = replace(dossier, suspensions=tuple(suspensions))
    if is_plain:
        return dossier
    restarts = draw(st.lists(st.integers(0, 5 * DAY), max_size=2))
    further = draw(st.lists(st.tuples(UNITS, st.integers(1, 6)), max_size=2))
    return replace(
        dossier,
        restarts=tuple(received + after for after in restarts),
        extensions=tuple(term_of(*pair) for pair in further),
        due_time=draw(DUE_TIMES),
        handling=draw(st.sampled_from(OutsideHours)),
    )


@given(dossiers())
def test_due_moments_and_what_is_held_agree_with_the_oracle(dossier):
    """Laid together and measured by binary search, or looked at second by second: the same."""
    expected = dossier.expected()
    event("held" if isinstance(expected[-1], Held) else "beyond" if BEYOND in expected else "due")
    found = ends_of(dossier.answer())
    assert found == expected if BEYOND not in expected else found == [BEYOND]


@few
@given(dossiers(is_open=False))
def test_without_suspensions_it_is_the_plain_due_date(dossier):
    """Taking all suspensions out, or leaving empty ones, is a due date as if there had never been any."""
    plain = replace(dossier, suspensions=())
    empty = replace(dossier, suspensions=tuple((since, since) for since, _ in dossier.suspensions))
    assert plain.expected() == ends_of(plain.answer()) or BEYOND in plain.expected()
    assert ends_of(empty.answer()) == ends_of(plain.answer())


def is_rolled(found):
    """Did an end by the clock roll? It then may be later than one that came later and rolled not."""
    clocked = any(term.unit in CLOCK_TIME for term in found.owed.terms)
    return clocked and any(step.code == "rolled" for step in found.steps)


@few
@given(dossiers(is_open=False, is_plain=True))
def test_suspension_never_brings_a_due_date_forward(dossier):
    """One suspension more is never due earlier than one less."""
    assume(dossier.suspensions)
    less = replace(dossier, suspensions=dossier.suspensions[1:]).answer()
    more = dossier.answer()
    if less is None:
        assert more is None
    elif more is not None and not is_rolled(less):
        assert more.due.instant >= less.due.instant


@few
@given(st.data(), dossiers(), st.randoms(use_true_random=False))
def test_split_and_shuffled_suspensions_change_nothing(data, dossier, random):
    """Two suspensions that touch are one, and their order in the list tells nothing."""
    split = []
    for since, until in dossier.suspensions:
        last = since + 8 * DAY if until is None else until
        middle = data.draw(st.integers(since, last))
        split += [(since, middle), (middle, until)]
    random.shuffle(split)
    whole, parts = dossier.answer(), replace(dossier, suspensions=tuple(split)).answer()
    assert ends_of(parts) == ends_of(whole)
    if whole is not None:
        assert parts.owed.suspended == whole.owed.suspended


@few
@given(dossiers())
def test_due_date_never_lies_inside_a_suspension(dossier):
    """Neither the last due date nor any before an extension does."""
    found = dossier.answer()
    assume(found)
    for appointment in found.appointments:
        assert not slow.is_suspended(appointment.due.instant, dossier.suspensions)
        assert appointment.due.instant >= found.counted_from.instant


@few
@given(st.data(), dossiers(is_open=False))
def test_held_exactly_where_an_open_suspension_begins_before_it_is_due(data, dossier):
    """One that begins at the due moment or later changes nothing and is told to be without effect."""
    found = dossier.answer()
    assume(found)
    due = int(found.due.instant)
    since = data.draw(st.sampled_from((due - 1, due, due + 1)) | st.integers(dossier.received, due + 3 * DAY))
    since = max(dossier.received, since)
    opened = replace(dossier, suspensions=(*dossier.suspensions, (since, None))).answer()
    assert opened.is_held == (since < due)
    assert opened.is_held == (opened.appointment is None)
    if not opened.is_held:
        assert opened.due == found.due
        assert any(time.until is None for time in opened.without_effect)


@few
@given(dossiers())
def test_steps_chain_and_silence_gives_the_same_answer(dossier):
    """The last step ends at the due moment or where the open suspension stops it; unexplained is the same."""
    found = dossier.answer()
    assume(found)
    if found.is_held:
        last = found.owed.suspended[-1].since
        assert found.steps[-1].code == "suspended"
        assert found.steps[-1].facts["remaining"] == found.remaining
    else:
        last = found.due.at
    assert_chained(found.steps, found.received_at, last)
    silent = dossier.answer(is_explained=False)
    assert silent.steps == ()
    assert replace(silent, steps=found.steps) == found


@few
@given(st.data(), dossiers(is_open=False, is_plain=True, units=st.sampled_from(WORKING_TIME)))
def test_what_is_left_is_what_runs_once_the_suspension_ends(data, dossier):
    """Held and gone on later, working time ends where what was left of it runs out from there on."""
    since = dossier.received + data.draw(st.integers(0, 3 * DAY))
    until = since + data.draw(st.integers(1, 5 * DAY))
    held = replace(dossier, suspensions=((since, None),)).answer()
    assume(held and held.is_held)
    gone_on = replace(dossier, suspensions=((since, until),)).answer()
    again = replace(dossier, suspensions=(), restarts=(until,), term=held.remaining).answer()
    assert ends_of(again) == ends_of(gone_on)


def test_oracle_counts_a_suspended_friday_by_hand():
    """Friday 2026-03-06 is worked from 08:00 to 11:00 and from 13:00 to 17:00, as every day is."""
    plan = Plan("Asia/Ho_Chi_Minh", date(2026, 3, 2), date(2026, 3, 15), (((480, 660), (780, 1020)),) * 7)
    friday, zone = date(2026, 3, 6), ZoneInfo("Asia/Ho_Chi_Minh")

    def at(day, hour):
        return int(datetime(2026, 3, day, hour, tzinfo=zone).timestamp())

    def ask(amount, unit, *suspended, due_second=None):
        return slow.due(
            slow.Ask(plan, (at(6, 10), friday), Fraction(amount), unit, due_second, tuple(suspended))
        )

    lunch = (at(6, 10) + 1800, at(6, 14))  # half an hour of the morning, an hour of the afternoon
    assert ask(2, "working_hours", lunch) == (at(6, 15) + 1800, friday)  # 0.5 + 1.5 from 14:00
    assert ask(2, "hours", lunch) == (at(6, 15) + 1800, friday)
    night = (at(6, 18), at(8, 1))  # Friday's and Saturday's 24:00, Saturday's closing
    assert ask(1, "days", night) == (at(8, 17), date(2026, 3, 8))
    assert ask(1, "working_days", night) == (at(8, 17), date(2026, 3, 8))
    assert ask(2, "working_days", (at(7, 18), None)) == Held(at(7, 18), Fraction(1))
    assert ask(0, "working_days", night, due_second=DAY - 1) == (at(8, 24 - 1) + 3599, date(2026, 3, 8))
    assert ask(Fraction(1, 2), "working_days", (at(7, 10), at(7, 12))) == (at(7, 17), date(2026, 3, 7))
    assert slow.laid_together([(3, 4), (1, 2), (2, 3)]) == ((1, 4),)
    assert friday + ONE_DAY == date(2026, 3, 7)
