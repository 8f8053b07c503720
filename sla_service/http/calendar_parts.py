"""The parts of which callers build calendars: dates, sessions, tables of hours; read and refused here."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sla_service.core.calendar import Sessions, in_order
from sla_service.core.errors import InvalidCalendar, located
from sla_service.rulebook.values import sessions

from .fields import escape
from .instants import parse_date

MOST_DATES = 10_000  # in one list
MOST_SESSIONS = 8  # in one day

_TYPE_CODES: dict[type, str] = {str: "not_a_string", list: "not_a_list", dict: "not_an_object"}

CLOCK_PATTERN = "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$|^24:00$"

_CLOCK = {
    "type": "string",
    "pattern": CLOCK_PATTERN,
    "description": "A clock time, `HH:MM` or `HH:MM:SS`; `24:00` may only close.",
}
_SESSION = {
    "type": "array",
    "items": _CLOCK,
    "minItems": 2,
    "maxItems": 2,
    "description": "Opening and closing of one session; the closing instant is no longer in it.",
}
DAY_SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": _SESSION,
    "maxItems": MOST_SESSIONS,
    "description": "The sessions of one day; they may touch, not overlap, and not cross midnight.",
}
DATES_SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {"type": "string", "format": "date", "description": "A date, `YYYY-MM-DD`."},
    "maxItems": MOST_DATES,
}
TABLE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "propertyNames": {"type": "string", "format": "date"},
    "additionalProperties": DAY_SCHEMA,
    "maxProperties": MOST_DATES,
}


def members(data: Any, known: tuple[str, ...], path: str = "") -> dict[str, Any]:
    """Take an object that has only those members."""
    given: dict[str, Any] = typed(data, dict, path)
    for key in given:
        if key not in known:
            raise InvalidCalendar("unknown_member", f"{path}/{escape(key)}")
    return given


def dates(data: dict[str, Any], key: str) -> tuple[date, ...]:
    """Read a list of dates."""
    items = _bounded(typed(data.get(key, []), list, f"/{key}"), MOST_DATES, f"/{key}")
    return tuple(_date(item, f"/{key}/{index}") for index, item in enumerate(items))


def dated_hours(data: dict[str, Any], key: str) -> Iterator[tuple[date, Sessions]]:
    """Read a table of dates with the hours of each."""
    table = _bounded(typed(data.get(key, {}), dict, f"/{key}"), MOST_DATES, f"/{key}")
    for on, pairs in table.items():
        path = f"/{key}/{escape(on)}"
        yield _date(on, path), day_sessions(pairs, path)


def day_sessions(value: Any, path: str) -> Sessions:
    """Read the sessions of one day, in any order."""
    pairs = _bounded(typed(value, list, path), MOST_SESSIONS, path)
    read = tuple(_session(pair, f"{path}/{index}") for index, pair in enumerate(pairs))
    with located(path):
        return in_order(tuple(session for one in read for session in one))


def typed(value: Any, kind: type, path: str) -> Any:
    """Take a value of one kind: text, list or object."""
    if not isinstance(value, kind):
        raise InvalidCalendar(_TYPE_CODES[kind], path)
    return value


def _date(value: Any, path: str) -> date:
    text = typed(value, str, path)
    with located(path):
        return parse_date(text)


def _session(pair: Any, path: str) -> Sessions:
    items = typed(pair, list, path)
    if len(items) != 2:
        raise InvalidCalendar("not_a_session", path)
    opens, closes = (typed(item, str, path) for item in items)
    try:
        with located(path):
            return sessions([(opens, closes)])
    except ValueError:
        raise InvalidCalendar("not_a_session", path) from None


def _bounded(items: Any, limit: int, path: str) -> Any:
    if len(items) > limit:
        raise InvalidCalendar("too_many", path, limit=limit)
    return items
