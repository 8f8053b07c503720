"""Amounts that their unit cannot have, and those at the edge."""

import pytest
from asking import post, refused, with_amount

AMOUNTS = [
    ("-1", "working_days", "amount_negative"),
    ("-0.25", "working_days", "amount_negative"),
    ("-1", "hours", "amount_negative"),
    ("-3", "months", "amount_negative"),
    ("0", "working_minutes", "amount_zero"),
    ("0", "working_hours", "amount_zero"),
    ("0", "minutes", "amount_zero"),
    ("0.0", "hours", "amount_zero"),
    ("0", "days", "amount_zero"),
    ("0", "weeks", "amount_zero"),
    ("0", "months", "amount_zero"),
    ("0", "years", "amount_zero"),
    ("0.1", "working_days", "amount_not_quarter"),
    ("1.26", "working_days", "amount_not_quarter"),
    ("0.0000001", "working_days", "amount_not_quarter"),
    ("1.5", "days", "amount_not_whole"),
    ("0.5", "weeks", "amount_not_whole"),
    ("0.5", "months", "amount_not_whole"),
    ("0.0000001", "years", "amount_not_whole"),
    ("1e308", "working_days", "amount_too_large"),
    ("1e308", "hours", "amount_too_large"),
    ("1e308", "days", "amount_too_large"),
    ("1e999", "working_days", "amount_too_large"),
    ("1e999", "minutes", "amount_too_large"),
    ("1" + "0" * 400, "working_days", "amount_too_large"),
    ("1" + "0" * 400, "years", "amount_too_large"),
    ("9" * 5_000, "days", "amount_too_large"),
    ("1e999999", "days", "amount_too_large"),
    ("1e1000000", "days", "amount_too_large"),
    ("1e99999999999999999999", "hours", "amount_too_large"),
    ("true", "days", "not_a_number"),
    ("false", "working_days", "not_a_number"),
    ('"3"', "days", "not_a_number"),
    ('""', "days", "not_a_number"),
    ("[1]", "days", "not_a_number"),
    ("{}", "days", "not_a_number"),
    ("null", "days", "null_not_allowed"),
]


@pytest.mark.parametrize(("literal", "unit", "code"), AMOUNTS, ids=lambda value: value[:24])
def test_amount_is_refused(client, literal, unit, code):
    """An amount that its unit cannot have is refused at the amount."""
    refused(lambda spoken: post(client, with_amount(literal, unit), spoken), 422, code, "/term/amount")


@pytest.mark.parametrize("unit", ["working_minutes", "working_hours", "minutes", "hours"])
def test_tiny_amount_rounds_to_the_whole_second(client, unit):
    """An amount of less than half a second is due at the very moment counted from."""
    answer = post(client, with_amount("0.0000001", unit)).get_json()
    assert answer["due_at"] == "2026-03-10T09:00:00+07:00"


@pytest.mark.parametrize("literal", ["1e-999999", "1e-99999999999999999999", "-1e999999999"])
def test_amount_of_absurd_exponent_is_answered_briefly(client, literal):
    """An amount whose exponent no calculation can hold is neither a 500 nor repeated digit by digit."""
    response = post(client, with_amount(literal, "hours"))
    assert response.status_code in (200, 400, 422)
    assert len(response.get_data()) < 20_000


@pytest.mark.parametrize(("amount", "due_at"), [("0", "2026-03-10T17:00:00"), ("0.5", "2026-03-11T11:30:00")])
def test_amounts_at_the_edge_are_accepted(client, amount, due_at):
    """Nought and quarters of working days are amounts: the day's own close, the first session's end."""
    assert post(client, with_amount(amount)).get_json()["due_at"] == due_at + "+07:00"
