"""`sla-service authorities` and `procedures`: what can be asked about, and what somebody may have meant."""

import difflib
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from sla_service.core.law import Text
from sla_service.rulebook.book import RuleBook
from sla_service.wording import terminal as wording
from sla_service.wording.values import Language, filled, folded, say

from .loading import rules_of
from .options import in_language
from .terminal import rows, shown

NOTHING_FOUND = 1
_MOST_NEAR = 3

Titles = Mapping[str, Text]


def authorities_of(book: RuleBook) -> Titles:
    """Name every authority."""
    return {name: authority.title for name, authority in book.authorities.items()}


def procedures_of(book: RuleBook) -> Titles:
    """Name every procedure."""
    return {name: procedure.title for name, procedure in book.procedures.items()}


def matching(words: str, titles: Titles) -> list[str]:
    """List the ids of which every word begins one of the id, or of its title in either language."""
    wanted = _words(words)
    if words.strip() and not wanted:
        return []
    return [
        name
        for name, title in sorted(titles.items())
        if _begin(wanted, _words(f"{name} {title.vi} {title.en}"))
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", folded(text))


def _begin(begun: list[str], words: list[str]) -> bool:
    return all(any(word.startswith(start) for word in words) for start in begun)


def near(given: str, titles: Titles) -> list[str]:
    """List a few ids that may be meant: those that are written nearly so, else those whose title says it."""
    written = "-".join(_words(given))
    if not written:
        return []
    return (difflib.get_close_matches(written, titles, _MOST_NEAR) or matching(given, titles))[:_MOST_NEAR]


def _command(name: str, words: str, titles_of: Callable[[RuleBook], Titles]) -> click.Command:
    @click.command(name, help=words)
    @click.argument("wanted", nargs=-1, metavar="[WORD]...")
    @in_language
    @click.pass_obj
    def listing(folders: tuple[Path, ...], /, wanted: tuple[str, ...], lang: Language) -> None:
        titles = titles_of(rules_of(folders, lang))
        given = " ".join(wanted)
        found = matching(given, titles)
        for line in rows((name, say(titles[name], lang)) for name in found):
            click.echo(line)
        if not found:
            click.echo(shown(filled(wording.NO_MATCH, {"words": given}, lang)), err=True)
            sys.exit(NOTHING_FOUND)

    return listing


authorities = _command(
    "authorities",
    "List the offices; with WORDs, those that have words which begin so, accents or none. Exits with 1 where "
    "there are none.",
    authorities_of,
)
procedures = _command(
    "procedures",
    "List the procedures; with WORDs, those that have words which begin so, accents or none. Exits with 1 "
    "where there are none.",
    procedures_of,
)
