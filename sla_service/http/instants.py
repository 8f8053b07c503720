"""Instants and dates as requests and answers write them (RFC 3339)."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from sla_service.core.errors import SlaError
from sla_service.wording.values import shorten

FIRST_YEAR, LAST_YEAR = 1900, 2199

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_INSTANT = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})[Tt](?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2})(?:\.\d+)?"
    r"(?P<offset>[Zz]|[+-]\d{2}:\d{2})?",
    re.ASCII,
)


class InvalidText(SlaError):
    """A text that is no instant or no date."""


def parse_instant(text: str) -> datetime:
    """Read an instant, fractions of a second cut off.

    Raises InvalidText `invalid_instant`, `no_such_date`, `no_such_time`, `out_of_range`, `offset_required`.
    """
    match = _INSTANT.fullmatch(text)
    if not match:
        raise InvalidText("invalid_instant")
    on = parse_date(match["date"])
    hour, minute, second = (int(match[part]) for part in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:
        raise InvalidText("no_such_time", given=f"{hour:02}:{minute:02}:{second:02}")
    if match["offset"] is None:
        raise InvalidText("offset_required", corrected=f"{shorten(text)}+07:00")
    return datetime(on.year, on.month, on.day, hour, minute, second, tzinfo=_offset(match["offset"]))


def _offset(text: str) -> timezone:
    if text in ("Z", "z"):
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:])
    if hours > 23 or minutes > 59:
        raise InvalidText("no_such_time", given=text)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)


def parse_date(text: str) -> date:
    """Read a date; raises InvalidText `invalid_date`, `no_such_date`, `out_of_range`."""
    match = _DATE.fullmatch(text)
    if not match:
        raise InvalidText("invalid_date")
    year, month, day = map(int, match.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidText("out_of_range", first=FIRST_YEAR, last=LAST_YEAR)
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidText("no_such_date", given=text) from None


def write_instant(at: datetime) -> str:
    """Write an instant with its offset; an offset of the past with seconds in it is cut to its minute."""
    offset = at.utcoffset() or timedelta()
    odd = timedelta(seconds=offset.seconds % 60)
    if odd:
        at = at.astimezone(timezone(offset - odd))
    return at.isoformat()
