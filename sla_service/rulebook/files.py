"""Rule files, read more strictly than YAML allows, with every value's place remembered.

YAML 1.2, so that `NO` stays a word and `17:00` a clock time; dates stay text until they are checked.
"""

import errno
import os
import stat
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .faults import Document, Fault, KeyPath, RulesRefused, dotted, of_file

MAX_BYTES = 1_048_576  # a year's notices take about ten thousand


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

    Raises RulesRefused: what `content` raises, `not_utf8`, `tab`, `not_yaml`, `duplicate_key`,
    `key_not_text`, `anchor`, `half_character`.
    """
    name = name_of(path, root)
    faults: list[Fault] = []
    marks: dict[KeyPath, tuple[int, int]] = {(): (1, 1)}
    node = _compose(_text(content(path, root), name), name)
    plain = _Plain(name, marks, faults)
    data = None if node is None else plain.value(node, ())
    if faults:
        raise RulesRefused(tuple(faults))
    return Document(name, data, marks, tuple(plain.values))


def _text(found: bytes, name: str) -> str:
    try:
        return found.decode("utf-8")
    except UnicodeDecodeError as error:
        line = found[: error.start].count(b"\n") + 1
        raise RulesRefused((Fault(name, line, 1, dotted(()), "not_utf8"),)) from None


def _compose(text: str, name: str) -> Node | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of an anchor set twice: anchors are refused below
            return YAML(typ="safe", pure=True).compose(text)  # type: ignore[no-any-return]
    except Exception as error:  # whatever a parser makes of hostile text is a fault of that text
        raise RulesRefused((_not_yaml(error, text, name),)) from None


def _not_yaml(error: Exception, text: str, name: str) -> Fault:
    if not isinstance(error, MarkedYAMLError):
        reason = (str(error) or type(error).__name__).splitlines()[0]
        return of_file(name, "not_yaml", reason=reason)
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if mark and text[mark.index : mark.index + 1] == "\t":
        return Fault(name, line, column, dotted(()), "tab")
    reason = (error.problem or error.context or "?").splitlines()[0]
    return Fault(name, line, column, dotted(()), "not_yaml", {"reason": reason})


@dataclass
class _Plain:
    """Turns YAML nodes into plain values and notes where each stood."""

    file: str
    marks: dict[KeyPath, tuple[int, int]]
    faults: list[Fault]
    values: list[tuple[KeyPath, Any]] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def value(self, node: Node, path: KeyPath) -> Any:
        found = self._value(node, path)
        self.values.append((path, found))
        return found

    def _value(self, node: Node, path: KeyPath) -> Any:
        self.marks.setdefault(path, self._place(node))
        if id(node) in self.seen:  # an alias: the same node again, and the way to grow a file without end
            line, column = self.marks[path]
            self.faults.append(Fault(self.file, line, column, dotted(path), "anchor"))
            return None
        self.seen.add(id(node))
        if isinstance(node, MappingNode):
            return dict(self._members(node, path))
        if isinstance(node, SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._whole(node, path) and _scalar(node.tag or "", str(node.value))

    def _members(self, node: MappingNode, path: KeyPath) -> Iterator[tuple[str, Any]]:
        keys: set[str] = set()
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode) or not str(key_node.tag).endswith(":str"):
                self._fault(key_node, path, "key_not_text")
                continue
            key = key_node.value
            if not self._whole(key_node, path):
                continue
            if key in keys:
                self._fault(key_node, (*path, key), "duplicate_key", key=key)
                continue
            keys.add(key)
            self.marks[(*path, key)] = self._place(key_node)
            yield key, self.value(value_node, (*path, key))

    def _whole(self, node: Node, path: KeyPath) -> bool:
        """Refuse an escaped half of a character, which no answer could carry."""
        try:
            str(node.value).encode("utf-8")
        except UnicodeEncodeError:
            self._fault(node, path, "half_character")
            return False
        return True

    def _fault(self, node: Node, path: KeyPath, code: str, **facts: Any) -> None:
        line, column = self._place(node)
        self.faults.append(Fault(self.file, line, column, dotted(path), code, facts))

    @staticmethod
    def _place(node: Node) -> tuple[int, int]:
        return node.start_mark.line + 1, node.start_mark.column + 1


_WORDS = {"null": (None, ("", "~", "null")), "true": (True, ("true",)), "false": (False, ("false",))}


def _scalar(tag: str, text: str) -> Any:
    """Read a word or a number; what is none is left as text, which no schema takes for one."""
    kind = tag.rpartition(":")[2]
    if kind in ("null", "bool"):
        return next((value for value, words in _WORDS.values() if text.lower() in words), text)
    try:
        return int(text) if kind == "int" else float(text) if kind == "float" else text
    except ValueError:  # such as `.inf`, `0x10`, thousands of digits
        return text
