"""Office hours as the catalogue lists them: the week of each period, and whether a source gives it."""

from typing import Any

from marshmallow import Schema, fields

from sla_service.core.calendar import WEEKDAYS, OfficeHours
from sla_service.core.law import ALWAYS
from sla_service.wording import codes

from .answers import CitationSchema, InForceSchema, hours_field
from .fields import coded, described
from .values import citation, hours, period

WeekSchema = Schema.from_dict(
    {day: hours_field("The sessions of that weekday; none on a day of rest.") for day in WEEKDAYS},
    name="WeekSchema",
)
WeekSchema.__doc__ = "The hours of a week."


class OfficeHoursSchema(Schema):
    """The hours of a period, newest first; the first period that covers a date holds for it."""

    in_force = fields.Nested(
        InForceSchema,
        required=True,
        allow_none=True,
        metadata=described("When they are in force; null for always."),
    )
    week = fields.Nested(WeekSchema, required=True, metadata=described("The hours by weekday."))
    receives_only = fields.List(
        fields.String(metadata=coded(codes.WEEKDAY, "A weekday.")),
        required=True,
        metadata=described("Weekdays on which dossiers only come in; they are no working days."),
    )
    assumed = fields.Boolean(
        required=True, metadata=described("True where no source gives these hours: they are assumed.")
    )
    citations = fields.List(
        fields.Nested(CitationSchema), required=True, metadata=described("The texts that set them.")
    )


def office_hours(value: OfficeHours) -> dict[str, Any]:
    """Write the hours of a period."""
    return {
        "in_force": None if value.in_force == ALWAYS else period(value.in_force),
        "week": {day: hours(sessions) for day, sessions in zip(WEEKDAYS, value.week.sessions, strict=True)},
        "receives_only": [day for number, day in enumerate(WEEKDAYS) if number in value.week.receives_only],
        "assumed": value.is_assumed,
        "citations": list(map(citation, value.citations)),
    }
