"""What several commands take, and how each tells faults."""

from collections.abc import Iterable
from pathlib import Path

import click

from sla_service.rulebook.faults import Fault
from sla_service.wording.answers import step
from sla_service.wording.faults import fault_line
from sla_service.wording.values import LANGUAGES, Language, say

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

in_language = click.option(
    "--lang", type=click.Choice(LANGUAGES), default="en", help="Language of what is told."
)


def tell(faults: Iterable[Fault], lang: Language, *, is_error: bool = True) -> None:
    """Print each fault as `file:line:column: path: what was expected`, on standard error if it is one.

    Below an example that comes out otherwise stand the steps of its count.
    """
    for fault in faults:
        click.echo(fault_line(fault.where, fault.code, fault.facts, lang), err=is_error)
        for done in fault.steps:
            click.echo(f"    {say(step(done), lang)}", err=is_error)
