"""Clocks and dates: what a clock on the wall shows, and when it shows it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY_END = 86_400  # 24:00, in seconds after midnight
ONE_DAY = timedelta(days=1)


def dates(first: date, last: date) -> Iterator[date]:
    """Go through the dates from one to another, both included."""
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def second_of_day(at: datetime) -> int:
    """Read what the clock shows, in seconds after midnight."""
    return at.hour * 3600 + at.minute * 60 + at.second


def instant(on: date, second: int, zone: ZoneInfo) -> int:
    """Find when the clock shows that many seconds after midnight, in seconds since 1970 UTC.

    A clock time that is skipped moves on by the gap, one that comes twice is the first.
    """
    # zoneinfo reads a clock time in a gap with the offset before it: exactly "moved on by the gap"
    return int(_wall(on, second).replace(tzinfo=zone).timestamp())


def is_skipped(on: date, second: int, zone: ZoneInfo) -> bool:
    """Does the clock never show that time, because it is put forward over it?"""
    shown = datetime.fromtimestamp(instant(on, second, zone), zone).replace(tzinfo=None)
    return shown != _wall(on, second)


def _wall(on: date, second: int) -> datetime:
    return datetime.combine(on, time.min) + timedelta(seconds=second)
