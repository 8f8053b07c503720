"""How many dossiers were returned on time: a report over classifications, of all and of each group.

Circular 01/2018/TT-VPCP art. 13: two points for a dossier returned early, one on time, none late.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from .progress import Classification

_POINTS: Mapping[Classification, int] = {
    Classification.EARLY: 2,
    Classification.ON_TIME: 1,
    Classification.LATE: 0,
}
_OVERDUE = (Classification.LATE, Classification.OVERDUE)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one dossier stands, its group, and why it is overdue; the empty name is a name, None is none."""

    classification: Classification
    group: str | None = None
    overdue_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many dossiers stand where, and how many are late or overdue for each reason stated, by name."""

    numbers: Mapping[Classification, int]
    overdue_reasons: Mapping[str, int]

    @classmethod
    def of(cls, standings: Iterable[Standing]) -> "Tally":
        """Count; a reason stated for a dossier that is neither late nor overdue does not count."""
        counted = tuple(standings)
        numbers = Counter(one.classification for one in counted)
        reasons = Counter(
            one.overdue_reason
            for one in counted
            if one.overdue_reason is not None and one.classification in _OVERDUE
        )
        return cls({kind: numbers[kind] for kind in Classification}, dict(sorted(reasons.items())))

    @property
    def received(self) -> int:
        """All of them."""
        return sum(self.numbers.values())

    @property
    def returned(self) -> int:
        """Those whose result was returned, late or not."""
        return sum(self.numbers[kind] for kind in _POINTS)

    @property
    def rate_of_returned(self) -> Fraction | None:
        """The part of the returned ones that was returned in time; None where none was returned."""
        return _ratio(self._in_time, self.returned)

    @property
    def rate_of_received(self) -> Fraction | None:
        """The part of the received ones that was returned in time; None where none was received."""
        return _ratio(self._in_time, self.received)

    @property
    def points(self) -> Fraction | None:
        """The mean of the points over the returned ones, from 0 to 2; None where none was returned."""
        return _ratio(sum(points * self.numbers[kind] for kind, points in _POINTS.items()), self.returned)

    @property
    def _in_time(self) -> int:
        return self.numbers[Classification.EARLY] + self.numbers[Classification.ON_TIME]


@dataclass(frozen=True, slots=True)
class OnTimeReport:
    """The tally of all dossiers, and that of each group by name; one without a group is only in the total."""

    total: Tally
    groups: Mapping[str, Tally]

    @classmethod
    def of(cls, standings: Iterable[Standing]) -> "OnTimeReport":
        """Count all of them, and each group's."""
        every = tuple(standings)
        members: dict[str, list[Standing]] = {}
        for one in every:
            if one.group is not None:
                members.setdefault(one.group, []).append(one)
        return cls(Tally.of(every), {name: Tally.of(members[name]) for name in sorted(members)})


def _ratio(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
