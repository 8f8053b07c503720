"""From folders such as `rules/` to one immutable RuleBook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sla_service.core.calendar import DatedDay, DayKind, OfficeHours, WorkingCalendar
from sla_service.core.errors import InvalidCalendar
from sla_service.core.law import ALWAYS
from sla_service.core.rules import Rule
from sla_service.core.timeline import Timeline
from sla_service.core.trials import Office

from . import entries
from .book import Authority, NamedCalendar, RuleBook, Source
from .checks import faults_in
from .digest import digest, foreseen
from .effect import faults_of_effect
from .examples import faults_in_examples
from .faults import Document, Fault, RulesRefused, Severity, in_order
from .folder import Folder, horizon_years, open_folders
from .overlay import overlaid
from .projection import project
from .warnings import warnings_in

_NO_HOURS: tuple[OfficeHours, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of folders found: the rules if they can be used, and all that is wrong or doubtful."""

    book: RuleBook | None
    faults: tuple[Fault, ...]

    def of(self, severity: Severity) -> tuple[Fault, ...]:
        """List the errors, or the warnings, in order of file and place."""
        return in_order(fault for fault in self.faults if fault.severity is severity)


def load(base: Path, *overlays: Path) -> RuleBook:
    """Load a folder of rules, lay others over it in order, and recompute every example.

    Raises RulesRefused with every fault found, each at its file, line and column.
    """
    checked = check((base, *overlays))
    if checked.book is None:
        raise RulesRefused(checked.of(Severity.ERROR))
    return checked.book


def check(roots: Sequence[Path], as_of: date | None = None) -> Checked:
    """Load folders of rules, each over those before it, as far as it goes.

    Warns of what is doubtful on a day, if one is given.

    What the rules do together, and their examples, is judged once every file is sound by itself.
    """
    try:
        folders, faults = open_folders(roots)
    except RulesRefused as refused:
        return Checked(None, refused.faults)
    folder, misplaced = overlaid(folders)
    faults += [*misplaced, *faults_in(folder)]
    warnings = warnings_in(folder, as_of) if as_of else []
    if faults:
        return Checked(None, (*faults, *warnings))
    try:
        book = _build(folder)
    except RulesRefused as refused:
        return Checked(None, (*refused.faults, *warnings))
    faults = [*faults_of_effect(folder, book), *faults_in_examples(folder, book)]
    return Checked(None if faults else book, (*faults, *warnings))


def _build(folder: Folder) -> RuleBook:
    projected = {document.data["id"]: _projected(folder, document) for document in folder.of("calendar")}
    calendars = {
        document.data["id"]: _named_calendar(folder, document, projected[document.data["id"]])
        for document in folder.of("calendar")
    }
    return RuleBook(
        digest=digest(folder, projected, foreseen(folder)),
        fields={item["id"]: entries.text(item["title"]) for item in folder.of("fields")[0].data["fields"]},
        calendars=calendars,
        authorities={authority.id: authority for authority in _Authorities(folder, calendars).all()},
        procedures={
            document.data["id"]: entries.procedure(document.data) for document in folder.of("procedure")
        },
        commitments={
            document.data["id"]: entries.commitment(document.data) for document in folder.of("commitment")
        },
    )


def _named_calendar(folder: Folder, document: Document, projected: tuple[DatedDay, ...]) -> NamedCalendar:
    timeline = _timeline(_calendar(folder, document, projected), document).compiled()
    sources = tuple(source for file in folder.years(document) for source in _sources(file.data))
    data = document.data
    country = data["projection"]["country"]
    return NamedCalendar(data["id"], entries.text(data["title"]), country, timeline, sources)


def _sources(year: Mapping[str, Any]) -> Iterator[Source]:
    for source in year["sources"].values():
        yield Source(year["year"], entries.day(source["announced_on"]), entries.citation(source))


def _timeline(calendar: WorkingCalendar, document: Document) -> Timeline:
    try:
        return Timeline(calendar)
    except InvalidCalendar as error:
        raise RulesRefused((document.fault((), error.code),)) from None


