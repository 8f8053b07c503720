"""The page at `/`: the form, with what is wrong beside the fields, and the answer."""

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from sla_service.core.due_date import DueDate
from sla_service.core.errors import SlaError
from sla_service.core.explanation import Moment
from sla_service.core.law import Text
from sla_service.core.months import MOST_MONTHS, LaidOut, lay_out
from sla_service.core.rules import Channel, Rule
from sla_service.core.trials import Office
from sla_service.rulebook.book import NATIONWIDE, RuleBook
from sla_service.wording.pages import in_order
from sla_service.wording.problems import message
from sla_service.wording.values import Language

from .drawings import draw_count, moments_of, tell_days
from .edge import rule_book
from .examples import DUE_DATE_EXAMPLES
from .problems import Refused, faults_of
from .queries import read_calendar, read_due_date_request
from .questions import Question, on_form, with_offset
from .receipts import calendar_of, due_date_of, is_hypothetical, office_of

FIELDS = ("authority", "procedure", "received_at", "channel")  # of the form; the rest is kept as it came
LONG = 1000  # characters of a question, which every link of a page repeats: less is then told beside it
FEW_MONTHS = 3
FEW_STEPS = 30

_NO_ZONE = ZoneInfo("UTC")
_EXAMPLE: dict[str, str] = DUE_DATE_EXAMPLES["before_the_cutoff"]["value"]


