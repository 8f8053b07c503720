"""A slow second opinion on the stages of an interlinked dossier: a clerk walks with it to every office.

It shares nothing with the core. Within a stage `suspension_oracle` counts; here is only where a stage begins,
what it takes over from the one before, and what its completion changes. Instants are seconds since 1970 UTC.
"""

from dataclasses import dataclass
from fractions import Fraction

import oracle
import suspension_oracle as slow
from oracle import ONE_DAY, Plan
from suspension_oracle import BEYOND, Held

IN_SECONDS = (*slow.CLOCK, *slow.WORKING)


@dataclass(frozen=True)
class Leg:
    """A stage: its office's calendar, its term, and when it was completed, None while it is only expected."""

    plan: Plan
    amount: Fraction
    unit: str
    completed: int | None = None

    @property
    def is_in_seconds(self):
        """Is its term in minutes or hours?"""
        return self.unit in IN_SECONDS


@dataclass(frozen=True)
class Landing:
    """Where a stage counts from and where it ends, each an instant and its date; None where nobody knows.

    `due` is Held where an open suspension stops it.
    """

    counted_from: tuple | None = None
    due: object = None
    is_late: bool | None = None


@dataclass(frozen=True)
class Begin:
    """When a stage is handed over, if that is a fact, and how much of the day is used up by then.

    `plan` is that of the office by whose day it was used up.
    """

    at: int
    is_real: bool = True
    used: Fraction = Fraction(0)
    plan: Plan | None = None


@dataclass(frozen=True)
class Refused:
    """The place of a stage that is said to be completed before it began."""

    index: int


def walk(start, legs, suspensions, came=None):
    """Find where every stage lands, from the dossier's deemed receipt on; or Refused, or BEYOND.

    The first may have been completed as soon as the dossier came.
    """
    landings, begin = [], Begin(start)
    for index, leg in enumerate(legs):
        if is_too_soon(leg, Begin(came) if index == 0 and came is not None else begin):
            return Refused(index)
        if (
            leg.completed is not None
            and not leg.plan.first <= slow._date(leg.plan, leg.completed) <= leg.plan.last
        ):
            return BEYOND
        is_last = index == len(legs) - 1
        landing, begin = step(leg, begin, suspensions if is_last else that_concern(leg, suspensions))
        if landing is BEYOND:
            return BEYOND
        landings.append(landing)
    return landings


def is_too_soon(leg, begin):
    """Was it completed before it was handed over, or while nobody knows when that will be?"""
    return leg.completed is not None and (begin is None or leg.completed < begin.at)


def step(leg, begin, suspensions):
    """Let one stage pass: where it lands, and how the next begins."""
    if begin is None:
        return Landing(), None
    entry = _entry(leg, begin)
    if entry is BEYOND:
        return BEYOND, None
    used = _taken_over(leg, begin, entry)
    due = _due(leg, entry, used, suspensions)
    if due is BEYOND:
        return BEYOND, None
    return Landing(entry, due, _is_late(leg, due)), _next(leg, due, used)


def slack(leg, due, suspensions):
    """Measure from its completion to a due moment: office seconds, or the clock's, less suspended ones.

    What began after its completion takes nothing from it, unless it moves the due moment, as with the last.
    """
    first, last = sorted((leg.completed, due))
    taken = (
        _seconds(leg, max(first, since), min(last, last if until is None else until))
        for since, until in slow.laid_together(suspensions)
        if since < due
    )
    left = _seconds(leg, first, last) - sum(taken)
    return left if leg.completed <= due else -left


def _seconds(leg, start, end):
    if leg.unit in slow.CLOCK:
        return max(0, end - start)
    return oracle.between(leg.plan, start, end)


def _entry(leg, begin):
    """Find the start: in that office's hours, or for expected days the very moment and the day it ends."""
    if begin.is_real or leg.is_in_seconds:
        entry = slow.entry(leg.plan, begin.at)
    else:
        entry = begin.at, slow._date(leg.plan, begin.at - 1)  # at midnight that is the day before
    is_known = entry is not BEYOND and leg.plan.first <= slow._date(leg.plan, begin.at) <= leg.plan.last
    return entry if is_known else BEYOND


def _taken_over(leg, begin, entry):
    """Find the part of the day that is used, if this office works on that day and still has some of it."""
    closes = slow.closing(leg.plan, entry[1])
    if leg.unit != "working_days" or closes is None:
        return Fraction(0)
    return begin.used if closes > entry[0] or leg.plan == begin.plan else Fraction(0)


def that_concern(leg, suspensions):
    """Leave out what began once the stage was completed."""
    return tuple(pair for pair in suspensions if leg.completed is None or pair[0] < leg.completed)


def _due(leg, entry, used, suspensions):
    whole = leg.amount + used
    if leg.unit == "working_days":
        ends = _end_that_day(leg.plan, entry[1], whole, is_first=bool(used))
        if ends is not None and ends < entry[0]:
            return entry
    day_0 = entry[1] - ONE_DAY if used else entry[1]
    return slow.due(slow.Ask(leg.plan, (entry[0], day_0), whole, leg.unit, None, suspensions))


def _end_that_day(plan, on, whole, *, is_first):
    """Find the moment on the day of the start at which its sum ends, if it ends on that day."""
    if is_first and whole < 1:
        return slow._part_of(plan, on, whole)
    return slow._last_minutes(plan, working=False).get(on) if whole == 0 else None


def _is_late(leg, due):
    if leg.completed is None:
        return None
    if isinstance(due, Held):
        return False
    if leg.is_in_seconds:
        return leg.completed > due[0]
    return slow._date(leg.plan, leg.completed) > due[1]


def _next(leg, due, used):
    if leg.completed is not None:
        return Begin(leg.completed)
    if isinstance(due, Held):
        return None
    total = used + leg.amount if leg.unit == "working_days" else 0
    return Begin(due[0], is_real=False, used=Fraction(total % 1), plan=leg.plan)
