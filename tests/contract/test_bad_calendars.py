"""Calendars brought along in a request: those that count, and those that nobody could work by."""

import pytest
from asking import CALENDAR, WEEK, but, mondays, post, problem_of, refused, with_calendar

from sla_service.http import inline_calendar

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
        "session_across_midnight",
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
    before = inline_calendar._make.cache_info()
    for members in (calendar.items(), reversed(calendar.items()), calendar.items()):
        assert post(client, but(calendar=dict(members))).status_code == 200
    after = inline_calendar._make.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 2)
