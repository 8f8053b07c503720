"""What if one promise of the office were otherwise, over HTTP.

Counted by hand. At Long An a business registered before 11:30 is promised the same day, from 2019-01-02 on.
The usual dossier came on Tuesday 2019-03-05 at 09:00; the law's three working days are Wed 6, Thu 7, Fri 8.
In Ninh Thạnh the no-appointment day is Friday, promised by Tây Ninh above it for its wards as well.
"""

import pytest
from asking import but, post, refused

PROMISE, FRIDAYS = "long-an.same-day-registration", "tay-ninh.no-appointment-friday"
DOSSIER = {
    "received_at": "2019-03-05T09:00:00+07:00",
    "authority": "long-an",
    "procedure": "business-registration",
}
SAME_DAY, BY_LAW = "2019-03-05T17:00:00+07:00", "2019-03-08T17:00:00+07:00"
ONE_DAY = {"amount": 1, "unit": "working_days"}
WITHDRAWN = {"commitment": PROMISE, "withdrawn": True}


@pytest.fixture(scope="module")
def asked_with(ask):
    """Ask for the usual dossier with its promise put otherwise, at a clock time of that Tuesday."""

    def asked_with(clock="09:00:00", **otherwise):
        dossier = {**DOSSIER, "received_at": f"2019-03-05T{clock}+07:00"}
        return ask(**dossier, rule_changes={"commitment": PROMISE, **otherwise})

    return asked_with


def why(answer):
    """List the codes of the rules that were looked at."""
    return {item["id"]: item["why"]["code"] for item in answer["considered"]}


class TestOtherwise:
    """One promise, in every way that it may be otherwise."""

    def test_withdrawn_leaves_the_law(self, asked_with):
        """It is not even looked at."""
        answer = asked_with(withdrawn=True)
        assert (answer["due_at"], why(answer)) == (BY_LAW, {"business-registration": "chosen"})
        assert answer["service_days"] == []

    def test_withdrawn_goes_before_all_else(self, asked_with):
        """Another term of what is not there grants nothing."""
        assert asked_with(withdrawn=True, term=ONE_DAY)["due_at"] == BY_LAW

    @pytest.mark.parametrize(
        ("amount", "unit", "due", "code"),
        [
            (1, "working_days", "2019-03-06T17:00:00+07:00", "chosen"),
            (2, "hours", "2019-03-05T11:00:00+07:00", "chosen"),
            # as late as the law: the more local wins
            (3, "working_days", BY_LAW, "chosen"),
            (4, "working_days", BY_LAW, "later"),
        ],
    )
    def test_other_term(self, asked_with, amount, unit, due, code):
        """A promise can still only shorten."""
        answer = asked_with(term={"amount": amount, "unit": unit})
        assert (answer["due_at"], why(answer)[PROMISE]) == (due, code)

    @pytest.mark.parametrize(
        ("clock", "cutoff", "due", "code"),
        [
            ("08:59:59", {"before": "09:00"}, SAME_DAY, "chosen"),
            ("09:00:00", {"before": "09:00"}, BY_LAW, "cutoff"),
            ("09:00:00", {"not_after": "09:00"}, SAME_DAY, "chosen"),
            ("09:00:01", {"not_after": "09:00"}, BY_LAW, "cutoff"),
            ("09:00:01", {"not_after": "09:00", "otherwise": None}, BY_LAW, "cutoff"),
            ("09:00:01", {"not_after": "09:00", "otherwise": ONE_DAY}, "2019-03-06T17:00:00+07:00", "chosen"),
            ("17:00:00", {"before": "24:00"}, SAME_DAY, "chosen"),
            ("17:00:00", None, SAME_DAY, "chosen"),
        ],
    )
    def test_other_cutoff(self, asked_with, clock, cutoff, due, code):
        """Before a clock time, not after one, with a second term, or none at all."""
        answer = asked_with(clock, cutoff=cutoff)
        assert (answer["due_at"], why(answer)[PROMISE]) == (due, code)

    def test_other_term_keeps_the_cutoff(self, asked_with):
        """At 11:30 it is missed still."""
        assert why(asked_with("11:30:00", term=ONE_DAY))[PROMISE] == "cutoff"

    @pytest.mark.parametrize(
        ("weekdays", "code"),
        [
            (["tue"], "chosen"),
            (["mon", "tue"], "chosen"),
            (["wed"], "day"),
            (["sat", "sun"], "day"),
            (None, "chosen"),
        ],
    )
    def test_other_weekdays(self, asked_with, weekdays, code):
        """5 March 2019 is a Tuesday."""
        answer = asked_with(weekdays=weekdays)
        assert why(answer)[PROMISE] == code
        assert answer["due_at"] == (SAME_DAY if code == "chosen" else BY_LAW)

    def test_nothing_otherwise_is_the_promise_as_it_is(self, ask, asked_with):
        """But for `hypothetical`, which says that a change was asked for."""
        assert asked_with() == {**ask(**DOSSIER), "hypothetical": True}

    def test_days_before_the_promise_stay_before_it(self, ask):
        """On Friday 2018-12-28 it was not in force yet, whatever its term would be."""
        dossier = {**DOSSIER, "received_at": "2018-12-28T09:00:00+07:00"}
        answer = ask(**dossier, rule_changes={"commitment": PROMISE, "term": ONE_DAY})
        assert why(answer)[PROMISE] == "not_in_force"


