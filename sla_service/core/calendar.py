"""What each day is: worked or off, its sessions, why, and by which source.

The regular week stands against the dated exception, with one precedence:
weekly hours < days off < working days < special hours; breaks are cut out last.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import chain, pairwise
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from .clock import DAY_END, dates, instant, is_skipped
from .errors import InvalidCalendar
from .law import Citation, EffectivePeriod, Text

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Session:
    """One unbroken stretch of office hours: `[opens, closes)` in seconds after local midnight, at most 24:00.

    Raises InvalidCalendar `session_reversed`, and `session_across_midnight` where it would be at most twelve
    hours over midnight.
    """

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= DAY_END:
            is_night = self.closes < self.opens < DAY_END and self.opens - self.closes >= DAY_END // 2
            raise InvalidCalendar("session_across_midnight" if is_night else "session_reversed")

    def without(self, gap: "Session") -> tuple["Session", ...]:
        """Cut a break out; nothing, one piece or two pieces are left."""
        pieces = ((self.opens, min(self.closes, gap.opens)), (max(self.opens, gap.closes), self.closes))
        return tuple(Session(opens, closes) for opens, closes in pieces if opens < closes)

    def is_skipped(self, on: date, zone: ZoneInfo) -> bool:
        """Does it lie wholly where the clock is put forward, so that it never comes that day?"""
        if instant(on, self.opens, zone) >= instant(on, self.closes, zone):
            return True  # it fills the gap to its very end
        return is_skipped(on, self.opens, zone) and is_skipped(on, self.closes, zone)


Sessions = tuple[Session, ...]


def in_order(sessions: Sessions) -> Sessions:
    """Sort a day's sessions; `sessions_overlap` if two of them share a second (touching is allowed)."""
    ordered = tuple(sorted(sessions, key=lambda session: session.opens))
    for earlier, later in pairwise(ordered):
        if later.opens < earlier.closes:
            raise InvalidCalendar("sessions_overlap")
    return ordered


class DayKind(StrEnum):
    """Why a day is on or off, in the words of the notices."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DAY_IN_LIEU = "day_in_lieu"
    SWAPPED_OFF = "swapped_off"
    SWAPPED_WORKING = "swapped_working"


WORKED_KINDS = frozenset({DayKind.WORKING, DayKind.SWAPPED_WORKING})


@dataclass(frozen=True, slots=True)
class DatedDay:
    """A day that a notice, or the caller, took out of the regular week.

    `announced_on` is None where nobody knows when: it counts as known.
    """

    on: date
    kind: DayKind
    name: Text | None = None
    citation: Citation | None = None
    announced_on: date | None = None

    def is_known_on(self, day: date) -> bool:
        """Was it announced by that day?"""
        return self.announced_on is None or self.announced_on <= day


@dataclass(frozen=True, slots=True)
class Week:
    """Regular office hours, Monday first; on `receives_only` weekdays (0 Monday) dossiers only come in."""

    sessions: tuple[Sessions, ...]
    receives_only: frozenset[int] = frozenset()

    def substitute(self) -> Sessions:
        """Give the hours of the first weekday that has any, for a worked day whose own weekday has none."""
        regular = (self.sessions[day] for day in range(7) if day not in self.receives_only)
        return next((sessions for sessions in regular if sessions), ())


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The week that holds for a period; `is_assumed` where no source gives these hours."""

    in_force: EffectivePeriod
    week: Week
    is_assumed: bool = False
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """What one date is. `sessions` are open for receipt; they are working time only if `is_working`."""

    on: date
    kind: DayKind
    sessions: Sessions
    is_working: bool
    is_provisional: bool
    name: Text | None
    citation: Citation | None


Dates = Mapping[date, Sessions]


