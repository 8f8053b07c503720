"""A reminder as a request asks for it: a share of the time granted, or a term before its end."""

from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, post_load

from sla_service.core.errors import SlaError
from sla_service.core.reminders import Reminder

from .fields import COMMON_CODES, Nested, Strict, described, refuse
from .terms import TermSchema

SCHEMA_NAME = "ReminderRequest"


class ReminderBeforeSchema(Strict):
    """So long before the due moment."""

    before = Nested(TermSchema, required=True, metadata=described("How long before it."))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Reminder:
        """Make the reminder; its own invariants decide."""
        try:
            return Reminder(before=data["before"])
        except SlaError as error:
            raise refuse(error) from None


class ReminderField(fields.Field[Reminder]):
    """A share of the time granted, or `{"before": Term}`."""

    default_error_messages = COMMON_CODES

    def __init__(self) -> None:
        super().__init__(metadata={"component": SCHEMA_NAME})

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Reminder:
        if isinstance(value, dict):
            reminder: Reminder = _BEFORE.load(value)
            return reminder
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise ValidationError("not_a_reminder")
        try:
            return Reminder(share=Decimal(value))
        except SlaError as error:
            raise refuse(error) from None


_BEFORE = ReminderBeforeSchema()


def schema() -> dict[str, Any]:
    """Describe a reminder to OpenAPI."""
    shapes = [{"type": "number", "minimum": 0, "maximum": 1}, {"$ref": "#/components/schemas/ReminderBefore"}]
    return described("A share of the time granted, or a term before its end.", anyOf=shapes)
