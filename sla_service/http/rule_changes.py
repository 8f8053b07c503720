"""What-if: one promise of the office put otherwise, for one request only."""

from dataclasses import replace
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, post_load

from sla_service.core.errors import NotApplicable, SlaError, UnknownId, located
from sla_service.core.rule_change import RuleChange
from sla_service.core.rules import Cutoff
from sla_service.core.trials import Office
from sla_service.rulebook.book import RuleBook
from sla_service.rulebook.values import second
from sla_service.wording import codes

from .calendar_parts import CLOCK_PATTERN
from .fields import Items, Nested, Strict, Text, Truth, Word, coded, described, refuse
from .terms import TermSchema


class Weekday(StrEnum):
    """A weekday, as calendars write it."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class _Clock(Text):
    """A clock time within a day."""

    def _read(self, value: str) -> int:
        try:
            return second(value)
        except ValueError:
            raise refuse(SlaError("no_such_time", given=value)) from None


class CutoffChangeSchema(Strict):
    """The clock time that decides which term applies: either `before` or `not_after`."""

    before = _Clock(
        metadata=described(
            "A receipt at this very time misses it.", pattern=CLOCK_PATTERN, examples=["11:30"]
        )
    )
    not_after = _Clock(
        metadata=described(
            "A receipt at this very time is in time.", pattern=CLOCK_PATTERN, examples=["15:00"]
        )
    )
    otherwise = Nested(
        TermSchema,
        load_default=None,
        allow_none=True,
        metadata=described("The term of a receipt that misses it; null: the promise then grants nothing."),
    )

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Cutoff:
        """Make the cutoff of the one clock time given."""
        if ("before" in data) == ("not_after" in data):
            raise ValidationError("before_or_not_after")
        is_strict = "before" in data
        return Cutoff(data["before" if is_strict else "not_after"], is_strict, data["otherwise"])


class RuleChangesSchema(Strict):
    """What if one promise of the office were otherwise; what is left out stays as it is."""

    commitment = Text(
        required=True,
        metadata=described("The promise's id.", examples=["long-an.same-day-registration"]),
    )
    withdrawn = Truth(load_default=False, metadata=described("What if there were no such promise?"))
    term = Nested(TermSchema, metadata=described("The term that it grants."))
    cutoff = Nested(CutoffChangeSchema, allow_none=True, metadata=described("Its cutoff; null for none."))
    weekdays = Items(
        Word(Weekday, "unknown_weekday", metadata=coded(codes.WEEKDAY, "A weekday.")),
        len(Weekday),
        allow_none=True,
        metadata=described(
            "The weekdays on which it holds; null for all days.", minItems=1, examples=[["tue"]]
        ),
    )

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> RuleChange:
        """Make the change; a promise of no weekday is one withdrawn."""
        if data.get("weekdays") == []:
            raise ValidationError({"weekdays": ["nothing_listed"]})
        return RuleChange(data.pop("commitment"), data.pop("withdrawn"), data)


def promising(office: Office, change: RuleChange | None, book: RuleBook) -> Office:
    """Put a promise of an office otherwise; the same office where nothing is asked.

    Raises UnknownId `unknown_commitment`, and NotApplicable `commitment_not_here` for one that does not bind
    the office.
    """
    if change is None:
        return office
    with located("/rule_changes/commitment"):
        if change.commitment not in book.commitments:
            raise UnknownId("unknown_commitment", given=change.commitment)
        if all(rule.id != change.commitment for _, rule in office.commitments):
            raise NotApplicable("commitment_not_here", given=change.commitment)
    changed = ((distance, change.over(rule)) for distance, rule in office.commitments)
    return replace(office, commitments=tuple((distance, rule) for distance, rule in changed if rule))
