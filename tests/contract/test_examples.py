"""The named examples of the contract: each is posted and comes out as counted by hand."""

import pytest
from holding import CONTRACT, OPERATIONS

EXPECTED = {
    # Tuesday before 11:30: the same day's closing
    "before_the_cutoff": {"due_at": "2019-03-05T17:00:00+07:00", "same_day": True},
    # Wednesday 6, Thursday 7, Friday 8 March
    "cutoff_missed": {"due_at": "2019-03-08T17:00:00+07:00", "working_days": 3},
    # Thursday 16:30 and one hour of the clock, past closing
    "no_appointment_thursday": {"due_at": "2024-03-14T17:30:00+07:00"},
    # 6 and 7 February are 1 and 2; Tết takes 8 to 14; 15 and 16 are 3 and 4; four weeks of five days from 19
    # February are 5 to 24, by 15 March; Monday 18 March is 25
    "across_tet": {"due_on": "2024-03-18", "working_days": 25},
    # Saturday 7 is worked, Monday 9 is off: 7, 10, 11 March
    "what_if": {"due_at": "2026-03-11T17:00:00+07:00", "hypothetical": True},
    # Thursday 1 January is off by law; Friday 2 and Monday 5
    "as_known_then": {"due_at": "2026-01-05T17:00:00+07:00", "provisional": False},
    # the statutory three: Wednesday 6, Thursday 7, Friday 8 March
    "promise_withdrawn": {"due_at": "2019-03-08T17:00:00+07:00", "hypothetical": True},
    # Monday and Tuesday close while suspended: Wednesday, Thursday, Friday 13 March
    "suspended": {"due_at": "2026-03-13T17:00:00+07:00", "status": "due"},
    # the whole: Tuesday, Wednesday, Thursday 12 March; the stages, from Monday on: 1.5, 2 and 2.5 of them
    "interlinked": {
        "due_at": "2026-03-12T17:00:00+07:00",
        "stages/1/due_at": "2026-03-11T11:30:00+07:00",
        "stages/2/due_at": "2026-03-11T17:00:00+07:00",
        "stages/3/due_at": "2026-03-12T11:30:00+07:00",
    },
    # due on Friday 6 March at 16:30; completed on Saturday 7, when vn is closed: Monday 9 is day 0
    "two_offices": {
        "stages/0/due_at": "2026-03-06T16:30:00+07:00",
        "stages/0/late": True,
        "stages/1/counted_from": "2026-03-09T07:30:00+07:00",
        "due_at": "2026-03-10T17:00:00+07:00",
    },
    # Monday 9 has closed before the suspension began on Tuesday
    "held": {"due_at": None, "status": "held", "remaining": {"amount": 2, "unit": "working_days"}},
    # 675 of 1,350 minutes are Monday's 450 and 225 of Tuesday; a working day before is Tuesday's closing
    "reminded": {
        "reminders": [
            {"share": 0.5, "before": None, "at": "2026-03-10T11:15:00+07:00"},
            {
                "share": None,
                "before": {"amount": 1, "unit": "working_days"},
                "at": "2026-03-10T17:00:00+07:00",
            },
        ]
    },
    # anew from Tuesday 11 June: 12, 13, 14; extended by Monday 17 and Tuesday 18
    "supplement_and_extension": {"due_at": "2024-06-18T17:00:00+07:00"},
}
LATEST = {
    # the promise of the day itself wants a receipt before 11:30
    "before_the_cutoff": {"received_before": "2019-03-05T11:29:59+07:00"},
    # one hour before 16:00, on a Thursday
    "no_appointment_thursday": {"received_before": "2024-03-14T15:00:00+07:00"},
    # Monday 9 to Friday 13 February are five: until Friday 6 closes
    "before_tet": {"received_before": "2026-02-06T17:00:00+07:00"},
}
BATCH = {
    "one_good_one_bad": {"failed": 1},
    "explained": {"failed": 0},
}
PROGRESS = {
    # Monday's 450 minutes and Tuesday's 240 of 1,350
    "running": {
        "classification": "running",
        "elapsed": {"working_minutes": 690, "working_days": 690 / 450},
    },
    # 360 of Friday from 09:00, 450 of Monday, 90 of Tuesday until 09:00
    "held": {
        "classification": "held",
        "elapsed": {"working_minutes": 900, "working_days": 2.0},
        "due_at": None,
    },
    "returned_early": {"classification": "early", "due_on": "2026-03-11"},
    "one_hour_matter": {"classification": "late", "due_at": "2024-03-14T17:30:00+07:00"},
    # due Wednesday 11 at 17:00; Thursday 07:30 to 09:30 are two hours
    "known_due_date": {
        "classification": "overdue",
        "overrun": {"working_minutes": 120, "working_days": 120 / 450},
    },
}


def tally(rates, reasons, **numbers):
    """Write a tally: its rates of the returned and of the received, its points, and what is not 0."""
    kinds = ("received", "returned", "early", "on_time", "late", "running", "held", "overdue")
    told = dict(zip(("rate_of_returned", "rate_of_received", "points"), rates, strict=True))
    return dict.fromkeys(kinds, 0) | numbers | told | {"overdue_reasons": reasons}


