"""What-if changes and calendars that nobody could work by, and floods of them, on the working-time routes."""

import gc
import json
from datetime import date
from itertools import combinations
from threading import Barrier, Thread

import pytest
from asking import CALENDAR, WEEK, problem_of, refused

from sla_service.core.timeline import Timeline
from sla_service.http import inline_calendar

ADD = "/v1/working-time/add"
ASKED = {  # a good question on each route
    ADD: {
        "calendar": "vn",
        "start_at": "2026-03-10T09:00:00+07:00",
        "term": {"amount": 1, "unit": "working_days"},
    },
    "/v1/working-time/between": {
        "calendar": "vn",
        "start_at": "2026-03-10T09:00:00+07:00",
        "end_at": "2026-03-11T09:00:00+07:00",
    },
    "/v1/working-time/status": {"calendar": "vn", "at": "2026-03-10T09:00:00+07:00"},
}
ON = "2026-03-11"
LISTS = {"days_off": [ON], "working_days": [ON], "special_hours": {ON: [["08:00", "12:00"]]}}
PLACES = {
    "days_off": "/days_off/0",
    "working_days": "/working_days/0",
    "special_hours": f"/special_hours/{ON}",
}
UNITS = [
    "working_minutes",
    "working_hours",
    "minutes",
    "hours",
    "working_days",
    "days",
    "weeks",
    "months",
    "years",
]


def refusal(client, url, code, path, **request):
    """Hold a refused question on a route against one fault, in both languages."""
    data = json.dumps(ASKED[url] | request).encode()

    def send(language):
        headers = {"Accept-Language": language}
        return client.post(url, data=data, content_type="application/json", headers=headers)

    return refused(send, 422, code, path)


def hours(*sessions):
    """Set the hours of the Wednesday."""
    return {"special_hours": {ON: list(sessions)}}


CHANGES = {
    "a list": ([], "not_an_object", ""),
    "a list of dates": ([ON], "not_an_object", ""),
    "a number": (5, "not_an_object", ""),
    "a text": ("2026-03-11", "not_an_object", ""),
    "false": (False, "not_an_object", ""),
    "an unknown member": ({"holidays": [ON]}, "unknown_member", "/holidays"),
    "breaks, which only calendars have": ({"breaks": {}}, "unknown_member", "/breaks"),
    "hours of worked days": ({"working_day_hours": []}, "unknown_member", "/working_day_hours"),
    "weekly hours": ({"weekly_hours": {}}, "unknown_member", "/weekly_hours"),
    "a member with slash and tilde": ({"a/b~c": 1}, "unknown_member", "/a~1b~0c"),
    "days off an object": ({"days_off": {}}, "not_a_list", "/days_off"),
    "days off null": ({"days_off": None}, "not_a_list", "/days_off"),
    "days off a text": ({"days_off": ON}, "not_a_list", "/days_off"),
    "worked days a number": ({"working_days": 1}, "not_a_list", "/working_days"),
    "special hours a list": ({"special_hours": []}, "not_an_object", "/special_hours"),
    "special hours null": ({"special_hours": None}, "not_an_object", "/special_hours"),
    "a date a number": ({"days_off": [20260311]}, "not_a_string", "/days_off/0"),
    "a date null": ({"working_days": [ON, None]}, "not_a_string", "/working_days/1"),
    "30 February": ({"days_off": [ON, "2026-02-30"]}, "no_such_date", "/days_off/1"),
    "29 February of 2026": ({"working_days": ["2026-02-29"]}, "no_such_date", "/working_days/0"),
    "31 June": ({"special_hours": {"2026-06-31": []}}, "no_such_date", "/special_hours/2026-06-31"),
    "a date with slashes": (
        {"special_hours": {"11/03/2026": []}},
        "invalid_date",
        "/special_hours/11~103~12026",
    ),
    "a date of another order": ({"days_off": ["11-03-2026"]}, "invalid_date", "/days_off/0"),
    "an instant for a date": ({"days_off": ["2026-03-11T00:00:00+07:00"]}, "invalid_date", "/days_off/0"),
    "a date in 1899": ({"days_off": ["1899-12-31"]}, "out_of_range", "/days_off/0"),
    "a date in 2200": ({"working_days": ["2200-01-01"]}, "out_of_range", "/working_days/0"),
    # the calendar vn reaches from 2015-01-01 to 2030-12-31
    "a day off before the calendar": ({"days_off": [ON, "2014-12-31"]}, "beyond_horizon", "/days_off/1"),
    "a day off after it": ({"days_off": ["2031-01-01"]}, "beyond_horizon", "/days_off/0"),
    "a worked day after it": ({"working_days": ["2031-01-01"]}, "beyond_horizon", "/working_days/0"),
    "hours before it": (
        {"special_hours": {"2014-12-31": []}},
        "beyond_horizon",
        "/special_hours/2014-12-31",
    ),
    "reversed hours": (hours(["12:00", "08:00"]), "session_reversed", f"/special_hours/{ON}/0"),
    "hours of no length": (hours(["08:00", "08:00"]), "session_reversed", f"/special_hours/{ON}/0"),
    "hours across midnight": (
        hours(["08:00", "09:00"], ["22:00", "02:00"]),
        "session_across_midnight",
        f"/special_hours/{ON}/1",
    ),
    "overlapping hours": (
        hours(["08:00", "12:00"], ["11:59:59", "13:00"]),
        "sessions_overlap",
        f"/special_hours/{ON}",
    ),
    "hours twice the same": (
        hours(["08:00", "12:00"], ["08:00", "12:00"]),
        "sessions_overlap",
        f"/special_hours/{ON}",
    ),
    "hours null": ({"special_hours": {ON: None}}, "not_a_list", f"/special_hours/{ON}"),
    "hours as one text": (hours("08:00-12:00"), "not_a_list", f"/special_hours/{ON}/0"),
    "a session of one": (hours(["08:00"]), "not_a_session", f"/special_hours/{ON}/0"),
    "a session of numbers": (hours([8, 12]), "not_a_string", f"/special_hours/{ON}/0"),
    "a clock past 24:00": (hours(["08:00", "24:01"]), "not_a_session", f"/special_hours/{ON}/0"),
    "too many sessions": (
        hours(*([f"{hour:02}:00", f"{hour:02}:30"] for hour in range(9))),
        "too_many",
        f"/special_hours/{ON}",
    ),
    "too many days off": ({"days_off": [ON] * 10_001}, "too_many", "/days_off"),
    "too many worked days": ({"working_days": [ON] * 10_001}, "too_many", "/working_days"),
    "too many special hours": (
        {"special_hours": {f"key {number}": [] for number in range(10_001)}},
        "too_many",
        "/special_hours",
    ),
}


