"""A year at a glance: days off, swapped days, and the service days of an office, with their sources."""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, repeat
from pathlib import Path
from typing import Any, NamedTuple

import click

from sla_service.core.calendar import Day
from sla_service.core.due_date import service_days_among
from sla_service.core.errors import SlaError, located
from sla_service.core.law import Citation, Text
from sla_service.core.months import Month, lay_out_year
from sla_service.core.rules import Rule
from sla_service.http.authorities import write_office_days
from sla_service.rulebook.book import Authority
from sla_service.wording import answers
from sla_service.wording import terminal as wording
from sla_service.wording.months import is_special, told_day
from sla_service.wording.values import Language, fill, say

from .drawing import cells, draw_year
from .loading import rules_in_use, rules_of
from .refusals import refuse
from .terminal import wrapped

_YEAR = re.compile(r"\d{4}", re.ASCII)
_SIGNS = "^@#%&"  # of the office's models; more share the last


class _Model(NamedTuple):
    """A model of an office, its days in the year, and the sign that marks them."""

    sign: str
    rule: Rule
    days: tuple[date, ...]


def tell_year(folders: tuple[Path, ...], lang: Language, year: str, **how: Any) -> None:
    """Draw the year of an office and list what is out of the ordinary in it, or print its days."""
    book = rules_of(folders, lang)
    try:
        authority = book.authority(how["authority"])
        months = _months(year, authority)
    except SlaError as error:
        refuse((error,), book, lang, lambda path: path.replace("/", "--"))
    if how["as_json"]:
        body = write_office_days(authority, _days(months)) | {"rules": rules_in_use(book)}
        click.echo(json.dumps(body, ensure_ascii=False, indent=2))
    else:
        for line in _lines(authority, months, lang):
            click.echo(line)


def _months(year: str, authority: Authority) -> tuple[Month, ...]:
    calendar = authority.office.timeline.calendar
    with located("YEAR"):
        first, last = (on.year for on in (calendar.first, calendar.last))
        if not (_YEAR.fullmatch(year) and first <= int(year) <= last):
            raise SlaError("out_of_range", first=first, last=last)
        return lay_out_year(int(year), authority.office.timeline)


def _days(months: tuple[Month, ...]) -> Iterator[Day]:
    return (cell.day for month in months for cell in cells(month))


def _lines(authority: Authority, months: tuple[Month, ...], lang: Language) -> Iterator[str]:
    days = list(_days(months))
    models = _models(authority, days)
    signs = {on: model.sign for model in reversed(models) for on in model.days}
    office = fill(wording.NAMED, {"title": authority.title, "id": authority.id})
    heading = fill(wording.YEAR, {"year": months[0].first.year, "office": office})
    yield from (click.style(line, bold=True) for line in wrapped(say(heading, lang)))
    yield say(fill(wording.WORKING_DAYS, {"count": sum(day.is_working for day in days)}), lang)
    if any(day.is_provisional for day in days):
        yield from wrapped(say(wording.EXPECTED, lang))
    yield ""
    yield from draw_year(months, signs, lang)
    for heading, items in (*_special_days(days), *_service_days(models)):
        yield ""
        yield from (click.style(line, bold=True) for line in wrapped(say(heading, lang)))
        for item in items:
            yield from wrapped(say(item, lang), "  ", " " * 4)


def _models(authority: Authority, days: list[Day]) -> list[_Model]:
    """Find the models of an office that have days in a year, each with a sign."""
    held = service_days_among((day.on for day in days), authority.office)
    signs = chain(_SIGNS, repeat(_SIGNS[-1]))
    return [_Model(sign, rule, dates) for sign, (rule, dates) in zip(signs, held, strict=False)]


def _special_days(days: list[Day]) -> Iterator[tuple[Text, Iterator[Text]]]:
    """List the days that are out of the ordinary by their sources, in the order in which these come up."""
    by_source: dict[Citation | None, list[Day]] = {}
    for day in filter(is_special, days):
        by_source.setdefault(day.citation, []).append(day)
    for citation, listed in by_source.items():
        source = (
            fill(wording.BY_SOURCE, {"source": answers.source(citation)}) if citation else wording.NO_SOURCE
        )
        yield source, map(told_day, listed)


def _service_days(models: list[_Model]) -> Iterator[tuple[Text, tuple[Text, ...]]]:
    """List the models, each with the sources of the version of its first day."""
    for model in models:
        version = model.rule.version_on(model.days[0])
        facts = {"sign": model.sign, "title": model.rule.title, "id": model.rule.id, "count": len(model.days)}
        last = model.days[-1]
        doubts = answers.unconfirmed(model.rule.version_on(last), last)
        yield (
            fill(wording.SERVICE_DAY, facts),
            (*answers.sources(version.citations if version else ()), *doubts),
        )
