"""`sla-service …`: the commands for those who keep the rules and the contract."""

import gc
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import click

from sla_service.rulebook.faults import Fault, Severity
from sla_service.rulebook.load import Checked
from sla_service.rulebook.load import check as check_folder
from sla_service.rulebook.place import rules_folder
from sla_service.wording.answers import step
from sla_service.wording.faults import counted, fault_line
from sla_service.wording.values import Language, say


@click.group()
def main() -> None:
    """Due dates of Vietnamese administrative procedures."""


@main.group()
def rules() -> None:
    """Look after a folder of rules."""


@rules.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(["vi", "en"]), default="en", help="Language of what is told.")
@click.option("--quiet", is_flag=True, help="Tell errors and the count, no warnings.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day by which checks of the rules are old; else today."
)
def check(folder: Path | None, lang: Language, quiet: bool, as_of: datetime | None) -> None:
    """Check the rules in FOLDER, the shipped ones unless given, and run their examples.

    Each fault is told as file:line:column: path: what was expected; a warning says that it is one. Exits
    with 1 on errors.
    """
    gc.disable()  # one short run: collecting the many small values of YAML takes longer than all the checks
    folder = folder or rules_folder()
    on = as_of.date() if as_of else date.today()  # noqa: DTZ011, TID251 - the one clock that is read
    checked = check_folder(folder, on)
    errors, warnings = (checked.of(severity) for severity in (Severity.ERROR, Severity.WARNING))
    for fault in errors:
        _tell(fault, lang, is_error=True)
    for fault in () if quiet else warnings:
        _tell(fault, lang, is_error=False)
    click.echo(_summary(folder, checked, {"errors": len(errors), "warnings": len(warnings)}, lang))
    sys.exit(1 if errors else 0)


def _tell(fault: Fault, lang: Language, *, is_error: bool) -> None:
    click.echo(fault_line(fault.where, fault.code, fault.facts, lang), err=is_error)
    for done in fault.steps:
        click.echo(f"    {say(step(done), lang)}", err=is_error)


def _summary(folder: Path, checked: Checked, counts: Mapping[str, int], lang: Language) -> str:
    if checked.book is None:
        return f"{folder}: {counted(counts, lang)}"
    book = checked.book
    known = {"procedures": len(book.procedures), "offices": len(book.authorities)}
    return f"{folder}: {counted({**counts, **known}, lang)}, {book.digest}"
