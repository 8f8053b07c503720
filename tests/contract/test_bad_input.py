"""Bad input over HTTP: each fault with its status, code and place, in both languages, and never a 500."""

import json
import re
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sla_service.http import inline_calendar

URL = "/v1/due-dates"
DAYS = "/v1/calendars/vn/days"
MEMBERS = {"type", "title", "status", "detail", "code", "errors", "request_id"}
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
MEBIBYTE = 1_048_576

TERM = {"amount": 1, "unit": "working_days"}
GOOD = {"received_at": "2026-03-10T09:00:00+07:00", "authority": "vn", "term": TERM}
WEEK = {day: [["08:00", "12:00"], ["13:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
CALENDAR = {"time_zone": "Asia/Ho_Chi_Minh", "weekly_hours": WEEK}


def but(**changes):
    """Give the good request with some members changed."""
    return GOOD | changes


def lacking(*keys):
    """Give the good request without some members."""
    return {key: value for key, value in GOOD.items() if key not in keys}


def with_amount(literal, unit="working_days"):
    """Write the good request with an amount spelled as given, which json.dumps might not write so."""
    return json.dumps(but(term={"amount": "@", "unit": unit})).replace('"@"', literal).encode()


def with_calendar(**changes):
    """Give the good request with an inline calendar, some of its members changed."""
    return but(calendar=CALENDAR | changes)


def mondays(*sessions):
    """Give the good request with an inline calendar open on Mondays only."""
    return with_calendar(weekly_hours={"mon": list(sessions)})


def post(client, body, language="vi", content_type="application/json", **headers):
    """Post a body, as JSON unless it is bytes already."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    told = {"Accept-Language": language} | {key.replace("_", "-"): value for key, value in headers.items()}
    return client.post(URL, data=data, content_type=content_type, headers=told)


def problem_of(response, status):
    """Give the problem that an answer carries, having held its form against the contract."""
    assert response.status_code == status, response.get_data(as_text=True)[:500]
    assert response.content_type == "application/problem+json"
    told = json.loads(response.get_data())
    assert set(told) == MEMBERS
    assert told["status"] == status
    assert told["errors"]
    assert all(set(error) == {"path", "code", "message"} for error in told["errors"])
    assert told["code"] == told["errors"][0]["code"]
    assert told["type"].endswith(told["code"])
    assert told["request_id"] == response.headers["X-Request-Id"]
    assert REQUEST_ID.fullmatch(told["request_id"])
    return told


def refused(send, status, code, path):
    """Hold a refused request against one expected fault, in both languages; give both problems."""
    told = {language: problem_of(send(language), status) for language in ("vi", "en")}
    for problem in told.values():
        assert [(error["path"], error["code"]) for error in problem["errors"]] == [(path, code)]
        assert problem["title"].strip()
        assert problem["detail"].strip()
        assert problem["errors"][0]["message"].strip()
    assert told["vi"]["errors"][0]["message"] != told["en"]["errors"][0]["message"]
    assert told["vi"]["title"] != told["en"]["title"]
    assert told["vi"]["type"] == told["en"]["type"]
    return told


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


MEMBER_ROWS = {
    "no receipt": (lacking("received_at"), "required", "/received_at"),
    "no authority": (lacking("authority"), "required", "/authority"),
    "authority unknown": (but(authority="nowhere"), "unknown_authority", "/authority"),
    "authority in capitals": (but(authority="VN"), "unknown_authority", "/authority"),
    "authority empty": (but(authority=""), "unknown_authority", "/authority"),
    "authority null": (but(authority=None), "null_not_allowed", "/authority"),
    "authority a number": (but(authority=7), "not_a_string", "/authority"),
    "authority a list": (but(authority=["vn"]), "not_a_string", "/authority"),
    "procedure unknown": (lacking("term") | {"procedure": "magic"}, "unknown_procedure", "/procedure"),
    "procedure a number": (but(procedure=1), "not_a_string", "/procedure"),
    "field unknown": (but(field="magic"), "unknown_field", "/field"),
    "field true": (but(field=True), "not_a_string", "/field"),
    "channel unknown": (but(channel="fax"), "unknown_channel", "/channel"),
    "channel empty": (but(channel=""), "unknown_channel", "/channel"),
    "channel null": (but(channel=None), "null_not_allowed", "/channel"),
    "channel a number": (but(channel=0), "not_a_string", "/channel"),
    "calendar unknown": (but(calendar="mars"), "unknown_calendar", "/calendar"),
    "calendar empty": (but(calendar=""), "unknown_calendar", "/calendar"),
    "unit unknown": (but(term={"amount": 1, "unit": "moons"}), "unknown_unit", "/term/unit"),
    "unit in the singular": (but(term={"amount": 1, "unit": "working_day"}), "unknown_unit", "/term/unit"),
    "unit null": (but(term={"amount": 1, "unit": None}), "null_not_allowed", "/term/unit"),
    "unit a number": (but(term={"amount": 1, "unit": 1}), "not_a_string", "/term/unit"),
    "no unit": (but(term={"amount": 1}), "required", "/term/unit"),
    "no amount": (but(term={"unit": "days"}), "required", "/term/amount"),
    "term a number": (but(term=3), "not_an_object", "/term"),
    "term a list": (but(term=[3, "days"]), "not_an_object", "/term"),
    "term a string": (but(term="3 days"), "not_an_object", "/term"),
    "explain a word": (but(explain="yes"), "not_a_boolean", "/explain"),
    "explain a number": (but(explain=1), "not_a_boolean", "/explain"),
    "explain null": (but(explain=None), "null_not_allowed", "/explain"),
    "member unknown": (but(foo=1), "unknown_member", "/foo"),
    "member unknown, null": (but(foo=None), "unknown_member", "/foo"),
    "member with a slash": (GOOD | {"a/b": 1}, "unknown_member", "/a~1b"),
    "member with a tilde": (GOOD | {"m~n": 1}, "unknown_member", "/m~0n"),
    "member that looks escaped": (GOOD | {"~1": 1}, "unknown_member", "/~01"),
    "member without a name": (GOOD | {"": 1}, "unknown_member", "/"),
    "member in Vietnamese": (GOOD | {"ngày nhận": 1}, "unknown_member", "/ngày nhận"),
    "member of a term unknown": (but(term=TERM | {"days": 1}), "unknown_member", "/term/days"),
    "member of a term with a slash": (but(term=TERM | {"a/~": 1}), "unknown_member", "/term/a~1~0"),
    "member of a restart unknown": (
        but(restarts=[{"at": "2026-03-11T09:00:00+07:00", "why": ""}]),
        "unknown_member",
        "/restarts/0/why",
    ),
    "member of an extension's term unknown": (
        but(extensions=[{"term": TERM}, {"term": TERM | {"x/y": 1}}]),
        "unknown_member",
        "/extensions/1/term/x~1y",
    ),
    "no term anywhere": (lacking("term"), "no_term", "/term"),
    "term null and nothing else": (but(term=None), "no_term", "/term"),
    "a procedure without a term": (
        lacking("term") | {"procedure": "food-safety-certificate"},
        "no_term",
        "/term",
    ),
    "a procedure not yet in force": (
        lacking("term") | {"procedure": "certified-copy", "received_at": "2015-03-10T09:00:00+07:00"},
        "no_term",
        "/term",
    ),
    "own term beside the statutory one": (but(procedure="certified-copy"), "term_not_allowed", "/term"),
    "field of another procedure": (
        lacking("term") | {"procedure": "certified-copy", "field": "police"},
        "field_mismatch",
        "/field",
    ),
    "restarts an object": (but(restarts={}), "not_a_list", "/restarts"),
    "restarts null": (but(restarts=None), "null_not_allowed", "/restarts"),
    "restarts a string": (but(restarts="2026-03-11T09:00:00+07:00"), "not_a_list", "/restarts"),
    "restart a number": (but(restarts=[1]), "not_an_object", "/restarts/0"),
    "restart without its moment": (but(restarts=[{}]), "required", "/restarts/0/at"),
    "restart without an offset": (
        but(restarts=[{"at": "2026-03-11T09:00:00"}]),
        "offset_required",
        "/restarts/0/at",
    ),
    "restart before the receipt": (
        but(restarts=[{"at": "2026-03-11T09:00:00+07:00"}, {"at": "2026-03-10T08:59:59+07:00"}]),
        "event_before_receipt",
        "/restarts/1/at",
    ),
    "restart of a number as reason": (
        but(restarts=[{"at": "2026-03-11T09:00:00+07:00", "reason": 1}]),
        "not_a_string",
        "/restarts/0/reason",
    ),
    "restart with a reason too long": (
        but(restarts=[{"at": "2026-03-11T09:00:00+07:00", "reason": "ỗ" * 100_000}]),
        "too_long",
        "/restarts/0/reason",
    ),
    "too many restarts": (
        but(restarts=[{"at": "2026-03-11T09:00:00+07:00"}] * 1_001),
        "too_many",
        "/restarts",
    ),
    "extensions an object": (but(extensions={}), "not_a_list", "/extensions"),
    "extension a string": (but(extensions=["2 days"]), "not_an_object", "/extensions/0"),
    "extension without a term": (but(extensions=[{}]), "required", "/extensions/0/term"),
    "extension with a null term": (
        but(extensions=[{"term": None}]),
        "null_not_allowed",
        "/extensions/0/term",
    ),
    "extension of nothing": (
        but(extensions=[{"term": {"amount": 0, "unit": "working_days"}}]),
        "amount_zero",
        "/extensions/0/term/amount",
    ),
    "extension of nothing in days": (
        but(extensions=[{"term": TERM}, {"term": {"amount": 0, "unit": "days"}}]),
        "amount_zero",
        "/extensions/1/term/amount",
    ),
    "extension of an unknown unit": (
        but(extensions=[{"term": {"amount": 1, "unit": "moons"}}]),
        "unknown_unit",
        "/extensions/0/term/unit",
    ),
    "extension with a reason too long": (
        but(extensions=[{"term": TERM, "reason": "x" * 100_000}]),
        "too_long",
        "/extensions/0/reason",
    ),
    "too many extensions": (but(extensions=[{"term": TERM}] * 1_001), "too_many", "/extensions"),
    "suspensions": (
        but(suspensions=[{"from": "2026-03-11T09:00:00+07:00", "until": None, "reason": "x"}]),
        "not_yet_supported",
        "/suspensions",
    ),
    "stages": (
        but(stages=[{"name": "a", "authority": "vn", "term": TERM}]),
        "not_yet_supported",
        "/stages",
    ),
    "reminders": (but(reminders=[0.5]), "not_yet_supported", "/reminders"),
    "known_on": (but(known_on="2026-01-01"), "not_yet_supported", "/known_on"),
    "calendar_changes": (
        but(calendar_changes={"days_off": ["2026-03-11"]}),
        "not_yet_supported",
        "/calendar_changes",
    ),
    "suspensions false": (but(suspensions=False), "not_yet_supported", "/suspensions"),
    "reminders zero": (but(reminders=0), "not_yet_supported", "/reminders"),
    "authority with a NUL": (but(authority="v\x00n"), "unknown_authority", "/authority"),
    "authority with a bell and a newline": (but(authority="vn\x07\n"), "unknown_authority", "/authority"),
    "procedure with a control character": (
        lacking("term") | {"procedure": "certified-copy\x1b[31m"},
        "unknown_procedure",
        "/procedure",
    ),
    "field with a NUL": (but(field="\x00"), "unknown_field", "/field"),
    "calendar with a NUL": (but(calendar="\x00vn"), "unknown_calendar", "/calendar"),
    "authority very long": (but(authority="a" * 100_000), "too_long", "/authority"),
    "procedure very long": (but(procedure="a" * 100_000), "too_long", "/procedure"),
    "channel very long": (but(channel="a" * 100_000), "too_long", "/channel"),
    "unit very long": (but(term={"amount": 1, "unit": "a" * 100_000}), "too_long", "/term/unit"),
    "receipt very long": (but(received_at="2" * 100_000), "too_long", "/received_at"),
}


@pytest.mark.parametrize("row", MEMBER_ROWS.values(), ids=MEMBER_ROWS)
def test_member_is_refused(client, row):
    """A member that is wrong is refused by its own code, at its own pointer, in both languages."""
    body, code, path = row
    refused(lambda spoken: post(client, body, spoken), 422, code, path)


@pytest.mark.parametrize("member", ["restarts", "extensions"])
def test_null_in_a_list_is_refused(client, member):
    """A null where an event should stand is refused where it stands."""
    problem = problem_of(post(client, but(**{member: [None]})), 422)
    assert [error["path"] for error in problem["errors"]] == [f"/{member}/0"]
    assert problem["code"] in ("null_not_allowed", "not_an_object")


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


BODIES = {
    "empty": (b"", 400, "malformed_json"),
    "blank": (b" \n", 400, "malformed_json"),
    "no JSON": (b"received_at=2026-03-10", 400, "malformed_json"),
    "cut short": (b'{"authority": "vn"', 400, "malformed_json"),
    "single quotes": (b"{'authority': 'vn'}", 400, "malformed_json"),
    "a comma too many": (b'{"authority": "vn",}', 400, "malformed_json"),
    "a comment": (b'{"authority": "vn"} // vn', 400, "malformed_json"),
    "two documents": (b"{}{}", 400, "malformed_json"),
    "a leading zero": (with_amount("01"), 400, "malformed_json"),
    "a raw newline in a string": (b'{"authority": "v\nn"}', 400, "malformed_json"),
    "a raw NUL in a string": (b'{"authority": "v\x00n"}', 400, "malformed_json"),
    "an array": (b"[]", 422, "not_an_object"),
    "an array of requests": (json.dumps([GOOD]).encode(), 422, "not_an_object"),
    "a number": (b"7", 422, "not_an_object"),
    "a string": (b'"vn"', 422, "not_an_object"),
    "true": (b"true", 422, "not_an_object"),
    "null": (b"null", 422, "not_an_object"),
    "arrays 100,000 deep": (b"[" * 100_000 + b"]" * 100_000, 400, "too_deeply_nested"),
    "objects 100,000 deep": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, 400, "too_deeply_nested"),
    "deep below a member": (
        b'{"authority":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        400,
        "too_deeply_nested",
    ),
    "deep and never closed": (b"[" * 100_000, 400, "too_deeply_nested"),
    "Latin-1": ('{"authority": "hô"}'.encode("latin-1"), 400, "invalid_encoding"),
    "UTF-16 with its mark": (json.dumps(GOOD).encode("utf-16"), 400, "invalid_encoding"),
    "UTF-16 without": (json.dumps(GOOD).encode("utf-16-le"), 400, "malformed_json"),
    "overlong UTF-8": (b'{"authority": "\xc0\xaf"}', 400, "invalid_encoding"),
    "a surrogate in UTF-8": (b'{"authority": "\xed\xa0\x80"}', 400, "invalid_encoding"),
    "NaN": (with_amount("NaN"), 400, "invalid_number"),
    "Infinity": (with_amount("Infinity"), 400, "invalid_number"),
    "-Infinity": (with_amount("-Infinity"), 400, "invalid_number"),
    "NaN alone": (b"NaN", 400, "invalid_number"),
    "NaN where nobody looks": (b'{"suspensions": [[NaN]]}', 400, "invalid_number"),
    "a key twice": (b'{"authority": "vn", "authority": "vn"}', 400, "duplicate_key"),
    "a key twice, once escaped": (b'{"authority": "vn", "\\u0061uthority": "vn"}', 400, "duplicate_key"),
    "a nested key twice": (
        b'{"authority": "vn", "term": {"amount": 1, "unit": "days", "amount": 1}}',
        400,
        "duplicate_key",
    ),
    "a key twice in a list": (b'{"restarts": [{"at": 1, "at": 1}]}', 400, "duplicate_key"),
    "half a surrogate pair": (b'{"authority": "\\ud800"}', 400, "invalid_encoding"),
    "the other half": (b'{"authority": "\\udfff"}', 400, "invalid_encoding"),
    "half a surrogate pair in a key": (b'{"\\ud83d": 1}', 400, "invalid_encoding"),
    "half a surrogate pair deep in": (
        b'{"calendar": {"special_hours": {"\\udc00": []}}}',
        400,
        "invalid_encoding",
    ),
    "the halves in the wrong order": (b'{"authority": "\\ude00\\ud83d"}', 400, "invalid_encoding"),
}


@pytest.mark.parametrize("row", BODIES.values(), ids=BODIES)
def test_body_is_refused(client, row):
    """A body that is no JSON object as the contract means it is refused as a whole, quickly."""
    body, status, code = row
    start = perf_counter()
    refused(lambda spoken: post(client, body, spoken), status, code, "")
    assert perf_counter() - start < 2


def test_body_in_utf_8_with_its_mark_is_accepted(client):
    """A byte order mark before UTF-8 changes nothing."""
    assert post(client, json.dumps(GOOD).encode("utf-8-sig")).status_code == 200


def test_whole_surrogate_pair_is_accepted(client):
    """A pair of escaped surrogates is one character and is repeated as such."""
    body = but(restarts=[{"at": "2026-03-11T09:00:00+07:00", "reason": "@"}])
    raw = json.dumps(body).replace('"@"', '"\\ud83d\\ude00"').encode()
    assert "\N{GRINNING FACE}" in post(client, raw).get_json()["explanation"][1]["text"]["vi"]


def test_body_over_one_mebibyte_is_refused(client):
    """One byte more than 1 MiB is too large, exactly 1 MiB is not."""
    text = json.dumps(GOOD).encode()
    assert post(client, text.ljust(MEBIBYTE)).status_code == 200
    told = refused(lambda spoken: post(client, text.ljust(MEBIBYTE + 1), spoken), 413, "body_too_large", "")
    for problem in told.values():
        assert str(MEBIBYTE) in problem["errors"][0]["message"]


def test_one_key_twice_among_many_is_found_at_once(client):
    """A key that stands twice among 50,000 others is found in under a second."""
    keys = [f"k{number}" for number in range(50_000)]
    body = "{" + ",".join(f'"{key}":1' for key in (*keys, "k49999")) + "}"
    start = perf_counter()
    problem = problem_of(post(client, body.encode()), 400)
    assert perf_counter() - start < 1
    assert problem["code"] == "duplicate_key"
    assert "k49999" in problem["errors"][0]["message"]


def test_very_many_unknown_members_are_refused_in_time(client):
    """Fifty thousand unknown members are refused within two seconds."""
    body = "{" + ",".join(f'"k{number}":1' for number in range(50_000)) + "}"
    start = perf_counter()
    problem = problem_of(post(client, body.encode()), 422)
    assert perf_counter() - start < 2
    assert problem["errors"][0]["code"] in ("required", "unknown_member")


def test_every_fault_is_told(client):
    """A request with several faults hears of all of them at once."""
    body = {"authority": 5, "term": {"amount": "x", "unit": "moons"}, "restarts": [{}], "extra": 1}
    problem = problem_of(post(client, body), 422)
    assert {(error["path"], error["code"]) for error in problem["errors"]} == {
        ("/received_at", "required"),
        ("/authority", "not_a_string"),
        ("/term/amount", "not_a_number"),
        ("/term/unit", "unknown_unit"),
        ("/restarts/0/at", "required"),
        ("/extra", "unknown_member"),
    }


def test_faults_are_told_in_an_order_that_does_not_change(client):
    """Unknown members are told in the order of the request or of their names, never of a hash table."""
    names = [f"{letter}{number}" for number in (3, 1, 2) for letter in "zamqb"]
    problem = problem_of(post(client, GOOD | dict.fromkeys(names, 1)), 422)
    paths = [error["path"] for error in problem["errors"]]
    assert paths in ([f"/{name}" for name in names], [f"/{name}" for name in sorted(names)])


def test_long_unknown_id_is_not_repeated_whole(client):
    """An id of 2,000 characters is unknown, and the message stays short."""
    problem = problem_of(post(client, but(authority="a" * 2_000)), 422)
    assert problem["code"] == "unknown_authority"
    assert len(problem["errors"][0]["message"]) < 300


@pytest.mark.parametrize("depth", range(955, 1_000, 3))
@pytest.mark.parametrize("place", ["calendar", "stages", "foo", "received_at"])
def test_nesting_near_the_limit_is_no_fault_of_ours(client, place, depth):
    """Nesting just below what the reader takes is refused like any other wrong member."""
    nest = "[" * depth + "]" * depth
    wrapped = f'{{"a":{nest}}}' if place == "calendar" else nest
    body = json.dumps(but(**{place: "@"})).replace('"@"', wrapped).encode()
    assert post(client, body).status_code in (400, 422)


EMPTY = [
    ("suspensions", []),
    ("stages", []),
    ("reminders", []),
    ("known_on", None),
    ("calendar_changes", None),
    ("calendar_changes", {}),
    ("restarts", []),
    ("extensions", []),
    ("procedure", None),
    ("field", None),
    ("calendar", None),
]


@pytest.mark.parametrize(("member", "value"), EMPTY)
def test_empty_member_is_as_good_as_none(client, member, value):
    """A member that says nothing is answered as if it were not there."""
    answer = post(client, but(**{member: value}))
    assert answer.status_code == 200
    assert answer.get_json() == post(client, GOOD).get_json()


ACCEPTED = {
    "a restart at the very receipt": but(restarts=[{"at": GOOD["received_at"]}]),
    "1,000 restarts": but(restarts=[{"at": "2026-03-11T09:00:00+07:00"}] * 1_000),
    "a reason of 2,000 characters": but(extensions=[{"term": TERM, "reason": "ỗ" * 2_000}]),
    "control characters in a reason": but(extensions=[{"term": TERM, "reason": "\x00\x1b[2J\r\n"}]),
    "braces in a reason": but(extensions=[{"term": TERM, "reason": "{after} {0} {}"}]),
    "a term before the statutory one": but(
        procedure="certified-copy", received_at="2015-04-09T09:00:00+07:00"
    ),
    "a term where the procedure has none": but(procedure="food-safety-certificate"),
    "the field of the procedure": lacking("term") | {"procedure": "certified-copy", "field": "justice"},
    "the calendar of another authority": but(calendar="long-an"),
    "a fraction of a second": but(received_at="2026-03-10T09:00:00.999999999+07:00"),
    "small letters": but(received_at="2026-03-10t02:00:00z"),
}


@pytest.mark.parametrize("body", ACCEPTED.values(), ids=ACCEPTED)
def test_unusual_but_right_is_accepted(client, body):
    """A request that is unusual but right is answered."""
    assert post(client, body).status_code == 200


CONTENT_TYPES = [
    None,
    "",
    "text/plain",
    "text/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml",
    "application/vnd.api+json",
    "application/problem+json",
    "json",
]


@pytest.mark.parametrize("content_type", CONTENT_TYPES)
def test_content_type_is_refused(client, content_type):
    """A body that is not declared as JSON is refused, however right it is."""
    refused(
        lambda spoken: post(client, GOOD, spoken, content_type=content_type),
        415,
        "unsupported_media_type",
        "",
    )


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        "Application/JSON",
    ],
)
def test_content_type_is_accepted(client, content_type):
    """JSON is JSON with a charset parameter too, and in capitals."""
    assert post(client, GOOD, content_type=content_type).status_code == 200


WRONG_METHODS = [
    (URL, "GET", {"POST"}),
    (URL, "PUT", {"POST"}),
    (URL, "PATCH", {"POST"}),
    (URL, "DELETE", {"POST"}),
    (DAYS, "POST", {"GET"}),
    (DAYS, "DELETE", {"GET"}),
    ("/health/live", "POST", {"GET"}),
    ("/health/ready", "PUT", {"GET"}),
    ("/openapi.yaml", "POST", {"GET"}),
    ("/openapi.json", "POST", {"GET"}),
]


@pytest.mark.parametrize(("path", "method", "allowed"), WRONG_METHODS)
def test_method_is_refused(client, path, method, allowed):
    """A wrong method is refused, and the Allow header says which are right."""
    responses = []

    def send(spoken):
        responses.append(client.open(path, method=method, headers={"Accept-Language": spoken}))
        return responses[-1]

    refused(send, 405, "method_not_allowed", "")
    for response in responses:
        told = {word.strip() for word in response.headers["Allow"].split(",")}
        assert told - {"HEAD", "OPTIONS"} == allowed


UNKNOWN_PATHS = [
    ("GET", "/nothing"),
    ("GET", "/v1"),
    ("GET", "/v1/"),
    ("GET", "/v1/nothing"),
    ("POST", "/v1/due-dates/"),
    ("POST", "/v1/due-dates/x"),
    ("POST", "/V1/due-dates"),
    ("GET", "/v1/calendars/vn/days/?from=2026-01-01&to=2026-01-02"),
    ("GET", "/v1/calendars/vn/day"),
    ("GET", "/health"),
    ("GET", "/health/live/"),
    ("GET", "/openapi.yml"),
    ("GET", "/static/x"),
    ("GET", "/v1/calendars/nowhere/days?from=2026-01-01&to=2026-01-02"),
    ("GET", "/v1/calendars/VN/days?from=2026-01-01&to=2026-01-02"),
    ("GET", "/v1/calendars/%00/days?from=2026-01-01&to=2026-01-02"),
    ("GET", "/v1/calendars/%ff/days?from=2026-01-01&to=2026-01-02"),
    ("GET", f"/v1/calendars/{'x' * 5_000}/days?from=2026-01-01&to=2026-01-02"),
    ("GET", "/v1/calendars/..%2fvn/days?from=2026-01-01&to=2026-01-02"),
]


@pytest.mark.parametrize(("method", "path"), UNKNOWN_PATHS, ids=lambda value: value[:60])
def test_unknown_path_is_not_found(client, method, path):
    """A path that leads nowhere, or names an unknown id, is not found."""
    refused(
        lambda spoken: client.open(path, method=method, json={}, headers={"Accept-Language": spoken}),
        404,
        "not_found",
        "",
    )


@pytest.mark.parametrize("given_id", ["a", "A-b_c.9", "x" * 64])
def test_request_id_is_kept(client, given_id):
    """A request id that is valid is kept, in an answer and in a problem."""
    assert post(client, GOOD, X_Request_Id=given_id).headers["X-Request-Id"] == given_id
    assert problem_of(post(client, {}, X_Request_Id=given_id), 422)["request_id"] == given_id


@pytest.mark.parametrize("given_id", ["", " ", "a b", "x" * 65, "é", "a/b", "a\tb", '"quoted"', "{id}"])
def test_request_id_is_replaced(client, given_id):
    """A request id that is not valid is replaced by one that is, each time another."""
    made = {problem_of(post(client, {}, X_Request_Id=given_id), 422)["request_id"] for _ in range(2)}
    assert len(made) == 2
    assert given_id not in made


LANGUAGES = [
    (None, "vi"),
    ("", "vi"),
    ("vi", "vi"),
    ("en", "en"),
    ("EN", "en"),
    ("en-GB", "en"),
    ("vi-VN", "vi"),
    ("fr", "vi"),
    ("fr, de;q=0.9", "vi"),
    ("fr, en;q=0.5", "en"),
    ("en;q=0.1, vi;q=0.9", "vi"),
    ("vi;q=0.1, en;q=0.9", "en"),
    ("en;q=0, vi;q=0.1", "vi"),
    (";;;,,,=q", "vi"),
]


@pytest.mark.parametrize(("accepted", "spoken"), LANGUAGES)
def test_accept_language_chooses(client, accepted, spoken):
    """Accept-Language chooses the language of messages; Vietnamese is the default and the fallback."""
    headers = {} if accepted is None else {"Accept-Language": accepted}
    response = client.post(URL, json={}, headers=headers)
    expected = {"vi": "Phải có mục này.", "en": "This member is required."}[spoken]
    assert problem_of(response, 422)["detail"] == expected
    assert response.headers["Content-Language"] == spoken


@pytest.mark.parametrize(
    ("query", "accepted", "spoken"),
    [("en", "vi", "en"), ("vi", "en", "vi"), ("en", None, "en"), (None, "en", "en"), (None, "fr", "vi")],
)
def test_lang_chooses_on_gets(client, query, accepted, spoken):
    """`?lang=` on a GET wins over Accept-Language."""
    headers = {} if accepted is None else {"Accept-Language": accepted}
    response = client.get(DAYS, query_string={"lang": query} if query else {}, headers=headers)
    problem = problem_of(response, 422)
    assert problem["detail"] == {"vi": "Phải có mục này.", "en": "This member is required."}[spoken]
    assert {error["path"] for error in problem["errors"]} == {"?from", "?to"}


def test_lang_chooses_for_an_unknown_path_too(client):
    """`?lang=` chooses the language of a 404 as well."""
    vi, en = (problem_of(client.get(f"/nothing?lang={spoken}"), 404)["detail"] for spoken in ("vi", "en"))
    assert vi != en


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


DAYS_ROWS = {
    "no from": ({"to": "2026-01-02"}, "required", "?from"),
    "no to": ({"from": "2026-01-02"}, "required", "?to"),
    "no such date": ({"from": "2026-02-30", "to": "2026-03-02"}, "no_such_date", "?from"),
    "no date": ({"from": "2026-01-01", "to": "tomorrow"}, "invalid_date", "?to"),
    "an instant": ({"from": "2026-01-01T00:00:00Z", "to": "2026-01-02"}, "invalid_date", "?from"),
    "empty": ({"from": "", "to": "2026-01-02"}, "invalid_date", "?from"),
    "year 1800": ({"from": "1800-01-01", "to": "2026-01-02"}, "out_of_range", "?from"),
    "year 9999": ({"from": "2026-01-01", "to": "9999-12-31"}, "out_of_range", "?to"),
    "reversed": ({"from": "2026-01-02", "to": "2026-01-01"}, "reversed_range", "?to"),
    "1,101 days": ({"from": "2015-01-01", "to": "2018-01-05"}, "too_many_days", "?to"),
    "before the calendar": ({"from": "2014-12-31", "to": "2015-01-05"}, "beyond_horizon", "?from"),
    "after the calendar": ({"from": "2030-12-30", "to": "2031-01-01"}, "beyond_horizon", "?to"),
    "unknown parameter": (
        {"from": "2026-01-01", "to": "2026-01-02", "days": "7"},
        "unknown_member",
        "?days",
    ),
    "very long": ({"from": "2" * 5_000, "to": "2026-01-02"}, "too_long", "?from"),
}


@pytest.mark.parametrize("row", DAYS_ROWS.values(), ids=DAYS_ROWS)
def test_range_of_days_is_refused(client, row):
    """A range of days that is wrong is refused at its parameter."""
    query, code, path = row

    def send(spoken):
        return client.get(DAYS, query_string=query, headers={"Accept-Language": spoken})

    refused(send, 422, code, path)


def test_most_days_at_once(client):
    """1,100 days are listed at once, each in order."""
    days = client.get(f"{DAYS}?from=2015-01-01&to=2018-01-04").get_json()["days"]
    assert len(days) == 1_100
    assert (days[0]["on"], days[-1]["on"]) == ("2015-01-01", "2018-01-04")


def test_one_day(client):
    """A range of one day lists that day, also at both ends of the calendar."""
    for on in ("2015-01-01", "2030-12-31"):
        days = client.get(f"{DAYS}?from={on}&to={on}").get_json()["days"]
        assert [day["on"] for day in days] == [on]


def test_days_carry_a_strong_validator(client):
    """The days carry a strong ETag of their content and vary with the language asked for."""
    response = client.get(f"{DAYS}?from=2026-01-01&to=2026-01-02")
    assert re.fullmatch(r'"[^"]+"', response.headers["ETag"])
    assert "Accept-Language" in response.headers["Vary"]
    again = client.get(f"{DAYS}?to=2026-01-02&from=2026-01-01")
    assert again.headers["ETag"] == response.headers["ETag"]
    other = client.get(f"{DAYS}?from=2026-01-01&to=2026-01-03")
    assert other.headers["ETag"] != response.headers["ETag"]


def test_days_unchanged_are_not_sent_again(client):
    """A caller that has the days already hears only that they are the same."""
    url = f"{DAYS}?from=2026-01-01&to=2026-01-02"
    tag = client.get(url).headers["ETag"]
    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        response = client.get(url, headers={"If-None-Match": known})
        assert response.status_code == 304
        assert response.get_data() == b""
        assert response.headers["ETag"] == tag
        assert "Accept-Language" in response.headers["Vary"]
    assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_refused_days_vary_with_the_language(client):
    """A problem of a GET varies with the language too."""
    assert "Accept-Language" in client.get(DAYS).headers["Vary"]


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_health_is_not_stored(client, path):
    """Whether the service is well is never kept."""
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"


INLINE_DUE = {
    "as it stands": ({}, "2026-03-11T17:00:00+07:00"),
    "a day off": ({"days_off": ["2026-03-11"]}, "2026-03-12T17:00:00+07:00"),
    "a day off that is worked": (
        {"days_off": ["2026-03-11"], "working_days": ["2026-03-11"]},
        "2026-03-11T17:00:00+07:00",
    ),
    "special hours": (
        {"special_hours": {"2026-03-11": [["08:00", "10:30"]]}},
        "2026-03-11T10:30:00+07:00",
    ),
    "special hours to midnight": (
        {"special_hours": {"2026-03-11": [["20:00", "24:00"]]}},
        "2026-03-12T00:00:00+07:00",
    ),
    "closed by special hours": ({"special_hours": {"2026-03-11": []}}, "2026-03-12T17:00:00+07:00"),
    "a break at the end": ({"breaks": {"2026-03-11": [["16:00", "17:00"]]}}, "2026-03-11T16:00:00+07:00"),
    "touching sessions": (
        {"weekly_hours": {day: [["08:00", "12:00"], ["12:00", "16:45:30"]] for day in WEEK}},
        "2026-03-11T16:45:30+07:00",
    ),
    "sessions in any order": (
        {"weekly_hours": {day: [["13:00", "17:00"], ["08:00", "12:00"]] for day in WEEK}},
        "2026-03-11T17:00:00+07:00",
    ),
    "another zone": ({"time_zone": "Asia/Tokyo"}, "2026-03-11T17:00:00+09:00"),
    "Wednesdays closed, a Saturday worked": (
        {
            "weekly_hours": {"tue": WEEK["tue"]},
            "working_days": ["2026-03-14"],
            "working_day_hours": [["09:00", "10:00"]],
        },
        "2026-03-14T10:00:00+07:00",
    ),
}


@pytest.mark.parametrize("row", INLINE_DUE.values(), ids=INLINE_DUE)
def test_inline_calendar_counts(client, row):
    """A calendar brought along decides which days and hours count."""
    changes, due_at = row
    assert post(client, with_calendar(**changes)).get_json()["due_at"] == due_at


INLINE_ROWS = {
    "a number": (but(calendar=5), "not_an_object", ""),
    "a list": (but(calendar=[]), "not_an_object", ""),
    "true": (but(calendar=True), "not_an_object", ""),
    "empty": (but(calendar={}), "required", "/time_zone"),
    "no zone": (but(calendar={"weekly_hours": WEEK}), "required", "/time_zone"),
    "no week": (but(calendar={"time_zone": "Asia/Ho_Chi_Minh"}), "required", "/weekly_hours"),
    "unknown zone": (with_calendar(time_zone="Mars/Phobos"), "unknown_time_zone", "/time_zone"),
    "zone of no name": (with_calendar(time_zone=""), "unknown_time_zone", "/time_zone"),
    "zone that is a folder": (with_calendar(time_zone="Asia"), "unknown_time_zone", "/time_zone"),
    "zone with a folder's slash": (with_calendar(time_zone="Asia/Tokyo/"), "unknown_time_zone", "/time_zone"),
    "zone out of the way": (with_calendar(time_zone="../etc/passwd"), "unknown_time_zone", "/time_zone"),
    "zone from the root": (with_calendar(time_zone="/etc/localtime"), "unknown_time_zone", "/time_zone"),
    "zone with a NUL": (with_calendar(time_zone="Asia/\x00"), "unknown_time_zone", "/time_zone"),
    "zone with accents": (with_calendar(time_zone="Châu_Á/Sài_Gòn"), "unknown_time_zone", "/time_zone"),
    "zone very long": (with_calendar(time_zone="x" * 100_000), "unknown_time_zone", "/time_zone"),
    "zone that is the machine's": (with_calendar(time_zone="localtime"), "unknown_time_zone", "/time_zone"),
    "zone a number": (with_calendar(time_zone=7), "not_a_string", "/time_zone"),
    "zone a fraction": (with_calendar(time_zone=7.5), "not_a_string", "/time_zone"),
    "zone null": (with_calendar(time_zone=None), "not_a_string", "/time_zone"),
    "no working time": (with_calendar(weekly_hours={}), "no_working_time", ""),
    "no session": (mondays(), "no_working_time", ""),
    "overlapping": (mondays(["08:00", "12:00"], ["11:59", "17:00"]), "sessions_overlap", "/weekly_hours/mon"),
    "reversed": (mondays(["12:00", "08:00"]), "session_reversed", "/weekly_hours/mon/0"),
    "of no length": (mondays(["08:00", "08:00"]), "session_reversed", "/weekly_hours/mon/0"),
    "across midnight": (
        mondays(["08:00", "12:00"], ["22:00", "02:00"]),
        "session_reversed",
        "/weekly_hours/mon/1",
    ),
    "from midnight to midnight": (mondays(["24:00", "24:00"]), "session_reversed", "/weekly_hours/mon/0"),
    "session of one": (mondays(["08:00"]), "not_a_session", "/weekly_hours/mon/0"),
    "session of three": (mondays(["08:00", "12:00", "17:00"]), "not_a_session", "/weekly_hours/mon/0"),
    "session of nothing": (mondays([]), "not_a_session", "/weekly_hours/mon/0"),
    "a session too short to be a clock": (mondays(["7:30", "11:30"]), "not_a_session", "/weekly_hours/mon/0"),
    "a session of words": (mondays(["morning", "noon"]), "not_a_session", "/weekly_hours/mon/0"),
    "a session as one string": (mondays("08:00-12:00"), "not_a_list", "/weekly_hours/mon/0"),
    "a session of numbers": (mondays([8, 12]), "not_a_string", "/weekly_hours/mon/0"),
    "a session of fractions": (mondays([7.5, 11.5]), "not_a_string", "/weekly_hours/mon/0"),
    "a session of nulls": (mondays([None, "12:00"]), "not_a_string", "/weekly_hours/mon/0"),
    "sessions as a string": (with_calendar(weekly_hours={"mon": "08:00"}), "not_a_list", "/weekly_hours/mon"),
    "sessions null": (with_calendar(weekly_hours=WEEK | {"sat": None}), "not_a_list", "/weekly_hours/sat"),
    "week a list": (with_calendar(weekly_hours=[]), "not_an_object", "/weekly_hours"),
    "week null": (with_calendar(weekly_hours=None), "not_an_object", "/weekly_hours"),
    "weekday unknown": (
        with_calendar(weekly_hours=WEEK | {"monday": []}),
        "unknown_member",
        "/weekly_hours/monday",
    ),
    "weekday with a slash": (
        with_calendar(weekly_hours=WEEK | {"sat/sun": []}),
        "unknown_member",
        "/weekly_hours/sat~1sun",
    ),
    "member unknown": (with_calendar(holidays=[]), "unknown_member", "/holidays"),
    "member with slash and tilde": (with_calendar(**{"a/b~c": 1}), "unknown_member", "/a~1b~0c"),
    "days off an object": (with_calendar(days_off={}), "not_a_list", "/days_off"),
    "days off null": (with_calendar(days_off=None), "not_a_list", "/days_off"),
    "day off a number": (with_calendar(days_off=[20260311]), "not_a_string", "/days_off/0"),
    "day off that does not exist": (
        with_calendar(days_off=["2026-03-11", "2026-02-30"]),
        "no_such_date",
        "/days_off/1",
    ),
    "day off that is none": (with_calendar(days_off=["Tết"]), "invalid_date", "/days_off/0"),
    "day off in 2200": (with_calendar(days_off=["2200-01-01"]), "out_of_range", "/days_off/0"),
    "worked day that does not exist": (
        with_calendar(working_days=["2026-06-31"]),
        "no_such_date",
        "/working_days/0",
    ),
    "too many days off": (with_calendar(days_off=["2026-03-11"] * 10_001), "too_many", "/days_off"),
    "too many worked days": (
        with_calendar(working_days=["2026-03-11"] * 10_001),
        "too_many",
        "/working_days",
    ),
    "too many sessions": (
        mondays(*([f"{hour:02}:00", f"{hour:02}:30"] for hour in range(9))),
        "too_many",
        "/weekly_hours/mon",
    ),
    "too many special hours": (
        with_calendar(special_hours={f"key {number}": [] for number in range(10_001)}),
        "too_many",
        "/special_hours",
    ),
    "hours of worked days an object": (
        with_calendar(working_day_hours={}),
        "not_a_list",
        "/working_day_hours",
    ),
    "hours of worked days reversed": (
        with_calendar(working_day_hours=[["12:00", "08:00"]]),
        "session_reversed",
        "/working_day_hours/0",
    ),
    "hours of worked days overlapping": (
        with_calendar(working_day_hours=[["08:00", "12:00"], ["11:00", "13:00"]]),
        "sessions_overlap",
        "/working_day_hours",
    ),
    "special hours a list": (with_calendar(special_hours=[]), "not_an_object", "/special_hours"),
    "special hours on no date": (
        with_calendar(special_hours={"2026-02-30": []}),
        "no_such_date",
        "/special_hours/2026-02-30",
    ),
    "special hours on a date with slashes": (
        with_calendar(special_hours={"11/03/2026": []}),
        "invalid_date",
        "/special_hours/11~103~12026",
    ),
    "special hours null": (
        with_calendar(special_hours={"2026-03-11": None}),
        "not_a_list",
        "/special_hours/2026-03-11",
    ),
    "special hours overlapping": (
        with_calendar(special_hours={"2026-03-11": [["08:00", "12:00"], ["09:00", "10:00"]]}),
        "sessions_overlap",
        "/special_hours/2026-03-11",
    ),
    "break reversed": (
        with_calendar(breaks={"2026-03-11": [["08:00", "09:00"], ["12:00", "10:00"]]}),
        "session_reversed",
        "/breaks/2026-03-11/1",
    ),
    "break on a date with a tilde": (with_calendar(breaks={"~2026": []}), "invalid_date", "/breaks/~02026"),
    "breaks a string": (with_calendar(breaks="12:00"), "not_an_object", "/breaks"),
}


@pytest.mark.parametrize("row", INLINE_ROWS.values(), ids=INLINE_ROWS)
def test_inline_calendar_is_refused(client, row):
    """A calendar brought along that nobody could work by is refused at its first fault."""
    body, code, path = row
    refused(lambda spoken: post(client, body, spoken), 422, code, f"/calendar{path}")


@pytest.mark.parametrize(
    "clock",
    [
        "25:00",
        "24:01",
        "99:99",
        "11:60",
        "11:75",
        "11:30:60",
        "１１:３０",
        "٠٩:٣٠",
        "11:30 ",
        "+11:3",
        "-1:00",
    ],
)
def test_clock_time_that_does_not_exist_is_refused(client, clock):
    """A clock time is HH:MM or HH:MM:SS in plain digits, at most 24:00, and nothing else."""
    problem = problem_of(post(client, mondays(["07:30", clock])), 422)
    (error,) = problem["errors"]
    assert error["path"].startswith("/calendar/weekly_hours/mon/0")


def test_inline_calendar_is_compiled_once(client):
    """The same inline calendar is compiled once, whatever the order of its members."""
    calendar = CALENDAR | {"days_off": ["2026-07-09"], "working_days": ["2026-07-11"]}
    before = inline_calendar._compile.cache_info()
    for members in (calendar.items(), reversed(calendar.items()), calendar.items()):
        assert post(client, but(calendar=dict(members))).status_code == 200
    after = inline_calendar._compile.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 2)


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
