"""`POST /v1/progress`: how does this dossier stand?"""

from typing import Any

from flask import Response
from marshmallow import Schema, fields

from sla_service.core.owed import Owed
from sla_service.core.progress import Progress
from sla_service.core.reminders import remind
from sla_service.wording import codes

from .answers import HYPOTHETICAL, SpentSchema, rules_field
from .edge import answer, rule_book, rules_in_use
from .examples import PROGRESS_EXAMPLES
from .fields import Instant, coded, described
from .instants import write_instant
from .judging import DossierSchema, judge
from .openapi import Blueprint
from .receipts import is_hypothetical
from .values import number, spent

blueprint = Blueprint("progress", __name__, url_prefix="/v1", description="How a dossier stands.")


class ProgressRequestSchema(DossierSchema):
    """A dossier and the moment to judge it at: a due-date request, or a due moment that is already known."""

    as_of = Instant(
        load_default=None,
        allow_none=True,
        metadata=described("The moment to judge a dossier at that is not returned yet."),
    )


class ProgressSchema(Schema):
    """How a dossier stands. Every member is always there."""

    classification = fields.String(
        required=True,
        metadata=coded(codes.CLASSIFICATION, "Where it stands."),
    )
    elapsed = fields.Nested(
        SpentSchema,
        required=True,
        metadata=described("From `counted_from` to the moment judged at, at most to `due_at`."),
    )
    remaining = fields.Nested(SpentSchema, required=True, metadata=described("From there to `due_at`."))
    overrun = fields.Nested(SpentSchema, required=True, metadata=described("Past `due_at`."))
    share_elapsed = fields.Float(
        required=True,
        metadata=described("elapsed / (elapsed + remaining), from 0 to 1; 1 where both are 0."),
    )
    due_at = fields.DateTime(
        required=True,
        allow_none=True,
        metadata=described("The moment printed on the slip; null while a suspension has no end."),
    )
    due_on = fields.Date(
        required=True, allow_none=True, metadata=described("The due day; null while a suspension has no end.")
    )
    next_reminder_at = fields.DateTime(
        required=True,
        allow_none=True,
        metadata=described("The next of the reminders asked for; null where none is to come."),
    )
    rules = rules_field()
    hypothetical = HYPOTHETICAL


@blueprint.route("/progress", methods=["POST"])
@blueprint.takes(ProgressRequestSchema(), PROGRESS_EXAMPLES)
@blueprint.response(200, ProgressSchema, description="Where the dossier stands.")
@blueprint.doc(operationId="findProgress")
def find_progress(asked: dict[str, Any]) -> Response:
    """Tell how a dossier stands at a moment.

    Send a due-date request with `as_of`, or `completed_at` once the result was returned; or send `due_at`
    instead of all that decides a due date. A due day lasts until 24:00 (Civil Code art. 148(6)).
    """
    judged = judge(asked, rule_book(asked["known_on"]))
    found = judged.progress()
    reminders = () if judged.is_returned else remind(tuple(asked["reminders"]), judged.owed, judged.timeline)
    ahead = (when for _, when in reminders if when.timestamp() > judged.at.timestamp())
    return answer(
        {
            **_present(found, judged.owed),
            "next_reminder_at": next(map(write_instant, ahead), None),
            "hypothetical": is_hypothetical(asked),
        }
    )


def _present(found: Progress, owed: Owed) -> dict[str, Any]:
    return {
        "classification": str(found.classification),
        "elapsed": spent(found.elapsed),
        "remaining": spent(found.remaining),
        "overrun": spent(found.overrun),
        "share_elapsed": number(found.share_elapsed),
        "due_at": None if owed.is_held else write_instant(owed.due.at),
        "due_on": None if owed.is_held else owed.due.on.isoformat(),
        "rules": rules_in_use(),
    }