def _calendar(folder: Folder, document: Document, projected: tuple[DatedDay, ...]) -> WorkingCalendar:
    data, files = document.data, folder.years(document)
    notices = {day.on: day for file in files for day in _special_days(file.data)}
    hours = data["default_hours"]
    return WorkingCalendar(
        time_zone=ZoneInfo(data["time_zone"]),
        first=date.fromisoformat(data["horizon"]["first"]),
        last=date.fromisoformat(data["horizon"]["last"]),
        hours=(OfficeHours(ALWAYS, entries.week(hours), is_assumed=hours["assumed"]),),
        dated={day.on: day for day in projected} | notices,
        rest=entries.citations(data["weekly_rest"])[0],
        published=frozenset(file.data["year"] for file in files if file.data["status"] == "published"),
        partly_published=frozenset(
            file.data["year"] for file in files if file.data["status"] == "partly_published"
        ),
    )


def _projected(folder: Folder, calendar: Document) -> tuple[DatedDay, ...]:
    told = {file.data["year"] for file in folder.years(calendar)}
    return tuple(project(calendar.data["projection"]["country"], set(horizon_years(calendar)) - told))


def _special_days(year: Mapping[str, Any]) -> Iterator[DatedDay]:
    for day in (*year["days_off"], *year["working_days"]):
        kind = DayKind(day.get("kind", DayKind.SWAPPED_WORKING))
        source = year["sources"][day["source"]]
        announced_on = entries.day(source["announced_on"])
        on = date.fromisoformat(day["on"])
        yield DatedDay(on, kind, entries.text(day["name"]), entries.citation(source), announced_on)


class _Authorities:
    """Resolves what an authority takes over from those above it: hours, and promises that bind below."""

    def __init__(self, folder: Folder, calendars: Mapping[str, NamedCalendar]) -> None:
        self._documents = {document.data["id"]: document for document in folder.of("office")}
        self._data = {authority: document.data for authority, document in self._documents.items()}
        self._promises: dict[str, list[Rule]] = {authority: [] for authority in self._data}
        for document in folder.of("commitment"):
            self._promises[document.file.split("/")[1]].append(entries.commitment(document.data))
        # by calendar and the hours that differ from its own
        self._timelines = {(name, _NO_HOURS): calendar.timeline for name, calendar in calendars.items()}

    def all(self) -> Iterator[Authority]:
        """Give every authority."""
        for authority, data in self._data.items():
            office = Office(authority, self._timeline(authority), tuple(self._commitments(authority)))
            yield Authority(authority, entries.text(data["title"]), data["parent"], data["calendar"], office)

    def _chain(self, authority: str) -> Iterator[dict[str, Any]]:
        above: str | None = authority
        while above:
            yield self._data[above]
            above = self._data[above]["parent"]

    def _timeline(self, authority: str) -> Timeline:
        """Put the office's own hours before those it takes over; offices that keep the same share one.

        Its years are compiled as questions touch them: a country of offices would fill the memory.
        """
        name = self._data[authority]["calendar"]
        own = tuple(
            entries.office_hours(item)
            for data in self._chain(authority)
            for item in data.get("office_hours", ())
        )
        if (name, own) not in self._timelines:
            calendar = self._timelines[name, _NO_HOURS].calendar
            own_calendar = replace(calendar, hours=(*own, *calendar.hours))
            self._timelines[name, own] = _timeline(own_calendar, self._documents[authority])
        return self._timelines[name, own]

    def _commitments(self, authority: str) -> Iterator[tuple[int, Rule]]:
        for distance, data in enumerate(self._chain(authority)):
            for rule in sorted(self._promises[data["id"]], key=lambda rule: rule.id):
                bound = binding(rule, distance)
                if bound.versions:
                    yield distance, bound


def binding(rule: Rule, distance: int) -> Rule:
    """Keep the versions of a promise that bind an office so far below the one that made it; 0 is its own."""
    if not distance:
        return rule
    versions, later = (
        tuple(version for version in some if version.applies.binds_below)
        for some in (rule.versions, rule.later)
    )
    return replace(rule, versions=versions, later=later)
