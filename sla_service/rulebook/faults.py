"""What is wrong in a rule file, or worth a second look, and where; the words for it are told elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from sla_service.core.explanation import Step

KeyPath = tuple[str | int, ...]

_LONGEST_KEY = 60  # characters of a key that a path repeats


class Severity(StrEnum):
    """Whether the rules are refused, or only somebody should look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a rule file and where; line and column count from 1.

    `steps` explain an example that comes out otherwise.
    """

    file: str
    line: int
    column: int
    path: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    steps: tuple[Step, ...] = ()

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

    `values` are the content's own and every one within it, each with its path. `file` is its place within its
    folder of rules; `folder` is what faults call that folder, if they name it.
    """

    file: str
    data: Any
    marks: Mapping[KeyPath, tuple[int, int]]
    values: tuple[tuple[KeyPath, Any], ...] = ()
    folder: str = ""

    def fault(self, path: KeyPath, code: str, **facts: Any) -> Fault:
        """Point at a path, or at its nearest parent that stands in the file."""
        known = path
        while known not in self.marks:
            known = known[:-1]
        line, column = self.marks[known]
        return Fault(self.file, line, column, dotted(path), code, facts).within(self.folder)


def of_file(name: str, code: str, **facts: Any) -> Fault:
    """Point at a file as a whole."""
    return Fault(name, 1, 1, dotted(()), code, facts)


def dotted(path: KeyPath) -> str:
    """Write a path as `versions.0.term`, `(top)` for the whole; a long key is cut."""
    return ".".join(str(key)[:_LONGEST_KEY] for key in path) or "(top)"


def once(faults: Iterable[Fault]) -> list[Fault]:
    """Drop faults told twice."""
    return list({(fault.file, fault.path, fault.code): fault for fault in faults}.values())


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Sort by file and place; the same place by code."""
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.column, fault.code)))
