"""A calendar that the caller brings along: read, checked, compiled once and kept for a while."""

import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import fields

from sla_service.core.calendar import (
    WEEKDAYS,
    DatedDay,
    DayKind,
    OfficeHours,
    Sessions,
    Week,
    WorkingCalendar,
    in_order,
)
from sla_service.core.errors import InvalidCalendar, SlaError, located
from sla_service.core.law import ALWAYS
from sla_service.core.timeline import Timeline
from sla_service.rulebook.values import sessions

from .fields import escape, refuse
from .instants import FIRST_YEAR, LAST_YEAR, parse_date

MOST_DATES = 10_000  # in one list
MOST_SESSIONS = 8  # in one day
KEPT = 8  # compiled calendars; a usual one takes about 6 MB

_FIRST, _LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
_MEMBERS = (
    "time_zone",
    "weekly_hours",
    "days_off",
    "working_days",
    "working_day_hours",
    "special_hours",
    "breaks",
)

SCHEMA_NAME = "InlineCalendar"


class CalendarField(fields.Field[Any]):
    """The id of a calendar or an authority, or an inline calendar, which comes out compiled."""

    default_error_messages = {"null": "null_not_allowed", "required": "required"}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str | Timeline:
        if isinstance(value, str):
            return value
        try:
            if not isinstance(value, dict):
                raise InvalidCalendar("not_an_object")
            with _COMPILING:
                return _compile(json.dumps(value, sort_keys=True, default=float))
        except SlaError as error:
            raise refuse(error) from None


_COMPILING = Lock()  # threads that bring the same calendar at once wait for one of them


@lru_cache(maxsize=KEPT)
def _compile(text: str) -> Timeline:
    """Compile a calendar; keyed by its content, so that the same one is compiled once."""
    return Timeline(read_calendar(json.loads(text)))


def read_calendar(data: dict[str, Any]) -> WorkingCalendar:
    """Read an inline calendar; raises SlaError with the place of the first fault in it."""
    for key in data:
        if key not in _MEMBERS:
            raise InvalidCalendar("unknown_member", f"/{escape(key)}")
    off = _dates(data, "days_off")
    worked = _dates(data, "working_days")
    kinds = dict.fromkeys(off, DayKind.HOLIDAY) | dict.fromkeys(worked, DayKind.SWAPPED_WORKING)
    return WorkingCalendar(
        time_zone=_time_zone(data),
        first=_FIRST,
        last=_LAST,
        hours=(OfficeHours(ALWAYS, _week(data)),),
        dated={on: DatedDay(on, kind) for on, kind in kinds.items()},
        working_day_hours=_sessions(data.get("working_day_hours", []), "/working_day_hours"),
        special_hours=dict(_dated_hours(data, "special_hours")),
        breaks=dict(_dated_hours(data, "breaks")),
    )


def _time_zone(data: dict[str, Any]) -> ZoneInfo:
    name = _typed(_member(data, "time_zone"), str, "/time_zone")
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # also a path that leads out of the zone database
        raise InvalidCalendar("unknown_time_zone", "/time_zone", given=name) from None


def _week(data: dict[str, Any]) -> Week:
    week = _typed(_member(data, "weekly_hours"), dict, "/weekly_hours")
    for key in week:
        if key not in WEEKDAYS:
            raise InvalidCalendar("unknown_member", f"/weekly_hours/{escape(key)}")
    return Week(tuple(_sessions(week.get(day, []), f"/weekly_hours/{day}") for day in WEEKDAYS))


def _dates(data: dict[str, Any], key: str) -> tuple[date, ...]:
    items = _bounded(_typed(data.get(key, []), list, f"/{key}"), MOST_DATES, f"/{key}")
    return tuple(_date(item, f"/{key}/{index}") for index, item in enumerate(items))


def _dated_hours(data: dict[str, Any], key: str) -> Iterator[tuple[date, Sessions]]:
    table = _bounded(_typed(data.get(key, {}), dict, f"/{key}"), MOST_DATES, f"/{key}")
    for on, pairs in table.items():
        path = f"/{key}/{escape(on)}"
        yield _date(on, path), _sessions(pairs, path)


def _date(value: Any, path: str) -> date:
    text = _typed(value, str, path)
    with located(path):
        return parse_date(text)


def _sessions(value: Any, path: str) -> Sessions:
    pairs = _bounded(_typed(value, list, path), MOST_SESSIONS, path)
    read = tuple(_session(pair, f"{path}/{index}") for index, pair in enumerate(pairs))
    with located(path):
        return in_order(tuple(session for one in read for session in one))


def _session(pair: Any, path: str) -> Sessions:
    items = _typed(pair, list, path)
    if len(items) != 2:
        raise InvalidCalendar("not_a_session", path)
    opens, closes = (_typed(item, str, path) for item in items)
    try:
        with located(path):
            return sessions([(opens, closes)])
    except ValueError:
        raise InvalidCalendar("not_a_session", path) from None


def _member(data: dict[str, Any], key: str) -> Any:
    if key not in data:
        raise InvalidCalendar("required", f"/{key}")
    return data[key]


_TYPE_CODES: dict[type, str] = {str: "not_a_string", list: "not_a_list", dict: "not_an_object"}


def _typed(value: Any, kind: type, path: str) -> Any:
    if not isinstance(value, kind):
        raise InvalidCalendar(_TYPE_CODES[kind], path)
    return value


def _bounded(items: Any, limit: int, path: str) -> Any:
    if len(items) > limit:
        raise InvalidCalendar("too_many", path, limit=limit)
    return items


def schema() -> dict[str, Any]:
    """Describe an inline calendar to OpenAPI."""
    clock = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$|^24:00$"}
    pair = {"type": "array", "items": clock, "minItems": 2, "maxItems": 2}
    day = {"type": "array", "items": pair, "maxItems": MOST_SESSIONS}
    on = {"type": "array", "items": {"type": "string", "format": "date"}, "maxItems": MOST_DATES}
    table = {"type": "object", "additionalProperties": day, "maxProperties": MOST_DATES}
    return {
        "type": "object",
        "description": (
            "Working hours of the caller's own, from 1900-01-01 to 2199-12-31. weekly_hours < days_off < "
            "working_days < special_hours; breaks are cut out last. Sessions are half-open."
        ),
        "required": ["time_zone", "weekly_hours"],
        "additionalProperties": False,
        "properties": {
            "time_zone": {"type": "string", "description": "IANA name.", "examples": ["Asia/Ho_Chi_Minh"]},
            "weekly_hours": {
                "type": "object",
                "additionalProperties": False,
                "properties": dict.fromkeys(WEEKDAYS, day),
            },
            "days_off": on,
            "working_days": on,
            "working_day_hours": day,
            "special_hours": table,
            "breaks": table,
        },
    }
