"""When a rule could end at the soonest: a moment that grows with the receipt, unlike the due moment.

An end only rolls on from where the term ran out, suspended time only delays it, and a due time lies within
the due day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from .counting import Grant, count
from .dossier import Dossier
from .explanation import Moment, Reckoning
from .rules import Rule, Version
from .stages import Stage
from .suspended import SuspendedTime, suspended_times
from .term import Term
from .timeline import Timeline
from .trials import STAGES


def soonest(rule: Rule, version: Version, entry: Reckoning, dossier: Dossier) -> Iterator[Moment]:
    """Find when each term that a version may grant, and all that follows it, could end at the soonest.

    Nothing of what is held. Raises BeyondHorizon, and InvalidEvent as `Dossier.passage` does.
    """
    further = tuple(
        _Leg(extension.term, dossier.timeline, dossier.suspended) for extension in dossier.receipt.extensions
    )
    if rule is STAGES:
        yield from _through_stages(entry, dossier, further)
        return
    for term in (version.term, version.cutoff and version.cutoff.otherwise):
        if term:
            leg = _Leg(term, dossier.timeline, dossier.suspended)
            yield from _end(entry.moment, (leg, *further))


def _through_stages(entry: Reckoning, dossier: Dossier, further: "tuple[_Leg, ...]") -> Iterator[Moment]:
    if any(stage.completed_at for stage in dossier.stages):
        end = dossier.passage(entry).end
        yield from () if end.held else _end(end.due, further)
    else:
        legs = (_whole_days_of(stage, dossier) for stage in dossier.stages)
        yield from _end(entry.moment, (*(leg for leg in legs if leg), *further))


def _whole_days_of(stage: Stage, dossier: Dossier) -> "_Leg | None":
    """Take a stage without the part of a day that it may share with the next; None where nothing is left."""
    term = stage.term
    if stage.is_in_working_days:
        term = replace(term, amount=Decimal(int(term.amount)))
    suspended = suspended_times(dossier.receipt.suspensions, stage.timeline)
    return _Leg(term, stage.timeline, suspended) if term.amount else None


@dataclass(frozen=True, slots=True)
class _Leg:
    """A term that runs after another, over its own calendar."""

    term: Term
    timeline: Timeline
    suspended: tuple[SuspendedTime, ...]

    def end(self, start: Moment) -> Moment | None:
        """Find when it could end at the soonest; None where it is held."""
        at = self.timeline.local(start.at)
        since = Reckoning(Moment(at, min(start.on, at.date())), is_recorded=False)
        counted = count(since, Grant(self.term, ()), self.timeline, self.suspended)
        if counted.held:
            return None
        return self.timeline.clock(counted.ran_out.on, 0) if self.term.is_whole_days else counted.ran_out


def _end(start: Moment, legs: tuple[_Leg, ...]) -> Iterator[Moment]:
    moment: Moment | None = start
    for leg in legs:
        moment = moment and leg.end(moment)
    if moment:
        yield moment
