"""The examples that stand in the rule files, counted by hand, run through the service."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent.parent / "rules"
ASKED = ("received_at", "authority", "procedure", "field", "channel", "term")
KEYS = {*ASKED, "why", "due_at", "due_on", "rule", "service_day"}


def contents(pattern):
    """Read the rule files of one kind, each with its path."""
    return [
        (path, YAML(typ="safe", pure=True).load(path.read_text("utf-8")))
        for path in sorted(ROOT.glob(pattern))
    ]


PROCEDURES = contents("procedures/*.yaml")
COMMITMENTS = [pair for pair in contents("authorities/*/*.yaml") if pair[0].name != "office.yaml"]


def examples():
    """List every example with the id of its rule and the request it stands for."""
    for path, rule in (*PROCEDURES, *COMMITMENTS):
        is_procedure = path.parent.name == "procedures"
        implied = (
            {"authority": "vn", "procedure": rule["id"]} if is_procedure else {"authority": path.parent.name}
        )
        for number, example in enumerate(rule["examples"]):
            request = implied | {key: example[key] for key in ASKED if key in example}
            yield pytest.param(rule["id"], request, example, id=f"{rule['id']}-{number}")


@pytest.mark.parametrize(("rule_id", "request_", "example"), list(examples()))
def test_example_comes_out_as_counted_by_hand(ask, rule_id, request_, example):
    """The service answers an example of a rule file as its author counted it."""
    assert set(example) <= KEYS
    answer = ask(**request_)
    for key in ("due_at", "due_on"):
        if key in example:
            assert answer[key] == example[key], example["why"]
    if "rule" in example:
        assert answer["rule"]["id"] == example["rule"], example["why"]
    if "service_day" in example:
        is_one = rule_id in [day["id"] for day in answer["service_days"]]
        assert is_one is example["service_day"], example["why"]


@pytest.mark.parametrize(
    "rule", [rule for _, rule in (*PROCEDURES, *COMMITMENTS)], ids=lambda rule: rule["id"]
)
def test_rule_with_versions_has_an_example(rule):
    """Every rule that was ever in force shows at least one example."""
    assert rule["examples"] or not rule["versions"]


@pytest.mark.parametrize("commitment", [rule for _, rule in COMMITMENTS], ids=lambda rule: rule["id"])
def test_promise_with_days_shows_one_of_them(commitment):
    """Every promise of certain days shows a day that is one of them, and a day that is not."""
    told = {example["service_day"] for example in commitment["examples"] if "service_day" in example}
    if any("days" in version["applies"] for version in commitment["versions"]):
        assert told == {True, False}


def test_rules_are_here():
    """The fourteen procedures and the promises of the first release stand in the folder."""
    assert {rule["id"] for _, rule in PROCEDURES} == {
        "business-registration",
        "business-registration-reissue",
        "certified-copy",
        "signature-certification",
        "contract-certification",
        "birth-registration",
        "death-registration",
        "marriage-registration",
        "marital-status-certificate",
        "civil-status-extract",
        "disability-certificate",
        "disability-certificate-reissue",
        "social-allowance",
        "food-safety-certificate",
    }
    assert COMMITMENTS


def test_rules_without_a_source_have_no_term():
    """A procedure for which no source gives a term has no version."""
    found = {rule["id"]: rule["versions"] for _, rule in PROCEDURES}
    assert found["food-safety-certificate"] == []
    assert found["business-registration-reissue"] == []
