"""What an entry of a calendar feed says: its title, and the sentences below it."""

from collections.abc import Iterable, Iterator, Mapping

from sla_service.core.calendar import Day, DayKind
from sla_service.core.due_date import DueDate
from sla_service.core.law import Citation, Text
from sla_service.core.rules import Rule, Version

from . import answers
from .values import fill, session

_KINDS: Mapping[DayKind, Text] = {
    DayKind.HOLIDAY: Text("Nghỉ lễ", "Holiday"),
    DayKind.DAY_IN_LIEU: Text("Nghỉ bù", "Day in lieu"),
    DayKind.SWAPPED_OFF: Text("Nghỉ hoán đổi", "Swapped day off"),
    DayKind.SWAPPED_WORKING: Text("Làm bù", "Swapped working day"),
}
_OFFICE = Text("Lịch làm việc: {office}", "Working calendar: {office}")
_HOURS = Text("Giờ làm việc: {hours}.", "Office hours: {hours}.")
_UNSETTLED_DAY = Text(
    "Tạm tính: chưa có thông báo nào ấn định ngày này.", "Provisional: no notice has settled this day yet."
)

_TITLES = {
    (False, True): Text("Trả kết quả: {procedure}", "Result due: {procedure}"),
    (False, False): Text("Trả kết quả hồ sơ", "Result due"),
    (True, True): Text("Đang tạm dừng: {procedure}", "Suspended: {procedure}"),
    (True, False): Text("Hồ sơ đang tạm dừng", "Dossier suspended"),
}
_RULE = Text("Quy định áp dụng: {rule}.", "Rule applied: {rule}.")
_SOURCE = {
    True: Text("Căn cứ: {source}.", "Source: {source}."),
    False: Text("Căn cứ (chưa kiểm chứng): {source}.", "Source (unverified): {source}."),
}
_UNSETTLED_YEARS = Text(
    "Tạm tính: chưa có đủ thông báo về ngày nghỉ của năm {years}.",
    "Provisional: not every notice of days off is out yet for {years}.",
)
_HYPOTHETICAL = Text("Giả định: đây không phải hạn thật.", "What if: this is not the real due date.")


def office_title(office: Text) -> Text:
    """Name the calendar of an office."""
    return fill(_OFFICE, {"office": office})


def day_title(day: Day) -> Text:
    """Call a day what its notice calls it, else what it is."""
    return day.name or _KINDS[day.kind]


def day_notes(day: Day) -> Iterator[Text]:
    """Say of a day its hours where it is worked, its source, and whether it is settled."""
    if day.is_working:
        yield fill(_HOURS, {"hours": list(map(session, day.sessions))})
    yield from _sources((day.citation,) if day.citation else ())
    if day.is_provisional:
        yield _UNSETTLED_DAY


def service_day_notes(version: Version, day: Day) -> Iterator[Text]:
    """Say of a model's day where the model comes from, and whether both are certain."""
    yield from _sources(version.citations)
    yield from answers.unconfirmed(version, day.on)
    if day.is_provisional:
        yield _UNSETTLED_DAY


def due_date_title(due: DueDate, procedure: Rule | None) -> Text:
    """Name the return of a result, or that it is held, by the procedure where one is known."""
    title = _TITLES[due.is_held, procedure is not None]
    return fill(title, {"procedure": procedure.title}) if procedure else title


def due_date_notes(due: DueDate, *, is_hypothetical: bool) -> Iterator[Text]:
    """Say of a due date what the slip says, its rule and sources, what to beware of, and the way to it."""
    yield appointment(due)
    yield fill(_RULE, {"rule": due.rule.title})
    yield from _sources(due.version.citations)
    yield from (said for _, said in answers.warnings(due))
    if due.unsettled_years:
        yield fill(_UNSETTLED_YEARS, {"years": due.unsettled_years})
    if is_hypothetical:
        yield _HYPOTHETICAL
    yield from map(answers.step, due.steps)


def appointment(due: DueDate) -> Text:
    """Say when to come, or since when the term is held and what is left of it."""
    return answers.held(due) if due.is_held else answers.appointment(due)


def _sources(citations: Iterable[Citation]) -> Iterator[Text]:
    told = (fill(_SOURCE[citation.is_read], {"source": citation}) for citation in citations)
    return iter(dict.fromkeys(told))  # one text may be cited for several of its sentences
