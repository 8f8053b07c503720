"""The shape of a due date, as `openapi.yaml` publishes it."""

from marshmallow import Schema, fields

from sla_service.wording import codes

from .answers import (
    HYPOTHETICAL,
    CitationSchema,
    InForceSchema,
    ModelSchema,
    SpentSchema,
    TermAnswerSchema,
    TextSchema,
    rules_field,
)
from .fields import coded, described


class RuleSchema(Schema):
    """The rule that decided."""

    id = fields.String(required=True, metadata=described("The procedure's or the promise's id, or `caller`."))
    kind = fields.String(required=True, metadata=coded(codes.RULE_KIND, "Whose rule it is."))
    title = fields.Nested(TextSchema, required=True, metadata=described("What it is called."))
    in_force = fields.Nested(
        InForceSchema,
        required=True,
        allow_none=True,
        metadata=described("The period of the version that decided; null for the caller's own term."),
    )
    citations = fields.List(fields.Nested(CitationSchema), required=True, metadata=described("Its sources."))


class CodedTextSchema(Schema):
    """A code that never changes, and its sentence."""

    code = fields.String(required=True, metadata=described("Says the same in every language, for software."))
    text = fields.Nested(TextSchema, required=True, metadata=described("Says it in words, for people."))


class WhySchema(CodedTextSchema):
    """Why a rule was or was not chosen."""

    code = fields.String(required=True, metadata=coded(codes.WHY, "The reason, for software."))


class ConsideredSchema(Schema):
    """A rule that was looked at."""

    id = fields.String(required=True, metadata=described("The rule's id, or `caller`."))
    kind = fields.String(required=True, metadata=coded(codes.RULE_KIND, "Whose rule it is."))
    applies = fields.Boolean(required=True, metadata=described("Does it cover this dossier?"))
    chosen = fields.Boolean(required=True, metadata=described("Does it decide? Exactly one does."))
    due_at = fields.DateTime(
        required=True,
        allow_none=True,
        metadata=described("When the result would be due by it; null where it does not apply."),
    )
    why = fields.Nested(WhySchema, required=True, metadata=described("The reason."))


class AppointmentSchema(Schema):
    """An earlier due date, before an extension."""

    due_at = fields.DateTime(required=True, metadata=described("The moment promised then."))
    due_on = fields.Date(required=True, metadata=described("Its day."))
    apology_due_on = fields.Date(
        required=True,
        allow_none=True,
        metadata=described(
            "The working day before it: an apology was owed by then (Decree 61/2018 art. 19(9))."
        ),
    )


class ReminderSchema(Schema):
    """When to remind, and by what."""

    share = fields.Float(
        required=True,
        allow_none=True,
        metadata=described("The share of the time granted, if that was asked."),
    )
    before = fields.Nested(
        TermAnswerSchema,
        required=True,
        allow_none=True,
        metadata=described("The term before the due moment, if that was asked."),
    )
    at = fields.DateTime(
        required=True,
        metadata=described("When: within office hours, never in suspended time nor before `counted_from`."),
    )


class StageRunSchema(Schema):
    """How a stage of an interlinked dossier stands."""

    name = fields.String(required=True, metadata=described("What is done in it."))
    authority = fields.String(required=True, metadata=described("Who does it."))
    counted_from = fields.DateTime(
        required=True,
        allow_none=True,
        metadata=described(
            "Where its term begins: when the stage before was completed, in this office's hours, else when "
            "that is due. Null while a stage before it is held."
        ),
    )
    due_at = fields.DateTime(
        required=True, allow_none=True, metadata=described("When it is due; null where it is held.")
    )
    due_on = fields.Date(required=True, allow_none=True, metadata=described("Its due day."))
    completed_at = fields.DateTime(
        required=True,
        allow_none=True,
        metadata=described("The request's, in the zone of its calendar; null while it is only expected."),
    )
    late = fields.Boolean(
        required=True,
        allow_none=True,
        metadata=described(
            "Was it completed after its due day, or after its due moment where its term is in minutes or "
            "hours? Null while it is not completed."
        ),
    )
    slack = fields.Nested(
        SpentSchema,
        required=True,
        allow_none=True,
        metadata=described(
            "The time of its office from its completion to its due moment, negative where it was completed "
            "after it. Null while it is not completed, and where its due moment is held."
        ),
    )


