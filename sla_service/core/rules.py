"""Statutory terms and local promises, version by version, and which of them speaks for a receipt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile

from dateutil.rrule import rrulestr

from .clock import second_of_day
from .errors import InvalidEvent, InvalidTerm, NotApplicable
from .explanation import Moment
from .law import Citation, EffectivePeriod, Text, as_known
from .term import Term


class Channel(StrEnum):
    """How the dossier came in; Zalo counts as online."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    POST = "post"


class RuleKind(StrEnum):
    """Who grants the term: the law, the office, or the caller."""

    STATUTORY = "statutory"
    COMMITMENT = "commitment"
    CALLER = "caller"


class OutsideHours(StrEnum):
    """What a receipt outside office hours is: the next opening's, or its own day's all the same."""

    NEXT_OPENING = "next_opening"
    SAME_DAY = "same_day"


class DueTimeKind(StrEnum):
    """When on the due day the result is owed."""

    CLOSE_OF_OFFICE = "close_of_office"
    END_OF_DAY = "end_of_day"
    SAME_CLOCK_TIME = "same_clock_time"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class DueTime:
    """When on the due day; `second` after midnight for a clock time."""

    kind: DueTimeKind = DueTimeKind.CLOSE_OF_OFFICE
    second: int = 0


@dataclass(frozen=True, slots=True)
class Cutoff:
    """The clock time that decides which term applies, in seconds after midnight.

    `before 11:30` is strict, 11:30:00 misses it; `not_after 15:00` is not, 15:00:00 is in. A receipt that
    misses it gets `otherwise`, or nothing from this rule.
    """

    second: int
    is_strict: bool
    otherwise: Term | None = None

    def is_met(self, at: datetime) -> bool:
        """Was the dossier in time?"""
        clock = second_of_day(at)
        return clock < self.second if self.is_strict else clock <= self.second


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Days that come again, as an RFC 5545 rule counted from a first date."""

    rule: str
    since: date

    def falls_on(self, on: date) -> bool:
        """Is that date one of them?"""
        return on in _days_of(self, on.year)

    def days(self, first: date, last: date) -> Iterator[date]:
        """Go through its days from one date to another, both included.

        Counted as late as dates go: dateutil seeks a day that never comes up to the year 9999.
        """
        later = (date.max.year - max(self.since, last).year) // _CYCLE * _CYCLE
        begin, since, until = (_moved(on, later) for on in (self.since, first, last))
        # DTSTART is always given: dateutil's default is the machine's clock
        for at in takewhile(lambda at: at <= until, rrulestr(self.rule, dtstart=begin)):
            if at >= since:
                yield _moved(at, -later).date()


_CYCLE = 400  # years after which the same dates fall on the same weekdays


def _moved(on: date, years: int) -> datetime:
    return datetime(on.year + years, on.month, on.day)  # noqa: DTZ001 - a date without a zone


@lru_cache(maxsize=4096)
def _days_of(recurrence: Recurrence, year: int) -> frozenset[date]:
    return frozenset(recurrence.days(date(year, 1, 1), date(year, 12, 31)))


@dataclass(frozen=True, slots=True)
class Applicability:
    """What a promise covers; None stands for all. Its days are lost where they are days off, never moved."""

    binds_below: bool = False
    days: Recurrence | None = None
    fields: frozenset[str] | None = None
    procedures: frozenset[str] | None = None
    channels: frozenset[Channel] | None = None
    excepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ExtensionLimit:
    """The largest number of extensions, and the article that says so."""

    most: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Version:
    """What a rule said during one period; `term` is None where a model changes no term.

    `announced_on` is None where nobody knows when it became public.
    """

    in_force: EffectivePeriod
    term: Term | None
    citations: tuple[Citation, ...] = ()
    applies: Applicability = Applicability()
    cutoff: Cutoff | None = None
    due_time: DueTime = DueTime()
    outside_hours: OutsideHours = OutsideHours.NEXT_OPENING
    unconfirmed_since: date | None = None
    extension_limit: ExtensionLimit | None = None
    announced_on: date | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that it may grant: its own, and that of a receipt which misses the cutoff."""
        otherwise = self.cutoff.otherwise if self.cutoff else None
        return tuple(term for term in (self.term, otherwise) if term)

    @property
    def known_from(self) -> date:
        """The day it was announced, or came into force where nobody knows that."""
        return self.announced_on or self.in_force.since

    def is_unconfirmed_on(self, on: date) -> bool:
        """Has nobody confirmed that it still holds that day?"""
        return self.unconfirmed_since is not None and self.unconfirmed_since <= on


