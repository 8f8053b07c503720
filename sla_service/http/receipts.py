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
        suspensions=tuple(asked["suspensions"]),
        extensions=tuple(asked["extensions"]),
    )


def office_of(asked: dict[str, Any], book: RuleBook) -> Office:
    """Find the office, its days and hours replaced or changed as the request says; raises UnknownId."""
    office = book.office(asked["authority"])
    timeline = office.timeline if asked["calendar"] is None else calendar_of(asked, book)
    return replace(office, timeline=changed(timeline, asked["calendar_changes"]))


def hours_of(asked: dict[str, Any], book: RuleBook) -> Timeline:
    """Find the calendar to count by, with the changes asked for; raises UnknownId `unknown_calendar`."""
    return changed(calendar_of(asked, book), asked["calendar_changes"])


def calendar_of(asked: dict[str, Any], book: RuleBook) -> Timeline:
    """Find the calendar that a request names or brings; raises UnknownId `unknown_calendar`."""
    calendar: str | Timeline = asked["calendar"]
    return book.hours_of(calendar) if isinstance(calendar, str) else calendar
