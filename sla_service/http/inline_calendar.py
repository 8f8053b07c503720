"""A calendar that the caller brings along: read, checked, made once and kept for a while."""

import json
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any
from weakref import WeakSet
from zoneinfo import ZoneInfo

from marshmallow import fields

from sla_service.core.calendar import WEEKDAYS, DatedDay, DayKind, OfficeHours, Week, WorkingCalendar
from sla_service.core.errors import InvalidCalendar, SlaError
from sla_service.core.law import ALWAYS
from sla_service.core.timeline import Timeline

from .calendar_parts import (
    DATES_SCHEMA,
    DAY_SCHEMA,
    TABLE_SCHEMA,
    dated_hours,
    dates,
    day_sessions,
    members,
    typed,
)
from .fields import COMMON_CODES, described, refuse
from .instants import FIRST_YEAR, LAST_YEAR

KEPT = 8  # calendars
MOST_KEPT = 250_000  # compiled sessions of all of them together, of 32 bytes each: 8 MB; a usual year has 520

SCHEMA_NAME = "InlineCalendar"
CHOICE_NAME = "CalendarChoice"

_FIRST, _LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


class CalendarField(fields.Field[Any]):
    """The id of a calendar or an authority, or an inline calendar, which comes out as a timeline."""

    default_error_messages = COMMON_CODES

    def __init__(self, words: str, **kwargs: Any) -> None:
        super().__init__(metadata=described(words, component=CHOICE_NAME), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str | Timeline:
        if isinstance(value, str):
            return value
        try:
            typed(value, dict, "")
            text = json.dumps(value, sort_keys=True, default=float)
            with _MAKING:
                _forget()
                return _make(text)
        except SlaError as error:
            raise refuse(error) from None


_MAKING = Lock()  # threads that bring the same calendar at once wait for one of them
_MADE: WeakSet[Timeline] = WeakSet()


def _forget() -> None:
    """Let all calendars go once questions over many years have made them large."""
    if sum(timeline.size for timeline in _MADE) > MOST_KEPT:
        _make.cache_clear()


@lru_cache(maxsize=KEPT)
def _make(text: str) -> Timeline:
    """Make a calendar's timeline; kept by its content, so that the same one is compiled once."""
    timeline = Timeline(read_calendar(json.loads(text)))
    _MADE.add(timeline)
    return timeline


def read_calendar(data: dict[str, Any]) -> WorkingCalendar:
    """Read an inline calendar; raises SlaError with the place of the first fault in it."""
    members(data, tuple(_PROPERTIES))
    zone, week = _time_zone(data), _week(data)
    kinds = dict.fromkeys(dates(data, "days_off"), DayKind.HOLIDAY)
    kinds |= dict.fromkeys(dates(data, "working_days"), DayKind.SWAPPED_WORKING)
    return WorkingCalendar(
        time_zone=zone,
        first=_FIRST,
        last=_LAST,
        hours=(OfficeHours(ALWAYS, week),),
        dated={on: DatedDay(on, kind) for on, kind in kinds.items()},
        working_day_hours=day_sessions(data.get("working_day_hours", []), "/working_day_hours"),
        special_hours=dict(dated_hours(data, "special_hours")),
        breaks=dict(dated_hours(data, "breaks")),
    )


def _time_zone(data: dict[str, Any]) -> ZoneInfo:
    name = typed(_required(data, "time_zone"), str, "/time_zone")
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # also a path that leads out of the zone database
        raise InvalidCalendar("unknown_time_zone", "/time_zone", given=name) from None


def _week(data: dict[str, Any]) -> Week:
    week = members(_required(data, "weekly_hours"), WEEKDAYS, "/weekly_hours")
    return Week(tuple(day_sessions(week.get(day, []), f"/weekly_hours/{day}") for day in WEEKDAYS))


def _required(data: dict[str, Any], key: str) -> Any:
    if key not in data:
        raise InvalidCalendar("required", f"/{key}")
    return data[key]


_PROPERTIES: dict[str, Any] = {
    "time_zone": {
        "type": "string",
        "description": "The IANA name of its time zone.",
        "examples": ["Asia/Ho_Chi_Minh"],
    },
    "weekly_hours": {
        "type": "object",
        "description": "The regular hours by weekday; a weekday left out is a day of rest.",
        "additionalProperties": False,
        "properties": dict.fromkeys(WEEKDAYS, DAY_SCHEMA),
    },
    "days_off": DATES_SCHEMA | described("Dates on which nobody works."),
    "working_days": DATES_SCHEMA
    | described(
        "Dates that are worked, even those in `days_off`: with their own weekday's hours, else "
        "`working_day_hours`, else the hours of the first weekday from Monday that has any."
    ),
    "working_day_hours": DAY_SCHEMA
    | described("The hours of a date in `working_days` whose own weekday has none."),
    "special_hours": TABLE_SCHEMA
    | described("The hours of single dates, whatever else is said of them; `[]` closes."),
    "breaks": TABLE_SCHEMA | described("Stretches cut out of the hours of single dates, last of all."),
}


def choice_schema() -> dict[str, Any]:
    """Describe to OpenAPI how a request says which calendar it means."""
    words = "The id of a calendar, or of an authority for its own hours; or a calendar of the caller's own."
    return described(words, anyOf=[{"type": "string"}, {"$ref": f"#/components/schemas/{SCHEMA_NAME}"}])


def schema() -> dict[str, Any]:
    """Describe an inline calendar to OpenAPI."""
    return {
        "type": "object",
        "description": (
            "Working hours of the caller's own, from 1900-01-01 to 2199-12-31. The later wins: weekly_hours, "
            "days_off, working_days, special_hours; breaks are cut out last. Sessions are half-open. Working "
            "time is real elapsed time, also where clocks change."
        ),
        "required": ["time_zone", "weekly_hours"],
        "additionalProperties": False,
        "properties": _PROPERTIES,
    }
