"""The 129 golden cases, counted day by day from the law and the official calendar, over HTTP.

The notes beside the cases say how a case becomes a request; `ambiguous` cases expect the default reading.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "cases" / "vn_due_dates.jsonl")
    .read_text("utf-8")
    .splitlines()
]

UNITS = {
    "working_day": "working_days",
    "working_hour": "working_hours",
    "calendar_day": "days",
    "hour": "hours",
    "week": "weeks",
    "month": "months",
    "year": "years",
}
FIELDS = {"tu phap": "justice"}


def term(rule):
    return {"amount": rule["amount"], "unit": UNITS[rule["unit"]]}


def request_of(case):
    rule = case["rule"]
    if rule["kind"] == "apology_notice":  # any dossier of one working day that falls due on that date
        return {
            "received_at": "2024-06-13T09:00:00+07:00",
            "authority": "vn",
            "term": {"amount": 1, "unit": "working_days"},
        }
    request = {"received_at": case["received"], "authority": "vn"}
    if rule["kind"] == "limit":
        request["term"] = term(rule)
    elif rule["kind"] == "same_day" and rule["cutoff"] == "15:00:00":
        request["procedure"] = "certified-copy"
    elif rule["kind"] == "same_day":
        request |= {"authority": "long-an", "procedure": "business-registration"}
    elif rule["weekday"] == "thursday":
        request |= {
            "authority": "long-khanh-a",
            "field": FIELDS[rule["field"]],
            "term": term(rule["otherwise"]),
        }
    else:
        request |= {"authority": "ninh-thanh", "term": term(rule["otherwise"])}
    if "supplement" in rule:
        request["restarts"] = [{"at": rule["supplement"]["completed_at"]}]
    if "extension_working_days" in rule:
        request["extensions"] = [{"term": {"amount": rule["extension_working_days"], "unit": "working_days"}}]
    return request


def test_all_cases_are_here():
    assert len(CASES) == 129
    assert len({case["id"] for case in CASES}) == 129
    kinds = Counter(case["rule"]["kind"] for case in CASES)
    assert kinds == {"limit": 86, "same_day": 26, "no_appointment": 16, "apology_notice": 1}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(ask, case):
    answer = ask(**request_of(case))
    expected = case["expected_due"]
    if case["rule"]["kind"] == "apology_notice":
        assert answer["due_on"] == case["rule"]["due_date"]
        assert answer["apology_due_on"] == expected
    elif "T" in expected:
        assert answer["due_at"] == expected
    else:
        assert answer["due_on"] == expected
