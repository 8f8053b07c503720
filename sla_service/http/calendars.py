"""`GET /v1/calendars/{id}/days`: what each day is."""

from datetime import date
from typing import Any

from flask import Response
from werkzeug.exceptions import NotFound

from sla_service.core.errors import SlaError, UnknownId, located

from .answers import CalendarDaysSchema
from .edge import answer, rule_book, rules_in_use
from .openapi import Blueprint
from .requests import DaysQuerySchema
from .values import calendar_day

MOST_DAYS = 1_100

blueprint = Blueprint("calendars", __name__, url_prefix="/v1", description="Working calendars.")


class InvalidRange(SlaError):
    """A range of dates that cannot be listed."""


@blueprint.route("/calendars/<string:id>/days", methods=["GET"])
@blueprint.arguments(DaysQuerySchema(), location="query")
@blueprint.response(200, CalendarDaysSchema, description="The days, in order.")
@blueprint.may_fail(404)
@blueprint.doc(operationId="listCalendarDays")
def list_days(asked: dict[str, Any], id: str) -> Response:  # noqa: A002 - the contract's name of the parameter
    """List the days of a calendar.

    At most 1,100 days, both ends included. An entry of a year's notices decides, also on a weekend.
    """
    try:
        timeline = rule_book().calendar(id)
    except UnknownId:
        raise NotFound from None
    since, until = asked["since"], asked["until"]
    _check(since, until)
    with located("?from"):
        timeline.require(since)
    with located("?to"):
        timeline.require(until)
    days = [calendar_day(day) for day in timeline.days(since, until)]
    return answer({"calendar": id, "days": days, "rules": rules_in_use()})


def _check(since: date, until: date) -> None:
    if until < since:
        raise InvalidRange("reversed_range", "?to")
    if (until - since).days >= MOST_DAYS:
        raise InvalidRange("too_many_days", "?to", limit=MOST_DAYS)
