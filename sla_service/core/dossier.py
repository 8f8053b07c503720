"""A dossier's life: the term it was granted, the extensions that followed, the time that does not count."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from .admission import one_stop_decree
from .counting import Counted, Grant, count
from .errors import BeyondHorizon, located
from .explanation import Moment, Reckoning
from .rules import DueTime, Receipt, Rule, RuleKind, Version, granted
from .stages import Passage, Stage, pass_through
from .suspended import SuspendedTime, suspended_times
from .term import Term
from .timeline import Timeline


@dataclass(frozen=True, slots=True)
class Dossier:
    """A receipt and what happened to it since, over the calendar by which it is counted.

    `stages` are those of an interlinked dossier, in order.
    """

    receipt: Receipt
    timeline: Timeline
    suspended: tuple[SuspendedTime, ...]
    stages: tuple[Stage, ...] = ()

    @classmethod
    def of(cls, receipt: Receipt, timeline: Timeline, stages: tuple[Stage, ...] = ()) -> "Dossier":
        """Lay its suspensions together."""
        return cls(receipt, timeline, suspended_times(receipt.suspensions, timeline), stages)

    def passage(self, start: Reckoning) -> Passage:
        """Let it pass through its stages; raises BeyondHorizon and InvalidEvent `completed_before_start`."""
        came_at = max((restart.at for restart in self.receipt.restarts), default=self.receipt.received_at)
        return pass_through(start, came_at, self.stages, self.receipt.suspensions)


@dataclass(frozen=True, slots=True)
class TermsRun:
    """A rule's own count: where it began, and where it landed, as granted and after each extension.

    `terms` are those granted and those of the extensions so far, in order. `would_end` is where the last
    lands, or would but for the suspension that holds one of them.
    """

    counted_from: Moment
    terms: tuple[Term, ...]
    ends: tuple[Counted, ...]
    would_end: Moment
    passage: Passage | None = None

    @property
    def end(self) -> Counted:
        """Where the last of them landed, or is held."""
        return self.ends[-1]

    @property
    def due(self) -> Moment | None:
        """When the result is due; None where it is held."""
        return None if self.end.held else self.end.due

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which each count ran out and was due, one after the other."""
        stages = () if self.passage is None else self.passage.ends
        return tuple(day for end in (*stages, *self.ends) for day in (end.ran_out.on, end.due.on))


def run_terms(rule: Rule, version: Version, entry: Reckoning, dossier: Dossier) -> TermsRun:
    """Run the term that a version grants, then each extension, past suspended time; raises BeyondHorizon."""
    term = granted(version, entry.at)
    assert term is not None  # noqa: S101 - a version that grants nothing was refused before
    due_time = version.due_time if term.is_whole_days else None
    with located("/term" if rule.kind is RuleKind.CALLER else "/received_at"):
        grant = Grant(term, version.citations, due_time=due_time)
        counted = count(_weigh_cutoff(entry, version, term), grant, dossier.timeline, dossier.suspended)
    return _follow(entry.moment, (term,), _settled(counted, due_time), dossier)


def run_stages(entry: Reckoning, dossier: Dossier) -> TermsRun:
    """Run through the stages, then each extension; raises as `Dossier.passage` does."""
    passage = dossier.passage(entry)
    counted = passage.end
    due = dossier.timeline.ending(counted.due.at)
    terms = tuple(stage.term for stage in dossier.stages)
    run = _follow(entry.moment, terms, _settled(replace(counted, due=due), None), dossier)
    return replace(run, passage=passage)


def _follow(counted_from: Moment, terms: tuple[Term, ...], counted: Counted, dossier: Dossier) -> TermsRun:
    """Let the extensions follow, one after the other, until one is held."""
    ends = [counted]
    extensions = dossier.receipt.extensions
    while not ends[-1].held and len(ends) <= len(extensions):
        ends.append(_extend(ends[-1].reckoning, len(ends) - 1, dossier))
    terms = (*terms, *(extension.term for extension in extensions[: len(ends) - 1]))
    return TermsRun(counted_from, terms, tuple(ends), _would_end(ends, dossier))


def _extend(start: Reckoning, index: int, dossier: Dossier) -> Counted:
    extension = dossier.receipt.extensions[index]
    law = one_stop_decree(start.at, "Điều 19 khoản 9")
    grant = Grant(extension.term, law, "extended", {"reason": extension.reason})
    with located(f"/extensions/{index}/term"):
        return count(start, grant, dossier.timeline, dossier.suspended)


def _would_end(ends: list[Counted], dossier: Dossier) -> Moment:
    """Find the last end, extensions and all, as if a suspension that holds it ended at once."""
    due = ends[-1].due
    if not ends[-1].held:
        return due
    resumed = replace(dossier, suspended=dossier.suspended[:-1])
    with suppress(BeyondHorizon):  # an extension that has not begun: it is held before that all the same
        for index in range(len(ends) - 1, len(dossier.receipt.extensions)):
            due = _extend(Reckoning(due, is_recorded=False), index, resumed).due
    return due


def _settled(counted: Counted, due_time: DueTime | None) -> Counted:
    if counted.held:
        return counted
    return replace(
        counted, reckoning=counted.reckoning.move("settled", counted.due, lambda: {"due_time": due_time})
    )


def _weigh_cutoff(reckoning: Reckoning, version: Version, term: Term) -> Reckoning:
    cutoff = version.cutoff
    if not cutoff:
        return reckoning
    facts = {"cutoff": cutoff, "is_met": cutoff.is_met(reckoning.at), "term": term}
    return reckoning.move("cutoff", reckoning.moment, facts.copy, version.citations)
