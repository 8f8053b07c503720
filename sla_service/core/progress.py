"""How far a dossier has come: running or overdue, returned early, on time or late, and by how much."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from .errors import InvalidEvent, located
from .owed import NOTHING, Meter, Owed, Spent
from .suspended import SuspendedTime
from .timeline import Timeline


class Classification(StrEnum):
    """Where a dossier stands, in the words of Circular 01/2018/TT-VPCP art. 13 once it was returned."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    RUNNING = "running"
    HELD = "held"
    OVERDUE = "overdue"


_RETURNED = {-1: Classification.EARLY, 0: Classification.ON_TIME, 1: Classification.LATE}
_OPEN = {-1: Classification.RUNNING, 0: Classification.RUNNING, 1: Classification.OVERDUE}


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a dossier stands, and the time used, left and overrun; `share_elapsed` is at most 1."""

    classification: Classification
    elapsed: Spent
    remaining: Spent
    overrun: Spent

    @property
    def share_elapsed(self) -> Fraction:
        """The part of the time granted that is used up; 1 where none was granted."""
        granted = self.elapsed.seconds + self.remaining.seconds
        return Fraction(self.elapsed.seconds, granted) if granted else Fraction(1)


def owed_at(
    received_at: datetime, due_at: datetime, timeline: Timeline, suspended: tuple[SuspendedTime, ...] = ()
) -> Owed:
    """Take a due moment that is already known; at 00:00:00 it is the 24:00 of the day before (148(6)).

    Raises InvalidEvent `due_before_receipt` and BeyondHorizon.
    """
    received, ending = timeline.local(received_at), timeline.ending(due_at)
    if ending.instant < received.timestamp():
        raise InvalidEvent("due_before_receipt", "/due_at")
    with located("/received_at"):
        counted_from = timeline.admit(received)
    with located("/due_at"):
        timeline.require(ending.on)
    return Owed(counted_from, ending, suspended=suspended)


def progress(owed: Owed, at: datetime, timeline: Timeline, *, is_returned: bool) -> Progress:
    """Tell how a dossier stands at an instant, or how it stood when its result was returned then.

    Raises BeyondHorizon.
    """
    classification = classify(owed, at, timeline, is_returned=is_returned)
    local = timeline.local(at)
    meter = Meter(owed, timeline)
    start = min(owed.counted_from.at, owed.due.at, key=datetime.timestamp)
    reached = max(start, min(local, meter.stop, key=datetime.timestamp), key=datetime.timestamp)
    ended = max(meter.stop, local, key=datetime.timestamp)
    return Progress(
        classification=classification,
        elapsed=meter.run(start, reached),
        remaining=meter.run(reached, owed.due.at),
        overrun=meter.run(owed.due.at, ended) if not owed.is_held else NOTHING,
    )


def classify(owed: Owed, at: datetime, timeline: Timeline, *, is_returned: bool) -> Classification:
    """Tell where a dossier stands at an instant, without measuring its time; raises BeyondHorizon."""
    local = timeline.local(at)
    timeline.require(local.date())
    if is_returned:
        return _RETURNED[owed.standing(local)]
    return Classification.HELD if owed.stops(local) else _OPEN[owed.standing(local)]