FAULT = {"system_fault": 1}
REPORTS = {
    # of three received two were returned: one of two, one of three in time, 2 + 0 points over two; Long An's
    # one was early; of Tây Ninh's two one was returned, late, for the only reason stated
    "by_office": {
        "total": tally((0.5, 1 / 3, 1), FAULT, received=3, returned=2, early=1, late=1, running=1),
        "groups": {
            "Long An": tally((1, 1, 2), {}, received=1, returned=1, early=1),
            "Tây Ninh": tally((0, 0, 0), FAULT, received=2, returned=1, late=1, running=1),
        },
    },
    # one of one returned and of two received in time, for one point; the other is overdue without a reason
    "known_due_dates": {
        "total": tally((1, 0.5, 1), {}, received=2, returned=1, on_time=1, overdue=1),
        "groups": {},
    },
}
RECALCULATIONS = {
    # Friday 20 November and two working days: Monday 23 and, Tuesday 24 being off, Wednesday 25, a day later;
    # Wednesday 25 and two are Thursday 26 and Friday 27, as before
    "unknown_day_off": {
        "failed": 0,
        "results/0/due_at": "2026-11-25T17:00:00+07:00",
        "results/0/working_days_moved": 1,
        "results/0/step/code": "counted",
        "results/0/step/facts/skipped/2/on": "2026-11-24",  # after Saturday 21 and Sunday 22
        "results/1/moved": False,
        "results/1/step": None,
    },
    # anew from Thursday 12 March: 13, 16, 17; from Wednesday 11 those are 12, 13, 16, 17
    "restarted_and_unknown": {
        "failed": 1,
        "results/0/due_at": "2026-03-17T17:00:00+07:00",
        "results/0/working_days_moved": 4,
        "results/0/step/code": "restarted",
        "results/1/problem/errors/0/path": "/dossiers/1/request/authority",
    },
}
ADD = {
    "over_lunch": {"end_at": "2026-03-10T15:00:00+07:00"},  # 11:00-11:30, then 13:30-15:00
    "back_from_a_due_date": {"end_at": "2026-03-06T17:00:00+07:00"},  # 10, 9 and 6 March
    "own_calendar": {"end_at": "2026-03-09T17:00:00+07:00"},  # two hours of Friday, eight of Monday
    "what_if": {"end_at": "2026-03-12T09:00:00+07:00", "hypothetical": True},  # Wednesday 11 is off
}
# 13 February has 450 minutes, the morning of 23 February 240; the 23rd is the only working day after the 13th
TET = {"working_seconds": 41_400, "working_minutes": 690, "working_days": 1, "days": 10}
BETWEEN = {"over_tet": TET, "reversed": {name: -amount for name, amount in TET.items()}}
STATUS = {
    "at_closing": {"open": False, "next_open_at": "2026-03-10T13:30:00+07:00"},
    "swapped_saturday": {"open": True, "working_day": True},
}
ALL = {
    "findDueDate": EXPECTED,
    "findDueDates": BATCH,
    "findLatestReceipt": LATEST,
    "findProgress": PROGRESS,
    "reportOnTime": REPORTS,
    "recalculateDueDates": RECALCULATIONS,
    "addWorkingTime": ADD,
    "countWorkingTime": BETWEEN,
    "tellOfficeStatus": STATUS,
}


def examples():
    """List every named example with its operation."""
    for operation_id, (path, _, operation) in OPERATIONS.items():
        content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        for name, example in content.get("examples", {}).items():
            yield pytest.param(path, example, ALL[operation_id][name], id=f"{operation_id}-{name}")


EXAMPLES = list(examples())


FEEDS = {
    # 11:29:59 leaves a second of the morning and 12,600 of the afternoon: half of them is 15:15, in UTC 08:15
    "getDueDateFeed": {"DTSTART:20190305T100000Z", "TRIGGER;VALUE=DATE-TIME:20190305T081500Z"},
    "getCalendarFeed": {"DTSTART;VALUE=DATE:20260101", "SUMMARY:Tết Nguyên đán (mùng 1)"},
    # the Thursdays from 8 January, 1 January being off, to 31 December, without 19 February and 30 April
    "getAuthorityFeed": {
        "DTSTART;VALUE=DATE:20260108",
        "RRULE:FREQ=WEEKLY;UNTIL=20261231;BYDAY=TH",
        "EXDATE;VALUE=DATE:20260219,20260430",
    },
}


def example_of(parameter):
    """Give a parameter's example as a query or a path has it; None where it has none."""
    return next((example["value"] for example in parameter.get("examples", {}).values()), None)


@pytest.mark.parametrize("operation_id", FEEDS)
def test_example_of_a_feed_comes_out_as_counted(client, operation_id):
    """Asked with the examples of its parameters, a feed has the lines that were counted."""
    path, _, operation = OPERATIONS[operation_id]
    shared = CONTRACT["paths"][path].get("parameters", [])
    given = {one["name"]: example_of(one) for one in (*shared, *operation["parameters"])}
    asked = {name: value for name, value in given.items() if value is not None}
    response = client.get(path.replace("{id}", asked.pop("id", "")), query_string=asked)
    assert response.status_code == 200
    assert FEEDS[operation_id] <= set(response.text.split("\r\n"))


def test_every_feed_has_an_example():
    """No feed is published without an example that is counted."""
    feeds = {
        operation_id
        for operation_id, (_, _, operation) in OPERATIONS.items()
        if "text/calendar" in operation["responses"]["200"].get("content", {})
    }
    assert feeds == FEEDS.keys()


def member(answer, place):
    """Find a member of an answer by its place: `results/0/moved`."""
    for key in place.split("/"):
        answer = answer[int(key) if key.isdigit() else key]
    return answer


def test_every_example_is_counted():
    """Nothing is expected of an example that is no more."""
    expected = {f"{operation_id}-{name}" for operation_id, names in ALL.items() for name in names}
    assert {case.id for case in EXAMPLES} == expected


@pytest.mark.parametrize(("path", "example", "expected"), EXAMPLES)
def test_example_comes_out_as_counted(client, path, example, expected):
    """Posted as it stands, it gives what its summary says."""
    found = client.post(path, json=example["value"]).get_json()
    assert {place: member(found, place) for place in expected} == expected