@pytest.mark.parametrize("url", ASKED)
@pytest.mark.parametrize("row", CHANGES.values(), ids=CHANGES)
def test_changes_are_refused(client, row, url):
    """Changes that mean nothing are refused at their first fault, whichever route they were put to."""
    changes, code, path = row
    refusal(client, url, code, f"/calendar_changes{path}", calendar_changes=changes)


@pytest.mark.parametrize("url", ["/v1/due-dates", "/v1/progress"])
@pytest.mark.parametrize("row", CHANGES.values(), ids=CHANGES)
def test_changes_are_refused_of_dossiers_too(client, row, url):
    """The same changes are refused alike where a due date or a dossier's progress is asked for."""
    changes, code, path = row
    body = {
        "received_at": "2026-03-10T09:00:00+07:00",
        "authority": "vn",
        "term": {"amount": 1, "unit": "working_days"},
        "calendar_changes": changes,
    }
    body |= {"as_of": "2026-03-10T10:00:00+07:00"} if url == "/v1/progress" else {}
    problem = problem_of(client.post(url, json=body), 422)
    assert [(error["code"], error["path"]) for error in problem["errors"]] == [
        (code, f"/calendar_changes{path}")
    ]


@pytest.mark.parametrize("calendar", ["vn", CALENDAR], ids=["vn", "inline"])
@pytest.mark.parametrize("pair", list(combinations(LISTS, 2)), ids="-".join)
def test_date_in_two_lists_is_refused(client, pair, calendar):
    """A date stands in one list only: who says both off and worked has not said what he means."""
    earlier, later = pair
    changes = {later: LISTS[later], earlier: LISTS[earlier]}
    told = refusal(
        client,
        ADD,
        "date_in_two_lists",
        f"/calendar_changes{PLACES[later]}",
        calendar=calendar,
        calendar_changes=changes,
    )
    assert ON in told["en"]["detail"] or "11/03/2026" in told["vi"]["detail"]