class TestAbove:
    """A promise of the authority above, changed at the ward."""

    @pytest.mark.parametrize(
        ("received", "code", "due"),
        [
            # Friday: Monday 9, as the caller says
            ("2020-11-06T09:00:00+07:00", "day", "2020-11-09T17:00:00+07:00"),
            ("2020-11-10T09:00:00+07:00", "chosen", "2020-11-10T23:59:59+07:00"),
        ],
    )
    def test_friday_moved_to_tuesday(self, ask, received, code, due):
        """Then Friday is a day like any other, and Tuesday is the day of service."""
        dossier = {"received_at": received, "authority": "ninh-thanh", "term": ONE_DAY}
        changes = {"commitment": FRIDAYS, "weekdays": ["tue"]}
        answer = ask(**dossier, rule_changes=changes)
        assert (why(answer)[FRIDAYS], answer["due_at"]) == (code, due)
        assert [item["id"] for item in answer["service_days"]] == ([FRIDAYS] if code == "chosen" else [])

    def test_model_without_a_term_can_be_given_one(self, ask):
        """Wednesday 2020-11-04 helps with the forms; with an hour it would be due at ten."""
        dossier = {"received_at": "2020-11-04T09:00:00+07:00", "authority": "ninh-thanh", "term": ONE_DAY}
        commitment = "tay-ninh.no-writing-wednesday"
        assert commitment not in why(ask(**dossier))
        changes = {"commitment": commitment, "term": {"amount": 1, "unit": "hours"}}
        answer = ask(**dossier, rule_changes=changes)
        assert (answer["due_at"], answer["rule"]["id"]) == ("2020-11-04T10:00:00+07:00", commitment)

    def test_promise_that_was_not_known_stays_unknown(self, ask):
        """On the eve of its first day nobody knew of it, changed or not."""
        dossier = {"received_at": "2020-11-06T09:00:00+07:00", "authority": "ninh-thanh", "term": ONE_DAY}
        changes = {"commitment": FRIDAYS, "term": ONE_DAY}
        answer = ask(**dossier, rule_changes=changes, known_on="2020-11-01")
        assert why(answer) == {"caller": "chosen", FRIDAYS: "known_later"}


ROUTES = {
    "due-dates": ({}, lambda asked: asked),
    "batch": ({}, lambda asked: {"items": [asked]}),
    "defaults": ({}, lambda asked: {"items": [{}], "defaults": asked}),
    "progress": ({"as_of": "2019-03-05T10:00:00+07:00"}, lambda asked: asked),
    "on-time-reports": ({}, lambda asked: {"dossiers": [asked], "as_of": "2019-03-06T10:00:00+07:00"}),
    "latest-receipts": ({"due_on": "2019-03-08"}, lambda asked: _without(asked, "received_at")),
    "recalculations": (
        {},
        lambda asked: {"dossiers": [{"request": asked, "due_at": SAME_DAY, "digest": "sha256:" + "0" * 64}]},
    ),
}


def _without(asked, key):
    return {name: value for name, value in asked.items() if name != key}


