"""`POST /v1/due-dates/batch`: many due dates in one call, of which a bad one never spoils the others."""

from typing import Any

from flask import Response
from marshmallow import fields

from .batches import MAX_BODY, MOST_ITEMS, Later, ResultSchema, ResultsSchema, answer_each, checked
from .due_date_answer import DueDateSchema
from .due_dates import blueprint, find
from .edge import answer
from .examples_of_many import BATCH_EXAMPLES
from .fields import COMMON_CODES, Items, Strict, described
from .requests import DueDateRequestSchema

_REQUEST = DueDateRequestSchema()


class BatchItemSchema(DueDateRequestSchema):
    """One dossier of a batch: a due-date request, but for what it leaves to `defaults`."""


class _Defaults(fields.Dict):
    """Members that every item has unless it says otherwise."""

    default_error_messages = {**COMMON_CODES, "invalid": "not_an_object"}  # noqa: RUF012


class BatchRequestSchema(Strict):
    """Many due-date requests, and what they have in common."""

    max_body = MAX_BODY

    items = Items(
        Later(BatchItemSchema(partial=True)),
        MOST_ITEMS,
        required=True,
        metadata=described(
            "The requests, in any number up to the limit; none is answered with none, and one that breaks "
            "its shape with its own problem."
        ),
    )
    defaults = _Defaults(
        load_default=dict,
        metadata=described(
            "Members that every item has unless it says otherwise, if only by null.", component="BatchItem"
        ),
    )


class BatchResultSchema(ResultSchema):
    """One item's due date, or its problem."""

    due_date = fields.Nested(DueDateSchema, metadata=described("When it is due; left out where it failed."))


class BatchSchema(ResultsSchema):
    """What became of every item, in order."""

    results = fields.List(
        fields.Nested(BatchResultSchema), required=True, metadata=described("One for each item, in order.")
    )


@blueprint.route("/due-dates/batch", methods=["POST"])
@blueprint.takes(BatchRequestSchema(), BATCH_EXAMPLES)
@blueprint.response(200, BatchSchema, description="A due date or a problem for each item.")
@blueprint.doc(operationId="findDueDates")
def find_due_dates(asked: dict[str, Any]) -> Response:
    """Find many due dates.

    A bad item is answered with its own problem and never spoils the others. Without `explain` in an item or
    in `defaults` nothing is explained.
    """
    items, defaults = asked["items"], asked["defaults"]
    return answer(
        answer_each(
            items,
            lambda item: {"due_date": find(checked(_with(defaults, item), _REQUEST))},
            lambda index, path: _place(index, path, items[index], defaults),
        )
    )


def _with(defaults: dict[str, Any], item: Any) -> Any:
    return {"explain": False, **defaults, **item} if isinstance(item, dict) else item


def _place(index: int, path: str, item: Any, defaults: dict[str, Any]) -> str:
    """Tell a place from the whole body: in the item, unless only the defaults have that member."""
    member = path.split("/")[1] if path else ""
    is_default = member in defaults and not (isinstance(item, dict) and member in item)
    return f"/defaults{path}" if is_default else f"/items/{index}{path}"
