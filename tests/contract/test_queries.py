"""A due-date request in a query: the members of the body as parameters, read and refused as in a body."""

import json

import pytest
from asking import CALENDAR, GOOD, TERM
from werkzeug.datastructures import MultiDict

from sla_service.core.errors import SlaError
from sla_service.http.batches import checked
from sla_service.http.problems import Refused, faults_of
from sla_service.http.queries import read_due_date_request
from sla_service.http.requests import DueDateRequestSchema

WEDNESDAY = "2026-03-11T09:00:00+07:00"


def written(**members):
    """Write a request as parameters: text as it is, anything else as JSON text."""
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in members.items()
    }


def faults(query):
    """Read a query that must be refused; give each place and code."""
    with pytest.raises((Refused, SlaError)) as caught:
        read_due_date_request(query)
    return [(fault.path, fault.code) for fault in faults_of(caught.value)]


REQUESTS = {
    "the least": GOOD,
    "a procedure": {
        "received_at": "2019-03-05T11:29:59+07:00",
        "authority": "long-an",
        "procedure": "business-registration",
        "field": "business",
        "channel": "online",
        "known_on": "2019-03-01",
        "explain": False,
    },
    "explained": GOOD | {"explain": True},
    "the id of a calendar": GOOD | {"calendar": "long-an"},
    "a calendar of its own": GOOD | {"calendar": CALENDAR},
    "a calendar between blanks": GOOD | {"calendar": f" {json.dumps(CALENDAR)} "},
    "what if": GOOD
    | {
        "calendar_changes": {"days_off": ["2026-03-11"]},
        "rule_changes": {"commitment": "long-an.same-day-registration", "withdrawn": True},
    },
    "a whole life": GOOD
    | {
        "restarts": [{"at": WEDNESDAY, "reason": "bổ sung: “a&b=c#d+e%41”\n\U0001f600"}],
        "suspensions": [{"from": WEDNESDAY, "until": None, "reason": None}],
        "extensions": [{"term": {"amount": 0.25, "unit": "working_days"}}],
        "stages": [{"name": "Thẩm định", "authority": "vn", "term": TERM, "completed_at": None}],
        "reminders": [0.5, {"before": TERM}],
    },
    "null where null may stand": GOOD | {"calendar_changes": None, "rule_changes": None},
    "nothing listed": GOOD | {"restarts": [], "stages": []},
}


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS)
def test_query_gives_what_the_body_gives(request_):
    """Every member, written as a parameter, becomes what it becomes in a body."""
    body = dict(request_)
    if isinstance(body.get("calendar"), str) and "{" in body["calendar"]:
        body["calendar"] = json.loads(body["calendar"])
    assert read_due_date_request(MultiDict(written(**request_))) == checked(body, DueDateRequestSchema())


REFUSED = {
    "nothing": ({}, [("/received_at", "required"), ("/authority", "required")]),
    "an unknown parameter": (GOOD | {"lang": "vi"}, [("/lang", "unknown_member")]),
    "a parameter in capitals": (GOOD | {"Channel": "post"}, [("/Channel", "unknown_member")]),
    "a parameter without a name": (GOOD | {"": "x"}, [("/", "unknown_member")]),
    "a parameter with a slash": (GOOD | {"a/~b": "x"}, [("/a~1~0b", "unknown_member")]),
    "an empty id": (GOOD | {"channel": ""}, [("/channel", "unknown_channel")]),
    # the plus of an offset that nobody encoded comes as a blank
    "a blank for a plus": (
        GOOD | {"received_at": "2026-03-10T09:00:00 07:00"},
        [("/received_at", "invalid_instant")],
    ),
    "an empty term": (GOOD | {"term": ""}, [("/term", "malformed_json")]),
    "a term in words": (GOOD | {"term": "3 working_days"}, [("/term", "malformed_json")]),
    "a term cut short": (GOOD | {"term": '{"amount": 3'}, [("/term", "malformed_json")]),
    "a term a number": (GOOD | {"term": "3"}, [("/term", "not_an_object")]),
    "a term a JSON text": (GOOD | {"term": '"3"'}, [("/term", "not_an_object")]),
    "an unknown unit": (
        GOOD | {"term": {"amount": 1, "unit": "moons"}},
        [("/term/unit", "unknown_unit")],
    ),
    "a key twice": (GOOD | {"term": '{"amount":1,"amount":1,"unit":"days"}'}, [("/term", "duplicate_key")]),
    "no finite number": (GOOD | {"term": '{"amount":NaN,"unit":"days"}'}, [("/term", "invalid_number")]),
    "half a surrogate pair": (
        GOOD | {"restarts": '[{"at":"","reason":"\\ud800"}]'},
        [("/restarts", "invalid_encoding")],
    ),
    "lists 100,000 deep": (GOOD | {"stages": "[" * 100_000}, [("/stages", "too_deeply_nested")]),
    "too many reminders": (GOOD | {"reminders": [0.5] * 101}, [("/reminders", "too_many")]),
    "a reason too long": (
        GOOD | {"restarts": [{"at": WEDNESDAY, "reason": "ỗ" * 2_001}]},
        [("/restarts/0/reason", "too_long")],
    ),
    "an authority too long": (GOOD | {"authority": "a" * 10_000}, [("/authority", "too_long")]),
    "a calendar cut short": (GOOD | {"calendar": '{"time_zone"'}, [("/calendar", "malformed_json")]),
    "a calendar without hours": (
        GOOD | {"calendar": '{"time_zone":"Asia/Ho_Chi_Minh"}'},
        [("/calendar/weekly_hours", "required")],
    ),
    "explain in words": (GOOD | {"explain": "yes"}, [("/explain", "not_a_boolean")]),
    "explain in capitals": (GOOD | {"explain": "True"}, [("/explain", "not_a_boolean")]),
    "explain in quotes": (GOOD | {"explain": '"true"'}, [("/explain", "not_a_boolean")]),
    "explain a number": (GOOD | {"explain": "1"}, [("/explain", "not_a_boolean")]),
    "two faults": (
        GOOD | {"channel": "fax", "term": {"amount": -1, "unit": "days"}},
        [("/channel", "unknown_channel"), ("/term/amount", "amount_negative")],
    ),
}


@pytest.mark.parametrize("row", REFUSED.values(), ids=REFUSED)
def test_query_is_refused_as_the_body_is(row):
    """What is wrong is told by the code and the pointer that it would have in a body."""
    members, expected = row
    assert faults(MultiDict(written(**members))) == expected


def test_repeated_parameter_is_refused():
    """A parameter that stands twice is refused, also with the same value."""
    query = MultiDict([*written(**GOOD).items(), ("authority", "vn")])
    assert faults(query) == [("/authority", "repeated_parameter")]
