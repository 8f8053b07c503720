"""Named requests for the published contract; the tests send each of them."""

from typing import Any


def _example(summary: str, **request: Any) -> dict[str, Any]:
    return {"summary": summary, "value": request}


DUE_DATE_EXAMPLES = {
    "before_the_cutoff": _example(
        "Long An: a business registration received at 11:29:59 is due the same day",
        received_at="2019-03-05T11:29:59+07:00",
        authority="long-an",
        procedure="business-registration",
    ),
    "cutoff_missed": _example(
        "Long An: at 11:30:00 the statutory three working days decide",
        received_at="2019-03-05T11:30:00+07:00",
        authority="long-an",
        procedure="business-registration",
    ),
    "no_appointment_thursday": _example(
        "Long Khánh A: on a no-appointment Thursday the result is due within the hour",
        received_at="2024-03-14T16:30:00+07:00",
        authority="long-khanh-a",
        field="justice",
    ),
    "across_tet": _example(
        "A caller's own term of 25 working days across Tết 2024",
        received_at="2024-02-05T09:00:00+07:00",
        authority="vn",
        term={"amount": 25, "unit": "working_days"},
    ),
    "supplement_and_extension": _example(
        "The complete dossier came again, then the term was extended by two working days",
        received_at="2024-06-03T09:00:00+07:00",
        authority="vn",
        term={"amount": 3, "unit": "working_days"},
        restarts=[{"at": "2024-06-11T10:00:00+07:00", "reason": "bổ sung hồ sơ"}],
        extensions=[{"term": {"amount": 2, "unit": "working_days"}, "reason": None}],
    ),
}
