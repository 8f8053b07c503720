"""A folder of broken files: what a schema refuses in an editor the loader refuses too, at the same place.

Each `tests/cases/broken_rules/<name>/` lies over the small rules. The first line of its `expected` says who
sees the fault, `schema` (an editor, and the loader) or `loader` (the loader alone), and where it is told:
`schema procedures/copy.yaml:6:23: versions.0.term.unit: not_one_of`. Further lines are what follows from it.
"""

import json
import re
import shutil
from datetime import date, datetime

import pytest
from breaking import ROOT, SMALL, told
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

CASES = ROOT / "tests" / "cases" / "broken_rules"
NAMES = sorted(path.name for path in CASES.iterdir())
EXPECTED = re.compile(r"(schema|loader) ([^:]+):(\d+):(\d+): ([^:]+): ([a-z0-9_]+)")

FORMATS = FormatChecker(formats=())
FORMATS.checks("date", raises=ValueError)(lambda text: not isinstance(text, str) or date.fromisoformat(text))
FORMATS.checks("date-time", raises=ValueError)(
    lambda text: not isinstance(text, str) or datetime.fromisoformat(text)
)


def expected(name):
    """Read who sees the fault of a case, and where and what it is, with all that follows from it."""
    found = []
    for row in (CASES / name / "expected").read_text("utf-8").splitlines():
        who, file, line, column, path, code = EXPECTED.fullmatch(row).groups()
        found.append((who, (file, int(line), int(column), path, code)))
    return found[0][0], [fault for _, fault in found]


@pytest.fixture
def broken(folder):
    """Lay a case over the small rules."""

    def lay(name):
        shutil.copytree(
            CASES / name, folder, dirs_exist_ok=True, ignore=lambda _, names: {"expected"} & set(names)
        )
        return folder

    return lay


def schema_of(file):
    """Name the schema that an editor holds a file against."""
    if file.startswith("procedures/"):
        return "procedure"
    if file.startswith("calendars/"):
        return "calendar" if file.endswith("/calendar.yaml") else "calendar-year"
    if file.startswith("authorities/"):
        return "office" if file.endswith("/office.yaml") else "commitment"
    return "fields"


SCHEMAS = {
    path.name: json.loads(path.read_text("utf-8"))
    for path in (ROOT / "rules" / "schema").glob("*.schema.json")
}
REGISTRY = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)


def paths_refused_in_an_editor(path, file):
    """Hold the parsed file against its schema by jsonschema alone; give the path of each error."""
    try:
        data = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    except YAMLError:
        return set()  # before any schema
    schema = SCHEMAS[f"{schema_of(file)}.schema.json"]
    validator = Draft202012Validator(schema, registry=REGISTRY, format_checker=FORMATS)
    return {".".join(map(str, error.absolute_path)) for error in validator.iter_errors(data)}


@pytest.mark.parametrize("name", NAMES)
def test_loader_tells_the_fault_at_its_place(broken, name):
    """The loader refuses each broken file at its line, column, path and code, and tells nothing else."""
    _, faults = expected(name)
    assert told(broken(name)) == faults


@pytest.mark.parametrize("name", NAMES)
def test_editor_sees_what_is_said_to_be_seen(broken, name):
    """An editor sees a fault on the loader's path or above, and nothing of what the loader sees alone."""
    who, ((file, _, _, path, _), *_) = expected(name)
    refused = paths_refused_in_an_editor(broken(name) / file, file)
    if who == "loader":
        assert refused == set()
    else:
        place = "" if path == "(top)" else path
        assert refused
        assert all(above in ("", place) or place.startswith(f"{above}.") for above in refused), refused


def test_small_rules_pass_their_schemas():
    """The files that the cases break pass their schemas in an editor."""
    files = sorted(SMALL.rglob("*.yaml"))
    assert len(files) == 9
    for path in files:
        assert paths_refused_in_an_editor(path, path.relative_to(SMALL).as_posix()) == set()


KEYWORDS = {
    *("type", "enum", "const", "format", "pattern", "minLength", "minimum", "maximum"),
    *("required", "dependentRequired", "additionalProperties", "propertyNames", "minProperties"),
    *("items", "prefixItems", "minItems", "uniqueItems", "anyOf", "oneOf", "if", "then", "else"),
    *("properties", "$ref", "$defs", "$id", "$schema", "title", "description"),
}


def keywords(schema):
    """List the keywords of a schema and of those within it."""
    if not isinstance(schema, dict):
        return set()
    found = set(schema)
    for key in ("properties", "$defs"):
        for part in schema.get(key, {}).values():
            found |= keywords(part)
    for key in ("additionalProperties", "propertyNames", "items", "if", "then", "else"):
        found |= keywords(schema.get(key))
    for key in ("anyOf", "oneOf", "prefixItems"):
        for part in schema.get(key, ()):
            found |= keywords(part)
    return found


def test_every_keyword_of_the_schemas_has_words():
    """The shipped schemas use no keyword but those for which the loader has a code of its own."""
    assert set().union(*(keywords(schema) for schema in SCHEMAS.values())) == KEYWORDS


@pytest.mark.parametrize(
    "path", sorted((ROOT / "rules").rglob("*.yaml")), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_rule_file_points_at_its_schema(path):
    """The first line of each rule file points an editor at the schema of its kind."""
    first = path.read_text("utf-8").splitlines()[0]
    target = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert target, first
    file = path.relative_to(ROOT / "rules").as_posix()
    schema = ROOT / "rules" / "schema" / f"{schema_of(file)}.schema.json"
    assert (path.parent / target[1]).resolve() == schema
