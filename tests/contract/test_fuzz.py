"""Anything at all sent as a request: always answered, in time, and never by a 500."""

from time import perf_counter

from asking import CALENDAR, GOOD, TERM, but, post, problem_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        [
            "vn",
            "long-an",
            "2026-03-10",
            "2026-03-10T09:00:00+07:00",
            "08:00",
            "Asia/Tokyo",
            "days",
            0.25,
            -0.0,
        ]
    )
)
KEYS = st.text(max_size=5) | st.sampled_from(
    [*GOOD, *CALENDAR, *TERM, "restarts", "extensions", "at", "reason", "mon", "2026-03-11", "/", "~"]
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
RICH = but(
    field="justice",
    channel="online",
    explain=True,
    restarts=[{"at": "2026-03-11T09:00:00+07:00", "reason": "bổ sung"}],
    extensions=[{"term": {"amount": 2, "unit": "hours"}, "reason": None}],
    suspensions=[],
    stages=[],
    reminders=[],
    known_on=None,
    calendar_changes=None,
)
RICH_CALENDAR = CALENDAR | {
    "days_off": ["2026-03-12"],
    "working_days": ["2026-03-14"],
    "working_day_hours": [["08:00", "12:00"]],
    "special_hours": {"2026-03-11": [["08:00", "10:00"]]},
    "breaks": {"2026-03-13": [["08:00", "09:00"]]},
}
FUZZ = settings(
    derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck), max_examples=150
)


def places_in(value, path=()):
    """List the path of every member of a JSON value."""
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, member in members:
        yield (*path, key)
        yield from places_in(member, (*path, key))


def replaced(value, path, by):
    """Copy a JSON value with one member replaced."""
    if not path:
        return by
    copy = value.copy()
    copy[path[0]] = replaced(copy[path[0]], path[1:], by)
    return copy


def is_answered(client, body):
    """Assert that a body, whatever it is, is answered in time and is no fault of the service."""
    start = perf_counter()
    response = post(client, body)
    assert perf_counter() - start < 2
    assert response.status_code in (200, 400, 413, 415, 422)
    if response.status_code != 200:
        problem_of(response, response.status_code)


@FUZZ
@given(body=ANYTHING)
def test_any_json_is_answered(client, body):
    """Any JSON at all is answered, and never by a 500."""
    is_answered(client, body)


@FUZZ
@given(body=st.binary(max_size=200))
def test_any_bytes_are_answered(client, body):
    """Any bytes at all are answered, and never by a 500."""
    is_answered(client, body)


@FUZZ
@given(place=st.sampled_from(list(places_in(RICH))), value=ANYTHING)
def test_any_member_replaced_is_answered(client, place, value):
    """A good request with any one member replaced by anything is answered, and never by a 500."""
    is_answered(client, replaced(RICH, place, value))


@settings(FUZZ, max_examples=60)
@given(place=st.sampled_from(list(places_in(RICH_CALENDAR))), value=ANYTHING)
def test_any_member_of_a_calendar_replaced_is_answered(client, place, value):
    """A good inline calendar with any one member replaced by anything is answered, and never by a 500."""
    is_answered(client, but(calendar=replaced(RICH_CALENDAR, place, value)))
