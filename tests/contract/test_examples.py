"""The named examples of the contract: each is posted and comes out as counted by hand."""

import pytest
from holding import OPERATIONS

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
    # Monday and Tuesday close while suspended: Wednesday, Thursday, Friday 13 March
    "suspended": {"due_at": "2026-03-13T17:00:00+07:00", "status": "due"},
    # the whole: Tuesday, Wednesday, Thursday 12 March; the stages, from Monday on: 1.5, 2 and 2.5 of them
    "interlinked": {"due_at": "2026-03-12T17:00:00+07:00", "status": "due"},
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


def test_every_example_is_counted():
    """Nothing is expected of an example that is no more."""
    expected = {f"{operation_id}-{name}" for operation_id, names in ALL.items() for name in names}
    assert {case.id for case in EXAMPLES} == expected


@pytest.mark.parametrize(("path", "example", "expected"), EXAMPLES)
def test_example_comes_out_as_counted(client, path, example, expected):
    """Posted as it stands, it gives what its summary says."""
    found = client.post(path, json=example["value"]).get_json()
    assert {name: found[name] for name in expected} == expected
