"""How a dossier stands, over HTTP: early, on time, late, running, overdue, and by how much.

Counted by hand. The office works 07:30-11:30 and 13:30-17:00: 240 + 210 = 450 minutes a day. The usual
dossier came on Friday 2026-03-06 at 10:00 for three working days: Monday 9, Tuesday 10, Wednesday 11 March,
due at 17:00. Of Friday 90 + 210 = 300 minutes were left, so 300 + 3 × 450 = 1,650 minutes are granted, which
is 3 2/3 days.
"""

import json
from pathlib import Path

import pytest
from asking import CALENDAR, problem_of, refused

URL = "/v1/progress"
FRIDAY = "2026-03-06T10:00:00+07:00"
DUE = "2026-03-11T17:00:00+07:00"
THREE_DAYS = {"amount": 3, "unit": "working_days"}
DOSSIER = {"received_at": FRIDAY, "authority": "vn", "term": THREE_DAYS}
KNOWN = {"received_at": FRIDAY, "authority": "vn", "due_at": DUE}
GRANTED = 1650
TO_MIDNIGHT = {
    "time_zone": "Asia/Ho_Chi_Minh",
    "weekly_hours": {
        day: [["08:00", "12:00"], ["20:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri")
    },
}
CASES = [
    case
    for line in (Path(__file__).parent.parent / "cases" / "vn_due_dates.jsonl")
    .read_text("utf-8")
    .splitlines()
    if "returned_at" in (case := json.loads(line))
]
GOLDEN_WORDS = {"early": "early", "on_time": "on_time", "overdue": "late", "late": "late"}
GOLDEN_UNITS = {"working_day": "working_days"}


def hanoi(text):
    """Write an instant of Hanoi: `2026-03-10 09:00` with or without seconds."""
    on, clock = text.split()
    return f"{on}T{clock}+07:00" if clock.count(":") == 2 else f"{on}T{clock}:00+07:00"


def progress(client, request, **more):
    """Ask how a dossier stands; the answer must be 200."""
    response = client.post(URL, json=request | more)
    assert response.status_code == 200, response.get_json()
    return response.get_json()


def minutes(told):
    """Give elapsed, remaining and overrun in minutes."""
    return tuple(told[key]["working_minutes"] for key in ("elapsed", "remaining", "overrun"))


def days(told):
    """Give elapsed, remaining and overrun in days."""
    return tuple(told[key]["working_days"] for key in ("elapsed", "remaining", "overrun"))


def test_golden_cases_with_a_return_are_here():
    """A case that got lost would pass in silence: of the 129 two say when the result was returned."""
    assert [case["id"] for case in CASES] == ["Q01", "Q02"]
    assert all("expected_status" in case for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_golden_case_is_classified(client, case):
    """Circular 01/2018 art. 13(1): shorter than the term, equal to it, longer."""
    rule = case["rule"]
    term = {"amount": rule["amount"], "unit": GOLDEN_UNITS[rule["unit"]]}
    told = progress(
        client,
        {"received_at": case["received"], "authority": "vn", "term": term},
        completed_at=case["returned_at"],
    )
    assert told["due_at"] == case["expected_due"]
    assert told["classification"] == GOLDEN_WORDS[case["expected_status"]]


BY_DATE = {
    # the due day is Wednesday 11 March, all of it: it ends at 24:00 (Civil Code 148(6))
    "three days before": ("2026-03-08 09:00", "early", "running"),
    "the last second of the day before": ("2026-03-10 23:59:59", "early", "running"),
    "the first instant of the due day": ("2026-03-11 00:00", "on_time", "running"),
    "a second before closing": ("2026-03-11 16:59:59", "on_time", "running"),
    "at closing": ("2026-03-11 17:00", "on_time", "running"),
    "a second after closing": ("2026-03-11 17:00:01", "on_time", "running"),
    "the last second of the due day": ("2026-03-11 23:59:59", "on_time", "running"),
    "00:00:00 of the next date": ("2026-03-12 00:00", "late", "overdue"),
    "the next morning": ("2026-03-12 09:00", "late", "overdue"),
}


@pytest.mark.parametrize("request_", [DOSSIER, KNOWN], ids=["computed", "known"])
@pytest.mark.parametrize("row", BY_DATE.values(), ids=BY_DATE)
def test_classified_by_date(client, row, request_):
    """A term in days, and a due moment without a term, are judged by date."""
    at, returned, still_open = row
    assert progress(client, request_, completed_at=hanoi(at))["classification"] == returned
    assert progress(client, request_, as_of=hanoi(at))["classification"] == still_open


@pytest.mark.parametrize(
    "term",
    [
        {"amount": 3, "unit": "working_days"},
        {
            "amount": 2.5,
            "unit": "working_days",
        },  # the end of Wednesday's first session: due that day all the same
        {"amount": 5, "unit": "days"},  # 11 March
        {"amount": 4, "unit": "days"},  # 10 March
        {"amount": 1, "unit": "weeks"},  # 13 March
        {"amount": 1, "unit": "months"},  # 6 April
        {"amount": 1, "unit": "years"},  # Saturday 6 March 2027 rolls to Monday 8
    ],
    ids=lambda term: f"{term['amount']} {term['unit']}",
)
def test_days_and_longer_are_judged_by_date(client, term):
    """Whatever the hour at which the day's term ends, the due day is on time and the next one late."""
    due_on = {
        (3, "working_days"): "2026-03-11",
        (2.5, "working_days"): "2026-03-11",
        (5, "days"): "2026-03-11",
        (4, "days"): "2026-03-10",
        (1, "weeks"): "2026-03-13",
        (1, "months"): "2026-04-06",
        (1, "years"): "2027-03-08",
    }[term["amount"], term["unit"]]
    request = DOSSIER | {"term": term}
    told = progress(client, request, completed_at=f"{due_on}T23:59:59+07:00")
    assert (told["due_on"], told["classification"]) == (due_on, "on_time")
    assert progress(client, request, as_of=f"{due_on}T23:59:59+07:00")["classification"] == "running"
    assert progress(client, request, completed_at=f"{due_on}T00:00:00+07:00")["classification"] == "on_time"


# a Thursday without appointments at Long Khánh A: one hour by the clock from 16:30
AN_HOUR = {"received_at": "2026-03-12T16:30:00+07:00", "authority": "long-khanh-a", "field": "justice"}


@pytest.mark.parametrize(
    ("at", "returned", "still_open"),
    [
        ("2026-03-12 17:29:59", "early", "running"),
        ("2026-03-12 17:30:00", "on_time", "running"),
        ("2026-03-12 17:30:01", "late", "overdue"),
        ("2026-03-12 23:59:59", "late", "overdue"),  # by the instant, though it is the due day
    ],
)
def test_hour_is_judged_by_the_instant(client, at, returned, still_open):
    """An hour's promise is kept or missed to the second (Civil Code 147(1))."""
    told = progress(client, AN_HOUR, completed_at=hanoi(at))
    assert (told["due_at"], told["classification"]) == (hanoi("2026-03-12 17:30"), returned)
    assert progress(client, AN_HOUR, as_of=hanoi(at))["classification"] == still_open


@pytest.mark.parametrize(
    "term",
    [
        {"amount": 2, "unit": "working_hours"},
        {"amount": 120, "unit": "working_minutes"},
        {"amount": 2, "unit": "hours"},
        {"amount": 120, "unit": "minutes"},
    ],
    ids=lambda term: term["unit"],
)
def test_clocked_terms_are_judged_by_the_instant(client, term):
    """Two hours from Tuesday 09:00 are 11:00, however they are said."""
    request = DOSSIER | {"received_at": hanoi("2026-03-10 09:00"), "term": term}
    for at, expected in (("10:59:59", "early"), ("11:00:00", "on_time"), ("11:00:01", "late")):
        told = progress(client, request, completed_at=f"2026-03-10T{at}+07:00")
        assert (told["due_at"], told["classification"]) == (hanoi("2026-03-10 11:00"), expected)


SPENT = {
    # of 1,650 minutes; a working day is 450 of them
    "at the receipt": ("2026-03-06 10:00", 0, 0),
    "an hour on": ("2026-03-06 11:00", 60, 0),
    "over lunch": ("2026-03-06 13:00", 90, 0),
    "at the first closing": ("2026-03-06 17:00", 300, 0),
    "on Sunday": ("2026-03-08 12:00", 300, 0),
    "Monday at nine": ("2026-03-09 09:00", 390, 0),  # 300 + 90
    "Tuesday at noon": ("2026-03-10 12:00", 990, 0),  # 300 + 450 + 240
    "at the due moment": ("2026-03-11 17:00", 1650, 0),
    "in the due night": ("2026-03-11 23:59:59", 1650, 0),
    "at the midnight after": ("2026-03-12 00:00", 1650, 0),  # overdue, but no office time has run
    "Thursday at nine": ("2026-03-12 09:00", 1650, 90),
    "a week late": ("2026-03-18 17:00", 1650, 5 * 450),  # 12, 13, 16, 17, 18 March
}


@pytest.mark.parametrize("request_", [DOSSIER, KNOWN], ids=["computed", "known"])
@pytest.mark.parametrize("row", SPENT.values(), ids=SPENT)
def test_time_spent(client, row, request_):
    """Office time up to now, from now to the due moment, past it; a day is that date's own office time."""
    at, elapsed, overrun = row
    for member in ("as_of", "completed_at"):
        told = progress(client, request_, **{member: hanoi(at)})
        assert minutes(told) == (elapsed, GRANTED - elapsed, overrun)
        assert days(told) == pytest.approx((elapsed / 450, (GRANTED - elapsed) / 450, overrun / 450))
        assert told["share_elapsed"] == pytest.approx(elapsed / GRANTED)


def test_seconds_are_told_as_parts_of_minutes(client):
    """30 seconds are half a minute, and one is a sixtieth: nothing is rounded."""
    told = progress(client, DOSSIER, as_of=hanoi("2026-03-06 10:00:30"))
    assert minutes(told) == (0.5, 1649.5, 0)
    assert told["share_elapsed"] == pytest.approx(0.5 / 1650)
    told = progress(client, DOSSIER, as_of=hanoi("2026-03-12 07:30:01"))
    assert told["overrun"]["working_minutes"] == pytest.approx(1 / 60)
    assert told["overrun"]["working_days"] == pytest.approx(1 / 60 / 450)


def test_day_is_its_own_dates_office_time(client):
    """A short day counts as a whole one: Tuesday is open 07:30-09:30 only, and half of it is half a day."""
    changes = {"special_hours": {"2026-03-10": [["07:30", "09:30"]]}}
    told = progress(client, DOSSIER, as_of=hanoi("2026-03-10 08:30"), calendar_changes=changes)
    # Friday 300 of 450, Monday 450, Tuesday 60 of 120; then 60 of 120 and Wednesday's 450
    assert minutes(told) == (300 + 450 + 60, 60 + 450, 0)
    assert days(told) == pytest.approx((300 / 450 + 1 + 0.5, 0.5 + 1, 0))
    assert told["share_elapsed"] == pytest.approx(810 / 1320)
    assert told["hypothetical"] is True


def test_hours_spend_clock_time(client):
    """An hour by the clock from 16:30 runs on after closing: 45 minutes at 17:15, a day is 24 hours."""
    told = progress(client, AN_HOUR, as_of=hanoi("2026-03-12 17:15"))
    assert minutes(told) == (45, 15, 0)
    assert days(told) == pytest.approx((45 / 1440, 15 / 1440, 0))
    assert told["share_elapsed"] == 0.75
    told = progress(client, AN_HOUR, completed_at=hanoi("2026-03-13 17:30"))
    assert minutes(told) == (60, 0, 1440)
    assert days(told) == pytest.approx((60 / 1440, 0, 1))


def test_working_hours_spend_office_time(client):
    """Eight working hours from Tuesday 09:00: 360 minutes that day, 120 on Wednesday to 09:30."""
    request = DOSSIER | {
        "received_at": hanoi("2026-03-10 09:00"),
        "term": {"amount": 8, "unit": "working_hours"},
    }
    told = progress(client, request, as_of=hanoi("2026-03-11 00:00"))
    assert told["due_at"] == hanoi("2026-03-11 09:30")
    assert minutes(told) == (360, 120, 0)
    assert days(told) == pytest.approx((360 / 450, 120 / 450, 0))
    assert told["share_elapsed"] == 0.75
    told = progress(client, request, as_of=hanoi("2026-03-11 12:00"))
    assert (told["classification"], minutes(told)) == ("overdue", (480, 0, 120))  # 09:30-11:30


def test_receipt_on_a_day_off_starts_at_the_next_opening(client):
    """On Saturday nothing has run yet: counted from Monday 07:30, the days are 10, 11 and 12 March."""
    request = DOSSIER | {"received_at": hanoi("2026-03-07 10:00")}
    told = progress(client, request, as_of=hanoi("2026-03-07 16:00"))
    assert told["due_at"] == hanoi("2026-03-12 17:00")
    assert (told["classification"], minutes(told)) == ("running", (0, 4 * 450, 0))
    assert (days(told), told["share_elapsed"]) == ((0, 4, 0), 0)


def test_tet_spends_nothing(client):
    """From Friday 13 to Monday 23 February 2026 nobody works: nothing runs between, nothing is overrun."""
    request = DOSSIER | {
        "received_at": hanoi("2026-02-12 17:00"),
        "term": {"amount": 1, "unit": "working_days"},
    }
    told = progress(client, request, as_of=hanoi("2026-02-22 12:00"))
    assert told["due_on"] == "2026-02-13"
    assert (told["classification"], minutes(told)) == ("overdue", (450, 0, 0))
    told = progress(client, request, as_of=hanoi("2026-02-23 08:00"))
    assert minutes(told) == (450, 0, 30)


@pytest.mark.parametrize(
    ("at", "returned", "still_open"),
    [
        ("2026-03-10 23:59:59", "on_time", "running"),
        ("2026-03-11 00:00", "late", "overdue"),
        ("2026-03-11 07:59:59", "late", "overdue"),
    ],
)
def test_due_at_midnight_is_judged_by_its_day(client, at, returned, still_open):
    """A due day that closes at 24:00 stays the due day: 00:00:00 of the next date is late."""
    request = DOSSIER | {
        "received_at": hanoi("2026-03-09 09:00"),
        "calendar": TO_MIDNIGHT,
        "term": {"amount": 1, "unit": "working_days"},
    }
    told = progress(client, request, completed_at=hanoi(at))
    assert (told["due_at"], told["due_on"]) == (hanoi("2026-03-11 00:00"), "2026-03-10")
    assert told["classification"] == returned
    assert told["overrun"]["working_minutes"] == 0
    assert progress(client, request, as_of=hanoi(at))["classification"] == still_open


def test_hours_to_midnight_are_judged_by_the_instant(client):
    """Seven working hours, 09:00-12:00 and 20:00-24:00: at 00:00:00 on time, a second on late."""
    request = DOSSIER | {
        "received_at": hanoi("2026-03-09 09:00"),
        "calendar": TO_MIDNIGHT,
        "term": {"amount": 7, "unit": "working_hours"},
    }
    told = progress(client, request, completed_at=hanoi("2026-03-10 00:00"))
    assert (told["due_at"], told["due_on"]) == (hanoi("2026-03-10 00:00"), "2026-03-09")
    assert (told["classification"], minutes(told)) == ("on_time", (420, 0, 0))
    assert progress(client, request, completed_at=hanoi("2026-03-09 23:59:59"))["classification"] == "early"
    assert progress(client, request, completed_at=hanoi("2026-03-10 00:00:01"))["classification"] == "late"


def test_bare_due_at(client):
    """A due moment that is known is judged by its date; its clock time only bounds the office time."""
    request = KNOWN | {"due_at": hanoi("2026-03-10 10:00")}
    told = progress(client, request, as_of=hanoi("2026-03-10 17:00"))
    assert (told["due_at"], told["due_on"]) == (hanoi("2026-03-10 10:00"), "2026-03-10")
    # Friday 300, Monday 450, Tuesday 07:30-10:00 150; past it 10:00-11:30 and 13:30-17:00
    assert (told["classification"], minutes(told)) == ("running", (900, 0, 300))
    assert days(told) == pytest.approx((2, 0, 300 / 450))
    assert told["share_elapsed"] == 1


def test_bare_due_at_in_another_offset(client):
    """17:30Z on Tuesday is Wednesday 00:30 in Hanoi, and that is the due day."""
    told = progress(client, KNOWN | {"due_at": "2026-03-10T17:30:00Z"}, as_of=hanoi("2026-03-11 23:59:59"))
    assert (told["due_at"], told["due_on"]) == (hanoi("2026-03-11 00:30"), "2026-03-11")
    assert told["classification"] == "running"


def test_bare_due_at_of_what_closes_at_midnight(client):
    """Given back as the service gave it, T00:00:00 after a session to 24:00 is the day before's."""
    request = KNOWN | {"calendar": TO_MIDNIGHT, "due_at": hanoi("2026-03-11 00:00")}
    told = progress(client, request, as_of=hanoi("2026-03-10 23:59:59"))
    assert (told["due_on"], told["classification"]) == ("2026-03-10", "running")
    assert progress(client, request, as_of=hanoi("2026-03-11 00:00"))["classification"] == "overdue"


def test_nothing_granted_is_all_elapsed(client):
    """Received and due on a Saturday: no office time at all, so all of it has elapsed."""
    request = KNOWN | {"received_at": hanoi("2026-03-07 09:00"), "due_at": hanoi("2026-03-07 12:00")}
    told = progress(client, request, as_of=hanoi("2026-03-07 10:00"))
    assert (told["classification"], minutes(told)) == ("running", (0, 0, 0))
    assert (days(told), told["share_elapsed"]) == ((0, 0, 0), 1)
    told = progress(client, request, as_of=hanoi("2026-03-09 08:00"))  # Monday
    assert (told["classification"], minutes(told)) == ("overdue", (0, 0, 30))


def test_restart_counts_anew(client):
    """The complete dossier came on Monday at ten: 10, 11, 12 March, and Friday's time no longer counts."""
    request = DOSSIER | {"restarts": [{"at": hanoi("2026-03-09 10:00")}]}
    told = progress(client, request, as_of=hanoi("2026-03-10 10:00"))
    assert told["due_at"] == hanoi("2026-03-12 17:00")
    # Monday 90 + 210, Tuesday 07:30-10:00 150; of Tuesday 300 are left, then two days
    assert minutes(told) == (450, 300 + 900, 0)
    assert told["share_elapsed"] == pytest.approx(450 / 1650)
    # a day that would have been late without the restart
    assert progress(client, request, completed_at=hanoi("2026-03-12 23:59:59"))["classification"] == "on_time"


def test_extension_adds_to_the_time_granted(client):
    """Two further working days from Wednesday are Thursday 12 and Friday 13: 1,650 + 900 minutes."""
    request = DOSSIER | {"extensions": [{"term": {"amount": 2, "unit": "working_days"}}]}
    told = progress(client, request, as_of=hanoi("2026-03-12 10:00"))
    assert (told["due_at"], told["classification"]) == (hanoi("2026-03-13 17:00"), "running")
    assert minutes(told) == (1650 + 150, 300 + 450, 0)
    assert told["share_elapsed"] == pytest.approx(1800 / 2550)
    assert progress(client, request, as_of=hanoi("2026-03-14 00:00"))["classification"] == "overdue"


def test_inline_calendar_and_changes(client):
    """08:00-12:00 and 13:00-17:00: 480 minutes a day; with Monday off the days are 10, 11 and 12 March."""
    request = DOSSIER | {"calendar": CALENDAR}
    told = progress(client, request, as_of=hanoi("2026-03-09 12:00"))
    # Friday 120 + 240, Monday 240; Monday 240, Tuesday and Wednesday 480 each
    assert (minutes(told), told["hypothetical"]) == ((600, 1200, 0), False)
    told = progress(
        client, request, as_of=hanoi("2026-03-09 12:00"), calendar_changes={"days_off": ["2026-03-09"]}
    )
    assert (told["due_on"], minutes(told), told["hypothetical"]) == ("2026-03-12", (360, 1440, 0), True)


def test_return_decides_before_the_moment_asked_at(client):
    """Once returned a dossier is judged at its return, whatever moment is asked about."""
    told = progress(client, DOSSIER, completed_at=hanoi("2026-03-10 16:00"), as_of=hanoi("2026-03-20 09:00"))
    assert (told["classification"], told["overrun"]["working_minutes"]) == ("early", 0)


def test_due_date_is_the_same_as_asked_for_directly(client, ask):
    """Progress counts the due date as the due-date route does, a promise included."""
    for request in (DOSSIER, AN_HOUR):
        due = ask(**request)
        told = progress(client, request, as_of=request["received_at"])
        assert (told["due_at"], told["due_on"]) == (due["due_at"], due["due_on"])
        assert told["rules"] == due["rules"]


def test_every_member_of_progress_is_there(client):
    """The members of the contract and the hint of a what-if, nothing else; no reminder was asked for."""
    told = progress(client, DOSSIER, as_of=FRIDAY)
    assert set(told) == {
        "classification",
        "elapsed",
        "remaining",
        "overrun",
        "share_elapsed",
        "due_at",
        "due_on",
        "next_reminder_at",
        "rules",
        "hypothetical",
    }
    assert all(
        set(told[key]) == {"working_minutes", "working_days"} for key in ("elapsed", "remaining", "overrun")
    )
    assert told["next_reminder_at"] is None
    assert told["hypothetical"] is False


NOW = {"as_of": "2026-03-10T09:00:00+07:00"}
REFUSED = {
    "no moment": (DOSSIER, "required", "/as_of"),
    "no moment, due known": (KNOWN, "required", "/as_of"),
    "moments of null": (DOSSIER | {"as_of": None, "completed_at": None}, "required", "/as_of"),
    "judged before receipt": (
        DOSSIER | {"as_of": hanoi("2026-03-06 09:59:59")},
        "as_of_before_receipt",
        "/as_of",
    ),
    "judged before receipt, due known": (
        KNOWN | {"as_of": hanoi("2026-03-06 09:59:59")},
        "as_of_before_receipt",
        "/as_of",
    ),
    "returned before receipt": (
        DOSSIER | {"completed_at": hanoi("2026-03-05 10:00")},
        "completed_before_receipt",
        "/completed_at",
    ),
    "returned before receipt, judged after": (
        DOSSIER | NOW | {"completed_at": hanoi("2026-03-05 10:00")},
        "completed_before_receipt",
        "/completed_at",
    ),
    "due before receipt": (
        KNOWN | NOW | {"due_at": hanoi("2026-03-06 09:59:59")},
        "due_before_receipt",
        "/due_at",
    ),
    "due known and a term": (KNOWN | NOW | {"term": THREE_DAYS}, "decided_by_due_at", "/term"),
    "due known and a procedure": (
        KNOWN | NOW | {"procedure": "certified-copy"},
        "decided_by_due_at",
        "/procedure",
    ),
    "due known and a field": (KNOWN | NOW | {"field": "justice"}, "decided_by_due_at", "/field"),
    "due known and a restart": (
        KNOWN | NOW | {"restarts": [{"at": hanoi("2026-03-09 10:00")}]},
        "decided_by_due_at",
        "/restarts",
    ),
    "due known and an extension": (
        KNOWN | NOW | {"extensions": [{"term": THREE_DAYS}]},
        "decided_by_due_at",
        "/extensions",
    ),
    "a moment without offset": (DOSSIER | {"as_of": "2026-03-10T09:00:00"}, "offset_required", "/as_of"),
    "a return without offset": (
        DOSSIER | {"completed_at": "2026-03-10T09:00:00"},
        "offset_required",
        "/completed_at",
    ),
    "a due moment without offset": (
        KNOWN | NOW | {"due_at": "2026-03-10T09:00:00"},
        "offset_required",
        "/due_at",
    ),
    "a moment that is a number": (DOSSIER | {"as_of": 0}, "not_a_string", "/as_of"),
    "judged beyond the calendar": (
        DOSSIER | {"as_of": "2031-01-01T00:00:00+07:00"},
        "beyond_horizon",
        "/as_of",
    ),
    "returned beyond the calendar": (
        DOSSIER | {"completed_at": "2031-01-01T00:00:00+07:00"},
        "beyond_horizon",
        "/completed_at",
    ),
    "due beyond the calendar": (
        KNOWN | NOW | {"due_at": "2031-01-01T00:00:01+07:00"},
        "beyond_horizon",
        "/due_at",
    ),
    "received before the calendar": (
        KNOWN | NOW | {"received_at": "2014-12-31T10:00:00+07:00"},
        "beyond_horizon",
        "/received_at",
    ),
    "an unknown authority": (KNOWN | NOW | {"authority": "mars"}, "unknown_authority", "/authority"),
    "an unknown calendar": (KNOWN | NOW | {"calendar": "mars"}, "unknown_calendar", "/calendar"),
    "an unknown member": (DOSSIER | NOW | {"returned_at": FRIDAY}, "unknown_member", "/returned_at"),
    "no term at all": (DOSSIER | NOW | {"term": None}, "no_term", "/term"),
}


@pytest.mark.parametrize("row", REFUSED.values(), ids=REFUSED)
def test_progress_is_refused(client, row):
    """What cannot be judged is refused at its place, in both languages."""
    body, code, path = row
    refused(lambda spoken: client.post(URL, json=body, headers={"Accept-Language": spoken}), 422, code, path)


def test_moment_of_receipt_itself_is_no_fault(client):
    """At the very second of the receipt nothing has elapsed; returned then, it is early."""
    told = progress(client, DOSSIER, as_of=FRIDAY)
    assert (told["classification"], told["share_elapsed"]) == ("running", 0)
    assert progress(client, DOSSIER, completed_at=FRIDAY)["classification"] == "early"


def test_nulls_and_empty_lists_say_nothing(client):
    """A due moment of null is none, and empty lists beside a due moment decide nothing."""
    assert progress(client, DOSSIER | {"due_at": None}, **NOW)["due_at"] == DUE
    quiet = {"term": None, "procedure": None, "field": None, "restarts": [], "extensions": []}
    assert progress(client, KNOWN | quiet, **NOW)["due_at"] == DUE


def test_progress_takes_no_query_and_only_posts(client):
    """Nothing of it can be had by GET."""
    problem_of(client.get(URL), 405)


def test_next_reminder_is_the_first_still_to_come(client):
    """Half of Monday to Wednesday is Tuesday 11:15; a working day before Wednesday is Tuesday 17:00."""
    reminders = [0.5, {"before": {"amount": 1, "unit": "working_days"}}]
    request = DOSSIER | {"received_at": "2026-03-06T17:00:00+07:00", "reminders": reminders}

    def ahead(**asked):
        return client.post("/v1/progress", json=request | asked).get_json()["next_reminder_at"]

    assert ahead(as_of="2026-03-10T11:14:59+07:00") == "2026-03-10T11:15:00+07:00"
    assert ahead(as_of="2026-03-10T11:15:00+07:00") == "2026-03-10T17:00:00+07:00"
    assert ahead(as_of="2026-03-10T17:00:00+07:00") is None
    assert ahead(completed_at="2026-03-09T09:00:00+07:00") is None
