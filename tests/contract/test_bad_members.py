"""Members that are wrong, and unusual ones that are right: each fault with its code and place."""

import pytest
from asking import GOOD, TERM, but, lacking, post, problem_of, refused

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
        but(restarts=[{"at": "2026-03-11T09:00:00+07:00"}] * 101),
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
    "too many extensions": (but(extensions=[{"term": TERM}] * 101), "too_many", "/extensions"),
    "suspension that ends before it begins": (
        but(suspensions=[{"from": "2026-03-11T09:00:00+07:00", "until": "2026-03-11T08:59:59+07:00"}]),
        "until_before_from",
        "/suspensions/0/until",
    ),
    "suspension before the receipt": (
        but(
            suspensions=[
                {"from": "2026-03-11T09:00:00+07:00"},
                {"from": "2026-03-10T08:59:59+07:00", "until": "2026-03-12T09:00:00+07:00"},
            ]
        ),
        "event_before_receipt",
        "/suspensions/1/from",
    ),
    "suspension without a beginning": (but(suspensions=[{"until": None}]), "required", "/suspensions/0/from"),
    "suspension with a strange member": (
        but(suspensions=[{"from": "2026-03-11T09:00:00+07:00", "at": 1}]),
        "unknown_member",
        "/suspensions/0/at",
    ),
    "ten thousand suspensions": (
        but(suspensions=[{"from": "2026-03-11T09:00:00+07:00"}] * 10_000),
        "too_many",
        "/suspensions",
    ),
    "a stage of an office that nobody knows": (
        but(stages=[{"name": "a", "authority": "nowhere", "term": TERM}]),
        "unknown_authority",
        "/stages/0/authority",
    ),
    "a stage without a term": (
        but(stages=[{"name": "a", "authority": "vn"}]),
        "required",
        "/stages/0/term",
    ),
    "a stage completed before the receipt": (
        but(
            stages=[
                {
                    "name": "a",
                    "authority": "vn",
                    "term": TERM,
                    "completed_at": "2026-03-10T08:59:59+07:00",
                }
            ]
        ),
        "completed_before_start",
        "/stages/0/completed_at",
    ),
    "a stage completed beyond its calendar": (
        but(
            stages=[
                {
                    "name": "a",
                    "authority": "vn",
                    "term": TERM,
                    "completed_at": "2199-12-31T23:59:59+07:00",
                }
            ]
        ),
        "beyond_horizon",
        "/stages/0/completed_at",
    ),
    "fifty-one stages": (
        but(stages=[{"name": "a", "authority": "vn", "term": TERM}] * 51),
        "too_many",
        "/stages",
    ),
    "a share of more than the whole": (but(reminders=[0.5, 1.5]), "share_out_of_range", "/reminders/1"),
    "a reminder in words": (but(reminders=["half"]), "not_a_reminder", "/reminders/0"),
    "a reminder half a working day before": (
        but(reminders=[{"before": {"amount": 0.5, "unit": "working_days"}}]),
        "amount_not_whole",
        "/reminders/0/before/amount",
    ),
    "a reminder of nothing": (but(reminders=[{}]), "required", "/reminders/0/before"),
    "a hundred and one reminders": (but(reminders=[0.5] * 101), "too_many", "/reminders"),
    "known_on an instant": (but(known_on="2026-01-01T00:00:00+07:00"), "invalid_date", "/known_on"),
    "known_on a day that is none": (but(known_on="2026-02-30"), "no_such_date", "/known_on"),
    "a change of a promise that nobody knows": (
        but(rule_changes={"commitment": "long-an.none"}),
        "unknown_commitment",
        "/rule_changes/commitment",
    ),
    "a change of another office's promise": (
        but(rule_changes={"commitment": "long-an.same-day-registration"}),
        "commitment_not_here",
        "/rule_changes/commitment",
    ),
    "a change of no promise": (but(rule_changes={}), "required", "/rule_changes/commitment"),
    "a cutoff at two clock times": (
        but(rule_changes={"commitment": "x", "cutoff": {"before": "11:30", "not_after": "11:30"}}),
        "before_or_not_after",
        "/rule_changes/cutoff",
    ),
    "a cutoff without a clock time": (
        but(rule_changes={"commitment": "x", "cutoff": {}}),
        "before_or_not_after",
        "/rule_changes/cutoff",
    ),
    "a cutoff at 25:30": (
        but(rule_changes={"commitment": "x", "cutoff": {"before": "25:30"}}),
        "no_such_time",
        "/rule_changes/cutoff/before",
    ),
    "suspensions false": (but(suspensions=False), "not_a_list", "/suspensions"),
    "reminders zero": (but(reminders=0), "not_a_list", "/reminders"),
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
    "100 restarts": but(restarts=[{"at": "2026-03-11T09:00:00+07:00"}] * 100),
    "1,000 suspensions": but(
        suspensions=[{"from": "2026-03-11T09:00:00+07:00", "until": "2026-03-11T09:00:00+07:00"}] * 1_000
    ),
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
