"""`sla-service …`: the commands for those who keep the rules and the contract."""

import sys
from pathlib import Path

import click

from sla_service.rulebook.files import RulesRefused
from sla_service.rulebook.load import load
from sla_service.wording.faults import fault_line
from sla_service.wording.values import Language


@click.group()
def main() -> None:
    """Due dates of Vietnamese administrative procedures."""


@main.group()
def rules() -> None:
    """Look after a folder of rules."""


@rules.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(["vi", "en"]), default="en", help="Language of the faults.")
def check(folder: Path, lang: Language) -> None:
    """Load FOLDER; print each fault as file:line:column: path: what was expected, and exit 1 on any."""
    try:
        book = load(folder)
    except RulesRefused as refused:
        for fault in refused.faults:
            click.echo(fault_line(fault.where, fault.code, fault.facts, lang), err=True)
        sys.exit(1)
    counts = f"{len(book.procedures)} procedures, {len(book.authorities)} offices"
    click.echo(f"{folder}: {counts}, {book.digest}")
