"""Rule files, read more strictly than YAML allows, with every value's place remembered.

libyaml only tells what stands where. What a word means is told by the core schema of YAML 1.2, so that `NO`
stays a word and `17:00` a clock time; dates stay text until they are checked.
"""

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from yaml import CSafeLoader, YAMLError
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)

from .faults import Document, Fault, KeyPath, RulesRefused, dotted, of_file

MAX_BYTES = 1_048_576  # a year's notices take about ten thousand
_DEEPEST = 50  # levels; an example's instant is on the third


def name_of(path: Path, root: Path) -> str:
    """Name a file as seen from the folder; bytes that are no UTF-8 are escaped, so that it can be printed."""
    return os.fsencode(path.relative_to(root)).decode("utf-8", "backslashreplace")


def links_outside(root: Path) -> tuple[Path, ...]:
    """List the symbolic links in a folder, of files and of directories, that lead out of it."""
    home = os.path.realpath(root)
    entries = (Path(at, name) for at, folders, files in os.walk(root) for name in (*folders, *files))
    links = (entry for entry in entries if entry.is_symlink())
    return tuple(link for link in links if not Path(os.path.realpath(link)).is_relative_to(home))


def content(path: Path, root: Path) -> bytes:
    """Read a file of at most MAX_BYTES.

    Raises RulesRefused `not_a_file` (a pipe or a device is not waited for), `too_large`, `unreadable`.
    """
    name = name_of(path, root)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise RulesRefused((of_file(name, "not_a_file"),))
        if found.st_size > MAX_BYTES:
            raise RulesRefused((of_file(name, "too_large", limit=MAX_BYTES),))
        return path.read_bytes()
    except OSError as error:
        reason = errno.errorcode.get(error.errno or 0, "?")
        raise RulesRefused((of_file(name, "unreadable", reason=reason),)) from None


def read(path: Path, root: Path) -> Document:
    """Read one file.

    Raises RulesRefused: what `content` raises, `not_utf8`, `tab`, `not_yaml`, `too_deep`, `duplicate_key`,
    `key_not_text`, `anchor`.
    """
    name = name_of(path, root)
    text = _text(content(path, root), name)
    plain = _Plain(name, CSafeLoader(text))
    try:
        data = plain.document()
    except YAMLError as error:
        raise RulesRefused((_not_yaml(error, text, name),)) from None
    if plain.faults:
        raise RulesRefused(tuple(plain.faults))
    return Document(name, data, plain.marks, tuple(plain.values))


def _text(found: bytes, name: str) -> str:
    try:
        return found.decode("utf-8")
    except UnicodeDecodeError as error:
        line = found[: error.start].count(b"\n") + 1
        raise RulesRefused((Fault(name, line, 1, dotted(()), "not_utf8"),)) from None


def _not_yaml(error: YAMLError, text: str, name: str) -> Fault:
    if not isinstance(error, MarkedYAMLError):
        return of_file(name, "not_yaml", reason=str(error).splitlines()[0])
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if mark and text[mark.index : mark.index + 1] == "\t":
        return Fault(name, line, column, dotted(()), "tab")
    reason = (error.problem or error.context or "?").splitlines()[0]
    return Fault(name, line, column, dotted(()), "not_yaml", {"reason": reason})


@dataclass
class _Plain:
    """Turns YAML's events into plain values and notes where each stood."""

    file: str
    parser: CSafeLoader
    marks: dict[KeyPath, tuple[int, int]] = field(default_factory=lambda: {(): (1, 1)})
    faults: list[Fault] = field(default_factory=list)
    values: list[tuple[KeyPath, Any]] = field(default_factory=list)

    def document(self) -> Any:
        """Read the one document of the file, None where there is none; raises YAMLError and `too_deep`."""
        self._take(StreamStartEvent)
        data = None
        if self._take(DocumentStartEvent):
            data = self._value(())
            self._take(DocumentEndEvent)
        if self.parser.check_event(DocumentStartEvent):
            self._fault(_place(self._next()), (), "not_yaml", reason="expected a single document")
        return data

    def _take(self, kind: type[Event]) -> bool:
        """Go past an event of that kind, if it comes next."""
        return bool(self.parser.check_event(kind) and self._next())

    def _next(self) -> Event:
        event = self.parser.get_event()
        assert event is not None  # noqa: S101 - only after the end of the stream
        return event

    def _value(self, path: KeyPath) -> Any:
        event = self._next()
        self.marks.setdefault(path, _place(event))
        found = self._read(event, path)
        self.values.append((path, found))
        return found

    def _read(self, event: Event, path: KeyPath) -> Any:
        if len(path) > _DEEPEST:
            self._fault(_place(event), (), "too_deep", limit=_DEEPEST)
            raise RulesRefused(tuple(self.faults))
        if isinstance(event, MappingStartEvent):
            return dict(self._members(path))
        if isinstance(event, SequenceStartEvent):
            return list(self._items(path))
        if isinstance(event, AliasEvent):  # the same value again, and the way to grow a file without end
            return self._fault(self.marks[path], path, "anchor")
        assert isinstance(event, ScalarEvent)  # noqa: S101 - no other event begins a value
        return _scalar(event)

    def _items(self, path: KeyPath) -> Iterator[Any]:
        index = count()
        while not self._take(SequenceEndEvent):
            yield self._value((*path, next(index)))

    def _members(self, path: KeyPath) -> Iterator[tuple[str, Any]]:
        keys: set[str] = set()
        while not self._take(MappingEndEvent):
            event = self._next()
            key = _scalar(event) if isinstance(event, ScalarEvent) else None
            if not isinstance(key, str):
                self._fault(_place(event), path, "key_not_text")
                self._skip(event)
                self._skip(self._next())
            elif key in keys:
                self._fault(_place(event), (*path, key), "duplicate_key", key=key)
                self._skip(self._next())
            else:
                keys.add(key)
                self.marks[(*path, key)] = _place(event)
                yield key, self._value((*path, key))

    def _skip(self, event: Event) -> None:
        """Go past a value that nobody will read, to its end."""
        depth = 0
        while True:
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth == 0:
                return
            event = self._next()

    def _fault(self, place: tuple[int, int], path: KeyPath, code: str, **facts: Any) -> None:
        self.faults.append(Fault(self.file, *place, dotted(path), code, facts))


def _place(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


_CORE = re.compile(
    r"(?P<null>~|null|Null|NULL|)|(?P<true>true|True|TRUE)|(?P<false>false|False|FALSE)"
    r"|(?P<int>[-+]?[0-9]+)|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)


_READ: Mapping[str, Callable[[str], Any]] = {
    "null": lambda _: None,
    "true": lambda _: True,
    "false": lambda _: False,
    "int": int,
    "float": float,
}


def _scalar(event: ScalarEvent) -> Any:
    """Read a plain word or number by YAML 1.2's core schema; what is quoted or tagged stays text."""
    text = str(event.value)
    found = _CORE.fullmatch(text)
    if found is None or event.tag is not None or not event.implicit[0]:
        return text
    try:
        return _READ[str(found.lastgroup)](text)
    except ValueError:  # thousands of digits: text, which no schema takes for a number
        return text
