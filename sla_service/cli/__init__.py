"""`sla-service …`: due dates for people, and the commands for those who keep the rules and the contract."""

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from .options import FOLDER, in_use


class _Commands(click.Group):
    """Commands that are imported when they are called for: none waits for what only others need.

    `places` are the modules in which they stand by their names.
    """

    def __init__(self, *arguments: Any, places: Mapping[str, str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._places = places

    def list_commands(self, context: click.Context) -> list[str]:
        """List the names of the commands, in their order."""
        return [*self._places, *super().list_commands(context)]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Find a command, and import it unless it is here."""
        if name not in self._places:
            return super().get_command(context, name)
        command: click.Command = getattr(import_module(self._places[name], __package__), name)
        return command


@click.command(
    cls=_Commands,
    places={
        "due": ".due",
        "calendar": ".calendar",
        "authorities": ".catalogue",
        "procedures": ".catalogue",
    },
)
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
    context.obj = in_use(folders)
    if os.environ.get("NO_COLOR"):
        context.color = False
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a letter that it cannot write is no reason to fail
            stream.reconfigure(errors="replace")


main.add_command(
    _Commands(
        "rules",
        places={"check": ".rules", "diff": ".diff", "new": ".new"},
        help="Look after folders of rules.",
    )
)
