"""A due date counted again: has it moved, how far, and at which step of the count."""

from dataclasses import dataclass
from datetime import datetime

from .due_date import DueDate
from .errors import located
from .explanation import Moment, Step
from .timeline import Timeline


@dataclass(frozen=True, slots=True)
class Recalculation:
    """The due moment of old and that of today, None while held; `step` is None where it has not moved.

    `working_days_moved` are the office's, from the old due day to the new one: above 0 where it is later, and
    None while held.
    """

    old: Moment
    due: Moment | None
    working_days_moved: int | None
    step: Step | None

    @property
    def is_moved(self) -> bool:
        """Is it due at another instant, or not due at all while it is held?"""
        return self.step is not None


def recalculate(due: DueDate, old_due_at: datetime, timeline: Timeline) -> Recalculation:
    """Compare an explained due date with an older one; at 00:00:00 that is the 24:00 of the day before.

    The older one may lie before the receipt, which may have been corrected since. Raises BeyondHorizon of
    `/due_at`.
    """
    old = timeline.ending(old_due_at)
    with located("/due_at"):
        timeline.require(old.on)
    if due.is_held:
        return Recalculation(old, None, None, due.steps[-1])
    return Recalculation(old, due.due, _working_days(old, due.due, timeline), _leaving(due, old))


def _working_days(old: Moment, new: Moment, timeline: Timeline) -> int:
    if new.on < old.on:
        return -timeline.working_days(new.on, old.on)
    return timeline.working_days(old.on, new.on)


def _leaving(due: DueDate, old: Moment) -> Step | None:
    """Find the step at which the count leaves the old due moment, if it does.

    Later: the first that ends after it. Earlier: the first that moves time to the new one, and the last where
    none does, because it is due as it came.
    """
    if due.due.instant == old.instant:
        return None
    if due.due.instant > old.instant:
        return next(step for step in due.steps if step.after.timestamp() > old.instant)
    return next((step for step in due.steps if _arrives(step, due.due)), due.steps[-1])


def _arrives(step: Step, due: Moment) -> bool:
    return step.before.timestamp() != step.after.timestamp() == due.instant
