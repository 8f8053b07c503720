"""The shapes that several answers share; the tests hold every answer to the published ones."""

from typing import Any

from marshmallow import Schema, fields

from sla_service.wording import codes
from sla_service.wording.problems import PROBLEMS

from .fields import coded, described

HYPOTHETICAL = fields.Boolean(
    required=True,
    metadata=described("True where `calendar_changes` or `rule_changes` were put over what holds."),
)


class TextSchema(Schema):
    """The same words in both languages."""

    vi = fields.String(required=True, metadata=described("In Vietnamese."))
    en = fields.String(required=True, metadata=described("In English."))


class RulesSchema(Schema):
    """Which rules answered; keep the digest beside the due date to recompute it later."""

    release = fields.String(required=True, metadata=described("The service's release.", examples=["0.1.0"]))
    digest = fields.String(
        required=True,
        metadata=described(
            "`sha256:` and the hash of the loaded rules' content.", pattern="^sha256:[0-9a-f]{64}$"
        ),
    )


def rules_field() -> Any:
    """Make the field in which every computed answer names its rules."""
    return fields.Nested(RulesSchema, required=True, metadata=described("Which rules answered."))


class CitationSchema(Schema):
    """The source of a rule, a step or a day off."""

    document = fields.String(required=True, metadata=described("The name and number of the text."))
    article = fields.String(
        required=True, allow_none=True, metadata=described("The article and clause, as the text writes them.")
    )
    url = fields.String(required=True, allow_none=True, metadata=described("Where it can be read."))
    quote = fields.String(required=True, allow_none=True, metadata=described("Its very words."))
    unverified = fields.Boolean(
        required=True, metadata=described("True where the text is only recalled, not read.")
    )


class TermAnswerSchema(Schema):
    """A term."""

    amount = fields.Float(required=True, metadata=described("How many of the unit."))
    unit = fields.String(required=True, metadata=coded(codes.UNIT, "What is counted."))


class SpentSchema(Schema):
    """An amount of the time that the term counts."""

    working_minutes = fields.Float(
        required=True,
        metadata=described("Office time in minutes; clock time where the term is in minutes or hours."),
    )
    working_days = fields.Float(
        required=True,
        metadata=described("The same in days, each of its own date's office time; of 24 hours by the clock."),
    )


class InForceSchema(Schema):
    """When a version is in force."""

    since = fields.Date(required=True, data_key="from", metadata=described("Included."))
    until = fields.Date(required=True, allow_none=True, metadata=described("Excluded; null until amended."))


class ModelSchema(Schema):
    """A local model: a promise, or help on certain days."""

    id = fields.String(required=True, metadata=described("Its id, `authority.name`."))
    model = fields.String(
        required=True,
        metadata=described(
            "The kind of model: `no_appointment` (ngày không hẹn), `no_writing` (ngày không viết), …"
        ),
    )
    title = fields.Nested(TextSchema, required=True, metadata=described("What it is called."))


def hours_field(words: str) -> Any:
    """Make a field for a day's sessions."""
    pair = fields.List(
        fields.String(metadata=described("`HH:MM` or `HH:MM:SS`; `24:00` may end the last.")),
        metadata=described("Opening and closing, half-open.", minItems=2, maxItems=2),
    )
    return fields.List(pair, required=True, metadata=described(words))


class CalendarDaySchema(Schema):
    """What one date is."""

    on = fields.Date(required=True, metadata=described("The date."))
    weekday = fields.String(required=True, metadata=coded(codes.WEEKDAY, "Its weekday."))
    kind = fields.String(required=True, metadata=coded(codes.DAY_KIND, "What it is."))
    name = fields.Nested(
        TextSchema, required=True, allow_none=True, metadata=described("What a notice calls the day.")
    )
    hours = hours_field("The sessions in which the office is open, if only for receipt.")
    provisional = fields.Boolean(required=True, metadata=described("Has no notice settled the day yet?"))
    citation = fields.Nested(
        CitationSchema,
        required=True,
        allow_none=True,
        metadata=described("The source that makes the day what it is; null for an ordinary working day."),
    )


class ProblemItemSchema(Schema):
    """One fault and its place."""

    path = fields.String(required=True, metadata=described("JSON Pointer, or `?name` for a query parameter."))
    code = fields.String(required=True, metadata=described("What is wrong, for software; never changes."))
    message = fields.String(
        required=True, metadata=described("What is wrong and what would be right, in the caller's language.")
    )


class ProblemSchema(Schema):
    """Problem details (RFC 9457); `code` never changes with the language."""

    type = fields.String(required=True, metadata=described("`urn:sla-service:problem:` and the code."))
    title = fields.String(required=True, metadata=described("The kind of problem, in the caller's language."))
    status = fields.Integer(required=True, metadata=described("The HTTP status."))
    detail = fields.String(required=True, metadata=described("The message of the first fault."))
    code = fields.String(
        required=True,
        # no `enum`: a client made from it would break on the code of a later release
        metadata={
            **described(
                "The code of the first fault; /docs/errors lists them all, and a later release may add more."
            ),
            "x-extensible-enum": [*PROBLEMS],
        },
    )
    errors = fields.List(
        fields.Nested(ProblemItemSchema),
        required=True,
        metadata=described(
            "Every fault of form, at most a hundred; where there is none, the first of meaning."
        ),
    )
    request_id = fields.String(
        required=True,
        metadata=described("The caller's `X-Request-Id`, or the one made for it; in the log too."),
    )
