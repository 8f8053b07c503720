"""A calendar compiled to columns: every question is a binary search, whatever the length of the term.

Inside, instants are seconds since 1970 UTC; outside, aware datetimes in the calendar's zone and dates.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import compress
from zoneinfo import ZoneInfo

from .calendar import DAY_END, Day, Session, Sessions, WorkingCalendar
from .errors import BeyondHorizon, InvalidCalendar
from .explanation import Moment

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, eq=False)
class _Sessions:
    """Sessions in order of time, as parallel columns: the day's ordinal, its opening, its closing."""

    days: "array[int]"  # array is subscriptable at run time only from Python 3.12
    opens: "array[int]"
    closes: "array[int]"

    def last_by(self, at: int) -> int:
        """Find the index of the last session that opened by then, -1 if none had."""
        return bisect_right(self.opens, at) - 1

    def of(self, day: int) -> range:
        """Find the indices of one day's sessions."""
        return range(bisect_left(self.days, day), bisect_right(self.days, day))

    def only(self, is_wanted: list[bool]) -> "_Sessions":
        """Keep some of the sessions; the same columns where all are kept."""
        if all(is_wanted):
            return self
        columns = (self.days, self.opens, self.closes)
        return _Sessions(*(array("q", compress(column, is_wanted)) for column in columns))


class Timeline:
    """A compiled calendar. Compile once, share freely: nothing in it changes afterwards.

    Raises InvalidCalendar `no_working_time` for a calendar in which nobody ever works, and BeyondHorizon
    `beyond_horizon` from every method whose answer would lie outside the calendar.
    """

    __slots__ = ("_days", "_receiving", "_worked", "_working", "calendar")

    def __init__(self, calendar: WorkingCalendar) -> None:
        self.calendar = calendar
        self._receiving, self._working = _columns(calendar)
        if not self._working.days:
            raise InvalidCalendar("no_working_time")
        self._days = array("q", sorted(set(self._working.days)))
        self._worked = array("q", [0])
        for opens, closes in zip(self._working.opens, self._working.closes, strict=True):
            self._worked.append(self._worked[-1] + closes - opens)

    def local(self, at: datetime) -> datetime:
        """Tell the same instant on the calendar's clock, fractions of a second cut off."""
        return at.replace(microsecond=0).astimezone(self.calendar.time_zone)

    def admit(self, at: datetime) -> Moment:
        """Find the deemed receipt: the instant itself inside office hours, else the next opening.

        A closing instant is inside, except a closing at 24:00, which is the next day's 00:00.
        """
        self.require(at.date())
        second = int(at.timestamp())
        index = self._receiving.last_by(second)
        if index >= 0 and second <= self._receiving.closes[index]:
            day = date.fromordinal(self._receiving.days[index])
            if at.date() == day:
                return Moment(at, day)
        return self._opening(index + 1)

    def add(self, at: datetime, seconds: int) -> Moment:
        """Let working seconds, at least 0, run; used up exactly at closing, they end at closing."""
        if seconds == 0:
            return Moment(at, at.date())
        target = self._worked_by(int(at.timestamp())) + seconds
        index = bisect_left(self._worked, target) - 1
        if index >= len(self._working.days):
            raise self.beyond()
        return self._moment(
            self._working.opens[index] + target - self._worked[index], self._working.days[index]
        )

    def between(self, start: datetime, end: datetime) -> int:
        """Count the working seconds from one instant to a later one."""
        return self._worked_by(int(end.timestamp())) - self._worked_by(int(start.timestamp()))

    def elapse(self, at: datetime, seconds: int) -> Moment:
        """Let clock seconds, at least 0, run; an end at 00:00:00 belongs to the day before."""
        try:
            end = (at.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(self.calendar.time_zone)
        except OverflowError:
            raise self.beyond() from None
        # where the clock skips midnight, the day begins at the end of the gap
        is_midnight = seconds > 0 and int(end.timestamp()) == _instant(end.date(), 0, self.calendar.time_zone)
        moment = Moment(end, end.date() - _ONE_DAY if is_midnight else end.date())
        self.require(moment.on)
        return moment

    def clock(self, on: date, second: int) -> Moment:
        """Find a clock time, in seconds after midnight up to 24:00, on a date."""
        return Moment(
            datetime.fromtimestamp(_instant(on, second, self.calendar.time_zone), self.calendar.time_zone), on
        )

    def closing(self, on: date) -> Moment | None:
        """Find when the office closes for the day; None where it does not open."""
        indices = self._receiving.of(on.toordinal())
        if not indices:
            return None
        return self._moment(self._receiving.closes[indices[-1]], on.toordinal())

    def close(self, working_day: date) -> Moment:
        """Find the end of a working day's last session."""
        return self.sessions(working_day)[-1][1]

    def sessions(self, on: date) -> tuple[tuple[Moment, Moment], ...]:
        """List a working day's openings and closings."""
        day = on.toordinal()
        columns = self._working
        return tuple(
            (self._moment(columns.opens[i], day), self._moment(columns.closes[i], day))
            for i in columns.of(day)
        )

    def is_working_day(self, on: date) -> bool:
        """Does the office work on dossiers that day?"""
        day = on.toordinal()
        index = bisect_left(self._days, day)
        return index < len(self._days) and self._days[index] == day

    def working_day(self, after: date, number: int) -> date:
        """Find the N-th working day after a date, N at least 1."""
        self.require(after)
        index = bisect_right(self._days, after.toordinal()) + number - 1
        if index >= len(self._days):
            raise self.beyond()
        return date.fromordinal(self._days[index])

    def working_day_before(self, on: date) -> date | None:
        """Find the last working day before a date; None where the calendar begins after it."""
        index = bisect_left(self._days, on.toordinal()) - 1
        return date.fromordinal(self._days[index]) if index >= 0 else None

    def working_days(self, after: date, until: date) -> int:
        """Count the working days after one date up to and with another."""
        return bisect_right(self._days, until.toordinal()) - bisect_right(self._days, after.toordinal())

    def dates_worked(self, first: date, last: date) -> tuple[date, ...]:
        """List the working days from one date to another, both included."""
        since, until = bisect_left(self._days, first.toordinal()), bisect_right(self._days, last.toordinal())
        return tuple(map(date.fromordinal, self._days[since:until]))

    def days_off(self, first: date, last: date) -> tuple[Day, ...]:
        """List the days from one date to another, both included, on which nobody works, and why."""
        off = (on for on in dates(first, last) if not self.is_working_day(on))
        return tuple(map(self.calendar.day, off))

    def days(self, first: date, last: date) -> Iterator[Day]:
        """Go through the days from one date to another, both included."""
        return map(self.calendar.day, dates(first, last))

    def require(self, on: date) -> date:
        """Give the date back if the calendar knows it."""
        if not self.calendar.first <= on <= self.calendar.last:
            raise self.beyond()
        return on

    def beyond(self) -> BeyondHorizon:
        """Make the error for an answer that the calendar cannot reach."""
        return BeyondHorizon(first=self.calendar.first, last=self.calendar.last)

    def _worked_by(self, second: int) -> int:
        index = self._working.last_by(second)
        if index < 0:
            return 0
        return self._worked[index] + min(second, self._working.closes[index]) - self._working.opens[index]

    def _opening(self, index: int) -> Moment:
        if index >= len(self._receiving.days):
            raise self.beyond()
        return self._moment(self._receiving.opens[index], self._receiving.days[index])

    def _moment(self, second: int, day: int) -> Moment:
        return Moment(datetime.fromtimestamp(second, self.calendar.time_zone), date.fromordinal(day))


def dates(first: date, last: date) -> tuple[date, ...]:
    """List the dates from one to another, both included."""
    return tuple(map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1)))


