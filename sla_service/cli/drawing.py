"""Months drawn in plain text: nothing is told by colour alone, and a legend names the signs that are used."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

import click

from sla_service.core.calendar import DayKind
from sla_service.core.explanation import Moment
from sla_service.core.law import Text
from sla_service.core.months import DayCell, LaidOut, Mark, Month
from sla_service.wording import months as words
from sla_service.wording import terminal as wording
from sla_service.wording.values import Language, fill, filled, say

from .terminal import flowed

_KINDS = {
    DayKind.WORKING: "",
    DayKind.WEEKEND: ".",
    DayKind.HOLIDAY: "x",
    DayKind.DAY_IN_LIEU: "x",
    DayKind.SWAPPED_OFF: "x",
    DayKind.SWAPPED_WORKING: "+",
}
_STYLES: tuple[tuple[str, dict[str, Any]], ...] = (  # the first sign that a day has decides
    ("]", {"fg": "green", "bold": True, "reverse": True}),
    ("*", {"bold": True}),
    (">", {"bold": True}),
    ("=", {"fg": "green"}),
    ("~", {"fg": "yellow"}),
    ("x", {"fg": "red"}),
    ("+", {"fg": "cyan"}),
    (".", {"dim": True}),
)
_A_ROW = 3  # months of a year that stand beside each other
_BETWEEN = " " * 5


class _Signs(NamedTuple):
    """What stands before the number of a day, and behind it."""

    front: str
    back: str


@dataclass(frozen=True, slots=True)
class _Grid:
    """The signs of every day, and how much room they need."""

    signs: Mapping[date, _Signs]
    front: int
    back: int

    @classmethod
    def of(cls, months: Iterable[Month], find: Callable[[DayCell], _Signs], gap: int) -> "_Grid":
        """Find the signs of every day; columns stand apart by a gap."""
        signs = {cell.day.on: find(cell) for month in months for cell in cells(month)}
        front = max(len(one.front) for one in signs.values())
        back = max(len(one.back) for one in signs.values())
        return cls(signs, front, back + gap)

    @property
    def width(self) -> int:
        """How wide a month is."""
        return 7 * (self.front + 2 + self.back)

    @property
    def used(self) -> frozenset[str]:
        """Every sign that stands anywhere."""
        return frozenset(sign for one in self.signs.values() for sign in one.front + one.back)

    def draw(self, month: Month, language: Language) -> Iterator[str]:
        """Draw a month, every line as wide as the others."""
        yield _styled(words.month_title(month.first, language).center(self.width), {"bold": True})
        yield "".join(self._place("", head, "") for head in words.weekday_heads(language))
        for week in month.weeks:
            yield "".join(map(self._cell, week))

    def _cell(self, cell: DayCell | None) -> str:
        if cell is None:
            return self._place("", "", "")
        front, back = self.signs[cell.day.on]
        style = next((style for sign, style in _STYLES if sign in front + back), None)
        text = self._place(front, str(cell.day.on.day), back)
        return _styled(text, style) if style else text

    def _place(self, front: str, middle: str, back: str) -> str:
        return f"{front:>{self.front}}{middle:>2}{back:<{self.back}}"


def cells(month: Month) -> Iterator[DayCell]:
    """Go through the days of a month."""
    return (cell for week in month.weeks for cell in week if cell)


def draw_count(laid: LaidOut, language: Language) -> Iterator[str]:
    """Draw a count month below month, then the legend."""
    grid = _Grid.of(laid.months, lambda cell: _signs_of_count(cell, laid), gap=1)
    for month in laid.months:
        if laid.left_out and month is laid.months[-1]:
            yield filled(wording.LEFT_OUT, {"count": laid.left_out}, language)
            yield ""
        yield from (line.rstrip() for line in grid.draw(month, language))
        yield ""
    yield from flowed(_legend_of_count(laid, grid.used, language))


def draw_year(months: tuple[Month, ...], models: Mapping[date, str], language: Language) -> Iterator[str]:
    """Draw a year, three months beside each other, then the legend; `models` are signs of days."""

    def signs(cell: DayCell) -> _Signs:
        sign = _KINDS[cell.day.kind].strip(".")  # the weekly rest has columns of its own
        return _Signs("", sign or models.get(cell.day.on, ""))

    grid = _Grid.of(months, signs, gap=0)
    for index in range(0, len(months), _A_ROW):
        beside = [grid.draw(month, language) for month in months[index : index + _A_ROW]]
        for lines in zip_longest(*beside, fillvalue=" " * grid.width):
            yield _BETWEEN.join(lines).rstrip()
        yield ""
    yield from flowed(_told(_DAYS_OFF, grid.used, language))


def _styled(text: str, style: dict[str, Any]) -> str:
    """Style a text, and not the blanks about it."""
    inner = text.strip()
    return text.replace(inner, click.style(inner, **style), 1)


def _signs_of_count(cell: DayCell, laid: LaidOut) -> _Signs:
    marks, number = cell.marks, "" if cell.number is None else str(cell.number)
    front = {
        "[": Mark.DUE in marks,
        "*": Mark.RECEIVED in marks,
        ">": Mark.COUNTED_FROM in marks and laid.counted_from.instant != laid.received.instant,
    }
    back = {
        "~": Mark.SUSPENDED in marks,
        _KINDS[cell.day.kind]: Mark.SUSPENDED not in marks,
        f"={number}": Mark.COUNTED in marks,
        "]": Mark.DUE in marks,
    }
    return _Signs(*("".join(sign for sign, stands in signs.items() if stands) for signs in (front, back)))


def _legend_of_count(laid: LaidOut, used: frozenset[str], language: Language) -> Iterator[str]:
    is_numbered = any(cell.number for month in laid.months for cell in cells(month))
    moments = [
        ("*", _at(Mark.RECEIVED, laid.received)),
        (">", _at(Mark.COUNTED_FROM, laid.counted_from)),
        ("=n", wording.NUMBERED) if is_numbered else ("=", words.MARKS[Mark.COUNTED]),
        ("~", words.MARKS[Mark.SUSPENDED]),
    ]
    due = [("[ ]", _at(Mark.DUE, laid.due))] if laid.due else []
    yield from _told([*moments, *_DAYS_OFF, (".", words.KINDS[DayKind.WEEKEND]), *due], used, language)
    for cutoff in laid.cutoffs:
        clock = words.clock_of(cutoff.moment)
        yield filled(wording.CUTOFF[cutoff.is_met], {"clock": clock}, language)


_DAYS_OFF = [("x", wording.OFF_BY_NOTICE), ("+", words.KINDS[DayKind.SWAPPED_WORKING])]


def _told(entries: Iterable[tuple[str, Text]], used: frozenset[str], language: Language) -> Iterator[str]:
    """Tell the signs that are used."""
    return (f"{sign} {say(text, language)}" for sign, text in entries if sign[0] in used)


def _at(mark: Mark, moment: Moment) -> Text:
    return fill(wording.AT, {"what": words.MARKS[mark], "clock": words.clock_of(moment)})