def test_date_in_all_three_lists_is_told_at_the_second(client):
    """Of three the second is at fault first."""
    refusal(client, ADD, "date_in_two_lists", "/calendar_changes/working_days/0", calendar_changes=LISTS)


def test_date_twice_in_one_list_is_no_fault(client):
    """Said twice, a day is off all the same: Wednesday skipped, Thursday comes."""
    body = ASKED[ADD] | {"calendar_changes": {"days_off": [ON, ON]}}
    assert client.post(ADD, json=body).get_json()["end_at"] == "2026-03-12T09:00:00+07:00"


@pytest.mark.parametrize("url", ASKED)
@pytest.mark.parametrize(
    ("calendar", "changes"),
    [
        ({"weekly_hours": {}, "special_hours": {ON: [["08:00", "12:00"]]}}, {"days_off": [ON]}),
        ({"weekly_hours": {}, "special_hours": {ON: [["08:00", "12:00"]]}}, {"special_hours": {ON: []}}),
        (
            {
                "weekly_hours": {},
                "working_days": [ON, "2026-03-12"],
                "working_day_hours": [["08:00", "12:00"]],
            },
            {"days_off": ["2026-03-12"], "special_hours": {ON: []}},
        ),
    ],
    ids=["off", "closed", "both"],
)
def test_changes_that_leave_no_working_time_are_refused(client, url, calendar, changes):
    """A calendar of which the last worked date is taken away is one in which nobody works."""
    whole = {"time_zone": "Asia/Ho_Chi_Minh"} | calendar
    # without the changes it can be worked by
    assert client.post(ADD, json=ASKED[ADD] | {"calendar": whole}).status_code == 200
    refusal(client, url, "no_working_time", "/calendar_changes", calendar=whole, calendar_changes=changes)


def test_changes_may_leave_one_worked_date(client):
    """One session left is working time: of Wednesday's four hours three end at 11:00."""
    calendar = {
        "time_zone": "Asia/Ho_Chi_Minh",
        "weekly_hours": {},
        "special_hours": {ON: [["08:00", "12:00"]], "2026-03-12": [["08:00", "12:00"]]},
    }
    body = ASKED[ADD] | {
        "calendar": calendar,
        "calendar_changes": {"days_off": ["2026-03-12"]},
        "term": {"amount": 3, "unit": "working_hours"},
    }
    assert client.post(ADD, json=body).get_json()["end_at"] == "2026-03-11T11:00:00+07:00"


@pytest.mark.parametrize("url", ASKED)
@pytest.mark.parametrize("member", ["calendar_changes", "calendar"])
def test_million_dates_are_too_large(client, url, member):
    """A million dates are 13 MB where a body may have one: refused unread."""
    dates = [ON] * 10**6
    value = {"days_off": dates} if member == "calendar_changes" else CALENDAR | {"days_off": dates}
    data = json.dumps(ASKED[url] | {member: value}).encode()

    def send(language):
        headers = {"Accept-Language": language}
        return client.post(url, data=data, content_type="application/json", headers=headers)

    refused(send, 413, "body_too_large", "")


def one(**changes):
    """Give the usual inline calendar, some of its members changed."""
    return CALENDAR | changes


