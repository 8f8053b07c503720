"""How many dossiers were returned on time, over HTTP: published figures, groups, every fault at its place.

Counted by hand. The usual dossier came on Friday 2026-03-06 at 10:00 for three working days: Monday 9,
Tuesday 10, Wednesday 11 March, due at 17:00. Returned on the 10th it is early, on the 11th on time, on the
12th late.
"""

import json

import pytest
from asking import problem_of

URL = "/v1/on-time-reports"
FRIDAY = "2026-03-06T10:00:00+07:00"
DUE = "2026-03-11T17:00:00+07:00"
TUESDAY, WEDNESDAY, THURSDAY = (f"2026-03-{day}T09:00:00+07:00" for day in (10, 11, 12))
THREE_DAYS = {"amount": 3, "unit": "working_days"}
DOSSIER = {"received_at": FRIDAY, "authority": "vn", "term": THREE_DAYS}
KNOWN = {"received_at": FRIDAY, "due_at": DUE}
EARLY, ON_TIME, LATE = (DOSSIER | {"completed_at": at} for at in (TUESDAY, WEDNESDAY, THURSDAY))
HELD = DOSSIER | {"suspensions": [{"from": TUESDAY}]}
STANDINGS = ("early", "on_time", "late", "running", "held", "overdue")
MEBIBYTE = 1_048_576


@pytest.fixture(scope="module")
def report(client):
    """Ask for a report that must be answered; unless told otherwise as of Tuesday 10 March at nine."""

    def report(dossiers, as_of=TUESDAY):
        response = client.post(URL, json={"dossiers": dossiers, "as_of": as_of})
        assert response.status_code == 200, response.get_json()
        return response.get_json()

    return report


def standings(tally):
    """Give those numbers of a tally that are not 0."""
    return {kind: tally[kind] for kind in STANDINGS if tally[kind]}


def rates(tally):
    """Give the rate of the returned, that of the received, and the points."""
    return tally["rate_of_returned"], tally["rate_of_received"], tally["points"]


class TestPublishedFigures:
    """What offices publish, from dossiers made up to fit."""

    def test_nine_late_of_925_are_above_99_in_a_hundred(self, report):
        """Of 925 returned 916 were in time: 99 in a hundred would be 915.75."""
        told = report([ON_TIME] * 916 + [LATE] * 9)["total"]
        assert (told["returned"], standings(told)) == (925, {"on_time": 916, "late": 9})
        assert told["rate_of_returned"] == 916 / 925 > 0.99

    def test_ten_late_of_925_are_not(self, report):
        """One more late one leaves 915."""
        told = report([ON_TIME] * 915 + [LATE] * 10)["total"]
        assert told["rate_of_returned"] == 915 / 925 < 0.99

    def test_all_of_6014_returned_in_time(self, report):
        """6,014 received and returned, none late: all of them by either count."""
        told = report([KNOWN | {"completed_at": WEDNESDAY}] * 6_014)["total"]
        assert (told["received"], told["returned"]) == (6_014, 6_014)
        assert rates(told) == (1, 1, 1)

    def test_180_of_180_on_time_and_early(self, report):
        """All 180 before the due day: all in time, and all worth two points."""
        told = report([EARLY] * 180)["total"]
        assert standings(told) == {"early": 180}
        assert rates(told) == (1, 1, 2)

    def test_fault_of_the_system_is_carried_to_the_groups(self, report):
        """Two of the first group's three late ones were so through a fault, and the second's one overdue."""
        fault = {"overdue_reason": "system_fault"}
        first, second = {"group": "01"}, {"group": "02"}
        told = report(
            [LATE | first | fault] * 2 + [LATE | first] + [EARLY | second, DOSSIER | second | fault],
            as_of=THURSDAY,
        )
        assert told["groups"]["01"]["overdue_reasons"] == {"system_fault": 2}
        assert told["groups"]["02"]["overdue_reasons"] == {"system_fault": 1}
        assert told["total"]["overdue_reasons"] == {"system_fault": 3}
        assert standings(told["total"]) == {"late": 3, "early": 1, "overdue": 1}


def test_received_and_returned_are_two_denominators(report):
    """Two early, one late, one running: two of three returned, two of four received; 4 points over three."""
    told = report([EARLY, EARLY, LATE, DOSSIER])["total"]
    assert (told["received"], told["returned"]) == (4, 3)
    assert rates(told) == (2 / 3, 0.5, 4 / 3)


