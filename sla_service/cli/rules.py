"""`sla-service rules check`: every fault of rules at its place, and what somebody should look at."""

import gc
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from sla_service.rulebook.faults import Fault, Severity
from sla_service.rulebook.load import Checked
from sla_service.rulebook.load import check as check_folders
from sla_service.rulebook.place import over_shipped
from sla_service.rulebook.snapshot import CacheRefused, edition_of
from sla_service.store import configured_cache
from sla_service.wording.faults import checked_folders, counted
from sla_service.wording.values import Language, say

from .loading import tell
from .options import FOLDER, in_language


@dataclass(frozen=True, slots=True)
class _Meant:
    """Which folders are checked together, and which of them the command is about."""

    folders: tuple[Path, ...]
    own: tuple[Path, ...]

    @classmethod
    def by(cls, context: click.Context, _: click.Parameter, listed: tuple[Path, ...]) -> "_Meant":
        """Find them: those that are listed, over the shipped rules, else all those of the service."""
        return cls(over_shipped(listed), listed) if listed else cls(context.obj, context.obj)

    @property
    def is_over_shipped(self) -> bool:
        """Do the shipped rules lie below without having been asked for?"""
        return len(self.own) < len(self.folders)

    def is_about(self, fault: Fault) -> bool:
        """Does a fault stand in one of the folders that the command is about?"""
        return not self.is_over_shipped or any(Path(fault.file).is_relative_to(folder) for folder in self.own)


@click.command()
@click.argument("meant", metavar="[FOLDER]...", nargs=-1, type=FOLDER, callback=_Meant.by)
@in_language
@click.option("--quiet", is_flag=True, help="Tell errors and the count, no warnings.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day by which checks of the rules are old; else today."
)
def check(meant: _Meant, lang: Language, quiet: bool, as_of: datetime | None) -> None:
    """Check the rules of each FOLDER over those before it, and run their examples.

    Each fault is told as file:line:column: path: what was expected; a warning says that it is one. The
    shipped rules lie below them, unless the first FOLDER is whole: it has a folder schema; of those that lie
    below, errors alone are told. Without any FOLDER the rules that the service would load are checked. Where
    SLA_CACHE_DIR is set, good rules are kept there compiled, for the service to start from. Exits with 1 on
    errors.
    """
    gc.disable()  # one short run: collecting the many small values of YAML takes longer than all the checks
    on = as_of.date() if as_of else date.today()  # noqa: DTZ011, TID251 - the one clock that is read
    cache = configured_cache()
    edition = edition_of(meant.folders) if cache else None
    checked = check_folders(meant.folders, on)
    errors = checked.of(Severity.ERROR)
    warnings = tuple(filter(meant.is_about, checked.of(Severity.WARNING)))
    tell(errors, lang)
    tell(() if quiet else warnings, lang, is_error=False)
    click.echo(_summary(meant, checked, {"errors": len(errors), "warnings": len(warnings)}, lang))
    try:
        if cache and checked.book:
            cache.keep(edition, meant.folders, checked.book)
    except CacheRefused as refused:
        tell([refused.fault], lang)
    sys.exit(1 if errors else 0)


def _summary(meant: _Meant, checked: Checked, counts: Mapping[str, int], lang: Language) -> str:
    named = say(checked_folders(meant.own, is_over_shipped=meant.is_over_shipped), lang)
    if checked.book is None:
        return f"{named}: {counted(counts, lang)}"
    book = checked.book
    known = {"procedures": len(book.procedures), "offices": len(book.authorities)}
    return f"{named}: {counted({**counts, **known}, lang)}, {book.digest}"
