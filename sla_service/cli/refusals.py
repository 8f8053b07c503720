"""Why a question has no answer, in the words that the service has for it, and what would help."""

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import NoReturn

import click

from sla_service.core.errors import SlaError
from sla_service.rulebook.book import RuleBook
from sla_service.wording import terminal as wording
from sla_service.wording.problems import message
from sla_service.wording.values import Language, filled, say

from .catalogue import Titles, authorities_of, near, procedures_of
from .terminal import wrapped

REFUSED = 1  # the exit status where a question has no answer

_KNOWN: Mapping[str, tuple[Callable[[RuleBook], Titles], str]] = {
    "unknown_authority": (authorities_of, "sla-service authorities"),
    "unknown_procedure": (procedures_of, "sla-service procedures"),
    "unknown_field": (lambda book: book.fields, ""),
}


def refuse(
    faults: tuple[SlaError, ...], book: RuleBook, lang: Language, place: Callable[[str], str]
) -> NoReturn:
    """Tell every fault with its place and its code, and what would help; end with 1."""
    for fault in faults:
        told, where = message(fault.code, fault.facts, lang), place(fault.path)
        _tell(f"{where}: {told} [{fault.code}]", "")
        for hint in _hints(fault, book, lang):
            _tell(hint, "  ")
        if (where, fault.code) in wording.WAYS:
            _tell(say(wording.WAYS[where, fault.code], lang), "  ")
    sys.exit(REFUSED)


def _tell(text: str, indent: str) -> None:
    for line in wrapped(text, indent, "  "):
        click.echo(line, err=True)


def _hints(fault: SlaError, book: RuleBook, lang: Language) -> Iterator[str]:
    if fault.code not in _KNOWN:
        return
    titles_of, command = _KNOWN[fault.code]
    meant = near(fault.facts["given"], titles_of(book))
    if meant:
        yield filled(wording.NEAR, {"ids": meant}, lang)
    if command:
        yield filled(wording.LIST_THEM, {"command": command}, lang)
