"""The whole of a calendar as one line of time: where a term ends, what lies between, when the office opens.

Outside, instants are aware datetimes in the calendar's zone; the columns within are in `span`.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from .calendar import Day, WorkingCalendar
from .clock import ONE_DAY, dates, instant
from .errors import BeyondHorizon, InvalidCalendar
from .explanation import Moment
from .span import Span, Stamp

_LONGEST_DAY = 172_800  # seconds: no day is longer, also where the clock is put back over the date line

Found = TypeVar("Found")


class Timeline:
    """A calendar to count by. Share it freely, also between threads.

    Its years are compiled as questions touch them, or at once by `compiled`; no answer depends on which.

    Raises InvalidCalendar `no_working_time` for a calendar in which nobody ever works, and BeyondHorizon
    `beyond_horizon` from every method whose answer would lie outside the calendar.
    """

    __slots__ = ("__weakref__", "_span", "calendar")

    def __init__(self, calendar: WorkingCalendar) -> None:
        if not calendar.is_ever_worked:
            raise InvalidCalendar("no_working_time")
        self.calendar = calendar
        self._span: Span | None = None

    def compiled(self) -> "Timeline":
        """Compile every year now, so that no question waits for it."""
        self._reach(self.calendar.first.year, self.calendar.last.year)
        return self

    @property
    def size(self) -> int:
        """How many sessions are compiled by now."""
        return self._span.size if self._span else 0

    def local(self, at: datetime) -> datetime:
        """Tell the same instant on the calendar's clock, fractions of a second cut off."""
        return at.replace(microsecond=0).astimezone(self.calendar.time_zone)

    def admit(self, at: datetime) -> Moment:
        """Find the deemed receipt: the instant itself inside office hours, else the next opening.

        A closing instant is inside, except a closing at 24:00, which is the next day's 00:00.
        """
        day, second = self.require(at.date()), int(at.timestamp())
        return self._known(self._seek(day, lambda span: _admitted(span, second, day.toordinal())))

    def add(self, at: datetime, seconds: int) -> Moment:
        """Let working seconds run, or run back where they are negative.

        Used up exactly at a closing they end there; running back, exactly at an opening, there.
        """
        if seconds == 0:
            return Moment(at, at.date())
        day, second, is_back = self.require(at.date()), int(at.timestamp()), seconds < 0
        least = (abs(seconds) - 1) // _LONGEST_DAY
        self._require_room(day, -least if is_back else least)
        if is_back:
            return self._known(self._seek(day, lambda span: span.before(second, -seconds), is_back=True))
        return self._known(self._seek(day, lambda span: span.after(second, seconds)))

    def between(self, start: datetime, end: datetime) -> int:
        """Count the working seconds from one instant to a later one."""
        span = self._reach(start.year, end.year)
        return span.worked_by(int(end.timestamp())) - span.worked_by(int(start.timestamp()))

    def elapse(self, at: datetime, seconds: int) -> Moment:
        """Let clock seconds run, or run back; an end at 00:00:00 belongs to the day before."""
        try:
            end = (at.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(self.calendar.time_zone)
        except OverflowError:
            raise self.beyond() from None
        moment = self.ending(end) if seconds > 0 else Moment(end, end.date())
        self.require(moment.on)
        return moment

    def ending(self, at: datetime) -> Moment:
        """Tell an end on the calendar's clock, and its day: at 00:00:00 the day before."""
        at = self.local(at)
        # where the clock skips midnight, the day begins at the end of the gap
        is_midnight = int(at.timestamp()) == instant(at.date(), 0, self.calendar.time_zone)
        return Moment(at, at.date() - ONE_DAY if is_midnight else at.date())

    def clock(self, on: date, second: int) -> Moment:
        """Find a clock time, in seconds after midnight up to 24:00, on a date."""
        return self._moment((instant(on, second, self.calendar.time_zone), on.toordinal()))

    def is_open(self, at: datetime) -> bool:
        """Is the office open, if only for receipt? At a closing instant it is not."""
        receiving, second = self._reach(at.year, at.year).receiving, int(at.timestamp())
        return receiving.opened_by(second) > receiving.closed_by(second)

    def next_opening(self, at: datetime) -> Moment | None:
        """Find the next opening, strictly later; None where the calendar ends first."""
        second = int(at.timestamp())
        return self._seek(at.date(), lambda span: span.receiving.opening(span.receiving.opened_by(second)))

    def next_closing(self, at: datetime) -> Moment | None:
        """Find the next closing, strictly later; None where the calendar ends first."""
        second = int(at.timestamp())
        return self._seek(at.date(), lambda span: span.receiving.closing(span.receiving.closed_by(second)))

    def previous_closing(self, at: datetime) -> Moment | None:
        """Find the last closing at or before an instant; None where the calendar begins after it."""
        second = int(at.timestamp())

        def last(span: Span) -> Stamp | None:
            return span.receiving.closing(span.receiving.closed_by(second) - 1)

        return self._seek(at.date(), last, is_back=True)

    def closing(self, on: date) -> Moment | None:
        """Find when the office closes for the day; None where it does not open."""
        receiving = self._reach(on.year, on.year).receiving
        indices = receiving.of(on.toordinal())
        return self._moment((receiving.closes[indices[-1]], on.toordinal())) if indices else None

    def close(self, working_day: date) -> Moment:
        """Find the end of a working day's last session."""
        return self.sessions(working_day)[-1][1]

    def sessions(self, on: date) -> tuple[tuple[Moment, Moment], ...]:
        """List a working day's openings and closings."""
        day, working = on.toordinal(), self._reach(on.year, on.year).working
        return tuple(
            (self._moment((working.opens[i], day)), self._moment((working.closes[i], day)))
            for i in working.of(day)
        )

    def is_working_day(self, on: date) -> bool:
        """Does the office work on dossiers that day?"""
        return bool(self._reach(on.year, on.year).working.of(on.toordinal()))

    def working_day(self, on: date, number: int) -> date:
        """Find the N-th working day after a date, or before it where N is negative; N is not 0."""
        self._require_room(self.require(on), number)
        return self._known(self._nth(on, number))

    def working_day_before(self, on: date) -> date | None:
        """Find the last working day before a date; None where the calendar begins after it."""
        return self._nth(on, -1)

    def working_days(self, after: date, until: date) -> int:
        """Count the working days after one date up to and with a later one."""
        span = self._reach(after.year, until.year)
        return span.days_by(until.toordinal()) - span.days_by(after.toordinal())

    def working_days_closed(self, after: date, by: datetime) -> int:
        """Count the working days after a date that have closed by an instant; negative if it is earlier."""
        span = self._reach(after.year, by.year)
        return span.days_closed_by(int(by.timestamp())) - span.days_by(after.toordinal())

    def dates_worked(self, first: date, last: date) -> tuple[date, ...]:
        """List the working days from one date to another, both included."""
        span = self._reach(first.year, last.year)
        since, until = span.days_by(first.toordinal() - 1), span.days_by(last.toordinal())
        return tuple(map(date.fromordinal, span.days[since:until]))

    def days_off(self, first: date, last: date) -> tuple[Day, ...]:
        """List the days from one date to another, both included, on which nobody works, and why."""
        worked = frozenset(self.dates_worked(first, last))
        return tuple(self.calendar.day(on) for on in dates(first, last) if on not in worked)

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

    def _require_room(self, on: date, days: int) -> None:
        """Refuse what no calendar could hold, before a single year is compiled for it."""
        room = (self.calendar.last - on if days > 0 else on - self.calendar.first).days
        if abs(days) > room:
            raise self.beyond()

    def _nth(self, on: date, number: int) -> date | None:
        day = self._find(on, lambda span: span.working_day(on.toordinal(), number), is_back=number < 0)
        return None if day is None else date.fromordinal(day)

    def _seek(
        self, on: date, find: Callable[[Span], Stamp | None], *, is_back: bool = False
    ) -> Moment | None:
        stamp = self._find(on, find, is_back=is_back)
        return None if stamp is None else self._moment(stamp)

    def _find(self, on: date, find: Callable[[Span], Found | None], *, is_back: bool) -> Found | None:
        """Look in the years compiled, and in twice as many for as long as nothing is found."""
        span = self._reach(on.year, on.year)
        while (found := find(span)) is None:
            more = span.last - span.first + 1
            wider = self._reach(span.first - more * is_back, span.last + more * (not is_back))
            if (wider.first, wider.last) == (span.first, span.last):
                return None
            span = wider
        return found

    def _reach(self, first: int, last: int) -> Span:
        """Give a span of those years, both included, as far as the calendar has them."""
        span = self._span
        if span and span.first <= first and last <= span.last:
            return span
        calendar = self.calendar
        since, until = (min(max(year, calendar.first.year), calendar.last.year) for year in (first, last))
        span = span or Span.of(calendar, since, until)
        if since < span.first:
            span = Span.of(calendar, since, span.first - 1) + span
        if until > span.last:
            span = span + Span.of(calendar, span.last + 1, until)
        self._span = span  # a span never changes, so threads that compile the same years do no harm
        return span

    def _known(self, found: Found | None) -> Found:
        if found is None:
            raise self.beyond()
        return found

    def _moment(self, stamp: Stamp) -> Moment:
        second, day = stamp
        return Moment(datetime.fromtimestamp(second, self.calendar.time_zone), date.fromordinal(day))


def _admitted(span: Span, second: int, day: int) -> Stamp | None:
    receiving = span.receiving
    index = receiving.opened_by(second) - 1
    if index >= 0:
        # a closing at 24:00 is the next day's 00:00, which may be no opening
        last = receiving.closes[index] if receiving.days[index] == day else receiving.closes[index] - 1
        if second <= last:
            return second, receiving.days[index]
    return receiving.opening(index + 1)
