"""The contract passes the rules that spectral and redocly recommend, without an error or a warning."""

import json

import pytest
from holding import ROOT
from ruamel.yaml import YAML

TEXT = (ROOT / "openapi.yaml").read_text("utf-8")


def spoil_description(contract):
    del contract["paths"]["/v1/due-dates"]["post"]["description"]


def spoil_use(contract):
    contract["components"]["schemas"]["Lonely"] = {"type": "string"}


@pytest.fixture
def spectral(tools, tmp_path):
    """Give the rules that a contract breaks, as spectral tells them."""
    ruleset = tmp_path / "rules.yaml"
    ruleset.write_text("extends: [[spectral:oas, recommended]]\n", "utf-8")

    def lint(contract):
        done = tools.run(
            *("spectral", "lint", contract, "--ruleset", ruleset, "--format", "json", "--quiet"), cwd=tmp_path
        )
        return [told["code"] for told in json.loads(done.stdout)]

    return lint


@pytest.fixture
def redocly(tools, tmp_path):
    """Give the rules that a contract breaks, as redocly tells them."""

    def lint(contract):
        done = tools.run(
            *("redocly", "lint", contract, "--extends", "recommended", "--format", "json"), cwd=tmp_path
        )
        told = json.loads(done.stdout[done.stdout.index("{") :])
        return [problem["ruleId"] for problem in told["problems"]]

    return lint


@pytest.mark.parametrize("linter", ["spectral", "redocly"])
def test_contract_passes(request, linter):
    """Neither linter finds anything in the contract."""
    assert request.getfixturevalue(linter)(ROOT / "openapi.yaml") == []


@pytest.mark.parametrize(
    ("linter", "spoil", "rule"),
    [
        ("spectral", spoil_description, "operation-description"),
        ("spectral", spoil_use, "oas3-unused-component"),
        ("redocly", spoil_use, "no-unused-components"),
    ],
)
def test_linter_notices_a_fault(request, tmp_path, linter, spoil, rule):
    """A contract with a fault is told, so that silence means something."""
    contract = YAML(typ="safe", pure=True).load(TEXT)
    spoil(contract)
    spoilt = tmp_path / "openapi.json"
    spoilt.write_text(json.dumps(contract), "utf-8")
    assert request.getfixturevalue(linter)(spoilt) == [rule]
