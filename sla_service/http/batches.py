"""What calls about many dossiers share: each is checked and answered by itself."""

from collections.abc import Callable, Iterable
from typing import Any

from marshmallow import Schema, ValidationError, fields

from sla_service.core.errors import SlaError

from .answers import ProblemSchema, rules_field
from .edge import rules_in_use
from .fields import Nested, described
from .problems import Refused, faults_of, from_validation, problem_body

MOST_ITEMS = 10_000
MAX_BODY = 16_777_216  # bytes


class Later(Nested):
    """A value within the body, published as it must be, and checked by itself later."""

    def deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        """Let it pass as it is."""
        return value


class ResultSchema(Schema):
    """What became of one item."""

    index = fields.Integer(required=True, metadata=described("Its place among the items, from 0."))
    problem = fields.Nested(
        ProblemSchema, metadata=described("What is wrong with it, each place told from the whole body.")
    )


class ResultsSchema(Schema):
    """What became of every item, in order."""

    failed = fields.Integer(required=True, metadata=described("How many items have a problem."))
    rules = rules_field()


def checked(item: Any, schema: Schema) -> dict[str, Any]:
    """Check one item against its schema; raises SlaError `not_an_object` and Refused."""
    if not isinstance(item, dict):
        raise SlaError("not_an_object")
    try:
        loaded: dict[str, Any] = schema.load(item)
    except ValidationError as error:
        raise from_validation(error) from None
    return loaded


def answer_each(
    items: Iterable[Any], find: Callable[[Any], dict[str, Any]], place: Callable[[int, str], str]
) -> dict[str, Any]:
    """Answer each item, or tell its problem; `place` tells a place in an item from the whole body."""
    results = [_result(index, item, find, place) for index, item in enumerate(items)]
    failed = sum("problem" in result for result in results)
    return {"results": results, "failed": failed, "rules": rules_in_use()}


def _result(
    index: int, item: Any, find: Callable[[Any], dict[str, Any]], place: Callable[[int, str], str]
) -> dict[str, Any]:
    try:
        return {"index": index, **find(item)}
    except (Refused, SlaError) as error:
        placed = tuple(fault.at(place(index, fault.path)) for fault in faults_of(error))
    return {"index": index, "problem": problem_body(placed)}
