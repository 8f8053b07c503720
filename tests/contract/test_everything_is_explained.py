"""The contract explains itself: every operation, parameter, member and word in plain words."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

CONTRACT = YAML(typ="safe", pure=True).load((Path(__file__).parents[2] / "openapi.yaml").read_text("utf-8"))
SCHEMAS = CONTRACT["components"]["schemas"]
OPERATIONS = [
    pytest.param(operation, id=f"{method} {path}")
    for path, methods in CONTRACT["paths"].items()
    for method, operation in methods.items()
    if method in ("get", "post")
]


def members(schema, path):
    """Walk every member of a schema and of what lies within it, each with its place."""
    for name, member in schema.get("properties", {}).items():
        yield f"{path}/{name}", member
        yield from members(member, f"{path}/{name}")
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from members(schema[key], f"{path}/{key}")
    for key in ("anyOf", "oneOf"):
        for number, shape in enumerate(schema.get(key, ())):
            yield from members(shape, f"{path}/{key}/{number}")


MEMBERS = [
    pytest.param(path, member, id=path)
    for schema_name, schema in SCHEMAS.items()
    for path, member in members(schema, schema_name)
]


def test_there_is_something_to_hold():
    """The walk finds the members it is meant to find."""
    found = {case.id for case in MEMBERS}
    assert {"DueDate/due_at", "Term/unit", "InlineCalendar/weekly_hours/mon", "Version/applies"} <= found
    assert any("/anyOf/" in path for path, _ in members({"anyOf": [{"properties": {"a": {}}}]}, ""))


@pytest.mark.parametrize(("path", "member"), MEMBERS)
def test_member_is_explained(path, member):
    """Every member says what it means; the words that it may hold have a name of their own."""
    said = member.get("description", "")
    assert len(said) > 5
    assert said[-1] in ".)?…"
    assert "enum" not in member, "a set of words is a component of its own"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_operation_is_explained(operation):
    """Every operation has a summary, a description, a name, a tag, described parameters and answers."""
    assert len(operation["summary"]) > 10
    assert len(operation["description"]) > 10
    assert operation["operationId"]
    assert operation["tags"]
    assert all(parameter["description"] for parameter in operation.get("parameters", ()))
    for response in operation["responses"].values():
        assert "$ref" in response or response["description"]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_operation_that_takes_something_shows_named_examples(operation):
    """A body has named examples with a summary; a parameter that is required has one too."""
    if "requestBody" in operation:
        examples = operation["requestBody"]["content"]["application/json"]["examples"]
        assert len(examples) >= 2
        assert all(len(example["summary"]) > 10 for example in examples.values())
    for parameter in operation.get("parameters", ()):
        assert parameter.get("examples") or not parameter.get("required")


@pytest.mark.parametrize("name", SCHEMAS)
def test_shape_is_explained(name):
    """Every named shape says what it is, and explains every word of a set."""
    said = SCHEMAS[name].get("description", "")
    assert len(said) > 5, name
    if "enum" in SCHEMAS[name]:
        assert re.findall(r"`([a-z_]+)`:", said) == SCHEMAS[name]["enum"]
