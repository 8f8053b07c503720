"""Every move of a date is recorded here, so that the explanation is the calculation itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from .law import Citation

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant and the day it belongs to: a session that ends at 24:00 ends on its own day."""

    at: datetime
    on: date

    @property
    def instant(self) -> float:
        """Seconds since 1970 UTC, to compare by: datetimes of one zone compare by a clock that goes back."""
        return self.at.timestamp()


@dataclass(frozen=True, slots=True)
class Step:
    """One move from one instant to another: its code, the facts that made it and their sources.

    `on` is the day to which the later instant belongs.
    """

    code: str
    before: datetime
    after: datetime
    on: date
    facts: Facts
    citations: tuple[Citation, ...]


def _no_facts() -> Facts:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Where the count stands, and the steps that led there; time moves only through `move`."""

    moment: Moment
    is_recorded: bool = True
    steps: tuple[Step, ...] = ()

    @property
    def at(self) -> datetime:
        """The instant reached."""
        return self.moment.at

    @property
    def on(self) -> date:
        """The day to which that instant belongs."""
        return self.moment.on

    def move(
        self,
        code: str,
        to: Moment,
        facts: Callable[[], Facts] = _no_facts,
        citations: tuple[Citation, ...] = (),
    ) -> "Reckoning":
        """Go on to another moment and record why; `facts` is asked only if anybody will read it."""
        if not self.is_recorded:
            return Reckoning(to, self.is_recorded)
        step = Step(code, self.at, to.at, to.on, facts(), citations)
        return Reckoning(to, self.is_recorded, (*self.steps, step))
