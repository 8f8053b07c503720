"""Instants that are none, and all that leads outside the calendar."""

import pytest
from asking import TERM, but, lacking, post, refused

INSTANTS = [
    ("2026-03-10T09:00:00", "offset_required"),
    ("2026-02-30T09:00:00+07:00", "no_such_date"),
    ("2026-13-01T09:00:00+07:00", "no_such_date"),
    ("2026-02-29T09:00:00Z", "no_such_date"),
    ("2026-03-10T25:00:00+07:00", "no_such_time"),
    ("2026-03-10T24:00:00+07:00", "no_such_time"),
    ("2026-03-10T09:60:00+07:00", "no_such_time"),
    ("2026-03-10T09:00:00+24:00", "no_such_time"),
    ("1800-01-01T09:00:00+07:00", "out_of_range"),
    ("1899-12-31T23:59:59+07:00", "out_of_range"),
    ("2200-01-01T00:00:00+07:00", "out_of_range"),
    ("9999-12-31T23:59:59+07:00", "out_of_range"),
    ("0000-01-01T00:00:00Z", "out_of_range"),
    ("1950-03-10T09:00:00+07:00", "beyond_horizon"),
    ("1900-01-01T00:00:00+23:59", "beyond_horizon"),
    ("2199-12-31T23:59:59-23:59", "beyond_horizon"),
    ("2026-03-10", "invalid_instant"),
    ("2026-03-10T09:00+07:00", "invalid_instant"),
    ("2026-3-10T09:00:00+07:00", "invalid_instant"),
    ("10/03/2026 09:00", "invalid_instant"),
    ("٢٠٢٦-٠٣-١٠T٠٩:٠٠:٠٠+٠٧:٠٠", "invalid_instant"),
    ("2026-03-10T09:00:00+07:00\n", "invalid_instant"),
    ("now", "invalid_instant"),
    ("", "invalid_instant"),
    ("9" * 1_000, "invalid_instant"),
    (1_773_108_000, "not_a_string"),
    (None, "null_not_allowed"),
    ([], "not_a_string"),
]


@pytest.mark.parametrize(("received_at", "code"), INSTANTS)
def test_instant_is_refused(client, received_at, code):
    """An instant that is none, or that the calendar does not reach, is refused where it stands."""
    refused(lambda spoken: post(client, but(received_at=received_at), spoken), 422, code, "/received_at")


def test_missing_offset_shows_the_corrected_form(client):
    """The message about a missing offset shows the instant as it should be written, in both languages."""
    told = refused(
        lambda spoken: post(client, but(received_at="2026-03-10T09:00:00"), spoken),
        422,
        "offset_required",
        "/received_at",
    )
    for problem in told.values():
        assert "2026-03-10T09:00:00+07:00" in problem["errors"][0]["message"]


HORIZON = {
    "term": (but(term={"amount": 10_000, "unit": "working_days"}), "/term"),
    "the last day": (but(received_at="2030-12-31T16:00:00+07:00"), "/term"),
    "received before": (but(received_at="2014-12-31T09:00:00+07:00"), "/received_at"),
    "received after": (but(received_at="2031-01-02T09:00:00+07:00"), "/received_at"),
    "a statutory term": (
        lacking("term") | {"procedure": "certified-copy", "received_at": "2030-12-31T15:00:01+07:00"},
        "/received_at",
    ),
    "an extension": (
        but(extensions=[{"term": TERM}, {"term": {"amount": 20, "unit": "years"}}]),
        "/extensions/1/term",
    ),
    "a restart": (but(restarts=[{"at": "2031-01-06T09:00:00+07:00"}]), "/restarts/0/at"),
    "the later of two restarts": (
        but(restarts=[{"at": "2031-01-06T09:00:00+07:00"}, {"at": "2026-04-01T09:00:00+07:00"}]),
        "/restarts/0/at",
    ),
} | {
    f"{unit}, as many as there can be": (but(term={"amount": 10**12, "unit": unit}), "/term")
    for unit in (
        "working_minutes",
        "working_hours",
        "minutes",
        "hours",
        "working_days",
        "days",
        "weeks",
        "months",
        "years",
    )
}


@pytest.mark.parametrize("row", HORIZON.values(), ids=HORIZON)
def test_beyond_the_calendar_points_at_what_leads_there(client, row):
    """An answer outside the calendar is refused at the member that leads out of it."""
    body, path = row
    told = refused(lambda spoken: post(client, body, spoken), 422, "beyond_horizon", path)
    assert "2030" in told["vi"]["detail"]