CALENDARS = {
    "null": (None, "null_not_allowed", ""),
    "a number": (5, "not_an_object", ""),
    "a list": ([], "not_an_object", ""),
    "true": (True, "not_an_object", ""),
    "empty": ({}, "required", "/time_zone"),
    "no zone": ({"weekly_hours": WEEK}, "required", "/time_zone"),
    "no week": ({"time_zone": "Asia/Ho_Chi_Minh"}, "required", "/weekly_hours"),
    "an unknown zone": (one(time_zone="Mars/Phobos"), "unknown_time_zone", "/time_zone"),
    "a zone out of the way": (one(time_zone="../etc/passwd"), "unknown_time_zone", "/time_zone"),
    "a zone of no name": (one(time_zone=""), "unknown_time_zone", "/time_zone"),
    "a zone that is an offset": (one(time_zone="+07:00"), "unknown_time_zone", "/time_zone"),
    "a zone that is null": (one(time_zone=None), "not_a_string", "/time_zone"),
    "no hours at all": (one(weekly_hours={}), "no_working_time", ""),
    "a week of no session": (one(weekly_hours={"mon": [], "sun": []}), "no_working_time", ""),
    "the only worked date closed": (
        one(weekly_hours={}, working_days=[ON], special_hours={ON: []}),
        "no_working_time",
        "",
    ),
    "the only session cut out": (
        one(weekly_hours={}, special_hours={ON: [["08:00", "12:00"]]}, breaks={ON: [["08:00", "12:00"]]}),
        "no_working_time",
        "",
    ),
    "a worked date without hours": (one(weekly_hours={}, working_days=[ON]), "no_working_time", ""),
    "an unknown member": (one(holidays=[]), "unknown_member", "/holidays"),
    "an unknown weekday": (one(weekly_hours={"monday": []}), "unknown_member", "/weekly_hours/monday"),
    "a reversed session": (
        one(weekly_hours={"mon": [["12:00", "08:00"]]}),
        "session_reversed",
        "/weekly_hours/mon/0",
    ),
    "a session across midnight": (
        one(weekly_hours={"mon": [["22:00", "06:00"]]}),
        "session_across_midnight",
        "/weekly_hours/mon/0",
    ),
    "overlapping sessions": (
        one(weekly_hours={"mon": [["08:00", "12:00"], ["11:00", "13:00"]]}),
        "sessions_overlap",
        "/weekly_hours/mon",
    ),
    "a day off that does not exist": (one(days_off=["2026-02-30"]), "no_such_date", "/days_off/0"),
    "a day off in 2200": (one(days_off=["2200-01-01"]), "out_of_range", "/days_off/0"),
    "a worked day that is none": (one(working_days=["Saturday"]), "invalid_date", "/working_days/0"),
    "reversed hours of worked days": (
        one(working_day_hours=[["12:00", "08:00"]]),
        "session_reversed",
        "/working_day_hours/0",
    ),
    "overlapping special hours": (
        one(special_hours={ON: [["08:00", "12:00"], ["09:00", "10:00"]]}),
        "sessions_overlap",
        f"/special_hours/{ON}",
    ),
    "a break on no date": (one(breaks={"2026-13-01": []}), "no_such_date", "/breaks/2026-13-01"),
    "a reversed break": (one(breaks={ON: [["12:00", "10:00"]]}), "session_reversed", f"/breaks/{ON}/0"),
    "too many days off": (one(days_off=[ON] * 10_001), "too_many", "/days_off"),
    "too many worked days": (one(working_days=[ON] * 10_001), "too_many", "/working_days"),
    "too many breaks": (
        one(breaks={f"key {number}": [] for number in range(10_001)}),
        "too_many",
        "/breaks",
    ),
}


@pytest.mark.parametrize("url", ASKED)
@pytest.mark.parametrize("row", CALENDARS.values(), ids=CALENDARS)
def test_inline_calendar_is_refused_on_every_route(client, row, url):
    """A calendar brought along is read as strictly here as where a due date is asked for."""
    calendar, code, path = row
    refusal(client, url, code, f"/calendar{path}", calendar=calendar)


@pytest.mark.parametrize("url", ASKED)
def test_calendar_is_required(client, url):
    """Unlike a dossier, working time has no office to take hours from."""
    body = {key: value for key, value in ASKED[url].items() if key != "calendar"}
    refused(
        lambda spoken: client.post(url, json=body, headers={"Accept-Language": spoken}),
        422,
        "required",
        "/calendar",
    )


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("amount", [10**9, -(10**9), 10**12, -(10**12)])
@pytest.mark.parametrize("calendar", ["vn", CALENDAR], ids=["vn", "inline"])
def test_amount_beyond_every_calendar_is_refused(client, unit, amount, calendar):
    """A billion minutes are 1,901 years, so no calendar holds a billion of anything."""
    term = {"amount": amount, "unit": unit}
    refusal(client, ADD, "beyond_horizon", "/term", calendar=calendar, term=term)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("amount", [10**12 + 1, -(10**12) - 1, 1e300, -1e300, 10**400])
def test_amount_too_large_is_refused(client, unit, amount):
    """What would make the arithmetic inexact is refused before it."""
    refusal(client, ADD, "amount_too_large", "/term/amount", term={"amount": amount, "unit": unit})


