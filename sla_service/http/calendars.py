"""`GET /v1/calendars`: which calendars there are, where they come from, what each day is."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields

from sla_service.rulebook.book import NamedCalendar, Source

from .answers import CalendarDaySchema, CitationSchema, TextSchema, rules_field
from .day_lists import DaysQuerySchema, listed_days
from .edge import answer, in_path, rule_book, rules_in_use
from .fields import described
from .office_hours import OfficeHoursSchema, office_hours
from .openapi import Blueprint, named_id
from .requests import QuerySchema
from .values import calendar_day, citation, plain, text

blueprint = Blueprint("calendars", __name__, url_prefix="/v1", description="Working calendars.")

_ID = named_id("A calendar's id.", "vn")


class HorizonSchema(Schema):
    """The span of days that a calendar knows."""

    first = fields.Date(required=True, metadata=described("The first day."))
    last = fields.Date(required=True, metadata=described("The last day."))


class SourceSchema(Schema):
    """A text that settles days of a year."""

    year = fields.Integer(required=True, metadata=described("The year whose days it settles."))
    announced_on = fields.Date(
        required=True, allow_none=True, metadata=described("When it became public; null where not known.")
    )
    citation = fields.Nested(CitationSchema, required=True, metadata=described("The text itself."))


class CalendarEntrySchema(Schema):
    """A calendar: its span, its default hours and its sources."""

    id = fields.String(required=True, metadata=described("Its id."))
    title = fields.Nested(TextSchema, required=True, metadata=described("What it is called."))
    time_zone = fields.String(required=True, metadata=described("The IANA name of its time zone."))
    horizon = fields.Nested(HorizonSchema, required=True, metadata=described("The days it knows."))
    published_years = fields.List(
        fields.Integer(), required=True, metadata=described("Years of which every notice is out.")
    )
    partly_published_years = fields.List(
        fields.Integer(),
        required=True,
        metadata=described("Years of which some notices are out; their ordinary days are provisional."),
    )
    projected_years = fields.List(
        fields.Integer(),
        required=True,
        metadata=described("Years that no notice settles yet: estimated, and provisional."),
    )
    office_hours = fields.List(
        fields.Nested(OfficeHoursSchema),
        required=True,
        metadata=described("The hours of an office that states none of its own."),
    )
    sources = fields.List(
        fields.Nested(SourceSchema), required=True, metadata=described("Where its days come from, by year.")
    )


class CalendarSchema(CalendarEntrySchema):
    """One calendar."""

    rules = rules_field()


class CalendarListSchema(Schema):
    """Every calendar, by id."""

    calendars = fields.List(
        fields.Nested(CalendarEntrySchema), required=True, metadata=described("All of them, sorted by id.")
    )
    rules = rules_field()


class CalendarDaysSchema(Schema):
    """A calendar, day by day."""

    calendar = fields.String(required=True, metadata=described("The calendar's id."))
    days = fields.List(
        fields.Nested(CalendarDaySchema), required=True, metadata=described("Every day asked for, in order.")
    )
    rules = rules_field()


@blueprint.route("/calendars", methods=["GET"])
@blueprint.asks(QuerySchema())
@blueprint.response(200, CalendarListSchema, description="Every calendar.")
@blueprint.doc(operationId="listCalendars")
def list_calendars(_: dict[str, Any]) -> Response:
    """List the calendars.

    Each with its span, its default hours and its sources; the list is whole, sorted by id.
    """
    calendars = rule_book().calendars
    return answer(
        {"calendars": [_entry(calendars[name]) for name in sorted(calendars)], "rules": rules_in_use()}
    )


@blueprint.route("/calendars/<string:id>", methods=["GET"], parameters=[_ID])
@blueprint.asks(QuerySchema())
@blueprint.response(200, CalendarSchema, description="The calendar.")
@blueprint.may_fail(404)
@blueprint.doc(operationId="getCalendar")
def get_calendar(_: dict[str, Any], id: str) -> Response:  # noqa: A002 - the contract's name of the parameter
    """Describe a calendar.

    Its time zone, its span, its default hours, and which years are published, with their sources.
    """
    return answer(_entry(in_path(rule_book().calendar, id)) | {"rules": rules_in_use()})


@blueprint.route("/calendars/<string:id>/days", methods=["GET"], parameters=[_ID])
@blueprint.asks(DaysQuerySchema())
@blueprint.response(200, CalendarDaysSchema, description="The days, in order.")
@blueprint.may_fail(404)
@blueprint.doc(operationId="listCalendarDays")
def list_days(asked: dict[str, Any], id: str) -> Response:  # noqa: A002 - the contract's name of the parameter
    """List the days of a calendar.

    At most 1,100 days, both ends included. An entry of a year's notices decides, also on a weekend.
    """
    days = listed_days(in_path(rule_book().calendar, id).timeline, asked)
    return answer({"calendar": id, "days": list(map(calendar_day, days)), "rules": rules_in_use()})


def _entry(named: NamedCalendar) -> dict[str, Any]:
    calendar = named.timeline.calendar
    published, partly = calendar.published or frozenset(), calendar.partly_published
    years = range(calendar.first.year, calendar.last.year + 1)
    return {
        "id": named.id,
        "title": text(named.title),
        "time_zone": calendar.time_zone.key,
        "horizon": {"first": calendar.first.isoformat(), "last": calendar.last.isoformat()},
        "published_years": sorted(published),
        "partly_published_years": sorted(partly),
        "projected_years": [year for year in years if year not in published | partly],
        "office_hours": list(map(office_hours, calendar.hours)),
        "sources": list(map(_source, sorted(named.sources, key=_by_year))),
    }


def _by_year(source: Source) -> tuple[Any, ...]:
    """Order by all that is told: the files name their sources in any order."""
    cited = source.citation
    told = (cited.document, cited.article, cited.url, cited.quote, source.announced_on, cited.is_read)
    return source.year, *map(str, told)


def _source(source: Source) -> dict[str, Any]:
    return {
        "year": source.year,
        "announced_on": plain(source.announced_on),
        "citation": citation(source.citation),
    }
