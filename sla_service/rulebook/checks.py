"""What a schema cannot see: faults between values, within a file and across files."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from sla_service.core.calendar import WEEKDAYS, in_order
from sla_service.core.errors import SlaError

from .files import Document, Fault, KeyPath
from .folder import Folder, lists, once
from .projection import is_known
from .values import sessions, term

Faults = Iterator[Fault]

_DAILY_OR_LONGER = ("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY")
_INTERVAL = re.compile("INTERVAL=([^;]*)")
_POSITIVE = re.compile("[1-9][0-9]{0,3}")
_NOT_OURS = ("DTSTART", "UNTIL", "COUNT", "BYHOUR", "BYMINUTE", "BYSECOND")


def faults_in(folder: Folder) -> list[Fault]:
    """Find every fault, each once."""
    return once(fault for check in _CHECKS for fault in check(folder))


def _documents(folder: Folder) -> Iterator[Document]:
    for documents in folder.documents.values():
        yield from documents


def _names(folder: Folder) -> Faults:
    """A file is found under its id."""
    for kind in ("procedure", "office", "calendar", "commitment"):
        for document in folder.of(kind):
            expected = _id_of_file(kind, document.file)
            if document.data["id"] != expected:
                yield document.fault(("id",), "id_is_not_file_name", expected=expected)
    for document in folder.of("calendar-year"):
        if str(document.data["year"]) != document.file[-9:-5]:
            yield document.fault(("year",), "id_is_not_file_name", expected=document.file[-9:-5])


def _id_of_file(kind: str, file: str) -> str:
    parts = file.removesuffix(".yaml").split("/")
    if kind in ("office", "calendar"):
        return parts[1]
    return parts[-1] if kind == "procedure" else f"{parts[1]}.{parts[-1]}"


def _references(folder: Folder) -> Faults:
    """Whatever is named exists."""
    fields = frozenset(item["id"] for document in folder.of("fields") for item in document.data["fields"])
    procedures, offices = folder.ids("procedure"), folder.ids("office")
    known = {"field": fields, "fields": fields, "procedure": procedures, "procedures": procedures}
    known |= {"parent": offices, "authority": offices, "calendar": folder.ids("calendar")}
    for document in _documents(folder):
        for path, value in _walk(document.data):
            for given in value if isinstance(value, list) else [value]:
                ids = known.get(str(path[-1])) if path else None
                is_all = given == "all" and path[-1] in ("fields", "procedures")
                if ids is not None and isinstance(given, str) and not is_all and given not in ids:
                    yield document.fault(path, "unknown_reference", given=given)
    for document in folder.of("commitment"):
        if document.file.split("/")[1] not in offices:
            yield document.fault(("id",), "unknown_reference", given=document.file.split("/")[1])


def _parents(folder: Folder) -> Faults:
    """Nobody is their own superior."""
    parents = {document.data["id"]: document.data["parent"] for document in folder.of("office")}
    for document in folder.of("office"):
        seen, above = {document.data["id"]}, document.data["parent"]
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above == document.data["id"]:
            yield document.fault(("parent",), "parent_cycle", given=above)


def _versions(folder: Folder) -> Faults:
    """Versions stand newest first, each ends after it began, none overlaps another, and a gap is meant."""
    for document in _documents(folder):
        for key in ("versions", "office_hours"):
            items = [item for _, item in lists(document, key)] if isinstance(document.data, dict) else []
            for index, item in enumerate(items):
                since, until = item["in_force"]["from"], item["in_force"]["until"]
                if until is not None and until <= since:
                    yield document.fault(
                        (key, index, "in_force", "until"), "ends_before_it_begins", since=since
                    )
            for index, (newer, older) in enumerate(pairwise(items)):
                end, start = older["in_force"]["until"], newer["in_force"]["from"]
                if end is None or end > start:
                    path = (key, index + 1, "in_force", "until" if end else "from")
                    yield document.fault(path, "versions_overlap", since=start)
                elif end < start and not newer["in_force"].get("gap_before"):
                    yield document.fault((key, index, "in_force", "from"), "versions_gap", until=end)


def _examples(folder: Folder) -> Faults:
    """A rule that was ever in force shows an example."""
    for document in folder.of("procedure"):
        if document.data["versions"] and not document.data.get("examples"):
            yield document.fault(("examples",), "example_missing")


def _terms(folder: Folder) -> Faults:
    """Every amount suits its unit."""
    for document in _documents(folder):
        for path, value in _walk(document.data):
            if isinstance(value, dict) and set(value) == {"amount", "unit"}:
                try:
                    term(value)
                except SlaError as error:
                    yield document.fault((*path, "amount"), error.code, unit=value["unit"])


def _weeks(folder: Folder) -> Faults:
    """Sessions run forwards and do not overlap."""
    for document in _documents(folder):
        for path, value in _walk(document.data):
            if path and path[-1] in WEEKDAYS and isinstance(value, list):
                try:
                    in_order(sessions(value))
                except SlaError as error:
                    yield document.fault(path, error.code)


def _due_times(folder: Folder) -> Faults:
    """A due time is set within a day, so only a term in whole days takes one."""
    for document in (*folder.of("procedure"), *folder.of("commitment")):
        for path, version in lists(document, "versions"):
            if "due_time" in version and not _ends_with_a_day(version.get("term")):
                yield document.fault((*path, "due_time"), "due_time_without_days")
            if "cutoff" in version and "term" not in version:
                yield document.fault((*path, "cutoff"), "cutoff_without_term")


def _ends_with_a_day(data: Any) -> bool:
    try:
        return data is not None and term(data).is_whole_days
    except SlaError:  # told of the term itself
        return True


def _recurrences(folder: Folder) -> Faults:
    """Recurring days are days, and say nothing of when they begin or end."""
    for document in folder.of("commitment"):
        for path, version in lists(document, "versions"):
            days = version["applies"].get("days")
            if days is not None and not _is_recurrence(days):
                yield document.fault((*path, "applies", "days"), "bad_recurrence", given=days)


def _is_recurrence(days: str) -> bool:
    if not days.startswith(_DAILY_OR_LONGER) or any(word in days for word in _NOT_OURS):
        return False
    interval = _INTERVAL.search(days)
    if interval and not _POSITIVE.fullmatch(interval[1]):
        return False  # dateutil would never end
    try:
        rrulestr(days, dtstart=datetime(2015, 1, 1))  # noqa: DTZ001 - a date without a zone
    except ValueError:
        return False
    return True


def _special_days(folder: Folder) -> Faults:
    """A day stands once, on the weekday it falls on, in its own year, under a source of that year's file."""
    for calendar in folder.of("calendar"):
        seen: dict[str, str] = {}
        for document in folder.years(calendar):
            for path, day in lists(document, "days_off", "working_days"):
                yield from _special_day(document, path, day)
                if day["on"] in seen:
                    yield document.fault((*path, "on"), "day_twice", on=day["on"], other=seen[day["on"]])
                seen[day["on"]] = f"{document.file} {path[0]}"


