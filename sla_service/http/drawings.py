"""Months as they are drawn: where each day stands and what is written there; a template only puts it down.

Nothing is told by colour alone: every kind of day has a pattern, a border or a word of its own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sla_service.core.calendar import Day
from sla_service.core.clock import ONE_DAY
from sla_service.core.explanation import Moment
from sla_service.core.months import DayCell, LaidOut, Mark, Month
from sla_service.wording import pages as wording
from sla_service.wording.months import clock_of
from sla_service.wording.values import Language

Symbol = str  # of a moment: `received`, `counted_from`, `met`, `missed`, `before`, `due`
Models = Mapping[date, tuple[int, ...]]
Action = Callable[[Day], str]  # what a click on a day does, by its key


@dataclass(frozen=True, slots=True)
class Grid:
    """The width and height of a day's square, and the height of the weekdays' names above them."""

    width: int
    height: int
    head: int = 18


YEAR_GRID = Grid(width=24, height=22)
COUNT_GRID = Grid(width=49, height=66)
YEAR_ROWS = 6  # weeks of the longest month: a year's months are of one height


@dataclass(frozen=True, slots=True)
class Square:
    """A day in its month, from its upper left corner.

    `looks` are classes of the stylesheet; `label` is a word or two, `told` all of it in words; `lines` are
    symbols and clock times; `models` are those whose day it is, by number.
    """

    x: int
    y: int
    on: date
    looks: str
    told: str = ""
    label: str = ""
    number: int | None = None
    lines: tuple[tuple[Symbol, str], ...] = ()
    models: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A month and its squares, in so many rows."""

    first: date
    grid: Grid
    rows: int
    working_days: int
    squares: tuple[Square, ...]

    @property
    def width(self) -> int:
        """How wide it is."""
        return 7 * self.grid.width

    @property
    def height(self) -> int:
        """How high it is."""
        return self.grid.head + self.rows * self.grid.height

    @property
    def days_off(self) -> int:
        """On how many days nobody works."""
        return len(self.squares) - self.working_days


def draw_year(months: tuple[Month, ...], models: Models, language: Language) -> list[Drawing]:
    """Draw a year small, with the days of the office's models."""

    def square(cell: DayCell, x: int, y: int) -> Square:
        day = cell.day
        return Square(
            x, y, day.on, str(day.kind), wording.special_day(day, language), models=models.get(day.on, ())
        )

    return [_draw(month, YEAR_GRID, YEAR_ROWS, square) for month in months]


def draw_count(
    laid_out: LaidOut, language: Language, before: Moment | None = None, action: Action | None = None
) -> list[Drawing]:
    """Draw a count large, its moments in their days.

    `before` is when the result was due without the changes of the question.
    """
    moments: dict[date, list[tuple[Symbol, Moment]]] = {}
    for symbol, moment in moments_of(laid_out, before):
        moments.setdefault(moment.on, []).append((symbol, moment))

    def square(cell: DayCell, x: int, y: int) -> Square:
        day = cell.day
        here = moments.get(day.on, [])
        does = action(day) if action else ""
        return Square(
            x,
            y,
            day.on,
            _looks(cell, is_changed=does == "take_back"),
            told=wording.day_of_count(cell, here, does, language),
            label=wording.label(cell, language),
            number=cell.number,
            lines=tuple((symbol, clock_of(moment)) for symbol, moment in here),
        )

    return [_draw(month, COUNT_GRID, len(month.weeks), square) for month in laid_out.months]


def _draw(month: Month, grid: Grid, rows: int, square: Callable[[DayCell, int, int], Square]) -> Drawing:
    cells = [
        (cell, column * grid.width, grid.head + row * grid.height)
        for row, week in enumerate(month.weeks)
        for column, cell in enumerate(week)
        if cell
    ]
    working_days = sum(cell.day.is_working for cell, _, _ in cells)
    return Drawing(month.first, grid, rows, working_days, tuple(square(*cell) for cell in cells))


def moments_of(laid_out: LaidOut, before: Moment | None) -> Iterator[tuple[Symbol, Moment]]:
    """List the moments of a count, in the order in which a day shows them."""
    yield "received", laid_out.received
    if laid_out.counted_from.instant != laid_out.received.instant:
        yield "counted_from", laid_out.counted_from
    yield from dict.fromkeys(("met" if cut.is_met else "missed", cut.moment) for cut in laid_out.cutoffs)
    if before and before != laid_out.due:
        yield "before", before
    if laid_out.due:
        yield "due", laid_out.due


def _looks(cell: DayCell, *, is_changed: bool) -> str:
    """Name the classes of a day: its kind, what it was to the count, and whether the question changes it."""
    marks = sorted(cell.marks - {Mark.RECEIVED, Mark.COUNTED_FROM})
    return " ".join(("day", cell.day.kind, *marks, *["changed"] * is_changed))


def tell_days(laid_out: LaidOut, language: Language) -> list[tuple[str, str]]:
    """Tell in words what a drawing shows: stretches of days from receipt to due day, and what each was."""
    return [
        (
            wording.stretch(cells[0].day.on, cells[-1].day.on, language),
            wording.stretch_of_count(cells, language),
        )
        for cells in _stretches(laid_out)
    ]


def _stretches(laid_out: LaidOut) -> list[list[DayCell]]:
    """Lay together the days in a row that were the same to the count."""
    cells = [cell for month in laid_out.months for week in month.weeks for cell in week if cell]
    first = laid_out.received.on
    last = max(cell.day.on for cell in cells if cell.marks)
    stretches: list[list[DayCell]] = []
    for cell in cells:
        if first <= cell.day.on <= last:
            if stretches and _continues(stretches[-1][-1], cell):
                stretches[-1].append(cell)
            else:
                stretches.append([cell])
    return stretches


def _continues(before: DayCell, cell: DayCell) -> bool:
    is_next = cell.day.on - before.day.on == ONE_DAY
    return is_next and (cell.number or 0) >= (before.number or 0) and _what(before) == _what(cell)


def _what(cell: DayCell) -> tuple[object, ...]:
    if Mark.SKIPPED in cell.marks:
        return Mark.SKIPPED, cell.day.kind, cell.day.name
    in_term = cell.marks & {Mark.COUNTED, Mark.SUSPENDED}
    return in_term or cell.marks, cell.number is None
