"""`sla-service due`: when a result is due, told to a person or as the JSON of the service."""

import json
import sys
from pathlib import Path
from typing import Any, BinaryIO

import click

from sla_service.core.errors import SlaError
from sla_service.core.rules import Channel
from sla_service.http.due_dates import write_due_date
from sla_service.http.problems import Refused, faults_of
from sla_service.http.receipts import due_date_of, office_of
from sla_service.rulebook.book import RuleBook
from sla_service.wording.values import Language

from .options import REFUSED, in_language, named, rules_in_use, rules_of
from .question import as_members, check, place, read_request
from .refusals import refusal
from .sheet import Sheet


@click.command()
@named("authority", help="The office that received the dossier; else that of the file, or vn.")
@named("procedure", help="The procedure; gives the statutory term and the field.")
@click.option("--field", metavar="ID", help="The field of administration, when no procedure is named.")
@click.option(
    "--at",
    "received_at",
    metavar="MOMENT",
    help="When the complete dossier came: 2019-03-05T11:29:59+07:00; or '2019-03-05 11:29', what the clock "
    "at the office showed; or now.",
)
@click.option(
    "--channel",
    metavar="|".join(Channel),
    shell_complete=lambda _, __, begun: [word for word in Channel if word.startswith(begun)],
    help="How it came.",
)
@click.option(
    "--term", metavar="TERM", help="A term of your own: '3 working_days', '3 working days', '3 ngày làm việc'."
)
@click.option("--known-on", metavar="DATE", help="As things were known on that day.")
@click.option(
    "--request", "file", type=click.File("rb"), help="A request of POST /v1/due-dates as JSON; - for standard input."
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer of POST /v1/due-dates.")
@in_language
@click.pass_obj
def due(folders: tuple[Path, ...], file: BinaryIO | None, as_json: bool, **given: Any) -> None:
    """Tell when a result is due, by which rule, and how that was counted.

    What the options say goes over what the file of --request says; there, a request may also have
    suspensions, extensions, stages and all else that the service takes. A month is drawn below: the legend
    tells what its signs mean.

    Exits with 0 where there is an answer, also where the term is held; with 1 where the question is refused,
    by the codes and in the words of the service; with 2 where the command line or the rules are wrong.
    """
    lang = given.pop("lang")
    book = rules_of(folders, lang)
    given, filed = as_members(given), dict[str, Any]()
    try:
        filed = read_request(file) if file else filed
        asked, known = check({**filed, **given}, book)
        click.echo(_written(asked, known) if as_json else _sheet(asked, known, lang))
    except (Refused, SlaError) as error:
        for line in refusal(faults_of(error), book, lang, lambda path: place(path, filed.keys() - given.keys())):
            click.echo(line, err=True)
        sys.exit(REFUSED)


def _written(asked: dict[str, Any], book: RuleBook) -> str:
    office = office_of(asked, book)
    due = due_date_of(asked, office, book, is_explained=asked["explain"])
    body = write_due_date(asked, due, office.timeline) | {"rules": rules_in_use(book)}
    return json.dumps(body, ensure_ascii=False, indent=2)


def _sheet(asked: dict[str, Any], book: RuleBook, lang: Language) -> str:
    office = office_of(asked, book)
    due = due_date_of(asked, office, book, is_explained=True)
    return "\n".join(Sheet(asked, due, office, book, lang).lines())
