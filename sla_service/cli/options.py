"""What several commands take, and how each tells faults."""

import os
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from sla_service.rulebook.book import RuleBook
from sla_service.rulebook.faults import Fault, RulesRefused
from sla_service.store import configured_cache, configured_folders, over_shipped, take
from sla_service.wording.answers import step
from sla_service.wording.faults import fault_line
from sla_service.wording.values import LANGUAGES, Language, say

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

REFUSED = 1  # the exit status where a question has no answer
TROUBLE = 2  # the exit status where nothing can be asked: rules that are refused, a command line that is wrong


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


def rules_of(folders: tuple[Path, ...], lang: Language) -> RuleBook:
    """Take the rules of the folders in use; broken ones are told, and end with 2."""
    try:
        return take(folders, configured_cache())
    except RulesRefused as refused:
        tell(refused.faults, lang)
        sys.exit(TROUBLE)


def rules_in_use(book: RuleBook) -> dict[str, str]:
    """Name the release and the digest of the rules, as the service does."""
    return {"release": version("sla-service"), "digest": book.digest}


_IDS: dict[str, Callable[[Path], Iterable[str]]] = {  # a file is named as what it says
    "authority": lambda rules: (path.parent.name for path in rules.glob("authorities/*/office.yaml")),
    "procedure": lambda rules: (path.stem for path in rules.glob("procedures/*.yaml")),
}


def named(what: str, **more: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make an option that takes an id, which a shell completes from the names of the rule files."""

    def complete(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
        folders = context.find_root().params["folders"]
        known = over_shipped(folders) if folders else configured_folders()
        return sorted({name for folder in known for name in _IDS[what](folder) if name.startswith(begun)})

    return click.option(f"--{what}", metavar="ID", shell_complete=complete, **more)


def tell(faults: Iterable[Fault], lang: Language, *, is_error: bool = True) -> None:
    """Print each fault as `file:line:column: path: what was expected`, on standard error if it is one.

    Below an example that comes out otherwise stand the steps of its count.
    """
    for fault in faults:
        click.echo(fault_line(fault.where, fault.code, fault.facts, lang), err=is_error)
        for done in fault.steps:
            click.echo(f"    {say(step(done), lang)}", err=is_error)
