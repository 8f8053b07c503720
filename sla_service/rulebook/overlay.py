"""Folders of rules laid over each other: a province's own files over the shipped ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import getitem
from pathlib import PurePosixPath
from typing import Any

from .faults import Document, Fault, KeyPath
from .folder import Folder, lists

_FIELDS = "fields"  # the one kind of file that adds to the file below instead of taking its place
_ID = {"calendar-year": "year"}


def overlaid(folders: Sequence[Folder]) -> tuple[Folder, list[Fault]]:
    """Lay each folder over those before it; give what then holds, and the faults of how they fit together.

    What holds no longer says `replaces`: the same rules in a single folder are the same rules.
    """
    faults: list[Fault] = []
    below = Folder(dict.fromkeys(folders[0].documents, ()), dict.fromkeys(folders[0].documents, ()))
    for folder in folders:
        faults.extend(_faults(folder, below))
        below = _over(below, folder)
    return below, faults


def _over(below: Folder, folder: Folder) -> Folder:
    return Folder(
        {
            kind: (_merged if kind == _FIELDS else _topmost)(below.of(kind), documents)
            for kind, documents in folder.documents.items()
        },
        {kind: (*below.broken[kind], *files) for kind, files in folder.broken.items()},
    )


def _topmost(below: Sequence[Document], above: Sequence[Document]) -> tuple[Document, ...]:
    files = {document.file: document for document in (*below, *map(_settled, above))}
    return tuple(files[name] for name in sorted(files, key=PurePosixPath))


def _settled(document: Document) -> Document:
    return replace(document, data=_without(document.data))


def _merged(below: Sequence[Document], above: Sequence[Document]) -> tuple[Document, ...]:
    """Put the fields of both into one list, which is no file any more and at which no fault points."""
    items = {item["id"]: _without(item) for document in (*below, *above) for item in document.data[_FIELDS]}
    return tuple(replace(document, data={_FIELDS: [*items.values()]}) for document in (*below, *above)[:1])


def _without(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != "replaces"}


def _faults(folder: Folder, below: Folder) -> Iterator[Fault]:
    for kind, documents in folder.documents.items():
        known = {document.file for document in below.of(kind)}.union(below.broken[kind])
        for document in documents:
            if kind == _FIELDS:
                yield from _faults_of_fields(document, below)
            else:
                yield from _faults_at(document, (_ID.get(kind, "id"),), is_below=document.file in known)


def _faults_of_fields(document: Document, below: Folder) -> Iterator[Fault]:
    known = {item["id"] for file in below.of(_FIELDS) for item in file.data[_FIELDS]}
    seen: set[str] = set()
    for path, item in lists(document, _FIELDS):
        if item["id"] in seen:
            yield document.fault((*path, "id"), "id_twice", given=item["id"])
        else:
            yield from _faults_at(document, (*path, "id"), is_below=item["id"] in known)
        seen.add(item["id"])


def _faults_at(document: Document, path: KeyPath, *, is_below: bool) -> Iterator[Fault]:
    """Hold what is replaced against the id at that path, and against what stands below."""
    *home, key = path
    item = reduce(getitem, home, document.data)
    replaces = (*home, "replaces")
    if "replaces" not in item:
        if is_below:
            yield document.fault(path, "already_below", given=item[key])
    elif item["replaces"] != item[key]:
        yield document.fault(replaces, "replaces_another", expected=item[key])
    elif not is_below:
        yield document.fault(replaces, "replaces_nothing", given=item[key])
