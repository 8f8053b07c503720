"""The rules that a process answers by: from which folders, loaded once, loaded again without risk."""

import logging
import os
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from zoneinfo import reset_tzpath

from sla_service.rulebook.book import RuleBook
from sla_service.rulebook.faults import Fault, RulesRefused, of_file
from sla_service.rulebook.load import load
from sla_service.rulebook.place import configured_folders
from sla_service.rulebook.snapshot import Cache, CacheRefused, edition_of
from sla_service.wording.faults import fault_line

CACHE_DIR = "SLA_CACHE_DIR"

_LOG = logging.getLogger("gunicorn.error")  # where gunicorn does not run it writes to standard error too


def configured_cache() -> Cache | None:
    """Find the folder in which compiled rules are kept: SLA_CACHE_DIR, else nowhere."""
    folder = os.environ.get(CACHE_DIR)
    return Cache(Path(folder)) if folder else None


def take(folders: Sequence[Path], cache: Cache | None) -> RuleBook:
    """Take rules from their snapshot; where there is none, load them and keep one. Raises RulesRefused."""
    reset_tzpath(())  # the zones of the locked tzdata package, not the machine's
    if cache is None:
        return load(*folders)
    edition = edition_of(folders)
    if book := cache.find(edition):
        return book
    book = load(*folders)
    try:
        cache.keep(edition, folders, book)
    except CacheRefused as refused:
        _tell(logging.WARNING, [refused.fault])
    return book


class RuleStore:
    """Holds the last good rules of some folders, and the faults of newer ones that were refused."""

    def __init__(self, *folders: Path, cache: Cache | None = None) -> None:
        """Load the folders; raises RulesRefused, each fault being told in the log."""
        self.folders = folders
        self.cache = cache
        self.refused: tuple[Fault, ...] = ()
        try:
            self.book = take(folders, cache)
        except RulesRefused as refused:
            _tell(logging.CRITICAL, refused.faults)
            raise

    def reload(self) -> None:
        """Load the folders again; whatever is wrong with them, the last good rules stay."""
        try:
            self.book, self.refused = take(self.folders, self.cache), ()
        except RulesRefused as refused:
            self.refused = refused.faults
        except Exception as error:
            _LOG.exception("loading the rules failed")
            self.refused = (self._failure(error),)
        if self.refused:
            _LOG.error("the rules are refused, the last good ones stay in use: %s", self.book.digest)
            _tell(logging.ERROR, self.refused)
        else:
            _LOG.info("the rules are loaded: %s", self.book.digest)

    def _failure(self, error: Exception) -> Fault:
        place = os.pathsep.join(map(str, self.folders))
        return of_file(place, "not_loaded", reason=f"{type(error).__name__}: {error}")


@cache
def held() -> RuleStore:
    """Open the store of the configured folders, once for this process and for those that it forks."""
    return RuleStore(*configured_folders(), cache=configured_cache())


def _tell(level: int, faults: Iterable[Fault]) -> None:
    for fault in faults:
        _LOG.log(level, "%s", fault_line(fault.where, fault.code, fault.facts, "en"))
