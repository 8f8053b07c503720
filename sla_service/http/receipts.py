"""From a checked request to the values of the core: the receipt, the office, the hours to count by."""

from dataclasses import replace
from typing import Any

from sla_service.core.due_date import Office
from sla_service.core.rules import Receipt
from sla_service.core.timeline import Timeline
from sla_service.rulebook.book import RuleBook

from .calendar_changes import changed


def receipt_of(asked: dict[str, Any], book: RuleBook) -> Receipt:
    """Make the receipt; raises UnknownId, NotApplicable `field_mismatch`, InvalidEvent."""
    procedure, field = asked["procedure"], asked["field"]
    return Receipt(
        received_at=asked["received_at"],
        procedure=None if procedure is None else book.procedure(procedure),
        field=None if field is None else book.field(field),
        channel=asked["channel"],
        term=asked["term"],
        restarts=tuple(asked["restarts"]),
        extensions=tuple(asked["extensions"]),
    )


def office_of(asked: dict[str, Any], book: RuleBook) -> Office:
    """Find the office, its days and hours replaced or changed as the request says; raises UnknownId."""
    office = book.office(asked["authority"])
    return replace(office, timeline=hours_of(asked, book, office.timeline))


def hours_of(asked: dict[str, Any], book: RuleBook, usual: Timeline | None = None) -> Timeline:
    """Find the hours to count by: the calendar asked for, else the usual ones, with the changes asked for."""
    calendar = asked["calendar"]
    named = book.hours_of(calendar) if isinstance(calendar, str) else calendar
    timeline = named or usual
    assert timeline  # noqa: S101 - where nothing is usual, the schema asks for a calendar
    return changed(timeline, asked["calendar_changes"])
