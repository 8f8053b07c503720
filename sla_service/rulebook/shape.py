"""Whether a file has the shape that its schema asks for: each keyword that a schema uses has its code."""

import json
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from .faults import Document, Fault, KeyPath, RulesRefused, of_file, once
from .files import content

_MOST_TWICE = 100  # items of one list that are told of


@dataclass(frozen=True, slots=True)
class Shapes:
    """The schemas of a folder, ready to hold files against."""

    validators: Mapping[str, Any]

    def misfits(self, document: Document, kind: str) -> list[Fault]:
        """Find where a file does not fit; `bad_schema` where its schema is no JSON Schema."""
        try:
            found = once(_faults(document, self.validators[kind].iter_errors(document.data)))
        except Exception as error:  # a schema of the folder, too, may say anything
            reason = f"{type(error).__name__}: {error}".splitlines()[0]
            return [of_file(_schema(kind), "bad_schema", reason=reason)]
        told = {(fault.path, fault.code) for fault in found}
        return [fault for fault in found if (fault.path, _TOLD_BY.get(fault.code)) not in told]


def shapes(root: Path, kinds: Iterable[str]) -> Shapes:
    """Read the schemas; raises RulesRefused `missing_file`, `not_json` and what `content` raises."""
    wanted = [_schema(kind) for kind in ("common", *kinds)]
    missing = sorted(name for name in wanted if not (root / name).exists())
    if missing:
        raise RulesRefused(tuple(of_file(name, "missing_file") for name in missing))
    schemas = {name: _json(root / name, root) for name in wanted}
    registry: Registry[Any] = Registry().with_resources(
        (name.rpartition("/")[2], DRAFT202012.create_resource(schema)) for name, schema in schemas.items()
    )
    return Shapes(
        {
            kind: _Validator(schemas[_schema(kind)], registry=registry, format_checker=_FORMATS)
            for kind in kinds
        }
    )


def _schema(kind: str) -> str:
    return f"schema/{kind}.schema.json"


def _json(path: Path, root: Path) -> Any:
    name = path.relative_to(root).as_posix()
    try:
        schema = json.loads(content(path, root))
    except (ValueError, RecursionError) as error:
        raise RulesRefused((of_file(name, "not_json", reason=str(error)),)) from None
    if not isinstance(schema, dict):
        raise RulesRefused((of_file(name, "bad_schema", reason=type(schema).__name__),))
    return schema


def _is_text_of(kind: type[date], given: Any) -> bool:
    return not isinstance(given, str) or bool(kind.fromisoformat(given))


# jsonschema's own checks of instants depend on what else is installed
_FORMATS = FormatChecker(formats=())
_FORMATS.checks("date", raises=ValueError)(lambda given: _is_text_of(date, given))
_FORMATS.checks("date-time", raises=ValueError)(lambda given: _is_text_of(datetime, given))


def _pattern(_: Any, pattern: str, given: Any, __: Any) -> Iterator[ValidationError]:
    """Read `$` as editors do: the end of the text, where Python also takes a line break before it."""
    if isinstance(given, str) and not re.search(re.sub(r"(?<!\\)\$", r"\\Z", pattern), given):
        yield ValidationError("pattern")


def _properties(validator: Any, shapes: Any, members: Any, _: Any) -> Iterator[ValidationError]:
    """Tell a key that may never stand at its own place, which the package leaves out."""
    for key in shapes if isinstance(members, dict) else ():
        if key in members and shapes[key] is False:
            yield ValidationError("properties", path=(key,))
        elif key in members:
            yield from validator.descend(members[key], shapes[key], path=key, schema_path=key)


def _unique_items(_: Any, is_wanted: Any, items: Any, __: Any) -> Iterator[ValidationError]:
    """Tell what is listed twice at its own place; the package holds every item against every other."""
    if is_wanted and isinstance(items, list):
        yield from islice(_repeated(items), _MOST_TWICE)


def _repeated(items: Iterable[Any]) -> Iterator[ValidationError]:
    seen: set[Hashable] = set()
    for index, item in enumerate(items):
        key = _canonical(item)
        if key in seen:
            yield ValidationError("uniqueItems", path=(index,), instance=item)
        seen.add(key)


def _canonical(value: Any) -> Hashable:
    """Make one key of equal values, also of `1` and `1.0`; of texts, whose hashes no file can choose."""
    if isinstance(value, dict):
        return frozenset((key, _canonical(member)) for key, member in value.items())
    if isinstance(value, list):
        return tuple(map(_canonical, value))
    return repr(int(value) if isinstance(value, float) and value.is_integer() else value)


_OWN = {"pattern": _pattern, "properties": _properties, "uniqueItems": _unique_items}
_Validator: Any = extend(Draft202012Validator, _OWN)  # type: ignore[no-untyped-call]