def no_dates() -> Mapping[date, Any]:
    """Give an empty table that nobody can fill."""
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """All that decides which seconds are working time, from `first` to `last`, both included.

    `published` and `partly_published` are years; None for `published` means that every year is settled, as in
    a calendar that the caller brings. `rest` is the source of the weekly rest.
    """

    time_zone: ZoneInfo
    first: date
    last: date
    hours: tuple[OfficeHours, ...]
    dated: Mapping[date, DatedDay] = field(default_factory=no_dates)
    working_day_hours: Sessions = ()
    special_hours: Dates = field(default_factory=no_dates)
    breaks: Dates = field(default_factory=no_dates)
    rest: Citation | None = None
    published: frozenset[int] | None = None
    partly_published: frozenset[int] = frozenset()

    @property
    def is_ever_worked(self) -> bool:
        """Is there any day with working time in it?"""
        is_regular = any(any(hours.week.sessions) for hours in self.hours)
        regular = dates(self.first, self.last) if is_regular else ()
        exceptions = (on for on in (*self.dated, *self.special_hours) if self.first <= on <= self.last)
        return any(all(self.open_on(on)) and self.day(on).is_working for on in chain(regular, exceptions))

    def day(self, on: date) -> Day:
        """Tell what that date is, and why."""
        entry = self.dated.get(on)
        sessions = self.sessions_on(on)
        kind = self._kind(on, sessions)
        name, citation = (entry.name, entry.citation) if entry else (None, None)
        return Day(
            on=on,
            kind=kind,
            sessions=sessions,
            is_working=kind in WORKED_KINDS,
            is_provisional=self._is_provisional(on),
            name=name,
            citation=self.rest if kind is DayKind.WEEKEND else citation,
        )

    def sessions_on(self, on: date) -> Sessions:
        """Give the hours in which the office is open that day, also those in which it only receives."""
        sessions = self._cut(on)
        return tuple(session for session in sessions if not session.is_skipped(on, self.time_zone))

    def open_on(self, on: date) -> tuple[Sessions, bool]:
        """Give the hours that a day's clock ought to show, and whether they are working time.

        The short way for a regular day, and blind to a clock that changes that day.
        """
        if on in self.dated or on in self.special_hours or on in self.breaks:
            sessions = self._cut(on)
            return sessions, self._kind(on, sessions) in WORKED_KINDS
        week, weekday = self._week(on), on.weekday()
        return week.sessions[weekday], weekday not in week.receives_only

    def unsettled_years(self, first: date, last: date) -> tuple[int, ...]:
        """List the years from one date to another, both included, that are not wholly published."""
        if self.published is None:
            return ()
        return tuple(year for year in range(first.year, last.year + 1) if year not in self.published)

    def _cut(self, on: date) -> Sessions:
        sessions = self._uncut(on)
        for gap in self.breaks.get(on, ()):
            sessions = tuple(piece for session in sessions for piece in session.without(gap))
        return sessions

    def _uncut(self, on: date) -> Sessions:
        if on in self.special_hours:
            return self.special_hours[on]
        week = self._week(on)
        entry = self.dated.get(on)
        if entry is None:
            return week.sessions[on.weekday()]
        return self._swapped(week, on.weekday()) if entry.kind in WORKED_KINDS else ()

    def _swapped(self, week: Week, weekday: int) -> Sessions:
        own = () if weekday in week.receives_only else week.sessions[weekday]
        return own or self.working_day_hours or week.substitute()

    def _week(self, on: date) -> Week:
        for hours in self.hours:
            if hours.in_force.covers(on):
                return hours.week
        return _CLOSED

    def _kind(self, on: date, sessions: Sessions) -> DayKind:
        entry = self.dated.get(on)
        if entry and (entry.kind in WORKED_KINDS) == bool(sessions):
            return entry.kind
        if on not in self.special_hours and on.weekday() in self._week(on).receives_only:
            return DayKind.WEEKEND
        if sessions:
            return DayKind.WORKING
        return DayKind.HOLIDAY if self._uncut(on) or on in self.special_hours else DayKind.WEEKEND

    def _is_provisional(self, on: date) -> bool:
        if on.year in self.partly_published:
            return on not in self.dated
        return self.published is not None and on.year not in self.published


_CLOSED = Week(sessions=((),) * 7)
