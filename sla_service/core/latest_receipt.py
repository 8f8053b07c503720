"""The inverse: the latest receipt whose result is still due in time.

Due dates do not grow with the receipt: a cutoff, a weekday promise, an end that rolls off a day off make
later receipts due earlier. So each rule is searched by itself, back from the last day on which it could end
in time; among the receipts of a day by halves, once both ends of a stretch count over the same days.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from .admission import admit
from .clock import DAY_END, ONE_DAY
from .dossier import Dossier
from .due_date import due_date, earliest
from .errors import BeyondHorizon, NotApplicable, SlaError, located
from .explanation import Moment, Reckoning
from .rules import OutsideHours, Receipt, Rule, Version, falls_on, not_covered
from .soonest import soonest
from .stages import Stage
from .timeline import Timeline
from .trials import Case, Office, Trial, possible_rules, try_rules

Stretch = tuple[date, int, int]  # the day that receipts count as, the first of them and the last


@dataclass(frozen=True, slots=True)
class Limit:
    """The last due day, or the last due moment, that is still in time; exactly one of the two.

    Raises NotApplicable `due_on_or_due_at`.
    """

    on: date | None = None
    at: datetime | None = None

    def __post_init__(self) -> None:
        if (self.on is None) == (self.at is None):
            raise NotApplicable("due_on_or_due_at", self.path)

    @property
    def path(self) -> str:
        """Its place in the request."""
        return "/due_on" if self.at is None else "/due_at"

    def is_met(self, due: Moment) -> bool:
        """Is what is due then in time?"""
        if self.on is not None:
            return due.on <= self.on
        return self.at is not None and due.instant <= self.at.timestamp()

    def last_second(self, timeline: Timeline) -> int:
        """Find the last second that is in time itself; raises BeyondHorizon."""
        if self.at is not None:
            timeline.require(timeline.ending(self.at).on)
            return int(self.at.timestamp())
        assert self.on is not None  # noqa: S101 - one of the two is given
        return _midnight_after(timeline.require(self.on), timeline) - 1


def latest_receipt(first: Receipt, office: Office, limit: Limit, stages: tuple[Stage, ...] = ()) -> datetime:
    """Find the last whole second of receipt whose result is due in time, on the office's clock.

    `first` is the dossier, received at the first moment that comes into question. Raises NotApplicable
    `unreachable` where no receipt is due in time, what `due_date` raises where the last in question has no
    due date (at once if it brings a term or an extension too many), and BeyondHorizon where the limit is out
    of the calendar.
    """
    with located(limit.path):
        last = limit.last_second(office.timeline)
    dossier = Dossier.of(first, office.timeline, stages)
    search = _Search(dossier, office, limit, min((last, *_events(dossier))))
    found = search.latest()
    if found is None:
        raise search.why_not()
    return search.at(found)


def _events(dossier: Dossier) -> Iterator[int]:
    """List when something happened to the dossier: it was received by then."""
    receipt = dossier.receipt
    yield from (int(restart.at.timestamp()) for restart in receipt.restarts)
    yield from (int(suspension.since.timestamp()) for suspension in receipt.suspensions)
    yield from (int(stage.completed_at.timestamp()) for stage in dossier.stages if stage.completed_at)


@dataclass(frozen=True, slots=True)
class _Search:
    """The receipts of a dossier up to a last one, in seconds since 1970 UTC, each tried once."""

    dossier: Dossier
    office: Office
    limit: Limit
    last: int
    tried: dict[int, tuple[Trial, ...] | SlaError] = field(default_factory=dict)

    @property
    def timeline(self) -> Timeline:
        return self.office.timeline

    @property
    def first(self) -> int:
        """The first second that comes into question."""
        timelines = (self.timeline, *(stage.timeline for stage in self.dossier.stages[:1]))
        begins = (int(timeline.clock(timeline.calendar.first, 0).instant) for timeline in timelines)
        return max(int(self.dossier.receipt.received_at.timestamp()), *begins)

    def at(self, second: int) -> datetime:
        return datetime.fromtimestamp(second, self.timeline.calendar.time_zone)

    def latest(self) -> int | None:
        """Find the last second whose result is due in time, by any rule."""
        if self.last < self.first or self._is_refused():
            return None
        if any(map(self._is_in_time, self._trials(self.last))):
            return self.last
        if self.dossier.receipt.restarts:
            return None  # the last restart decides, whenever the receipt was
        best = self.first - 1
        for rule in possible_rules(self.dossier, self.office):
            for version in rule.versions:
                best = self._by(rule, version, best)
        return best if best >= self.first else None

    def why_not(self) -> SlaError:
        """Tell why the last receipt has no due date; where it has one, none is in time."""
        try:
            due_date(self._receipt(self.last), self.office, self.dossier.stages, is_explained=False)
        except BeyondHorizon:
            pass
        except SlaError as error:
            return error
        return NotApplicable("unreachable", self.limit.path)

    def _is_refused(self) -> bool:
        """Is the last receipt refused for what the caller brings, a term or an extension too many?

        Whoever brings one by mistake is to hear of it, not of a receipt years ago.
        """
        receipt = self.dossier.receipt
        may_be = receipt.extensions or (receipt.term and receipt.procedure)
        return bool(may_be) and self.why_not().code in ("term_not_allowed", "extension_not_allowed")

    def _by(self, rule: Rule, version: Version, best: int) -> int:
        """Find the last second after `best` whose result a version makes due in time; else `best` again."""
        if not_covered(version.applies, self.dossier.receipt):
            return best
        for on, first, last in _STRETCHES[version.outside_hours](self, self._last_hope(rule, version)):
            if last <= best or on < version.in_force.since:
                break
            if self._speaks(version, on):
                self.tried.clear()  # what was tried on later days is not asked for again
                found = self._within(rule, max(first, best + 1), last)
                if found is not None:
                    return found
        return best

    def _speaks(self, version: Version, on: date) -> bool:
        is_working_day = self.timeline.is_working_day(on)
        return version.in_force.covers(on) and falls_on(version.applies, on, is_working_day=is_working_day)

    def _last_hope(self, rule: Rule, version: Version) -> int:
        """Find the last second from which a version could end in time, did nothing move its end on."""
        seconds = range(self.first, self.last + 1)

        def is_hopeless(second: int) -> bool:
            try:
                entries = admit(self._receipt(second), self.timeline, is_explained=False)
            except BeyondHorizon:
                return True
            ends = soonest(rule, version, entries[version.outside_hours], self.dossier)
            return not any(map(self.limit.is_met, ends))

        return self.first - 1 + bisect_left(seconds, True, key=is_hopeless)

    def deemed(self, last: int) -> Iterator[Stretch]:
        """Go back through the receipts up to a last one, by the day whose office hours they are deemed in."""
        at = self.at(last)
        closing = self.timeline.next_closing(at) or self.timeline.previous_closing(at)
        while closing:
            on = closing.on
            before = self.timeline.previous_closing(self.timeline.clock(on, 0).at)
            ends = self.timeline.closing(on)
            assert ends  # noqa: S101 - there is a closing on that day
            yield on, _after(before) if before else self.first, min(_after(ends) - 1, last)
            closing = before

    def as_they_came(self, last: int) -> Iterator[Stretch]:
        """Go back through the receipts up to a last one, by their own dates."""
        on = self.at(last).date()
        while on >= self.timeline.calendar.first:
            midnight = int(self.timeline.clock(on, 0).instant)
            yield on, midnight, min(_midnight_after(on, self.timeline) - 1, last)
            on -= ONE_DAY

    def _within(self, rule: Rule, first: int, last: int) -> int | None:
        """Find the last second of a stretch whose result a rule makes due in time.

        On each part of it that counts over the same days, due moments do not fall as the receipt grows.
        """
        if first > last:
            return None
        if self._is_met(rule, last):
            return last
        if self._days(rule, first) != self._days(rule, last):
            middle = (first + last) // 2
            later = self._within(rule, middle + 1, last)
            return self._within(rule, first, middle) if later is None else later
        if not self._is_met(rule, first):
            return None
        late = bisect_left(range(first, last), True, key=lambda second: not self._is_met(rule, second))
        return first + late - 1

    def _is_met(self, rule: Rule, second: int) -> bool:
        trial = self._trial(rule, second)
        return trial is not None and self._is_in_time(trial)

    def _is_in_time(self, trial: Trial) -> bool:
        due = trial.run.due if trial.run else None
        return due is not None and self.limit.is_met(due)

    def _days(self, rule: Rule, second: int) -> tuple[object, ...]:
        """Tell over which days a rule counts from a receipt, or why it does not."""
        tried = self._try(second)
        if isinstance(tried, SlaError):
            return tried.code, tried.path
        trial = self._trial(rule, second)
        if trial is None or trial.run is None:
            return (trial and trial.code,)
        return trial.run.counted_from.on, trial.run.terms, trial.run.days

    def _trial(self, rule: Rule, second: int) -> Trial | None:
        return next((trial for trial in self._trials(second) if trial.rule.id == rule.id), None)

    def _trials(self, second: int) -> tuple[Trial, ...]:
        tried = self._try(second)
        return () if isinstance(tried, SlaError) else tried

    def _try(self, second: int) -> tuple[Trial, ...] | SlaError:
        """Try every rule for a receipt, or find why it has no due date."""
        if second not in self.tried:
            try:
                self.tried[second] = self._try_anew(second)
            except SlaError as error:
                self.tried[second] = error
        return self.tried[second]

    def _try_anew(self, second: int) -> tuple[Trial, ...]:
        dossier = replace(self.dossier, receipt=self._receipt(second))
        case = Case.of(dossier, self.office, is_explained=False)
        trials = try_rules(case)
        run = earliest(trials).run
        if run and case.dossier.stages:
            case.dossier.passage(Reckoning(run.counted_from, is_recorded=False))
        return trials

    def _receipt(self, second: int) -> Receipt:
        return replace(self.dossier.receipt, received_at=self.at(second))


_STRETCHES = {OutsideHours.NEXT_OPENING: _Search.deemed, OutsideHours.SAME_DAY: _Search.as_they_came}


def _after(closing: Moment) -> int:
    """Find the first second after a closing; one at 24:00 is the next day's already."""
    return int(closing.instant) + (closing.at.date() == closing.on)


def _midnight_after(on: date, timeline: Timeline) -> int:
    return int(timeline.clock(on, DAY_END).instant)
