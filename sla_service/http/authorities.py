"""`GET /v1/authorities`: who receives dossiers, when they are open, what they promise."""

from collections.abc import Iterable
from typing import Any

from flask import Response
from marshmallow import Schema, fields

from sla_service.core.calendar import Day
from sla_service.core.due_date import service_days_on
from sla_service.core.rules import Rule
from sla_service.rulebook.book import Authority

from .answers import CalendarDaySchema, ModelSchema, TextSchema, rules_field
from .day_lists import DaysQuerySchema, listed_days
from .edge import answer, in_path, rule_book, rules_in_use
from .fields import described
from .office_hours import OfficeHoursSchema, office_hours
from .openapi import Blueprint, named_id
from .requests import QuerySchema
from .values import calendar_day, service_day, text

blueprint = Blueprint(
    "authorities", __name__, url_prefix="/v1", description="Who receives dossiers, and what they promise."
)

_ID = named_id("An authority's id.", "long-khanh-a")


class AuthorityEntrySchema(Schema):
    """An authority: its hours and its promises."""

    id = fields.String(required=True, metadata=described("Its id."))
    title = fields.Nested(TextSchema, required=True, metadata=described("What it is called."))
    parent = fields.String(
        required=True, allow_none=True, metadata=described("The authority above it; null for the topmost.")
    )
    calendar = fields.String(required=True, metadata=described("The id of the calendar that it keeps."))
    office_hours = fields.List(
        fields.Nested(OfficeHoursSchema),
        required=True,
        metadata=described("Its own hours, then those of the authorities above it, then the calendar's."),
    )
    service_days = fields.List(
        fields.Nested(ModelSchema),
        required=True,
        metadata=described("The models held on certain days, its own first, then those that bind it."),
    )
    commitments = fields.List(
        fields.Nested(ModelSchema),
        required=True,
        metadata=described("The promises that shorten a term, its own first; details under /v1/rules/{id}."),
    )


class AuthoritySchema(AuthorityEntrySchema):
    """One authority."""

    rules = rules_field()


class AuthorityListSchema(Schema):
    """Every authority, by id."""

    authorities = fields.List(
        fields.Nested(AuthorityEntrySchema), required=True, metadata=described("All of them, sorted by id.")
    )
    rules = rules_field()


class OfficeDaySchema(CalendarDaySchema):
    """What one date is at an office."""

    service_days = fields.List(
        fields.Nested(ModelSchema),
        required=True,
        metadata=described("The models whose day it is; those lost on a day off are left out."),
    )


class OfficeDaysSchema(Schema):
    """An office, day by day."""

    authority = fields.String(required=True, metadata=described("The authority's id."))
    calendar = fields.String(required=True, metadata=described("The id of the calendar that it keeps."))
    days = fields.List(
        fields.Nested(OfficeDaySchema), required=True, metadata=described("Every day asked for, in order.")
    )
    rules = rules_field()


@blueprint.route("/authorities", methods=["GET"])
@blueprint.asks(QuerySchema())
@blueprint.response(200, AuthorityListSchema, description="Every authority.")
@blueprint.doc(operationId="listAuthorities")
def list_authorities(_: dict[str, Any]) -> Response:
    """List the authorities.

    Each with its office hours, its service days and its promises; the list is whole, sorted by id.
    """
    known = rule_book().authorities
    return answer({"authorities": [_entry(known[name]) for name in sorted(known)], "rules": rules_in_use()})


@blueprint.route("/authorities/<string:id>", methods=["GET"], parameters=[_ID])
@blueprint.asks(QuerySchema())
@blueprint.response(200, AuthoritySchema, description="The authority.")
@blueprint.may_fail(404)
@blueprint.doc(operationId="getAuthority")
def get_authority(_: dict[str, Any], id: str) -> Response:  # noqa: A002 - the contract's name of the parameter
    """Describe an authority.

    Its parent, its calendar, its office hours and whether they are assumed, its service days, its promises.
    """
    return answer(_entry(in_path(rule_book().authority, id)) | {"rules": rules_in_use()})


@blueprint.route("/authorities/<string:id>/days", methods=["GET"], parameters=[_ID])
@blueprint.asks(DaysQuerySchema())
@blueprint.response(200, OfficeDaysSchema, description="The days, in order.")
@blueprint.may_fail(404)
@blueprint.doc(operationId="listOfficeDays")
def list_office_days(asked: dict[str, Any], id: str) -> Response:  # noqa: A002 - the contract's name
    """List the days of an office, with its own hours and the models whose day it is.

    At most 1,100 days, both ends included.
    """
    authority = in_path(rule_book().authority, id)
    days = listed_days(authority.office.timeline, asked)
    return answer(write_office_days(authority, days) | {"rules": rules_in_use()})


def write_office_days(authority: Authority, days: Iterable[Day]) -> dict[str, Any]:
    """Write days of an office: all of an answer but the rules that gave it."""
    office = authority.office
    listed = [
        calendar_day(day) | {"service_days": list(map(service_day, service_days_on(day.on, office)))}
        for day in days
    ]
    return {"authority": authority.id, "calendar": authority.calendar, "days": listed}


def _entry(authority: Authority) -> dict[str, Any]:
    promises = [rule for _, rule in authority.office.commitments]
    return {
        "id": authority.id,
        "title": text(authority.title),
        "parent": authority.parent,
        "calendar": authority.calendar,
        "office_hours": list(map(office_hours, authority.office.timeline.calendar.hours)),
        "service_days": [service_day(rule) for rule in promises if _has_days(rule)],
        "commitments": [service_day(rule) for rule in promises if rule.grants_a_term],
    }


def _has_days(rule: Rule) -> bool:
    return any(version.applies.days for version in rule.versions)
