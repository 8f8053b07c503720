"""Single values in words: dates, instants, terms, lists; every sentence takes its parts from here."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import PurePath
from typing import Any, Literal

from babel.dates import format_date

from sla_service.core.calendar import Day, Session
from sla_service.core.clock import DAY_END, second_of_day
from sla_service.core.explanation import Moment
from sla_service.core.law import Citation, Text
from sla_service.core.rules import Channel
from sla_service.core.term import Term, Unit

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")

_UNITS: Mapping[Unit, tuple[str, str, str]] = {
    Unit.WORKING_MINUTES: ("phút làm việc", "working minute", "working minutes"),
    Unit.WORKING_HOURS: ("giờ làm việc", "working hour", "working hours"),
    Unit.MINUTES: ("phút", "minute", "minutes"),
    Unit.HOURS: ("giờ", "hour", "hours"),
    Unit.WORKING_DAYS: ("ngày làm việc", "working day", "working days"),
    Unit.DAYS: ("ngày", "day", "days"),
    Unit.WEEKS: ("tuần", "week", "weeks"),
    Unit.MONTHS: ("tháng", "month", "months"),
    Unit.YEARS: ("năm", "year", "years"),
}

# what turns the direction of the words that follow: a date in them would read as another
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")

_CHANNELS: Mapping[Channel, Text] = {
    Channel.IN_PERSON: Text("nộp trực tiếp", "in person"),
    Channel.ONLINE: Text("nộp trực tuyến", "online"),
    Channel.POST: Text("qua bưu chính", "by post"),
}

_AMOUNT = Text("{amount} {unit}", "{amount} {unit}")
_SAME_DAY = Text("trả trong ngày", "the same day")
_NAMED_DAY = Text("{on} ({name})", "{on} ({name})")
_AT_CLOCK = Text("{clock} {on}", "{clock} on {on}")

_LONGEST = 100  # characters of a caller's own text that a sentence repeats


def fill(template: Text, facts: Mapping[str, Any]) -> Text:
    """Put facts into a sentence of each language."""
    return Text(filled(template, facts, "vi"), filled(template, facts, "en"))


def filled(template: Text, facts: Mapping[str, Any], language: Language) -> str:
    """Put facts into a sentence of one language."""
    sentence: str = getattr(template, language)
    return sentence.format_map(_Said(facts, language))


class _Said(dict[str, str]):
    """Facts put into words only where a sentence names them: some are lists of thousands of days."""

    def __init__(self, facts: Mapping[str, Any], language: Language) -> None:
        super().__init__()
        self._facts, self._language = facts, language

    def __missing__(self, name: str) -> str:
        return say(self._facts[name], self._language)


def say(value: Any, language: Language) -> str:
    """Put one value into words."""
    sayer = next((sayer for kind, sayer in _SAYERS if isinstance(value, kind)), None)
    return sayer(value, language) if sayer else shorten(str(value)).translate(_TURNING)


def shorten(text: str) -> str:
    """Cut a caller's text to what a sentence can carry."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def printable(text: str) -> str:
    """Write line breaks and other characters that would not show as their escapes."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii") for letter in text
    )


def clock(second: int) -> str:
    """Write seconds after midnight as a clock time, without the seconds where they are 0."""
    hours, rest = divmod(second, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}" if seconds else f"{hours:02}:{minutes:02}"


def session(held: Session) -> str:
    """Write the clock times of a session."""
    return f"{clock(held.opens)}–{clock(held.closes)}"


def folded(text: str) -> str:
    """Write a text as people type it who search: small letters, without accents."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def unit_of(words: str) -> Unit | None:
    """Find the unit that is called so in either language, with accents or without, or by its code."""
    said = folded(words).split()
    units = ((unit, name) for unit, names in _UNITS.items() for name in (*names, unit))
    return next((unit for unit, name in units if folded(name).split() == said), None)


def _term(term: Term, language: Language) -> str:
    if term.amount == 0:
        return say(_SAME_DAY, language)
    vietnamese, one, many = _UNITS[term.unit]
    amount = format(term.amount.normalize(), "f")
    if language == "vi":
        return filled(_AMOUNT, {"amount": amount.replace(".", ","), "unit": vietnamese}, language)
    return filled(_AMOUNT, {"amount": amount, "unit": one if term.amount == 1 else many}, language)


def _day(day: Day, language: Language) -> str:
    return (
        filled(_NAMED_DAY, {"on": day.on, "name": day.name}, language)
        if day.name
        else _date(day.on, language)
    )


def _citation(citation: Citation, _: Language) -> str:
    return ", ".join(filter(None, (citation.document, citation.article)))


def _instant(at: datetime, language: Language) -> str:
    return _at_clock(second_of_day(at), at.date(), language)


def _moment(moment: Moment, language: Language) -> str:
    """Say an end at midnight as the 24:00 of its own day, as the law does (148(6))."""
    is_day_end = moment.at.date() > moment.on
    return _at_clock(DAY_END, moment.on, language) if is_day_end else _instant(moment.at, language)


def _at_clock(second: int, on: date, language: Language) -> str:
    return filled(_AT_CLOCK, {"clock": clock(second), "on": on}, language)


def _list(items: Iterable[Any], language: Language) -> str:
    return ", ".join(say(item, language) for item in items)


@lru_cache(maxsize=4096)
def _date(on: date, language: Language) -> str:
    if language == "vi":
        words = format_date(on, "EEEE, 'ngày' dd/MM/y", locale="vi")
        return words[0].lower() + words[1:]
    return format_date(on, "EEEE, d MMMM y", locale="en")


# an instant is a date to isinstance, so it stands first
_SAYERS: tuple[tuple[type | tuple[type, ...], Callable[[Any, Language], str]], ...] = (
    (Text, getattr),
    (Channel, lambda channel, language: say(_CHANNELS[channel], language)),
    (Term, _term),
    (Citation, _citation),
    (Day, _day),
    (Moment, _moment),
    (datetime, _instant),
    (date, _date),
    ((list, tuple, frozenset), _list),
    (PurePath, lambda path, _: str(path)),  # a file is named whole
)
