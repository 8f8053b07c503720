"""`sla-service authorities` and `procedures`: what there is to ask about, and what somebody may have meant."""

import difflib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from sla_service.core.law import Text
from sla_service.rulebook.book import RuleBook
from sla_service.wording import terminal as wording
from sla_service.wording.values import Language, filled, folded, say

from .options import in_language, rules_of
from .terminal import rows

NOTHING_FOUND = 1
_MOST_NEAR = 5

Titles = Mapping[str, Text]


def authorities_of(book: RuleBook) -> Titles:
    """Name every authority."""
    return {name: authority.title for name, authority in book.authorities.items()}


def procedures_of(book: RuleBook) -> Titles:
    """Name every procedure."""
    return {name: procedure.title for name, procedure in book.procedures.items()}


def matching(words: str, titles: Titles) -> list[str]:
    """List the ids in whose id or title, in either language, every word stands, accents or none."""
    wanted = folded(words).split()
    texts = {name: folded(f"{name} {title.vi} {title.en}") for name, title in sorted(titles.items())}
    return [name for name, text in texts.items() if all(word in text for word in wanted)]


def near(given: str, titles: Titles) -> list[str]:
    """List a few ids that may be meant: those that are written nearly so, else those whose title says it."""
    return (difflib.get_close_matches(given, titles, _MOST_NEAR) or matching(given, titles))[:_MOST_NEAR]


def _command(name: str, titles_of: Callable[[RuleBook], Titles]) -> click.Command:
    @click.command(name, help=f"List the {name} in whose id or title every WORD stands, accents or none.")
    @click.argument("words", nargs=-1, metavar="[WORD]...")
    @in_language
    @click.pass_obj
    def listing(folders: tuple[Path, ...], words: tuple[str, ...], lang: Language) -> None:
        titles = titles_of(rules_of(folders, lang))
        found = matching(" ".join(words), titles)
        for line in rows((name, say(titles[name], lang)) for name in found):
            click.echo(line)
        if not found:
            click.echo(filled(wording.NO_MATCH, {"words": " ".join(words)}, lang), err=True)
            sys.exit(NOTHING_FOUND)

    return listing


authorities = _command("authorities", authorities_of)
procedures = _command("procedures", procedures_of)
