"""Compiled rules, kept between starts, so that a start need not read, check and compile them again.

A snapshot could make a service answer anything: it is read only from a folder in which nobody else can write,
and only whole. Its name is the hash of all that it was made from.
"""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from .book import RuleBook
from .faults import Fault, RulesRefused, Severity
from .files import content, name_of
from .folder import files_of
from .packing import packed, unpacked

_PROGRAM = Path(__file__).parent.parent
_PACKAGES = ("holidays", "python-dateutil", "tzdata", "PyYAML", "jsonschema")  # what rules are made with
_NAME = re.compile(r"[0-9a-f]{64}\.rules")
_KEPT = 4  # snapshots in a folder: of the rules in use, and of a few editions before


class CacheRefused(Exception):
    """The cache cannot be used; `fault` says why, as a warning."""

    def __init__(self, folder: Path, code: str, **facts: Any) -> None:
        super().__init__(folder, code)
        self.fault = Fault(str(folder), 1, 1, "(top)", code, facts, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Edition:
    """Folders of rules at one moment: `key` is the hash of all that their rules are made from.

    `stamps` are others after every write to a file, even if it is undone.
    """

    key: str
    stamps: tuple[tuple[int, int, int], ...]


def edition_of(folders: Sequence[Path]) -> Edition | None:
    """Hash the files of some folders, this program and its packages.

    None where a file cannot be read, of which loading the folders tells.
    """
    found, stamps = sha256(repr((sys.version, [version(name) for name in _PACKAGES])).encode()), []
    try:
        for name, path, home in _files(folders):
            stamp, held = path.stat(), content(path, home)
            found.update(f"{name}\0{len(held)}\0".encode())
            found.update(held)
            stamps.append((stamp.st_ino, stamp.st_mtime_ns, stamp.st_ctime_ns))
    except (RulesRefused, OSError):
        return None
    return Edition(found.hexdigest(), tuple(stamps))


def _files(folders: Sequence[Path]) -> Iterator[tuple[str, Path, Path]]:
    for path in sorted(_PROGRAM.rglob("*.py")):
        yield name_of(path, _PROGRAM), path, _PROGRAM
    for index, folder in enumerate(folders):
        for path in files_of(folder, is_base=index == 0):
            yield f"{index}/{name_of(path, folder)}", path, folder


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of snapshots, which it makes if need be."""

    folder: Path

    def find(self, edition: Edition | None) -> RuleBook | None:
        """Take the rules of an edition; None where there are none, or none that can be trusted."""
        if edition is None:
            return None
        try:
            self._require_private(self.folder.stat())
            # never through a link, which might lead to somebody else's file
            with os.fdopen(os.open(self._path(edition), os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
                self._require_private(os.fstat(file.fileno()))
                seal, rules = file.read(len(edition.key)), file.read()
            return unpacked(rules) if seal == _seal(edition, rules) else None
        except Exception:  # none is there, or not a good one: the files are
            return None

    def keep(self, edition: Edition | None, folders: Sequence[Path], book: RuleBook) -> None:
        """Keep rules that were loaded from an edition, unless its files have been written to since.

        Drops the oldest. Raises CacheRefused `cache_not_private`, `cache_not_written`.
        """
        if edition is None or edition_of(folders) != edition:
            return
        try:
            self.folder.mkdir(mode=0o755, parents=True, exist_ok=True)
            self._require_private(self.folder.stat())
            self._write(edition, packed(book))
        except OSError as error:
            reason = errno.errorcode.get(error.errno or 0, "?")
            raise CacheRefused(self.folder, "cache_not_written", reason=reason) from None
        self._drop_oldest()

    def _write(self, edition: Edition, rules: bytes) -> None:
        with NamedTemporaryFile(dir=self.folder, suffix=".tmp", delete=False) as file:
            try:
                file.write(_seal(edition, rules) + rules)
                os.fchmod(file.fileno(), 0o644)  # root may write what the user of the service reads
                file.close()
                Path(file.name).replace(self._path(edition))
            except OSError:
                Path(file.name).unlink(missing_ok=True)
                raise

    def _drop_oldest(self) -> None:
        with suppress(OSError):  # another start may be dropping them
            kept = [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]
            for path in sorted(kept, key=lambda path: path.stat().st_mtime_ns)[:-_KEPT]:
                path.unlink()

    def _require_private(self, found: os.stat_result) -> None:
        """Refuse what belongs to somebody else, or in which others can write."""
        if found.st_uid not in (0, os.geteuid()) or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise CacheRefused(self.folder, "cache_not_private")

    def _path(self, edition: Edition) -> Path:
        return self.folder / f"{edition.key}.rules"


def _seal(edition: Edition, rules: bytes) -> bytes:
    """Tell a snapshot that was damaged, or that is another edition's, from a good one."""
    return sha256(edition.key.encode() + rules).hexdigest().encode()
