"""`sla-service rules check`: every fault of rules at its place."""

import sys
from pathlib import Path

import click

from sla_service.rulebook.files import RulesRefused
from sla_service.rulebook.load import load
from sla_service.store import over_shipped
from sla_service.wording.values import Language

from .options import FOLDER, in_language, tell


@click.command()
@click.argument("listed", metavar="[FOLDER]...", nargs=-1, type=FOLDER)
@in_language
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
        tell(refused.faults, lang)
        sys.exit(1)
    counts = f"{len(book.procedures)} procedures, {len(book.authorities)} offices"
    click.echo(f"{' + '.join(map(str, folders))}: {counts}, {book.digest}")
