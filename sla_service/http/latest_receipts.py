"""`POST /v1/latest-receipts`: until when may this dossier be received, to be due in time?"""

from typing import Any

from flask import Response
from marshmallow import Schema, fields

from sla_service.core.latest_receipt import Limit, latest_receipt

from .answers import HYPOTHETICAL, rules_field
from .edge import answer, rule_book, rules_in_use
from .examples import LATEST_RECEIPT_EXAMPLES
from .fields import Day, Instant, Strict, described
from .instants import write_instant
from .openapi import Blueprint
from .receipts import is_hypothetical, office_of, stages_of, undated
from .requests import DueDateRequestSchema

blueprint = Blueprint(
    "latest-receipts", __name__, url_prefix="/v1", description="Until when a dossier may be received."
)


class LatestReceiptRequestSchema(DueDateRequestSchema):
    """A due-date request without a receipt, and the last due day or due moment that is in time."""

    class Meta(Strict.Meta):
        """The receipt is what is asked for."""

        exclude = ("received_at",)

    due_on = Day(
        load_default=None,
        allow_none=True,
        metadata=described("The last due day that is in time; either this or `due_at`."),
    )
    due_at = Instant(
        load_default=None,
        allow_none=True,
        metadata=described("The last due moment that is in time; either this or `due_on`."),
    )


class LatestReceiptSchema(Schema):
    """Until when a dossier may be received. Every member is always there."""

    received_before = fields.DateTime(
        required=True,
        metadata=described(
            "The greatest whole second of receipt, itself still in time, whose due date is not later; none "
            "after it is, though some before it may be."
        ),
    )
    rules = rules_field()
    hypothetical = HYPOTHETICAL


@blueprint.route("/latest-receipts", methods=["POST"])
@blueprint.takes(LatestReceiptRequestSchema(), LATEST_RECEIPT_EXAMPLES)
@blueprint.response(200, LatestReceiptSchema, description="The latest receipt that is in time.")
@blueprint.doc(operationId="findLatestReceipt")
def find_latest_receipt(asked: dict[str, Any]) -> Response:
    """Find the latest receipt whose result is still due in time.

    The other way round than a due date: send the same request with `due_on` or `due_at` in place of
    `received_at`. All receipts are searched, because due dates do not grow with the receipt: a dossier that
    came a day later may be due earlier.
    """
    book = rule_book(asked["known_on"])
    limit = Limit(asked["due_on"], asked["due_at"])
    found = latest_receipt(undated(asked, book), office_of(asked, book), limit, stages_of(asked, book))
    return answer(
        {
            "received_before": write_instant(found),
            "rules": rules_in_use(),
            "hypothetical": is_hypothetical(asked),
        }
    )
