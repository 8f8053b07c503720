"""The folder of rule files: which file is what, and whether each has the shape its schema asks for."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

from .files import Document, Fault, KeyPath, RulesRefused, read

_PATTERNS = {
    "fields": "fields.yaml",
    "calendar": "calendars/*/calendar.yaml",
    "calendar-year": "calendars/*/[0-9][0-9][0-9][0-9].yaml",
    "procedure": "procedures/*.yaml",
    "office": "authorities/*/office.yaml",
    "commitment": "authorities/*/*.yaml",
}


@dataclass(frozen=True, slots=True)
class Folder:
    """Every rule file by kind, in order of name; each has passed its schema."""

    documents: Mapping[str, tuple[Document, ...]]

    def of(self, kind: str) -> tuple[Document, ...]:
        """List the files of one kind."""
        return self.documents[kind]

    def ids(self, kind: str) -> frozenset[str]:
        """List the ids that files of one kind define."""
        return frozenset(document.data["id"] for document in self.of(kind))


def open_folder(root: Path) -> Folder:
    """Read every rule file and hold it against its schema; raises RulesRefused with all faults found."""
    validators = _validators(root)
    found, faults = _find(root)
    documents: dict[str, list[Document]] = {kind: [] for kind in _PATTERNS}
    for kind, path in found:
        try:
            document = read(path, root)
        except RulesRefused as refused:
            faults.extend(refused.faults)
            continue
        misfits = [_fault(document, error) for error in validators[kind].iter_errors(document.data)]
        faults.extend(misfits)
        documents[kind].append(document)
    if faults:
        raise RulesRefused(tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.column))))
    return Folder({kind: tuple(files) for kind, files in documents.items()})


def _find(root: Path) -> tuple[list[tuple[str, Path]], list[Fault]]:
    kinds: dict[Path, str] = {}
    for kind, pattern in _PATTERNS.items():
        for path in root.glob(pattern):
            kinds.setdefault(path, kind)
    stray = sorted(path for path in root.rglob("*.y*ml") if path not in kinds)
    faults = [Fault(path.relative_to(root).as_posix(), 1, 1, "(top)", "unexpected_file") for path in stray]
    absent = {"fields", "calendar", "procedure", "office"} - set(kinds.values())
    faults.extend(Fault(_PATTERNS[kind], 1, 1, "(top)", "missing_file") for kind in sorted(absent))
    return sorted(((kind, path) for path, kind in kinds.items()), key=lambda pair: pair[1]), faults


def _validators(root: Path) -> dict[str, Draft202012Validator]:
    schemas = {path.name: _json(path, root) for path in sorted((root / "schema").glob("*.schema.json"))}
    missing = sorted({f"{kind}.schema.json" for kind in _PATTERNS} - set(schemas))
    if missing:
        raise RulesRefused(tuple(Fault(f"schema/{name}", 1, 1, "(top)", "missing_file") for name in missing))
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    return {
        kind: Draft202012Validator(
            schemas[f"{kind}.schema.json"], registry=registry, format_checker=FormatChecker()
        )
        for kind in _PATTERNS
    }


def _json(path: Path, root: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except ValueError as error:
        name = path.relative_to(root).as_posix()
        raise RulesRefused((Fault(name, 1, 1, "(top)", "not_json", {"reason": str(error)}),)) from None


def _fault(document: Document, error: ValidationError) -> Fault:
    path: KeyPath = tuple(error.absolute_path)
    code, facts = _CODES.get(str(error.validator), _as_told)(error)
    if code in ("unknown_key", "missing_key"):
        path = (*path, facts["key"])
    return document.fault(path, code, **facts)


Told = tuple[str, dict[str, Any]]


def _unknown_key(error: ValidationError) -> Told:
    known = set(error.schema.get("properties", {}))  # type: ignore[union-attr]
    strangers = sorted(set(error.instance) - known)  # type: ignore[arg-type]
    return "unknown_key", {"key": strangers[0], "known": sorted(known)}


def _missing_key(error: ValidationError) -> Told:
    absent = [key for key in error.validator_value if key not in error.instance]  # type: ignore[union-attr, operator]
    return "missing_key", {"key": absent[0]}


def _as_told(error: ValidationError) -> Told:
    return "misshapen", {"reason": error.message[:200]}


def _one_of(error: ValidationError) -> Told:
    return "not_one_of", {"known": [str(value) for value in error.validator_value]}  # type: ignore[union-attr]


_CODES: Mapping[str, Any] = {
    "additionalProperties": _unknown_key,
    "required": _missing_key,
    "enum": _one_of,
    "type": lambda error: ("wrong_type", {"expected": error.validator_value}),
    "format": lambda error: ("impossible_date", {"given": error.instance}),
    "pattern": lambda error: ("wrong_pattern", {"given": error.instance, "expected": error.validator_value}),
    "minItems": lambda _: ("nothing_listed", {}),
}


def lists(document: Document, *keys: str) -> Iterator[tuple[KeyPath, Any]]:
    """Walk the items of the lists under the given keys, each with its path."""
    for key in keys:
        for index, item in enumerate(document.data.get(key) or ()):
            yield (key, index), item
