"""A due date as a person reads it in a terminal: when, on which days, by which rule, how counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import click

from sla_service.core.due_date import Candidate, DueDate
from sla_service.core.law import Text
from sla_service.core.months import LaidOut, lay_out
from sla_service.core.reminders import remind
from sla_service.core.rules import RuleKind
from sla_service.core.stages import StageRun
from sla_service.core.trials import Office
from sla_service.http.receipts import is_hypothetical
from sla_service.rulebook.book import RuleBook
from sla_service.wording import answers
from sla_service.wording import terminal as wording
from sla_service.wording.months import is_special, told_day
from sla_service.wording.values import Language, fill, say

from .drawing import cells, draw_count
from .terminal import rows, wrapped


@dataclass(frozen=True, slots=True)
class Sheet:
    """A due date, and what was asked where, to be told in a language."""

    asked: dict[str, Any]
    due: DueDate
    office: Office
    book: RuleBook
    language: Language

    def lines(self) -> Iterator[str]:
        """Write it, line by line."""
        laid = lay_out(self.due, self.office.timeline)
        yield from (click.style(line, bold=True) for line in wrapped(self._say(_heading(self.due))))
        for text in self._said():
            yield from wrapped(self._say(text))
        yield ""
        yield from draw_count(laid, self.language)
        yield from (self._say(text) for text in _special_days(laid))
        yield ""
        yield from rows((self._say(wording.LABELS[label]), self._say(text)) for label, text in self._rows())
        yield from self._section(wording.STAGES, map(_stage, self.due.plan.runs))
        yield from self._steps()
        yield from self._section(wording.CONSIDERED, _others(self.due.candidates))
        yield from self._section(wording.REMINDERS, self._reminders())

    def _say(self, text: Text) -> str:
        return say(text, self.language)

    def _said(self) -> Iterator[Text]:
        """Say the slip's sentence, and what should be known besides."""
        if self.due.appointment:
            yield answers.appointment(self.due)
        if is_hypothetical(self.asked):
            yield wording.HYPOTHETICAL
        if self.due.unsettled_years:
            yield fill(wording.PROVISIONAL, {"years": self.due.unsettled_years})
        yield from (warning for _, warning in answers.warnings(self.due))

    def _rows(self) -> Iterator[tuple[str, Text]]:
        yield "authority", _named(self.book.authority(self.office.id).title, self.office.id)
        if self.asked["procedure"]:
            procedure = self.book.procedure(self.asked["procedure"])
            yield "procedure", _named(procedure.title, procedure.id)
        yield "rule", _rule(self.due)
        for source in answers.sources(self.due.version.citations):
            yield "source", source
        for told in answers.service_days(self.due):
            yield "service_day", told
        if self.due.appointment and self.due.appointment.apology_due_on:
            yield "apology", fill(wording.DATE, {"on": self.due.appointment.apology_due_on})

    def _steps(self) -> Iterator[str]:
        """Number the steps; below each its sources, but for those of the rule, which are told before."""
        yield from self._heading(wording.STEPS)
        for number, step in enumerate(self.due.steps, 1):
            yield from wrapped(self._say(answers.step(step)), f"{number:2}. ")
            told = self.due.version.citations
            for source in answers.sources(citation for citation in step.citations if citation not in told):
                for line in wrapped(self._say(source), " " * 6):
                    yield click.style(line, dim=True)

    def _reminders(self) -> Iterator[Text]:
        found = remind(tuple(self.asked["reminders"]), self.due.owed, self.office.timeline)
        return (fill(wording.DATE, {"on": at}) for _, at in found)

    def _section(self, heading: Text, items: Iterable[Text]) -> Iterator[str]:
        """Head a list, unless it is empty."""
        listed = list(items)
        if listed:
            yield from self._heading(heading)
        for item in listed:
            yield from wrapped(self._say(item), "  - ")

    def _heading(self, text: Text) -> Iterator[str]:
        yield ""
        yield click.style(self._say(text), bold=True)


def _heading(due: DueDate) -> Text:
    if due.is_held:
        return fill(wording.HELD, {"remaining": due.remaining})
    return fill(wording.DUE, {"due": due.due})


def _named(title: Text, name: str) -> Text:
    return fill(wording.NAMED, {"title": title, "id": name})


def _rule(due: DueDate) -> Text:
    """Name the rule that decided; the caller's own has nothing but a name."""
    if due.rule.kind is RuleKind.CALLER:
        return due.rule.title
    facts = {
        "title": due.rule.title,
        "id": due.rule.id,
        "kind": answers.RULE_KINDS[due.rule.kind],
        "in_force": answers.in_force(due.version.in_force),
    }
    return fill(wording.RULE, facts)


def _stage(run: StageRun) -> Text:
    if run.due is None:
        template = wording.STAGE_HELD
    else:
        template = wording.STAGE_COMPLETED if run.completed_at else wording.STAGE_DUE
    facts = {
        "name": run.stage.name,
        "authority": run.stage.authority,
        "due": run.due,
        "completed": run.completed_at,
    }
    return fill(template, facts)


def _others(candidates: Iterable[Candidate]) -> Iterator[Text]:
    """Tell in a line each why the rules that were not chosen were not."""
    for candidate in candidates:
        if candidate.code != "chosen":
            facts = {"id": candidate.rule.id, "why": answers.why(candidate.code), "due": candidate.due}
            yield fill(wording.OTHER_RULE_DUE if candidate.due else wording.OTHER_RULE, facts)


def _special_days(laid: LaidOut) -> Iterator[Text]:
    """Tell the days of the count that are out of the ordinary."""
    days = (cell.day for month in laid.months for cell in cells(month) if cell.marks)
    return (told_day(day) for day in days if is_special(day))
