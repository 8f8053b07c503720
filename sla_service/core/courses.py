"""How each measure of a term runs over a timeline: where it gets, and how much of it has run by an instant.

Civil Code 2015: 147 (the first day is excluded; minutes and hours run from the very moment), 148 (the end of
a term in days, weeks, months and years).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import ClassVar

from dateutil.relativedelta import relativedelta

from .clock import DAY_END, ONE_DAY, dates
from .explanation import Moment
from .law import Citation
from .suspended import SuspendedTime
from .term import Measure, Term, Unit
from .timeline import Timeline

_HALF = Decimal("0.5")
_NOTHING = Term(Decimal(0), Unit.WORKING_DAYS)


def _civil_code(article: str) -> Citation:
    return Citation("Bộ luật Dân sự 2015 (91/2015/QH13)", article, None, None, is_read=True)


FROM_THE_MOMENT = _civil_code("Điều 147 khoản 1")
FIRST_DAY_EXCLUDED = _civil_code("Điều 147 khoản 2, khoản 3")
END_ON_DAY_OFF = _civil_code("Điều 148 khoản 5")
END_OF_LAST_DAY = {
    Unit.DAYS: _civil_code("Điều 148 khoản 1"),
    Unit.WEEKS: _civil_code("Điều 148 khoản 2"),
    Unit.MONTHS: _civil_code("Điều 148 khoản 3"),
    Unit.YEARS: _civil_code("Điều 148 khoản 4"),
}


@dataclass(frozen=True, slots=True)
class Course(ABC):
    """A term under way from its start; lengths are whole seconds, working days or dates, by its measure.

    `rolls`: an end on a day off moves to the next working day (148(5)); `skips`: days off are passed over;
    `closes`: a day counts by its closing, also the one on which it ends. Raises BeyondHorizon where it leaves
    the calendar.
    """

    start: Moment
    term: Term
    timeline: Timeline

    rolls: ClassVar[bool] = False
    skips: ClassVar[bool] = False
    closes: ClassVar[bool] = False

    @property
    def law(self) -> tuple[Citation, ...]:
        """The articles by which it runs."""
        return (FROM_THE_MOMENT,)

    @property
    def first_day(self) -> date:
        """The first day that it may use: for days and longer the one after the start."""
        return self.start.on if self.term.is_clocked else self.start.on + ONE_DAY

    @property
    def length(self) -> int:
        """How long it is, apart from a part of a day at its end."""
        return self.term.seconds

    @abstractmethod
    def reach(self, length: int) -> Moment:
        """Find where it ends, if it is that long."""

    @abstractmethod
    def passed(self, at: datetime) -> int:
        """Tell how much of it has run by an instant; negative before its start."""

    def last(self, day: date) -> Moment:
        """Find where it ends, if it ends on that working day."""
        return self.timeline.close(day)

    def resume(self, day: date, at: datetime) -> Moment:
        """Find where it ends, if it cannot end on that working day before an instant."""
        return self.last(self.timeline.working_day(max(day, at.date() - ONE_DAY), 1))

    def left(self, length: int) -> Term:
        """Say so much of it as a term."""
        return Term(length * self.term.amount / self.length, self.term.unit) if length else _NOTHING

    def lost(self, time: SuspendedTime, length: int) -> int:
        """Tell how much of it a suspension with an end takes out, if it is that long."""
        assert time.until is not None  # noqa: S101 - one without an end stops the course
        began = max(self.passed(time.since), 0)
        return max(self.passed(time.until) - began, 0) if began < length else 0

    def used(self, until: date) -> Iterable[date]:
        """List the days that it used."""
        return (
            self.timeline.dates_worked(self.first_day, until) if self.skips else dates(self.first_day, until)
        )


class WorkingTime(Course):
    """Working minutes and hours run only in office hours."""

    __slots__ = ()
    skips = True

    def reach(self, length: int) -> Moment:
        """Let working seconds run; an amount that rounds to none ends where it began."""
        return self.timeline.add(self.start.at, length) if length else self.start

    def passed(self, at: datetime) -> int:
        """Count working seconds."""
        return self.timeline.between(self.start.at, at)


class ClockTime(Course):
    """Minutes and hours run by the clock, also past closing."""

    __slots__ = ()
    rolls = True

    def reach(self, length: int) -> Moment:
        """Let clock seconds run; an amount that rounds to none ends where it began."""
        return self.timeline.elapse(self.start.at, length) if length else self.start

    def passed(self, at: datetime) -> int:
        """Count clock seconds."""
        return int(at.timestamp() - self.start.instant)


class WorkingDays(Course):
    """Working days end with the closing of the last; a part of a day with the moment it stands for."""

    __slots__ = ()
    skips = True
    closes = True

    @property
    def law(self) -> tuple[Citation, ...]:
        """The first day is excluded."""
        return (FIRST_DAY_EXCLUDED,)

    @property
    def length(self) -> int:
        """Whole working days."""
        return int(self.term.amount)

    def reach(self, length: int) -> Moment:
        """Find the closing of the last working day; 0 is that of the start's own day, or the next."""
        if self.term.amount % 1:
            return self.last(self.timeline.working_day(self.start.on, length + 1))
        if length:
            return self.last(self.timeline.working_day(self.start.on, length))
        return self.timeline.closing(self.start.on) or self.last(self.timeline.working_day(self.start.on, 1))

    def passed(self, at: datetime) -> int:
        """Count working days that have closed."""
        return self.timeline.working_days_closed(self.start.on, at)

    def last(self, day: date) -> Moment:
        """Find the closing of a working day, or the moment that the part of it stands for."""
        share = self.term.amount % 1
        return _part_of_day(self.timeline, day, share) if share else self.timeline.close(day)

    def resume(self, day: date, at: datetime) -> Moment:
        """Find the day's closing, for a part of a day, if that comes after the instant; else the next end."""
        if self.term.amount % 1:
            closing = self.timeline.close(day)
            if closing.instant > at.timestamp():
                return closing
        return super().resume(day, at)

    def left(self, length: int) -> Term:
        """Say working days, with the part of a day."""
        return Term(length + self.term.amount % 1, Unit.WORKING_DAYS)


