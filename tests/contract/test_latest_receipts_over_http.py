"""Until when a dossier may be received, over HTTP, with the shipped rules.

Counted by hand. Every office is open 07:30-11:30 and 13:30-17:00 from Monday to Friday; a receipt at 17:00:00
is still that day's. 2026-03-09 is a Monday, 13 a Friday.
"""

from datetime import datetime, timedelta

import pytest
from asking import CALENDAR, problem_of, refused

URL = "/v1/latest-receipts"
REGISTRATION = {"authority": "long-an", "procedure": "business-registration"}
COPY = {"authority": "vn", "procedure": "certified-copy"}
JUSTICE = {"authority": "long-khanh-a", "field": "justice"}
TUESDAY_OFF = {"days_off": ["2026-03-10"]}


def days(amount):
    """Grant working days."""
    return {"amount": amount, "unit": "working_days"}


def hours(amount):
    """Grant hours by the clock."""
    return {"amount": amount, "unit": "hours"}


def hanoi(text):
    """Write an instant of Hanoi: `2026-03-10 09:00` with or without seconds."""
    on, clock = text.split()
    return f"{on}T{clock}+07:00" if clock.count(":") == 2 else f"{on}T{clock}:00+07:00"


def vn(amount, **more):
    """Ask of working days at the default office."""
    return {"authority": "vn", "term": days(amount), **more}


def paused(since, until=None):
    """Suspend once."""
    return [{"from": hanoi(since), "until": until and hanoi(until)}]


def stage(amount, **more):
    """Make a stage of working days at the default office."""
    return {"name": "bước", "authority": "vn", "term": days(amount), **more}


def find(client, request):
    """Ask until when; the answer must be 200."""
    response = client.post(URL, json=request)
    assert response.status_code == 200, response.get_json()
    return response.get_json()


