"""The answer to a due-date question on the command line: a sheet to read, or JSON; or why there is none."""

import json
from pathlib import Path
from typing import Any, BinaryIO

import click

from sla_service.core.errors import SlaError
from sla_service.http.due_dates import write_due_date
from sla_service.http.problems import Refused, faults_of
from sla_service.http.receipts import due_date_of, office_of
from sla_service.rulebook.book import RuleBook
from sla_service.wording.values import Language

from .loading import rules_in_use, rules_of
from .question import check, place, read_request
from .refusals import refuse
from .sheet import Sheet


def tell_due_date(
    folders: tuple[Path, ...], lang: Language, file: BinaryIO | None, *, as_json: bool, **options: str | None
) -> None:
    """Answer what the options ask over what the file says."""
    book = rules_of(folders, lang)
    given = {name: text for name, text in options.items() if text is not None}
    filed: dict[str, Any] = {}
    try:
        filed = read_request(file) if file else filed
        asked, known = check(filed, given, book)
        told = _written(asked, known) if as_json else _sheet(asked, known, lang)
    except (Refused, SlaError) as error:
        from_file = filed.keys() - given.keys()
        refuse(faults_of(error), book, lang, lambda path: place(path, from_file))
    click.echo(told)


def _written(asked: dict[str, Any], book: RuleBook) -> str:
    office = office_of(asked, book)
    due = due_date_of(asked, office, book, is_explained=asked["explain"])
    body = write_due_date(asked, due, office.timeline) | {"rules": rules_in_use(book)}
    return json.dumps(body, ensure_ascii=False, indent=2)


def _sheet(asked: dict[str, Any], book: RuleBook, lang: Language) -> str:
    office = office_of(asked, book)
    due = due_date_of(asked, office, book, is_explained=True)
    return "\n".join(Sheet(asked, due, office, book, lang).lines())
