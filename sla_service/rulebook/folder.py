"""The folder of rule files: which file is what, and whether each has the shape its schema asks for."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
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

    def years(self, calendar: Document) -> list[Document]:
        """List the year files that stand beside a calendar's own."""
        home = calendar.file.rpartition("/")[0]
        return [year for year in self.of("calendar-year") if year.file.rpartition("/")[0] == home]

    def ids(self, kind: str) -> frozenset[str]:
        """List the ids that files of one kind define."""
        return frozenset(document.data["id"] for document in self.of(kind))

    def named(self, name: str) -> "Folder":
        """Have faults call the folder by a name."""
        return Folder(
            {
                kind: tuple(replace(document, folder=name) for document in documents)
                for kind, documents in self.documents.items()
            }
        )


def open_folders(roots: Sequence[Path]) -> tuple[Folder, ...]:
    """Read every rule file of each folder and hold it against its schema, which the first folder has for all.

    Raises RulesRefused with all faults found; where there are several folders, each names its own.
    """
    names = [root.as_posix() if len(roots) > 1 else "" for root in roots]
    try:
        validators = _validators(roots[0])
    except RulesRefused as refused:
        raise RulesRefused(tuple(fault.within(names[0]) for fault in refused.faults)) from None
    folders: list[Folder] = []
    faults: list[Fault] = []
    for index, (root, name) in enumerate(zip(roots, names, strict=True)):
        found, stray = _find(root, is_base=index == 0)
        folder, misfits = _read(root, found, validators)
        folders.append(folder.named(name))
        faults.extend(fault.within(name) for fault in (*stray, *misfits))
    if faults:
        raise RulesRefused(tuple(in_order(faults)))
    return tuple(folders)


def _read(
    root: Path, found: list[tuple[str, Path]], validators: Mapping[str, Draft202012Validator]
) -> tuple[Folder, list[Fault]]:
    documents: dict[str, list[Document]] = {kind: [] for kind in _PATTERNS}
    faults: list[Fault] = []
    for kind, path in found:
        try:
            document = read(path, root)
        except RulesRefused as refused:
            faults.extend(refused.faults)
            continue
        faults.extend(_misfits(document, validators[kind]))
        documents[kind].append(document)
    return Folder({kind: tuple(files) for kind, files in documents.items()}), faults


def _find(root: Path, *, is_base: bool) -> tuple[list[tuple[str, Path]], list[Fault]]:
    kinds: dict[Path, str] = {}
    for kind, pattern in _PATTERNS.items():
        for path in root.glob(pattern):
            kinds.setdefault(path, kind)
    others = (path.relative_to(root) for path in root.rglob("*.y*ml") if path not in kinds)
    stray = sorted(path.as_posix() for path in others if not path.parts[0].startswith("."))  # .git, ..data
    faults = [Fault(name, 1, 1, "(top)", "unexpected_file") for name in stray]
    if is_base:
        absent = {"fields", "calendar", "procedure", "office"} - set(kinds.values())
        faults.extend(Fault(_PATTERNS[kind], 1, 1, "(top)", "missing_file") for kind in sorted(absent))
    elif not kinds and not stray:
        faults.append(Fault("", 1, 1, "(top)", "no_rules"))
    return sorted(((kind, path) for path, kind in kinds.items()), key=lambda pair: pair[1]), faults


def _validators(root: Path) -> dict[str, Draft202012Validator]:
    schemas = {path.name: _json(path, root) for path in sorted((root / "schema").glob("*.schema.json"))}
    missing = sorted({f"{kind}.schema.json" for kind in ("common", *_PATTERNS)} - set(schemas))
    if missing:
        raise RulesRefused(tuple(Fault(f"schema/{name}", 1, 1, "(top)", "missing_file") for name in missing))
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    return {
        kind: Draft202012Validator(schemas[f"{kind}.schema.json"], registry=registry, format_checker=_FORMATS)
        for kind in _PATTERNS
    }


def _json(path: Path, root: Path) -> Any:
    name = path.relative_to(root).as_posix()
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise RulesRefused((Fault(name, 1, 1, "(top)", "unreadable", {"reason": error.strerror}),)) from None
    except ValueError as error:
        raise RulesRefused((Fault(name, 1, 1, "(top)", "not_json", {"reason": str(error)}),)) from None


# jsonschema's own checks of instants depend on what else is installed
_FORMATS = FormatChecker(formats=())
_FORMATS.checks("date", raises=ValueError)(lambda given: _is_text_of(date, given))
_FORMATS.checks("date-time", raises=ValueError)(lambda given: _is_text_of(datetime, given))


def _is_text_of(kind: type[date], given: Any) -> bool:
    return not isinstance(given, str) or bool(kind.fromisoformat(given))


def _misfits(document: Document, validator: Draft202012Validator) -> list[Fault]:
    return once(fault for error in validator.iter_errors(document.data) for fault in _told(document, error))


def _told(document: Document, error: ValidationError) -> Iterator[Fault]:
    path: KeyPath = tuple(error.absolute_path)
    members: Any = error.instance
    schema: Any = error.schema
    if error.validator == "additionalProperties":
        known = sorted(schema.get("properties", {}))
        for key in sorted(set(members) - set(known)):
            yield document.fault((*path, key), "unknown_key", key=key, known=known)
    elif error.validator == "required":  # one error for each, which names the key only in its prose
        for key in schema["required"]:
            if key not in members:
                yield document.fault((*path, key), "missing_key", key=key)
    else:
        code, facts = _CODES.get(str(error.validator), _as_told)(error)
        yield document.fault(path, code, **facts)


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Sort faults by file and line."""
    return sorted(faults, key=lambda fault: (fault.file, fault.line, fault.column, fault.code))


def once(faults: Iterable[Fault]) -> list[Fault]:
    """Drop faults told twice."""
    return list({(fault.file, fault.path, fault.code): fault for fault in faults}.values())


Told = tuple[str, dict[str, Any]]


def _as_told(error: ValidationError) -> Told:
    return "misshapen", {"reason": error.message[:200]}


def _one_of(error: ValidationError) -> Told:
    return "not_one_of", {"known": [str(value) for value in error.validator_value]}  # type: ignore[union-attr]


_CODES: Mapping[str, Any] = {
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
