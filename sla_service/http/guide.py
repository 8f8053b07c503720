"""The guide: `docs/` in one language, with the programs of `examples/` and the tables that the code gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from sla_service.rulebook.place import shipped
from sla_service.wording.codes import CODES, FACTS
from sla_service.wording.glossary import GLOSSARY
from sla_service.wording.problems import PROBLEMS
from sla_service.wording.values import Language

from .problems import status_of

_IN_ORDER = ("due-date", "rules", "digest", "clients", "codes", "versions", "words")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the guide: its place on the page, its heading, and what it says as HTML."""

    id: str
    title: str
    body: Markup


@cache
def sections(language: Language) -> tuple[Section, ...]:
    """Give the guide in one language; it says the same as long as the program runs."""
    pages = Environment(
        loader=FileSystemLoader(shipped("docs")),
        autoescape=False,  # noqa: S701 - it makes Markdown, and that escapes what becomes HTML
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    pages.globals |= {"example": _example, "codes": CODES, "facts": FACTS}
    pages.globals |= {"problems": _by_status(), "glossary": GLOSSARY}
    return tuple(_section(name, pages.get_template(f"{language}/{name}.md").render()) for name in _IN_ORDER)


def _section(name: str, text: str) -> Section:
    title, _, body = text.partition("\n")
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return Section(name, title.removeprefix("# "), Markup(reader.render(body)))  # noqa: S704 - no HTML passes


def _example(name: str) -> str:
    return (shipped("examples") / name).read_text("utf-8").rstrip("\n")


def _by_status() -> Mapping[int, tuple[str, ...]]:
    return {status: tuple(codes) for status, codes in groupby(sorted(PROBLEMS, key=status_of), status_of)}
