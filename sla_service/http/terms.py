"""A term as requests bring it."""

from typing import Any

from marshmallow import post_load

from sla_service.core.errors import SlaError
from sla_service.core.term import MAX_AMOUNT, Term, Unit
from sla_service.wording import codes

from .fields import Number, Strict, Word, coded, described, refuse


class TermSchema(Strict):
    """An amount of one unit; there is no default unit, because `ngày` and `ngày làm việc` differ."""

    amount = Number(
        required=True,
        metadata=described(
            "Minutes and hours: above 0, decimals allowed. Working days: from 0 in steps of 0.25 (0 is the "
            "close of the day itself). Days and longer: whole, above 0.",
            minimum=0,
            maximum=MAX_AMOUNT,
            examples=[3],
        ),
    )
    unit = Word(Unit, "unknown_unit", required=True, metadata=coded(codes.UNIT, "What is counted."))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Term:
        """Make the term; its own invariants decide."""
        try:
            return Term(data["amount"], data["unit"])
        except SlaError as error:
            raise refuse(error) from None
