"""The days of a count, laid out by months, are those that a walk from day to day finds."""

from datetime import timedelta
from math import ceil

from hypothesis import event, given
from test_suspended_time import dossiers  # its profile holds here too

from sla_service.core.courses import calendar_day
from sla_service.core.months import Mark, lay_out
from sla_service.core.term import Measure

ONE_DAY = timedelta(days=1)
WHATEVER = float("inf")


def pieces(start, end, suspended):
    """Take suspended stretches out of one of time, all in seconds."""
    left = [(start, end)] if start < end else []
    for since, until in suspended:
        left = [
            piece
            for begin, close in left
            for piece in ((begin, min(close, since)), (max(begin, until), close))
            if piece[0] < piece[1]
        ]
    return left


def hours(on, term, line):
    """List the stretches of a day in which a term in minutes or hours runs."""
    if term.unit.measure is Measure.CLOCK_TIME:
        return [(line.clock(on, 0).instant, line.clock(on, 86_400).instant)]
    return [(opens.instant, closes.instant) for opens, closes in line.sessions(on)]


def clocked_days(start, term, line, suspended):
    """Walk through the days on which time of a term ran, until it is used up."""
    left, on = term.seconds, start.on
    while left > 0 and on <= line.calendar.last:
        ran = [
            until - since
            for opens, closes in hours(on, term, line)
            for since, until in pieces(max(opens, start.instant), closes, suspended)
        ]
        if ran:
            yield on, None
        left, on = left - sum(ran), on + ONE_DAY


def counted_days(start, term, line, suspended):
    """Walk through the days that count, by their closing, or by their 24:00 where all days do."""
    in_working_days = term.unit.measure is Measure.WORKING_DAYS
    number = ceil(term.amount)
    if not in_working_days:
        number = (calendar_day(start.on, number, term.unit, line) - start.on).days
    on, counted = start.on, 0
    while counted < number and on < line.calendar.last:
        on += ONE_DAY
        if in_working_days and not line.is_working_day(on):
            continue
        decides = (line.close(on) if in_working_days else line.clock(on, 86_400)).instant
        if not any(since < decides <= until for since, until in suspended):
            counted += 1
            yield on, counted


@given(dossiers())
def test_counted_days_are_those_of_a_walk(dossier):
    """However a dossier was suspended, restarted and extended: the same days, with the same numbers."""
    found = dossier.answer()
    if found is None:
        return
    line = dossier.line
    suspended = [(since, WHATEVER if until is None else until) for since, until in dossier.suspensions]
    starts = [found.counted_from, *(appointment.due for appointment in found.appointments)]
    expected = {}
    for term, start in zip(found.owed.terms, starts, strict=False):
        walk = clocked_days if term.is_clocked else counted_days
        for on, number in walk(start, term, line, suspended):
            expected[on] = number or expected.get(on)
    laid = lay_out(found, line)
    cells = [cell for month in laid.months for week in month.weeks for cell in week if cell]
    shown = {cell.day.on for cell in cells}
    event("held" if found.is_held else f"extended {len(found.extended_from)} times")
    assert {cell.day.on: cell.number for cell in cells if Mark.COUNTED in cell.marks} == {
        on: number for on, number in expected.items() if on in shown
    }
    for cell in cells:
        assert len(cell.marks & {Mark.COUNTED, Mark.SUSPENDED, Mark.SKIPPED}) <= 1
        assert (Mark.DUE in cell.marks) == (laid.due is not None and cell.day.on == laid.due.on)
