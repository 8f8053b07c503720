"""The loaded rules: one immutable value, handed to whoever needs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sla_service.core.errors import UnknownId
from sla_service.core.law import Citation, Text
from sla_service.core.rules import Rule
from sla_service.core.timeline import Timeline
from sla_service.core.trials import Office

NATIONWIDE = "vn"  # the default office

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Source:
    """A text that settles days of a year; `announced_on` is None where nobody knows when it came out."""

    year: int
    announced_on: date | None
    citation: Citation

    @property
    def is_dated_notice(self) -> bool:
        """Is it a notice with a date? A law is cited by its articles, a notice is not."""
        return self.announced_on is not None and self.citation.article is None


@dataclass(frozen=True, slots=True)
class NamedCalendar:
    """A calendar of the catalogue: its days and default hours, and where its years come from.

    `country` is the one whose days off are projected where no notice is out.
    """

    id: str
    title: Text
    country: str
    timeline: Timeline
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority of the catalogue: whose it is, which calendar it keeps, and its counter."""

    id: str
    title: Text
    parent: str | None
    calendar: str
    office: Office


@dataclass(frozen=True, slots=True, eq=False)
class RuleBook:
    """Everything that `rules/` says, by id; `digest` is `sha256:` and the hex hash of its content."""

    digest: str
    fields: Mapping[str, Text]
    calendars: Mapping[str, NamedCalendar]
    authorities: Mapping[str, Authority]
    procedures: Mapping[str, Rule]
    commitments: Mapping[str, Rule]

    def authority(self, authority: str) -> Authority:
        """Find an authority; raises UnknownId `unknown_authority`."""
        return _find(self.authorities, authority, "authority")

    def office(self, authority: str) -> Office:
        """Find an authority's counter; raises UnknownId `unknown_authority`."""
        return self.authority(authority).office

    def procedure(self, procedure: str) -> Rule:
        """Find a procedure; raises UnknownId `unknown_procedure`."""
        return _find(self.procedures, procedure, "procedure")

    def field(self, field: str) -> str:
        """Give the id of a field back if there is such a field; raises UnknownId `unknown_field`."""
        _find(self.fields, field, "field")
        return field

    def calendar(self, calendar: str) -> NamedCalendar:
        """Find a calendar; raises UnknownId `unknown_calendar`."""
        return _find(self.calendars, calendar, "calendar")

    @property
    def rules(self) -> Mapping[str, Rule]:
        """Every statutory term and every promise, with all versions."""
        return {**self.procedures, **self.commitments}

    def rule(self, rule: str) -> Rule:
        """Find a statutory term or a promise; raises UnknownId `unknown_rule`."""
        return _find(self.rules, rule, "rule")

    def hours_of(self, calendar: str) -> Timeline:
        """Find the days and hours of a calendar, or of an authority; raises UnknownId `unknown_calendar`."""
        if calendar in self.authorities:
            return self.office(calendar).timeline
        return self.calendar(calendar).timeline


def _find(known: Mapping[str, Value], wanted: str, what: str) -> Value:
    if wanted not in known:
        raise UnknownId(f"unknown_{what}", f"/{what}", given=wanted)
    return known[wanted]
