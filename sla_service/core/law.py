"""Where a rule comes from and when it is in force."""

from dataclasses import dataclass
from datetime import date


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
