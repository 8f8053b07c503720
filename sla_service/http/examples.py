"""Named requests for the published contract; the tests send each of them."""

from typing import Any


def example(summary: str, **request: Any) -> dict[str, Any]:
    """Name a request."""
    return {"summary": summary, "value": request}


DUE_DATE_EXAMPLES = {
    "before_the_cutoff": example(
        "Long An: a business registration received at 11:29:59 is due the same day",
        received_at="2019-03-05T11:29:59+07:00",
        authority="long-an",
        procedure="business-registration",
    ),
    "cutoff_missed": example(
        "Long An: at 11:30:00 the statutory three working days decide",
        received_at="2019-03-05T11:30:00+07:00",
        authority="long-an",
        procedure="business-registration",
    ),
    "no_appointment_thursday": example(
        "Long Khánh A: on a no-appointment Thursday the result is due within the hour",
        received_at="2024-03-14T16:30:00+07:00",
        authority="long-khanh-a",
        field="justice",
    ),
    "across_tet": example(
        "A caller's own term of 25 working days across Tết 2024",
        received_at="2024-02-05T09:00:00+07:00",
        authority="vn",
        term={"amount": 25, "unit": "working_days"},
    ),
    "what_if": example(
        "Three working days, if Saturday 2026-03-07 were worked and Monday off",
        received_at="2026-03-06T09:00:00+07:00",
        authority="vn",
        term={"amount": 3, "unit": "working_days"},
        calendar_changes={"working_days": ["2026-03-07"], "days_off": ["2026-03-09"]},
    ),
    "as_known_then": example(
        "On 20 December 2025 nobody knew yet that Friday 2026-01-02 would be off",
        received_at="2025-12-31T09:00:00+07:00",
        authority="vn",
        term={"amount": 2, "unit": "working_days"},
        known_on="2025-12-20",
    ),
    "promise_withdrawn": example(
        "Long An before 11:30, if there were no promise of the same day",
        received_at="2019-03-05T11:29:59+07:00",
        authority="long-an",
        procedure="business-registration",
        rule_changes={"commitment": "long-an.same-day-registration", "withdrawn": True},
    ),
    "suspended": example(
        "Suspended from Monday noon to Wednesday noon: Monday and Tuesday do not count",
        received_at="2026-03-06T09:00:00+07:00",
        authority="vn",
        term={"amount": 3, "unit": "working_days"},
        suspensions=[
            {
                "from": "2026-03-09T12:00:00+07:00",
                "until": "2026-03-11T12:00:00+07:00",
                "reason": "chờ giám định",
            }
        ],
    ),
    "held": example(
        "Suspended on Tuesday morning without an end: Monday is used up, two working days are left",
        received_at="2026-03-06T09:00:00+07:00",
        authority="vn",
        term={"amount": 3, "unit": "working_days"},
        suspensions=[{"from": "2026-03-10T09:00:00+07:00", "until": None, "reason": "chờ giám định"}],
    ),
    "reminded": example(
        "Reminders at half of the time, and one working day before it is due",
        received_at="2026-03-06T17:00:00+07:00",
        authority="vn",
        term={"amount": 3, "unit": "working_days"},
        reminders=[0.5, {"before": {"amount": 1, "unit": "working_days"}}],
    ),
    "interlinked": example(
        "Four stages of 0.5, 1.5, 0.5 and 0.5 working days end with the three of the whole; the first was "
        "completed early",
        received_at="2026-03-09T09:00:00+07:00",
        authority="vn",
        term={"amount": 3, "unit": "working_days"},
        stages=[
            {
                "name": "Tiếp nhận, chuyển hồ sơ",
                "authority": "vn",
                "term": {"amount": 0.5, "unit": "working_days"},
                "completed_at": "2026-03-09T16:00:00+07:00",
            },
            {"name": "Thẩm định", "authority": "long-an", "term": {"amount": 1.5, "unit": "working_days"}},
            {"name": "Phê duyệt", "authority": "long-an", "term": {"amount": 0.5, "unit": "working_days"}},
            {"name": "Trả kết quả", "authority": "vn", "term": {"amount": 0.5, "unit": "working_days"}},
        ],
    ),
    "two_offices": example(
        "The first stage was late, at an office that also works on Saturday mornings; the second goes on "
        "from then",
        received_at="2026-03-05T09:00:00+07:00",
        authority="vn",
        stages=[
            {
                "name": "Xác minh",
                "authority": "vn",
                "term": {"amount": 1, "unit": "working_days"},
                "completed_at": "2026-03-07T10:00:00+07:00",
                "calendar": {
                    "time_zone": "Asia/Ho_Chi_Minh",
                    "weekly_hours": {
                        **{
                            day: [["07:00", "11:30"], ["13:00", "16:30"]]
                            for day in ("mon", "tue", "wed", "thu", "fri")
                        },
                        "sat": [["07:00", "11:00"]],
                    },
                },
            },
            {"name": "Trả kết quả", "authority": "vn", "term": {"amount": 1, "unit": "working_days"}},
        ],
    ),
    "supplement_and_extension": example(
        "The complete dossier came again, then the term was extended by two working days",
        received_at="2024-06-03T09:00:00+07:00",
        authority="vn",
        term={"amount": 3, "unit": "working_days"},
        restarts=[{"at": "2024-06-11T10:00:00+07:00", "reason": "bổ sung hồ sơ"}],
        extensions=[{"term": {"amount": 2, "unit": "working_days"}, "reason": None}],
    ),
}

