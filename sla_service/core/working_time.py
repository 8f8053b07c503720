"""Working time as such: go along a calendar, count what lies between two instants, see whether it is open.

No law speaks here: amounts may go back, days keep the clock time, and nothing rolls.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from .calendar import Day
from .clock import second_of_day
from .courses import calendar_day
from .errors import located
from .explanation import Moment
from .term import Distance, Measure
from .timeline import Timeline


@dataclass(frozen=True, slots=True)
class Between:
    """What lies between two instants; days are counted after the first date, up to and with the last."""

    working_seconds: int
    working_days: int
    days: int


@dataclass(frozen=True, slots=True)
class OfficeStatus:
    """An office at one instant: open where it receives, at work where the day is a working day.

    Openings and closings are None where the calendar ends before them.
    """

    is_open: bool
    is_working_day: bool
    day: Day
    next_opening: Moment | None
    next_closing: Moment | None
    previous_closing: Moment | None


def add(start_at: datetime, distance: Distance, timeline: Timeline) -> datetime:
    """Go along a calendar; 0 of any unit stays.

    Working time used up exactly at a closing ends there, going back exactly at an opening there. Working
    days are those strictly after the start date, or before it. Raises BeyondHorizon.
    """
    start = _within(start_at, timeline, "/start_at")
    if distance.amount == 0:
        return start
    with located("/term"):
        return _ADDERS[distance.unit.measure](start, distance, timeline)


def between(start_at: datetime, end_at: datetime, timeline: Timeline) -> Between:
    """Count what lies between two instants; of a reversed pair, the negatives. Raises BeyondHorizon."""
    start, end = _within(start_at, timeline, "/start_at"), _within(end_at, timeline, "/end_at")
    if end_at < start_at:
        return _between(end, start, timeline, sign=-1)
    return _between(start, end, timeline, sign=1)


def status(at: datetime, timeline: Timeline) -> OfficeStatus:
    """Tell whether the office is open, and when that changes. Raises BeyondHorizon."""
    local = _within(at, timeline, "/at")
    return OfficeStatus(
        is_open=timeline.is_open(local),
        is_working_day=timeline.is_working_day(local.date()),
        day=timeline.calendar.day(local.date()),
        next_opening=timeline.next_opening(local),
        next_closing=timeline.next_closing(local),
        previous_closing=timeline.previous_closing(local),
    )


def _within(at: datetime, timeline: Timeline, path: str) -> datetime:
    local = timeline.local(at)
    with located(path):
        timeline.require(local.date())
    return local


def _between(start: datetime, end: datetime, timeline: Timeline, *, sign: int) -> Between:
    first, last = start.date(), end.date()
    return Between(
        working_seconds=sign * timeline.between(start, end),
        working_days=sign * timeline.working_days(first, last),
        days=sign * (last - first).days,
    )


def _working_time(start: datetime, distance: Distance, timeline: Timeline) -> datetime:
    return timeline.add(start, distance.seconds).at


def _clock_time(start: datetime, distance: Distance, timeline: Timeline) -> datetime:
    return timeline.elapse(start, distance.seconds).at


def _working_days(start: datetime, distance: Distance, timeline: Timeline) -> datetime:
    day = timeline.working_day(start.date(), int(distance.amount))
    return timeline.clock(day, second_of_day(start)).at


def _calendar_days(start: datetime, distance: Distance, timeline: Timeline) -> datetime:
    day = calendar_day(start.date(), int(distance.amount), distance.unit, timeline)
    return timeline.clock(day, second_of_day(start)).at


_ADDERS: dict[Measure, Callable[[datetime, Distance, Timeline], datetime]] = {
    Measure.WORKING_TIME: _working_time,
    Measure.CLOCK_TIME: _clock_time,
    Measure.WORKING_DAYS: _working_days,
    Measure.CALENDAR: _calendar_days,
}
