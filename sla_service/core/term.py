"""The length that a law or a promise grants: an amount and a unit, never a timedelta."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from .errors import InvalidTerm

MAX_AMOUNT = 10**12  # far beyond every horizon; keeps the arithmetic exact


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
        if not self.amount.is_finite() or abs(self.amount) > MAX_AMOUNT:
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
        """Is it counted by the clock, in minutes or hours, rather than in days?"""
        return self.unit in _SECONDS

    @property
    def is_whole_days(self) -> bool:
        """Does it end with a day, so that a due time may be set within that day?"""
        return not self.is_clocked and self.amount % 1 == 0

    @property
    def seconds(self) -> int:
        """A clocked term in whole seconds, halves rounded up."""
        return int((self.amount * _SECONDS[self.unit]).to_integral_value(ROUND_HALF_UP))
