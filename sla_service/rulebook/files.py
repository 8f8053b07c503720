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
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)
from yaml.reader import ReaderError

from .faults import Document, Fault, KeyPath, RulesRefused, dotted, of_file

MAX_BYTES = 1_048_576  # a year's notices take about ten thousand
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")
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

    Raises RulesRefused: what `content` raises, `not_utf8`, `other_line_break`, `tab`, `not_yaml`, `too_deep`,
    `duplicate_key`, `key_not_text`, `anchor`, `tag`.
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
        text = found.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RulesRefused((Fault(name, *_place_of(found, error.start), dotted(()), "not_utf8"),)) from None
    # libyaml ends a line at these, YAML 1.2 and editors do not: a comment for the one is a key for the other
    if breaks := _OTHER_BREAKS.search(text):
        place = _place_of(found, len(text[: breaks.start()].encode()))
        given = f"U+{ord(breaks[0]):04X}"
        raise RulesRefused((Fault(name, *place, dotted(()), "other_line_break", {"given": given}),))
    return text


def _place_of(found: bytes, offset: int) -> tuple[int, int]:
    """Tell the line and column of a byte."""
    line = found[:offset].rpartition(b"\n")[2].decode("utf-8")
    return found.count(b"\n", 0, offset) + 1, len(line) + 1


def _not_yaml(error: YAMLError, text: str, name: str) -> Fault:
    if isinstance(error, ReaderError):  # a control character
        place = _place_of(text.encode(), error.position)
        return Fault(name, *place, dotted(()), "not_yaml", {"reason": error.reason})
    assert isinstance(error, MarkedYAMLError)  # noqa: S101 - there is no other
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
        self._require_depth(event, len(path))
        if isinstance(event, NodeEvent) and event.anchor is not None:  # the way to grow a file without end
            self._fault(self.marks[path], path, "anchor")
        if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
            self._fault(_place(event), path, "tag", given=event.tag)
        if isinstance(event, MappingStartEvent):
            return dict(self._members(path))
        if isinstance(event, SequenceStartEvent):
            return list(self._items(path))
        return _scalar(event) if isinstance(event, ScalarEvent) else None

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
                self._skip(event, len(path))
                self._skip(self._next(), len(path))
            elif key in keys:
                self._fault(_place(event), (*path, key), "duplicate_key", key=key)
                self._skip(self._next(), len(path))
            else:
                keys.add(key)
                self.marks[(*path, key)] = _place(event)
                yield key, self._value((*path, key))

    def _skip(self, event: Event, above: int) -> None:
        """Go past a value that nobody will read, to its end."""
        depth = above
        while True:
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth == above:
                return
            self._require_depth(event, depth)
            event = self._next()

    def _require_depth(self, event: Event, depth: int) -> None:
        """Read no further in what is nested without end: each level takes libyaml longer than the last."""
        if depth > _DEEPEST:
            self._fault(_place(event), (), "too_deep", limit=_DEEPEST)
            raise RulesRefused(tuple(self.faults))

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
    """Read a plain word or number by YAML 1.2's core schema; what is quoted stays text."""
    text = str(event.value)
    found = _CORE.fullmatch(text)
    if found is None or not event.implicit[0]:
        return text
    try:
        return _READ[str(found.lastgroup)](text)
    except ValueError:  # thousands of digits: text, which no schema takes for a number
        return text
