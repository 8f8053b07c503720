"""`/v1/calendars/{id}.ics`, `/v1/authorities/{id}.ics`: days off, swapped working days and service days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from typing import Any

from flask import Response

from sla_service.core.calendar import Day, DayKind, WorkingCalendar
from sla_service.core.clock import ONE_DAY
from sla_service.core.rules import Recurrence, Rule, Version, falls_on
from sla_service.core.trials import Office
from sla_service.wording import feeds as wording

from .day_lists import check_range
from .edge import in_path, rule_book
from .examples import example
from .fields import Day as DayField
from .fields import described
from .ics import Entry, Feed, Series, answer_feed, is_feed
from .openapi import Blueprint, named_id
from .requests import QuerySchema

blueprint = Blueprint("feeds", __name__, url_prefix="/v1", description="Calendars for calendar apps.")

_ORDINARY = (DayKind.WORKING, DayKind.WEEKEND)


class FeedQuerySchema(QuerySchema):
    """Which days of a feed; all of them unless said otherwise."""

    examples = {"year_2026": example("2026", **{"from": "2026-01-01", "to": "2026-12-31"})}  # noqa: RUF012

    since = DayField(
        load_default=None,
        data_key="from",
        metadata=described("The first date, included; else the first that the calendar knows."),
    )
    until = DayField(
        load_default=None,
        data_key="to",
        metadata=described("The last date, included; else the last that the calendar knows."),
    )


@blueprint.route(
    "/calendars/<string:id>.ics", methods=["GET"], parameters=[named_id("A calendar's id.", "vn")]
)
@blueprint.asks(FeedQuerySchema())
@is_feed(blueprint, "Its days off and swapped working days.")
@blueprint.may_fail(404)
@blueprint.doc(operationId="getCalendarFeed")
def feed_calendar(asked: dict[str, Any], id: str) -> Response:  # noqa: A002 - the contract's name
    """Subscribe to a calendar.

    Every day off and every swapped working day is an all-day event that tells its source. A day that no
    notice has settled yet is tentative.
    """
    book = rule_book()
    named = in_path(book.calendar, id)
    entries = _entries(f"calendars/{id}", Office(id, named.timeline), asked)
    return answer_feed(Feed(named.title, book.digest, tuple(entries)), id)


@blueprint.route(
    "/authorities/<string:id>.ics",
    methods=["GET"],
    parameters=[named_id("An authority's id.", "long-khanh-a")],
)
@blueprint.asks(FeedQuerySchema())
@is_feed(blueprint, "The days off and swapped working days of its calendar, and its service days.")
@blueprint.may_fail(404)
@blueprint.doc(operationId="getAuthorityFeed")
def feed_authority(asked: dict[str, Any], id: str) -> Response:  # noqa: A002 - the contract's name
    """Subscribe to an office.

    The days of its calendar, as there, and a series for each local model that is held on certain days; those
    that it loses on days off are left out of the series.
    """
    book = rule_book()
    authority = in_path(book.authority, id)
    entries = _entries(f"authorities/{id}", authority.office, asked)
    return answer_feed(Feed(wording.office_title(authority.title), book.digest, tuple(entries)), id)


def _entries(place: str, office: Office, asked: dict[str, Any]) -> Iterator[Entry]:
    """Go through the entries of the range asked for; raises InvalidRange and BeyondHorizon."""
    calendar = office.timeline.calendar
    since, until = asked["since"] or calendar.first, asked["until"] or calendar.last
    check_range(since, until, office.timeline)
    for on in sorted(on for on in calendar.dated if since <= on <= until):
        day = calendar.day(on)
        if day.kind not in _ORDINARY:
            yield _special_day(f"{place}/{on}", day, calendar)
    for _, rule in office.commitments:
        for version in rule.versions:
            if version.applies.days:
                model = _Model(f"{place}/{rule.id}", rule, version, version.applies.days)
                yield from model.entries(since, until, calendar)


def _special_day(name: str, day: Day, calendar: WorkingCalendar) -> Entry:
    return Entry(
        name=name,
        known_at=_midnight(calendar.dated[day.on].announced_on or calendar.first),
        start=day.on,
        title=wording.day_title(day),
        notes=tuple(wording.day_notes(day)),
        category=str(day.kind),
        is_settled=not day.is_provisional,
    )


@dataclass(frozen=True, slots=True)
class _Model:
    """A version of a local model that is held on certain days."""

    name: str
    rule: Rule
    version: Version
    recurrence: Recurrence

    def entries(self, since: date, until: date, calendar: WorkingCalendar) -> Iterator[Entry]:
        """Make a series of each stretch of its days that are as certain from the first to the last."""
        period = self.version.in_force
        last = min(until, period.until - ONE_DAY) if period.until else until
        dates = tuple(self.recurrence.days(max(since, period.since), last))
        for is_settled, stretch in groupby(filter(self._is_held, map(calendar.day, dates)), self._is_settled):
            days = tuple(stretch)
            held = {day.on for day in days}
            lost = tuple(on for on in dates if days[0].on < on < days[-1].on and on not in held)
            yield Entry(
                name=f"{self.name}/{days[0].on}",
                known_at=_midnight(self._known_on(lost, calendar)),
                start=days[0].on,
                title=self.rule.title,
                notes=tuple(wording.service_day_notes(self.version, days[0])),
                category=str(self.rule.model),
                is_settled=is_settled,
                series=Series(self.recurrence.rule, days[-1].on, lost),
            )

    def _known_on(self, lost: tuple[date, ...], calendar: WorkingCalendar) -> date:
        """Find the day on which the last of a series became known: its version, or a day that it loses."""
        notices = (calendar.dated[on].announced_on for on in lost if on in calendar.dated)
        return max([self.version.known_from, *filter(None, notices)])

    def _is_held(self, day: Day) -> bool:
        return falls_on(self.version.applies, day.on, is_working_day=day.is_working)

    def _is_settled(self, day: Day) -> bool:
        return not (day.is_provisional or self.version.is_unconfirmed_on(day.on))


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), UTC)
