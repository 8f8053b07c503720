"""The rules as they were known on a day: what was announced later is not seen."""

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from functools import lru_cache

from sla_service.core.calendar import OfficeHours, WorkingCalendar
from sla_service.core.law import as_known
from sla_service.core.timeline import Timeline
from sla_service.core.trials import Office

from .book import Authority, NamedCalendar, RuleBook
from .load import binding
from .projection import project

_KEPT = 8  # books, each as known at one moment


def known_on(book: RuleBook, day: date | None) -> RuleBook:
    """Tell the rules as they were known on a day, None for today; the digest is still that of all loaded."""
    if day is None:
        return book
    turns = _turns(book)
    return _view(book, turns[bisect_right(turns, day) - 1])


@lru_cache(maxsize=_KEPT)
def _turns(book: RuleBook) -> tuple[date, ...]:
    """List the days on which anything became known, in order, after one on which nothing was."""
    announced = (source.announced_on for named in book.calendars.values() for source in named.sources)
    versions = (version.known_from for rule in book.rules.values() for version in rule.versions)
    offices = (authority.office for authority in book.authorities.values())
    hours = (hours.in_force.since for office in offices for hours in office.timeline.calendar.hours)
    return tuple(sorted({date.min, *filter(None, announced), *versions, *hours}))


@lru_cache(maxsize=_KEPT)
def _view(book: RuleBook, day: date) -> RuleBook:
    view = _View(book, day)
    return replace(
        book,
        calendars={name: view.named(calendar) for name, calendar in book.calendars.items()},
        authorities={name: view.authority(authority) for name, authority in book.authorities.items()},
        procedures={name: rule.known_on(day) for name, rule in book.procedures.items()},
        commitments=view.commitments,
    )


class _View:
    """Tells calendars and offices as they were known on a day; those that keep the same hours share one."""

    def __init__(self, book: RuleBook, day: date) -> None:
        self._day = day
        self._calendars = {name: _as_known(named, day) for name, named in book.calendars.items()}
        self.commitments = {name: rule.known_on(day) for name, rule in book.commitments.items()}
        self._timelines: dict[int, Timeline] = {}

    def named(self, named: NamedCalendar) -> NamedCalendar:
        return replace(named, timeline=self._timeline(named.id, named.timeline))

    def authority(self, authority: Authority) -> Authority:
        office = authority.office
        commitments = tuple(
            (distance, binding(self.commitments[rule.id], distance)) for distance, rule in office.commitments
        )
        timeline = self._timeline(authority.calendar, office.timeline)
        return replace(authority, office=Office(office.id, timeline, commitments))

    def _timeline(self, name: str, timeline: Timeline) -> Timeline:
        if id(timeline) not in self._timelines:
            known = self._calendars[name]
            hours = known_hours(timeline.calendar.hours, self._day)
            self._timelines[id(timeline)] = Timeline(replace(known, hours=hours))
        return self._timelines[id(timeline)]


def known_hours(hours: tuple[OfficeHours, ...], day: date) -> tuple[OfficeHours, ...]:
    """Tell office hours as they were known on a day: from the day on which they begin."""
    return as_known(hours, lambda version: version.in_force.since <= day)[0]


def _as_known(named: NamedCalendar, day: date) -> WorkingCalendar:
    """Leave out the days announced later; a year of which every dated notice is to come is projected.

    The package projects by today's laws: what a later law made a day off is left out there too.
    """
    calendar = named.timeline.calendar
    projected = _unannounced(named, day)
    by_later_law = {
        on
        for on, entry in calendar.dated.items()
        if entry.citation and entry.citation.article and not entry.is_known_on(day)
    }
    projection = project(named.country, projected, swaps=False)
    dated = {entry.on: entry for entry in projection if entry.on not in by_later_law}
    dated |= {on: entry for on, entry in calendar.dated.items() if entry.is_known_on(day)}
    return replace(
        calendar,
        dated=dated,
        published=calendar.published and calendar.published - projected,
        partly_published=calendar.partly_published - projected,
    )


def _unannounced(named: NamedCalendar, day: date) -> frozenset[int]:
    notices = [source for source in named.sources if source.is_dated_notice]
    told = {source.year for source in notices if source.announced_on and source.announced_on <= day}
    return frozenset(source.year for source in notices) - told
