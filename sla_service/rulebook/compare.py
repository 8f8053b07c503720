"""Two rule books held against each other: what differs, and from which receipts on due dates move."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sla_service.core.calendar import DatedDay, OfficeHours
from sla_service.core.law import Text
from sla_service.core.rules import Rule, Version

from .book import Authority, NamedCalendar, RuleBook
from .moves import Move, moves

Members = Mapping[str, Any]


class Change(StrEnum):
    """What became of something."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class What(StrEnum):
    """What may differ, in the order in which it is told."""

    FIELD = "field"
    PROCEDURE = "procedure"
    COMMITMENT = "commitment"
    VERSION = "version"
    AUTHORITY = "authority"
    CALENDAR = "calendar"
    HOURS = "hours"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that stands in one book only, or otherwise in each.

    `id` is the field's, rule's, authority's or calendar's; `on` the day itself, or that from which a version
    or hours are in force, `date.min` for a calendar's default hours. Of what is changed, `old` and `new`
    hold the members that differ.
    """

    what: What
    id: str
    on: date | None
    old: Members | None
    new: Members | None

    @property
    def change(self) -> Change:
        """Tell whether it was added, removed or changed."""
        if self.old is None:
            return Change.ADDED
        return Change.REMOVED if self.new is None else Change.CHANGED


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two rule books differ, each by its digest, and the first receipts whose due dates move.

    Where the digests differ and nothing else does, only what concerns no due date is written otherwise:
    examples, notes, the day of the last check, how sure a day is.
    """

    old: str
    new: str
    differences: tuple[Difference, ...]
    moves: tuple[Move, ...]

    @property
    def is_same(self) -> bool:
        """Do both say the same, to the last note?"""
        return self.old == self.new


def compare(old: RuleBook, new: RuleBook) -> Comparison:
    """Compare two rule books."""
    if old.digest == new.digest:
        return Comparison(old.digest, new.digest, (), ())
    return Comparison(old.digest, new.digest, tuple(_differences(old, new)), moves(old, new))


Key = tuple[str, date | None]
Things = Mapping[Key, Members]


def _differences(old: RuleBook, new: RuleBook) -> Iterator[Difference]:
    for what, things in _THINGS.items():
        before, after = things(old), things(new)
        for name, on in sorted(before.keys() | after.keys(), key=lambda key: (key[0], key[1] or date.min)):
            told = _difference(before.get((name, on)), after.get((name, on)))
            if told:
                yield Difference(what, name, on, *told)


def _difference(old: Members | None, new: Members | None) -> tuple[Members | None, Members | None] | None:
    if old is None or new is None:
        return old, new
    names = [name for name in old if old[name] != new[name]]
    return ({name: old[name] for name in names}, {name: new[name] for name in names}) if names else None


def _fields(book: RuleBook) -> Things:
    return {(name, None): {"title": title} for name, title in book.fields.items()}


def _procedures(book: RuleBook) -> Things:
    return {(rule.id, None): {"title": rule.title, "field": rule.field} for rule in book.procedures.values()}


def _commitments(book: RuleBook) -> Things:
    return {(rule.id, None): {"title": rule.title, "model": rule.model} for rule in book.commitments.values()}


def _versions(book: RuleBook) -> Things:
    return {
        (rule.id, version.in_force.since): _version(rule, version)
        for rule in book.rules.values()
        for version in rule.versions
    }


def _version(rule: Rule, version: Version) -> Members:
    members = {
        "term": version.term,
        "cutoff": version.cutoff,
        "until": version.in_force.until,
        "due_time": version.due_time if any(term.is_whole_days for term in version.terms) else None,
        "outside_hours": version.outside_hours if version.terms else None,
        "extensions": version.extension_limit,
        "citations": version.citations,
        "announced_on": version.announced_on,
    }
    return members if rule.model is None else {**members, **_promise(version)}


def _promise(version: Version) -> Members:
    applies = version.applies
    return {
        "offices": "own_and_below" if applies.binds_below else "own",
        "days": applies.days and applies.days.rule,
        "fields": _all(applies.fields),
        "procedures": _all(applies.procedures),
        "channels": _all(applies.channels),
        "except": tuple(sorted(applies.excepted)),
        "unconfirmed_since": version.unconfirmed_since,
    }


def _all(words: frozenset[Any] | None) -> tuple[Any, ...]:
    return ("all",) if words is None else tuple(sorted(words))


def _authorities(book: RuleBook) -> Things:
    return {(authority.id, None): _authority(authority) for authority in book.authorities.values()}


def _authority(authority: Authority) -> Members:
    return {"title": authority.title, "parent": authority.parent, "calendar": authority.calendar}


def _calendars(book: RuleBook) -> Things:
    return {(named.id, None): _calendar(named) for named in book.calendars.values()}


def _calendar(named: NamedCalendar) -> Members:
    calendar = named.timeline.calendar
    return {
        "title": named.title,
        "time_zone": calendar.time_zone.key,
        "first": calendar.first,
        "last": calendar.last,
        "projection": named.country,
        "rest": calendar.rest,
        "published": tuple(sorted(calendar.published or ())),
        "partly_published": tuple(sorted(calendar.partly_published)),
    }


def _hours(book: RuleBook) -> Things:
    calendars: Things = {
        (named.id, hours.in_force.since): _week(hours)
        for named in book.calendars.values()
        for hours in named.timeline.calendar.hours
    }
    own: Things = {
        (authority.id, hours.in_force.since): _week(hours)
        for authority in book.authorities.values()
        for hours in _own_hours(authority, book)
    }
    return {**calendars, **own}


def _own_hours(authority: Authority, book: RuleBook) -> tuple[OfficeHours, ...]:
    """Give the hours that an authority states itself: before those above it, and those of its calendar."""
    inherited = 0 if authority.parent is None else _stated(book.authority(authority.parent), book)
    return authority.office.timeline.calendar.hours[: _stated(authority, book) - inherited]


def _stated(authority: Authority, book: RuleBook) -> int:
    """Count the hours of an authority and of those above it, without those of its calendar."""
    default = book.calendar(authority.calendar).timeline.calendar.hours
    return len(authority.office.timeline.calendar.hours) - len(default)


def _week(hours: OfficeHours) -> Members:
    return {
        "week": hours.week,
        "until": hours.in_force.until,
        "assumed": hours.is_assumed,
        "citations": hours.citations,
    }


def _days(book: RuleBook) -> Things:
    return {
        (named.id, day.on): _day(day)
        for named in book.calendars.values()
        for day in named.timeline.calendar.dated.values()
    }


def _day(day: DatedDay) -> Members:
    name: Text | None = day.name
    return {"kind": day.kind, "name": name, "source": day.citation, "announced_on": day.announced_on}


_THINGS: Mapping[What, Callable[[RuleBook], Things]] = {
    What.FIELD: _fields,
    What.PROCEDURE: _procedures,
    What.COMMITMENT: _commitments,
    What.VERSION: _versions,
    What.AUTHORITY: _authorities,
    What.CALENDAR: _calendars,
    What.HOURS: _hours,
    What.DAY: _days,
}
