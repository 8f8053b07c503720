"""The folder of rule files: which file is what, and whether each has the shape its schema asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .faults import Document, Fault, KeyPath, RulesRefused, of_file
from .files import links_outside, name_of, read
from .shape import shapes

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


def id_of_file(kind: str, file: str) -> str:
    """Tell the id that a file must have, by its name."""
    parts = file.removesuffix(".yaml").split("/")
    if kind in ("office", "calendar"):
        return parts[1]
    return f"{parts[1]}.{parts[-1]}" if kind == "commitment" else parts[-1]


def open_folder(root: Path) -> tuple[Folder, list[Fault]]:
    """Read every rule file and hold it against its schema; give the good ones, and the faults of the others.

    Raises RulesRefused where nothing can be read: `link_outside`, and for the schemas what `shapes` raises.
    """
    links = links_outside(root)
    if links:
        raise RulesRefused(tuple(of_file(name_of(link, root), "link_outside") for link in links))
    schemas = shapes(root, _PATTERNS)
    found, faults = _find(root)
    good: dict[str, list[Document]] = {kind: [] for kind in _PATTERNS}
    broken: dict[str, list[str]] = {kind: [] for kind in _PATTERNS}
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


def _find(root: Path) -> tuple[list[tuple[str, Path]], list[Fault]]:
    kinds: dict[Path, str] = {}
    for kind, pattern in _PATTERNS.items():
        for path in root.glob(pattern):
            kinds.setdefault(path, kind)
    stray = sorted(path for path in root.rglob("*.y*ml") if path not in kinds)
    faults = [of_file(name_of(path, root), "unexpected_file") for path in stray]
    absent = {"fields", "calendar", "procedure", "office"} - set(kinds.values())
    faults.extend(of_file(_PATTERNS[kind], "missing_file") for kind in sorted(absent))
    return sorted(((kind, path) for path, kind in kinds.items()), key=lambda pair: pair[1]), faults


def lists(document: Document, *keys: str) -> Iterator[tuple[KeyPath, Any]]:
    """Walk the items of the lists under the given keys, each with its path."""
    for key in keys:
        for index, item in enumerate(document.data.get(key) or ()):
            yield (key, index), item