def test_as_of_judges_what_is_not_returned(report):
    """On Wednesday to its last second it is running, from Thursday 00:00:00 on overdue."""
    for as_of, expected in (
        ("2026-03-11T23:59:59+07:00", "running"),
        ("2026-03-12T00:00:00+07:00", "overdue"),
    ):
        assert standings(report([DOSSIER, KNOWN], as_of)["total"]) == {expected: 2}


def test_return_decides_also_after_the_moment_judged_at(report):
    """As of Tuesday, yet said to be returned on Thursday: late; received after it and returned: on time."""
    told = report([LATE, {**KNOWN, "received_at": WEDNESDAY, "completed_at": WEDNESDAY}], as_of=TUESDAY)
    assert standings(told["total"]) == {"late": 1, "on_time": 1}


def test_held_is_neither_running_nor_overdue(report):
    """Suspended on Tuesday without an end, weeks later still held; returned while held it is early."""
    told = report([HELD, HELD | {"completed_at": THURSDAY}], as_of="2026-04-10T09:00:00+07:00")["total"]
    assert standings(told) == {"held": 1, "early": 1}
    assert rates(told) == (1, 0.5, 2)


def test_term_in_hours_is_judged_by_the_instant(report):
    """An hour by the clock from Thursday 16:30 at Long Khánh A ends at 17:30:00."""
    dossier = {"received_at": "2026-03-12T16:30:00+07:00", "authority": "long-khanh-a", "field": "justice"}
    told = report([dossier | {"completed_at": f"2026-03-12T17:{end}+07:00"} for end in ("30:00", "30:01")])
    assert standings(told["total"]) == {"on_time": 1, "late": 1}


def test_groups_are_sorted_and_those_without_are_only_in_the_total(report):
    """Two of `b`, one of `a`, one of the empty name; one of null and one that says nothing."""
    groups = [{"group": "b"}, {"group": "a"}, {"group": ""}, {"group": "b"}, {"group": None}, {}]
    told = report([EARLY | group for group in groups])
    assert list(told["groups"]) == ["", "a", "b"]
    assert [tally["received"] for tally in told["groups"].values()] == [1, 1, 2]
    assert told["total"]["received"] == 6


def test_group_and_total_have_the_same_members(report):
    """A group of all dossiers says what the total says."""
    told = report([dossier | {"group": "một cửa"} for dossier in (EARLY, ON_TIME, LATE, DOSSIER, HELD)])
    assert told["groups"] == {"một cửa": told["total"]}


def test_reasons_are_counted_where_it_is_late_or_overdue(report):
    """Of seven reasons two `b` and one `a` are of late or overdue ones; the others are of none."""
    reasons = [
        (LATE, "b"),
        (LATE, "a"),
        (KNOWN, "b"),
        (EARLY, "a"),
        (ON_TIME, "c"),
        (HELD, "c"),
        (LATE, None),
    ]
    told = report([dossier | {"overdue_reason": reason} for dossier, reason in reasons], as_of=THURSDAY)
    assert list(told["total"]["overdue_reasons"].items()) == [("a", 1), ("b", 2)]


def test_nothing_received_is_answered(report, book):
    """No dossiers: all 0, no rate of anything, no groups."""
    told = report([])
    assert standings(told["total"]) == {}
    assert (told["total"]["received"], rates(told["total"])) == (0, (None, None, None))
    assert (told["groups"], told["hypothetical"]) == ({}, False)
    assert told["rules"]["digest"] == book.digest


def test_authority_may_be_left_out_where_the_due_date_is_known(report, client):
    """Then the nationwide office's zone says which day is the due day; another calendar may be named."""
    # 17:30Z on Tuesday is Wednesday 00:30 in Hanoi: a return on Wednesday is on time
    known = KNOWN | {"due_at": "2026-03-10T17:30:00Z", "completed_at": WEDNESDAY}
    told = report([known, known | {"authority": None}, known | {"authority": "vn"}])
    assert standings(told["total"]) == {"on_time": 3}
    tokyo = {"time_zone": "Asia/Tokyo", "weekly_hours": {"mon": [["08:00", "17:00"]]}}
    # at 22:30 in Hanoi the next day has begun in Tokyo
    late = KNOWN | {"completed_at": "2026-03-11T22:30:00+07:00"}
    assert standings(report([late, late | {"calendar": tokyo}])["total"]) == {"on_time": 1, "late": 1}


