"""The fingerprint of the rules: the same wherever the same rules are loaded."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from sla_service.core.calendar import DatedDay

from .folder import Folder

_ORDER_FREE = frozenset(
    {"fields", "days_off", "working_days", "procedures", "channels", "except", "receives_only"}
)


def digest(folder: Folder, projected: Iterable[DatedDay]) -> str:
    """Hash the parsed content, never the bytes: comments, key order and file order do not count."""
    content = {
        kind: {document.file: _canonical(document.data) for document in documents}
        for kind, documents in folder.documents.items()
    }
    days = [[day.on.isoformat(), day.kind, *_names(day)] for day in projected]
    text = json.dumps([content, days], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def _names(day: DatedDay) -> tuple[str, ...]:
    return (day.name.vi, day.name.en) if day.name else ()


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
