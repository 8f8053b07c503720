"""Due dates counted again, over HTTP: which have moved, how far, at which step; a bad one spoils nothing.

Counted by hand. The usual dossier came on Friday 2026-11-20 at 09:00 for two working days. Tuesday 24
November 2026 is Vietnam Culture Day: Monday 23 and Wednesday 25, due at 17:00.
"""

import json

import pytest
from asking import problem_of

URL = "/v1/recalculations"
TERM = {"amount": 2, "unit": "working_days"}
REQUEST = {"received_at": "2026-11-20T09:00:00+07:00", "authority": "vn", "term": TERM}
DUE = "2026-11-25T17:00:00+07:00"
OTHER_RULES = "sha256:" + 64 * "0"
MEMBERS = {
    *(
        "index",
        "moved",
        "old_due_at",
        "due_at",
        "working_days_moved",
        "step",
        "rules_changed",
        "hypothetical",
    ),
}
TO_MIDNIGHT = {
    "time_zone": "Asia/Ho_Chi_Minh",
    "weekly_hours": {day: [["20:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
}
MEBIBYTE = 1_048_576


def dossier(old=DUE, digest=OTHER_RULES, **changes):
    """Give the usual dossier, once due at an instant, with some members of its request changed."""
    return {"request": REQUEST | changes, "due_at": old, "digest": digest}


@pytest.fixture(scope="module")
def recalculate(client):
    """Count dossiers again; the call must be answered."""

    def recalculate(*dossiers):
        response = client.post(URL, json={"dossiers": dossiers})
        assert response.status_code == 200, response.get_json()
        return response.get_json()

    return recalculate


@pytest.fixture(scope="module")
def again(recalculate):
    """Count the usual dossier again, and give what became of it."""

    def again(old=DUE, **more):
        (result,) = recalculate(dossier(old, **more))["results"]
        assert set(result) == MEMBERS, result
        return result

    return again


def told(result):
    """Tell how many working days it moved, and by which step."""
    return result["working_days_moved"], result["step"] and result["step"]["code"]


def faults(problem):
    """List the places and codes of a problem."""
    return [(error["path"], error["code"]) for error in problem["errors"]]


def test_unmoved(again):
    """Due when it was due: nothing has moved, and no step is to blame."""
    result = again()
    assert (result["moved"], told(result)) == (False, (0, None))
    assert result["old_due_at"] == result["due_at"] == DUE


def test_unmoved_in_another_offset(again):
    """10:00Z is 17:00 in Hanoi, and is told so."""
    result = again("2026-11-25T10:00:00Z")
    assert (result["moved"], result["old_due_at"]) == (False, DUE)


def test_later_by_a_day_off_that_was_not_known(again):
    """Counted over the 24th: a day later, by the count, which names the day and its source."""
    result = again("2026-11-24T17:00:00+07:00")
    assert (result["moved"], told(result)) == (True, (1, "counted"))
    assert result["due_at"] == DUE
    # Saturday, Sunday, and the day in question
    skipped = result["step"]["facts"]["skipped"]
    assert [day["on"] for day in skipped] == ["2026-11-21", "2026-11-22", "2026-11-24"]
    assert skipped[2]["kind"] == "holiday"
    assert skipped[2]["citation"]["document"]


def test_step_is_that_of_todays_explanation(again, ask):
    """Word for word the step that the due date itself would show."""
    step = again("2026-11-24T17:00:00+07:00")["step"]
    assert step in ask(**REQUEST)["explanation"]


def test_earlier(again):
    """Counted with Monday off as well: it was due on Thursday 26, and is due a day before."""
    result = again("2026-11-26T17:00:00+07:00")
    assert (result["moved"], told(result), result["due_at"]) == (True, (-1, "counted"), DUE)
    assert result["step"]["at_after"] == DUE


def test_within_the_day(again):
    """By an hour on the same day: moved, but by no working day."""
    assert told(again("2026-11-25T16:00:00+07:00")) == (0, "counted")
    assert told(again("2026-11-25T18:00:00+07:00")) == (0, "counted")


def test_restart_after_it_was_due(again):
    """It came again on Thursday 26: Friday 27 and Monday 30, three working days after the 25th."""
    result = again(restarts=[{"at": "2026-11-26T09:00:00+07:00", "reason": "bổ sung"}])
    assert told(result) == (3, "restarted")
    assert result["due_at"] == "2026-11-30T17:00:00+07:00"
    assert result["step"]["facts"]["reason"] == "bổ sung"


def test_extension(again):
    """By a working day: Thursday 26."""
    result = again(extensions=[{"term": {"amount": 1, "unit": "working_days"}, "reason": "xác minh"}])
    assert (told(result), result["due_at"]) == ((1, "extended"), "2026-11-26T17:00:00+07:00")


def test_suspension_that_ended(again):
    """Monday closed while suspended: Wednesday 25 and Thursday 26."""
    window = {"from": "2026-11-23T08:00:00+07:00", "until": "2026-11-23T18:00:00+07:00"}
    assert told(again(suspensions=[window])) == (1, "suspended")


def test_held(again):
    """While suspended it is not due at all: moved, but nobody can say how far."""
    result = again(suspensions=[{"from": "2026-11-23T08:00:00+07:00", "until": None}])
    assert (result["moved"], result["due_at"], told(result)) == (True, None, (None, "suspended"))
    assert (result["old_due_at"], result["step"]["facts"]["until"]) == (DUE, None)


def test_midnight_belongs_to_the_day_before(again):
    """Two evenings from Monday 9 March end on Wednesday at 24:00, between Tuesday and Thursday."""
    evening = {"received_at": "2026-03-09T20:00:00+07:00", "calendar": TO_MIDNIGHT}
    assert told(again("2026-03-12T00:00:00+07:00", **evening)) == (0, None)
    assert told(again("2026-03-11T00:00:00+07:00", **evening)) == (1, "counted")
    assert told(again("2026-03-13T00:00:00+07:00", **evening)) == (-1, "counted")


def test_promise_that_was_not_known(again):
    """By the law's three days it was due on Friday 8 March 2019; Long An promises Tuesday 5 itself."""
    request = {
        "received_at": "2019-03-05T11:29:59+07:00",
        "authority": "long-an",
        "procedure": "business-registration",
        "term": None,
    }
    result = again("2019-03-08T17:00:00+07:00", **request)
    assert (told(result), result["due_at"]) == ((-3, "counted"), "2019-03-05T17:00:00+07:00")


def test_receipt_put_right_since(again):
    """The receipt now lies after the due moment of old: it is the receipt that leaves it."""
    # from Wednesday 18: Thursday 19, Friday 20, Monday 23, Wednesday 25
    assert told(again("2026-11-18T17:00:00+07:00")) == (4, "received")


def test_digest_tells_whether_the_rules_have_changed(again, book):
    """The digest that is loaded now, or any other; the due date moves or not by itself."""
    same, other = again(digest=book.digest), again(digest=OTHER_RULES)
    assert (same["rules_changed"], other["rules_changed"]) == (False, True)
    assert again("2026-11-24T17:00:00+07:00", digest=book.digest)["moved"] is True
    assert other["moved"] is False


def test_what_if_says_so(again):
    """Were the 24th worked, it would be due then."""
    result = again(calendar_changes={"working_days": ["2026-11-24"]})
    assert (result["hypothetical"], told(result)) == (True, (-1, "counted"))
    assert again()["hypothetical"] is False


def test_explain_changes_nothing(again):
    """The step is told though the request asks for no explanation."""
    old = "2026-11-24T17:00:00+07:00"
    assert again(old, explain=False) == again(old, explain=True) == again(old)


def test_every_dossier_is_answered_in_order(recalculate, book):
    """Each at its place; none is answered with none."""
    answer = recalculate(dossier(), 5, dossier("2026-11-24T17:00:00+07:00"))
    assert [result["index"] for result in answer["results"]] == [0, 1, 2]
    assert [result.get("moved") for result in answer["results"]] == [False, None, True]
    assert (answer["failed"], answer["rules"]["digest"]) == (1, book.digest)
    nothing = recalculate()
    assert (nothing["results"], nothing["failed"], set(nothing)) == ([], 0, {"results", "failed", "rules"})


NINES = "2026-11-25T09:00:00+07:00"
BAD = {
    "no object": (5, [("", "not_an_object")]),
    "null": (None, [("", "not_an_object")]),
    "nothing": ({}, [("/digest", "required"), ("/due_at", "required"), ("/request", "required")]),
    "an unknown member": (dossier() | {"foo": 1}, [("/foo", "unknown_member")]),
    "a request that is no object": (dossier() | {"request": 5}, [("/request", "not_an_object")]),
    "no receipt": (dossier() | {"request": {"authority": "vn"}}, [("/request/received_at", "required")]),
    "an unknown member of the request": (dossier(as_of=NINES), [("/request/as_of", "unknown_member")]),
    "an unknown office": (dossier(authority="mars"), [("/request/authority", "unknown_authority")]),
    "an unknown procedure": (dossier(procedure="x"), [("/request/procedure", "unknown_procedure")]),
    "no term": (dossier(term=None), [("/request/term", "no_term")]),
    "a restart before the receipt": (
        dossier(restarts=[{"at": "2026-11-01T09:00:00+07:00"}]),
        [("/request/restarts/0/at", "event_before_receipt")],
    ),
    "beyond the calendar now": (
        dossier(term={"amount": 9_999, "unit": "days"}),
        [("/request/term", "beyond_horizon")],
    ),
    "beyond the calendar then": (dossier("2031-02-01T09:00:00+07:00"), [("/due_at", "beyond_horizon")]),
    "no offset": (dossier("2026-11-25T17:00:00"), [("/due_at", "offset_required")]),
    "a due moment of null": (dossier(None), [("/due_at", "null_not_allowed")]),
    "a digest that is a number": (dossier(digest=0), [("/digest", "not_a_string")]),
    "an empty digest": (dossier(digest=""), [("/digest", "invalid_digest")]),
    "a digest without its kind": (dossier(digest="0" * 64), [("/digest", "invalid_digest")]),
    "a digest of another kind": (dossier(digest="sha512:" + "0" * 64), [("/digest", "invalid_digest")]),
    "a digest that is short": (dossier(digest=OTHER_RULES[:-1]), [("/digest", "invalid_digest")]),
    "a digest that is long": (dossier(digest=OTHER_RULES + "0"), [("/digest", "invalid_digest")]),
    "a digest with a line's end": (dossier(digest=OTHER_RULES + "\n"), [("/digest", "invalid_digest")]),
    "a digest in capitals": (dossier(digest="sha256:" + "A" * 64), [("/digest", "invalid_digest")]),
    "several faults": (
        dossier(NINES, digest="x", authority=5),
        [("/digest", "invalid_digest"), ("/request/authority", "not_a_string")],
    ),
}


@pytest.mark.parametrize("row", BAD.values(), ids=BAD)
def test_bad_dossier_is_told_at_its_place_and_spoils_nothing(recalculate, row):
    """Its problem has the places told from the whole body; its neighbours are answered."""
    bad, expected = row
    answer = recalculate(dossier(), bad, dossier())
    first, failed, last = answer["results"]
    assert first == last | {"index": 0}
    assert set(failed) == {"index", "problem"}
    assert sorted(faults(failed["problem"])) == [(f"/dossiers/1{path}", code) for path, code in expected]
    assert (failed["problem"]["status"], answer["failed"]) == (422, 1)


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ({}, "/dossiers", "required"),
        ({"dossiers": None}, "/dossiers", "null_not_allowed"),
        ({"dossiers": {}}, "/dossiers", "not_a_list"),
        ({"dossiers": [0] * 10_001}, "/dossiers", "too_many"),
        ({"dossiers": [], "foo": 1}, "/foo", "unknown_member"),
        ([], "", "not_an_object"),
    ],
)
def test_call_itself_is_refused(client, body, path, code):
    """What is wrong with the whole is told of the whole."""
    assert faults(problem_of(client.post(URL, json=body), 422)) == [(path, code)]


def test_call_may_be_large(client):
    """16 MiB are taken, one byte more is too large."""
    text = json.dumps({"dossiers": [dossier()]}).encode()
    options = {"content_type": "application/json"}
    assert client.post(URL, data=text.ljust(16 * MEBIBYTE), **options).status_code == 200
    problem_of(client.post(URL, data=text.ljust(16 * MEBIBYTE + 1), **options), 413)
