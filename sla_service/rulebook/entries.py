"""What an entry of a rule file means: from its plain values to the values of the core."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sla_service.core.calendar import WEEKDAYS, OfficeHours, Week, in_order
from sla_service.core.law import Citation, EffectivePeriod, Text
from sla_service.core.rules import (
    Applicability,
    Channel,
    Cutoff,
    DueTime,
    DueTimeKind,
    ExtensionLimit,
    OutsideHours,
    Recurrence,
    Rule,
    RuleKind,
    Version,
)

from .values import second, sessions, term


def office_hours(item: Mapping[str, Any]) -> OfficeHours:
    """Make the office hours of a period."""
    return OfficeHours(_period(item["in_force"]), week(item), item["assumed"], citations(item))


def week(item: Mapping[str, Any]) -> Week:
    """Make a week of hours."""
    receives_only = frozenset(WEEKDAYS.index(day) for day in item.get("receives_only", ()))
    return Week(tuple(in_order(sessions(item["week"][day])) for day in WEEKDAYS), receives_only)


def procedure(data: Mapping[str, Any]) -> Rule:
    """Make a procedure with all its versions."""
    versions = tuple(_version(item) for item in data["versions"])
    return Rule(data["id"], RuleKind.STATUTORY, text(data["title"]), versions, field=data["field"])


def commitment(data: Mapping[str, Any]) -> Rule:
    """Make a promise with all its versions."""
    versions = tuple(_version(item) for item in data["versions"])
    return Rule(data["id"], RuleKind.COMMITMENT, text(data["title"]), versions, model=data["model"])


def _version(item: Mapping[str, Any]) -> Version:
    return Version(
        in_force=_period(item["in_force"]),
        term=term(item["term"]) if "term" in item else None,
        citations=citations(item),
        applies=_applicability(item),
        cutoff=_cutoff(item.get("cutoff")),
        due_time=_due_time(item.get("due_time", DueTimeKind.CLOSE_OF_OFFICE)),
        outside_hours=OutsideHours(item.get("outside_hours", OutsideHours.NEXT_OPENING)),
        unconfirmed_since=day(item.get("unconfirmed_since")),
        extension_limit=_extension_limit(item.get("extensions")),
        announced_on=day(item.get("announced_on")),
    )


def _applicability(item: Mapping[str, Any]) -> Applicability:
    applies = item.get("applies")
    if applies is None:
        return Applicability()
    channels = _some(applies["channels"])
    days = applies.get("days")
    return Applicability(
        binds_below=applies["offices"] == "own_and_below",
        days=Recurrence(days, date.fromisoformat(item["in_force"]["from"])) if days else None,
        fields=_some(applies["fields"]),
        procedures=_some(applies["procedures"]),
        channels=None if channels is None else frozenset(Channel(channel) for channel in channels),
        excepted=frozenset(exception["procedure"] for exception in applies["except"]),
    )


def _some(ids: str | list[str]) -> frozenset[str] | None:
    return None if ids == "all" else frozenset(ids)


def _cutoff(data: Mapping[str, Any] | None) -> Cutoff | None:
    if data is None:
        return None
    is_strict = "before" in data
    clock = data["before"] if is_strict else data["not_after"]
    return Cutoff(second(clock), is_strict, term(data["otherwise"]) if "otherwise" in data else None)


def _extension_limit(data: Mapping[str, Any] | None) -> ExtensionLimit | None:
    return None if data is None else ExtensionLimit(data["most"], citation(data["citation"]))


def _due_time(word: str) -> DueTime:
    if word in set(DueTimeKind) - {DueTimeKind.CLOCK}:
        return DueTime(DueTimeKind(word))
    return DueTime(DueTimeKind.CLOCK, second(word))


def _period(data: Mapping[str, Any]) -> EffectivePeriod:
    return EffectivePeriod(date.fromisoformat(data["from"]), day(data["until"]))


def day(text: str | None) -> date | None:
    """Read a date, if there is one."""
    return None if text is None else date.fromisoformat(text)


def text(data: Mapping[str, str]) -> Text:
    """Make a bilingual text."""
    return Text(data["vi"], data["en"])


def citations(data: Mapping[str, Any]) -> tuple[Citation, ...]:
    """Make the sources of an entry."""
    return tuple(citation(item) for item in data["citations"])


def citation(data: Mapping[str, Any]) -> Citation:
    """Make a source."""
    return Citation(data["document"], data["article"], data["url"], data["quote"], is_read=data["read"])
