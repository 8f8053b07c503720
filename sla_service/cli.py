"""`sla-service …`: the commands for those who keep the rules and the contract."""

import gc
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import click

from sla_service.rulebook.faults import Fault, Severity
from sla_service.rulebook.load import Checked
from sla_service.rulebook.load import check as check_folders
from sla_service.store import configured_folders, over_shipped
from sla_service.wording.answers import step
from sla_service.wording.faults import counted, fault_line
from sla_service.wording.values import Language, say

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
@click.option(
    "--rules",
    "folders",
    multiple=True,
    type=_FOLDER,
    help="A folder of rules over the shipped ones; several in order. Else those of SLA_RULES_DIR.",
)
@click.pass_context
def main(context: click.Context, folders: tuple[Path, ...]) -> None:
    """Due dates of Vietnamese administrative procedures."""
    context.obj = over_shipped(folders) if folders else configured_folders()


def _meant(context: click.Context, _: click.Parameter, listed: tuple[Path, ...]) -> tuple[Path, ...]:
    """Find the folders that a command is about: those it lists, else those of the service."""
    return over_shipped(listed) if listed else context.obj


@main.group()
def rules() -> None:
    """Look after folders of rules."""


@rules.command()
@click.argument("folders", metavar="[FOLDER]...", nargs=-1, type=_FOLDER, callback=_meant)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="en", help="Language of what is told.")
@click.option("--quiet", is_flag=True, help="Tell errors and the count, no warnings.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day by which checks of the rules are old; else today."
)
def check(folders: tuple[Path, ...], lang: Language, quiet: bool, as_of: datetime | None) -> None:
    """Check the rules of each FOLDER over those before it, and run their examples.

    Each fault is told as file:line:column: path: what was expected; a warning says that it is one. The
    shipped rules lie below them, unless the first FOLDER is whole: it has a folder schema. Without any FOLDER
    the rules that the service would load are checked. Exits with 1 on errors.
    """
    gc.disable()  # one short run: collecting the many small values of YAML takes longer than all the checks
    on = as_of.date() if as_of else date.today()  # noqa: DTZ011, TID251 - the one clock that is read
    checked = check_folders(folders, on)
    errors, warnings = (checked.of(severity) for severity in (Severity.ERROR, Severity.WARNING))
    for fault in errors:
        _tell(fault, lang, is_error=True)
    for fault in () if quiet else warnings:
        _tell(fault, lang, is_error=False)
    click.echo(_summary(folders, checked, {"errors": len(errors), "warnings": len(warnings)}, lang))
    sys.exit(1 if errors else 0)


def _tell(fault: Fault, lang: Language, *, is_error: bool) -> None:
    click.echo(fault_line(fault.where, fault.code, fault.facts, lang), err=is_error)
    for done in fault.steps:
        click.echo(f"    {say(step(done), lang)}", err=is_error)


def _summary(folders: tuple[Path, ...], checked: Checked, counts: Mapping[str, int], lang: Language) -> str:
    named = " + ".join(map(str, folders))
    if checked.book is None:
        return f"{named}: {counted(counts, lang)}"
    book = checked.book
    known = {"procedures": len(book.procedures), "offices": len(book.authorities)}
    return f"{named}: {counted({**counts, **known}, lang)}, {book.digest}"
