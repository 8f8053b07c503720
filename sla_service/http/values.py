"""Values of the core as JSON."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sla_service.core.calendar import WEEKDAYS, Day, Sessions
from sla_service.core.law import Citation, EffectivePeriod, Text
from sla_service.core.owed import Spent
from sla_service.core.rules import Cutoff, DueTime, DueTimeKind, Rule
from sla_service.core.term import Term
from sla_service.wording.values import clock

from .instants import write_instant


def plain(value: Any) -> Any:
    """Turn any value of the core into what JSON can say."""
    writer = next((writer for kind, writer in _WRITERS if isinstance(value, kind)), None)
    return writer(value) if writer else value


def text(value: Text) -> dict[str, str]:
    """Write a bilingual text."""
    return {"vi": value.vi, "en": value.en}


def term(value: Term) -> dict[str, Any]:
    """Write a term; whole amounts without a fraction."""
    return {"amount": number(value.amount), "unit": str(value.unit)}


def number(value: Decimal | Fraction) -> int | float:
    """Write an exact number as JSON has it."""
    return int(value) if value == int(value) else float(value)


def minutes(seconds: int) -> int | float:
    """Write seconds as minutes, not rounded."""
    return number(Fraction(seconds, 60))


def spent(value: Spent) -> dict[str, int | float]:
    """Write an amount of time, in minutes and in days."""
    return {"working_minutes": minutes(value.seconds), "working_days": number(value.days)}


def citation(value: Citation) -> dict[str, Any]:
    """Write a source; `unverified` where its text is only recalled."""
    return {
        "document": value.document,
        "article": value.article,
        "url": value.url,
        "quote": value.quote,
        "unverified": not value.is_read,
    }


def period(value: EffectivePeriod) -> dict[str, str | None]:
    """Write when a version is in force: from included, until excluded."""
    return {"from": value.since.isoformat(), "until": value.until.isoformat() if value.until else None}


def some(words: Collection[str] | None) -> list[str] | None:
    """Write a set of words in order; None stands for all."""
    return None if words is None else sorted(map(str, words))


def service_day(value: Rule) -> dict[str, Any]:
    """Write a local model by its name."""
    return {"id": value.id, "model": value.model, "title": text(value.title)}


def cutoff(value: Cutoff) -> dict[str, Any]:
    """Write a cutoff with what it leaves to those who miss it."""
    at = clock(value.second)
    return {
        "before": at if value.is_strict else None,
        "not_after": None if value.is_strict else at,
        "otherwise": value.otherwise and term(value.otherwise),
    }


def special_day(value: Day) -> dict[str, Any]:
    """Write a day that was skipped, and why."""
    return {
        "on": value.on.isoformat(),
        "kind": str(value.kind),
        "name": value.name and text(value.name),
        "citation": value.citation and citation(value.citation),
    }


def calendar_day(value: Day) -> dict[str, Any]:
    """Write a day as the calendar lists it; hours are those in which the office is open."""
    return {
        "on": value.on.isoformat(),
        "weekday": WEEKDAYS[value.on.weekday()],
        "kind": str(value.kind),
        "name": value.name and text(value.name),
        "hours": hours(value.sessions),
        "provisional": value.is_provisional,
        "citation": value.citation and citation(value.citation),
    }


def hours(value: Sessions) -> list[list[str]]:
    """Write sessions as pairs of clock times."""
    return [[clock(session.opens), clock(session.closes)] for session in value]


def _cutoff(value: Cutoff) -> dict[str, str]:
    return {"before" if value.is_strict else "not_after": clock(value.second)}


def _due_time(value: DueTime) -> str:
    return clock(value.second) if value.kind is DueTimeKind.CLOCK else str(value.kind)


# an instant is a date to isinstance, so it stands first
_WRITERS: tuple[tuple[type | tuple[type, ...], Callable[[Any], Any]], ...] = (
    (datetime, write_instant),
    (date, date.isoformat),
    (Term, term),
    (Day, special_day),
    (Cutoff, _cutoff),
    (DueTime, _due_time),
    ((tuple, list), lambda items: [plain(item) for item in items]),
)