def test_report_over_changed_days_is_hypothetical(report):
    """With Monday off the three days are 10, 11 and 12: what was late on Thursday is on time."""
    told = report([LATE, LATE | {"calendar_changes": {"days_off": ["2026-03-09"]}}])
    assert (standings(told["total"]), told["hypothetical"]) == ({"late": 1, "on_time": 1}, True)
    assert report([LATE | {"calendar_changes": {}}])["hypothetical"] is False


def test_each_is_judged_as_progress_judges_it(client, report):
    """One dossier, one classification, the same as by the route for one."""
    for dossier in (DOSSIER, HELD, KNOWN | {"authority": "vn"}):
        alone = client.post("/v1/progress", json=dossier | {"as_of": THURSDAY}).get_json()
        assert standings(report([dossier], THURSDAY)["total"]) == {alone["classification"]: 1}


BAD = {
    "no object": (5, "", "not_an_object"),
    "null": (None, "", "not_an_object"),
    "no receipt": ({"due_at": DUE}, "/received_at", "required"),
    "no authority": ({"received_at": FRIDAY, "term": THREE_DAYS}, "/authority", "required"),
    "authority null": (DOSSIER | {"authority": None}, "/authority", "required"),
    "an unknown authority": (KNOWN | {"authority": "mars"}, "/authority", "unknown_authority"),
    "an empty authority": (KNOWN | {"authority": ""}, "/authority", "unknown_authority"),
    "an unknown procedure": (DOSSIER | {"procedure": "x"}, "/procedure", "unknown_procedure"),
    "an unknown calendar": (DOSSIER | {"calendar": "x"}, "/calendar", "unknown_calendar"),
    "a moment of its own": (DOSSIER | {"as_of": TUESDAY}, "/as_of", "unknown_member"),
    "a group that is a number": (DOSSIER | {"group": 1}, "/group", "not_a_string"),
    "a reason that is a list": (DOSSIER | {"overdue_reason": []}, "/overdue_reason", "not_a_string"),
    "a return without offset": (
        DOSSIER | {"completed_at": "2026-03-10T09:00:00"},
        "/completed_at",
        "offset_required",
    ),
    "returned before receipt": (
        DOSSIER | {"completed_at": "2026-03-06T09:59:59+07:00"},
        "/completed_at",
        "completed_before_receipt",
    ),
    "received after the moment judged at": (
        DOSSIER | {"received_at": "2026-03-10T09:00:01+07:00"},
        "/received_at",
        "as_of_before_receipt",
    ),
    "due before receipt": (
        KNOWN | {"due_at": "2026-03-06T09:59:59+07:00"},
        "/due_at",
        "due_before_receipt",
    ),
    "due known and a term": (KNOWN | {"term": THREE_DAYS}, "/term", "decided_by_due_at"),
    "due known and a restart": (
        KNOWN | {"restarts": [{"at": TUESDAY}]},
        "/restarts",
        "decided_by_due_at",
    ),
    "no term": ({"received_at": FRIDAY, "authority": "vn"}, "/term", "no_term"),
    "a bad amount": (
        DOSSIER | {"term": {"amount": -1, "unit": "days"}},
        "/term/amount",
        "amount_negative",
    ),
    "a suspension before the receipt": (
        DOSSIER | {"suspensions": [{"from": "2026-03-01T09:00:00+07:00"}]},
        "/suspensions/0/from",
        "event_before_receipt",
    ),
    "due beyond the calendar": (KNOWN | {"due_at": "2031-02-01T09:00:00+07:00"}, "/due_at", "beyond_horizon"),
    "returned beyond the calendar": (
        DOSSIER | {"completed_at": "2031-02-01T09:00:00+07:00"},
        "/completed_at",
        "beyond_horizon",
    ),
    "changed without any working time": (
        DOSSIER
        | {
            "calendar": {
                "time_zone": "Asia/Tokyo",
                "weekly_hours": {},
                "special_hours": {"2026-03-10": [["08:00", "12:00"]]},
            },
            "calendar_changes": {"days_off": ["2026-03-10"]},
        },
        "/calendar_changes",
        "no_working_time",
    ),
}