def _told(fact: codes.Fact) -> str:
    steps = ", ".join(f"`{code}`" for code in fact.steps)
    return f"`{fact.name}` (of {steps}): {fact.meaning.en}"


class StepSchema(Schema):
    """One move of the count; each begins where the one before ended."""

    code = fields.String(required=True, metadata=coded(codes.STEP, "What kind of move it is."))
    at_before = fields.DateTime(required=True, metadata=described("Where the count stood before."))
    at_after = fields.DateTime(required=True, metadata=described("Where it stands after."))
    text = fields.Nested(TextSchema, required=True, metadata=described("The step in words."))
    facts = fields.Dict(
        required=True,
        metadata=described(f"What the step rests on, by its code. {' '.join(map(_told, codes.FACTS))}"),
    )
    citations = fields.List(fields.Nested(CitationSchema), required=True, metadata=described("Its sources."))


class DueDateSchema(Schema):
    """When the result is owed, by which rule, and why. Every member is always there."""

    status = fields.String(required=True, metadata=coded(codes.STATUS, "Is it due, or held?"))
    due_at = fields.DateTime(
        required=True, allow_none=True, metadata=described("The moment printed on the slip.")
    )
    due_on = fields.Date(
        required=True,
        allow_none=True,
        metadata=described("The due day; a session that ends at 24:00 ends on its own day."),
    )
    received_at = fields.DateTime(required=True, metadata=described("The request's, in the calendar's zone."))
    counted_from = fields.DateTime(
        required=True, metadata=described("The deemed receipt: the moment that the law counts from.")
    )
    rule = fields.Nested(RuleSchema, required=True, metadata=described("The rule that decided."))
    considered = fields.List(
        fields.Nested(ConsideredSchema),
        required=True,
        metadata=described("Every rule that was looked at, nearest office first; empty without `explain`."),
    )
    service_days = fields.List(
        fields.Nested(ModelSchema),
        required=True,
        metadata=described("The office's models whose day the day of `counted_from` is."),
    )
    same_day = fields.Boolean(
        required=True, allow_none=True, metadata=described("Is it due on the day of `counted_from`?")
    )
    working_days = fields.Integer(
        required=True,
        allow_none=True,
        metadata=described("Working days after the day of `counted_from`, up to and with the due day."),
    )
    apology_due_on = fields.Date(
        required=True,
        allow_none=True,
        metadata=described(
            "The working day before the due day: if the result will be late, the apology with a new date is"
            " owed by then (Decree 61/2018 art. 19(9)). Null for terms in hours or minutes, and where that "
            "day is before the day of `counted_from`."
        ),
    )
    remaining = fields.Nested(
        TermAnswerSchema,
        required=True,
        allow_none=True,
        metadata=described("The term that is left; only while held."),
    )
    reminders = fields.List(
        fields.Nested(ReminderSchema),
        required=True,
        metadata=described("When to remind, in order of time; none while it is held."),
    )
    stages = fields.List(
        fields.Nested(StageRunSchema),
        required=True,
        metadata=described("The stages of an interlinked dossier, in order; else empty."),
    )
    extended_from = fields.List(
        fields.Nested(AppointmentSchema),
        required=True,
        metadata=described("The due dates before each extension, in order."),
    )
    warnings = fields.List(
        fields.Nested(CodedTextSchema),
        required=True,
        metadata=described(f"What else the caller should know. {codes.WARNING.explained('en')}"),
    )
    provisional = fields.Boolean(
        required=True, metadata=described("Does it rest on a day that no notice has settled yet?")
    )
    provisional_because = fields.List(
        fields.Integer(), required=True, metadata=described("The years in question.")
    )
    explanation = fields.List(
        fields.Nested(StepSchema),
        required=True,
        allow_none=True,
        metadata=described(
            "The way from `received_at` to `due_at`, step by step; each begins where the one before ended. "
            "Null without `explain`."
        ),
    )
    appointment_text = fields.Nested(
        TextSchema, required=True, allow_none=True, metadata=described("The sentence for the slip.")
    )
    rules = rules_field()
    hypothetical = HYPOTHETICAL
