"""What-if: days off, worked days and hours that a request puts over a calendar."""

from typing import Any

from marshmallow import fields

from sla_service.core.changes import CalendarChanges
from sla_service.core.errors import SlaError, located
from sla_service.core.timeline import Timeline

from .calendar_parts import DATES_SCHEMA, TABLE_SCHEMA, dated_hours, dates, members
from .fields import COMMON_CODES, described, refuse

SCHEMA_NAME = "CalendarChanges"


class ChangesField(fields.Field[Any]):
    """Changes of a calendar, for one request only."""

    default_error_messages = COMMON_CODES

    def __init__(self) -> None:
        words = "What if: days and hours put over the calendar, for this request only."
        super().__init__(load_default=None, allow_none=True, metadata=described(words, component=SCHEMA_NAME))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> CalendarChanges:
        try:
            given = members(value, tuple(_PROPERTIES))
            off, worked = (dates(given, key) for key in ("days_off", "working_days"))
            return CalendarChanges(off, worked, dict(dated_hours(given, "special_hours")))
        except SlaError as error:
            raise refuse(error) from None


def changed(timeline: Timeline, changes: CalendarChanges | None) -> Timeline:
    """Put the changes of a request over a calendar; the same one where there are none.

    Raises InvalidCalendar `no_working_time` and BeyondHorizon for a date that the calendar does not know.
    """
    if not changes:
        return timeline
    with located("/calendar_changes"):
        return Timeline(changes.over(timeline.calendar))


_PROPERTIES: dict[str, Any] = {
    "days_off": DATES_SCHEMA | described("Dates on which nobody works."),
    "working_days": DATES_SCHEMA
    | described("Dates that are worked, with their own weekday's hours, else the first worked weekday's."),
    "special_hours": TABLE_SCHEMA | described("The hours of single dates; `[]` closes."),
}


def schema() -> dict[str, Any]:
    """Describe the changes to OpenAPI."""
    return {
        "type": "object",
        "description": "What if: a date stands in one list only; the answer then says `hypothetical`.",
        "additionalProperties": False,
        "properties": _PROPERTIES,
    }