def faults(response):
    """List the places and codes of a refusal."""
    return [(error["path"], error["code"]) for error in problem_of(response, 422)["errors"]]


@pytest.mark.parametrize("row", BAD.values(), ids=BAD)
def test_one_wrong_dossier_refuses_the_report(client, row):
    """Its fault is told at its place among the others."""
    dossier, path, code = row
    response = client.post(URL, json={"dossiers": [EARLY, dossier, LATE], "as_of": TUESDAY})
    assert faults(response) == [(f"/dossiers/1{path}", code)]


def test_faults_of_all_dossiers_are_told(client):
    """Of shape or of meaning, in the order of the dossiers."""
    dossiers = [EARLY, {"group": 1}, DOSSIER | {"authority": "mars"}, LATE, LATE | {"completed_at": "x"}, 0]
    assert faults(client.post(URL, json={"dossiers": dossiers, "as_of": TUESDAY})) == [
        ("/dossiers/1/received_at", "required"),
        ("/dossiers/1/group", "not_a_string"),
        ("/dossiers/2/authority", "unknown_authority"),
        ("/dossiers/4/completed_at", "invalid_instant"),
        ("/dossiers/5", "not_an_object"),
    ]


def test_at_most_a_hundred_faults_are_told(client):
    """Of 150 wrong dossiers with two faults each the first fifty's are told."""
    told = faults(client.post(URL, json={"dossiers": [{"group": 1}] * 150, "as_of": TUESDAY}))
    assert len(told) == 100
    assert told[-1] == ("/dossiers/49/group", "not_a_string")


def test_hundred_faults_are_cut_within_a_dossier(client):
    """The 34th of dossiers with three faults each tells only its first."""
    dossiers = [{"group": 1, "overdue_reason": 1}] * 40
    told = faults(client.post(URL, json={"dossiers": dossiers, "as_of": TUESDAY}))
    assert (len(told), told[-1]) == (100, ("/dossiers/33/received_at", "required"))


def test_moment_beyond_the_calendar_is_told_once(client):
    """`as_of` stands once for all dossiers: it is at fault once; a return does not ask for it."""
    as_of = "2031-01-01T00:00:00+07:00"
    response = client.post(URL, json={"dossiers": [DOSSIER, KNOWN, EARLY, DOSSIER], "as_of": as_of})
    assert faults(response) == [("/as_of", "beyond_horizon")]
    assert client.post(URL, json={"dossiers": [EARLY], "as_of": as_of}).status_code == 200


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ({"as_of": TUESDAY}, "/dossiers", "required"),
        ({"as_of": TUESDAY, "dossiers": None}, "/dossiers", "null_not_allowed"),
        ({"as_of": TUESDAY, "dossiers": {}}, "/dossiers", "not_a_list"),
        ({"as_of": TUESDAY, "dossiers": [0] * 10_001}, "/dossiers", "too_many"),
        ({"dossiers": []}, "/as_of", "required"),
        ({"dossiers": [], "as_of": None}, "/as_of", "null_not_allowed"),
        ({"dossiers": [], "as_of": "2026-03-10T09:00:00"}, "/as_of", "offset_required"),
        ({"dossiers": [], "as_of": TUESDAY, "defaults": {}}, "/defaults", "unknown_member"),
        ([], "", "not_an_object"),
    ],
)
def test_report_itself_is_refused(client, body, path, code):
    """What is wrong with the whole is told of the whole."""
    assert faults(client.post(URL, json=body)) == [(path, code)]


def test_report_may_be_large(client):
    """16 MiB are taken, one byte more is too large."""
    text = json.dumps({"dossiers": [EARLY], "as_of": TUESDAY}).encode()
    options = {"content_type": "application/json"}
    assert client.post(URL, data=text.ljust(16 * MEBIBYTE), **options).status_code == 200
    problem_of(client.post(URL, data=text.ljust(16 * MEBIBYTE + 1), **options), 413)


def test_ten_thousand_dossiers_are_answered(report):
    """The most that one report takes: 5,000 early, 5,000 overdue, so half in time of those received."""
    told = report([KNOWN | {"completed_at": TUESDAY}, KNOWN] * 5_000, as_of=THURSDAY)["total"]
    assert (standings(told), rates(told)) == ({"early": 5_000, "overdue": 5_000}, (1, 0.5, 2))