def _url(route):
    return "/v1/due-dates/batch" if route in ("batch", "defaults") else f"/v1/{route}"


def _told(client, route, **more):
    """Ask a route for the usual dossier; give the answer that says whether it is hypothetical."""
    extra, body = ROUTES[route]
    response = client.post(_url(route), json=body({**DOSSIER, **extra, **more}))
    assert response.status_code == 200, response.get_json()
    told = response.get_json()
    first = told["results"][0] if "results" in told else told
    return first.get("due_date", first)


@pytest.mark.parametrize("route", ROUTES)
def test_hypothetical_wherever_it_is_taken(client, route):
    """True with a change, be it empty; false with null or without, also right after."""
    assert _told(client, route)["hypothetical"] is False
    assert _told(client, route, rule_changes=WITHDRAWN)["hypothetical"] is True
    assert _told(client, route, rule_changes={"commitment": PROMISE})["hypothetical"] is True
    assert _told(client, route, rule_changes=None)["hypothetical"] is False


class TestOtherRoutes:
    """What the change does elsewhere."""

    def test_progress(self, client):
        """On Wednesday the same-day promise is overdue; withdrawn, the dossier is running."""
        as_of = "2019-03-06T10:00:00+07:00"
        assert _told(client, "progress", as_of=as_of)["classification"] == "overdue"
        assert _told(client, "progress", as_of=as_of, rule_changes=WITHDRAWN)["classification"] == "running"

    def test_on_time_report(self, client):
        """The same, of one dossier each."""
        assert _told(client, "on-time-reports")["total"]["overdue"] == 1
        assert _told(client, "on-time-reports", rule_changes=WITHDRAWN)["total"]["running"] == 1

    def test_latest_receipt(self, client):
        """Due by Friday 8: that morning before 11:30, or by closing of Tuesday where only the law is left."""
        latest = _told(client, "latest-receipts")["received_before"]
        without = _told(client, "latest-receipts", rule_changes=WITHDRAWN)["received_before"]
        assert (latest, without) == ("2019-03-08T11:29:59+07:00", SAME_DAY)

    def test_recalculation(self, client):
        """From Tuesday to Friday are three working days."""
        assert _told(client, "recalculations")["moved"] is False
        told = _told(client, "recalculations", rule_changes=WITHDRAWN)
        assert (told["moved"], told["working_days_moved"]) == (True, 3)


def test_nothing_leaks_into_the_next_request(ask, client):
    """The next answer, and the catalogue, are what they were."""
    before = ask(**DOSSIER), client.get(f"/v1/rules/{PROMISE}").get_json()
    for changes in (WITHDRAWN, {"commitment": PROMISE, "term": ONE_DAY, "cutoff": None, "weekdays": None}):
        assert ask(**DOSSIER, rule_changes=changes)["due_at"] != SAME_DAY
    assert (ask(**DOSSIER), client.get(f"/v1/rules/{PROMISE}").get_json()) == before


def test_items_of_a_batch_do_not_touch_each_other(client):
    """Unchanged, withdrawn, unchanged."""
    items = [DOSSIER, {**DOSSIER, "rule_changes": WITHDRAWN}, DOSSIER]
    results = client.post("/v1/due-dates/batch", json={"items": items}).get_json()["results"]
    told = [(result["due_date"]["due_at"], result["due_date"]["hypothetical"]) for result in results]
    assert told == [(SAME_DAY, False), (BY_LAW, True), (SAME_DAY, False)]


def at_long_an(**changes):
    """Give the usual dossier with changes of its promise."""
    return {**DOSSIER, "rule_changes": {"commitment": PROMISE, **changes}}