COUNTED = {
    "before Long An's cutoff": (REGISTRATION, "2019-03-05", "2019-03-05 11:29:59"),
    "Tuesday's closing is its due moment": (REGISTRATION, "2019-03-05 17:00", "2019-03-05 11:29:59"),
    "a second too early for Tuesday": (REGISTRATION, "2019-03-05 16:59:59", "2019-03-04 11:29:59"),
    # 2019-01-01 is New Year; the promise is of 2 January: 26, 27, 28 December for 25 December
    "before there was a promise": (REGISTRATION, "2018-12-28", "2018-12-25 17:00:00"),
    "not after 15:00": (COPY, "2026-03-10", "2026-03-10 15:00:00"),
    # Friday 13 February after 15:00 is due on Monday 23
    "a copy before Tết": (COPY, "2026-02-22", "2026-02-13 15:00:00"),
    "a copy on the first day after it": (COPY, "2026-02-23", "2026-02-23 15:00:00"),
    "an hour on a Thursday": (JUSTICE, "2024-03-14 16:00", "2024-03-14 15:00:00"),
    # until 12:30 for what comes at 11:30:00, from then on 14:30
    "over noon of a Thursday": (JUSTICE, "2024-03-14 14:29:59", "2024-03-14 11:30:00"),
    "Thursday's last, for Friday": (JUSTICE, "2024-03-15", "2024-03-14 17:00:00"),
    # Thursday 18 April is a holiday, so 11 April it is
    "Thursday lost": (JUSTICE, "2024-04-20", "2024-04-11 17:00:00"),
    # three days would be Tuesday 3 November; the city's promise, which binds the ward, is 23:59:59 of Friday
    "a no-appointment Friday": (
        {"authority": "ninh-thanh", "term": days(3)},
        "2020-11-06",
        "2020-11-06 17:00:00",
    ),
    "a second before that Friday ends": (
        {"authority": "ninh-thanh", "term": days(3)},
        "2020-11-06 23:59:58",
        "2020-11-03 17:00:00",
    ),
    # Monday 9 takes three days to Thursday 12
    "the Monday after it": (
        {"authority": "ninh-thanh", "term": days(3)},
        "2020-11-09",
        "2020-11-06 17:00:00",
    ),
    # 9, 10, 11, 12, 13 February
    "five days before Tết": (vn(5), "2026-02-13", "2026-02-06 17:00:00"),
    # nobody works from 14 to 22 February
    "five days within Tết": (vn(5), "2026-02-22", "2026-02-06 17:00:00"),
    # 10, 11, 12, 13, 23 February
    "five days over Tết": (vn(5), "2026-02-23", "2026-02-09 17:00:00"),
    # Friday 9 January; Saturday 10 is worked for Friday 2
    "a worked Saturday": (vn(1), "2026-01-10", "2026-01-09 17:00:00"),
    # Friday 16:00 and 60 hours are Monday 04:00, Thursday's end at the weekend and roll to Monday 17:00
    "60 hours over a weekend": (
        {"authority": "vn", "term": hours(60)},
        "2026-03-16 04:00",
        "2026-03-13 16:00:00",
    ),
    # Friday 6, Monday 9, Thursday 12: the closings of 10 and 11 do not count
    "suspended": (
        vn(3, suspensions=paused("2026-03-10 10:00", "2026-03-11 18:00")),
        "2026-03-12",
        "2026-03-05 17:00:00",
    ),
    # Monday's is held on Tuesday, Friday's is due on Monday
    "suspended without an end": (
        vn(1, suspensions=paused("2026-03-10 10:00")),
        "2026-03-20",
        "2026-03-06 17:00:00",
    ),
    # Thursday, Friday, Monday 16, whenever it first came
    "restarted": (
        vn(3, restarts=[{"at": hanoi("2026-03-11 10:00")}]),
        "2026-03-16",
        "2026-03-11 10:00:00",
    ),
    # Tuesday, and Wednesday 11
    "extended": (vn(1, extensions=[{"term": days(1)}]), "2026-03-11", "2026-03-09 17:00:00"),
    # Monday, Tuesday, Wednesday
    "in stages": ({"authority": "vn", "stages": [stage(1), stage(2)]}, "2026-03-11", "2026-03-06 17:00:00"),
    # half a Tuesday and its other half
    "in half days": ({"authority": "vn", "stages": [stage(0.5)] * 2}, "2026-03-10", "2026-03-09 17:00:00"),
    # it was there by then; a day is Tuesday
    "a stage completed": (
        {"authority": "vn", "stages": [stage(1, completed_at=hanoi("2026-03-09 10:00")), stage(1)]},
        "2026-03-10",
        "2026-03-09 10:00:00",
    ),
    # open until 12:00 and 17:00: Monday
    "hours of the caller's own": (vn(1, calendar=CALENDAR), "2026-03-10", "2026-03-09 17:00:00"),
}


def asked(name):
    """Give a case's request and its expected answer."""
    request, limit, expected = COUNTED[name]
    return request | ({"due_at": hanoi(limit)} if ":" in limit else {"due_on": limit}), hanoi(expected)


@pytest.mark.parametrize("name", COUNTED)
def test_latest_receipt(client, name):
    """The last second that is in time, as counted beside each case."""
    request, expected = asked(name)
    told = find(client, request)
    assert told["received_before"] == expected
    assert told["hypothetical"] is False
    assert set(told) == {"received_before", "rules", "hypothetical"}


@pytest.mark.parametrize("name", COUNTED)
def test_there_and_back(client, name):
    """The due date of that second is in time; of the next it is not, or there is none."""
    request, expected = asked(name)
    limit = {key: request.pop(key) for key in ("due_on", "due_at") if key in request}
    later = (datetime.fromisoformat(expected) + timedelta(seconds=1)).isoformat()
    assert is_in_time(client, request | {"received_at": expected}, limit)
    assert not is_in_time(client, request | {"received_at": later}, limit)


def is_in_time(client, request, limit):
    """Ask for a due date, and hold it against a limit."""
    response = client.post("/v1/due-dates", json=request)
    told = response.get_json()
    if response.status_code != 200:
        assert told["code"] in ("event_before_receipt", "completed_before_start", "no_term")
        return False
    if told["status"] == "held":
        return False
    ((key, last),) = limit.items()
    return told[key] <= last  # all of one offset


