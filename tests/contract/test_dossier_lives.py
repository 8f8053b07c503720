"""What happens to a dossier between receipt and return, over HTTP, each case counted by hand.

The words of the count stand beside each case. Suspensions, restarts, extensions, progress, reminders, stages.
"""

import json
from pathlib import Path

import pytest
from asking import but, post, problem_of

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "cases" / "dossier_lives.jsonl")
    .read_text("utf-8")
    .splitlines()
]
PREFIXES = {"suspension", "restart", "extension", "progress", "reminder", "stages", "bad"}


def is_number(value):
    """Tell a number from a truth value, which Python takes for one."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def same(expected, told):
    """Compare two leaves: numbers to 1e-9, everything else exactly."""
    if is_number(expected) and is_number(told):
        return told == pytest.approx(expected, rel=0, abs=1e-9)
    return type(expected) is type(told) and expected == told


def differences(expected, told, path=""):
    """Walk what is expected and give every place at which the answer tells something else."""
    if isinstance(expected, dict) and isinstance(told, dict):
        for key, value in expected.items():
            if key in told:
                yield from differences(value, told[key], f"{path}/{key}")
            else:
                yield f"{path}/{key}: missing"
    elif isinstance(expected, list) and isinstance(told, list) and len(expected) == len(told):
        for index, (one, other) in enumerate(zip(expected, told, strict=True)):
            yield from differences(one, other, f"{path}/{index}")
    elif not same(expected, told):
        yield f"{path}: {told!r}, counted {expected!r}"


def problem_told(response):
    """Give of a refusal what a case may expect: status, code, and the place of the first fault."""
    told = problem_of(response, response.status_code)
    return {"status": told["status"], "code": told["code"], "path": told["errors"][0]["path"]}


def test_all_cases_are_here():
    """A case that got lost would pass in silence; one without its count could not be checked."""
    assert len(CASES) >= 60
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert {case["id"].partition("-")[0] for case in CASES} == PREFIXES
    assert all(len(case["count"]) >= 20 for case in CASES)
    assert all(("expect" in case) != ("problem" in case) for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(client, case):
    """The answer tells what was counted, or refuses what must be refused."""
    response = client.post(case["path"], json=case["request"])
    if "problem" in case:
        told, expected = problem_told(response), case["problem"]
    else:
        assert response.status_code == 200, response.get_json()
        told, expected = response.get_json(), case["expect"]
    assert list(differences(expected, told)) == [], case["count"]


def test_ten_thousand_suspensions_are_refused(client):
    """They fit into a body of 1 MiB; one fault tells of all of them."""
    one = {"from": "2026-03-10T10:00:00+07:00", "until": "2026-03-10T11:00:00+07:00"}
    body = json.dumps(but(suspensions=[one] * 10_000), separators=(",", ":")).encode()
    assert len(body) < 2**20
    expected = {"status": 422, "code": "too_many", "path": "/suspensions"}
    assert problem_told(post(client, body)) == expected


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ({"a": 1}, {}),
        ({"a": 1}, {"a": True}),
        ({"a": None}, {"a": 0}),
        ({"a": 0.25}, {"a": 0.2500001}),
        ([], [1]),
        ([{"a": 1}], [{"a": 2}]),
        ({"a": {}}, {"a": None}),
    ],
    ids=str,
)
def test_the_runner_sees_differences(expected, told):
    """A comparison that lets everything pass would hold nothing."""
    assert list(differences(expected, told))
    assert not list(differences(told, told))
