"""`sla-service rules new`: a rule file to be filled in, and what the check still refuses in it."""

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from sla_service.core.law import Text
from sla_service.rulebook.faults import RulesRefused, Severity
from sla_service.rulebook.files import read
from sla_service.rulebook.load import check
from sla_service.rulebook.place import is_whole
from sla_service.rulebook.projection import is_known, project
from sla_service.wording import skeletons as wording
from sla_service.wording.values import Language, fill, say

from .loading import tell
from .options import in_language

_ID = re.compile(r"[a-z0-9-]+", re.ASCII)
_COMMITMENT = re.compile(r"([a-z0-9-]+)\.(?!office$)([a-z0-9-]+)", re.ASCII)
_YEAR = re.compile(r"(?:([a-z0-9-]+)/)?(19\d\d|2[01]\d\d)", re.ASCII)

Folders = tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Target:
    """Which file is to be written, over which folders of rules, and in which language it is told."""

    file: str
    id: str
    into: Path
    folders: Folders
    lang: Language

    @classmethod
    def of(cls, file: str, name: str, how: dict[str, Any]) -> "_Target":
        """Lay the folder that is written to over those in use, unless it is whole or one of them."""
        into, folders = how["into"], how["folders"]
        if is_whole(into):
            folders = (into,)
        elif into.resolve() not in [folder.resolve() for folder in folders]:
            folders = (*folders, into)
        return cls(file, name, into, folders, how["lang"])

    @property
    def path(self) -> Path:
        """Where the file will stand."""
        return self.into / self.file

    def schema(self, kind: str) -> str:
        """Tell where the schema stands, seen from the file."""
        schema = self.folders[0] / "schema" / f"{kind}.schema.json"
        return Path(os.path.relpath(schema, self.path.parent)).as_posix()

    def say(self, template: Text, **facts: Any) -> str:
        """Say something in the language that is asked for."""
        return say(fill(template, facts), self.lang)

    def refuse(self, template: Text, **facts: Any) -> None:
        """Say why nothing is written, and end with 1."""
        click.echo(self.say(template, **facts), err=True)
        sys.exit(1)

    def write(self, text: str) -> None:
        """Write the file unless it is there, and tell what the check refuses in it."""
        for folder in self.folders:
            if folder != self.into and (folder / self.file).exists():
                self.refuse(wording.BELOW, id=self.id, file=folder / self.file)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with self.path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            self.refuse(wording.EXISTS, file=self.path)
        click.echo(self.say(wording.WRITTEN, file=self.path))
        places = (Path(self.file), self.path)
        checked = check(self.folders, date.min)  # the warnings that are told here depend on no day
        faults = [fault for fault in checked.faults if Path(fault.file) in places]
        errors = [fault for fault in faults if fault.severity is Severity.ERROR]
        click.echo(self.say(wording.TO_FILL_IN if errors else wording.NOTHING_TO_FILL_IN))
        tell(errors, self.lang, is_error=False)
        # other warnings are of what nobody has settled yet, as in every new file
        tell([fault for fault in faults if fault.code == "year_beyond_horizon"], self.lang, is_error=False)


@click.group()
def new() -> None:
    """Write a rule file to be filled in; none is ever overwritten."""


def _command(name: str, words: str) -> Callable[[Callable[..., None]], click.Command]:
    """Make a command that takes an id and a folder."""

    def decorate(function: Callable[..., None]) -> click.Command:
        into = click.option(
            "--into",
            type=click.Path(file_okay=False, path_type=Path),
            default=".",
            help="The folder of rules to write to; else the current one.",
        )
        taking = click.argument("name", metavar=words)(into(in_language(click.pass_obj(function))))
        return new.command(name)(taking)

    return decorate


@_command("authority", "ID")
def authority(folders: Folders, name: str, **how: Any) -> None:
    """Write an office: authorities/ID/office.yaml."""
    _require(_ID, name)
    target = _Target.of(f"authorities/{name}/office.yaml", name, {**how, "folders": folders})
    target.write(wording.skeleton("office", name, target.schema("office")))


@_command("procedure", "ID")
def procedure(folders: Folders, name: str, **how: Any) -> None:
    """Write a procedure: procedures/ID.yaml."""
    _require(_ID, name)
    target = _Target.of(f"procedures/{name}.yaml", name, {**how, "folders": folders})
    target.write(wording.skeleton("procedure", name, target.schema("procedure")))


@_command("commitment", "AUTHORITY.NAME")
def commitment(folders: Folders, name: str, **how: Any) -> None:
    """Write a local promise: authorities/AUTHORITY/NAME.yaml."""
    office, promise = _require(_COMMITMENT, name).groups()
    target = _Target.of(f"authorities/{office}/{promise}.yaml", name, {**how, "folders": folders})
    target.write(wording.skeleton("commitment", name, target.schema("commitment")))


@_command("calendar-year", "[CALENDAR/]YEAR")
def calendar_year(folders: Folders, name: str, **how: Any) -> None:
    """Write the projected days off of a year: calendars/CALENDAR/YEAR.yaml.

    CALENDAR may be left out where there is only one.
    """
    calendar, year = _require(_YEAR, name).groups()
    everywhere = _Target.of("", year, {**how, "folders": folders})
    countries = _countries(everywhere.folders)
    known = tuple(sorted(countries))
    calendar = known[0] if calendar is None and len(known) == 1 else calendar
    if calendar not in countries:
        everywhere.refuse(wording.NO_CALENDAR, id=calendar or "", known=known)
    target = _Target.of(f"calendars/{calendar}/{year}.yaml", year, {**how, "folders": folders})
    days = project(countries[calendar], [int(year)], swaps=False)
    target.write(wording.year_skeleton(int(year), days, target.schema("calendar-year")))


def _require(pattern: re.Pattern[str], name: str) -> re.Match[str]:
    match = pattern.fullmatch(name)
    if not match:
        raise click.BadParameter(name, param_hint=pattern.pattern)
    return match


def _countries(folders: Folders) -> dict[str, str]:
    """Find which country's days off each calendar projects; the topmost folder that has it decides."""
    return {
        path.parent.name: country
        for folder in folders
        for path in sorted(folder.glob("calendars/*/calendar.yaml"))
        for country in _country(path, folder)
    }


def _country(path: Path, folder: Path) -> tuple[str, ...]:
    try:
        country = read(path, folder).data["projection"]["country"]
    except (RulesRefused, KeyError, TypeError):  # the check tells what is wrong with it
        return ()
    return (country,) if is_known(country) else ()
