"""Lengths: what a law or a promise grants, and how far to go along a calendar; never a timedelta."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from .errors import InvalidTerm

MAX_AMOUNT = 10**12  # far beyond every horizon; keeps the arithmetic exact


class Measure(StrEnum):
    """What runs while a term runs: office hours only, the clock, working days, or the calendar's days."""

    WORKING_TIME = "working_time"
    CLOCK_TIME = "clock_time"
    WORKING_DAYS = "working_days"
    CALENDAR = "calendar"


class Unit(StrEnum):
    """What an amount counts; the law's `ngày` (days) and `ngày làm việc` (working days) are never mixed."""

    WORKING_MINUTES = "working_minutes"
    WORKING_HOURS = "working_hours"
    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"

    @property
    def measure(self) -> Measure:
        """What runs while it is counted."""
        return _MEASURES.get(self, Measure.CALENDAR)

    @property
    def is_clocked(self) -> bool:
        """Is it counted in minutes or hours, of office time or of the clock, rather than in days?"""
        return self in _SECONDS


_MEASURES = {
    Unit.WORKING_MINUTES: Measure.WORKING_TIME,
    Unit.WORKING_HOURS: Measure.WORKING_TIME,
    Unit.MINUTES: Measure.CLOCK_TIME,
    Unit.HOURS: Measure.CLOCK_TIME,
    Unit.WORKING_DAYS: Measure.WORKING_DAYS,
}
_SECONDS = {Unit.WORKING_MINUTES: 60, Unit.WORKING_HOURS: 3600, Unit.MINUTES: 60, Unit.HOURS: 3600}
_QUARTER = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Term:
    """An amount of one unit.

    Minutes and hours take decimals above 0; working days steps of 0.25 from 0 on; days and longer whole
    numbers above 0. Raises InvalidTerm: `amount_too_large`, `amount_negative`, `amount_zero`,
    `amount_not_quarter`, `amount_not_whole`.
    """

    amount: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        fault = self._fault()
        if fault:
            raise InvalidTerm(fault, "/amount", unit=self.unit)

    def _fault(self) -> str | None:
        if _is_too_large(self.amount):
            return "amount_too_large"
        if self.amount < 0:
            return "amount_negative"
        if self.unit is Unit.WORKING_DAYS:
            return "amount_not_quarter" if self.amount % _QUARTER else None
        if self.amount == 0:
            return "amount_zero"
        return "amount_not_whole" if not self.is_clocked and self.amount % 1 else None

    @property
    def is_clocked(self) -> bool:
        """Is it counted in minutes or hours, of office time or of the clock, rather than in days?"""
        return self.unit.is_clocked

    @property
    def is_whole_days(self) -> bool:
        """Does it end with a day, so that a due time may be set within that day?"""
        return not self.is_clocked and self.amount % 1 == 0

    @property
    def seconds(self) -> int:
        """A clocked term in whole seconds, halves rounded up."""
        return _seconds(self.amount, self.unit)


@dataclass(frozen=True, slots=True)
class Distance:
    """How far to go along a calendar: an amount of one unit, back where it is negative.

    Minutes and hours take decimals, everything else whole numbers. Raises InvalidTerm `amount_too_large`,
    `amount_not_whole`.
    """

    amount: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if _is_too_large(self.amount):
            raise InvalidTerm("amount_too_large", "/amount", unit=self.unit)
        if not self.unit.is_clocked and self.amount % 1:
            raise InvalidTerm("amount_not_whole", "/amount", unit=self.unit)

    @property
    def seconds(self) -> int:
        """A clocked distance in whole seconds, halves rounded away from 0."""
        return _seconds(self.amount, self.unit)


def _is_too_large(amount: Decimal) -> bool:
    return not amount.is_finite() or abs(amount) > MAX_AMOUNT


def _seconds(amount: Decimal, unit: Unit) -> int:
    return int((amount * _SECONDS[unit]).to_integral_value(ROUND_HALF_UP))
