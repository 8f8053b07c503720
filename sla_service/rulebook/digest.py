"""The fingerprint of the rules: the same wherever the same rules are loaded."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sla_service.core.calendar import WEEKDAYS, DatedDay

from .folder import Folder
from .projection import project

# lists that are read as sets, or sorted: their order changes no answer
_ORDER_FREE = frozenset(
    {"fields", "days_off", "working_days", "procedures", "channels", "except", "receives_only", "examples"}
).union(WEEKDAYS)

Projection = Mapping[str, Iterable[DatedDay]]


def digest(folder: Folder, *projections: Projection) -> str:
    """Hash the parsed content, never the bytes: comments, key order and file order do not count.

    `projections` are by calendar the days that answers may take from no file.
    """
    content = {
        kind: {document.file: _canonical(document.data) for document in documents}
        for kind, documents in folder.documents.items()
    }
    days = [
        {calendar: [_day(day) for day in projected] for calendar, projected in projection.items()}
        for projection in projections
    ]
    text = json.dumps([content, *days], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def foreseen(folder: Folder) -> Projection:
    """Project the years that have a file, as `known_on` does while their notices are still to come."""
    return {
        calendar.data["id"]: tuple(
            project(
                calendar.data["projection"]["country"],
                (year.data["year"] for year in folder.years(calendar)),
                swaps=False,
            )
        )
        for calendar in folder.of("calendar")
    }


def _day(day: DatedDay) -> tuple[str, ...]:
    names = (day.name.vi, day.name.en) if day.name else ()
    return (day.on.isoformat(), day.kind, *names)


def _canonical(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _canonical(member, name) for name, member in value.items()}
    if isinstance(value, list):
        items = [_canonical(item) for item in value]
        return (
            sorted(items, key=lambda item: json.dumps(item, sort_keys=True)) if key in _ORDER_FREE else items
        )
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
