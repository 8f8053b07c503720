"""Many due dates in one call: in order, each by itself, and a bad one never spoils the others."""

import json

import pytest
from asking import GOOD, but, problem_of

BATCH = "/v1/due-dates/batch"
SHARED = {key: value for key, value in GOOD.items() if key != "received_at"}
MEBIBYTE = 1_048_576


@pytest.fixture(scope="module")
def ask_many(client):
    """Post a batch that must be answered."""

    def ask_many(items, language="vi", **more):
        response = client.post(BATCH, json={"items": items, **more}, headers={"Accept-Language": language})
        assert response.status_code == 200, response.get_json()
        return response.get_json()

    return ask_many


def faults(result):
    """List the places and codes of an item's problem."""
    return [(error["path"], error["code"]) for error in result["problem"]["errors"]]


def test_every_item_is_answered_in_order_as_it_would_be_alone(client, ask_many):
    """Three different questions come out as three calls would, each with its place."""
    items = [
        but(explain=False),
        {
            "received_at": "2019-03-05T11:29:59+07:00",
            "authority": "long-an",
            "procedure": "business-registration",
        },
        but(suspensions=[{"from": "2026-03-11T09:00:00+07:00"}], explain=True),
    ]
    told = ask_many(items)
    assert [result["index"] for result in told["results"]] == [0, 1, 2]
    assert told["failed"] == 0
    for item, result in zip(items, told["results"], strict=True):
        alone = client.post("/v1/due-dates", json={"explain": False} | item).get_json()
        assert result["due_date"] == alone


def test_nothing_is_explained_unless_asked(ask_many):
    """`explain` is false for every item, unless the item or the defaults say otherwise."""
    assert ask_many([GOOD])["results"][0]["due_date"]["explanation"] is None
    assert ask_many([but(explain=True)])["results"][0]["due_date"]["explanation"]
    told = ask_many([GOOD, but(explain=False)], defaults={"explain": True})["results"]
    assert [bool(result["due_date"]["explanation"]) for result in told] == [True, False]


def test_no_items_are_answered_with_none(ask_many, book):
    """An empty batch is no fault."""
    told = ask_many([])
    assert (told["results"], told["failed"], told["rules"]["digest"]) == ([], 0, book.digest)


def test_defaults_hold_where_an_item_is_silent(ask_many):
    """A member of an item goes before the defaults', also where it says null."""
    term = {"amount": 2, "unit": "working_days"}
    told = ask_many(
        [
            {"received_at": "2026-03-10T09:00:00+07:00"},
            {"received_at": "2026-03-10T09:00:00+07:00", "term": term},
            {"received_at": "2026-03-10T09:00:00+07:00", "term": None},
        ],
        defaults=SHARED,
    )["results"]
    # Tuesday 10 March: one working day is Wednesday 11, two are Thursday 12; without a term there is none
    assert [result["due_date"]["due_on"] for result in told[:2]] == ["2026-03-11", "2026-03-12"]
    assert faults(told[2]) == [("/items/2/term", "no_term")]


BAD = {
    "no object": (5, [("", "not_an_object")]),
    "null": (None, [("", "not_an_object")]),
    "a list": ([GOOD], [("", "not_an_object")]),
    "nothing": ({}, [("/received_at", "required"), ("/authority", "required")]),
    "an unknown member": (but(foo=1), [("/foo", "unknown_member")]),
    "an unknown office": (but(authority="nowhere"), [("/authority", "unknown_authority")]),
    "no offset": (but(received_at="2026-03-10T09:00:00"), [("/received_at", "offset_required")]),
    "a bad amount": (but(term={"amount": -1, "unit": "days"}), [("/term/amount", "amount_negative")]),
    "beyond the calendar": (but(term={"amount": 9_999, "unit": "days"}), [("/term", "beyond_horizon")]),
    "a bad calendar": (but(calendar={}), [("/calendar/time_zone", "required")]),
    "a suspension before the receipt": (
        but(suspensions=[{"from": "2026-03-01T09:00:00+07:00"}]),
        [("/suspensions/0/from", "event_before_receipt")],
    ),
}


@pytest.mark.parametrize("row", BAD.values(), ids=BAD)
def test_bad_item_is_told_at_its_place_and_spoils_nothing(ask_many, row):
    """Its problem has the places told from the whole body; its neighbours are answered."""
    item, expected = row
    told = ask_many([GOOD, item, GOOD])
    first, bad, last = told["results"]
    assert first["due_date"] == last["due_date"]
    assert set(bad) == {"index", "problem"}
    assert sorted(faults(bad)) == sorted((f"/items/1{path}", code) for path, code in expected)
    assert bad["problem"]["status"] == 422
    assert told["failed"] == 1


def test_fault_of_the_defaults_is_told_there(ask_many):
    """What only the defaults say is wrong in the defaults, for every item that does not say otherwise."""
    told = ask_many([{}, {"authority": "vn"}], defaults=but(authority="nowhere"))["results"]
    assert faults(told[0]) == [("/defaults/authority", "unknown_authority")]
    assert "due_date" in told[1]


def test_problem_of_an_item_speaks_the_callers_language(ask_many):
    """In Vietnamese or English, by Accept-Language."""
    told = {spoken: ask_many([{}], spoken)["results"][0]["problem"]["title"] for spoken in ("vi", "en")}
    assert told["vi"] != told["en"]


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ({}, "/items", "required"),
        ({"items": None}, "/items", "null_not_allowed"),
        ({"items": {}}, "/items", "not_a_list"),
        ({"items": [], "defaults": []}, "/defaults", "not_an_object"),
        ({"items": [], "foo": 1}, "/foo", "unknown_member"),
        ({"items": [0] * 10_001}, "/items", "too_many"),
        ([], "", "not_an_object"),
    ],
)
def test_batch_itself_is_refused(client, body, path, code):
    """What is wrong with the whole is told of the whole."""
    told = problem_of(client.post(BATCH, json=body), 422)
    assert [(error["path"], error["code"]) for error in told["errors"]] == [(path, code)]


def test_batch_may_be_larger_than_a_single_request(client):
    """16 MiB are taken, one byte more is too large; a single request may have 1 MiB."""
    text = json.dumps({"items": [GOOD]}).encode()
    options = {"content_type": "application/json"}
    assert client.post(BATCH, data=text.ljust(16 * MEBIBYTE), **options).status_code == 200
    told = problem_of(client.post(BATCH, data=text.ljust(16 * MEBIBYTE + 1), **options), 413)
    assert str(16 * MEBIBYTE) in told["detail"]
    problem_of(client.post("/v1/due-dates", data=text.ljust(MEBIBYTE + 1), **options), 413)