class CalendarDays(Course):
    """Days, weeks, months and years end with their last date (148(1) to (4))."""

    __slots__ = ()
    rolls = True

    @property
    def law(self) -> tuple[Citation, ...]:
        """The first day is excluded, and the unit says which is the last."""
        return (FIRST_DAY_EXCLUDED, END_OF_LAST_DAY[self.term.unit])

    @property
    def length(self) -> int:
        """Dates up to and with the last."""
        return (
            calendar_day(self.start.on, int(self.term.amount), self.term.unit, self.timeline) - self.start.on
        ).days

    def reach(self, length: int) -> Moment:
        """Find the end of a date: the closing of a working day, else 24:00 (148(6))."""
        day = calendar_day(self.start.on, length, Unit.DAYS, self.timeline)
        if self.timeline.is_working_day(day):
            return self.timeline.close(day)
        return self.timeline.clock(day, DAY_END)

    def passed(self, at: datetime) -> int:
        """Count dates whose 24:00 has come."""
        return (at.date() - self.start.on).days - 1

    def left(self, length: int) -> Term:
        """Say days."""
        return Term(Decimal(length), Unit.DAYS) if length else _NOTHING


COURSES: dict[Measure, type[Course]] = {
    Measure.WORKING_TIME: WorkingTime,
    Measure.CLOCK_TIME: ClockTime,
    Measure.WORKING_DAYS: WorkingDays,
    Measure.CALENDAR: CalendarDays,
}


def calendar_day(since: date, amount: int, unit: Unit, timeline: Timeline) -> date:
    """Find the date so many days, weeks, months or years after another, or before it; 148(3) at month ends.

    Raises BeyondHorizon.
    """
    try:
        day = _CALENDAR_STEPS[unit](since, amount)
    except (OverflowError, ValueError):  # past year 9999
        raise timeline.beyond() from None
    return timeline.require(day)


_CALENDAR_STEPS: dict[Unit, Callable[[date, int], date]] = {
    Unit.DAYS: lambda on, amount: on + timedelta(days=amount),
    Unit.WEEKS: lambda on, amount: on + timedelta(weeks=amount),
    Unit.MONTHS: lambda on, amount: on + relativedelta(months=amount),
    Unit.YEARS: lambda on, amount: on + relativedelta(years=amount),
}


def _part_of_day(timeline: Timeline, day: date, share: Decimal) -> Moment:
    """Find the moment a part of a working day stands for.

    .5 is the end of the first of two sessions, .25 and .75 the middle of the first and of the last; on a day
    that has not two sessions, the moment when that share of its working time has run.
    """
    sessions = timeline.sessions(day)
    opens = sessions[0][0].at
    if len(sessions) != 2:
        worked = timeline.between(opens, sessions[-1][1].at)
        return timeline.add(opens, int(worked * share))
    (_, noon), (afternoon, closes) = sessions
    if share == _HALF:
        return noon
    start, end = (opens, noon.at) if share < _HALF else (afternoon.at, closes.at)
    return timeline.add(start, timeline.between(start, end) // 2)
