"""A count laid out by months: what each day was to it, and the moments between which it ran.

A drawing is made from this alone, in a terminal or on a page. Weeks begin on Monday.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import accumulate

from dateutil.relativedelta import relativedelta

from .calendar import Day
from .clock import DAY_END, ONE_DAY, dates
from .courses import COURSES, Course
from .due_date import DueDate
from .explanation import Moment
from .rules import Cutoff, Rule
from .suspended import SuspendedTime
from .timeline import Timeline
from .trials import STAGES

MOST_MONTHS = 13  # laid out at once: a term of a year touches so many

_ONE_MONTH = relativedelta(months=1)


class Mark(StrEnum):
    """What a day was to a count; several may stand on one day, of the middle three only one.

    `received` and `counted_from` are the days of the receipt and of the deemed receipt, `due` the due day.
    `counted`: the term used that day, or time of it. `suspended`: it stood still then, for some of the day at
    least. `skipped`: a day off after the deemed receipt that the term passed over.
    """

    RECEIVED = "received"
    COUNTED_FROM = "counted_from"
    COUNTED = "counted"
    SUSPENDED = "suspended"
    SKIPPED = "skipped"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day, and what it was to the count.

    `number` is that of a counted day in its term: 1, 2, 3 …, anew in each stage and extension, and of the
    later stage where two share a day. None for days that are not counted, and in terms of minutes and hours.
    """

    day: Day
    marks: frozenset[Mark] = frozenset()
    number: int | None = None


