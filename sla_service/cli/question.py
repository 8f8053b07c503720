"""What a person asks: options over a file of JSON, checked together as the body of a request is."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from sla_service.core.clock import instant, second_of_day
from sla_service.core.errors import SlaError
from sla_service.http.batches import checked
from sla_service.http.body import MAX_BODY, read_json
from sla_service.http.instants import write_instant
from sla_service.http.receipts import office_of
from sla_service.http.requests import DueDateRequestSchema
from sla_service.rulebook.book import NATIONWIDE, RuleBook
from sla_service.rulebook.known import known_on
from sla_service.wording.values import unit_of

_REQUEST = DueDateRequestSchema()
_FILE = "--request"
_OPTIONS = {"received_at": "--at", "known_on": "--known-on"}  # the others are named as their members
_NOW = "now"
_ON_THE_WALL = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?", re.ASCII)
_AMOUNT = re.compile(r"-?\d+([.,]\d{1,2})?", re.ASCII)  # three decimals may be meant for thousands


def read_request(file: BinaryIO) -> dict[str, Any]:
    """Read a request of JSON; raises SlaError `body_too_large`, `not_an_object`, and InvalidBody."""
    body = file.read(MAX_BODY + 1)
    if len(body) > MAX_BODY:
        raise SlaError("body_too_large", limit=MAX_BODY)
    members = read_json(body)
    if not isinstance(members, dict):
        raise SlaError("not_an_object")
    return members


def check(
    filed: Mapping[str, Any], options: Mapping[str, str], book: RuleBook
) -> tuple[dict[str, Any], RuleBook]:
    """Check a request, options over what a file says; with the rules as known on the day that it asks about.

    Raises Refused and SlaError.
    """
    wall = _ON_THE_WALL.fullmatch(options.get("received_at", ""))
    given = {name: _READERS.get(name, str)(text) for name, text in options.items()}
    asked = checked({"authority": NATIONWIDE, **filed, **given}, _REQUEST)
    known = known_on(book, asked["known_on"])
    if wall:
        asked["received_at"] = _at_the_office(asked, known)
    return asked, known


def place(path: str, filed: Collection[str]) -> str:
    """Tell a place in a request as whoever asks knows it: an option, or a place in the file."""
    member = path.partition("/")[2].partition("/")[0]
    if not member:
        return _FILE
    if member in filed:
        return f"{_FILE} {path}"
    return _OPTIONS.get(member, f"--{member}")


def _moment(text: str) -> str:
    """Read `now`, and a clock time as if it were of UTC: the office is found once the rest is checked."""
    if text.lower() == _NOW:
        return write_instant(datetime.now(UTC))  # noqa: TID251 - who writes now means it
    wall = _ON_THE_WALL.fullmatch(text)
    return f"{wall[1]}T{wall[2]}{wall[3] or ':00'}Z" if wall else text


def _term(text: str) -> dict[str, Any]:
    """Read `3 working_days` or `3 ngày làm việc`; what is no number or no unit is refused by the check."""
    amount, _, words = text.strip().partition(" ")
    return {"amount": _number(amount), "unit": unit_of(words.strip()) or words}


def _number(text: str) -> Decimal | str:
    return Decimal(text.replace(",", ".")) if _AMOUNT.fullmatch(text) else text


def _at_the_office(asked: dict[str, Any], book: RuleBook) -> datetime:
    """Read the receipt as the clock on the wall of the office; raises SlaError."""
    zone = office_of(asked, book).timeline.calendar.time_zone
    shown: datetime = asked["received_at"]
    return datetime.fromtimestamp(instant(shown.date(), second_of_day(shown), zone), zone)


_READERS: Mapping[str, Callable[[str], Any]] = {"received_at": _moment, "term": _term}
