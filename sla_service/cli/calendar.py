"""`sla-service calendar`: the year of an office at a glance."""

from pathlib import Path
from typing import Any

import click

from .options import in_language, named


@click.command()
@click.argument("year")
@named("authority", default="vn", help="The office whose year it is; else vn, the nationwide default.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print the days as GET /v1/authorities/ID/days has them."
)
@in_language
@click.pass_obj
def calendar(folders: tuple[Path, ...], /, **given: Any) -> None:
    """Draw a YEAR in twelve small months, and list what is out of the ordinary in it, each with its source.

    Exits with 0; with 1 where there is no such office, or its calendar does not know the year; with 2 where
    the command line or the rules are wrong.
    """
    from .year import tell_year  # noqa: PLC0415 - a shell that completes need not wait for it

    tell_year(folders, given.pop("lang"), **given)
