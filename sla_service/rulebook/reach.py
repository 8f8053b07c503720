"""Which receipts a change between two rule books can reach, as windows of dates.

A change on some day reaches the receipts that are due on it or later. Of days and hours that are otherwise
week after week, the first month is searched, and a month from wherever a version begins; of a version that is
otherwise, the first 400 days: every weekday, month and yearly day stands in them.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import Any

from sla_service.core.clock import ONE_DAY, dates
from sla_service.core.errors import BeyondHorizon
from sla_service.core.term import Measure, Term, Unit
from sla_service.core.timeline import Timeline

from .sides import Side

Window = tuple[date, date]  # the first and the last date, both included

_WEEK, _MONTH = timedelta(days=7), timedelta(days=31)
_YEAR = timedelta(days=400)  # and a little more: a term that begins late in it ends in the next
_MOST_DAYS = {Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 31, Unit.YEARS: 366}


def windows(old: Side, new: Side) -> tuple[Window, ...]:
    """List the dates of receipts that the differences can reach, apart and in order.

    None where neither book knows the procedure at the office, or no version of a term of it.
    """
    terms = frozenset((*old.terms, *new.terms))
    if not terms:
        return ()
    timelines = (old.timeline, new.timeline)
    first, last = _horizon(*timelines)
    turns = sorted({turn for turn in (*old.turns, *new.turns) if first < turn <= last})
    reached = [
        (min(_back(start, term, timeline) for term in terms for timeline in timelines), end)
        for start, end in _spans(_changed_days(*timelines), turns)
        if old.on(start) or new.on(start)
    ]
    periods = pairwise((first, *turns, last + ONE_DAY))
    reached += [
        (min(_opening_before(start, timeline) for timeline in timelines), min(until, start + _YEAR))
        for start, until in periods
        if old.on(start) != new.on(start)
    ]
    return tuple(_apart((max(start, first), min(end, last)) for start, end in reached))


def _apart(reached: Iterable[Window]) -> Iterator[Window]:
    """Put windows in order, those that overlap or touch as one."""
    found: Window | None = None
    for start, end in sorted(reached):
        if found and start <= found[1] + ONE_DAY:
            found = found[0], max(end, found[1])
        else:
            yield from (found,) if found else ()
            found = start, end
    yield from (found,) if found else ()


def _spans(changed: tuple[date, ...], turns: list[date]) -> Iterator[Window]:
    """Gather changed days that follow each other within a week; of a long span its first month is searched.

    Where a version begins or ends within the span, another month begins.
    """
    gaps = [(on, following) for on, following in pairwise(changed) if following - on > _WEEK]
    begins = [*changed[:1], *(following for _, following in gaps)]
    ends = [*(on for on, _ in gaps), *changed[-1:]]
    for begin, end in zip(begins, ends, strict=True):
        for start in (begin, *(turn for turn in turns if begin < turn <= end)):
            yield start, min(end, start + _MONTH)


@lru_cache(maxsize=32)  # offices share their timelines
def _changed_days(old: Timeline, new: Timeline) -> tuple[date, ...]:
    """List the dates that are open at other hours, worked in one book only, or not known to both."""
    if old.calendar == new.calendar:
        return ()
    return tuple(on for on in dates(*_horizon(old, new)) if _hours(on, old) != _hours(on, new))


def _horizon(old: Timeline, new: Timeline) -> Window:
    return min(old.calendar.first, new.calendar.first), max(old.calendar.last, new.calendar.last)


def _hours(on: date, timeline: Timeline) -> Any:
    calendar = timeline.calendar
    if not calendar.first <= on <= calendar.last:
        return None
    return calendar.open_on(on), calendar.time_zone.key


def _back(on: date, term: Term, timeline: Timeline) -> date:
    """Find a date such that no earlier receipt of a term can be due on a given date or later."""
    known = _clipped(on, timeline)
    try:
        return _opening_before(_begun(known, term, timeline), timeline)
    except (BeyondHorizon, OverflowError):
        return timeline.calendar.first


def _begun(on: date, term: Term, timeline: Timeline) -> date:
    match term.unit.measure:
        case Measure.WORKING_DAYS:
            return timeline.working_day(on, -ceil(term.amount)) if term.amount else on
        case Measure.WORKING_TIME:
            return timeline.add(timeline.clock(on, 0).at, -term.seconds).on
        case Measure.CLOCK_TIME:
            return on - timedelta(seconds=term.seconds) - ONE_DAY
        case _:
            return on - timedelta(days=_MOST_DAYS[term.unit] * int(term.amount))


def _opening_before(on: date, timeline: Timeline) -> date:
    """Go back two working days: over a term that rolls on to the date, and a receipt that waits for it."""
    try:
        return timeline.working_day(_clipped(on, timeline), -2)
    except BeyondHorizon:
        return timeline.calendar.first


def _clipped(on: date, timeline: Timeline) -> date:
    return min(max(on, timeline.calendar.first), timeline.calendar.last)
