"""`POST /v1/due-dates`: when is this dossier's result due?"""

from datetime import datetime
from typing import Any

from flask import Response

from sla_service.core.due_date import Appointment, Candidate, DueDate
from sla_service.core.explanation import Step
from sla_service.core.reminders import Reminder, remind
from sla_service.core.rules import RuleKind
from sla_service.core.stages import StageRun
from sla_service.core.timeline import Timeline
from sla_service.wording import answers as wording

from .due_date_answer import DueDateSchema
from .edge import answer, rule_book, rules_in_use
from .examples import DUE_DATE_EXAMPLES
from .instants import write_instant
from .openapi import Blueprint
from .receipts import due_date_of, is_hypothetical, office_of
from .requests import DueDateRequestSchema
from .values import citation, number, period, plain, service_day, spent, text

blueprint = Blueprint("due-dates", __name__, url_prefix="/v1", description="When results are due.")


@blueprint.route("/due-dates", methods=["POST"])
@blueprint.takes(DueDateRequestSchema(), DUE_DATE_EXAMPLES)
@blueprint.response(200, DueDateSchema, description="The due date, the rule and the way to it.")
@blueprint.doc(operationId="findDueDate")
def find_due_date(asked: dict[str, Any]) -> Response:
    """Find when a result is due.

    The procedure's statutory term, or the caller's own, gives one candidate; each promise of the office, or
    of an authority above it that binds those below, gives another. The earliest wins.
    """
    return answer(find(asked))


def find(asked: dict[str, Any]) -> dict[str, Any]:
    """Find the due date of a checked request; raises SlaError with the place of the fault in it."""
    due, timeline = reckon(asked)
    return write_due_date(asked, due, timeline) | {"rules": rules_in_use()}


def write_due_date(asked: dict[str, Any], due: DueDate, timeline: Timeline) -> dict[str, Any]:
    """Write all of an answer but the rules that gave it."""
    reminders = remind(tuple(asked["reminders"]), due.owed, timeline)
    return {
        **_present(due, is_explained=asked["explain"]),
        "reminders": [_reminder(reminder, at) for reminder, at in reminders],
        "hypothetical": is_hypothetical(asked),
    }


def reckon(asked: dict[str, Any]) -> tuple[DueDate, Timeline]:
    """Count the due date of a checked request, by the office's time; raises SlaError."""
    book = rule_book(asked["known_on"])
    office = office_of(asked, book)
    return due_date_of(asked, office, book, is_explained=asked["explain"]), office.timeline


def _present(due: DueDate, *, is_explained: bool) -> dict[str, Any]:
    return {
        "status": "held" if due.is_held else "due",
        **(_promised(due, due.appointment) if due.appointment else _UNKNOWN),
        "received_at": write_instant(due.received_at),
        "counted_from": write_instant(due.counted_from.at),
        "rule": _rule(due),
        "considered": [_considered(candidate) for candidate in due.candidates] if is_explained else [],
        "service_days": list(map(service_day, due.service_days)),
        "remaining": plain(due.remaining),
        "stages": [_stage(run) for run in due.plan.runs],
        "extended_from": [_appointment(earlier) for earlier in due.extended_from],
        "warnings": [{"code": code, "text": text(said)} for code, said in wording.warnings(due)],
        "provisional": bool(due.unsettled_years),
        "provisional_because": list(due.unsettled_years),
        "explanation": [write_step(step) for step in due.steps] if is_explained else None,
    }


_UNKNOWN = dict.fromkeys(
    ("due_at", "due_on", "same_day", "working_days", "apology_due_on", "appointment_text")
)


def _promised(due: DueDate, promised: Appointment) -> dict[str, Any]:
    return {
        **_appointment(promised),
        "same_day": due.is_same_day,
        "working_days": due.working_days,
        "appointment_text": text(wording.appointment(due)),
    }


def _reminder(reminder: Reminder, at: datetime) -> dict[str, Any]:
    share = reminder.share
    return {
        "share": None if share is None else number(share),
        "before": plain(reminder.before),
        "at": write_instant(at),
    }


def _stage(run: StageRun) -> dict[str, Any]:
    return {
        "name": run.stage.name,
        "authority": run.stage.authority,
        "counted_from": run.counted_from and write_instant(run.counted_from.at),
        "due_at": run.due and write_instant(run.due.at),
        "due_on": run.due and run.due.on.isoformat(),
        "completed_at": run.completed_at and write_instant(run.completed_at),
        "late": run.is_late,
        "slack": run.slack and spent(run.slack),
    }


def _rule(due: DueDate) -> dict[str, Any]:
    is_callers = due.rule.kind is RuleKind.CALLER
    return {
        "id": due.rule.id,
        "kind": str(due.rule.kind),
        "title": text(due.rule.title),
        "in_force": None if is_callers else period(due.version.in_force),
        "citations": [citation(source) for source in due.version.citations],
    }


def _considered(candidate: Candidate) -> dict[str, Any]:
    return {
        "id": candidate.rule.id,
        "kind": str(candidate.rule.kind),
        "applies": candidate.code in ("chosen", "later"),
        "chosen": candidate.code == "chosen",
        "due_at": candidate.due and write_instant(candidate.due.at),
        "why": {"code": candidate.code, "text": text(wording.why(candidate.code))},
    }


def _appointment(appointment: Appointment) -> dict[str, Any]:
    return {
        "due_at": write_instant(appointment.due.at),
        "due_on": appointment.due.on.isoformat(),
        "apology_due_on": plain(appointment.apology_due_on),
    }


def write_step(step: Step) -> dict[str, Any]:
    """Write one move of the count, with its sentence."""
    return {
        "code": step.code,
        "at_before": write_instant(step.before),
        "at_after": write_instant(step.after),
        "text": text(wording.step(step)),
        "facts": {name: plain(value) for name, value in step.facts.items()},
        "citations": [citation(source) for source in step.citations],
    }
