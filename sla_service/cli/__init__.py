"""`sla-service …`: due dates for people, and the commands for those who keep the rules and the contract."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from sla_service.store import configured_folders, over_shipped


class _Commands(click.Group):
    """Commands that are imported when they are called: none waits for what only others need."""

    def __init__(self, *arguments: Any, places: dict[str, str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._places = places

    def list_commands(self, _: click.Context) -> list[str]:
        """List the names of the commands, in their order."""
        return list(self._places)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """Import a command: one stands by its name in its module."""
        if name not in self._places:
            return None
        command: click.Command = getattr(import_module(self._places[name], __package__), name)
        return command


@click.command(
    cls=_Commands,
    places={
        "due": ".due",
        "calendar": ".calendar",
        "authorities": ".catalogue",
        "procedures": ".catalogue",
        "rules": ".rules",
    },
)
@click.option(
    "--rules",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of rules over the shipped ones; several in order. Else those of SLA_RULES_DIR.",
)
@click.pass_context
def main(context: click.Context, folders: tuple[Path, ...]) -> None:
    """Due dates of Vietnamese administrative procedures.

    For people: due, calendar, authorities, procedures; all but numbers in two languages (--lang). For those
    who keep the rules: rules. A shell completes commands, options and ids after
    `source <(_SLA_SERVICE_COMPLETE=bash_source sla-service)`, or zsh_source; in fish it is
    `_SLA_SERVICE_COMPLETE=fish_source sla-service | source`.
    """
    context.obj = over_shipped(folders) if folders else configured_folders()
    if os.environ.get("NO_COLOR"):
        context.color = False
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