HALF_DAY = {"amount": 0.5, "unit": "days"}
BAD = {
    "a list": ({**DOSSIER, "rule_changes": []}, "not_an_object", ""),
    "words": ({**DOSSIER, "rule_changes": PROMISE}, "not_an_object", ""),
    "no promise": ({**DOSSIER, "rule_changes": {"withdrawn": True}}, "required", "/commitment"),
    "null for the promise": (at_long_an(commitment=None), "null_not_allowed", "/commitment"),
    "a number for the promise": (at_long_an(commitment=5), "not_a_string", "/commitment"),
    "a promise that nobody knows": (
        at_long_an(commitment="long-an.none"),
        "unknown_commitment",
        "/commitment",
    ),
    "a procedure": (at_long_an(commitment="certified-copy"), "unknown_commitment", "/commitment"),
    "a very long promise": (at_long_an(commitment="a" * 100_000), "too_long", "/commitment"),
    "another office's promise": (at_long_an(commitment=FRIDAYS), "commitment_not_here", "/commitment"),
    "withdrawn in words": (at_long_an(withdrawn="yes"), "not_a_boolean", "/withdrawn"),
    "withdrawn null": (at_long_an(withdrawn=None), "null_not_allowed", "/withdrawn"),
    "an unknown member": (at_long_an(channels=[]), "unknown_member", "/channels"),
    "a term of null": (at_long_an(term=None), "null_not_allowed", "/term"),
    "a term without a unit": (at_long_an(term={"amount": 1}), "required", "/term/unit"),
    "half a calendar day": (at_long_an(term=HALF_DAY), "amount_not_whole", "/term/amount"),
    "a term below nothing": (at_long_an(term={**ONE_DAY, "amount": -1}), "amount_negative", "/term/amount"),
    "a cutoff in words": (at_long_an(cutoff="11:30"), "not_an_object", "/cutoff"),
    "a cutoff of nothing": (at_long_an(cutoff={}), "before_or_not_after", "/cutoff"),
    "only an otherwise": (at_long_an(cutoff={"otherwise": ONE_DAY}), "before_or_not_after", "/cutoff"),
    "two cutoffs": (
        at_long_an(cutoff={"before": "11:30", "not_after": "11:30"}),
        "before_or_not_after",
        "/cutoff",
    ),
    "a cutoff of null": (at_long_an(cutoff={"before": None}), "null_not_allowed", "/cutoff/before"),
    "a cutoff at 24:01": (at_long_an(cutoff={"before": "24:01"}), "no_such_time", "/cutoff/before"),
    "a cutoff at 9:00": (at_long_an(cutoff={"not_after": "9:00"}), "no_such_time", "/cutoff/not_after"),
    "a cutoff of a number": (at_long_an(cutoff={"not_after": 9}), "not_a_string", "/cutoff/not_after"),
    "a cutoff in Arabic digits": (at_long_an(cutoff={"before": "١١:٣٠"}), "no_such_time", "/cutoff/before"),
    "a bad otherwise": (
        at_long_an(cutoff={"before": "11:30", "otherwise": HALF_DAY}),
        "amount_not_whole",
        "/cutoff/otherwise/amount",
    ),
    "an unknown member of a cutoff": (
        at_long_an(cutoff={"before": "11:30", "after": "12:00"}),
        "unknown_member",
        "/cutoff/after",
    ),
    "no weekday": (at_long_an(weekdays=[]), "nothing_listed", "/weekdays"),
    "weekdays in words": (at_long_an(weekdays="tue"), "not_a_list", "/weekdays"),
    "a weekday that is none": (at_long_an(weekdays=["tue", "xxx"]), "unknown_weekday", "/weekdays/1"),
    "a weekday in capitals": (at_long_an(weekdays=["TUE"]), "unknown_weekday", "/weekdays/0"),
    "a weekday by number": (at_long_an(weekdays=[2]), "not_a_string", "/weekdays/0"),
    "eight weekdays": (at_long_an(weekdays=["tue"] * 8), "too_many", "/weekdays"),
}


@pytest.mark.parametrize("row", BAD.values(), ids=BAD)
def test_wrong_change_is_refused_at_its_place(client, row):
    """By its own code, at its own pointer, in both languages."""
    body, code, path = row
    refused(lambda spoken: post(client, body, spoken), 422, code, f"/rule_changes{path}")


def test_wrong_change_in_a_batch_is_told_from_the_whole_body(client):
    """The second item's, and the other is answered."""
    items = [DOSSIER, but(rule_changes={"commitment": PROMISE})]
    told = client.post("/v1/due-dates/batch", json={"items": items}).get_json()
    assert told["failed"] == 1
    fault = told["results"][1]["problem"]["errors"][0]
    assert (fault["path"], fault["code"]) == ("/items/1/rule_changes/commitment", "commitment_not_here")
