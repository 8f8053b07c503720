"""The shapes of answers, as `openapi.yaml` publishes them; the tests hold every answer to them."""

from marshmallow import Schema, fields

from sla_service.core.term import Unit

from .fields import described


class TextSchema(Schema):
    """The same words in both languages."""

    vi = fields.String(required=True)
    en = fields.String(required=True)


class RulesSchema(Schema):
    """Which rules answered; keep the digest beside the due date to recompute it later."""

    release = fields.String(required=True, metadata=described("The service's release.", examples=["0.1.0"]))
    digest = fields.String(
        required=True,
        metadata=described(
            "`sha256:` and the hash of the loaded rules' content.", pattern="^sha256:[0-9a-f]{64}$"
        ),
    )


class CitationSchema(Schema):
    """The source of a rule, a step or a day off."""

    document = fields.String(required=True)
    article = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    quote = fields.String(required=True, allow_none=True)
    unverified = fields.Boolean(
        required=True, metadata=described("True where the text is only recalled, not read.")
    )


class TermAnswerSchema(Schema):
    """A term."""

    amount = fields.Float(required=True)
    unit = fields.String(required=True, metadata={"enum": [str(unit) for unit in Unit]})


class InForceSchema(Schema):
    """When a version is in force."""

    since = fields.Date(required=True, data_key="from", metadata=described("Included."))
    until = fields.Date(required=True, allow_none=True, metadata=described("Excluded; null until amended."))


class RuleSchema(Schema):
    """The rule that decided."""

    id = fields.String(required=True, metadata=described("The procedure's or the promise's id, or `caller`."))
    kind = fields.String(required=True, metadata={"enum": ["statutory", "commitment", "caller"]})
    title = fields.Nested(TextSchema, required=True)
    in_force = fields.Nested(InForceSchema, required=True, allow_none=True)
    citations = fields.List(fields.Nested(CitationSchema), required=True)


class CodedTextSchema(Schema):
    """A code that never changes, and its sentence."""

    code = fields.String(required=True)
    text = fields.Nested(TextSchema, required=True)


class ConsideredSchema(Schema):
    """A rule that was looked at."""

    id = fields.String(required=True)
    kind = fields.String(required=True, metadata={"enum": ["statutory", "commitment", "caller"]})
    applies = fields.Boolean(required=True)
    chosen = fields.Boolean(required=True)
    due_at = fields.DateTime(required=True, allow_none=True)
    why = fields.Nested(CodedTextSchema, required=True)


class ServiceDaySchema(Schema):
    """A local model whose day it is."""

    id = fields.String(required=True)
    model = fields.String(required=True, metadata=described("`no_appointment`, `no_writing`, …"))
    title = fields.Nested(TextSchema, required=True)


class AppointmentSchema(Schema):
    """An earlier due date, before an extension."""

    due_at = fields.DateTime(required=True)
    due_on = fields.Date(required=True)
    apology_due_on = fields.Date(required=True, allow_none=True)


class StepSchema(Schema):
    """One move of the count; each begins where the one before ended."""

    code = fields.String(
        required=True,
        metadata={
            "enum": [
                "received",
                "restarted",
                "admitted",
                "cutoff",
                "counted",
                "rolled",
                "settled",
                "extended",
            ]
        },
    )
    at_before = fields.DateTime(required=True)
    at_after = fields.DateTime(required=True)
    text = fields.Nested(TextSchema, required=True)
    facts = fields.Dict(
        required=True, metadata=described("What the step rests on; `counted` and `skipped` list days.")
    )
    citations = fields.List(fields.Nested(CitationSchema), required=True)


class DueDateSchema(Schema):
    """When the result is owed, by which rule, and why. Every member is always there."""

    status = fields.String(required=True, metadata={"enum": ["due", "held"]})
    due_at = fields.DateTime(
        required=True, allow_none=True, metadata=described("The moment printed on the slip.")
    )
    due_on = fields.Date(required=True, allow_none=True, metadata=described("The due day."))
    received_at = fields.DateTime(required=True, metadata=described("The request's, in the calendar's zone."))
    counted_from = fields.DateTime(required=True, metadata=described("The deemed receipt."))
    rule = fields.Nested(RuleSchema, required=True)
    considered = fields.List(fields.Nested(ConsideredSchema), required=True)
    service_days = fields.List(fields.Nested(ServiceDaySchema), required=True)
    same_day = fields.Boolean(required=True, allow_none=True)
    working_days = fields.Integer(required=True, allow_none=True)
    apology_due_on = fields.Date(
        required=True, allow_none=True, metadata=described("Decree 61/2018 art. 19(9).")
    )
    remaining = fields.Nested(
        TermAnswerSchema, required=True, allow_none=True, metadata=described("Only while held.")
    )
    reminders = fields.List(fields.Dict(), required=True)
    stages = fields.List(fields.Dict(), required=True)
    extended_from = fields.List(fields.Nested(AppointmentSchema), required=True)
    warnings = fields.List(fields.Nested(CodedTextSchema), required=True)
    provisional = fields.Boolean(
        required=True, metadata=described("Does it rest on a day that no notice has settled yet?")
    )
    provisional_because = fields.List(
        fields.Integer(), required=True, metadata=described("The years in question.")
    )
    explanation = fields.List(fields.Nested(StepSchema), required=True, allow_none=True)
    appointment_text = fields.Nested(TextSchema, required=True, allow_none=True)
    rules = fields.Nested(RulesSchema, required=True)
    hypothetical = fields.Boolean(required=True)


class CalendarDaySchema(Schema):
    """What one date is."""

    on = fields.Date(required=True)
    weekday = fields.String(
        required=True, metadata={"enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}
    )
    kind = fields.String(
        required=True,
        metadata={"enum": ["working", "weekend", "holiday", "day_in_lieu", "swapped_off", "swapped_working"]},
    )
    name = fields.Nested(TextSchema, required=True, allow_none=True)
    hours = fields.List(
        fields.List(fields.String(), metadata={"minItems": 2, "maxItems": 2}),
        required=True,
        metadata=described("Sessions as pairs of clock times, half-open; `24:00` may end the last."),
    )
    provisional = fields.Boolean(required=True)
    citation = fields.Nested(CitationSchema, required=True, allow_none=True)


class CalendarDaysSchema(Schema):
    """A calendar, day by day."""

    calendar = fields.String(required=True)
    days = fields.List(fields.Nested(CalendarDaySchema), required=True)
    rules = fields.Nested(RulesSchema, required=True)


class HealthSchema(Schema):
    """Is the service up?"""

    status = fields.String(required=True)


class ReadySchema(HealthSchema):
    """Is it ready, and with which rules?"""

    rules = fields.Nested(RulesSchema, required=True)


class ProblemItemSchema(Schema):
    """One fault and its place."""

    path = fields.String(required=True, metadata=described("JSON Pointer, or `?name` for a query parameter."))
    code = fields.String(required=True)
    message = fields.String(required=True)


class ProblemSchema(Schema):
    """Problem details (RFC 9457); `code` never changes with the language."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    code = fields.String(required=True)
    errors = fields.List(fields.Nested(ProblemItemSchema), required=True)
    request_id = fields.String(required=True)
