"""The page at `/what-if`: days made off or worked, one click each, and how the due date moves."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from werkzeug.datastructures import MultiDict

from sla_service.core.calendar import Day
from sla_service.core.changes import CalendarChanges
from sla_service.core.errors import SlaError
from sla_service.core.explanation import Moment
from sla_service.core.months import lay_out
from sla_service.wording.pages import words
from sla_service.wording.values import Language

from .drawings import draw_count
from .due_date_page import Asked, Found, shortened, shown
from .instants import parse_date
from .questions import WHAT_IF
from .values import hours

MOST_MONTHS = 6  # every day of them is a button, and weighs
MOST_CHANGES = 50  # told one by one

TOGGLE = "toggle"  # the parameter that a day's button adds

_CHANGES = "calendar_changes"


def what_if_page(query: MultiDict[str, str]) -> dict[str, Any]:
    """Answer a question beside the same without its changes of days."""
    asked = Asked.of(query)
    found, question = asked.found, asked.question
    if not found:
        return asked.form
    changes = _changes(found)
    told = list(_told(changes, question.language))
    before = _without_changes(found)
    laid_out = shortened(lay_out(found.due, found.office.timeline), question, MOST_MONTHS)
    return {
        **asked.form,
        **shown(found, laid_out, question, before),
        "told_elsewhere": _CHANGES,
        "drawings": draw_count(laid_out, question.language, before, partial(_action, changes)),
        "moved": _moved(before, found),
        "changes": told[:MOST_CHANGES],
        "more_changes": len(told[MOST_CHANGES:]),
        "unchanged": question.without(_CHANGES).address(WHAT_IF),
    }


def toggled(query: MultiDict[str, str], day: str) -> str:
    """Give the address of a question with a day changed, or no longer; as it is where nothing answers it."""
    asked = Asked.of(MultiDict([(name, told) for name, told in query.items(multi=True) if name != TOGGLE]))
    question, found = asked.question, asked.found
    if found:
        with suppress(SlaError):
            of_calendar = found.office.timeline.calendar.day(parse_date(day))
            question = question.without(_CHANGES).with_(**_written(_after(_changes(found), of_calendar)))
    return question.address(WHAT_IF)


def _changes(found: Found) -> CalendarChanges:
    return found.asked[_CHANGES] or CalendarChanges()


def _action(changes: CalendarChanges, day: Day) -> str:
    """Tell by its key what a click on a day does."""
    if day.on in (*changes.days_off, *changes.working_days, *changes.special_hours):
        return "take_back"
    return "make_off" if day.is_working else "make_worked"


def _after(changes: CalendarChanges, day: Day) -> CalendarChanges:
    """Change a day, or take its change back."""
    action = _action(changes, day)
    if action == "make_off":
        return replace(changes, days_off=(*changes.days_off, day.on))
    if action == "make_worked":
        return replace(changes, working_days=(*changes.working_days, day.on))
    return CalendarChanges(
        tuple(on for on in changes.days_off if on != day.on),
        tuple(on for on in changes.working_days if on != day.on),
        {on: sessions for on, sessions in changes.special_hours.items() if on != day.on},
    )


def _told(changes: CalendarChanges, language: Language) -> Iterator[tuple[date, str]]:
    """Say each change, with its day."""
    kinds = (
        ("made_off", changes.days_off),
        ("made_worked", changes.working_days),
        ("other_hours", tuple(changes.special_hours)),
    )
    for key, days in kinds:
        for on in sorted(days):
            yield on, words(key, language, day=on)


def _written(changes: CalendarChanges) -> dict[str, str]:
    """Write changes as a request has them; nothing where there are none."""
    parts = {
        "days_off": sorted(on.isoformat() for on in changes.days_off),
        "working_days": sorted(on.isoformat() for on in changes.working_days),
        "special_hours": {on.isoformat(): hours(held) for on, held in changes.special_hours.items()},
    }
    told = {name: part for name, part in parts.items() if part}
    return {_CHANGES: json.dumps(told, separators=(",", ":"))} if told else {}


def _without_changes(found: Found) -> Moment | None:
    """Find when the result was due without the changes; None where it was not."""
    try:
        due = Found.of({**found.asked, "calendar_changes": None}).due
    except SlaError:
        return None
    return None if due.is_held else due.due


def _moved(before: Moment | None, found: Found) -> str | None:
    """Tell by its key how the due moment moves, if there are two to compare."""
    if before is None or found.due.is_held:
        return None
    if found.due.due.instant == before.instant:
        return "not_moved"
    return "moved_later" if found.due.due.instant > before.instant else "moved_earlier"
