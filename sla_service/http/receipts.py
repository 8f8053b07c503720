"""From a checked request to the values of the core: the receipt, the office, the hours to count by."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sla_service.core.due_date import DueDate, due_date
from sla_service.core.errors import located
from sla_service.core.rules import Receipt
from sla_service.core.stages import Stage
from sla_service.core.timeline import Timeline
from sla_service.core.trials import Office
from sla_service.rulebook.book import RuleBook

from .calendar_changes import changed
from .instants import FIRST_YEAR
from .rule_changes import promising


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
    """Find the office, its promises, days and hours changed as the request says.

    Raises UnknownId, and NotApplicable `commitment_not_here`.
    """
    office = promising(book.office(asked["authority"]), asked.get("rule_changes"), book)
    timeline = office.timeline if asked["calendar"] is None else calendar_of(asked, book)
    return replace(office, timeline=changed(timeline, asked["calendar_changes"]))


def due_date_of(asked: dict[str, Any], office: Office, book: RuleBook, *, is_explained: bool) -> DueDate:
    """Find the due date of a checked request at its office; raises SlaError with the place of the fault."""
    return due_date(receipt_of(asked, book), office, stages_of(asked, book), is_explained=is_explained)


def undated(asked: dict[str, Any], book: RuleBook) -> Receipt:
    """Make the receipt of a dossier of which nobody knows when it came: at the first moment that there is."""
    return receipt_of({**asked, "received_at": datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)}, book)


def stages_of(asked: dict[str, Any], book: RuleBook) -> tuple[Stage, ...]:
    """Find the stages of an interlinked dossier, each with its office's hours; raises UnknownId."""
    return tuple(_stage(index, stage, book) for index, stage in enumerate(asked["stages"]))


def _stage(index: int, asked: dict[str, Any], book: RuleBook) -> Stage:
    with located(f"/stages/{index}"):
        office = office_of(asked, book)
    return Stage(asked["name"], office.id, office.timeline, asked["term"], asked["completed_at"])


def is_hypothetical(asked: dict[str, Any]) -> bool:
    """Does it change a promise, or the days of any calendar that it is counted by?"""
    changes = (part["calendar_changes"] for part in (asked, *asked["stages"]))
    return asked["rule_changes"] is not None or any(changes)


def hours_of(asked: dict[str, Any], book: RuleBook) -> Timeline:
    """Find the calendar to count by, with the changes asked for; raises UnknownId `unknown_calendar`."""
    return changed(calendar_of(asked, book), asked["calendar_changes"])


def calendar_of(asked: dict[str, Any], book: RuleBook) -> Timeline:
    """Find the calendar that a request names or brings; raises UnknownId `unknown_calendar`."""
    calendar: str | Timeline = asked["calendar"]
    return book.hours_of(calendar) if isinstance(calendar, str) else calendar
