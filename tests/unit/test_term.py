"""What a term may say."""

from decimal import Decimal

import pytest
from helpers import term

from sla_service.core.errors import InvalidTerm
from sla_service.core.term import MAX_AMOUNT, Term, Unit


@pytest.mark.parametrize(
    ("amount", "unit", "code"),
    [
        (-1, "hours", "amount_negative"),
        (-0.25, "working_days", "amount_negative"),
        (0, "hours", "amount_zero"),
        (0, "working_minutes", "amount_zero"),
        (0, "days", "amount_zero"),
        (0, "years", "amount_zero"),
        (0.1, "working_days", "amount_not_quarter"),
        (1.33, "working_days", "amount_not_quarter"),
        (1.5, "days", "amount_not_whole"),
        (0.5, "weeks", "amount_not_whole"),
        (0.25, "months", "amount_not_whole"),
        (2.5, "years", "amount_not_whole"),
        (MAX_AMOUNT + 1, "minutes", "amount_too_large"),
        ("1e308", "working_days", "amount_too_large"),
        ("NaN", "hours", "amount_too_large"),
        ("Infinity", "days", "amount_too_large"),
        ("-Infinity", "days", "amount_too_large"),
    ],
)
def test_amount_must_suit_its_unit(amount, unit, code):
    """An amount that means nothing in its unit is refused with its own code."""
    with pytest.raises(InvalidTerm) as refused:
        term(amount, unit)
    assert (refused.value.code, refused.value.path) == (code, "/amount")


@pytest.mark.parametrize("amount", ["0", "0.25", "0.50", "0.75", "1", "2.5", "25"])
def test_working_days_come_in_quarters_from_zero_on(amount):
    """Nothing, quarters, halves and whole working days are all terms."""
    assert Term(Decimal(amount), Unit.WORKING_DAYS).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("amount", "unit", "seconds"),
    [
        (1, "hours", 3600),
        (1.5, "working_hours", 5400),
        (90, "minutes", 5400),
        (0.25, "working_minutes", 15),
        ("0.0075", "minutes", 0),  # 0.45 seconds
        ("0.0125", "minutes", 1),  # 0.75 seconds
        ("0.025", "minutes", 2),  # 1.5 seconds: a half goes up
        ("0.041666666666666666", "minutes", 2),  # a hair below 2.5 seconds
    ],
)
def test_clocked_term_is_rounded_to_the_whole_second(amount, unit, seconds):
    """Minutes and hours become whole seconds, halves rounded up."""
    assert term(amount, unit).seconds == seconds


@pytest.mark.parametrize(
    ("amount", "unit", "clocked", "whole"),
    [
        (3, "hours", True, False),
        (3, "working_minutes", True, False),
        (3, "working_days", False, True),
        (0, "working_days", False, True),
        (0.5, "working_days", False, False),
        (3, "months", False, True),
    ],
)
def test_term_knows_whether_it_ends_with_a_day(amount, unit, clocked, whole):
    """Only whole days and longer leave the hour within the last day open."""
    granted = term(amount, unit)
    assert (granted.is_clocked, granted.is_whole_days) == (clocked, whole)
