"""The loaded rules: one immutable value, handed to whoever needs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from sla_service.core.due_date import Office
from sla_service.core.errors import UnknownId
from sla_service.core.law import Text
from sla_service.core.rules import Rule
from sla_service.core.timeline import Timeline

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Everything that `rules/` says, by id; `digest` is `sha256:` and the hex hash of its content."""

    digest: str
    fields: Mapping[str, Text]
    calendars: Mapping[str, Timeline]
    procedures: Mapping[str, Rule]
    offices: Mapping[str, Office]

    def office(self, authority: str) -> Office:
        """Find an authority's counter; raises UnknownId `unknown_authority`."""
        return _find(self.offices, authority, "authority")

    def procedure(self, procedure: str) -> Rule:
        """Find a procedure; raises UnknownId `unknown_procedure`."""
        return _find(self.procedures, procedure, "procedure")

    def field(self, field: str) -> str:
        """Give the id of a field back if there is such a field; raises UnknownId `unknown_field`."""
        _find(self.fields, field, "field")
        return field

    def calendar(self, calendar: str) -> Timeline:
        """Find a calendar; raises UnknownId `unknown_calendar`."""
        return _find(self.calendars, calendar, "calendar")

    def hours_of(self, calendar: str) -> Timeline:
        """Find the days and hours of a calendar, or of an authority; raises UnknownId `unknown_calendar`."""
        if calendar in self.offices:
            return self.offices[calendar].timeline
        return self.calendar(calendar)


def _find(known: Mapping[str, Value], wanted: str, what: str) -> Value:
    if wanted not in known:
        raise UnknownId(f"unknown_{what}", f"/{what}", given=wanted)
    return known[wanted]
