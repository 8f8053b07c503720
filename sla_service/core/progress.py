"""How far a dossier has come: running or overdue, returned early, on time or late, and by how much.

Civil Code 2015 art. 148(6): the last day ends at 24:00, so a term in days is judged by date. A term in hours
or minutes is judged by the instant (147(1)).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from .clock import DAY_END, ONE_DAY
from .errors import InvalidEvent, located
from .explanation import Moment
from .term import Measure, Term
from .timeline import Timeline


class Classification(StrEnum):
    """Where a dossier stands, in the words of Circular 01/2018/TT-VPCP art. 13 once it was returned."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    RUNNING = "running"
    OVERDUE = "overdue"


_RETURNED = {-1: Classification.EARLY, 0: Classification.ON_TIME, 1: Classification.LATE}
_OPEN = {-1: Classification.RUNNING, 0: Classification.RUNNING, 1: Classification.OVERDUE}


@dataclass(frozen=True, slots=True)
class Owed:
    """When a result is owed; `terms` ran one after the other, none where only the due moment is known."""

    counted_from: Moment
    due: Moment
    terms: tuple[Term, ...] = ()

    @property
    def is_by_instant(self) -> bool:
        """Is it judged by the instant? The last term decides, because the due moment is its end."""
        return bool(self.terms) and self.terms[-1].is_clocked

    @property
    def is_by_the_clock(self) -> bool:
        """Does its time run by the clock, also past closing? Only if every term is one of clock time."""
        return bool(self.terms) and all(term.unit.measure is Measure.CLOCK_TIME for term in self.terms)

    def standing(self, at: datetime) -> int:
        """Compare an instant with the due moment, or its date with the due day: -1 before, 0 at, 1 after."""
        if self.is_by_instant:
            return _compared(at.timestamp(), self.due.instant)
        return _compared(at.date().toordinal(), self.due.on.toordinal())


@dataclass(frozen=True, slots=True)
class Spent:
    """An amount of time; a day is that date's own office time, and 24 hours where the clock is counted."""

    seconds: int
    days: Fraction


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a dossier stands, and the time used, left and overrun; `share_elapsed` is at most 1."""

    classification: Classification
    elapsed: Spent
    remaining: Spent
    overrun: Spent

    @property
    def share_elapsed(self) -> Fraction:
        """The part of the time granted that is used up; 1 where none was granted."""
        granted = self.elapsed.seconds + self.remaining.seconds
        return Fraction(self.elapsed.seconds, granted) if granted else Fraction(1)


def owed_at(received_at: datetime, due_at: datetime, timeline: Timeline) -> Owed:
    """Take a due moment that is already known; at 00:00:00 it is the day before's, if that closes at 24:00.

    Raises InvalidEvent `due_before_receipt` and BeyondHorizon.
    """
    received, due = timeline.local(received_at), timeline.local(due_at)
    if due.timestamp() < received.timestamp():
        raise InvalidEvent("due_before_receipt", "/due_at")
    with located("/received_at"):
        counted_from = timeline.admit(received)
    eve = timeline.closing(due.date() - ONE_DAY)
    if eve and eve.instant == due.timestamp():
        return Owed(counted_from, eve)
    with located("/due_at"):
        timeline.require(due.date())
    return Owed(counted_from, Moment(due, due.date()))


def progress(owed: Owed, at: datetime, timeline: Timeline, *, is_returned: bool) -> Progress:
    """Tell how a dossier stands at an instant, or how it stood when its result was returned then.

    Raises BeyondHorizon.
    """
    local = timeline.local(at)
    timeline.require(local.date())
    standing = owed.standing(local)
    start = min(owed.counted_from, owed.due, key=_instant)
    reached = max(start, min(Moment(local, local.date()), owed.due, key=_instant), key=_instant)
    ended = max(owed.due, Moment(local, local.date()), key=_instant)
    spend = _clock_time if owed.is_by_the_clock else _office_time
    return Progress(
        classification=(_RETURNED if is_returned else _OPEN)[standing],
        elapsed=spend(start.at, reached.at, timeline),
        remaining=spend(reached.at, owed.due.at, timeline),
        overrun=spend(owed.due.at, ended.at, timeline),
    )


def _compared(one: float, other: float) -> int:
    return (one > other) - (one < other)


def _instant(moment: Moment) -> float:
    return moment.instant


def _clock_time(start: datetime, end: datetime, _: Timeline) -> Spent:
    seconds = int(end.timestamp() - start.timestamp())
    return Spent(seconds, Fraction(seconds, DAY_END))


def _office_time(start: datetime, end: datetime, timeline: Timeline) -> Spent:
    return Spent(timeline.between(start, end), _office_days(start, end, timeline))


def _office_days(start: datetime, end: datetime, timeline: Timeline) -> Fraction:
    first, last = start.date(), end.date()
    if first == last:
        return _share(start, end, timeline)
    whole = timeline.working_days(first, last - ONE_DAY)
    head = _share(start, timeline.clock(first, DAY_END).at, timeline)
    return head + whole + _share(timeline.clock(last, 0).at, end, timeline)


def _share(start: datetime, end: datetime, timeline: Timeline) -> Fraction:
    """Find what part of a date's own office time lies between two instants of it."""
    worked = timeline.between(start, end)
    if not worked:
        return Fraction(0)
    opens, closes = (timeline.clock(start.date(), second).at for second in (0, DAY_END))
    return Fraction(worked, timeline.between(opens, closes))
