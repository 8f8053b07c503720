"""An interlinked dossier (liên thông): it passes from agency to agency, each with a term of its own.

Stages in working days that are only expected are one running sum, so that half days add up to whole ones.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from .clock import ONE_DAY
from .counting import Counted, Grant, count
from .courses import Course
from .errors import InvalidEvent, located
from .explanation import Facts, Moment, Reckoning
from .owed import NOTHING, Meter, Owed, Spent
from .rules import OutsideHours, Suspension
from .suspended import SuspendedTime, suspended_times
from .term import Measure, Term, Unit
from .timeline import Timeline

_UNUSED = Decimal(0)


@dataclass(frozen=True, slots=True)
class Stage:
    """One agency's part of an interlinked dossier; `completed_at` is None while it is only expected."""

    name: str
    authority: str
    timeline: Timeline
    term: Term
    completed_at: datetime | None = None

    @property
    def is_in_working_days(self) -> bool:
        """Is its term counted in working days?"""
        return self.term.unit.measure is Measure.WORKING_DAYS


@dataclass(frozen=True, slots=True)
class StageRun:
    """A stage, where it counts from, its term under way and where it landed.

    None of these is known while a stage before it is held.
    """

    stage: Stage
    counted_from: Moment | None = None
    course: Course | None = None
    counted: Counted | None = None
    suspended: tuple[SuspendedTime, ...] = ()

    @property
    def owed(self) -> Owed | None:
        """What it is measured by."""
        since, end = self.counted_from, self.counted
        if since is None or end is None:
            return None
        return Owed(since, end.due, (self.stage.term,), self.suspended, end.held is not None)

    @property
    def completed_at(self) -> datetime | None:
        """When it was completed, on its own calendar's clock."""
        at = self.stage.completed_at
        return None if at is None else self.stage.timeline.local(at)

    @property
    def due(self) -> Moment | None:
        """When it is due; None where that is not known."""
        return None if self.owed is None or self.owed.is_held else self.owed.due

    @property
    def is_late(self) -> bool | None:
        """Was it completed too late? None while it is not completed."""
        if self.owed is None or self.completed_at is None:
            return None
        return self.owed.standing(self.completed_at) > 0

    @property
    def slack(self) -> Spent | None:
        """The time between its completion and its due moment, negative where it was completed after it."""
        if self.owed is None or self.due is None or self.completed_at is None:
            return None
        meter = Meter(self.owed, self.stage.timeline)
        if self.completed_at.timestamp() <= self.due.instant:
            return meter.run(self.completed_at, self.due.at)
        return NOTHING.less(meter.run(self.due.at, self.completed_at))


@dataclass(frozen=True, slots=True)
class Passage:
    """A dossier's way through its stages; `end` is where the last lands, or where one is held."""

    runs: tuple[StageRun, ...]
    end: Counted

    @property
    def ends(self) -> tuple[Counted, ...]:
        """Where each stage landed, as far as is known."""
        return tuple(run.counted for run in self.runs if run.counted)


@dataclass(frozen=True, slots=True)
class _HandOver:
    """Where one stage ended and the next begins: a fact, or only expected.

    `used` is the part of that day which expected stages in working days have used up, by the calendar of the
    last of them.
    """

    reckoning: Reckoning
    is_real: bool
    used: Decimal = _UNUSED
    timeline: Timeline | None = None


class _Laid:
    """The suspensions of a dossier, laid together once on each calendar's clock: most stages share one."""

    def __init__(self, suspensions: tuple[Suspension, ...]) -> None:
        self._suspensions = suspensions
        self._laid: dict[int, tuple[SuspendedTime, ...]] = {}

    def concerning(self, stage: Stage, *, is_last: bool) -> tuple[SuspendedTime, ...]:
        """Leave out what began after a stage was completed; with the last the dossier itself falls due."""
        done, timeline = stage.completed_at, stage.timeline
        if done and not is_last:
            before = (one for one in self._suspensions if one.since.timestamp() < done.timestamp())
            return suspended_times(before, timeline)
        if id(timeline) not in self._laid:
            self._laid[id(timeline)] = suspended_times(self._suspensions, timeline)
        return self._laid[id(timeline)]


def pass_through(
    start: Reckoning, came_at: datetime, stages: tuple[Stage, ...], suspensions: tuple[Suspension, ...]
) -> Passage:
    """Let a dossier pass through its stages, of which there is at least one, from where a reckoning stands.

    Each begins when the one before was completed, else when that is due; the first may have been completed
    from `came_at` on, when the dossier came, though it is deemed received later. Raises BeyondHorizon and
    InvalidEvent `completed_before_start`, both placed at the stage.
    """
    runs: list[StageRun] = []
    end: Counted | None = None
    begin: _HandOver | None = _HandOver(start, is_real=True)
    laid = _Laid(suspensions)
    for index, stage in enumerate(stages):
        with located(f"/stages/{index}"):
            _check_completed(stage, came_at if index == 0 else begin.reckoning.at if begin else None)
            if begin is None:
                runs.append(StageRun(stage))
                continue
            run, begin = _run(stage, begin, laid.concerning(stage, is_last=index == len(stages) - 1))
            runs.append(run)
            end = run.counted
    assert end  # noqa: S101 - there is a stage
    if end.held:
        ended = tuple(suspension for suspension in suspensions if suspension.until)
        end = replace(end, due=pass_through(start, came_at, stages, ended).end.due)
    return Passage(tuple(runs), end)


