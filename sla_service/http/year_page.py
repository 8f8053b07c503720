"""The page at `/year`: an office's twelve months, its days off and its hours at a glance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from werkzeug.datastructures import MultiDict

from sla_service.core.calendar import WEEKDAYS, Day, OfficeHours, Sessions, WorkingCalendar
from sla_service.core.clock import dates
from sla_service.core.due_date import service_days_among
from sla_service.core.errors import BeyondHorizon, SlaError
from sla_service.core.months import lay_out_year
from sla_service.core.rules import Rule
from sla_service.core.trials import Office
from sla_service.rulebook.book import NATIONWIDE, Authority
from sla_service.wording.months import is_special
from sla_service.wording.problems import message

from .drawings import draw_year
from .due_date_page import authorities
from .edge import rule_book
from .questions import Question


@dataclass(frozen=True, slots=True)
class Model:
    """A local model and its days in a year; by its number the drawings give it a sign."""

    rule: Rule
    number: int
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Weekdays that follow each other and have the same hours, by their numbers from Monday, 0."""

    first: int
    last: int
    sessions: Sessions
    is_for_receipt: bool


def year_page(query: MultiDict[str, str]) -> dict[str, Any]:
    """Show the year of an office, or tell what is wrong with the question."""
    question = Question.of(query)
    page = {"question": question, "authorities": authorities(rule_book(), question.language)}
    try:
        authority = rule_book().authority(question.members.get("authority", NATIONWIDE))
        page |= {"authority": authority, "years": _whole_years(authority.office.timeline.calendar)}
        return page | _shown(question, query.get("year", "").strip(), authority)
    except SlaError as fault:
        return page | {"faults": [message(fault.code, fault.facts, question.language)]}


def _shown(question: Question, asked: str, authority: Authority) -> dict[str, Any]:
    calendar = authority.office.timeline.calendar
    year = _chosen(asked, question, calendar)
    months = lay_out_year(year, authority.office.timeline)
    days = [cell.day for month in months for week in month.weeks for cell in week if cell]
    models = _models(days, authority.office)
    return {
        "question": question.with_(year=str(year)),
        "year": year,
        "drawings": draw_year(months, _by_day(models), question.language),
        "working_days": sum(day.is_working for day in days),
        "special": list(filter(is_special, days)),
        "models": models,
        "hours": [(hours, _week(hours)) for hours in calendar.hours if _touches(hours, year)],
        "zone": calendar.time_zone.key,
        "is_settled": calendar.published is None or year in calendar.published,
        "is_partly_settled": year in calendar.partly_published,
    }


def _whole_years(calendar: WorkingCalendar) -> range:
    """List the years of which the calendar knows every day."""
    first = calendar.first.year + (calendar.first > date(calendar.first.year, 1, 1))
    last = calendar.last.year - (calendar.last < date(calendar.last.year, 12, 31))
    return range(first, last + 1)


def _chosen(asked: str, question: Question, calendar: WorkingCalendar) -> int:
    """Choose the year: the one asked for, else that of the receipt, else the newest that is settled.

    Raises BeyondHorizon. This machine's clock has no say in it.
    """
    years = _whole_years(calendar)
    known = {str(year): year for year in years}
    if not known or (asked and asked not in known):
        raise BeyondHorizon(first=calendar.first, last=calendar.last)
    wanted = known.get(asked or question.members.get("received_at", "")[:4])
    return wanted or max((year for year in years if year in (calendar.published or ())), default=years[-1])


def _models(days: list[Day], office: Office) -> list[Model]:
    """List the models that are held on certain days of a year."""
    held = service_days_among((day.on for day in days), office)
    return [Model(rule, number, dates) for number, (rule, dates) in enumerate(held, start=1)]


def _by_day(models: list[Model]) -> dict[date, tuple[int, ...]]:
    """List by number the models of each day that has any."""
    numbers: dict[date, tuple[int, ...]] = {}
    for model in models:
        for on in model.days:
            numbers[on] = (*numbers.get(on, ()), model.number)
    return numbers


def _touches(hours: OfficeHours, year: int) -> bool:
    return any(hours.in_force.covers(on) for on in dates(date(year, 1, 1), date(year, 12, 31)))


def _week(hours: OfficeHours) -> Iterator[Weekdays]:
    """Lay together the weekdays in a row that have the same hours."""
    week = hours.week
    for (sessions, is_for_receipt), numbers in groupby(
        range(len(WEEKDAYS)), key=lambda number: (week.sessions[number], number in week.receives_only)
    ):
        same = list(numbers)
        yield Weekdays(same[0], same[-1], sessions, is_for_receipt and bool(sessions))