DUE_DATE_FEED_EXAMPLES = {
    "before_the_cutoff": example(
        "Long An at 11:29:59, due the same day at 17:00, with a reminder at half of the time",
        received_at="2019-03-05T11:29:59+07:00",
        authority="long-an",
        procedure="business-registration",
        reminders=[0.5],
    )
}

LATEST_RECEIPT_EXAMPLES = {
    "before_the_cutoff": example(
        "Long An: what is to be returned on Tuesday has to come before 11:30",
        authority="long-an",
        procedure="business-registration",
        due_on="2019-03-05",
    ),
    "no_appointment_thursday": example(
        "Long Khánh A: in time for Thursday at 16:00, it may still come at 15:00 on that day",
        authority="long-khanh-a",
        field="justice",
        due_at="2024-03-14T16:00:00+07:00",
    ),
    "before_tet": example(
        "Five working days that are to end before Tết 2026",
        authority="vn",
        term={"amount": 5, "unit": "working_days"},
        due_on="2026-02-13",
    ),
}

_OWN_HOURS = {
    "time_zone": "Asia/Ho_Chi_Minh",
    "weekly_hours": {
        day: [["08:00", "12:00"], ["13:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")
    },
}

ADD_EXAMPLES = {
    "over_lunch": example(
        "Two working hours from 11:00: half an hour before lunch, an hour and a half after it",
        calendar="vn",
        start_at="2026-03-10T11:00:00+07:00",
        term={"amount": 2, "unit": "working_hours"},
    ),
    "back_from_a_due_date": example(
        "Three working days back from Wednesday 2026-03-11: over the weekend to Friday",
        calendar="long-an",
        start_at="2026-03-11T17:00:00+07:00",
        term={"amount": -3, "unit": "working_days"},
    ),
    "own_calendar": example(
        "Ten working hours in hours of the caller's own",
        calendar=_OWN_HOURS,
        start_at="2026-03-06T15:00:00+07:00",
        term={"amount": 10, "unit": "working_hours"},
    ),
    "what_if": example(
        "One working day, if Wednesday were a day off",
        calendar="vn",
        calendar_changes={"days_off": ["2026-03-11"]},
        start_at="2026-03-10T09:00:00+07:00",
        term={"amount": 1, "unit": "working_days"},
    ),
}

BETWEEN_EXAMPLES = {
    "over_tet": example(
        "From the last working day before Tết 2026 to the first after it",
        calendar="vn",
        start_at="2026-02-13T07:30:00+07:00",
        end_at="2026-02-23T11:30:00+07:00",
    ),
    "reversed": example(
        "The same the other way round: the negatives",
        calendar="vn",
        start_at="2026-02-23T11:30:00+07:00",
        end_at="2026-02-13T07:30:00+07:00",
    ),
}

STATUS_EXAMPLES = {
    "at_closing": example(
        "At the very instant of the noon closing the office is no longer open",
        calendar="vn",
        at="2026-03-10T11:30:00+07:00",
    ),
    "swapped_saturday": example(
        "Saturday 2026-01-10 is worked in exchange for Friday 2026-01-02",
        calendar="vn",
        at="2026-01-10T09:00:00+07:00",
    ),
}

PROGRESS_EXAMPLES = {
    "running": example(
        "Monday and the morning of Tuesday are used up of three working days",
        received_at="2026-03-06T17:00:00+07:00",
        authority="vn",
        term={"amount": 3, "unit": "working_days"},
        as_of="2026-03-10T11:30:00+07:00",
    ),
    "held": example(
        "The term stands still while the dossier is suspended",
        received_at="2026-03-06T09:00:00+07:00",
        authority="vn",
        term={"amount": 3, "unit": "working_days"},
        suspensions=[{"from": "2026-03-10T09:00:00+07:00", "until": None, "reason": "chờ giám định"}],
        as_of="2026-03-12T09:00:00+07:00",
    ),
    "returned_early": example(
        "Returned the day before it was due",
        received_at="2026-03-06T10:00:00+07:00",
        authority="vn",
        term={"amount": 3, "unit": "working_days"},
        completed_at="2026-03-10T16:00:00+07:00",
    ),
    "one_hour_matter": example(
        "A no-appointment Thursday is judged by the instant: one second too late is late",
        received_at="2024-03-14T16:30:00+07:00",
        authority="long-khanh-a",
        field="justice",
        completed_at="2024-03-14T17:30:01+07:00",
    ),
    "known_due_date": example(
        "Only the due date is known",
        received_at="2026-03-06T10:00:00+07:00",
        authority="vn",
        due_at="2026-03-11T17:00:00+07:00",
        as_of="2026-03-12T09:30:00+07:00",
    ),
}
