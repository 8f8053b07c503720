"""How a dossier of a request is judged: what is owed, by whose hours, and at which moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sla_service.core.errors import InvalidEvent, NotApplicable, located
from sla_service.core.owed import Owed
from sla_service.core.progress import Classification, Progress, classify, owed_at, progress
from sla_service.core.suspended import suspended_times
from sla_service.core.timeline import Timeline
from sla_service.core.trials import Office
from sla_service.rulebook.book import RuleBook

from .fields import Instant, described
from .receipts import due_date_of, office_of, receipt_of
from .requests import DueDateRequestSchema

_DECIDING = ("procedure", "field", "term", "restarts", "extensions", "stages")  # of the due date


class DossierSchema(DueDateRequestSchema):
    """A dossier to judge: a due-date request, or a due moment that is already known; and its return."""

    due_at = Instant(
        load_default=None,
        allow_none=True,
        metadata=described(
            "The due moment, where it is already known; then nothing else of the request may decide it."
        ),
    )
    completed_at = Instant(
        load_default=None,
        allow_none=True,
        metadata=described("When the result was returned; the dossier is then judged at that moment."),
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """What is owed and the hours it is counted by; the moment to judge at, and its place in the request."""

    owed: Owed
    timeline: Timeline
    at: datetime
    place: str
    is_returned: bool

    def classify(self) -> Classification:
        """Tell where it stands; raises BeyondHorizon."""
        with located(self.place):
            return classify(self.owed, self.at, self.timeline, is_returned=self.is_returned)

    def progress(self) -> Progress:
        """Tell where it stands and measure its time; raises BeyondHorizon."""
        with located(self.place):
            return progress(self.owed, self.at, self.timeline, is_returned=self.is_returned)


def judge(asked: dict[str, Any], book: RuleBook) -> Judged:
    """Find what a checked dossier owes and when to judge it; raises SlaError with the place of the fault."""
    place, at = _moment(asked)
    _check_order(asked)
    office = office_of(asked, book)
    if asked["due_at"]:
        owed = _known(asked, office, book)
    else:
        owed = due_date_of(asked, office, book, is_explained=False).owed
    return Judged(owed, office.timeline, at, place, is_returned=asked["completed_at"] is not None)


def _moment(asked: dict[str, Any]) -> tuple[str, datetime]:
    """Find the moment to judge at, and its place; the return of the result goes before."""
    codes = {"completed_at": "completed_before_receipt", "as_of": "as_of_before_receipt"}
    given = [(f"/{name}", asked[name], code) for name, code in codes.items() if asked[name]]
    for path, at, code in given:
        if at < asked["received_at"]:
            raise InvalidEvent(code, path)
    if not given:
        raise NotApplicable("required", "/as_of")
    return given[0][:2]


def _check_order(asked: dict[str, Any]) -> None:
    """Refuse a return of the result before something that had still to happen to the dossier."""
    returned_at = asked["completed_at"]
    events = [restart.at for restart in asked["restarts"]]
    events += [stage["completed_at"] for stage in asked["stages"] if stage["completed_at"]]
    if returned_at and any(returned_at < event for event in events):
        raise InvalidEvent("completed_before_event", "/completed_at")


def _known(asked: dict[str, Any], office: Office, book: RuleBook) -> Owed:
    for name in _DECIDING:
        if asked[name]:
            raise NotApplicable("decided_by_due_at", f"/{name}")
    suspended = suspended_times(receipt_of(asked, book).suspensions, office.timeline)
    return owed_at(asked["received_at"], asked["due_at"], office.timeline, suspended)