@pytest.mark.parametrize("procedure", ["business-registration", "business-registration-reissue"])
def test_digest_is_that_of_a_due_date(client, ask, procedure):
    """The rules that gave the one gave the other."""
    told = find(client, {"authority": "long-an", "procedure": procedure, "due_on": "2019-03-05"})
    due = ask(authority="long-an", procedure=procedure, received_at=told["received_before"])
    assert told["rules"] == due["rules"]
    assert due["due_on"] == "2019-03-05"


class TestChanges:
    """What if days were others."""

    def test_day_made_off(self, client):
        """Tuesday off: Monday's are due on Wednesday, Friday's on Monday."""
        told = find(client, vn(1, due_on="2026-03-10", calendar_changes=TUESDAY_OFF))
        assert (told["received_before"], told["hypothetical"]) == (hanoi("2026-03-06 17:00"), True)

    def test_hours_of_a_day(self, client):
        """Monday until 19:00: so long may it be received for Tuesday."""
        late = {"special_hours": {"2026-03-09": [["07:30", "19:00"]]}}
        told = find(client, vn(1, due_on="2026-03-10", calendar_changes=late))
        assert (told["received_before"], told["hypothetical"]) == (hanoi("2026-03-09 19:00"), True)

    def test_of_a_stage(self, client):
        """Tuesday off where the second half is done: both halves by Tuesday are of Monday."""
        stages = [stage(1), stage(1, calendar_changes=TUESDAY_OFF)]
        told = find(client, {"authority": "vn", "stages": stages, "due_on": "2026-03-11"})
        # the first on Monday or Tuesday, the second on Wednesday
        assert (told["received_before"], told["hypothetical"]) == (hanoi("2026-03-09 17:00"), True)

    def test_of_nothing(self, client):
        """No date is changed."""
        told = find(client, vn(1, due_on="2026-03-10", calendar_changes={"days_off": []}))
        assert told["hypothetical"] is False


class TestInstants:
    """How a limit may be written."""

    @pytest.mark.parametrize(
        "due_at",
        ["2026-03-10T17:00:00+07:00", "2026-03-10T10:00:00Z", "2026-03-10T17:00:00.999+07:00"],
    )
    def test_in_any_zone_and_cut_off(self, client, due_at):
        """A fraction is cut off; the answer has the calendar's offset."""
        assert find(client, vn(1, due_at=due_at))["received_before"] == "2026-03-09T17:00:00+07:00"

    @pytest.mark.parametrize("other", ["due_on", "due_at"])
    def test_null_is_none(self, client, other):
        """The other one may stand there as null."""
        given = {"due_on": "2026-03-10", "due_at": hanoi("2026-03-10 17:00")} | {other: None}
        assert find(client, vn(1, **given))["received_before"] == hanoi("2026-03-09 17:00")

    def test_what_does_not_matter_may_stand_there(self, client):
        """Reminders and the wish for an explanation change nothing."""
        more = {"reminders": [0.5], "explain": False, "known_on": None}
        assert find(client, vn(1, due_on="2026-03-10", **more))["received_before"] == hanoi(
            "2026-03-09 17:00"
        )

    def test_last_day_of_the_calendar(self, client):
        """2030-12-31 is a Tuesday."""
        assert find(client, vn(0, due_on="2030-12-31"))["received_before"] == hanoi("2030-12-31 17:00")


