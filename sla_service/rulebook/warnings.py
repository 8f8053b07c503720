"""What is worth a second look although the rules may be used: doubtful sources, assumptions, old checks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sla_service.core.calendar import WORKED_KINDS
from sla_service.core.clock import dates

from .faults import Document, Fault, Severity
from .folder import Folder, horizon_years, lists, rest_days
from .projection import project

Faults = Iterator[Fault]


def warnings_in(folder: Folder, as_of: date) -> list[Fault]:
    """Find what is worth a second look on a day, in the files that have passed their schemas."""
    found = (
        *(fault for document in folder.all() for fault in _recalled(document)),
        *(fault for document in folder.all() for fault in _assumed(document)),
        *(fault for document in folder.all() for fault in _unchecked(document, as_of)),
        *(fault for calendar in folder.of("calendar") for fault in _unpublished(folder, calendar)),
        *(fault for calendar in folder.of("calendar") for fault in _beyond(folder, calendar)),
        *(fault for calendar in folder.of("calendar") for fault in _differing(folder, calendar)),
    )
    return [replace(fault, severity=Severity.WARNING) for fault in found]


def _recalled(document: Document) -> Faults:
    """A citation whose text nobody has read."""
    for path, value in document.values:
        if isinstance(value, dict) and value.get("read") is False:
            yield document.fault((*path, "read"), "citation_recalled", document=value["document"])


def _assumed(document: Document) -> Faults:
    """Office hours that no source gives."""
    for path, value in document.values:
        if isinstance(value, dict) and "week" in value and value["assumed"]:
            yield document.fault((*path, "assumed"), "hours_assumed")


def _unchecked(document: Document, as_of: date) -> Faults:
    """A version whose check is noted for a later day, or, while in force, lies long ago or is missing."""
    limit, today = _a_year_before(as_of).isoformat(), as_of.isoformat()
    for path, version in lists(document, "versions") if isinstance(document.data, dict) else ():
        until, checked = version["in_force"]["until"], version.get("checked")
        if checked is not None and checked["on"] > today:
            yield document.fault((*path, "checked"), "checked_later", on=checked["on"], as_of=today)
        elif until is not None and until <= today:
            continue
        elif checked is None:
            yield document.fault((*path, "checked"), "never_checked")
        elif checked["on"] < limit:
            yield document.fault((*path, "checked"), "checked_long_ago", on=checked["on"], limit=limit)


def _a_year_before(on: date) -> date:
    if on.year == date.min.year:
        return date.min
    try:
        return on.replace(year=on.year - 1)
    except ValueError:  # 29 February
        return date(on.year - 1, 2, 28)


def _unpublished(folder: Folder, calendar: Document) -> Faults:
    """A year within the horizon that no notice has settled, or not wholly."""
    files = {file.data["year"]: file for file in folder.years(calendar)}
    for year in horizon_years(calendar):
        if year not in files:
            yield calendar.fault(("horizon", "last"), "year_not_published", year=year)
        elif files[year].data["status"] != "published":
            yield files[year].fault(("status",), "year_partly_published", year=year)


def _beyond(folder: Folder, calendar: Document) -> Faults:
    """A file of a year that the horizon leaves out."""
    for file in folder.years(calendar):
        if file.data["year"] not in horizon_years(calendar):
            yield file.fault(("year",), "year_beyond_horizon", **calendar.data["horizon"])


def _differing(folder: Folder, calendar: Document) -> Faults:
    """A day of a published year that the projecting package has otherwise; the year file wins."""
    files = {file.data["year"]: file for file in folder.years(calendar)}
    published = [year for year, file in files.items() if file.data["status"] == "published"]
    here = {
        day["on"]: (file, path, path[0] == "days_off")
        for file in files.values()
        for path, day in lists(file, "days_off", "working_days")
    }
    package = {
        day.on: day.kind not in WORKED_KINDS
        for day in project(calendar.data["projection"]["country"], published)
    }
    rest = rest_days(calendar)
    for year in published:
        for on in dates(date(year, 1, 1), date(year, 12, 31)):
            is_rest = on.weekday() in rest
            file, path, is_off = here.get(on.isoformat(), (files[year], ("year",), is_rest))
            if is_off != package.get(on, is_rest):
                code = "off_only_here" if is_off else "worked_only_here"
                yield file.fault(path, code, on=on, package=calendar.data["projection"]["package"])
