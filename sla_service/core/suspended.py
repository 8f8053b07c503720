"""Time that does not count: suspensions laid together, so that none is counted twice."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .rules import Suspension
from .timeline import Timeline


@dataclass(frozen=True, slots=True)
class SuspendedTime:
    """One unbroken stretch of suspended time, on the calendar's clock; `until` is None while it has no end.

    The term has run up to and with `since`, and runs again from `until` on: an instant between them, `until`
    included, is suspended.
    """

    since: datetime
    until: datetime | None
    reasons: tuple[str, ...]

    def holds(self, at: float) -> bool:
        """Is that instant, in seconds since 1970 UTC, suspended?"""
        return self.since.timestamp() < at and (self.until is None or at <= self.until.timestamp())

    def covers(self, at: datetime) -> bool:
        """Does the term stand still at that instant? `since` is in it, `until` is not."""
        return self.since.timestamp() <= at.timestamp() and (
            self.until is None or at.timestamp() < self.until.timestamp()
        )

    def with_more(self, suspension: Suspension, until: datetime | None) -> "SuspendedTime":
        """Lay a suspension to it that begins within it or where it ends."""
        ends = None if self.until is None or until is None else max(self.until, until, key=datetime.timestamp)
        return SuspendedTime(self.since, ends, _more(self.reasons, suspension))


def suspended_times(suspensions: Iterable[Suspension], timeline: Timeline) -> tuple[SuspendedTime, ...]:
    """Lay suspensions together, overlapping and touching ones as one, in order of time."""
    laid: list[SuspendedTime] = []
    for suspension in sorted(suspensions, key=lambda one: one.since.timestamp()):
        since = timeline.local(suspension.since)
        until = None if suspension.until is None else timeline.local(suspension.until)
        if laid and (laid[-1].until is None or since.timestamp() <= laid[-1].until.timestamp()):
            laid[-1] = laid[-1].with_more(suspension, until)
        else:
            laid.append(SuspendedTime(since, until, _more((), suspension)))
    return tuple(laid)


def holding(at: float, times: tuple[SuspendedTime, ...]) -> SuspendedTime | None:
    """Find the suspended time, of some in order, in which an instant lies, in seconds since 1970 UTC."""
    index = bisect_left(times, at, key=lambda time: time.since.timestamp()) - 1
    return times[index] if index >= 0 and times[index].holds(at) else None


def _more(reasons: tuple[str, ...], suspension: Suspension) -> tuple[str, ...]:
    reason = suspension.reason
    return reasons if reason is None or reason in reasons else (*reasons, reason)