BAD = {
    "no limit": (vn(1), "due_on_or_due_at", "/due_on"),
    "two limits": (
        vn(1, due_on="2026-03-10", due_at=hanoi("2026-03-10 17:00")),
        "due_on_or_due_at",
        "/due_at",
    ),
    "null limits": (vn(1, due_on=None, due_at=None), "due_on_or_due_at", "/due_on"),
    "a receipt": (
        vn(1, due_on="2026-03-10", received_at=hanoi("2026-03-09 09:00")),
        "unknown_member",
        "/received_at",
    ),
    "before the calendar": (vn(1, due_on="2014-12-31"), "beyond_horizon", "/due_on"),
    "after the calendar": (vn(1, due_on="2031-01-01"), "beyond_horizon", "/due_on"),
    "an instant before the calendar": (vn(1, due_at=hanoi("2014-12-31 09:00")), "beyond_horizon", "/due_at"),
    "an instant after the calendar": (vn(1, due_at=hanoi("2031-01-01 09:00")), "beyond_horizon", "/due_at"),
    # three days from its first, New Year's Day, on
    "nothing in time": (vn(3, due_on="2015-01-01"), "unreachable", "/due_on"),
    "nothing in time for a moment": (vn(3, due_at=hanoi("2015-01-02 09:00")), "unreachable", "/due_at"),
    "restarted too late": (
        vn(3, due_on="2026-03-13", restarts=[{"at": hanoi("2026-03-11 10:00")}]),
        "unreachable",
        "/due_on",
    ),
    "no term": ({"authority": "vn", "due_on": "2026-03-10"}, "no_term", "/term"),
    "two terms": (COPY | {"term": days(1), "due_on": "2026-03-10"}, "term_not_allowed", "/term"),
    "another field": (COPY | {"field": "police", "due_on": "2026-03-10"}, "field_mismatch", "/field"),
    "no authority": ({"term": days(1), "due_on": "2026-03-10"}, "required", "/authority"),
    "unknown authority": (
        {"authority": "nowhere", "term": days(1), "due_on": "2026-03-10"},
        "unknown_authority",
        "/authority",
    ),
    "unknown procedure": (
        {"authority": "vn", "procedure": "nothing", "due_on": "2026-03-10"},
        "unknown_procedure",
        "/procedure",
    ),
    "unknown field": (vn(1, field="nothing", due_on="2026-03-10"), "unknown_field", "/field"),
    "unknown calendar": (vn(1, calendar="nothing", due_on="2026-03-10"), "unknown_calendar", "/calendar"),
    "unknown channel": (vn(1, channel="pigeon", due_on="2026-03-10"), "unknown_channel", "/channel"),
    "unknown authority of a stage": (
        {"authority": "vn", "stages": [stage(1), stage(1, authority="nowhere")], "due_on": "2026-03-10"},
        "unknown_authority",
        "/stages/1/authority",
    ),
    "unknown member": (vn(1, due_on="2026-03-10", as_of="2026-03-10"), "unknown_member", "/as_of"),
    "a number for a date": (vn(1, due_on=20260310), "not_a_string", "/due_on"),
    "no such date": (vn(1, due_on="2026-02-30"), "no_such_date", "/due_on"),
    "an instant for a date": (vn(1, due_on=hanoi("2026-03-10 17:00")), "invalid_date", "/due_on"),
    "no offset": (vn(1, due_at="2026-03-10T17:00:00"), "offset_required", "/due_at"),
    "a date for an instant": (vn(1, due_at="2026-03-10"), "invalid_instant", "/due_at"),
    "amount of no quarter": (vn(0.3, due_on="2026-03-10"), "amount_not_quarter", "/term/amount"),
    "suspension reversed": (
        vn(1, suspensions=paused("2026-03-10 10:00", "2026-03-09 10:00"), due_on="2026-03-12"),
        "until_before_from",
        "/suspensions/0/until",
    ),
    "changes beyond the calendar": (
        vn(1, due_on="2026-03-10", calendar_changes={"days_off": ["2031-01-01"]}),
        "beyond_horizon",
        "/calendar_changes/days_off/0",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_request(client, name):
    """It is told at its place, in both languages."""
    request, code, path = BAD[name]

    def send(language):
        return client.post(URL, json=request, headers={"Accept-Language": language})

    refused(send, 422, code, path)


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("vi", "Không lần tiếp nhận nào cho kịp hạn này."),
        ("en", "No receipt is due in time for that."),
    ],
)
def test_unreachable_is_said_in_both_languages(client, language, message):
    """New Year's Day of 2015 is the calendar's first day."""
    response = client.post(URL, json=vn(3, due_on="2015-01-01"), headers={"Accept-Language": language})
    assert problem_of(response, 422)["errors"] == [
        {"path": "/due_on", "code": "unreachable", "message": message}
    ]
