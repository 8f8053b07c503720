"""Compiled rules, kept between starts, so that a start need not read, check and compile them again.

A snapshot is a pickle, and a pickle can run anything: it is read only from a folder in which nobody else can
write, and only for values of this program. Its name is the hash of all that it was made from.
"""

import errno
import os
import pickle
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from sla_service.core.timeline import Timeline

from .book import RuleBook
from .faults import Fault, RulesRefused, Severity
from .files import content, name_of
from .folder import files_of

_PROGRAM = Path(__file__).parent.parent
_PACKAGES = ("holidays", "python-dateutil", "tzdata", "PyYAML", "jsonschema")  # what rules are made with
_SUFFIX = ".rules"
_KEPT = 4  # snapshots in a folder: of the rules in use, and of a few editions before


class CacheRefused(Exception):
    """The cache cannot be used; `fault` says why, as a warning."""

    def __init__(self, folder: Path, code: str, **facts: Any) -> None:
        super().__init__(folder, code)
        self.fault = Fault(str(folder), 1, 1, "(top)", code, facts, Severity.WARNING)


def key_of(folders: Sequence[Path]) -> str | None:
    """Hash all that the rules of some folders are made from: their files, this program and its packages.

    None where a file cannot be read, of which loading the folders tells.
    """
    found = sha256(repr((sys.version, [version(name) for name in _PACKAGES])).encode())
    try:
        for name, held in _contents(folders):
            found.update(f"{name}\0{len(held)}\0".encode())
            found.update(held)
    except RulesRefused:
        return None
    return found.hexdigest()


def _contents(folders: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    for path in sorted(_PROGRAM.rglob("*.py")):
        yield name_of(path, _PROGRAM), path.read_bytes()
    for index, folder in enumerate(folders):
        for path in files_of(folder, is_base=index == 0):
            yield f"{index}/{name_of(path, folder)}", content(path, folder)


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of snapshots, which it makes if need be."""

    folder: Path

    def find(self, key: str | None) -> RuleBook | None:
        """Take the rules of that key; None where there are none, or none that can be trusted."""
        if key is None:
            return None
        try:
            self._require_private()
            # never through a link, which might lead to somebody else's file
            with os.fdopen(os.open(self._path(key), os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
                book: RuleBook = _Reader(file).load()
            for calendar in book.calendars.values():
                calendar.timeline.compiled()
        except Exception:  # none there, cut short, or written by something else
            return None
        return book

    def keep(self, key: str | None, folders: Sequence[Path], book: RuleBook) -> None:
        """Keep rules by the key that their folders had before they were loaded, unless it has changed since.

        Drops the oldest. Raises CacheRefused `cache_not_private`, `cache_not_written`.
        """
        if key is None or key_of(folders) != key:
            return
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._require_private()
            with NamedTemporaryFile(dir=self.folder, suffix=_SUFFIX, delete=False) as file:
                _Writer(file, protocol=pickle.HIGHEST_PROTOCOL).dump(book)
            Path(file.name).replace(self._path(key))
            kept = sorted(
                self.folder.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True
            )
            for path in kept[_KEPT:]:
                path.unlink(missing_ok=True)
        except OSError as error:
            reason = errno.errorcode.get(error.errno or 0, "?")
            raise CacheRefused(self.folder, "cache_not_written", reason=reason) from None

    def _require_private(self) -> None:
        """Refuse a folder of somebody else, or in which others can write."""
        found = self.folder.stat()
        if found.st_uid not in (0, os.geteuid()) or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise CacheRefused(self.folder, "cache_not_private")

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"


def sealed(content: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """Make a table that nobody can fill, which a pickle does not know."""
    return MappingProxyType(content)


class _Writer(pickle.Pickler):
    def persistent_id(self, value: Any) -> str | None:
        """Write a zone as its name."""
        return value.key if isinstance(value, ZoneInfo) else None

    def reducer_override(self, value: Any) -> Any:
        """Write a timeline as its calendar: what is compiled is larger by far, and compiled again at once."""
        if isinstance(value, Timeline):
            return Timeline, (value.calendar,)
        return (sealed, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented


class _Reader(pickle.Unpickler):
    def persistent_load(self, key: str) -> ZoneInfo:
        return ZoneInfo(key)

    def find_class(self, module: str, name: str) -> Any:
        """Find only classes of this program, and the few of Python that its values are made of."""
        found = super().find_class(module, name)
        is_own = isinstance(found, type) and found.__module__.partition(".")[0] == _PROGRAM.name
        if is_own or found is sealed or (module, name) in _PLAIN:
            return found
        raise pickle.UnpicklingError(f"{module}.{name}")


_PLAIN = {
    ("datetime", "date"),
    ("datetime", "timedelta"),
    ("decimal", "Decimal"),
}
