"""Where a rule comes from and when it is in force."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Vietnamese and in English."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The source of a rule or of a day off.

    `is_read` is false where the text is only recalled: the answer then shows it as unverified.
    """

    document: str
    article: str | None
    url: str | None
    quote: str | None
    is_read: bool


@dataclass(frozen=True, slots=True)
class EffectivePeriod:
    """When a version is in force: `since` included, `until` excluded, None for "until amended"."""

    since: date
    until: date | None

    def covers(self, on: date) -> bool:
        """Is the version in force on that date?"""
        return self.since <= on and (self.until is None or on < self.until)


ALWAYS = EffectivePeriod(date.min, None)


class InForce(Protocol):
    """Whatever has a period in which it is in force."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def in_force(self) -> EffectivePeriod:
        """When it is in force."""


Versioned = TypeVar("Versioned", bound=InForce)


def as_known(
    versions: tuple[Versioned, ...], is_known: Callable[[Versioned], bool]
) -> tuple[tuple[Versioned, ...], tuple[Versioned, ...]]:
    """Part the versions that are known from those that are not yet, which so far have ended none of them."""
    known = tuple(version for version in versions if is_known(version))
    later = tuple(version for version in versions if version not in known)
    ends = {version.in_force.since for version in later}
    return tuple(_lasting(version, ends, known) for version in known), later


def _lasting(version: Versioned, ends: set[date], known: tuple[Versioned, ...]) -> Versioned:
    """Let a version last until the next that is known, if only one that is not ends it."""
    until = version.in_force.until
    if until is None or until not in ends:
        return version
    begins = min((other.in_force.since for other in known if other.in_force.since >= until), default=None)
    return replace(version, in_force=replace(version.in_force, until=begins))