def _check_completed(stage: Stage, begun_at: datetime | None) -> None:
    """Refuse a completion before the stage could begin; while one before it is held, none does."""
    at = stage.completed_at
    if at is None:
        return
    with located("/completed_at"):
        if begun_at is None or at.timestamp() < begun_at.timestamp():
            raise InvalidEvent("completed_before_start", stage=stage.name)
        stage.timeline.require(stage.timeline.local(at).date())


def _run(
    stage: Stage, begin: _HandOver, times: tuple[SuspendedTime, ...]
) -> tuple[StageRun, _HandOver | None]:
    entry = _enter(stage, begin)
    used = _carried(stage, begin, entry.moment)
    counted = _count(stage, entry, used, times)
    course = _grant(stage, entry, used).course(entry.moment, stage.timeline)
    return StageRun(stage, entry.moment, course, counted, times), _hand_over(stage, begin, counted, used)


def _enter(stage: Stage, begin: _HandOver) -> Reckoning:
    """Find where a stage counts from.

    What really came is deemed received in that office's hours. What is only expected is received so where the
    term runs in minutes or hours; for days its day is day 0, so that no hand-over costs one.
    """
    reckoning, timeline = begin.reckoning, stage.timeline
    at = timeline.local(reckoning.at)
    to = timeline.admit(at) if begin.is_real or stage.term.is_clocked else timeline.ending(at)
    if to.at.isoformat() == reckoning.at.isoformat():
        return replace(reckoning, moment=to)

    def facts() -> Facts:
        return {
            "stage": stage.name,
            "is_inside_hours": to.instant == at.timestamp(),
            "outside_hours": OutsideHours.NEXT_OPENING,
            "skipped": timeline.days_off(at.date(), to.on - ONE_DAY),
        }

    return reckoning.move("admitted", to, facts)


def _carried(stage: Stage, begin: _HandOver, since: Moment) -> Decimal:
    """Find how much of the day is used up already, if this office still has something of that day."""
    if not (begin.used and stage.is_in_working_days and stage.timeline.is_working_day(since.on)):
        return _UNUSED
    is_open = stage.timeline.close(since.on).instant > since.instant
    return begin.used if is_open or stage.timeline is begin.timeline else _UNUSED


def _count(stage: Stage, entry: Reckoning, used: Decimal, times: tuple[SuspendedTime, ...]) -> Counted:
    grant = _grant(stage, entry, used)
    counted = _ended_before(stage, entry, grant) or count(entry, grant, stage.timeline, times)
    if counted.held:
        return counted
    settled = {"stage": stage.name, "is_completed": False}
    return replace(counted, reckoning=counted.reckoning.move("settled", counted.due, settled.copy))


def _grant(stage: Stage, entry: Reckoning, used: Decimal) -> Grant:
    told = {"stage": stage.name, "used": Term(used, Unit.WORKING_DAYS) if used else None}
    if not used:
        return Grant(stage.term, (), told=told)
    # that day is the first of the sum, so the day before it is day 0
    total = replace(stage.term, amount=stage.term.amount + used)
    return Grant(total, (), told=told, day_zero=entry.on - ONE_DAY, own=stage.term)


def _ended_before(stage: Stage, entry: Reckoning, grant: Grant) -> Counted | None:
    """Take a stage as due where it begins, if its sum ended earlier on that day by this office's hours."""
    course = grant.course(entry.moment, stage.timeline)
    if course.reach(course.length).instant >= entry.moment.instant:
        return None
    facts = {"term": stage.term, "counted": (), "skipped": (), **grant.told}
    return Counted(entry.move("counted", entry.moment, facts.copy), entry.moment, entry.moment)


def _hand_over(stage: Stage, begin: _HandOver, counted: Counted, used: Decimal) -> _HandOver | None:
    """Find where the next stage begins; None where that is held."""
    if stage.completed_at:
        at = stage.timeline.local(stage.completed_at)
        done = {"stage": stage.name, "is_completed": True}
        return _HandOver(begin.reckoning.move("settled", Moment(at, at.date()), done.copy), is_real=True)
    if counted.held:
        return None
    used = (used + stage.term.amount) % 1 if stage.is_in_working_days else _UNUSED
    return _HandOver(counted.reckoning, is_real=False, used=used, timeline=stage.timeline)
