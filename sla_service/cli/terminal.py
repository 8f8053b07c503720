"""Text laid out for a terminal: eighty columns, and nothing in it that is not text."""

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator

from sla_service.wording.values import printable

WIDTH = 80


def shown(text: str) -> str:
    """Write a text as it can be shown: accents in one with their letters, what does not print escaped."""
    return printable(unicodedata.normalize("NFC", text))


def wrapped(text: str, first: str = "", below: str | None = None) -> Iterator[str]:
    """Break a text into lines, the first behind `first`, the others behind `below`, else so many blanks."""
    hanging = " " * len(first) if below is None else below
    yield from textwrap.wrap(shown(text), WIDTH, initial_indent=first, subsequent_indent=hanging)


def rows(items: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Lay labels and texts out in two columns."""
    listed = list(items)
    width = max((len(label) for label, _ in listed), default=0)
    for label, text in listed:
        yield from wrapped(text, label.ljust(width + 2))


def flowed(items: Iterable[str]) -> Iterator[str]:
    """Lay short items out beside each other, as many as a line holds."""
    line = ""
    for item in map(shown, items):
        if line and len(line) + 3 + len(item) > WIDTH:
            yield line
            line = ""
        line = f"{line}   {item}" if line else item
    if line:
        yield line
