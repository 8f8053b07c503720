"""Loaded rules as bytes and back, by pickle, of which only values of this program are taken."""

import io
import pickle
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from sla_service.core.timeline import Timeline

from .book import RuleBook

_PROGRAM = Path(__file__).parent.parent.name
_PLAIN = {("datetime", "date"), ("datetime", "timedelta"), ("decimal", "Decimal")}


def packed(book: RuleBook) -> bytes:
    """Write loaded rules, without what is compiled of their calendars."""
    content = io.BytesIO()
    _Writer(content, protocol=pickle.HIGHEST_PROTOCOL).dump(book)
    return content.getvalue()


def unpacked(content: bytes) -> RuleBook:
    """Read loaded rules, their calendars compiled; raises UnpicklingError for what is not of this program."""
    book: RuleBook = _Reader(io.BytesIO(content)).load()
    for calendar in book.calendars.values():
        calendar.timeline.compiled()
    return book


def sealed(content: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """Make a table that nobody can fill, which a pickle does not know."""
    return MappingProxyType(content)


class _Writer(pickle.Pickler):
    def persistent_id(self, value: Any) -> str | None:
        """Write a zone as its name."""
        return value.key if isinstance(value, ZoneInfo) else None

    def reducer_override(self, value: Any) -> Any:
        """Write a timeline as its calendar: what is compiled is larger by far, and compiled again at once."""
        if isinstance(value, Timeline):
            return Timeline, (value.calendar,)
        if isinstance(value, MappingProxyType):
            return sealed, (dict(value),)
        if isinstance(value, Enum):  # some versions of Python write it as a call of getattr
            return type(value), (value.value,)
        return NotImplemented


class _Reader(pickle.Unpickler):
    def persistent_load(self, key: str) -> ZoneInfo:
        return ZoneInfo(key)

    def find_class(self, module: str, name: str) -> Any:
        """Find only classes of this program, and the few of Python that its values are made of."""
        found = super().find_class(module, name)
        is_own = isinstance(found, type) and found.__module__.partition(".")[0] == _PROGRAM
        if is_own or found is sealed or (module, name) in _PLAIN:
            return found
        raise pickle.UnpicklingError(f"{module}.{name}")
