"""The folder of rule files: which file is what, and whether each has the shape its schema asks for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sla_service.core.calendar import WEEKDAYS

from .faults import Document, Fault, KeyPath, RulesRefused, of_file
from .files import links_outside, name_of, read
from .shape import Shapes, shapes

_PATTERNS = {
    "fields": "fields.yaml",
    "calendar": "calendars/*/calendar.yaml",
    "calendar-year": "calendars/*/[0-9][0-9][0-9][0-9].yaml",
    "procedure": "procedures/*.yaml",
    "office": "authorities/*/office.yaml",
    "commitment": "authorities/*/*.yaml",
}
_NAMED_YAML = re.compile(r"\.ya?ml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Folder:
    """Every rule file by kind, in order of name, that has passed its schema.

    `broken` names by kind the files that have not, so that nobody is told that what they define is unknown.
    """

    documents: Mapping[str, tuple[Document, ...]]
    broken: Mapping[str, tuple[str, ...]]

    def of(self, kind: str) -> tuple[Document, ...]:
        """List the files of one kind."""
        return self.documents[kind]

    def all(self) -> Iterator[Document]:
        """List the files of every kind."""
        for documents in self.documents.values():
            yield from documents

    def years(self, calendar: Document) -> list[Document]:
        """List the year files that stand beside a calendar's own."""
        home = calendar.file.rpartition("/")[0]
        return [year for year in self.of("calendar-year") if year.file.rpartition("/")[0] == home]

    def ids(self, kind: str) -> frozenset[str]:
        """List the ids that files of one kind define; of a broken file the one that its name asks for."""
        broken = (id_of_file(kind, file) for file in self.broken[kind])
        return frozenset(document.data["id"] for document in self.of(kind)).union(broken)

    def named(self, name: str) -> "Folder":
        """Have faults call the folder by a name."""
        documents = {
            kind: tuple(replace(document, folder=name) for document in documents)
            for kind, documents in self.documents.items()
        }
        return replace(self, documents=documents)


def id_of_file(kind: str, file: str) -> str:
    """Tell the id that a file must have, by its name."""
    parts = file.removesuffix(".yaml").split("/")
    if kind in ("office", "calendar"):
        return parts[1]
    return f"{parts[1]}.{parts[-1]}" if kind == "commitment" else parts[-1]


def open_folders(roots: Sequence[Path]) -> tuple[tuple[Folder, ...], list[Fault]]:
    """Read every rule file of each folder and hold it against its schema, which the first folder has for all.

    Give the good ones, and the faults of the others; where there are several folders, each names its own.
    Raises RulesRefused where nothing can be read: `link_outside`, and for the schemas what `shapes` raises.
    """
    names = [root.as_posix() if len(roots) > 1 else "" for root in roots]
    _refuse_links(roots, names)
    try:
        schemas = shapes(roots[0], _PATTERNS)
    except RulesRefused as refused:
        raise RulesRefused(tuple(fault.within(names[0]) for fault in refused.faults)) from None
    folders: list[Folder] = []
    faults: list[Fault] = []
    for index, (root, name) in enumerate(zip(roots, names, strict=True)):
        found, stray = _find(root, is_base=index == 0)
        folder, misfits = _read(root, found, schemas)
        folders.append(folder.named(name))
        faults.extend(fault.within(name) for fault in (*stray, *misfits))
    return tuple(folders), faults


def _refuse_links(roots: Sequence[Path], names: Sequence[str]) -> None:
    links = [
        of_file(name_of(link, root), "link_outside").within(name)
        for root, name in zip(roots, names, strict=True)
        for link in links_outside(root)
    ]
    if links:
        raise RulesRefused(tuple(links))


def _read(root: Path, found: Iterable[tuple[str, Path]], schemas: Shapes) -> tuple[Folder, list[Fault]]:
    good: dict[str, list[Document]] = {kind: [] for kind in _PATTERNS}
    broken: dict[str, list[str]] = {kind: [] for kind in _PATTERNS}
    faults: list[Fault] = []
    for kind, path in found:
        try:
            document = read(path, root)
            misfits = schemas.misfits(document, kind)
        except RulesRefused as refused:
            misfits = list(refused.faults)
        faults.extend(misfits)
        if misfits:
            broken[kind].append(name_of(path, root))
        else:
            good[kind].append(document)
    folder = Folder(
        {kind: tuple(files) for kind, files in good.items()},
        {kind: tuple(files) for kind, files in broken.items()},
    )
    return folder, faults


def files_of(root: Path, *, is_base: bool) -> list[Path]:
    """List the files that loading a folder reads; raises RulesRefused where there are others, or too few."""
    _refuse_links([root], [""])
    found, stray = _find(root, is_base=is_base)
    if stray:
        raise RulesRefused(tuple(stray))
    schemas = sorted((root / "schema").glob("*.json")) if is_base else ()
    return [*(path for _, path in found), *schemas]


def _find(root: Path, *, is_base: bool) -> tuple[list[tuple[str, Path]], list[Fault]]:
    kinds: dict[Path, str] = {}
    for kind, pattern in _PATTERNS.items():
        for path in root.glob(pattern):
            kinds.setdefault(path, kind)
    others = (path for path in root.rglob("*") if path not in kinds and _looks_like_rules(path.name))
    stray = sorted(
        path for path in others if not path.relative_to(root).parts[0].startswith(".")
    )  # .git, ..data
    faults = [of_file(name_of(path, root), "unexpected_file") for path in stray]
    if is_base:
        absent = {"fields", "calendar", "procedure", "office"} - set(kinds.values())
        faults.extend(of_file(_PATTERNS[kind], "missing_file") for kind in sorted(absent))
    elif not kinds and not stray:
        faults.append(of_file("", "no_rules"))
    return sorted(((kind, path) for path, kind in kinds.items()), key=lambda pair: pair[1]), faults


def _looks_like_rules(name: str) -> bool:
    """Was a rule file meant, as far as a name tells? No hidden file, nor what an editor leaves behind."""
    is_left_behind = name.startswith(".") or name.endswith("~")
    return not is_left_behind and bool(_NAMED_YAML.search(name))


def lists(document: Document, *keys: str) -> Iterator[tuple[KeyPath, Any]]:
    """Walk the items of the lists under the given keys, each with its path."""
    for key in keys:
        for index, item in enumerate(document.data.get(key) or ()):
            yield (key, index), item


def horizon_years(calendar: Document) -> range:
    """List the years that a calendar reaches over."""
    horizon = calendar.data["horizon"]
    return range(int(horizon["first"][:4]), int(horizon["last"][:4]) + 1)


def rest_days(calendar: Document) -> frozenset[int]:
    """List the weekdays, 0 Monday, on which a calendar's regular week has no hours."""
    week = calendar.data["default_hours"]["week"]
    return frozenset(index for index, day in enumerate(WEEKDAYS) if not week[day])
