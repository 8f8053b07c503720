"""Rules that can have no effect where they apply: days that never come, cutoffs nobody meets, idle promises.

Judged with the calendars of the offices that a version binds, over its own period within their horizon.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain, islice, pairwise

from sla_service.core.clock import DAY_END, ONE_DAY, dates
from sla_service.core.due_date import due_date
from sla_service.core.errors import SlaError
from sla_service.core.rules import Channel, OutsideHours, Receipt, Rule, Version
from sla_service.core.timeline import Timeline
from sla_service.core.trials import Office

from .book import RuleBook
from .faults import Document, Fault
from .folder import Folder

Faults = Iterator[Fault]
Period = tuple[date, date]  # the first and the last day, both included

_MOST_RECEIPTS = 6_000  # of each stretch, a year's worth or more, before a promise is called idle
_HALF_HOUR = 1800


@dataclass(frozen=True, slots=True)
class _Scope:
    """One version of a rule, where it stands, and the counters it binds, one of each calendar."""

    document: Document
    index: int
    rule: Rule
    offices: tuple[Office, ...]

    @property
    def version(self) -> Version:
        return self.rule.versions[self.index]

    def fault(self, key: str, code: str, **facts: object) -> Fault:
        return self.document.fault(("versions", self.index, *key.split(".")), code, **facts)

    def period(self, timeline: Timeline) -> Period:
        """Tell the first and the last day that the version and a calendar share; reversed where none."""
        in_force, calendar = self.version.in_force, timeline.calendar
        last = calendar.last if in_force.until is None else min(calendar.last, in_force.until - ONE_DAY)
        return max(in_force.since, calendar.first), last

    def days(self, timeline: Timeline, period: Period) -> Iterator[date]:
        """Go through the days of a period on which the version may count a receipt from."""
        recurrence = self.version.applies.days
        if recurrence is None:
            return dates(*period)
        return filter(timeline.is_working_day, recurrence.days(*period))

    def stretches(self, timeline: Timeline, procedure: Rule) -> Iterator[Period]:
        """Divide the period wherever the statutory term or the office hours turn."""
        first, last = self.period(timeline)
        laws, hours = procedure.versions, timeline.calendar.hours
        in_force = (*(law.in_force for law in laws), *(week.in_force for week in hours))
        turns = {turn for period in in_force for turn in (period.since, period.until) if turn}
        starts = (first, *sorted(turn for turn in turns if first < turn <= last), last + ONE_DAY)
        return ((start, following - ONE_DAY) for start, following in pairwise(starts))


def faults_of_effect(folder: Folder, book: RuleBook) -> list[Fault]:
    """Find every version that can never matter as it is written."""
    found: list[Fault] = []
    for scope in _scopes(folder, book):
        idle = list(_days_that_never_come(scope))
        found += idle or [*_cutoffs_outside_hours(scope), *_idle_promises(scope, book)]
    return found


def _scopes(folder: Folder, book: RuleBook) -> Iterator[_Scope]:
    everywhere = tuple(authority.office for authority in book.authorities.values())
    for document in (*folder.of("procedure"), *folder.of("commitment")):
        rule = book.rule(document.data["id"])
        for index, version in enumerate(rule.versions):
            bound = everywhere if document in folder.of("procedure") else _bound(rule, version, everywhere)
            yield _Scope(document, index, rule, tuple({office.timeline: office for office in bound}.values()))


def _bound(rule: Rule, version: Version, offices: Iterable[Office]) -> Iterator[Office]:
    return (
        office
        for office in offices
        for _, promise in office.commitments
        if promise.id == rule.id and version in promise.versions
    )


def _days_that_never_come(scope: _Scope) -> Faults:
    """Recurring days come at least once, and not only on days off."""
    recurrence = scope.version.applies.days
    periods = [scope.period(office.timeline) for office in scope.offices]
    shared = [period for period in periods if period[0] <= period[1]]
    if recurrence is None or not shared:
        return
    if _is_empty(on for period in shared for on in recurrence.days(*period)):
        yield scope.fault("applies.days", "days_never_come", given=recurrence.rule)
    elif _is_empty(
        on for office in scope.offices for on in scope.days(office.timeline, scope.period(office.timeline))
    ):
        yield scope.fault("applies.days", "days_always_off", given=recurrence.rule)


def _is_empty(found: Iterator[date]) -> bool:
    return next(found, None) is None


def _cutoffs_outside_hours(scope: _Scope) -> Faults:
    """A cutoff lies between the first opening and the last closing of some day of one office."""
    version = scope.version
    if version.cutoff is None or version.outside_hours is not OutsideHours.NEXT_OPENING:
        return  # a rule that takes the moment itself may cut off at night
    second = version.cutoff.second - version.cutoff.is_strict  # the last that is in time
    spans = (span for office in scope.offices for span in _spans(scope, office.timeline))
    one = next(spans, None)
    if one and not any(opens <= second <= closes for opens, closes in chain([one], spans)):
        yield scope.fault("cutoff", "cutoff_outside_hours")


def _spans(scope: _Scope, timeline: Timeline) -> Iterator[tuple[int, int]]:
    """Tell from when to when the office is open, day by day, in seconds after midnight."""
    for on in scope.days(timeline, scope.period(timeline)):
        sessions, _ = timeline.calendar.open_on(on)
        if sessions:
            yield (
                min(session.opens for session in sessions),
                max(session.closes for session in sessions),
            )


def _idle_promises(scope: _Scope, book: RuleBook) -> Faults:
    """A promise for procedures by name is earlier than the law at least once, for one of them.

    One that covers all procedures can always shorten a term that the caller brings.
    """
    applies, term = scope.version.applies, scope.version.term
    named = [book.procedures[id_] for id_ in sorted(applies.procedures or ())]
    covered = [
        rule
        for rule in named
        if rule.id not in applies.excepted and (applies.fields is None or rule.field in applies.fields)
    ]
    if not covered or term is None:
        return
    outcomes = (
        _is_earlier(scope, procedure, office, at)
        for procedure in covered
        for office in scope.offices
        for stretch in scope.stretches(office.timeline, procedure)
        for at in islice(_receipts(scope, procedure, office.timeline, stretch), _MOST_RECEIPTS)
    )
    seen = set()
    for outcome in outcomes:
        seen.add(outcome)
        if outcome:
            return
    if False in seen:
        yield scope.fault("term", "promise_never_earlier", covered=[rule.id for rule in covered])


def _is_earlier(scope: _Scope, procedure: Rule, office: Office, at: datetime) -> bool | None:
    """Is the promise due before the statutory term, or alone? None where it does not speak."""
    promise = replace(scope.rule, versions=(scope.version,))
    channels = scope.version.applies.channels or {Channel.IN_PERSON}
    receipt = Receipt(at, procedure, channel=min(channels))
    try:
        found = due_date(receipt, replace(office, commitments=((0, promise),)), is_explained=False)
    except SlaError:  # neither speaks, or the calendar ends before either
        return None
    due = {candidate.rule.id: candidate.due for candidate in found.candidates}
    ours, law = due[promise.id], due[procedure.id]
    if ours is None:
        return None
    return law is None or ours.instant < law.instant


def _receipts(scope: _Scope, procedure: Rule, timeline: Timeline, period: Period) -> Iterator[datetime]:
    """Go through the moments of a period at which the two may stand to each other in another way."""
    versions = (scope.version, *procedure.versions)
    cutoffs = {version.cutoff.second for version in versions if version.cutoff is not None}
    around = {second + step for second in cutoffs for step in (-1, 0, 1)}
    if scope.version.outside_hours is OutsideHours.SAME_DAY:
        around |= {0, DAY_END - 1}
    # of whole days only the day matters, and the side of a cutoff
    is_whole_days = all(term.is_whole_days for version in versions for term in version.terms)
    step = DAY_END if is_whole_days else _HALF_HOUR
    for on in scope.days(timeline, period):
        sessions, _ = timeline.calendar.open_on(on)
        seconds = around.union(*(range(session.opens, session.closes, step) for session in sessions))
        seconds |= {session.closes for session in sessions}
        yield from (timeline.clock(on, second).at for second in sorted(seconds) if 0 <= second < DAY_END)