Week = tuple[DayCell | None, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first date, in weeks of seven cells, Monday first.

    A cell is None where the date belongs to another month, or is not known to the calendar.
    """

    first: date
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True)
class CutoffMoment:
    """A cutoff that decided, on the day by which its rule was judged: the dossier met it or missed it."""

    rule: Rule
    cutoff: Cutoff
    moment: Moment
    is_met: bool


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A count by months, from the receipt to the due day, or to where it is held; `due` is then None.

    `left_out` months are not there, all between the last but one and the last, where the count touches more
    than MOST_MONTHS. `cutoffs` are those of the rule that was chosen and of promises that were missed.
    """

    months: tuple[Month, ...]
    left_out: int
    received: Moment
    counted_from: Moment
    cutoffs: tuple[CutoffMoment, ...]
    due: Moment | None


def lay_out(due: DueDate, timeline: Timeline) -> LaidOut:
    """Lay a due date out by months, over the calendar of its office."""
    last = _last(due)
    firsts, left_out = _touched(due.received_at.date(), last)
    shown = frozenset(on for first in firsts for on in dates(first, _month_end(first)))
    marked = _Marked.of(due, timeline, _month_end(last) if due.is_held else last, shown)
    return LaidOut(
        months=tuple(_month(first, timeline, marked) for first in firsts),
        left_out=left_out,
        received=Moment(due.received_at, due.received_at.date()),
        counted_from=due.counted_from,
        cutoffs=tuple(_cutoffs(due, timeline)),
        due=None if due.is_held else due.due,
    )


def lay_out_year(year: int, timeline: Timeline) -> tuple[Month, ...]:
    """Lay a year out by its twelve months, nothing being counted; raises BeyondHorizon."""
    firsts = [date(year, month, 1) for month in range(1, 13)]
    timeline.require(firsts[0])
    timeline.require(_month_end(firsts[-1]))
    return tuple(_month(first, timeline) for first in firsts)


def _last(due: DueDate) -> date:
    """Find the day on which the count ends; held, that on which it stopped."""
    if not due.is_held:
        return due.due.on
    return max(due.owed.suspended[-1].since.date(), due.counted_from.on)


def _touched(first: date, last: date) -> tuple[list[date], int]:
    """List the months from one date to another, and tell how many of them are left out before the last."""
    begin, end = first.replace(day=1), last.replace(day=1)
    number = (end.year - begin.year) * 12 + end.month - begin.month + 1
    if number <= MOST_MONTHS:
        return [begin + index * _ONE_MONTH for index in range(number)], 0
    return [*(begin + index * _ONE_MONTH for index in range(MOST_MONTHS - 1)), end], number - MOST_MONTHS


def _month_end(on: date) -> date:
    return on + relativedelta(day=31)


def _month(first: date, timeline: Timeline, marked: "_Marked | None" = None) -> Month:
    calendar, end = timeline.calendar, _month_end(first)

    def cell(on: date) -> DayCell | None:
        if on.month != first.month or not calendar.first <= on <= calendar.last:
            return None
        return marked.cell(calendar.day(on)) if marked else DayCell(calendar.day(on))

    monday, sunday = first - first.weekday() * ONE_DAY, end + (6 - end.weekday()) * ONE_DAY
    cells = tuple(map(cell, dates(monday, sunday)))
    return Month(first, tuple(cells[index : index + 7] for index in range(0, len(cells), 7)))


def _cutoffs(due: DueDate, timeline: Timeline) -> Iterator[CutoffMoment]:
    for candidate in due.candidates:
        version, judged_at = candidate.version, candidate.counted_from
        if candidate.code in ("chosen", "cutoff") and version and version.cutoff and judged_at:
            moment = timeline.clock(judged_at.on, version.cutoff.second)
            is_met = version.cutoff.is_met(judged_at.at)
            yield CutoffMoment(candidate.rule, version.cutoff, moment, is_met)


@dataclass(frozen=True, slots=True)
class _Run:
    """A term under way, past suspended time, up to its last day; `lost[i]` of it fell into the first `i`."""

    course: Course
    last: date
    suspended: tuple[SuspendedTime, ...]
    lost: tuple[int, ...]

    @classmethod
    def of(cls, course: Course, last: date, suspended: tuple[SuspendedTime, ...]) -> "_Run":
        ended = (time for time in suspended if time.until)
        taken = (_passed(course, time.until or time.since) - _passed(course, time.since) for time in ended)
        return cls(course, last, suspended, tuple(accumulate(taken, initial=0)))

    @property
    def length(self) -> int:
        """How long it is; a part of a day at its end is one more."""
        term = self.course.term
        return self.course.length + (not term.is_clocked and not term.is_whole_days)

    def used(self, by: datetime) -> int:
        """Tell how much of it was used by an instant."""
        begun = bisect_left(self.suspended, by.timestamp(), key=lambda time: time.since.timestamp())
        run = _passed(self.course, by)
        if begun:
            time = self.suspended[begun - 1]
            stands_to = by if time.until is None else min(by, time.until, key=datetime.timestamp)
            run -= self.lost[begun - 1] + _passed(self.course, stands_to) - _passed(self.course, time.since)
        return min(run, self.length)

    def days(self, shown: Collection[date]) -> Iterator[tuple[date, int | None]]:
        """Go through those of its days that are shown, each with its number."""
        timeline = self.course.timeline
        for on in dates(self.course.first_day, self.last):
            if on in shown:
                before, after = (self.used(timeline.clock(on, second).at) for second in (0, DAY_END))
                if after > before:
                    yield on, None if self.course.term.is_clocked else after


def _passed(course: Course, at: datetime) -> int:
    return max(course.passed(at), 0)


def _runs(due: DueDate, timeline: Timeline) -> Iterator[_Run]:
    """List the terms that ran: the stages one after the other, or the term, then each extension."""
    owed = due.owed
    ends = [appointment.due for appointment in due.appointments]
    lasts = [*(end.on for end in ends), _last(due)]
    terms = owed.terms
    starts = [owed.counted_from, *ends]
    if due.rule is STAGES:
        yield from _stages(due)
        terms, starts, lasts = terms[len(due.granted) :], starts[1:], lasts[1:]
    for term, start, last in zip(terms, starts, lasts, strict=False):
        yield _Run.of(COURSES[term.unit.measure](start, term, timeline), last, owed.suspended)


def _stages(due: DueDate) -> Iterator[_Run]:
    """List the stages that have begun, each up to its completion."""
    for run in due.plan.runs:
        if run.course and run.counted:
            last = _last(due) if run.counted.held else run.counted.due.on
            if run.completed_at:
                last = min(last, run.completed_at.date())
            yield _Run.of(run.course, last, run.suspended)


@dataclass(frozen=True, slots=True)
class _Marked:
    """What each day was to a count, from the receipt to its last day."""

    due: DueDate
    last: date
    numbers: Mapping[date, int | None]
    suspended: frozenset[date]

    @classmethod
    def of(cls, due: DueDate, timeline: Timeline, last: date, shown: Collection[date]) -> "_Marked":
        numbers: dict[date, int | None] = {}
        for run in _runs(due, timeline):
            numbers |= {on: number or numbers.get(on) for on, number in run.days(shown)}
        return cls(due, last, numbers, frozenset(_suspended(due, timeline, last)))

    def cell(self, day: Day) -> DayCell:
        """Mark a day."""
        return DayCell(day, frozenset(self._marks(day)), self.numbers.get(day.on))

    def _marks(self, day: Day) -> Iterator[Mark]:
        if day.on == self.due.received_at.date():
            yield Mark.RECEIVED
        if day.on == self.due.counted_from.on:
            yield Mark.COUNTED_FROM
        if not self.due.is_held and day.on == self.due.due.on:
            yield Mark.DUE
        if day.on in self.numbers:
            yield Mark.COUNTED
        elif day.on in self.suspended:
            yield Mark.SUSPENDED
        elif not day.is_working and self.due.counted_from.on < day.on <= self.last:
            yield Mark.SKIPPED


def _suspended(due: DueDate, timeline: Timeline, last: date) -> Iterator[date]:
    without_effect = frozenset(due.without_effect)
    for time in due.owed.suspended:
        if time not in without_effect:
            until = timeline.ending(time.until).on if time.until else last
            yield from dates(time.since.date(), min(until, last))
