"""One receipt → candidates → the earliest: admit, count, settle, extend.

Decree 61/2018/NĐ-CP art. 17(1)(c): the term starts when the complete dossier is accepted. A promise can only
shorten it, so the earliest due moment wins.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from .counting import Counted
from .dossier import Dossier, TermsRun
from .errors import BeyondHorizon, NotApplicable
from .explanation import Moment, Reckoning, Step
from .owed import Owed
from .rules import Receipt, Rule, Version, falls_on
from .stages import Stage, StageRun
from .suspended import SuspendedTime
from .term import Term
from .timeline import Timeline
from .trials import STAGES, Case, Office, Trial, try_rules


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that was looked at: `code` says why it does not apply, or whether it was `chosen` or is `later`.

    `version` is the one in force at `counted_from`, the deemed receipt by which this rule was judged; both
    are None where none is. `due` is None where the rule does not apply, and where its end lies beyond the
    calendar.
    """

    rule: Rule
    code: str
    version: Version | None
    counted_from: Moment | None
    due: Moment | None


@dataclass(frozen=True, slots=True)
class Appointment:
    """A due date as the slip has it, with the day by which an apology for missing it is owed.

    `apology_due_on` is the working day before (Decree 61/2018 art. 19(9)); None where that is before the day
    of the deemed receipt, and for terms in hours or minutes.
    """

    due: Moment
    apology_due_on: date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The stages of an interlinked dossier, and how they stand to a term of its own.

    `exceeds_term`: as promised, they would end after it is due; `is_behind`: after what is completed so far,
    they will.
    """

    runs: tuple[StageRun, ...] = ()
    exceeds_term: bool = False
    is_behind: bool = False


@dataclass(frozen=True, slots=True)
class DueDate:
    """When the result is owed, by which rule, and how that was found.

    `remaining` is what is left of the term that is held; `working_days` those after the day of the deemed
    receipt up to and with the due day; `unsettled_years` the years between the two that no notice has wholly
    settled; `steps` are empty where nobody asked.
    """

    received_at: datetime
    owed: Owed
    remaining: Term | None
    appointments: tuple[Appointment, ...]
    rule: Rule
    version: Version
    candidates: tuple[Candidate, ...]
    service_days: tuple[Rule, ...]
    working_days: int
    unsettled_years: tuple[int, ...]
    steps: tuple[Step, ...]
    plan: Plan

    @property
    def counted_from(self) -> Moment:
        """The deemed receipt."""
        return self.owed.counted_from

    @property
    def due(self) -> Moment:
        """The moment that is printed on the slip; while it is held, when it would have been due."""
        return self.owed.due

    @property
    def is_held(self) -> bool:
        """Does a suspension without an end keep the term from ending?"""
        return self.owed.is_held

    @property
    def appointment(self) -> Appointment | None:
        """The due date that holds now; None while it is held."""
        return None if self.is_held else self.appointments[-1]

    @property
    def extended_from(self) -> tuple[Appointment, ...]:
        """The due dates before each extension."""
        return self.appointments if self.is_held else self.appointments[:-1]

    @property
    def without_effect(self) -> tuple[SuspendedTime, ...]:
        """The suspended time that begins when the result is due already, or later."""
        return tuple(time for time in self.owed.suspended if time.since.timestamp() >= self.due.instant)

    @property
    def is_same_day(self) -> bool:
        """Is it due on the day of the deemed receipt?"""
        return self.due.on == self.counted_from.on

    @property
    def granted(self) -> tuple[Term, ...]:
        """The term granted, or those of the stages; extensions come after them in `owed.terms`."""
        return self.owed.terms[: len(self.plan.runs) if self.rule is STAGES else 1]

    @property
    def covering(self) -> tuple[Rule, ...]:
        """The rules that cover it, whichever gives the earlier moment."""
        return tuple(candidate.rule for candidate in self.candidates if candidate.code in ("chosen", "later"))

    @property
    def own_service_days(self) -> tuple[Rule, ...]:
        """Those of the service days whose promise covers it, or which promise no term."""
        covering = self.covering
        return tuple(rule for rule in self.service_days if rule in covering or not rule.grants_a_term)

    @property
    def is_no_appointment(self) -> bool:
        """Does the promise of a no-appointment day cover it, whichever rule gives the earlier moment?"""
        return any(rule.model == "no_appointment" for rule in self.covering)

    @property
    def is_unconfirmed(self) -> bool:
        """Does it rest on a promise of which nobody has confirmed that it still holds?"""
        return self.version.is_unconfirmed_on(self.counted_from.on)


def due_date(
    receipt: Receipt, office: Office, stages: tuple[Stage, ...] = (), *, is_explained: bool = True
) -> DueDate:
    """Find when a result is due, of an interlinked dossier also stage by stage.

    Raises NotApplicable `no_term` or `term_not_allowed`, InvalidEvent `extension_not_allowed` or
    `completed_before_start`, and BeyondHorizon `beyond_horizon`.
    """
    case = Case.of(Dossier.of(receipt, office.timeline, stages), office, is_explained=is_explained)
    trials = try_rules(case)
    return _answer(earliest(trials), trials, case)


def earliest(trials: tuple[Trial, ...]) -> Trial:
    """The earliest end wins; on a tie the most local, then the statutory, then by id.

    What is held would have ended after the suspension began, so that it is never earlier than what is due.
    """
    ended = [
        (trial.run.would_end.instant, trial.distance, trial.rule.id, trial) for trial in trials if trial.run
    ]
    if ended:
        return min(ended, key=lambda ranked: ranked[:3])[3]
    for trial in trials:
        if trial.fault:
            raise trial.fault
    raise NotApplicable("no_term", "/term")


def _answer(chosen: Trial, trials: tuple[Trial, ...], case: Case) -> DueDate:
    assert chosen.run  # noqa: S101 - only a rule that counted to its end is chosen
    assert chosen.version  # noqa: S101 - and it counted by a version
    run, timeline = chosen.run, case.timeline
    since, end = run.counted_from, run.end
    owed = Owed(since, end.due, run.terms, case.dossier.suspended, end.held is not None)
    return DueDate(
        received_at=timeline.local(case.dossier.receipt.received_at),
        owed=owed,
        remaining=end.held,
        appointments=_appointments(run, timeline),
        rule=chosen.rule,
        version=chosen.version,
        candidates=tuple(_candidate(trial, chosen) for trial in trials),
        service_days=tuple(service_days_on(since.on, case.office)),
        working_days=timeline.working_days(since.on, end.due.on),
        unsettled_years=timeline.calendar.unsettled_years(since.on, end.due.on),
        steps=end.reckoning.steps,
        plan=Plan(run.passage.runs) if run.passage else _plan(case.dossier, owed),
    )


def _appointments(run: TermsRun, timeline: Timeline) -> tuple[Appointment, ...]:
    """List the due dates, the first by the last term before any extension."""
    return tuple(
        Appointment(end.due, _apology(end.due.on, run.counted_from.on, term, timeline))
        for end, term in zip(run.ends, run.terms[-len(run.ends) :], strict=True)
        if not end.held
    )


def _plan(dossier: Dossier, owed: Owed) -> Plan:
    """Lay the stages beside a term that does not come from them."""
    if not dossier.stages:
        return Plan()
    start = Reckoning(owed.counted_from, is_recorded=False)
    passage = dossier.passage(start)
    promised = tuple(replace(stage, completed_at=None) for stage in dossier.stages)
    is_begun = any(stage.completed_at for stage in dossier.stages)
    return Plan(
        passage.runs,
        exceeds_term=_is_promised_too_late(replace(dossier, stages=promised), start, owed),
        is_behind=is_begun and _is_too_late(passage.end, owed, dossier.timeline),
    )


def _is_promised_too_late(dossier: Dossier, start: Reckoning, owed: Owed) -> bool:
    try:
        return _is_too_late(dossier.passage(start).end, owed, dossier.timeline)
    except BeyondHorizon:  # later than anything that is due
        return not owed.is_held


def _is_too_late(end: Counted, owed: Owed, timeline: Timeline) -> bool:
    """Do the stages end after the dossier is due? Of what is held nobody can tell."""
    is_held = end.held is not None or owed.is_held
    return not is_held and owed.is_before(timeline.ending(end.due.at))


def _candidate(trial: Trial, chosen: Trial) -> Candidate:
    code = trial.code or ("chosen" if trial is chosen else "later")
    due = trial.run.due if trial.run else None
    return Candidate(trial.rule, code, trial.version, trial.counted_from, due)


def _apology(due_on: date, since: date, term: Term, timeline: Timeline) -> date | None:
    day = timeline.working_day_before(due_on)
    return None if term.is_clocked or day is None or day < since else day


def service_days_on(on: date, office: Office) -> Iterator[Rule]:
    """List the models whose day it is at an office; those lost on a day off are left out."""
    is_working_day = office.timeline.is_working_day(on)
    for _, rule in office.commitments:
        version = rule.version_on(on)
        if version and version.applies.days and falls_on(version.applies, on, is_working_day=is_working_day):
            yield rule


def service_days_among(days: Iterable[date], office: Office) -> tuple[tuple[Rule, tuple[date, ...]], ...]:
    """List the models held on some of the days, each with those, in the order in which they come up."""
    held: dict[str, tuple[Rule, list[date]]] = {}
    for on in days:
        for rule in service_days_on(on, office):
            held.setdefault(rule.id, (rule, []))[1].append(on)
    return tuple((rule, tuple(dates)) for rule, dates in held.values())
