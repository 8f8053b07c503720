"""Some years of a calendar, laid out as columns: every question is a binary search, whatever the term.

Inside, an instant is a number of seconds since 1970 UTC and a day its ordinal.
"""

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate, compress
from operator import sub
from zoneinfo import ZoneInfo

from .calendar import Sessions, WorkingCalendar
from .clock import DAY_END, instant

Stamp = tuple[int, int]  # an instant, and the day to which it belongs


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Sessions in order of time, as parallel columns: the day, the opening, the closing."""

    days: "array[int]"  # array is subscriptable at run time only from Python 3.12
    opens: "array[int]"
    closes: "array[int]"

    def __add__(self, later: "Columns") -> "Columns":
        return Columns(self.days + later.days, self.opens + later.opens, self.closes + later.closes)

    def opening(self, index: int) -> Stamp | None:
        """Give a session's opening; None past either end."""
        return (self.opens[index], self.days[index]) if 0 <= index < len(self.days) else None

    def closing(self, index: int) -> Stamp | None:
        """Give a session's closing; None past either end."""
        return (self.closes[index], self.days[index]) if 0 <= index < len(self.days) else None

    def opened_by(self, at: int) -> int:
        """Count the sessions that have opened by then; the last of them has this index less one."""
        return bisect_right(self.opens, at)

    def closed_by(self, at: int) -> int:
        """Count the sessions that have closed by then."""
        return bisect_right(self.closes, at)

    def of(self, day: int) -> range:
        """Find the indices of one day's sessions."""
        return range(bisect_left(self.days, day), bisect_right(self.days, day))

    def only(self, is_wanted: list[bool]) -> "Columns":
        """Keep some of the sessions; the same columns where all are kept."""
        if all(is_wanted):
            return self
        columns = (self.days, self.opens, self.closes)
        return Columns(*(array("q", compress(column, is_wanted)) for column in columns))


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """The years from `first` to `last`, both included, as far as the calendar has them.

    `receiving` are the sessions open for receipt, `working` those of them that are working time; `days` the
    working days; `worked` the working seconds before each session of `working`, and after the last.
    """

    first: int
    last: int
    receiving: Columns
    working: Columns
    days: "array[int]"
    worked: "array[int]"

    @property
    def size(self) -> int:
        """How many sessions it holds, working ones twice where not all are."""
        shared = self.working is self.receiving
        return len(self.receiving.days) + (0 if shared else len(self.working.days))

    @classmethod
    def of(cls, calendar: WorkingCalendar, first: int, last: int) -> "Span":
        """Compile those years of a calendar."""
        since, until = max(date(first, 1, 1), calendar.first), min(date(last, 12, 31), calendar.last)
        receiving, are_working = _columns(calendar, since, until)
        return cls._from(first, last, receiving, receiving.only(are_working))

    @classmethod
    def _from(cls, first: int, last: int, receiving: Columns, working: Columns) -> "Span":
        lengths = map(sub, working.closes, working.opens)
        days = array("q", dict.fromkeys(working.days))
        return cls(first, last, receiving, working, days, array("q", accumulate(lengths, initial=0)))

    def __add__(self, later: "Span") -> "Span":
        receiving = self.receiving + later.receiving
        are_same = self.working is self.receiving and later.working is later.receiving
        working = receiving if are_same else self.working + later.working
        return Span._from(self.first, later.last, receiving, working)

    def worked_by(self, at: int) -> int:
        """Count the working seconds from the beginning of the span to an instant in it."""
        index = self.working.opened_by(at) - 1
        if index < 0:
            return 0
        return self.worked[index] + min(at, self.working.closes[index]) - self.working.opens[index]

    def after(self, at: int, seconds: int) -> Stamp | None:
        """Go on by working seconds, at least 1; used up at a closing, they end there. None past the end."""
        target = self.worked_by(at) + seconds
        index = bisect_left(self.worked, target) - 1
        return self._at(index, target) if index < len(self.working.days) else None

    def before(self, at: int, seconds: int) -> Stamp | None:
        """Go back by working seconds, at least 1; used up at an opening, they end there. None before all."""
        target = self.worked_by(at) - seconds
        return self._at(bisect_right(self.worked, target) - 1, target) if target >= 0 else None

    def _at(self, index: int, target: int) -> Stamp:
        return self.working.opens[index] + target - self.worked[index], self.working.days[index]

    def working_day(self, on: int, number: int) -> int | None:
        """Find the N-th working day after a day; before it, where N is negative. None past either end."""
        index = (
            bisect_right(self.days, on) + number - 1 if number > 0 else bisect_left(self.days, on) + number
        )
        return self.days[index] if 0 <= index < len(self.days) else None

    def days_closed_by(self, at: int) -> int:
        """Count the working days whose last session has closed by then."""
        index = self.working.closed_by(at)
        if index == 0:
            return 0
        day = self.working.days[index - 1]
        is_going_on = index < len(self.working.days) and self.working.days[index] == day
        return self.days_by(day) - is_going_on

    def days_by(self, on: int) -> int:
        """Count the working days up to and with a day."""
        return bisect_right(self.days, on)


def _columns(calendar: WorkingCalendar, first: date, last: date) -> tuple[Columns, list[bool]]:
    """Lay out the sessions open for receipt, and tell of each whether it is working time."""
    receiving, are_working = Columns(array("q"), array("q"), array("q")), list[bool]()
    midnight = instant(first, 0, calendar.time_zone)
    for day in range(first.toordinal(), last.toordinal() + 1):
        start, midnight = midnight, _midnight_after(day, calendar.time_zone)
        on = date.fromordinal(day)
        sessions, is_working = calendar.open_on(on)
        # a day of 24 hours has no clock change in it
        if midnight - start == DAY_END:
            opens = [start + session.opens for session in sessions]
            closes = [start + session.closes for session in sessions]
        else:
            opens, closes = _changing(on, sessions, calendar.time_zone)
        receiving.days.extend([day] * len(opens))
        receiving.opens.extend(opens)
        receiving.closes.extend(closes)
        are_working.extend([is_working] * len(opens))
    return receiving, are_working


def _midnight_after(day: int, zone: ZoneInfo) -> int:
    tomorrow = date.fromordinal(day + 1)
    return int(datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=zone).timestamp())


def _changing(on: date, sessions: Sessions, zone: ZoneInfo) -> tuple[list[int], list[int]]:
    """Turn the clock times of a day on which the clock changes into instants.

    A clock time inside a gap moves on by the gap, one that comes twice is the first; a session wholly inside
    a gap is dropped.
    """
    all_opens, all_closes = list[int](), list[int]()
    for session in sessions:
        opens, closes = instant(on, session.opens, zone), instant(on, session.closes, zone)
        opens = max(opens, all_closes[-1]) if all_closes else opens
        if opens < closes and not session.is_skipped(on, zone):
            all_opens.append(opens)
            all_closes.append(closes)
    return all_opens, all_closes
