"""`GET /v1/due-dates.ics`: a due date with its reminders, for calendar apps."""

import json
from datetime import datetime, timedelta
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

# what happens to a dossier later, or is told of it otherwise: it stays the same entry in a calendar
_LATER = {"restarts", "suspensions", "extensions", "stages", "reminders", "explain", "lang"}


class DueDateFeedQuerySchema(DueDateQuerySchema, QuerySchema):
    """A due-date request, and the language of its entry."""

    examples = DUE_DATE_FEED_EXAMPLES


@blueprint.route("/due-dates.ics", methods=["GET"])
@blueprint.asks(DueDateFeedQuerySchema())
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
    title = wording.due_date_title(due, book.procedures.get(asked["procedure"]))
    entry = Entry(
        name=f"due-dates/{_dossier()}",
        known_at=_last_known(asked),
        start=_shown_at(due),
        title=title,
        notes=tuple(wording.due_date_notes(due, is_hypothetical=is_supposed)),
        category="held" if due.is_held else "due",
        is_settled=not (due.is_held or due.unsettled_years or is_supposed),
        place=book.authority(asked["authority"]).title,
        reminders=tuple(at for _, at in remind(tuple(asked["reminders"]), due.owed, timeline)),
    )
    return answer_feed(Feed(title, book.digest, (entry,)), "due-date")


def _dossier() -> str:
    """Tell a dossier by the parameters that never change in its life."""
    members = sorted((name, text) for name, text in request.args.items() if name not in _LATER)
    return json.dumps(members)


def _last_known(asked: dict[str, Any]) -> datetime:
    """Find the latest moment that a request tells of."""
    told: list[datetime] = [asked["received_at"], *(restart.at for restart in asked["restarts"])]
    told += [at for suspension in asked["suspensions"] for at in (suspension.since, suspension.until) if at]
    told += [stage["completed_at"] for stage in asked["stages"] if stage["completed_at"]]
    return max(told)


def _shown_at(due: DueDate) -> datetime:
    """Choose the instant to show: an end at 24:00 as the last second of its own day, not on the next."""
    if due.is_held:
        return due.owed.suspended[-1].since
    is_day_end = due.due.at.date() > due.due.on
    return due.due.at - timedelta(seconds=1) if is_day_end else due.due.at
