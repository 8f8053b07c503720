"""The page at `/what-if`: days made off or worked, one click each, and how the due date moves."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from sla_service.core.calendar import Day
from sla_service.core.changes import CalendarChanges
from sla_service.core.errors import SlaError
from sla_service.core.explanation import Moment
from sla_service.core.months import LaidOut, lay_out
from sla_service.wording.pages import words

from .drawings import draw_count
from .due_date_page import Asked, Found, shown
from .questions import WHAT_IF, Question
from .values import hours

MOST_MONTHS = 6  # every day of them is a link, and the address of each weighs


def what_if_page(query: MultiDict[str, str]) -> dict[str, Any]:
    """Answer a question beside the same without its changes of days."""
    asked = Asked.of(query)
    found, question = asked.found, asked.question
    if not found:
        return asked.form
    changing = _Changing(question, found.asked["calendar_changes"] or CalendarChanges())
    before = _without_changes(found)
    laid_out = _shortened(lay_out(found.due, found.office.timeline))
    return {
        **asked.form,
        **shown(found, laid_out, question.language, before),
        "drawings": draw_count(laid_out, question.language, before, changing.behind),
        "moved": _moved(before, found),
        "changes": list(changing.told()),
        "unchanged": question.with_(calendar_changes=None).address(WHAT_IF),
    }


@dataclass(frozen=True, slots=True)
class _Changing:
    """A question and its changes of days, from which one more or one less leads to another."""

    question: Question
    changes: CalendarChanges

    def behind(self, day: Day) -> tuple[str, str]:
        """Find where a click on a day leads, and what it does."""
        without = self._without(day.on)
        if without != self.changes:
            return self._address(without), "take_back"
        if day.is_working:
            return self._address(replace(self.changes, days_off=(*self.changes.days_off, day.on))), "make_off"
        worked = (*self.changes.working_days, day.on)
        return self._address(replace(self.changes, working_days=worked)), "make_worked"

    def told(self) -> Iterator[tuple[str, str]]:
        """Say each change, with the address of the question without it."""
        kinds = (
            ("made_off", self.changes.days_off),
            ("made_worked", self.changes.working_days),
            ("other_hours", tuple(self.changes.special_hours)),
        )
        for key, days in kinds:
            for on in sorted(days):
                yield words(key, self.question.language, day=on), self._address(self._without(on))

    def _without(self, on: date) -> CalendarChanges:
        changes = self.changes
        return CalendarChanges(
            tuple(day for day in changes.days_off if day != on),
            tuple(day for day in changes.working_days if day != on),
            {day: sessions for day, sessions in changes.special_hours.items() if day != on},
        )

    def _address(self, changes: CalendarChanges) -> str:
        return self.question.with_(calendar_changes=_written(changes)).address(WHAT_IF)


def _written(changes: CalendarChanges) -> str | None:
    """Write changes as a request has them; nothing where there are none."""
    parts = {
        "days_off": sorted(on.isoformat() for on in changes.days_off),
        "working_days": sorted(on.isoformat() for on in changes.working_days),
        "special_hours": {on.isoformat(): hours(held) for on, held in changes.special_hours.items()},
    }
    told = {name: part for name, part in parts.items() if part}
    return json.dumps(told, separators=(",", ":")) if told else None


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


def _shortened(laid_out: LaidOut) -> LaidOut:
    """Leave out months in the middle."""
    months = laid_out.months
    if len(months) <= MOST_MONTHS:
        return laid_out
    kept = (*months[: MOST_MONTHS - 1], months[-1])
    return replace(laid_out, months=kept, left_out=laid_out.left_out + len(months) - MOST_MONTHS)
