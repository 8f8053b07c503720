"""How a term runs over a timeline: one function a unit, the roll of an end on a day off, the due time.

Civil Code 2015: 147 (the first day is excluded; minutes and hours run from the very moment), 148(3) (months
end on the corresponding day or the month's last), 148(5) (an end on a day off moves to the next working day).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from .clock import DAY_END, ONE_DAY, dates, second_of_day
from .explanation import Facts, Moment, Reckoning
from .law import Citation
from .rules import DueTime, DueTimeKind
from .term import Measure, Term, Unit
from .timeline import Timeline

_LAST_SECOND = DAY_END - 1  # 23:59:59

_HALF = Decimal("0.5")
_SKIPPING = frozenset({Measure.WORKING_TIME, Measure.WORKING_DAYS})


def _civil_code(article: str) -> Citation:
    return Citation("Bộ luật Dân sự 2015 (91/2015/QH13)", article, None, None, is_read=True)


FROM_THE_MOMENT = _civil_code("Điều 147 khoản 1")
FIRST_DAY_EXCLUDED = _civil_code("Điều 147 khoản 2, khoản 3")
END_ON_DAY_OFF = _civil_code("Điều 148 khoản 5")
END_OF_LAST_DAY = {
    Unit.DAYS: _civil_code("Điều 148 khoản 1"),
    Unit.WEEKS: _civil_code("Điều 148 khoản 2"),
    Unit.MONTHS: _civil_code("Điều 148 khoản 3"),
    Unit.YEARS: _civil_code("Điều 148 khoản 4"),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A term that is to run, the sources that grant it, and the step that its running makes."""

    term: Term
    citations: tuple[Citation, ...]
    code: str = "counted"
    reason: str | None = None


def count(reckoning: Reckoning, grant: Grant, timeline: Timeline) -> Reckoning:
    """Let a term run from where the reckoning stands; days and longer end at closing of their last day.

    Raises BeyondHorizon.
    """
    return _COUNTERS[grant.term.unit.measure](reckoning, grant, timeline)


def settle(
    reckoning: Reckoning, due_time: DueTime | None, counted_from: Moment, timeline: Timeline
) -> Reckoning:
    """Set the due moment within the due day, never before the deemed receipt."""
    moments = _due_moments(reckoning, due_time, counted_from, timeline)
    moment = next(moment for moment in moments if moment.instant >= counted_from.instant)
    return reckoning.move("settled", moment, lambda: {"due_time": due_time})


def _due_moments(
    reckoning: Reckoning, due_time: DueTime | None, counted_from: Moment, timeline: Timeline
) -> Iterator[Moment]:
    if due_time and due_time.kind is not DueTimeKind.CLOSE_OF_OFFICE:
        yield timeline.clock(reckoning.on, _due_second(due_time, counted_from.at))
    yield reckoning.moment
    # received after the day's closing by a rule that takes it as that day's all the same
    yield timeline.close(timeline.working_day(reckoning.on, 1))


def _due_second(due_time: DueTime, counted_from: datetime) -> int:
    if due_time.kind is DueTimeKind.END_OF_DAY:
        return _LAST_SECOND
    if due_time.kind is DueTimeKind.SAME_CLOCK_TIME:
        return second_of_day(counted_from)
    return due_time.second


def _working_time(reckoning: Reckoning, grant: Grant, timeline: Timeline) -> Reckoning:
    end = _after(timeline.add, reckoning, grant.term.seconds)
    facts = _facts(grant, timeline, reckoning.on, end.on)
    return reckoning.move(grant.code, end, facts, (*grant.citations, FROM_THE_MOMENT))


def _clock_time(reckoning: Reckoning, grant: Grant, timeline: Timeline) -> Reckoning:
    end = _after(timeline.elapse, reckoning, grant.term.seconds)
    facts = _facts(grant, timeline, reckoning.on, end.on)
    return _roll(reckoning.move(grant.code, end, facts, (*grant.citations, FROM_THE_MOMENT)), timeline)


def _after(run: Callable[[datetime, int], Moment], reckoning: Reckoning, seconds: int) -> Moment:
    """Let seconds run; an amount that rounds to none ends where it began, on that same day."""
    return run(reckoning.at, seconds) if seconds else reckoning.moment


