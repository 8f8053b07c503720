"""Every rule that might give a due date is tried: refused by a code, or counted to its end."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .admission import admit
from .dossier import Dossier, TermsRun, run_stages, run_terms
from .errors import BeyondHorizon, NotApplicable, SlaError
from .explanation import Moment, Reckoning
from .law import ALWAYS, Text
from .rules import OutsideHours, Rule, RuleKind, Version, check_extensions, refusal
from .term import Term
from .timeline import Timeline

_CALLER_TITLE = Text("Thời hạn do người hỏi nêu", "Term brought by the caller")


STAGES = Rule(
    "caller",
    RuleKind.CALLER,
    Text("Thời hạn các bước do người hỏi nêu", "Stages brought by the caller"),
    (Version(ALWAYS, None),),
)


@dataclass(frozen=True, slots=True)
class Office:
    """An authority's counter: its compiled calendar and the promises that bind it, nearest first.

    `commitments` pairs each promise with its distance: 0 for the office's own, 1 for its parent's, and so on.
    """

    id: str
    timeline: Timeline
    commitments: tuple[tuple[int, Rule], ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule that was tried: refused by a code, counted to its end, or counted past the calendar.

    `version` is the one in force, and `counted_from` the deemed receipt by which it was judged.
    """

    rule: Rule
    distance: float
    version: Version | None = None
    counted_from: Moment | None = None
    code: str | None = None
    run: TermsRun | None = None
    fault: SlaError | None = None

    @property
    def applies(self) -> bool:
        """Does the rule speak for the receipt?"""
        return self.code is None


@dataclass(frozen=True, slots=True)
class Case:
    """One receipt at one office, admitted both ways: deemed received in office hours, and as it came."""

    dossier: Dossier
    office: Office
    entries: Mapping[OutsideHours, Reckoning]

    @classmethod
    def of(cls, dossier: Dossier, office: Office, *, is_explained: bool) -> "Case":
        """Admit a dossier; raises BeyondHorizon."""
        return cls(dossier, office, admit(dossier.receipt, office.timeline, is_explained=is_explained))

    @property
    def timeline(self) -> Timeline:
        """The calendar of the office."""
        return self.office.timeline

    def in_force(self, rule: Rule) -> tuple[Version, Reckoning] | None:
        """Find the version in force at its own deemed receipt, and the count that starts there."""
        for handling, entry in self.entries.items():
            version = rule.version_on(entry.on)
            if version and version.outside_hours is handling:
                return version, entry
        return None

    def is_known_later(self, rule: Rule) -> bool:
        """Is a version in force of which nobody knew yet on the day that is asked about?"""
        return any(version.in_force.covers(self.entries[version.outside_hours].on) for version in rule.later)


def try_rules(case: Case) -> tuple[Trial, ...]:
    """Try the statutory or the caller's term, then every promise, nearest first.

    Where there is no such term, the stages of an interlinked dossier stand for it, and no promise shortens
    them. Raises NotApplicable `term_not_allowed`, InvalidEvent `extension_not_allowed`, and what
    `Dossier.passage` raises.
    """
    own = tuple(_try(rule, math.inf, case) for rule in _statutory_or_caller(case))
    is_staged = bool(case.dossier.stages) and not any(trial.applies for trial in own)
    promised = tuple(
        _try(rule, distance, case, is_staged=is_staged)
        for distance, rule in case.office.commitments
        if rule.grants_a_term
    )
    return (*own, _try_stages(case), *promised) if is_staged else (*own, *promised)


def possible_rules(dossier: Dossier, office: Office) -> Iterator[Rule]:
    """List the rules of which one may decide, whenever the dossier is received."""
    receipt = dossier.receipt
    if receipt.procedure:
        yield receipt.procedure
    if receipt.term:
        yield _callers(receipt.term)
    elif dossier.stages:
        yield STAGES
    yield from (rule for _, rule in office.commitments if rule.grants_a_term)


def _statutory_or_caller(case: Case) -> Iterator[Rule]:
    procedure, term = case.dossier.receipt.procedure, case.dossier.receipt.term
    if procedure and term and case.in_force(procedure):
        raise NotApplicable("term_not_allowed", "/term", procedure=procedure.id)
    if term:
        yield _callers(term)
    elif procedure:
        yield procedure


def _callers(term: Term) -> Rule:
    return Rule("caller", RuleKind.CALLER, _CALLER_TITLE, (Version(ALWAYS, term),))


def _try(rule: Rule, distance: float, case: Case, *, is_staged: bool = False) -> Trial:
    found = case.in_force(rule)
    if not found:
        return Trial(rule, distance, code="known_later" if case.is_known_later(rule) else "not_in_force")
    version, entry = found
    is_working_day = case.timeline.is_working_day(entry.on)
    code = refusal(version, case.dossier.receipt, entry.moment, is_working_day=is_working_day)
    if code or is_staged:
        return Trial(rule, distance, version, entry.moment, code or "stages")
    check_extensions(version, case.dossier.receipt)
    try:
        run = run_terms(rule, version, entry, case.dossier)
        return Trial(rule, distance, version, entry.moment, run=run)
    except BeyondHorizon as fault:
        return Trial(rule, distance, version, entry.moment, fault=fault)


def _try_stages(case: Case) -> Trial:
    entry = case.entries[OutsideHours.NEXT_OPENING]
    return Trial(STAGES, math.inf, STAGES.versions[0], entry.moment, run=run_stages(entry, case.dossier))