def _columns(calendar: WorkingCalendar) -> tuple[_Sessions, _Sessions]:
    """Lay out the sessions open for receipt, and those of them that are working time."""
    receiving, are_working = _Sessions(array("q"), array("q"), array("q")), list[bool]()
    midnight = _instant(calendar.first, 0, calendar.time_zone)
    for on in dates(calendar.first, calendar.last):
        start, midnight = (
            midnight,
            int(datetime.combine(on + _ONE_DAY, time.min, calendar.time_zone).timestamp()),
        )
        sessions, is_working = calendar.open_on(on)
        # a day of 24 hours has no clock change in it
        is_plain = midnight - start == DAY_END
        stretches = _plain(start, sessions) if is_plain else _changing(on, sessions, calendar.time_zone)
        for opens, closes in stretches:
            receiving.days.append(on.toordinal())
            receiving.opens.append(opens)
            receiving.closes.append(closes)
            are_working.append(is_working)
    return receiving, receiving.only(are_working)


_Stretches = list[tuple[int, int]]


def _plain(start: int, sessions: Sessions) -> _Stretches:
    return [(start + session.opens, start + session.closes) for session in sessions]


def _changing(on: date, sessions: Sessions, zone: ZoneInfo) -> _Stretches:
    """Turn the clock times of a day on which the clock changes into instants.

    A clock time inside a gap moves on by the gap, one that comes twice is the first; a session wholly inside
    a gap is dropped.
    """
    stretches: _Stretches = []
    for session in sessions:
        opens, closes = _instant(on, session.opens, zone), _instant(on, session.closes, zone)
        opens = max(opens, stretches[-1][1]) if stretches else opens
        if opens < closes and not _is_in_gap(on, session, zone):
            stretches.append((opens, closes))
    return stretches


def _instant(on: date, second: int, zone: ZoneInfo) -> int:
    # zoneinfo reads a clock time in a gap with the offset before it: exactly "moved on by the gap"
    return int(_wall(on, second).replace(tzinfo=zone).timestamp())


def _wall(on: date, second: int) -> datetime:
    return datetime.combine(on, time.min) + timedelta(seconds=second)


def _is_in_gap(on: date, session: Session, zone: ZoneInfo) -> bool:
    return all(_is_skipped(on, second, zone) for second in (session.opens, session.closes))


def _is_skipped(on: date, second: int, zone: ZoneInfo) -> bool:
    wall = _wall(on, second)
    return datetime.fromtimestamp(_instant(on, second, zone), zone).replace(tzinfo=None) != wall
