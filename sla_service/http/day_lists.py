"""Lists of days, of a calendar or of an office: the range asked for, and what it holds."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sla_service.core.calendar import Day
from sla_service.core.errors import SlaError, located
from sla_service.core.timeline import Timeline

from .examples import example
from .fields import Day as DayField
from .fields import described
from .requests import QuerySchema

MOST_DAYS = 1_100


class InvalidRange(SlaError):
    """A range of dates that cannot be listed."""


class DaysQuerySchema(QuerySchema):
    """A range of dates."""

    examples = {"tet_2026": example("Tết 2026", **{"from": "2026-02-09", "to": "2026-03-01"})}  # noqa: RUF012

    since = DayField(
        required=True,
        data_key="from",
        metadata=described("The first date, included."),
    )
    until = DayField(
        required=True,
        data_key="to",
        metadata=described(f"The last date, included; at most {MOST_DAYS} days."),
    )


def listed_days(timeline: Timeline, asked: dict[str, Any]) -> Iterator[Day]:
    """Go through the days asked for; raises InvalidRange `too_many_days`, and what `check_range` raises."""
    since, until = asked["since"], asked["until"]
    if (until - since).days >= MOST_DAYS:
        raise InvalidRange("too_many_days", "/to", limit=MOST_DAYS)
    check_range(since, until, timeline)
    return timeline.days(since, until)


def check_range(since: date, until: date, timeline: Timeline) -> None:
    """Hold a range of dates against a calendar; raises InvalidRange `reversed_range`, and BeyondHorizon."""
    if until < since:
        raise InvalidRange("reversed_range", "/to")
    with located("/from"):
        timeline.require(since)
    with located("/to"):
        timeline.require(until)
