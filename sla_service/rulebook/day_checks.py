"""Faults of days and hours that a schema cannot see: sessions, special days, swaps, recurring days, zones."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sla_service.core.calendar import WEEKDAYS, in_order
from sla_service.core.errors import SlaError

from .faults import Document, Fault, KeyPath
from .folder import Folder, lists, rest_days
from .projection import is_known
from .values import sessions

Faults = Iterator[Fault]

_SIGNED = "[+-]?[1-9][0-9]?[0-9]?"
_NUMBERED = re.compile("[0-9](MO|TU|WE|TH|FR|SA|SU)")
_BEYOND_A_MONTH = re.compile("([6-9]|[1-9][0-9])(MO|TU|WE|TH|FR|SA|SU)")
_PARTS = {  # what RFC 5545 says of days, in numbers that a year has
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": "[1-9][0-9]{0,3}",
    "WKST": "MO|TU|WE|TH|FR|SA|SU",
    "BYDAY": "([+-]?([1-4]?[1-9]|[1-5]0|5[0-3]))?(MO|TU|WE|TH|FR|SA|SU)",
    "BYMONTH": "[1-9]|1[0-2]",
    "BYMONTHDAY": "[+-]?([1-9]|[12][0-9]|3[01])",
    "BYYEARDAY": _SIGNED,
    "BYWEEKNO": "[+-]?([1-9]|[1-4][0-9]|5[0-3])",
    "BYSETPOS": _SIGNED,
}


def _years(folder: Folder) -> Faults:
    """A year's file stands beside the file of a calendar."""
    calendars = {*(calendar.file for calendar in folder.of("calendar")), *folder.broken["calendar"]}
    for document in folder.of("calendar-year"):
        home = document.file.rpartition("/")[0]
        if f"{home}/calendar.yaml" not in calendars:
            yield document.fault((), "year_of_no_calendar", home=home)


def _weeks(folder: Folder) -> Faults:
    """Sessions run forwards and do not overlap."""
    for document in folder.all():
        for path, value in document.values:
            if path and path[-1] in WEEKDAYS and isinstance(value, list):
                try:
                    in_order(sessions(value))
                except SlaError as error:
                    yield document.fault(path, error.code)


def _recurrences(folder: Folder) -> Faults:
    """Recurring days are days, and say nothing of when they begin or end."""
    for document in folder.of("commitment"):
        for path, version in lists(document, "versions"):
            days = version["applies"].get("days")
            if days is not None and not _is_recurrence(days):
                yield document.fault((*path, "applies", "days"), "bad_recurrence", given=days)


def _is_recurrence(days: str) -> bool:
    parts = [part.partition("=") for part in days.split(";")]
    names = [name for name, _, _ in parts]
    if len(set(names)) < len(names) or not all(_is_part(name, values) for name, _, values in parts):
        return False
    if _NUMBERED.search(days) and not days.startswith(("FREQ=MONTHLY", "FREQ=YEARLY")):
        return False
    is_of_a_year = days.startswith("FREQ=YEARLY") and "BYMONTH" not in names
    return is_of_a_year or not _BEYOND_A_MONTH.search(days)  # of which dateutil would make a crash


def _is_part(name: str, values: str) -> bool:
    return all(re.fullmatch(_PARTS.get(name, "(?!)"), value) for value in values.split(","))


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


def _swaps(folder: Folder) -> Faults:
    """A day swapped off is paid for by one worked day, in whichever year's file, and the other way round."""
    for calendar in folder.of("calendar"):
        files = folder.years(calendar)
        if any(file.startswith(calendar.file.rpartition("/")[0]) for file in folder.broken["calendar-year"]):
            continue  # the other half may stand in a file that is told of already
        off = {day["on"]: day["kind"] for file in files for _, day in lists(file, "days_off")}
        paid = [day["instead_of"] for file in files for _, day in lists(file, "working_days")]
        for file in files:
            for path, day in lists(file, "days_off"):
                if day["kind"] == "swapped_off" and day["on"] not in paid:
                    yield file.fault(path, "swap_without_worked_day", on=day["on"])
            yield from _worked_days(file, off, paid, calendar.data["horizon"]["first"])


def _worked_days(file: Document, off: dict[str, str], paid: list[str], first: str) -> Faults:
    for path, day in lists(file, "working_days"):
        swapped = day["instead_of"]
        if (
            off.get(swapped) != "swapped_off" and swapped >= first
        ):  # no file tells of days before the calendar
            yield file.fault((*path, "instead_of"), "swap_without_day_off", on=swapped)
        elif paid.count(swapped) > 1:
            yield file.fault((*path, "instead_of"), "swapped_twice", on=swapped)


def _idle_swaps(folder: Folder) -> Faults:
    """A swap moves work: off is a day of the regular week, worked is one of its days of rest."""
    for calendar in folder.of("calendar"):
        rest, files = rest_days(calendar), folder.years(calendar)
        off = {day["on"] for file in files for _, day in lists(file, "days_off")}
        for file in files:
            for path, day in lists(file, "days_off", "working_days"):
                is_rest = date.fromisoformat(day["on"]).weekday() in rest
                if is_rest and day.get("kind") == "swapped_off":
                    yield file.fault((*path, "on"), "off_anyway", on=day["on"])
                elif not is_rest and path[0] == "working_days" and day["on"] not in off:  # told as day_twice
                    yield file.fault((*path, "on"), "worked_anyway", on=day["on"])


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


DAY_CHECKS: tuple[Callable[[Folder], Faults], ...] = (
    _years,
    _weeks,
    _recurrences,
    _special_days,
    _swaps,
    _idle_swaps,
    _calendars,
    _projections,
)
