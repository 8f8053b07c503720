"""Why a question has no answer, in the words that the service has for it, and what would help."""

from collections.abc import Callable, Iterator, Mapping

from sla_service.core.errors import SlaError
from sla_service.rulebook.book import RuleBook
from sla_service.wording import terminal as wording
from sla_service.wording.problems import message
from sla_service.wording.values import Language, filled

from .catalogue import Titles, authorities_of, near, procedures_of
from .terminal import wrapped

_KNOWN: Mapping[str, tuple[Callable[[RuleBook], Titles], str]] = {
    "unknown_authority": (authorities_of, "sla-service authorities"),
    "unknown_procedure": (procedures_of, "sla-service procedures"),
    "unknown_field": (lambda book: book.fields, ""),
}


def refusal(
    faults: tuple[SlaError, ...], book: RuleBook, lang: Language, place: Callable[[str], str]
) -> Iterator[str]:
    """Tell every fault with its place and its code, line by line, and what would help."""
    for fault in faults:
        told = message(fault.code, fault.facts, lang)
        yield from wrapped(f"{place(fault.path)}: {told} [{fault.code}]", below="  ")
        for hint in _hints(fault, book, lang):
            yield from wrapped(hint, "  ")


def _hints(fault: SlaError, book: RuleBook, lang: Language) -> Iterator[str]:
    if fault.code not in _KNOWN:
        return
    titles_of, command = _KNOWN[fault.code]
    meant = near(fault.facts["given"], titles_of(book))
    if meant:
        yield filled(wording.NEAR, {"ids": meant}, lang)
    if command:
        yield filled(wording.LIST_THEM, {"command": command}, lang)
