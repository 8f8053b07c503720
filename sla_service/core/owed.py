"""What is owed, and how its time is measured: office time, or the clock's, less suspended time.

Civil Code 2015 art. 148(6): the last day ends at 24:00, so a term in days is judged by date. A term in hours
or minutes is judged by the instant (147(1)).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from .clock import DAY_END, ONE_DAY
from .explanation import Moment
from .suspended import SuspendedTime
from .term import Measure, Term
from .timeline import Timeline


@dataclass(frozen=True, slots=True)
class Owed:
    """When a result is owed; `terms` ran one after the other, none where only the due moment is known.

    `is_held`: a suspension without an end keeps it from falling due; `due` is when it would have been.
    """

    counted_from: Moment
    due: Moment
    terms: tuple[Term, ...] = ()
    suspended: tuple[SuspendedTime, ...] = ()
    is_held: bool = False

    @property
    def is_by_instant(self) -> bool:
        """Is it judged by the instant? The last term decides, because the due moment is its end."""
        return bool(self.terms) and self.terms[-1].is_clocked

    @property
    def is_by_the_clock(self) -> bool:
        """Does its time run by the clock, also past closing? Only if every term is one of clock time."""
        return bool(self.terms) and all(term.unit.measure is Measure.CLOCK_TIME for term in self.terms)

    def stops(self, at: datetime) -> bool:
        """Does the term stand still then? Suspended time that begins when it is due changes nothing."""
        effective = (time for time in self.suspended if time.since.timestamp() < self.due.instant)
        return any(time.covers(at) for time in effective)

    def standing(self, at: datetime) -> int:
        """Compare an instant with the due moment, or its date with the due day: -1 before, 0 at, 1 after."""
        if self.is_held:
            return -1
        if self.is_by_instant:
            return _compared(at.timestamp(), self.due.instant)
        return _compared(at.date().toordinal(), self.due.on.toordinal())

    def is_before(self, end: Moment) -> bool:
        """Is it due before that end: by the instant, or by the day?"""
        if self.is_by_instant:
            return self.due.instant < end.instant
        return self.due.on < end.on


@dataclass(frozen=True, slots=True)
class Spent:
    """An amount of time; a day is that date's own office time, and 24 hours where the clock is counted."""

    seconds: int
    days: Fraction

    def less(self, other: "Spent") -> "Spent":
        """Take an amount away."""
        return Spent(self.seconds - other.seconds, self.days - other.days)


NOTHING = Spent(0, Fraction(0))


@dataclass(frozen=True, slots=True)
class Meter:
    """Measures what a term counts, office time or clock time, less the suspended time before it is due."""

    owed: Owed
    timeline: Timeline

    @property
    def stop(self) -> datetime:
        """Where the term stops running: when it is due, or where a suspension without an end begins."""
        return self.owed.suspended[-1].since if self.owed.is_held else self.owed.due.at

    def run(self, start: datetime, end: datetime) -> Spent:
        """Measure from one instant to a later one."""
        spent = self._spend(start, end)
        for since, until in self._suspended(start, end):
            spent = spent.less(self._spend(since, until))
        return spent

    def after(self, seconds: int) -> datetime:
        """Find when so much has run of what is owed, past suspended time."""
        start, length = self.owed.counted_from.at, seconds
        for since, until in self._suspended(start, self.owed.due.at):
            if self._reach(start, length).timestamp() <= since.timestamp():
                break
            length += self._seconds(since, until)
        return self._reach(start, length)

    def _reach(self, start: datetime, seconds: int) -> datetime:
        run = self.timeline.elapse if self.owed.is_by_the_clock else self.timeline.add
        return run(start, seconds).at

    def _suspended(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """List the suspended stretches within; one without an end stops a held term instead."""
        times = self.owed.suspended[:-1] if self.owed.is_held else self.owed.suspended
        for time in times:
            since, until = (
                max(start, time.since, key=datetime.timestamp),
                min(end, time.until or end, key=datetime.timestamp),
            )
            if since.timestamp() < min(until, self.owed.due.at, key=datetime.timestamp).timestamp():
                yield since, until

    def _spend(self, start: datetime, end: datetime) -> Spent:
        seconds = self._seconds(start, end)
        if self.owed.is_by_the_clock:
            return Spent(seconds, Fraction(seconds, DAY_END))
        return Spent(seconds, _office_days(start, end, self.timeline))

    def _seconds(self, start: datetime, end: datetime) -> int:
        if self.owed.is_by_the_clock:
            return int(end.timestamp() - start.timestamp())
        return self.timeline.between(start, end)


def _compared(one: float, other: float) -> int:
    return (one > other) - (one < other)


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
