"""`sla-service …`: the commands for those who keep the rules and the contract."""

import sys
from pathlib import Path

import click

from sla_service.rulebook.files import RulesRefused
from sla_service.rulebook.load import load
from sla_service.store import configured_folders, over_shipped
from sla_service.wording.faults import fault_line
from sla_service.wording.values import Language

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


@main.group()
def rules() -> None:
    """Look after folders of rules."""


@rules.command()
@click.argument("listed", metavar="[FOLDER]...", nargs=-1, type=_FOLDER)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="en", help="Language of the faults.")
@click.pass_obj
def check(folders: tuple[Path, ...], listed: tuple[Path, ...], lang: Language) -> None:
    """Load each FOLDER over those before it; print each fault as file:line:column: path: what was expected.

    The shipped rules lie below them, unless the first FOLDER is whole: it has a folder schema. Without any
    FOLDER the rules that the service would load are checked. Exits with 1 on any fault.
    """
    folders = over_shipped(listed) if listed else folders
    try:
        book = load(*folders)
    except RulesRefused as refused:
        for fault in refused.faults:
            click.echo(fault_line(fault.where, fault.code, fault.facts, lang), err=True)
        sys.exit(1)
    counts = f"{len(book.procedures)} procedures, {len(book.authorities)} offices"
    click.echo(f"{' + '.join(map(str, folders))}: {counts}, {book.digest}")
