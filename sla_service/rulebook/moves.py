"""From which receipt on two rule books give different due dates: searched where a change can reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sla_service.core.clock import dates, instant
from sla_service.core.explanation import Moment
from sla_service.core.rules import Channel, OutsideHours

from .book import RuleBook
from .reach import windows
from .sides import Side, side


@dataclass(frozen=True, slots=True)
class Move:
    """The first receipt of a procedure at an office that is due otherwise; None where it has no due date."""

    procedure: str
    authority: str
    channel: Channel
    received_at: datetime
    old: Moment | None
    new: Moment | None


@dataclass(frozen=True, slots=True)
class _Receipt:
    at: datetime
    channel: Channel


def moves(old: RuleBook, new: RuleBook) -> tuple[Move, ...]:
    """List, for each procedure at each office, the first receipt whose due date moves, in order of receipt.

    What is looked for is a receipt of that procedure alone: without a term of the caller's own, without
    stages, and nothing has happened to it since.
    """
    found = (
        Move(procedure, authority, first.channel, first.at, *pair.dues(first))
        for pair, (first, places) in _searched(old, new).items()
        for procedure, authority in places
    )
    return tuple(sorted(found, key=lambda move: (move.received_at, move.procedure, move.authority)))


@dataclass(frozen=True, slots=True)
class _Pair:
    """What both books say of a procedure at an office."""

    old: Side
    new: Side

    def dues(self, receipt: _Receipt) -> tuple[Moment | None, Moment | None]:
        return self.old.due(receipt.at, receipt.channel), self.new.due(receipt.at, receipt.channel)

    def differs(self, receipt: _Receipt) -> bool:
        old, new = self.dues(receipt)
        return old != new

    def by(self, channel: Channel) -> "_Pair":
        """Leave out what never concerns a channel: where nothing else differs there is nothing to search."""
        return _Pair(self.old.by(channel), self.new.by(channel))

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The ways of handing in that may differ; in person where none does."""
        is_limited = any(version.applies.channels for version in (*self.old.versions, *self.new.versions))
        return tuple(Channel) if is_limited else (Channel.IN_PERSON,)


_Places = list[tuple[str, str]]


def _searched(old: RuleBook, new: RuleBook) -> dict[_Pair, tuple[_Receipt, _Places]]:
    """Search once for all procedures and offices of which both books say the same."""
    groups: dict[_Pair, _Places] = {}
    for procedure in old.procedures.keys() | new.procedures.keys():
        for authority in old.authorities.keys() | new.authorities.keys():
            pair = _Pair(side(old, new, procedure, authority), side(new, old, procedure, authority))
            groups.setdefault(pair, []).append((procedure, authority))
    firsts = ((pair, _first(pair), places) for pair, places in groups.items())
    return {pair: (first, places) for pair, first, places in firsts if first}


def _first(pair: _Pair) -> _Receipt | None:
    found = (_first_by(channel, pair.by(channel)) for channel in pair.channels)
    return min(filter(None, found), key=lambda receipt: receipt.at, default=None)


def _first_by(channel: Channel, pair: _Pair) -> _Receipt | None:
    for first, last in windows(pair.old, pair.new):
        before: _Receipt | None = None
        for at in _instants(pair, first, last):
            receipt = _Receipt(at, channel)
            if pair.differs(receipt):
                return _to_the_second(pair, before, receipt) if before else receipt
            before = receipt
    return None


def _to_the_second(pair: _Pair, same: _Receipt, other: _Receipt) -> _Receipt:
    """Narrow down from when on a receipt falls due otherwise, between one that does not and one that does."""
    low, high = int(same.at.timestamp()), int(other.at.timestamp())
    found = other
    while high - low > 1:
        middle = (low + high) // 2
        receipt = _Receipt(datetime.fromtimestamp(middle, other.at.tzinfo), other.channel)
        if pair.differs(receipt):
            high, found = middle, receipt
        else:
            low = middle
    return found


def _instants(pair: _Pair, first: date, last: date) -> Iterator[datetime]:
    """Go through the receipts of which one must differ if any does."""
    zone = pair.new.timeline.calendar.time_zone
    for on in dates(first, last):
        for second in sorted(_clocks(pair, on) | ({0} if on == first else set())):
            yield datetime.fromtimestamp(instant(on, second, zone), zone)


def _clocks(pair: _Pair, on: date) -> set[int]:
    """List the clock times of a day, in seconds, about which something may change."""
    versions = (*pair.old.versions, *pair.new.versions)
    cutoffs = {version.cutoff.second for version in versions if version.cutoff}
    around = {second + more for second in cutoffs for more in (-1, 0, 1) if second + more >= 0}
    is_midnight = any(version.outside_hours is OutsideHours.SAME_DAY for version in versions)
    return around | ({0} if is_midnight else set()) | _edges(pair, on, is_fine=bool(cutoffs))


def _edges(pair: _Pair, on: date, *, is_fine: bool) -> set[int]:
    """List openings, closings and the seconds after them.

    For whole days the last second after closing will do: from it on, until the next, all count from one day.
    """
    days = [half.timeline.calendar.sessions_on(on) for half in (pair.old, pair.new)]
    if is_fine or not (pair.old.is_whole_days and pair.new.is_whole_days):
        times = [(session.opens, session.closes) for sessions in days for session in sessions]
        return {second for opens, closes in times for second in (opens, closes, closes + 1)}
    return {day[-1].closes + 1 for day in days if day}
