"""Dossiers counted by two sets of rules: whose due date moves, and at which step of the count."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sla_service.core.due_date import DueDate
from sla_service.core.errors import SlaError
from sla_service.core.explanation import Step
from sla_service.core.law import Text
from sla_service.core.recalculation import recalculate
from sla_service.http.batches import checked
from sla_service.http.body import read_json
from sla_service.http.due_dates import write_step
from sla_service.http.instants import write_instant
from sla_service.http.problems import Refused, faults_of
from sla_service.http.receipts import due_date_of, office_of
from sla_service.http.requests import DueDateRequestSchema
from sla_service.rulebook.book import RuleBook
from sla_service.rulebook.known import known_on
from sla_service.wording import comparison as wording
from sla_service.wording.answers import step as step_said
from sla_service.wording.problems import message
from sla_service.wording.values import Language

_REQUEST = DueDateRequestSchema()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What rules say of a dossier: a due date, held or not, or why there is none."""

    due: DueDate | None
    refusal: SlaError | None = None

    @property
    def due_at(self) -> datetime | None:
        """When it is due; None while it is held and where there is no due date."""
        return self.due.due.at if self.due and not self.due.is_held else None

    @property
    def told(self) -> Text:
        """Say when it is due."""
        if self.due is None:
            return wording.UNTOLD
        return wording.HELD if self.due.is_held else wording.due(self.due.due)


@dataclass(frozen=True, slots=True)
class Moved:
    """A dossier whose due date moves; lines count from 1. `step` is None where there is nothing to count."""

    line: int
    before: Outcome
    after: Outcome
    step: Step | None

    @property
    def old(self) -> Text:
        """Say when it was due."""
        return self.before.told

    @property
    def new(self) -> Text:
        """Say when it is due."""
        return self.after.told

    @property
    def reason(self) -> Text:
        """Say what the step does, or why there is no due date."""
        if self.step:
            return step_said(self.step)
        error = self.after.refusal or self.before.refusal
        if error is None:
            return Text("", "")
        return Text(message(error.code, error.facts, "vi"), message(error.code, error.facts, "en"))

    def written(self) -> dict[str, Any]:
        """Write it as JSON has it."""
        return {
            "line": self.line,
            "old_due_at": self.before.due_at and write_instant(self.before.due_at),
            "due_at": self.after.due_at and write_instant(self.after.due_at),
            "step": self.step and write_step(self.step),
            "reason": {"vi": self.reason.vi, "en": self.reason.en},
        }


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong with a line."""

    line: int
    faults: tuple[SlaError, ...]

    def told(self, lang: Language) -> str:
        """Tell every fault with its place in the request."""
        return "; ".join(
            f"{fault.path or '/'}: {message(fault.code, fault.facts, lang)}" for fault in self.faults
        )


@dataclass(frozen=True, slots=True)
class Dossiers:
    """How many dossiers were read, whose due date moves, and what is wrong with which line."""

    read: int
    moved: tuple[Moved, ...]
    faults: tuple[LineFault, ...]


def compare_dossiers(file: Path, old: RuleBook, new: RuleBook) -> Dossiers:
    """Count every dossier of a file by both; empty lines are passed over."""
    found = [_compared(number, line, old, new) for number, line in _lines(file)]
    moved = tuple(one for one in found if isinstance(one, Moved))
    faults = tuple(one for one in found if isinstance(one, LineFault))
    return Dossiers(len(found) - len(faults), moved, faults)


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    with file.open("rb") as lines:
        yield from ((number, line.strip()) for number, line in enumerate(lines, 1) if line.strip())


def _compared(number: int, line: bytes, old: RuleBook, new: RuleBook) -> Moved | LineFault | None:
    try:
        asked = checked(read_json(line), _REQUEST)
    except (Refused, SlaError) as error:
        return LineFault(number, faults_of(error))
    before, after = _outcome(asked, old), _outcome(asked, new)
    if before.refusal and after.refusal:
        return LineFault(number, (after.refusal,))
    if (before.due_at, before.due is None) == (after.due_at, after.due is None):
        return None
    return Moved(number, before, after, _step(asked, before, after, new))


def _outcome(asked: dict[str, Any], book: RuleBook) -> Outcome:
    known = known_on(book, asked["known_on"])
    try:
        return Outcome(due_date_of(asked, office_of(asked, known), known, is_explained=True))
    except SlaError as refusal:
        return Outcome(None, refusal)


def _step(asked: dict[str, Any], before: Outcome, after: Outcome, new: RuleBook) -> Step | None:
    if after.due is None or before.due is None:
        return None
    if before.due_at is None:  # held before: today's count does not leave it, it only has an end
        return after.due.steps[-1]
    try:
        timeline = office_of(asked, known_on(new, asked["known_on"])).timeline
        return recalculate(after.due, before.due_at, timeline).step
    except SlaError:  # the new calendar does not know the old due day
        return after.due.steps[-1]
