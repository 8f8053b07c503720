"""The examples of the rules, recomputed: a rule whose own example comes out otherwise is no rule."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sla_service.core.due_date import DueDate, due_date
from sla_service.core.errors import SlaError
from sla_service.core.rules import Channel, Receipt

from .book import NATIONWIDE, RuleBook
from .faults import Document, Fault, KeyPath
from .folder import Folder, lists
from .values import term


def faults_in_examples(folder: Folder, book: RuleBook) -> list[Fault]:
    """Find every example that comes out otherwise: what was expected, what was got and how it is counted."""
    documents = (*folder.of("procedure"), *folder.of("commitment"))
    return [fault for document in documents for fault in _faults(document, book)]


def _faults(document: Document, book: RuleBook) -> Iterator[Fault]:
    for path, example in lists(document, "examples"):
        try:
            due = _recompute(document, example, book)
        except SlaError as error:
            yield document.fault(path, "example_refused", refusal=error.code, facts=error.facts)
        else:
            yield from _differences(document, path, example, due)


def _recompute(document: Document, example: dict[str, Any], book: RuleBook) -> DueDate:
    is_procedure = "field" in document.data
    authority = NATIONWIDE if is_procedure else document.file.split("/")[1]
    procedure = example.get("procedure", document.data["id"] if is_procedure else None)
    receipt = Receipt(
        received_at=datetime.fromisoformat(example["received_at"]),
        procedure=None if procedure is None else book.procedure(procedure),
        field=example.get("field"),
        channel=Channel(example.get("channel", Channel.IN_PERSON)),
        term=term(example["term"]) if "term" in example else None,
    )
    return due_date(receipt, book.office(example.get("authority", authority)))


def _differences(document: Document, path: KeyPath, example: dict[str, Any], due: DueDate) -> Iterator[Fault]:
    got = {
        "due_at": due.due.at.isoformat(),
        "due_on": due.due.on.isoformat(),
        "rule": due.rule.id,
        "service_day": document.data["id"] in {rule.id for rule in due.service_days},
    }
    differing = [key for key in got if key in example and not _is_same(example[key], got[key])]
    for key in differing:
        fault = document.fault((*path, key), "example_differs", expected=example[key], got=got[key])
        yield replace(fault, steps=due.steps) if key == differing[0] else fault


def _is_same(expected: Any, got: Any) -> bool:
    """Compare instants as instants, whatever their offset, and the rest as it stands."""
    if isinstance(got, str) and "T" in got:
        return datetime.fromisoformat(expected) == datetime.fromisoformat(got)
    return bool(expected == got)
