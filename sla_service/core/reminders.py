"""When to remind of a dossier: at a share of its time, or so long before it is due; in office hours."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from .errors import BeyondHorizon, InvalidTerm, located
from .owed import Meter, Owed
from .suspended import holding
from .term import Distance, Term
from .timeline import Timeline
from .working_time import add


@dataclass(frozen=True, slots=True)
class Reminder:
    """What to remind by: a share of the time granted, or a term before the due moment; one of the two.

    Raises InvalidTerm `share_out_of_range`, and `amount_not_whole` for a part of a working day.
    """

    share: Decimal | None = None
    before: Term | None = None

    def __post_init__(self) -> None:
        if self.share is not None and not 0 <= self.share <= 1:
            raise InvalidTerm("share_out_of_range")
        if self.before is not None:
            with located("/before"):
                Distance(self.before.amount, self.before.unit)


def remind(
    reminders: tuple[Reminder, ...], owed: Owed, timeline: Timeline
) -> tuple[tuple[Reminder, datetime], ...]:
    """Find when to remind, in order of time; of what is held, never.

    A reminder outside office hours or in suspended time moves back to the latest office instant, a closing
    included, but never before the deemed receipt.
    """
    if owed.is_held:
        return ()
    meter = Meter(owed, timeline)
    granted = meter.run(owed.counted_from.at, owed.due.at).seconds
    found = [(reminder, _in_office(_wanted(reminder, granted, meter), meter)) for reminder in reminders]
    return tuple(sorted(found, key=lambda pair: pair[1].timestamp()))


def _wanted(reminder: Reminder, granted: int, meter: Meter) -> datetime:
    """Find when to remind, whether the office is open or not; `granted` is the time it has, in seconds."""
    if reminder.share is not None:
        return meter.after(max(int((reminder.share * granted).to_integral_value(ROUND_HALF_UP)), 0))
    assert reminder.before is not None  # noqa: S101 - one of the two is given
    back = Distance(-reminder.before.amount, reminder.before.unit)
    try:
        return add(meter.owed.due.at, back, meter.timeline)
    except BeyondHorizon:
        return meter.owed.counted_from.at


def _in_office(at: datetime, meter: Meter) -> datetime:
    """Move back into office hours that are not suspended."""
    start = meter.owed.counted_from.at
    while at.timestamp() > start.timestamp():
        before = _before(at, meter)
        if before.timestamp() == at.timestamp():
            return at
        at = before
    return start


def _before(at: datetime, meter: Meter) -> datetime:
    """Find the beginning of the suspended time in which an instant lies, else the latest office instant."""
    time = holding(at.timestamp(), meter.owed.suspended)
    if time:
        return time.since
    closing = meter.timeline.previous_closing(at)
    return at if meter.timeline.is_open(at) or closing is None else closing.at
