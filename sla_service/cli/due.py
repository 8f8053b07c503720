"""`sla-service due`: when a result is due, told to a person or as the JSON of the service."""

from pathlib import Path
from typing import Any

import click

from sla_service.core.rules import Channel

from .options import in_language, named


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
    "--term",
    metavar="TERM",
    help="A term of your own: '3 working_days', '3 working days', '3 ngày làm việc'.",
)
@click.option("--known-on", metavar="DATE", help="As things were known on that day.")
@click.option(
    "--request",
    "file",
    type=click.File("rb"),
    help="A request of POST /v1/due-dates as JSON; - for standard input.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer of POST /v1/due-dates.")
@in_language
@click.pass_obj
def due(folders: tuple[Path, ...], /, **given: Any) -> None:
    """Tell when a result is due, by which rule, and how that was counted, with the months drawn.

    The options go over what the file of --request says; a request may also have suspensions, extensions,
    stages and all else that the service takes.

    Exits with 0 where there is an answer, also where the term is held; with 1 where the question is refused,
    by the codes and in the words of the service; with 2 where the command line or the rules are wrong.
    """
    from .answer import tell_due_date  # noqa: PLC0415 - a shell that completes need not wait for it

    tell_due_date(folders, given.pop("lang"), **given)
