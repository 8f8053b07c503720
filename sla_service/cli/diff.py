"""`sla-service rules diff`: how two sets of rules differ, and which due dates move."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from sla_service.core.calendar import WEEKDAYS, Week
from sla_service.core.law import Citation, Text
from sla_service.core.rules import Cutoff, ExtensionLimit
from sla_service.http.instants import write_instant
from sla_service.http.values import citation, cutoff, hours, plain, text
from sla_service.rulebook.book import RuleBook
from sla_service.rulebook.compare import Comparison, Difference, compare
from sla_service.rulebook.faults import RulesRefused
from sla_service.rulebook.load import load
from sla_service.rulebook.moves import Move
from sla_service.rulebook.place import over_shipped
from sla_service.wording import comparison as wording
from sla_service.wording.values import Language, fill, say

from .dossiers import Dossiers, Moved, compare_dossiers
from .loading import tell
from .options import FOLDER, in_language

SAME, DIFFERENT, TROUBLE = 0, 1, 2  # as of diff(1)


@click.command()
@click.argument("old", type=FOLDER)
@click.argument("new", type=FOLDER)
@click.option(
    "--dossiers",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON lines, each a request as POST /v1/due-dates takes it; told is whose due date moves.",
)
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@in_language
def diff(old: Path, new: Path, file: Path | None, **how: Any) -> None:
    """Tell how the rules of two folders differ, and from which receipts on due dates move.

    Each folder lies over the shipped rules, unless it is whole: it has a folder schema. Exits with 0 where
    nothing differs, with 1 where something does, and with 2 where rules or a dossier cannot be read.
    """
    lang: Language = how["lang"]
    before, after = _loaded(old, lang), _loaded(new, lang)
    found = compare(before, after)
    dossiers = compare_dossiers(file, before, after) if file else None
    if how["shape"] == "json":
        click.echo(json.dumps(_written(found, dossiers, lang), ensure_ascii=False, indent=2))
    else:
        for line in _lines(found, dossiers, frozenset({*before.authorities, *after.authorities})):
            click.echo(say(line, lang))
    faults = dossiers.faults if dossiers else ()
    for fault in faults:
        click.echo(f"{file}:{fault.line}: {fault.told(lang)}", err=True)
    sys.exit(TROUBLE if faults else SAME if found.is_same else DIFFERENT)


def _loaded(folder: Path, lang: Language) -> RuleBook:
    folders = over_shipped((folder,))
    name = folder.as_posix() if len(folders) == 1 else ""  # several are named already
    try:
        return load(*folders)
    except RulesRefused as refused:
        tell((fault.within(name) for fault in refused.faults), lang)
        sys.exit(TROUBLE)


def _lines(found: Comparison, dossiers: Dossiers | None, offices: frozenset[str]) -> Iterator[Text]:
    yield fill(wording.HEADING, {"old": found.old, "new": found.new})
    if found.is_same:
        yield wording.SAME
    elif not found.differences:
        yield wording.WITHOUT_EFFECT
    else:
        yield from _listed(wording.DIFFERENCES, map(_difference, found.differences))
        moved = _listed(wording.MOVES, _moves(found.moves, offices))
        yield from moved if found.moves else (wording.NO_MOVES,)
    if dossiers:
        moved = _listed(wording.DOSSIERS, map(_dossier, dossiers.moved))
        yield from moved if dossiers.moved else (wording.NO_DOSSIERS,)


def _listed(heading: Text, items: Iterator[Text]) -> Iterator[Text]:
    yield heading
    yield from (Text(f"  {item.vi}", f"  {item.en}") for item in items)


def _difference(found: Difference) -> Text:
    members = found.new if found.old is None else found.old
    assert members is not None  # noqa: S101 - one of the two is there
    if found.old is not None and found.new is not None:
        members = {name: (value, found.new[name]) for name, value in members.items()}
    return wording.difference(found.what, (found.id, found.on), found.change, members)


def _moves(moves: tuple[Move, ...], every: frozenset[str]) -> Iterator[Text]:
    """Say in one sentence what moves alike: offices of a procedure, then procedures at the same offices."""
    by_procedure = _together(((move.procedure, *_what(move)), move.authority) for move in moves)
    alike = _together(((*what, offices), procedure) for (procedure, *what), offices in by_procedure)
    for (received_at, channel, old, new, offices), procedures in alike:
        yield wording.move(procedures, wording.places(offices, every), received_at, channel)(old, new)


def _what(move: Move) -> tuple[Any, ...]:
    return move.received_at, move.channel, move.old, move.new


def _together(pairs: Iterable[tuple[Any, str]]) -> Iterable[tuple[Any, tuple[str, ...]]]:
    """Put the names of each key together, in the order in which they come."""
    names: dict[Any, list[str]] = {}
    for key, name in pairs:
        names.setdefault(key, []).append(name)
    return [(key, tuple(found)) for key, found in names.items()]


def _dossier(moved: Moved) -> Text:
    facts = {"line": moved.line, "old": moved.old, "new": moved.new, "reason": moved.reason}
    return fill(wording.DOSSIER, facts)


def _written(found: Comparison, dossiers: Dossiers | None, lang: Language) -> dict[str, Any]:
    return {
        "old": found.old,
        "new": found.new,
        "same": found.is_same,
        "differences": [_written_difference(difference) for difference in found.differences],
        "moves": [_written_move(move) for move in found.moves],
        "dossiers": None if dossiers is None else _written_dossiers(dossiers, lang),
    }


def _written_difference(found: Difference) -> dict[str, Any]:
    return {
        "what": found.what,
        "id": found.id,
        "on": found.on and found.on.isoformat(),
        "change": found.change,
        "old": found.old and {name: _plain(value) for name, value in found.old.items()},
        "new": found.new and {name: _plain(value) for name, value in found.new.items()},
        "text": text(_difference(found)),
    }


def _written_move(move: Move) -> dict[str, Any]:
    return {
        "procedure": move.procedure,
        "authority": move.authority,
        "channel": move.channel,
        "received_at": write_instant(move.received_at),
        "old_due_at": move.old and write_instant(move.old.at),
        "due_at": move.new and write_instant(move.new.at),
    }


def _written_dossiers(dossiers: Dossiers, lang: Language) -> dict[str, Any]:
    return {
        "read": dossiers.read,
        "moved": [moved.written() for moved in dossiers.moved],
        "faults": [{"line": fault.line, "message": fault.told(lang)} for fault in dossiers.faults],
    }


def _plain(value: Any) -> Any:
    writer = next((writer for kind, writer in _WRITERS if isinstance(value, kind)), plain)
    return writer(value)


def _week(week: Week) -> dict[str, Any]:
    return {
        "hours": dict(zip(WEEKDAYS, map(hours, week.sessions), strict=True)),
        "receives_only": [WEEKDAYS[day] for day in sorted(week.receives_only)],
    }


_WRITERS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Text, text),
    (Citation, citation),
    (Cutoff, cutoff),
    (ExtensionLimit, lambda limit: {"most": limit.most, "citation": citation(limit.citation)}),
    (Week, _week),
    (tuple, lambda items: [_plain(item) for item in items]),
)
