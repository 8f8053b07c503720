"""What a page is asked: its address is the whole question, and the permanent link to it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from sla_service.core.errors import SlaError
from sla_service.wording.values import LANGUAGES, Language

from .instants import parse_instant, write_instant
from .queries import MEMBERS

DUE_DATE, YEAR, WHAT_IF = "./", "year", "what-if"  # relative: they hold behind a proxy's prefix too

_WALL_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Question:
    """A page's language, and what its address asks besides, by the names of a request's members.

    The fields of a form that are empty are left out, and a parameter that is repeated has its first value.
    """

    language: Language
    members: Mapping[str, str]

    @classmethod
    def of(cls, query: MultiDict[str, str]) -> Self:
        """Read an address. Vietnamese unless it says otherwise: a link speaks to everybody alike."""
        members = {name: given for name, given in query.items() if name in MEMBERS and given.strip()}
        spoken = query.get("lang")
        return cls(next((language for language in LANGUAGES if language == spoken), "vi"), members)

    def with_(self, **members: str) -> Self:
        """Put members otherwise."""
        return replace(self, members={**self.members, **members})

    def without(self, name: str) -> Self:
        """Leave a member out."""
        return replace(
            self, members={member: told for member, told in self.members.items() if member != name}
        )

    def address(self, page: str, language: Language | None = None) -> str:
        """Give the address of this question on a page."""
        query = {**self.members, "lang": language or self.language}
        return f"{page}?{urlencode(query, safe=':,')}"


def with_offset(given: str, zone: ZoneInfo) -> str:
    """Complete the clock time of a form with the offset of a zone; anything else stays as it is.

    What is no date or no time gets an offset too, so that what is said of it is what is wrong.
    """
    if not _WALL_CLOCK.fullmatch(given):
        return given
    full = given if given.count(":") == 2 else f"{given}:00"
    try:
        return write_instant(parse_instant(f"{full}Z").replace(tzinfo=zone))
    except SlaError:
        return f"{full}Z"


def on_form(given: str, zone: ZoneInfo) -> str:
    """Write an instant as a form's field holds it, by the clock of a zone; nothing where it is none."""
    try:
        return parse_instant(with_offset(given, zone)).astimezone(zone).replace(tzinfo=None).isoformat()
    except SlaError:
        return ""
