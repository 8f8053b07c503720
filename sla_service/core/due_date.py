"""One receipt → candidates → the earliest: admit, count, settle, extend.

Decree 61/2018/NĐ-CP art. 17(1)(c): the term starts when the complete dossier is accepted. A promise can only
shorten it, so the earliest due moment wins.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from .admission import admit
from .dossier import Dossier, TermsRun, run_terms
from .errors import BeyondHorizon, NotApplicable, SlaError
from .explanation import Moment, Reckoning, Step
from .law import ALWAYS, Text
from .rules import (
    OutsideHours,
    Receipt,
    Rule,
    RuleKind,
    Version,
    check_extensions,
    falls_on,
    refusal,
)
from .suspended import SuspendedTime
from .term import Term
from .timeline import Timeline

_CALLER_TITLE = Text("Thời hạn do bên gọi nêu", "Term brought by the caller")


@dataclass(frozen=True, slots=True)
class Office:
    """An authority's counter: its compiled calendar and the promises that bind it, nearest first.

    `commitments` pairs each promise with its distance: 0 for the office's own, 1 for its parent's, and so on.
    """

    id: str
    timeline: Timeline
    commitments: tuple[tuple[int, Rule], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that was looked at: `code` says why it does not apply, or whether it was `chosen` or is `later`.

    `due` is None where the rule does not apply, and where its end lies beyond the calendar.
    """

    rule: Rule
    code: str
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
class DueDate:
    """When the result is owed, by which rule, and how that was found.

    `due` is the moment that is printed on the slip, unless it is held: then it is when the result would have
    been due, and `remaining` is what is left of the term that is held. `terms` are the one granted and those
    of the extensions so far; `working_days` those after the day of the deemed receipt up to and with the due
    day; `unsettled_years` the years between the two that no notice has wholly settled; `steps` are empty
    where nobody asked.
    """

    received_at: datetime
    counted_from: Moment
    due: Moment
    remaining: Term | None
    appointments: tuple[Appointment, ...]
    terms: tuple[Term, ...]
    rule: Rule
    version: Version
    candidates: tuple[Candidate, ...]
    service_days: tuple[Rule, ...]
    working_days: int
    suspended: tuple[SuspendedTime, ...]
    unsettled_years: tuple[int, ...]
    steps: tuple[Step, ...]

    @property
    def is_held(self) -> bool:
        """Does a suspension without an end keep the term from ending?"""
        return self.remaining is not None

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
        return tuple(time for time in self.suspended if time.since.timestamp() >= self.due.instant)

    @property
    def is_same_day(self) -> bool:
        """Is it due on the day of the deemed receipt?"""
        return self.due.on == self.counted_from.on

    @property
    def is_no_appointment(self) -> bool:
        """Does the promise of a no-appointment day cover it, whichever rule gives the earlier moment?"""
        covering = (candidate.rule for candidate in self.candidates if candidate.code in ("chosen", "later"))
        return any(rule.model == "no_appointment" for rule in covering)

    @property
    def is_unconfirmed(self) -> bool:
        """Does it rest on a promise of which nobody has confirmed that it still holds?"""
        since = self.version.unconfirmed_since
        return since is not None and since <= self.counted_from.on


@dataclass(frozen=True, slots=True)
class _Trial:
    """A rule that was tried: refused by a code, counted to its end, or counted past the calendar."""

    rule: Rule
    distance: float
    code: str | None = None
    run: TermsRun | None = None
    fault: SlaError | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """One receipt at one office, admitted both ways: deemed received in office hours, and as it came."""

    dossier: Dossier
    office: Office
    entries: Mapping[OutsideHours, Reckoning]

    @property
    def timeline(self) -> Timeline:
        return self.office.timeline

    def in_force(self, rule: Rule) -> tuple[Version, Reckoning] | None:
        """Find the version in force at its own deemed receipt, and the count that starts there."""
        for handling, entry in self.entries.items():
            version = rule.version_on(entry.on)
            if version and version.outside_hours is handling:
                return version, entry
        return None


def due_date(receipt: Receipt, office: Office, *, is_explained: bool = True) -> DueDate:
    """Find when a result is due.

    Raises NotApplicable `no_term` or `term_not_allowed`, InvalidEvent `extension_not_allowed` and
    BeyondHorizon `beyond_horizon`.
    """
    entries = admit(receipt, office.timeline, is_explained=is_explained)
    case = _Case(Dossier.of(receipt, office.timeline), office, entries)
    trials = tuple(_try(rule, distance, case) for distance, rule in _rules(case))
    return _answer(_earliest(trials), trials, case)


def _rules(case: _Case) -> Iterator[tuple[float, Rule]]:
    """List the statutory or the caller's term, then every promise, nearest first."""
    first = _statutory_or_caller(case)
    if first:
        yield math.inf, first
    for distance, rule in case.office.commitments:
        if rule.grants_a_term:
            yield distance, rule


def _statutory_or_caller(case: _Case) -> Rule | None:
    procedure, term = case.dossier.receipt.procedure, case.dossier.receipt.term
    if procedure and case.in_force(procedure):
        if term:
            raise NotApplicable("term_not_allowed", "/term", procedure=procedure.id)
        return procedure
    if term:
        return Rule("caller", RuleKind.CALLER, _CALLER_TITLE, (Version(ALWAYS, term),))
    return procedure


def _try(rule: Rule, distance: float, case: _Case) -> _Trial:
    found = case.in_force(rule)
    if not found:
        return _Trial(rule, distance, "not_in_force")
    version, entry = found
    is_working_day = case.timeline.is_working_day(entry.on)
    code = refusal(version, case.dossier.receipt, entry.moment, is_working_day=is_working_day)
    if code:
        return _Trial(rule, distance, code)
    check_extensions(version, case.dossier.receipt)
    try:
        return _Trial(rule, distance, run=run_terms(rule, version, entry, case.dossier))
    except BeyondHorizon as fault:
        return _Trial(rule, distance, fault=fault)


def _earliest(trials: tuple[_Trial, ...]) -> _Trial:
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


def _answer(chosen: _Trial, trials: tuple[_Trial, ...], case: _Case) -> DueDate:
    assert chosen.run  # noqa: S101 - only a rule that counted to its end is chosen
    run, timeline = chosen.run, case.timeline
    since, end = run.counted_from, run.end
    appointments = tuple(
        Appointment(end.due, _apology(end.due.on, since.on, term, timeline))
        for end, term in zip(run.ends, run.terms, strict=True)
        if not end.held
    )
    return DueDate(
        received_at=timeline.local(case.dossier.receipt.received_at),
        counted_from=since,
        due=end.due,
        remaining=end.held,
        appointments=appointments,
        terms=run.terms,
        rule=chosen.rule,
        version=run.version,
        candidates=tuple(_candidate(trial, chosen) for trial in trials),
        service_days=tuple(service_days_on(since.on, case.office)),
        working_days=timeline.working_days(since.on, end.due.on),
        suspended=case.dossier.suspended,
        unsettled_years=timeline.calendar.unsettled_years(since.on, end.due.on),
        steps=end.reckoning.steps,
    )


def _candidate(trial: _Trial, chosen: _Trial) -> Candidate:
    code = trial.code or ("chosen" if trial is chosen else "later")
    return Candidate(trial.rule, code, trial.run.due if trial.run else None)


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
