"""The words that answers say things with: each set whole, explained in both languages, and as published."""

import json

import pytest
from holding import CONTRACT, ROOT

from sla_service.core.calendar import DayKind
from sla_service.core.progress import Classification
from sla_service.core.rules import Channel, OutsideHours, RuleKind
from sla_service.core.term import Unit
from sla_service.http.rule_changes import Weekday
from sla_service.wording import answers, codes
from sla_service.wording.problems import PROBLEMS
from sla_service.wording.values import LANGUAGES


@pytest.mark.parametrize(
    ("explained", "words"),
    [
        (codes.RULE_KIND, RuleKind),
        (codes.WHY, answers.REASONS),
        (codes.STEP, answers.STEPS),
        (codes.WARNING, answers.WARNINGS),
        (codes.CLASSIFICATION, Classification),
        (codes.DAY_KIND, DayKind),
        (codes.UNIT, Unit),
        (codes.CHANNEL, Channel),
        (codes.OUTSIDE_HOURS, OutsideHours),
        (codes.WEEKDAY, Weekday),
        (codes.LANGUAGE, LANGUAGES),
    ],
    ids=lambda value: getattr(value, "member", ""),
)
def test_every_word_is_explained(explained, words):
    """A set explains every word that the service can say, and no other."""
    assert set(explained.meanings) == set(words)


@pytest.mark.parametrize("explained", [*codes.CODES, *codes.CLOSED], ids=lambda one: one.member)
def test_meaning_is_told_in_both_languages(explained):
    """Each meaning is a sentence of its own in each language."""
    for meaning in explained.meanings.values():
        assert meaning.vi != meaning.en
        for said in (meaning.vi, meaning.en):
            assert said[0].isupper()
            assert said[-1] == "."


def test_facts_are_those_that_the_lives_of_dossiers_record(client):
    """Every fact that a step of the counted lives records is explained, for that step, and no other."""
    lives = map(json.loads, (ROOT / "tests/cases/dossier_lives.jsonl").read_text("utf-8").splitlines())
    asked = [life["request"] for life in lives if life["path"] == "/v1/due-dates" and "expect" in life]
    assert len(asked) > 100
    answers_ = [client.post("/v1/due-dates", json=one | {"explain": True}).get_json() for one in asked]
    recorded = {
        (step["code"], fact) for one in answers_ for step in one["explanation"] for fact in step["facts"]
    }
    assert recorded == {(code, fact.name) for fact in codes.FACTS for code in fact.steps}


@pytest.mark.parametrize("fact", codes.FACTS, ids=lambda fact: fact.name)
def test_fact_is_told_in_both_languages(fact):
    """What a fact means is a sentence of its own in each language, and the contract has it."""
    told = CONTRACT["components"]["schemas"]["Step"]["properties"]["facts"]["description"]
    assert fact.meaning.en in told
    assert fact.meaning.vi != fact.meaning.en
    assert {said[-1] for said in (fact.meaning.vi, fact.meaning.en)} <= set(".?")


def test_contract_closes_these_sets_alone_each_by_its_name():
    """Whatever set of words the contract closes is one of these, listed once, and not that of warnings."""
    schemas = CONTRACT["components"]["schemas"]
    closed = {one.component: list(map(str, one.meanings)) for one in codes.CLOSED}
    assert {name: schema["enum"] for name, schema in schemas.items() if "enum" in schema} == closed
    assert json.dumps(CONTRACT).count('"enum":') == len(closed) == len(codes.CODES) + 2


def test_codes_of_problems_are_told_as_a_set_that_may_grow():
    """The contract lists every code of a problem, and closes the list to no client."""
    code = CONTRACT["components"]["schemas"]["Problem"]["properties"]["code"]
    assert code["x-extensible-enum"] == list(PROBLEMS)
    assert "enum" not in code
