"""A slow second opinion: the same questions answered minute by minute, sharing nothing with the core.

Every minute of the span is laid out one after the other with the clock time it shows. A clock time that never
shows moves on by the jump that swallowed it; one that shows twice is its first showing.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTE, ONE_DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True)
class Plan:
    """A small calendar: sessions by weekday in minutes after midnight, days off, days worked."""

    zone: str
    first: date
    last: date
    week: tuple[tuple[tuple[int, int], ...], ...]
    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    receives_only: frozenset[int] = frozenset()

    def dates(self):
        """List every date of the span."""
        return [self.first + ONE_DAY * number for number in range((self.last - self.first).days + 1)]

    def is_working(self, on):
        """Does anybody work that day, if it has hours at all?"""
        return on in self.worked or (on not in self.off and on.weekday() not in self.receives_only)

    def sessions(self, on):
        """List a date's sessions; a worked day without its own takes the first weekday's that has any."""
        own = self.week[on.weekday()]
        if on in self.worked:
            regular = [self.week[day] for day in range(7) if day not in self.receives_only]
            kept = () if on.weekday() in self.receives_only else own
            return kept or next((sessions for sessions in regular if sessions), ())
        return () if on in self.off else own


@lru_cache(maxsize=32)
def _showings(zone, first, last):
    """Walk through the minutes of the span and note when each clock time first shows."""
    place = ZoneInfo(zone)
    minute = datetime(first.year, first.month, first.day, tzinfo=UTC) - ONE_DAY
    end = datetime(last.year, last.month, last.day, tzinfo=UTC) + 3 * ONE_DAY
    shown = {}
    while minute < end:
        shown.setdefault(minute.astimezone(place).replace(tzinfo=None), int(minute.timestamp()) // 60)
        minute += MINUTE
    return shown


def _when(wall, shown):
    """Find the minute at which a clock time shows; swallowed by a jump, it moves on by that jump."""
    if wall in shown:
        return shown[wall]
    before, after = wall, wall
    while before not in shown:
        before -= MINUTE
    while after not in shown:
        after += MINUTE
    return shown[wall + (after - before - MINUTE)]


@lru_cache(maxsize=64)
def _minutes(plan, *, working):
    """List the minutes in which the office is open, or in which it works, in order."""
    shown = _showings(plan.zone, plan.first, plan.last)
    found = set()
    for on in plan.dates():
        if working and not plan.is_working(on):
            continue
        midnight = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - a clock time
        for opens, closes in plan.sessions(on):
            ends = [midnight + MINUTE * opens, midnight + MINUTE * closes]
            if any(end in shown for end in ends):  # otherwise wholly inside a jump
                found.update(range(*(_when(end, shown) for end in ends)))
    return tuple(sorted(found))


def working_minutes(plan):
    """List the minutes of working time."""
    return _minutes(plan, working=True)


@lru_cache(maxsize=64)
def _minute_set(plan, *, working):
    return frozenset(_minutes(plan, working=working))


@lru_cache(maxsize=64)
def edges(plan):
    """List the seconds at which working time begins or ends."""
    minutes = _minute_set(plan, working=True)
    begins = [minute * 60 for minute in minutes if minute - 1 not in minutes]
    ends = [minute * 60 + 60 for minute in minutes if minute + 1 not in minutes]
    return tuple(sorted((*begins, *ends)))


def between(plan, start, end):
    """Count working seconds by looking at every working minute."""
    return sum(
        max(0, min(end, minute * 60 + 60) - max(start, minute * 60)) for minute in working_minutes(plan)
    )


def add(plan, start, seconds):
    """Use working seconds up minute by minute; None where the span ends first."""
    if seconds == 0:
        return start
    for minute in working_minutes(plan):
        since = max(start, minute * 60)
        usable = minute * 60 + 60 - since
        if usable >= seconds:
            return since + seconds
        seconds -= max(0, usable)
    return None


def is_open_or_closing(plan, at, *, working):
    """Does the second lie in an open minute, or end one, on the same date?"""
    minutes = _minute_set(plan, working=working)
    return at // 60 in minutes or (at % 60 == 0 and at // 60 - 1 in minutes)


def admit(plan, at):
    """Find the deemed receipt: the second itself if open, or closing that same date, else the next open."""
    minutes, place = _minute_set(plan, working=False), ZoneInfo(plan.zone)
    if at // 60 in minutes:
        return at
    today, just_before = (datetime.fromtimestamp(second, place).date() for second in (at, at - 1))
    if at % 60 == 0 and at // 60 - 1 in minutes and today == just_before:
        return at
    return next((minute * 60 for minute in _minutes(plan, working=False) if minute * 60 > at), None)
