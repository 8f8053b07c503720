"""What several commands take. A shell that completes waits for this module: it imports little."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from sla_service.rulebook.place import configured_folders, over_shipped
from sla_service.wording.values import LANGUAGES, Language

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def in_use(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Lay the folders of `--rules` over the shipped ones; without any, those of the service are in use."""
    return over_shipped(folders) if folders else configured_folders()


def _spoken() -> Language:
    """Find the language of whoever sits there, as POSIX has it: Vietnamese or English."""
    said = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "vi" if said.startswith("vi") else "en"


in_language = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=_spoken,
    help="Language of what is told; else that of LANG: vi, or en for any other.",
)


_IDS: dict[str, Callable[[Path], Iterable[str]]] = {  # a file is named as what it says
    "authority": lambda rules: (path.parent.name for path in rules.glob("authorities/*/office.yaml")),
    "procedure": lambda rules: (path.stem for path in rules.glob("procedures/*.yaml")),
}


def named(what: str, **more: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make an option that takes an id, which a shell completes from the names of the rule files."""

    def complete(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
        known = in_use(context.find_root().params["folders"])
        return sorted({name for folder in known for name in _IDS[what](folder) if name.startswith(begun)})

    return click.option(f"--{what}", metavar="ID", shell_complete=complete, **more)