def _working_days(reckoning: Reckoning, grant: Grant, timeline: Timeline) -> Reckoning:
    end = _end_of_working_days(reckoning.on, grant.term.amount, timeline)
    facts = _facts(grant, timeline, reckoning.on + ONE_DAY, end.on)
    return reckoning.move(grant.code, end, facts, (*grant.citations, FIRST_DAY_EXCLUDED))


def _end_of_working_days(since: date, amount: Decimal, timeline: Timeline) -> Moment:
    whole, share = int(amount), amount % 1
    if share:
        return _part_of_day(timeline, timeline.working_day(since, whole + 1), share)
    if whole:
        return timeline.close(timeline.working_day(since, whole))
    return timeline.closing(since) or timeline.close(timeline.working_day(since, 1))


def _calendar_days(reckoning: Reckoning, grant: Grant, timeline: Timeline) -> Reckoning:
    day = calendar_day(reckoning.on, int(grant.term.amount), grant.term.unit, timeline)
    facts = _facts(grant, timeline, reckoning.on + ONE_DAY, day)
    # the law's end of a day is 24:00 (148(6)); where nobody works, only the roll leads back to office hours
    end = (
        timeline.close(day) if timeline.is_working_day(day) else Moment(timeline.clock(day, DAY_END).at, day)
    )
    law = (FIRST_DAY_EXCLUDED, END_OF_LAST_DAY[grant.term.unit])
    return _roll(reckoning.move(grant.code, end, facts, (*grant.citations, *law)), timeline)


def calendar_day(since: date, amount: int, unit: Unit, timeline: Timeline) -> date:
    """Find the date so many days, weeks, months or years after another, or before it; 148(3) at month ends.

    Raises BeyondHorizon.
    """
    try:
        day = _CALENDAR_STEPS[unit](since, amount)
    except (OverflowError, ValueError):  # past year 9999
        raise timeline.beyond() from None
    return timeline.require(day)


_COUNTERS: dict[Measure, Callable[[Reckoning, Grant, Timeline], Reckoning]] = {
    Measure.WORKING_TIME: _working_time,
    Measure.CLOCK_TIME: _clock_time,
    Measure.WORKING_DAYS: _working_days,
    Measure.CALENDAR: _calendar_days,
}

_CALENDAR_STEPS: dict[Unit, Callable[[date, int], date]] = {
    Unit.DAYS: lambda on, amount: on + timedelta(days=amount),
    Unit.WEEKS: lambda on, amount: on + timedelta(weeks=amount),
    Unit.MONTHS: lambda on, amount: on + relativedelta(months=amount),
    Unit.YEARS: lambda on, amount: on + relativedelta(years=amount),
}


def _roll(reckoning: Reckoning, timeline: Timeline) -> Reckoning:
    """Move an end on a day off to the close of the next working day (148(5))."""
    if timeline.is_working_day(reckoning.on):
        return reckoning
    day = timeline.working_day(reckoning.on, 1)

    def facts() -> Facts:
        return {"skipped": timeline.days_off(reckoning.on, day - ONE_DAY)}

    return reckoning.move("rolled", timeline.close(day), facts, (END_ON_DAY_OFF,))


def _part_of_day(timeline: Timeline, day: date, share: Decimal) -> Moment:
    """Find the moment a part of a working day stands for.

    .5 is the end of the first of two sessions, .25 and .75 the middle of the first and of the last; on a day
    that has not two sessions, the moment when that share of its working time has run.
    """
    sessions = timeline.sessions(day)
    opens = sessions[0][0].at
    if len(sessions) != 2:
        worked = timeline.between(opens, sessions[-1][1].at)
        return timeline.add(opens, int(worked * share))
    (_, noon), (afternoon, closes) = sessions
    if share == _HALF:
        return noon
    start, end = (opens, noon.at) if share < _HALF else (afternoon.at, closes.at)
    return timeline.add(start, timeline.between(start, end) // 2)


def _facts(grant: Grant, timeline: Timeline, first: date, last: date) -> Callable[[], Facts]:
    """Tell which days the term counted and which it skipped; a calendar term and clock time skip none."""
    skips = grant.term.unit.measure in _SKIPPING

    def facts() -> Facts:
        counted = timeline.dates_worked(first, last) if skips else tuple(dates(first, last))
        skipped = timeline.days_off(first, last) if skips else ()
        return {"term": grant.term, "reason": grant.reason, "counted": counted, "skipped": skipped}

    return facts