Told = Iterator[tuple[KeyPath, str, dict[str, Any]]]


def _faults(document: Document, errors: Iterable[ValidationError]) -> Iterator[Fault]:
    for error in errors:
        for below, code, facts in _told(error):
            yield document.fault((*error.absolute_path, *below), code, **facts)


def _told(error: ValidationError) -> Told:
    """Say which keys and codes an error stands for, each with its path below the error's own."""
    return _TELLERS.get(error.validator, _misshapen)(error)


def _misshapen(error: ValidationError) -> Told:
    """A keyword that no shipped schema uses, in the words of the package."""
    yield (), "misshapen", {"reason": error.message[:200]}


def _unknown_keys(error: ValidationError) -> Told:
    members, schema = _parts(error)
    known = sorted(schema.get("properties", {}))
    for key in sorted(set(members) - set(known)):
        yield (key,), "unknown_key", {"key": key, "known": known}


def _missing_keys(error: ValidationError) -> Told:
    members, schema = _parts(error)
    for key in schema["required"]:  # one error for each, which names the key only in its prose
        if key not in members:
            yield (key,), "missing_key", {"key": key}


def _missing_companions(error: ValidationError) -> Told:
    members, schema = _parts(error)
    for key, needed in schema["dependentRequired"].items():
        for other in set(needed) - set(members) if key in members else ():
            yield (other,), "missing_key", {"key": other}


def _misspelt(error: ValidationError) -> Told:
    given: Any = error.instance
    below = (given,) if "propertyNames" in error.absolute_schema_path else ()
    yield below, "wrong_pattern", {"given": given, "expected": error.validator_value}


def _of_another_type(error: ValidationError) -> Told:
    code = "left_empty" if error.instance is None else "wrong_type"
    yield (), code, {"expected": _choices(error)}


def _too_few(error: ValidationError) -> Told:
    least = error.validator_value
    yield (), *(("nothing_listed", {}) if least == 1 else ("too_few_items", {"least": least}))


def _alternatives(error: ValidationError) -> Told:
    """Tell why none of several shapes fits: of the one that was meant, where that can be seen."""
    shapes: Any = error.validator_value
    keys = [key for shape in shapes for key in shape.get("required", ())]
    if keys:
        yield (), "missing_one_of" if error.context else "only_one_of", {"known": keys}
        return
    by_shape = [
        [part for part in error.context or () if part.relative_schema_path[0] == index]
        for index in range(len(shapes))
    ]
    meant = [parts for parts in by_shape if not any(map(_is_another_kind, parts))]
    if len(meant) == 1:
        for part in meant[0]:
            for below, code, facts in _told(part):
                yield (*part.relative_path, *below), code, facts
    else:
        known = [word for parts in meant or by_shape for part in parts for word in _choices(part)]
        yield (), "not_one_of", {"known": known}


def _is_another_kind(error: ValidationError) -> bool:
    return error.validator in ("type", "const") and not error.relative_path


def _choices(error: ValidationError) -> list[str]:
    """List what one keyword would take: its words, its type or its pattern."""
    value: Any = error.validator_value
    return [str(word) for word in value] if isinstance(value, list) else [str(value)]


def _parts(error: ValidationError) -> tuple[Any, Any]:
    return error.instance, error.schema


# what says nothing more of a place of which another code is told
_TOLD_BY = {"impossible_date": "wrong_pattern", "wrong_type": "not_one_of", "left_empty": "not_one_of"}


def _plainly(code: str, **names: str) -> Callable[[ValidationError], Told]:
    """Make a teller of one code, whose facts are attributes of the error."""
    return lambda error: iter([((), code, {fact: getattr(error, name) for fact, name in names.items()})])


_TELLERS: Mapping[Any, Callable[[ValidationError], Told]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
    "dependentRequired": _missing_companions,
    "type": _of_another_type,
    "enum": lambda error: iter([((), "not_one_of", {"known": _choices(error)})]),
    "const": lambda error: iter([((), "not_one_of", {"known": _choices(error)})]),
    "anyOf": _alternatives,
    "oneOf": _alternatives,
    "format": _plainly("impossible_date", given="instance"),
    "pattern": _misspelt,
    "minLength": _plainly("empty_text"),
    "minimum": _plainly("too_low", least="validator_value"),
    "maximum": _plainly("too_high", most="validator_value"),
    "minItems": _too_few,
    "items": lambda error: iter([((), "too_many_items", {"most": len(_parts(error)[1]["prefixItems"])})]),
    "minProperties": _plainly("nothing_listed"),
    "uniqueItems": _plainly("listed_twice", given="instance"),
    "properties": _plainly("key_out_of_place"),
}
