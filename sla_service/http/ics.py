"""iCalendar (RFC 5545): entries of a feed, written by its library from text that its lines can carry."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from flask import Response
from icalendar import STATUS, TRANSP, Alarm, Calendar, Event, vRecur, vText

from sla_service.core.law import Text
from sla_service.wording.values import Language, say

from .edge import language, unless_unchanged

_CONTENT_TYPE = "text/calendar"
_HEADERS = {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff"}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_REFRESH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Series:
    """When an entry comes again: by an RFC 5545 rule up to its last day, but for the days that are lost."""

    rule: str
    last: date
    lost: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed: all day where it starts on a date, else at that instant.

    The same `name` is the same entry, whenever it is written. `known_at` is when the last of it became known,
    which the rules or the request tell; `revision` counts what has happened to it since it was first written.
    """

    name: str
    known_at: datetime
    start: date
    title: Text
    notes: tuple[Text, ...]
    category: str
    is_settled: bool
    revision: int = 0
    series: Series | None = None
    place: Text | None = None
    reminders: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar of entries, by the rules of a digest."""

    title: Text
    digest: str
    entries: tuple[Entry, ...]


def is_feed(blueprint: Any, words: str) -> Any:
    """Declare that an operation answers with a feed."""
    return blueprint.response(200, {"type": "string"}, content_type=_CONTENT_TYPE, description=words)


def answer_feed(feed: Feed, name: str) -> Response:
    """Answer 200 with a feed in the caller's language, to be kept as a file of that name; or 304."""
    spoken = language()
    response = Response(write(feed, spoken), headers=_HEADERS, content_type=f"{_CONTENT_TYPE}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    response.headers["Content-Language"] = spoken
    return unless_unchanged(response)


def write(feed: Feed, spoken: Language) -> bytes:
    """Write a feed in one language."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//sla_service//sla_service//{spoken.upper()}")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, _Words.of(spoken, feed.title))
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    calendar.add("x-sla-rules", feed.digest)
    for entry in feed.entries:
        calendar.add_component(_event(entry, spoken))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry, spoken: Language) -> Event:
    event = Event.new(
        uid=uuid5(NAMESPACE_URL, f"urn:sla-service:{entry.name}"),
        stamp=entry.known_at.astimezone(UTC),
        sequence=entry.revision,
        start=_utc(entry.start),
        summary=_Words.of(spoken, entry.title),
        description=_Words.of(spoken, *entry.notes),
        location=_Words.of(spoken, entry.place) if entry.place else None,
        categories=[entry.category],
        status=STATUS.CONFIRMED if entry.is_settled else STATUS.TENTATIVE,
        transparency=TRANSP.TRANSPARENT,  # it tells, and keeps nobody from other appointments
        subcomponents=[_alarm(at, _Words.of(spoken, entry.notes[0])) for at in entry.reminders],
    )
    if entry.series:
        _repeat(event, entry.series)
    return event


def _repeat(event: Event, series: Series) -> None:
    event.add("rrule", vRecur.from_ical(f"{series.rule};UNTIL={series.last:%Y%m%d}"))
    if series.lost:
        event.add("exdate", list(series.lost))


def _alarm(at: datetime, words: "_Words") -> Alarm:
    alarm = Alarm.new(description=words)
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _utc(at), parameters={"VALUE": "DATE-TIME"})
    return alarm


def _utc(start: date) -> date:
    """Write an instant in UTC: every reader shows it by its own clock, and needs no table of time zones."""
    return start.astimezone(UTC) if isinstance(start, datetime) else start


class _Words(vText):
    """Text as a line can carry it: with one kind of line break and no other control character but tabs."""

    @classmethod
    def of(cls, spoken: Language, *texts: Text) -> "_Words":
        """Say some texts, each beginning a line."""
        lines = (line for text in texts for line in say(text, spoken).splitlines())
        return cls(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", "\n".join(lines)))

    def to_ical(self) -> bytes:
        """Escape it as section 3.3.11 says; the library would break the line at a backslash before an N."""
        return re.sub(r"([\\;,])", r"\\\1", self).replace("\n", r"\n").encode()