def test_two_faults_are_told_at_once(client):
    """A fault of the calendar does not hide one of the changes."""
    body = ASKED[ADD] | {"calendar": {}, "calendar_changes": []}
    problem = problem_of(client.post(ADD, json=body), 422)
    assert {(error["path"], error["code"]) for error in problem["errors"]} == {
        ("/calendar/time_zone", "required"),
        ("/calendar_changes", "not_an_object"),
    }


def alive(zone):
    """Count the timelines of a zone that the process still holds."""
    gc.collect()
    timelines = (thing for thing in gc.get_objects() if type(thing) is Timeline)
    return sum(timeline.calendar.time_zone.key == zone for timeline in timelines)


def test_flood_of_calendars_leaves_a_few(client):
    """Of 300 different calendars only the last few are kept, so no caller can fill the memory."""
    zone = "Antarctica/Troll"  # nobody else's, so that only this test's calendars are counted
    for number in range(300):
        calendar = one(time_zone=zone, days_off=[date.fromordinal(730_000 + number).isoformat()])
        assert client.post(ADD, json=ASKED[ADD] | {"calendar": calendar}).status_code == 200
    assert 0 < alive(zone) <= 8


def test_calendars_over_many_years_are_let_go(client):
    """Large ones are not kept together: 8 sessions on 7 days over 300 years are 876,584 sessions each."""
    zone = "Antarctica/Davis"
    hours = [[f"{hour:02}:00", f"{hour:02}:30"] for hour in range(8)]
    path = "/v1/working-time/between"
    years = {"start_at": "1900-01-02T00:00:00Z", "end_at": "2199-12-30T00:00:00Z"}
    for number in range(4):
        week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), hours)
        calendar = {"time_zone": zone, "weekly_hours": week, "days_off": [f"2026-01-0{number + 1}"]}
        found = client.post(path, json=years | {"calendar": calendar})
        # every date from 2 January 1900 to 30 December 2199 but its beginning and end, less one day off
        assert found.get_json()["working_days"] == found.get_json()["days"] - 1
    assert alive(zone) == 1


def test_flood_of_changes_leaves_nothing(client):
    """What-ifs are for one request: of 100 over one calendar only the calendar itself is kept."""
    zone = "Antarctica/Vostok"
    calendar = one(time_zone=zone)
    for number in range(100):
        changes = {"days_off": [date.fromordinal(730_000 + number).isoformat()]}
        body = ASKED[ADD] | {"calendar": calendar, "calendar_changes": changes}
        assert client.post(ADD, json=body).status_code == 200
    assert alive(zone) == 1


def test_flood_of_bad_calendars_leaves_nothing(client):
    """A calendar that was refused is not kept, nor does it push out a good one."""
    zone = "Antarctica/Mawson"
    good = ASKED[ADD] | {"calendar": one(time_zone=zone)}
    assert client.post(ADD, json=good).status_code == 200
    for number in range(2 * inline_calendar.KEPT):
        bad = one(time_zone=zone, weekly_hours={}, days_off=[date.fromordinal(730_000 + number).isoformat()])
        assert client.post(ADD, json=ASKED[ADD] | {"calendar": bad}).status_code == 422
    before = inline_calendar._make.cache_info()
    assert client.post(ADD, json=good).status_code == 200
    after = inline_calendar._make.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (1, 0)
    assert alive(zone) == 1


def test_same_calendar_on_every_route_is_made_once(client):
    """The same calendar, its members in any order, is made for the first question only."""
    calendar = one(time_zone="Antarctica/Davis")
    before = inline_calendar._make.cache_info()
    for url, body in ASKED.items():
        for members in (calendar.items(), reversed(calendar.items())):
            assert client.post(url, json=body | {"calendar": dict(members)}).status_code == 200
    after = inline_calendar._make.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 5)


@pytest.mark.parametrize("round_", range(5))
def test_same_calendar_of_two_threads_is_made_once(app, round_):
    """Two callers that bring a new calendar at once wait for one of them to make it, and count alike."""
    calendar = one(time_zone="Antarctica/Casey", days_off=[f"2026-04-{round_ + 1:02}"])
    together, ends = Barrier(2), []

    def ask():
        own = app.test_client()
        together.wait()
        ends.append(own.post(ADD, json=ASKED[ADD] | {"calendar": calendar}).get_json()["end_at"])

    before = inline_calendar._make.cache_info()
    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = inline_calendar._make.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 1)
    assert len(ends) == 2
    assert len(set(ends)) == 1
