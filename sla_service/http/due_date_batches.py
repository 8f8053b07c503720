"""`POST /v1/due-dates/batch`: many due dates in one call, of which a bad one never spoils the others."""

from typing import Any

from flask import Response
from marshmallow import Schema, ValidationError, fields

from sla_service.core.errors import SlaError

from .answers import ProblemSchema, rules_field
from .due_date_answer import DueDateSchema
from .due_dates import blueprint, find
from .edge import answer, rules_in_use
from .examples import BATCH_EXAMPLES
from .fields import COMMON_CODES, Items, Strict, described
from .problems import Refused, from_validation, problem_body
from .requests import DueDateRequestSchema

MOST_ITEMS = 10_000
MAX_BODY = 16_777_216  # bytes

_REQUEST = DueDateRequestSchema()


class _Item(fields.Raw):
    """A due-date request, checked by itself later so that its faults stay its own."""

    default_error_messages = COMMON_CODES


class _Defaults(fields.Dict):
    """Members that every item has unless it says otherwise."""

    default_error_messages = {**COMMON_CODES, "invalid": "not_an_object"}  # noqa: RUF012


class BatchRequestSchema(Strict):
    """Many due-date requests, and what they have in common."""

    max_body = MAX_BODY

    items = Items(
        _Item(
            allow_none=True,  # a bad item like any other
            metadata=described(
                "A `DueDateRequest`; what is none is answered with its problem. `explain` is false unless it "
                "says otherwise."
            ),
        ),
        MOST_ITEMS,
        required=True,
        metadata=described("The requests, in any number up to the limit; none is answered with none."),
    )
    defaults = _Defaults(
        load_default=dict,
        metadata=described(
            "Members that every item has unless it says otherwise.", additionalProperties=True
        ),
    )


class BatchResultSchema(Schema):
    """One item's due date, or its problem."""

    index = fields.Integer(required=True, metadata=described("Its place in `items`, from 0."))
    due_date = fields.Nested(DueDateSchema, metadata=described("When it is due; left out where it failed."))
    problem = fields.Nested(
        ProblemSchema, metadata=described("What is wrong with it, each place told from the whole body.")
    )


class BatchSchema(Schema):
    """What became of every item, in order."""

    results = fields.List(
        fields.Nested(BatchResultSchema), required=True, metadata=described("One for each item, in order.")
    )
    failed = fields.Integer(required=True, metadata=described("How many items have a problem."))
    rules = rules_field()


@blueprint.route("/due-dates/batch", methods=["POST"])
@blueprint.takes(BatchRequestSchema(), BATCH_EXAMPLES)
@blueprint.response(200, BatchSchema, description="A due date or a problem for each item.")
@blueprint.doc(operationId="findDueDates")
def find_due_dates(asked: dict[str, Any]) -> Response:
    """Find many due dates.

    A bad item is answered with its own problem and never spoils the others. Without `explain` in an item or
    in `defaults` nothing is explained.
    """
    results = [_result(index, item, asked["defaults"]) for index, item in enumerate(asked["items"])]
    failed = sum("problem" in result for result in results)
    return answer({"results": results, "failed": failed, "rules": rules_in_use()})


def _result(index: int, item: Any, defaults: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"index": index, "due_date": _find(item, defaults)}
    except Refused as refused:
        faults = refused.faults
    except SlaError as error:
        faults = (error,)
    placed = tuple(fault.at(_place(index, fault.path, item, defaults)) for fault in faults)
    return {"index": index, "problem": problem_body(placed)}


def _find(item: Any, defaults: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise SlaError("not_an_object")
    try:
        asked = _REQUEST.load({"explain": False, **defaults, **item})
    except ValidationError as error:
        raise from_validation(error, "json") from None
    return find(asked)


def _place(index: int, path: str, item: Any, defaults: dict[str, Any]) -> str:
    """Tell a place from the whole body: in the item, unless only the defaults have that member."""
    member = path.split("/")[1] if path else ""
    is_default = member in defaults and not (isinstance(item, dict) and member in item)
    return f"/defaults{path}" if is_default else f"/items/{index}{path}"
