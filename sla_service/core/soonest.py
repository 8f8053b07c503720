"""When a rule could end at the soonest: a moment that grows with the receipt, unlike the due moment.

An end only rolls on from where the term ran out, suspended time only delays it, and a due time lies within
the due day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from .counting import Grant, count
from .dossier import Dossier
from .errors import BeyondHorizon, SlaError
from .explanation import Moment, Reckoning
from .rules import Rule, Version
from .stages import Stage
from .term import Term
from .timeline import Timeline
from .trials import STAGES


def soonest(rule: Rule, version: Version, entry: Reckoning, dossier: Dossier) -> Iterator[Moment]:
    """Find when each term that a version may grant, and all that follows it, could end at the soonest.

    Nothing of what is held or would leave the calendar.
    """
    further = tuple(_Leg(extension.term, dossier.timeline) for extension in dossier.receipt.extensions)
    if rule is STAGES:
        yield from _through_stages(entry, dossier, further)
        return
    for term in version.terms:
        yield from _end(entry.moment, (_Leg(term, dossier.timeline), *further))


def _through_stages(entry: Reckoning, dossier: Dossier, further: "tuple[_Leg, ...]") -> Iterator[Moment]:
    """Once a stage before the last was completed, the end no longer depends on the receipt."""
    if any(stage.completed_at for stage in dossier.stages[:-1]):
        yield from _settled(entry, dossier, further)
    else:
        legs = (leg for stage in dossier.stages for leg in _whole_days_of(stage))
        yield from _end(entry.moment, (*legs, *further))


def _settled(entry: Reckoning, dossier: Dossier, further: "tuple[_Leg, ...]") -> Iterator[Moment]:
    try:
        end = dossier.passage(entry).end
    except SlaError:  # received too late for what was completed, or out of the calendar
        return
    if not end.held:
        yield from _end(end.due, further)


def _whole_days_of(stage: Stage) -> "Iterator[_Leg]":
    """Take a stage without the part of a day that it may share with the next, if anything is left."""
    term = stage.term
    if stage.is_in_working_days:
        term = replace(term, amount=Decimal(int(term.amount)))
    if term.amount:
        yield _Leg(term, stage.timeline)


@dataclass(frozen=True, slots=True)
class _Leg:
    """A term that runs after another, over its own calendar."""

    term: Term
    timeline: Timeline

    def end(self, start: Moment) -> Moment:
        """Find when it could end at the soonest; raises BeyondHorizon."""
        at = self.timeline.local(start.at)
        if at.date() < self.timeline.calendar.first:
            return start  # too early for this calendar, and for all that begins then
        since = Reckoning(Moment(at, min(start.on, at.date())), is_recorded=False)
        ran_out = count(since, Grant(self.term, ()), self.timeline).ran_out
        return self.timeline.clock(ran_out.on, 0) if self.term.is_whole_days else ran_out


def _end(start: Moment, legs: tuple[_Leg, ...]) -> Iterator[Moment]:
    moment = start
    try:
        for leg in legs:
            moment = leg.end(moment)
    except BeyondHorizon:
        return
    yield moment
