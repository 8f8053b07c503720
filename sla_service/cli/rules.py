"""`sla-service rules check`: every fault of rules at its place, and what somebody should look at."""

import gc
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import click

from sla_service.rulebook.faults import Severity
from sla_service.rulebook.load import Checked
from sla_service.rulebook.load import check as check_folders
from sla_service.rulebook.snapshot import CacheRefused, key_of
from sla_service.store import configured_cache, over_shipped
from sla_service.wording.faults import counted
from sla_service.wording.values import Language

from .options import FOLDER, in_language, tell


def _meant(context: click.Context, _: click.Parameter, listed: tuple[Path, ...]) -> tuple[Path, ...]:
    """Find the folders that a command is about: those it lists, else those of the service."""
    return over_shipped(listed) if listed else context.obj


@click.command()
@click.argument("folders", metavar="[FOLDER]...", nargs=-1, type=FOLDER, callback=_meant)
@in_language
@click.option("--quiet", is_flag=True, help="Tell errors and the count, no warnings.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day by which checks of the rules are old; else today."
)
def check(folders: tuple[Path, ...], lang: Language, quiet: bool, as_of: datetime | None) -> None:
    """Check the rules of each FOLDER over those before it, and run their examples.

    Each fault is told as file:line:column: path: what was expected; a warning says that it is one. The
    shipped rules lie below them, unless the first FOLDER is whole: it has a folder schema. Without any FOLDER
    the rules that the service would load are checked. Where SLA_CACHE_DIR is set, good rules are kept there
    compiled, for the service to start from. Exits with 1 on errors.
    """
    gc.disable()  # one short run: collecting the many small values of YAML takes longer than all the checks
    on = as_of.date() if as_of else date.today()  # noqa: DTZ011, TID251 - the one clock that is read
    cache = configured_cache()
    key = key_of(folders) if cache else None
    checked = check_folders(folders, on)
    errors, warnings = (checked.of(severity) for severity in (Severity.ERROR, Severity.WARNING))
    tell(errors, lang)
    tell(() if quiet else warnings, lang, is_error=False)
    click.echo(_summary(folders, checked, {"errors": len(errors), "warnings": len(warnings)}, lang))
    try:
        if cache and checked.book:
            cache.keep(key, folders, checked.book)
    except CacheRefused as refused:
        tell([refused.fault], lang)
    sys.exit(1 if errors else 0)


def _summary(folders: tuple[Path, ...], checked: Checked, counts: Mapping[str, int], lang: Language) -> str:
    named = " + ".join(map(str, folders))
    if checked.book is None:
        return f"{named}: {counted(counts, lang)}"
    book = checked.book
    known = {"procedures": len(book.procedures), "offices": len(book.authorities)}
    return f"{named}: {counted({**counts, **known}, lang)}, {book.digest}"
