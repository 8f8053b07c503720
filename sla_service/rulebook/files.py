"""Rule files, read more strictly than YAML allows, with every value's place remembered.

YAML 1.2, so that `NO` stays a word and `17:00` a clock time; dates stay text until they are checked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_BYTES = 1_048_576  # a year's notices take about ten thousand

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a rule file and where; line and column count from 1."""

    file: str
    line: int
    column: int
    path: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """Name the place as editors do: `file:line:column: path`."""
        return f"{self.file}:{self.line}:{self.column}: {self.path}"

    def within(self, folder: str) -> "Fault":
        """Name the folder of the file too."""
        return replace(self, file=f"{folder}/{self.file}".rstrip("/") if folder else self.file)


class RulesRefused(Exception):
    """The rules cannot be used; carries every fault that was found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(*faults)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Document:
    """One file's content as plain values, and the line and column of each path in it.

    `file` is its place within its folder of rules; `folder` is what faults call that folder, if they name it.
    """

    file: str
    data: Any
    marks: Mapping[KeyPath, tuple[int, int]]
    folder: str = ""

    def fault(self, path: KeyPath, code: str, **facts: Any) -> Fault:
        """Point at a path, or at its nearest parent that stands in the file."""
        known = path
        while known not in self.marks:
            known = known[:-1]
        line, column = self.marks[known]
        return Fault(self.file, line, column, _dotted(path), code, facts).within(self.folder)


def read(path: Path, root: Path) -> Document:
    """Read one file.

    Raises RulesRefused: `unreadable`, `too_large`, `not_utf8`, `not_yaml`, `duplicate_key`, `key_not_text`,
    `anchor`.
    """
    name = path.relative_to(root).as_posix()
    faults: list[Fault] = []
    marks: dict[KeyPath, tuple[int, int]] = {(): (1, 1)}
    node = _compose(_text(path, name), name)
    data = None if node is None else _Plain(name, marks, faults).value(node, ())
    if faults:
        raise RulesRefused(tuple(faults))
    return Document(name, data, marks)


def _text(path: Path, name: str) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise RulesRefused((Fault(name, 1, 1, "(top)", "too_large", {"limit": MAX_BYTES}),))
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise RulesRefused((Fault(name, line, 1, "(top)", "not_utf8"),)) from None
    except OSError as error:
        raise RulesRefused((Fault(name, 1, 1, "(top)", "unreadable", {"reason": error.strerror}),)) from None


def _compose(text: str, name: str) -> Node | None:
    try:
        return YAML(typ="safe", pure=True).compose(text)  # type: ignore[no-any-return]
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = (error.problem or error.context or "?").splitlines()[0]
        raise RulesRefused((Fault(name, line, column, "(top)", "not_yaml", {"reason": reason}),)) from None
    except (YAMLError, ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise RulesRefused((Fault(name, 1, 1, "(top)", "not_yaml", {"reason": reason}),)) from None


@dataclass
class _Plain:
    """Turns YAML nodes into plain values and notes where each stood."""

    file: str
    marks: dict[KeyPath, tuple[int, int]]
    faults: list[Fault]
    seen: set[int] = field(default_factory=set)

    def value(self, node: Node, path: KeyPath) -> Any:
        place = self.marks.setdefault(path, self._place(node))
        if id(node) in self.seen:  # an alias: the same node again, and the way to grow a file without end
            self.faults.append(Fault(self.file, *place, _dotted(path), "anchor"))
            return None
        self.seen.add(id(node))
        if isinstance(node, MappingNode):
            return dict(self._members(node, path))
        if isinstance(node, SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        return _scalar(node.tag or "", str(node.value))

    def _members(self, node: MappingNode, path: KeyPath) -> Iterator[tuple[str, Any]]:
        keys: set[str] = set()
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode) or not str(key_node.tag).endswith(":str"):
                self._fault(key_node, path, "key_not_text")
                continue
            key = key_node.value
            if key in keys:
                self._fault(key_node, (*path, key), "duplicate_key", key=key)
                continue
            keys.add(key)
            self.marks[(*path, key)] = self._place(key_node)
            yield key, self.value(value_node, (*path, key))

    def _fault(self, node: Node, path: KeyPath, code: str, **facts: Any) -> None:
        line, column = self._place(node)
        self.faults.append(Fault(self.file, line, column, _dotted(path), code, facts))

    @staticmethod
    def _place(node: Node) -> tuple[int, int]:
        return node.start_mark.line + 1, node.start_mark.column + 1


def _dotted(path: KeyPath) -> str:
    return ".".join(map(str, path)) or "(top)"


def _scalar(tag: str, text: str) -> Any:
    kind = tag.rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int" and text.lstrip("+-").isdecimal():
        return int(text)
    return _number(text) if kind == "float" else text


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:  # such as `.inf`, or digits with underscores: left as text, which no schema takes
        return text
