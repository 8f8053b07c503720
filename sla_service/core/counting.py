"""How a term is counted to its due moment: it runs, past suspended time; its end rolls off a day off.

Civil Code 2015 art. 148(5): an end on a day off moves to the next working day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from .clock import DAY_END, ONE_DAY, second_of_day
from .courses import COURSES, END_ON_DAY_OFF, Course
from .explanation import Facts, Moment, Reckoning
from .law import Citation
from .rules import DueTime, DueTimeKind
from .suspended import SuspendedTime
from .term import Term
from .timeline import Timeline

_LAST_SECOND = DAY_END - 1  # 23:59:59


@dataclass(frozen=True, slots=True)
class Grant:
    """A term that is to run, the sources that grant it, and the step that its running makes.

    `told` are further facts of that step; `due_time` sets the due moment within the due day, None leaves the
    end where the term has it. `day_zero` is the start's own day unless it is named. `own` is the part of the
    term that this grant itself brings, where the rest was used up before: no more than that is ever left.
    """

    term: Term
    citations: tuple[Citation, ...]
    code: str = "counted"
    told: Facts = field(default_factory=dict)
    due_time: DueTime | None = None
    day_zero: date | None = None
    own: Term | None = None

    def course(self, start: Moment, timeline: Timeline) -> Course:
        """Put the term on its course."""
        since = start if self.day_zero is None else Moment(start.at, self.day_zero)
        return COURSES[self.term.unit.measure](since, self.term, timeline)


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a term landed: the reckoning at its end, and the due moment, never before the start.

    `ran_out` is where the term itself ended, before a day off or suspended time moved the end on. `held` is
    what is left of it where a suspension without an end stops it before `due`, which is then when it would
    have been due.
    """

    reckoning: Reckoning
    due: Moment
    ran_out: Moment
    held: Term | None = None


@dataclass(frozen=True, slots=True)
class _Count:
    """A grant on its course, from where a reckoning stands."""

    start: Reckoning
    grant: Grant
    course: Course

    @property
    def timeline(self) -> Timeline:
        return self.course.timeline

    def due(self, end: Moment) -> Moment:
        """Find the due moment of an end, without regard to suspended time."""
        return self.within_day(self.rolled(end))

    def rolled(self, end: Moment) -> Moment:
        """Move an end on a day off to the close of the next working day."""
        if not self.course.rolls or self.timeline.is_working_day(end.on):
            return end
        return self.timeline.close(self.timeline.working_day(end.on, 1))

    def within_day(self, end: Moment) -> Moment:
        """Find the due moment within the day of an end, never before the start."""
        since = self.start.moment.instant
        return next(moment for moment in self._within_day(end) if moment.instant >= since)

    def _within_day(self, end: Moment) -> Iterator[Moment]:
        due_time = self.grant.due_time
        if due_time and due_time.kind is not DueTimeKind.CLOSE_OF_OFFICE:
            yield self.timeline.clock(end.on, _due_second(due_time, self.start.at))
        yield end
        # received after the day's closing by a rule that takes it as that day's all the same
        yield self.timeline.close(self.timeline.working_day(end.on, 1))


def count(
    start: Reckoning, grant: Grant, timeline: Timeline, suspended: tuple[SuspendedTime, ...] = ()
) -> Counted:
    """Count a term from where a reckoning stands to its due moment, past suspended time.

    Raises BeyondHorizon.
    """
    counting = _Count(start, grant, grant.course(start.moment, timeline))
    course = counting.course
    length, going = course.length, _run(counting)
    due = counting.due(going.moment)
    for time in suspended:
        if due.instant <= time.since.timestamp():
            break
        if time.until is None:
            return _held(counting, time, length, due)
        lost = course.lost(time, length)
        if lost:
            length += lost
            going = _suspend(going, time, course.reach(length))
            due = counting.due(going.moment)
    return _land(counting, going, suspended)


def _run(counting: _Count) -> Reckoning:
    course, grant = counting.course, counting.grant
    end = course.reach(course.length)

    def facts() -> Facts:
        skipped = course.timeline.days_off(course.first_day, end.on) if course.skips else ()
        counted = tuple(course.used(end.on))
        return {"term": grant.own or grant.term, "counted": counted, "skipped": skipped, **grant.told}

    return counting.start.move(grant.code, end, facts, (*grant.citations, *course.law))


def _suspend(going: Reckoning, time: SuspendedTime, to: Moment) -> Reckoning:
    facts = {"from": time.since, "until": time.until, "reasons": time.reasons}
    return going.move("suspended", to, facts.copy)


def _land(counting: _Count, going: Reckoning, suspended: tuple[SuspendedTime, ...]) -> Counted:
    """Roll the end off a day off, and the due moment out of suspended time: it never lies in it."""
    ran_out = going.moment
    going = _roll(counting, going)
    due = counting.within_day(going.moment)
    while time := _suspended_at(counting, going.moment, due, suspended):
        if time.until is None:
            return _held(counting, time, 0, due)
        going = _suspend(going, time, counting.course.resume(due.on, time.until))
        due = counting.within_day(going.moment)
    return Counted(going, due, ran_out)


def _suspended_at(
    counting: _Count, end: Moment, due: Moment, suspended: tuple[SuspendedTime, ...]
) -> SuspendedTime | None:
    """Find the suspended time in which the due moment lies, or the closing by which its day counts."""
    moments = (end, due) if counting.course.closes else (due,)
    for time in suspended:
        if time.since.timestamp() < due.instant and any(time.holds(moment.instant) for moment in moments):
            return time
    return None


def _held(counting: _Count, time: SuspendedTime, length: int, due: Moment) -> Counted:
    """Stop where the suspension without an end begins, also where the count only starts within it."""
    start, course = counting.start, counting.course
    left = course.left(max(length - max(course.passed(time.since), 0), 0))
    own = counting.grant.own
    if own and left.amount > own.amount:
        left = own
    to = Moment(time.since, time.since.date())
    facts = {"from": time.since, "until": None, "reasons": time.reasons, "remaining": left}
    return Counted(start.move("suspended", to, facts.copy), due, due, left)


def _roll(counting: _Count, going: Reckoning) -> Reckoning:
    """Move an end on a day off to the close of the next working day (148(5))."""
    to = counting.rolled(going.moment)
    if to.on == going.on:
        return going

    def facts() -> Facts:
        return {"skipped": counting.timeline.days_off(going.on, to.on - ONE_DAY)}

    return going.move("rolled", to, facts, (END_ON_DAY_OFF,))


def _due_second(due_time: DueTime, counted_from: datetime) -> int:
    if due_time.kind is DueTimeKind.END_OF_DAY:
        return _LAST_SECOND
    if due_time.kind is DueTimeKind.SAME_CLOCK_TIME:
        return second_of_day(counted_from)
    return due_time.second