def _special_day(document: Document, path: KeyPath, day: Any) -> Faults:
    weekday = WEEKDAYS[date.fromisoformat(day["on"]).weekday()]
    if day["weekday"] != weekday:
        yield document.fault((*path, "weekday"), "wrong_weekday", on=day["on"], expected=weekday)
    if path[0] == "days_off" and int(day["on"][:4]) != document.data["year"]:
        yield document.fault((*path, "on"), "other_year", year=document.data["year"])
    if day["source"] not in document.data["sources"]:
        yield document.fault((*path, "source"), "unknown_reference", given=day["source"])


def _calendars(folder: Folder) -> Faults:
    """A calendar has a zone that exists and a horizon that runs forwards."""
    for document in folder.of("calendar"):
        if document.data["horizon"]["last"] <= document.data["horizon"]["first"]:
            yield document.fault(
                ("horizon", "last"), "ends_before_it_begins", since=document.data["horizon"]["first"]
            )
        try:
            ZoneInfo(document.data["time_zone"])
        except (OSError, ValueError, KeyError):
            yield document.fault(("time_zone",), "unknown_time_zone", given=document.data["time_zone"])


def _projections(folder: Folder) -> Faults:
    """The projecting package knows the country."""
    for document in folder.of("calendar"):
        country = document.data["projection"]["country"]
        if not is_known(country):
            yield document.fault(("projection", "country"), "unknown_reference", given=country)


def _walk(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    yield path, value
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, member in members:
        yield from _walk(member, (*path, key))


_CHECKS: tuple[Callable[[Folder], Faults], ...] = (
    _names,
    _references,
    _parents,
    _versions,
    _examples,
    _terms,
    _weeks,
    _due_times,
    _recurrences,
    _special_days,
    _calendars,
    _projections,
)
