"""`POST /v1/recalculations`: which due dates have moved since they were given, how far and why?"""

from typing import Any

from flask import Response
from marshmallow import fields

from sla_service.core.errors import located
from sla_service.core.recalculation import Recalculation, recalculate

from .answers import HYPOTHETICAL
from .batches import ResultSchema, ResultsSchema, answer_each, checked
from .due_date_answer import StepSchema
from .due_dates import write_step
from .edge import answer, rule_book
from .examples_of_many import RECALCULATION_EXAMPLES
from .fields import described
from .instants import write_instant
from .openapi import Blueprint
from .recalculation_requests import RecalculationDossierSchema, RecalculationRequestSchema
from .receipts import due_date_of, is_hypothetical, office_of

blueprint = Blueprint("recalculations", __name__, url_prefix="/v1", description="Which due dates have moved.")

_DOSSIER = RecalculationDossierSchema()


class RecalculationResultSchema(ResultSchema):
    """What became of one dossier's due date, or its problem; where it failed, only that."""

    moved = fields.Boolean(
        metadata=described("Is it due at another instant now, or held and not due at all?")
    )
    old_due_at = fields.DateTime(metadata=described("The request's, in the calendar's zone."))
    due_at = fields.DateTime(
        allow_none=True, metadata=described("When it is due now; null while a suspension has no end.")
    )
    working_days_moved = fields.Integer(
        allow_none=True,
        metadata=described(
            "The office's working days from the old due day to the new one, below 0 where it is earlier; "
            "null while a suspension has no end."
        ),
    )
    step = fields.Nested(
        StepSchema,
        allow_none=True,
        metadata=described(
            "The step of today's explanation at which the count leaves the old due moment. Later: the first "
            "that ends after it. Earlier: the first that moves time to the new one, else the last. Held: the "
            "suspension. Null where nothing has moved."
        ),
    )
    rules_changed = fields.Boolean(
        metadata=described("Was it given by other rules than those that are loaded now?")
    )
    hypothetical = fields.Boolean(metadata=HYPOTHETICAL.metadata)


class RecalculationsSchema(ResultsSchema):
    """What became of every dossier's due date, in order."""

    results = fields.List(
        fields.Nested(RecalculationResultSchema),
        required=True,
        metadata=described("One for each dossier, in order."),
    )


@blueprint.route("/recalculations", methods=["POST"])
@blueprint.takes(RecalculationRequestSchema(), RECALCULATION_EXAMPLES)
@blueprint.response(200, RecalculationsSchema, description="What became of each due date, or a problem.")
@blueprint.doc(operationId="recalculateDueDates")
def recalculate_due_dates(asked: dict[str, Any]) -> Response:
    """Find which due dates have moved since they were given.

    Each is counted by the rules that are loaded now, with all that has happened to the dossier since. A bad
    dossier is answered with its own problem and never spoils the others.
    """
    return answer(
        answer_each(asked["dossiers"], _recalculated, lambda index, path: f"/dossiers/{index}{path}")
    )


def _recalculated(dossier: Any) -> dict[str, Any]:
    asked = checked(dossier, _DOSSIER)
    request = asked["request"]
    book = rule_book(request["known_on"])
    with located("/request"):
        office = office_of(request, book)
        due = due_date_of(request, office, book, is_explained=True)
    return {
        **_present(recalculate(due, asked["due_at"], office.timeline)),
        "rules_changed": asked["digest"] != book.digest,
        "hypothetical": is_hypothetical(request),
    }


def _present(found: Recalculation) -> dict[str, Any]:
    return {
        "moved": found.is_moved,
        "old_due_at": write_instant(found.old.at),
        "due_at": found.due and write_instant(found.due.at),
        "working_days_moved": found.working_days_moved,
        "step": found.step and write_step(found.step),
    }
