"""`sla-service …`: the commands for those who keep the rules and the contract."""

from pathlib import Path

import click

from sla_service.store import configured_folders, over_shipped

from .diff import diff
from .new import new
from .options import FOLDER
from .rules import check


@click.group()
@click.option(
    "--rules",
    "folders",
    multiple=True,
    type=FOLDER,
    help="A folder of rules over the shipped ones; several in order. Else those of SLA_RULES_DIR.",
)
@click.pass_context
def main(context: click.Context, folders: tuple[Path, ...]) -> None:
    """Due dates of Vietnamese administrative procedures."""
    context.obj = over_shipped(folders) if folders else configured_folders()


@main.group()
def rules() -> None:
    """Look after folders of rules."""


for command in (check, diff, new):
    rules.add_command(command)
