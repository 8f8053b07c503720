"""Lists of days, of a calendar or of an office: the range asked for, and what it holds."""

from collections.abc import Iterator
from typing import Any

from sla_service.core.calendar import Day
from sla_service.core.errors import SlaError, located
from sla_service.core.timeline import Timeline

from .fields import Day as DayField
from .fields import described
from .requests import QuerySchema

MOST_DAYS = 1_100


class InvalidRange(SlaError):
    """A range of dates that cannot be listed."""


class DaysQuerySchema(QuerySchema):
    """A range of dates."""

    since = DayField(
        required=True,
        data_key="from",
        metadata=described("The first date, included.", named={"tet_2026": "2026-02-09"}),
    )
    until = DayField(
        required=True,
        data_key="to",
        metadata=described(
            f"The last date, included; at most {MOST_DAYS} days.", named={"tet_2026": "2026-03-01"}
        ),
    )


def listed_days(timeline: Timeline, asked: dict[str, Any]) -> Iterator[Day]:
    """Go through the days asked for.

    Raises InvalidRange `reversed_range` or `too_many_days`, and BeyondHorizon.
    """
    since, until = asked["since"], asked["until"]
    if until < since:
        raise InvalidRange("reversed_range", "/to")
    if (until - since).days >= MOST_DAYS:
        raise InvalidRange("too_many_days", "/to", limit=MOST_DAYS)
    with located("/from"):
        timeline.require(since)
    with located("/to"):
        timeline.require(until)
    return timeline.days(since, until)
