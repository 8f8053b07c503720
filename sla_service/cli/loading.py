"""The rules that a command answers by, and what is wrong with rules."""

import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import click

from sla_service.rulebook.book import RuleBook
from sla_service.rulebook.faults import Fault, RulesRefused
from sla_service.store import configured_cache, take
from sla_service.wording.answers import step
from sla_service.wording.faults import fault_line
from sla_service.wording.values import Language, say

TROUBLE = 2  # the exit status where nothing can be asked, as where a command line is wrong


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


def tell(faults: Iterable[Fault], lang: Language, *, is_error: bool = True) -> None:
    """Print each fault as `file:line:column: path: what was expected`, on standard error if it is one.

    Below an example that comes out otherwise stand the steps of its count.
    """
    for fault in faults:
        click.echo(fault_line(fault.where, fault.code, fault.facts, lang), err=is_error)
        for done in fault.steps:
            click.echo(f"    {say(step(done), lang)}", err=is_error)
