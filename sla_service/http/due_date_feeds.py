"""`GET /v1/due-dates.ics`: a due date with its reminders, for calendar apps."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Response, request

from sla_service.core.due_date import DueDate
from sla_service.core.reminders import remind
from sla_service.wording import feeds as wording

from .day_feeds import blueprint
from .due_dates import reckon
from .edge import rule_book
from .examples import DUE_DATE_FEED_EXAMPLES
from .ics import Entry, Feed, answer_feed, is_feed
from .queries import DueDateQuerySchema
from .receipts import is_hypothetical
from .requests import QuerySchema
from .values import number, plain

# with the receipt, what never changes in a dossier's life
_LASTING = ("authority", "procedure", "field", "channel", "term", "known_on")
_SUPPOSED = ("calendar", "calendar_changes", "rule_changes")


class DueDateFeedQuerySchema(DueDateQuerySchema, QuerySchema):
    """A due-date request, and the language of its entry."""

    examples = DUE_DATE_FEED_EXAMPLES


_QUERY = DueDateFeedQuerySchema()


@blueprint.route("/due-dates.ics", methods=["GET"])
@blueprint.asks(_QUERY)
@is_feed(blueprint, "The due date, with an alarm for each reminder.")
@blueprint.doc(operationId="getDueDateFeed")
def feed_due_date(asked: dict[str, Any]) -> Response:
    """Put a due date into a calendar.

    The request is that of `POST /v1/due-dates`, each member a parameter: what is an object or a list as JSON
    text. The entry is an event at `due_at`, or, while the term is held, where the suspension began.
    """
    book = rule_book(asked["known_on"])
    due, timeline = reckon(asked)
    is_supposed = is_hypothetical(asked)
    later = _later(asked)
    title = wording.due_date_title(due, book.procedures.get(asked["procedure"]))
    entry = Entry(
        name=f"due-dates/{_dossier(asked)}",
        known_at=max([asked["received_at"], *later]),
        revision=len(later) + len(asked["extensions"]),
        start=_shown_at(due),
        title=title,
        notes=tuple(wording.due_date_notes(due, is_hypothetical=is_supposed)),
        category="held" if due.is_held else "due",
        is_settled=not (due.is_held or due.unsettled_years or is_supposed),
        place=book.authority(asked["authority"]).title,
        reminders=tuple(at for _, at in remind(tuple(asked["reminders"]), due.owed, timeline)),
    )
    return answer_feed(Feed(title, book.digest, (entry,)), "due-date")


def _dossier(asked: dict[str, Any]) -> str:
    """Tell a dossier by what never changes in its life, however the query writes it."""
    told = _QUERY.read(request.args)
    lasting = {name: plain(asked[name]) for name in _LASTING} | {name: told.get(name) for name in _SUPPOSED}
    received_at = asked["received_at"].astimezone(UTC).isoformat()
    return json.dumps([received_at, lasting], sort_keys=True, default=number)


def _later(asked: dict[str, Any]) -> list[datetime]:
    """List the moments after the receipt that a request tells of."""
    told: list[datetime] = [restart.at for restart in asked["restarts"]]
    told += [at for suspension in asked["suspensions"] for at in (suspension.since, suspension.until) if at]
    return told + [stage["completed_at"] for stage in asked["stages"] if stage["completed_at"]]


def _shown_at(due: DueDate) -> datetime:
    """Choose the instant to show: an end at 24:00 as the last second of its own day, not on the next."""
    if due.is_held:
        return due.owed.suspended[-1].since
    is_day_end = due.due.at.date() > due.due.on
    return due.due.at - timedelta(seconds=1) if is_day_end else due.due.at