@dataclass(frozen=True, slots=True)
class Rule:
    """A statutory term, a promise or the caller's own term, with all its versions.

    `model` names the local model (`no_appointment`, …), `field` the field of a procedure. `later` are
    versions that are not known yet on the day that is asked about.
    """

    id: str
    kind: RuleKind
    title: Text
    versions: tuple[Version, ...]
    model: str | None = None
    field: str | None = None
    later: tuple[Version, ...] = ()

    def known_on(self, day: date) -> "Rule":
        """Tell the rule as it was known on a day: what was announced later had not ended anything yet."""
        known, later = as_known(self.versions, lambda version: version.known_from <= day)
        return replace(self, versions=known, later=later)

    def version_on(self, on: date) -> Version | None:
        """Find the version in force that day."""
        return next((version for version in self.versions if version.in_force.covers(on)), None)

    @property
    def grants_a_term(self) -> bool:
        """Can it ever decide a due date?"""
        return any(version.term for version in (*self.versions, *self.later))


@dataclass(frozen=True, slots=True)
class Restart:
    """The complete dossier came (again); the term is counted anew (Decree 61/2018 art. 19(4))."""

    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class Suspension:
    """Time that a sector law takes out of the term: `since` included, `until` excluded, None while it lasts.

    Raises InvalidEvent `until_before_from`.
    """

    since: datetime
    until: datetime | None
    reason: str | None

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise InvalidEvent("until_before_from", "/until")


@dataclass(frozen=True, slots=True)
class Extension:
    """A further term, counted from the due date before it (Decree 61/2018 art. 19(9)).

    Raises InvalidTerm `amount_zero`.
    """

    term: Term
    reason: str | None

    def __post_init__(self) -> None:
        if self.term.amount == 0:
            raise InvalidTerm("amount_zero", "/term/amount", unit=self.term.unit)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was handed in, when and how, and what happened to it since.

    Raises NotApplicable `field_mismatch` where field and procedure are of two fields, and InvalidEvent
    `event_before_receipt` for a restart or a suspension that begins before the receipt.
    """

    received_at: datetime
    procedure: Rule | None = None
    field: str | None = None
    channel: Channel = Channel.IN_PERSON
    term: Term | None = None
    restarts: tuple[Restart, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    extensions: tuple[Extension, ...] = ()

    def __post_init__(self) -> None:
        if self.procedure and self.field and self.field != self.procedure.field:
            raise NotApplicable("field_mismatch", "/field", field=self.field, expected=self.procedure.field)
        for index, restart in enumerate(self.restarts):
            if restart.at < self.received_at:
                raise InvalidEvent("event_before_receipt", f"/restarts/{index}/at")
        for index, suspension in enumerate(self.suspensions):
            if suspension.since < self.received_at:
                raise InvalidEvent("event_before_receipt", f"/suspensions/{index}/from")

    @property
    def field_in_question(self) -> str | None:
        """The field of the procedure, or the one named instead of it."""
        return self.procedure.field if self.procedure else self.field


def refusal(version: Version, receipt: Receipt, counted_from: Moment, *, is_working_day: bool) -> str | None:
    """Tell why a version does not speak for a receipt, as a code; None where it does.

    Everything is judged at the deemed receipt.
    """
    code = not_covered(version.applies, receipt)
    if code:
        return code
    if not falls_on(version.applies, counted_from.on, is_working_day=is_working_day):
        return "day"
    return "cutoff" if granted(version, counted_from.at) is None else None


def not_covered(applies: Applicability, receipt: Receipt) -> str | None:
    """Tell why a promise does not cover a receipt, whenever it comes, as a code; None where it does.

    A promise limited to fields or procedures needs one named.
    """
    procedure = receipt.procedure.id if receipt.procedure else None
    tests = (
        ("procedure", applies.procedures is None or procedure in applies.procedures),
        ("excepted", procedure not in applies.excepted),
        ("field", applies.fields is None or receipt.field_in_question in applies.fields),
        ("channel", applies.channels is None or receipt.channel in applies.channels),
    )
    return next((code for code, is_met in tests if not is_met), None)


def check_extensions(version: Version, receipt: Receipt) -> None:
    """Hold the extensions against the limit of a version; raises InvalidEvent `extension_not_allowed`."""
    limit = version.extension_limit
    if limit and len(receipt.extensions) > limit.most:
        path = f"/extensions/{limit.most}"
        raise InvalidEvent("extension_not_allowed", path, most=limit.most, law=limit.citation)


def falls_on(applies: Applicability, on: date, *, is_working_day: bool) -> bool:
    """Is that one of its days? A weekday promise is literal and is lost on a day off."""
    return applies.days is None or (is_working_day and applies.days.falls_on(on))


def granted(version: Version, at: datetime) -> Term | None:
    """Find the term that the cutoff leaves; None where it was missed and nothing stands for that."""
    if version.cutoff is None or version.cutoff.is_met(at):
        return version.term
    return version.cutoff.otherwise
