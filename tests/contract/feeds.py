"""How the contract tests read a feed: line by line as RFC 5545 writes them, then by the icalendar library."""

import re
from datetime import date, datetime

from dateutil.rrule import rrulestr
from icalendar import Calendar

BREAKING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
OF_CALENDAR = {
    "VERSION",
    "PRODID",
    "NAME",
    "X-WR-CALNAME",
    "REFRESH-INTERVAL",
    "X-PUBLISHED-TTL",
    "X-SLA-RULES",
}
OF_EVENT = {
    *("SUMMARY", "DTSTART", "DTSTAMP", "UID", "SEQUENCE"),
    *("CATEGORIES", "DESCRIPTION", "STATUS", "TRANSP"),
}
SOMETIMES = {"LOCATION", "RRULE", "EXDATE"}
OF_ALARM = {"ACTION", "DESCRIPTION", "TRIGGER"}


def read(response):
    """Read a feed, having held each line of it and the properties of each part."""
    assert response.status_code == 200, response.text[:500]
    assert response.content_type == "text/calendar; charset=utf-8"
    lines = response.get_data().split(b"\r\n")
    assert lines[-1] == b""
    for line in lines[:-1]:
        assert len(line) <= 75
        assert not BREAKING.search(line.decode("utf-8")), line
    calendar = Calendar.from_ical(response.get_data())
    assert set(calendar) == OF_CALENDAR
    assert calendar["VERSION"] == "2.0"
    assert {part.name for part in calendar.subcomponents} <= {"VEVENT"}
    assert lines.count(b"BEGIN:VEVENT") == len(calendar.events)
    for event in calendar.events:
        assert OF_EVENT <= set(event) <= OF_EVENT | SOMETIMES
        assert not event.errors
        assert {(alarm.name, frozenset(alarm)) for alarm in event.subcomponents} <= {
            ("VALARM", frozenset(OF_ALARM))
        }
    uids = [event["UID"] for event in calendar.events]
    assert len(set(uids)) == len(uids)
    return calendar


def days_of(event):
    """List the days of an event, each day of a series but those that it leaves out."""
    start = event["DTSTART"].dt
    assert type(start) is date
    if "RRULE" not in event:
        return [start]
    rule = event["RRULE"].to_ical().decode()
    found = {at.date() for at in rrulestr(rule, dtstart=datetime(start.year, start.month, start.day))}  # noqa: DTZ001
    lost = [item.dt for item in event["EXDATE"].dts] if "EXDATE" in event else []
    assert set(lost) <= found - {start}
    return sorted(found - set(lost))


def texts(event):
    """Give an event's title and its description."""
    return str(event["SUMMARY"]), str(event["DESCRIPTION"])