@dataclass(frozen=True, slots=True)
class Found:
    """A due date, with the request and the office that it was found for."""

    asked: dict[str, Any]
    office: Office
    due: DueDate

    @classmethod
    def of(cls, asked: dict[str, Any]) -> "Found":
        """Find it; raises SlaError."""
        book = rule_book(asked["known_on"])
        office = office_of(asked, book)
        return cls(asked, office, due_date_of(asked, office, book, is_explained=True))

    @property
    def procedure(self) -> Rule | None:
        """The procedure, where one is named."""
        return rule_book().procedures.get(self.asked["procedure"] or "")

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the calendar that it is counted by."""
        return self.office.timeline.calendar.time_zone

    @property
    def zone_of_office(self) -> ZoneInfo:
        """The zone of the office's own calendar."""
        return rule_book().office(self.office.id).timeline.calendar.time_zone

    @property
    def is_hypothetical(self) -> bool:
        """Does the question change days or a promise?"""
        return is_hypothetical(self.asked)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer, or with what is wrong with it; neither while the form is not sent."""

    question: Question
    zone: ZoneInfo | None
    found: Found | None = None
    faults: tuple[SlaError, ...] = ()

    @classmethod
    def of(cls, query: MultiDict[str, str]) -> "Asked":
        """Read a question and answer it."""
        question = Question.of(query)
        zone = _zone(question, rule_book())
        given = question.members.get("received_at")
        if given and zone:
            question = question.with_(received_at=with_offset(given, zone))
        if "received_at" not in query:
            return cls(question, zone)
        try:
            return cls(question, zone, Found.of(read_due_date_request(_request(query, zone))))
        except (Refused, SlaError) as error:
            return cls(question, zone, faults=faults_of(error))

    @property
    def form(self) -> dict[str, Any]:
        """Give all that the form is made of."""
        question, zone, book = self.question, self.zone, rule_book()
        given = question.members.get("received_at", "")
        return {
            "question": question,
            "zone": zone,
            "moment": on_form(given, zone or _NO_ZONE),
            "authorities": authorities(book, question.language),
            "procedures": _procedures(book, question.language),
            "channels": tuple(Channel),
            "kept": {name: told for name, told in question.members.items() if name not in FIELDS},
            "told_elsewhere": None,
            "faults": _told(self.faults, question),
        }


def due_date_page(query: MultiDict[str, str]) -> dict[str, Any]:
    """Answer a question, or tell what is wrong with it."""
    asked = Asked.of(query)
    found, language = asked.found, asked.question.language
    if not found:
        return {**asked.form, "example": _example(asked.question)}
    laid_out = shortened(lay_out(found.due, found.office.timeline), asked.question, MOST_MONTHS)
    return {
        **asked.form,
        **shown(found, laid_out, asked.question),
        "drawings": draw_count(laid_out, language),
    }


def shortened(laid_out: LaidOut, question: Question, most: int) -> LaidOut:
    """Leave out months in the middle where there are too many, sooner where the question is long."""
    most = FEW_MONTHS if _is_long(question) else most
    months = laid_out.months
    if len(months) <= most:
        return laid_out
    kept = (*months[: most - 1], months[-1])
    return replace(laid_out, months=kept, left_out=laid_out.left_out + len(months) - most)


def shown(
    found: Found, laid_out: LaidOut, question: Question, before: Moment | None = None
) -> dict[str, Any]:
    """Give what an answer shows besides its drawings; `before` is its due moment without changes of days."""
    steps = found.due.steps
    most = FEW_STEPS if _is_long(question) else len(steps)
    return {
        "before": before,
        "moments": list(moments_of(laid_out, before)),
        "found": found,
        "due": found.due,
        "laid_out": laid_out,
        "days": tell_days(laid_out, question.language),
        "first_steps": steps[:most],
        "more_steps": len(steps[most:]),
        "title": rule_book().authority(found.office.id).title,
    }


def _is_long(question: Question) -> bool:
    return len(question.address("")) > LONG


def _request(query: MultiDict[str, str], zone: ZoneInfo | None) -> MultiDict[str, str]:
    """Give the members of the request; one that is repeated stays so, to be refused.

    An office that nobody knows has no zone: any will do to tell what else is wrong.
    """
    given = [(name, text) for name, text in query.items(multi=True) if text.strip() and name != "lang"]
    at = partial(with_offset, zone=zone or _NO_ZONE)
    return MultiDict([(name, at(text) if name == "received_at" else text) for name, text in given])


def _zone(question: Question, book: RuleBook) -> ZoneInfo | None:
    """Find the zone of the calendar that counts, else of the office's, before one is chosen the default's."""
    given = question.members.get("calendar")
    if given:
        with suppress(Refused, SlaError):  # what is wrong with it is told with the rest
            return calendar_of(read_calendar(given), book).calendar.time_zone
    authority = book.authorities.get(question.members.get("authority", NATIONWIDE))
    return authority.office.timeline.calendar.time_zone if authority else None


def _told(faults: tuple[SlaError, ...], question: Question) -> dict[str, list[tuple[str, str]]]:
    """Tell faults field by field, each with its place below; under "" those of no field."""
    told: dict[str, list[tuple[str, str]]] = {}
    for fault in faults:
        name = fault.path.split("/")[1] if fault.path else ""
        if name == "term" and name not in question.members:
            name = "procedure"  # a form without a term asks for a procedure that has one
        place = fault.path.removeprefix("/")
        said = message(fault.code, fault.facts, question.language)
        told.setdefault(name if name in FIELDS else "", []).append((place, said))
    return told


def authorities(book: RuleBook, language: Language) -> list[tuple[str, Text]]:
    """List the offices by name, the default one first."""
    named = {authority.id: authority.title for authority in book.authorities.values()}
    first = [(NATIONWIDE, named.pop(NATIONWIDE))] if NATIONWIDE in named else []
    return [*first, *in_order(named, language)]


def _procedures(book: RuleBook, language: Language) -> list[tuple[Text, list[tuple[str, Text]]]]:
    """List the procedures by name, under the names of their fields."""
    by_field: dict[str, dict[str, Text]] = {}
    for procedure in book.procedures.values():
        by_field.setdefault(str(procedure.field), {})[procedure.id] = procedure.title
    fields = in_order({field: book.fields[field] for field in by_field}, language)
    return [(title, in_order(by_field[field], language)) for field, title in fields]


def _example(question: Question) -> Question | None:
    """Give a question that the rules in use can answer, for whoever has none yet."""
    book = rule_book()
    is_known = _EXAMPLE["authority"] in book.authorities and _EXAMPLE["procedure"] in book.procedures
    return Question(question.language, _EXAMPLE) if is_known else None
