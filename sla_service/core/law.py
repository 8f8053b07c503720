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

    def reopened(self) -> "EffectivePeriod":
        """Take its end away."""
        return replace(self, until=None)


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
    """Part the versions that are known from those that are not yet: what one of these ends has no end yet."""
    later = tuple(version for version in versions if not is_known(version))
    ends = {version.in_force.since for version in later}
    known = (
        replace(version, in_force=version.in_force.reopened()) if version.in_force.until in ends else version
        for version in versions
        if version not in later
    )
    return tuple(known), later
