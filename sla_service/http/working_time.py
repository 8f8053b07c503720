"""`POST /v1/working-time/…`: working time for any calendar, without any law."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, post_load

from sla_service.core import working_time
from sla_service.core.errors import SlaError
from sla_service.core.explanation import Moment
from sla_service.core.term import MAX_AMOUNT, Distance, Unit
from sla_service.wording import codes

from .answers import HYPOTHETICAL, CalendarDaySchema, rules_field
from .calendar_changes import ChangesField
from .edge import answer, rule_book, rules_in_use
from .examples import ADD_EXAMPLES, BETWEEN_EXAMPLES, STATUS_EXAMPLES
from .fields import Instant, Nested, Number, Strict, Word, coded, described, refuse
from .inline_calendar import CalendarField
from .instants import write_instant
from .openapi import Blueprint
from .receipts import hours_of
from .values import calendar_day, minutes

blueprint = Blueprint(
    "working-time",
    __name__,
    url_prefix="/v1/working-time",
    description="Working time for any calendar; no rule, no rolling.",
)


class DistanceSchema(Strict):
    """How far to go: an amount of one unit, back where it is negative."""

    amount = Number(
        required=True,
        metadata=described(
            "Negative to go back, 0 to stay. Decimals for minutes and hours only, rounded to the second.",
            minimum=-MAX_AMOUNT,
            maximum=MAX_AMOUNT,
            examples=[8],
        ),
    )
    unit = Word(Unit, "unknown_unit", required=True, metadata=coded(codes.UNIT, "What is counted."))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Distance:
        """Make the distance; its own invariants decide."""
        try:
            return Distance(data["amount"], data["unit"])
        except SlaError as error:
            raise refuse(error) from None


class CalendarQuestionSchema(Strict):
    """A question about working time, of which only the calendar matters."""

    calendar = CalendarField(
        "The calendar to count by.",
        required=True,
    )
    calendar_changes = ChangesField()


class AddRequestSchema(CalendarQuestionSchema):
    """Where does one get, from an instant, by so much of one unit?"""

    start_at = Instant(required=True, metadata=described("The instant to start from."))
    term = Nested(DistanceSchema, required=True, metadata=described("How far to go."))


class BetweenRequestSchema(CalendarQuestionSchema):
    """What lies between two instants?"""

    start_at = Instant(required=True, metadata=described("The one instant."))
    end_at = Instant(
        required=True, metadata=described("The other; if it is earlier, the answers are negative.")
    )


class StatusRequestSchema(CalendarQuestionSchema):
    """Is the office open at an instant?"""

    at = Instant(required=True, metadata=described("The instant in question."))


class _AnswerSchema(Schema):
    rules = rules_field()
    hypothetical = HYPOTHETICAL


class AddAnswerSchema(_AnswerSchema):
    """Where one gets."""

    end_at = fields.DateTime(
        required=True, metadata=described("Whole seconds, with the calendar's offset of that moment.")
    )


class BetweenAnswerSchema(_AnswerSchema):
    """What lies between two instants; negative where the pair is reversed."""

    working_seconds = fields.Integer(required=True, metadata=described("Seconds within office hours."))
    working_minutes = fields.Float(required=True, metadata=described("The same in minutes, not rounded."))
    working_days = fields.Integer(
        required=True, metadata=described("Working days after the first date, up to and with the last.")
    )
    days = fields.Integer(
        required=True, metadata=described("Calendar days after the first date, up to and with the last.")
    )


class StatusAnswerSchema(_AnswerSchema):
    """An office at one instant."""

    open = fields.Boolean(
        required=True,
        metadata=described("Is it open, if only for receipt? At the instant of closing it no longer is."),
    )
    working_day = fields.Boolean(
        required=True, metadata=described("Is the date a working day, whether open at this instant or not?")
    )
    day = fields.Nested(CalendarDaySchema, required=True, metadata=described("What that date is."))
    next_open_at = fields.DateTime(
        required=True, allow_none=True, metadata=described("Strictly later; null beyond the calendar.")
    )
    next_close_at = fields.DateTime(
        required=True,
        allow_none=True,
        metadata=described("The end of a session, strictly later; null beyond the calendar."),
    )
    previous_close_at = fields.DateTime(
        required=True, allow_none=True, metadata=described("At or before; null before the calendar.")
    )


@blueprint.route("/add", methods=["POST"])
@blueprint.takes(AddRequestSchema(), ADD_EXAMPLES)
@blueprint.response(200, AddAnswerSchema, description="Where one gets.")
@blueprint.doc(operationId="addWorkingTime")
def add(asked: dict[str, Any]) -> Response:
    """Go along a calendar by an amount.

    Working time used up exactly at a closing ends there; going back, exactly at an opening, there. Working
    days are those strictly after (before) the start date, with the clock time kept; days and longer keep the
    clock time too, and nothing rolls. 0 of anything gives the start back.
    """
    end = working_time.add(asked["start_at"], asked["term"], hours_of(asked, rule_book()))
    return _answer(asked, end_at=write_instant(end))


@blueprint.route("/between", methods=["POST"])
@blueprint.takes(BetweenRequestSchema(), BETWEEN_EXAMPLES)
@blueprint.response(200, BetweenAnswerSchema, description="What lies between.")
@blueprint.doc(operationId="countWorkingTime")
def between(asked: dict[str, Any]) -> Response:
    """Count working time and days between two instants.

    Days are counted by the calendar's own dates: the first excluded, the last included.
    """
    found = working_time.between(asked["start_at"], asked["end_at"], hours_of(asked, rule_book()))
    return _answer(
        asked,
        working_seconds=found.working_seconds,
        working_minutes=minutes(found.working_seconds),
        working_days=found.working_days,
        days=found.days,
    )


@blueprint.route("/status", methods=["POST"])
@blueprint.takes(StatusRequestSchema(), STATUS_EXAMPLES)
@blueprint.response(200, StatusAnswerSchema, description="Open or closed, and until when.")
@blueprint.doc(operationId="tellOfficeStatus")
def status(asked: dict[str, Any]) -> Response:
    """Tell whether an office is open at an instant.

    The closing instant is not open any more; what opens or closes next is strictly later.
    """
    found = working_time.status(asked["at"], hours_of(asked, rule_book()))
    return _answer(
        asked,
        open=found.is_open,
        working_day=found.is_working_day,
        day=calendar_day(found.day),
        next_open_at=_written(found.next_opening),
        next_close_at=_written(found.next_closing),
        previous_close_at=_written(found.previous_closing),
    )


def _written(moment: Moment | None) -> str | None:
    return write_instant(moment.at) if moment else None


def _answer(asked: dict[str, Any], **found: Any) -> Response:
    return answer({**found, "rules": rules_in_use(), "hypothetical": bool(asked["calendar_changes"])})
