"""338 cases recorded from the test suites of other libraries, over HTTP with inline calendars.

What two parties count alike is hardly a slip of one: biz, business, businesstimedelta, moment-business-time
and numpy agree with the plain rule in every one of them.
"""

import json
from collections import Counter
from pathlib import Path

import pytest
from peers import QUESTIONS, cut, question

FOLDER = Path(__file__).parent.parent / "cases" / "peers"
CASES = [
    json.loads(line)
    for file in sorted(FOLDER.glob("*.jsonl"))
    for line in file.read_text("utf-8").splitlines()
]


def test_all_peer_cases_are_here():
    """A case that got lost would pass in silence, so they are counted: 16 + 35 + 109 + 139 + 39."""
    sources = Counter(case["id"].rpartition("-")[0] for case in CASES)
    assert sources == {
        "businesstimedelta": 16,
        "gocardless_business": 35,
        "moment_business_time": 109,
        "numpy_busday": 139,
        "zendesk_biz": 39,
    }
    assert len(CASES) == len({case["id"] for case in CASES}) == 338
    assert {case["op"] for case in CASES} == set(QUESTIONS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_peer_case(client, case):
    """The service counts as the other library did."""
    wanted = question(case)
    response = client.open(wanted.path, method=wanted.method, json=wanted.body)
    assert response.status_code == 200, response.get_json()
    assert wanted.read(response.get_json()) == pytest.approx(wanted.expected, abs=0.001)


@pytest.mark.parametrize(
    ("breaks", "left"),
    [
        ([], [["09:00", "17:00"]]),
        ([["12:00", "13:00"]], [["09:00", "12:00"], ["13:00", "17:00"]]),
        ([["08:00", "09:30"], ["16:00", "18:00"]], [["09:30", "16:00"]]),
        ([["09:00", "17:00"]], []),
        ([["17:00", "18:00"]], [["09:00", "17:00"]]),
    ],
)
def test_breaks_are_cut_out_of_a_session(breaks, left):
    """The translation itself is held: a break inside, over either end, over all, and beside."""
    assert cut([["09:00", "17:00"]], breaks) == left


@pytest.mark.parametrize(
    ("changes", "sent", "expected"),
    [
        # seconds of theirs are sixtieths of our minutes: 90 s from 09:00:00 is 09:01:30
        ({"amount": 90, "unit": "seconds", "expected": "2026-03-09T09:01:30"}, 1.5, None),
        ({"amount": 2, "unit": "hours", "expected": "2026-03-09T11:00:00"}, 2, None),
        # 08:59:59.5 is before opening, so a minute ends at 09:01:00; the minute is all that is promised
        (
            {
                "start": "2026-03-09T08:59:59.500",
                "expected": "2026-03-09T09:01:59",
                "expected_precision": "minute",
            },
            1,
            "2026-03-09T09:01:00+07:00",
        ),
        # Monday is a holiday: its shift is not worked, so the minute runs on Tuesday; special hours are
        (
            {
                "holidays": ["2026-03-09"],
                "shifts": {"2026-03-09": [["09:00", "10:00"]]},
                "expected": "2026-03-10T09:01:00",
            },
            1,
            None,
        ),
        (
            {
                "holidays": ["2026-03-09"],
                "special_hours": {"2026-03-09": [["10:00", "11:00"]]},
                "expected": "2026-03-09T10:01:00",
            },
            1,
            None,
        ),
        # an offset that is not the zone's: 02:00Z is 09:00 in Hanoi
        (
            {"start": "2026-03-09T02:00:00Z", "expected": "2026-03-09T02:01:00Z"},
            1,
            "2026-03-09T09:01:00+07:00",
        ),
        # no zone at all is UTC
        ({"tz": "naive", "expected": "2026-03-09T09:01:00"}, 1, "2026-03-09T09:01:00+00:00"),
    ],
)
def test_words_of_cases_that_are_kept_aside(client, changes, sent, expected):
    """The notes explain more words than these 338 use; acceptance may use them."""
    case = {
        "op": "add_working_time",
        "tz": "Asia/Ho_Chi_Minh",
        "weekly_hours": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]]},
        "start": "2026-03-09",
        "amount": 1,
        "unit": "minutes",
    } | changes
    wanted = question(case)
    assert wanted.body["term"]["amount"] == sent
    assert wanted.expected == (expected or f"{case['expected']}+07:00")
    assert wanted.read(client.post(wanted.path, json=wanted.body).get_json()) == wanted.expected


def test_days_before_are_negated_where_the_case_says_so():
    """`start_minus_end` counts from the end to the start: five days on are told as minus five."""
    case = {
        "op": "working_days_between",
        "working_days": ["mon"],
        "start": "2026-03-09",
        "end": "2026-03-10",
        "expected": -5,
        "sign": "start_minus_end",
    }
    assert question(case).expected == 5
