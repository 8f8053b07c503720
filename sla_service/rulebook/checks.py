"""What a schema cannot see: faults between values, within a file and across files."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from sla_service.core.errors import SlaError

from .day_checks import DAY_CHECKS
from .faults import Fault, once
from .folder import Folder, id_of_file, lists
from .values import term

Faults = Iterator[Fault]


def faults_in(folder: Folder) -> list[Fault]:
    """Find every fault of the files that have passed their schemas."""
    return once(fault for check in _CHECKS for fault in check(folder))


def _names(folder: Folder) -> Faults:
    """A file is found under its id."""
    for kind in ("procedure", "office", "calendar", "commitment"):
        for document in folder.of(kind):
            expected = id_of_file(kind, document.file)
            if document.data["id"] != expected:
                yield document.fault(("id",), "id_is_not_file_name", expected=expected)
    for document in folder.of("calendar-year"):
        if str(document.data["year"]) != document.file[-9:-5]:
            yield document.fault(("year",), "id_is_not_file_name", expected=document.file[-9:-5])


def _known(folder: Folder) -> dict[str, frozenset[str]]:
    """List the ids that may stand under each key."""
    fields = frozenset(item["id"] for document in folder.of("fields") for item in document.data["fields"])
    procedures, offices = folder.ids("procedure"), folder.ids("office")
    known = {"procedure": procedures, "procedures": procedures, "parent": offices, "authority": offices}
    known["calendar"] = folder.ids("calendar")
    return known | {"field": fields, "fields": fields} if fields else known  # else their file is broken


def _references(folder: Folder) -> Faults:
    """Whatever is named exists."""
    known = _known(folder)
    for document in folder.all():
        for path, given in document.values:
            key = next((part for part in reversed(path) if isinstance(part, str)), "")  # of a list, its items
            is_all = given == "all" and path[-1] in ("fields", "procedures")
            if key in known and isinstance(given, str) and not is_all and given not in known[key]:
                yield document.fault(path, "unknown_reference", given=given)
    for document in folder.of("commitment"):
        if document.file.split("/")[1] not in known["authority"]:
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
    for document in folder.all():
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
                    path = (key, index + 1, "in_force", "until")
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
    for document in folder.all():
        for path, value in document.values:
            if isinstance(value, dict) and set(value) == {"amount", "unit"}:
                try:
                    term(value)
                except SlaError as error:
                    yield document.fault((*path, "amount"), error.code, unit=value["unit"])


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


_CHECKS: tuple[Callable[[Folder], Faults], ...] = (
    _names,
    _references,
    _parents,
    _versions,
    _examples,
    _terms,
    _due_times,
    *DAY_CHECKS,
)
