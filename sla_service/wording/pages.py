"""The words of the calculator's pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date, get_day_names

from sla_service.core.calendar import Day, DayKind
from sla_service.core.explanation import Moment
from sla_service.core.law import EffectivePeriod, Text
from sla_service.core.months import DayCell, Mark
from sla_service.core.rules import Channel, RuleKind

from .answers import RULE_KINDS
from .months import KINDS, MARKS, clock_of, is_special
from .months import reason as reason_of
from .values import Language, fill, folded, say

# what fits into a square of a drawing
_LABELS = {
    DayKind.WORKING: Text("", ""),
    DayKind.WEEKEND: Text("cuối tuần", "weekend"),
    DayKind.HOLIDAY: Text("nghỉ lễ", "holiday"),
    DayKind.DAY_IN_LIEU: Text("nghỉ bù", "in lieu"),
    DayKind.SWAPPED_OFF: Text("hoán đổi", "swapped"),
    DayKind.SWAPPED_WORKING: Text("làm bù", "worked"),
}
_UNNAMED_LABELS = {DayKind.HOLIDAY: Text("nghỉ", "off"), DayKind.SWAPPED_WORKING: Text("làm việc", "worked")}
_SUSPENDED = Text("tạm dừng", "suspended")

SYMBOLS = {
    "received": Text("Tiếp nhận", "Received"),
    "counted_from": Text("Bắt đầu tính", "Counted from"),
    "met": Text("Giờ chốt, kịp", "Cutoff, met"),
    "missed": Text("Giờ chốt, lỡ", "Cutoff, missed"),
    "before": Text("Hạn khi chưa đổi lịch", "Due without the changes"),
    "due": Text("Hạn trả", "Due"),
}

_DAY = Text("{day}: {facts}", "{day}: {facts}")
_DAY_ACTS = Text("{day}: {facts}. {action}", "{day}: {facts}. {action}")
_AT = Text("{what} {clock}", "{what} {clock}")
_NUMBERED = Text("ngày tính thứ {number}", "counted day {number}")
_COUNTED = Text("có tính", "counted")

WORDS: Mapping[str, Text] = {
    # the frame
    "site": Text("Hẹn trả kết quả", "When is it due?"),
    "of_whom": Text("Bộ phận Một cửa", "One-stop shop"),
    "to_main": Text("Đến nội dung chính", "Skip to the content"),
    "pages": Text("Các trang", "Pages"),
    "due_date_tab": Text("Ngày hẹn trả", "Due date"),
    "year_tab": Text("Lịch cả năm", "The office's year"),
    "what_if_tab": Text("Nếu lịch thay đổi", "What if"),
    "other_language": Text("English", "Tiếng Việt"),
    "docs": Text("Dành cho phần mềm", "For software"),
    "rules": Text("Bộ quy tắc {release}, mã {digest}", "Rules {release}, digest {digest}"),
    "no_answer": Text("Chưa trả lời được", "No answer yet"),
    # the question
    "question": Text("Câu hỏi", "Question"),
    "authority": Text("Cơ quan tiếp nhận", "Receiving office"),
    "procedure": Text("Thủ tục", "Procedure"),
    "received_at": Text("Lúc nhận đủ hồ sơ", "Dossier complete at"),
    "channel": Text("Cách nộp", "Channel"),
    "choose": Text("— Chọn —", "— Choose —"),
    "no_procedure": Text("— Không nêu thủ tục —", "— None named —"),
    "search_hint": Text("Gõ để tìm, không cần dấu", "Type to search; no accents needed"),
    "found": Text("Tìm thấy: {count}", "Found: {count}"),
    "now": Text("Bây giờ", "Now"),
    "ask": Text("Tính ngày hẹn", "Find the due date"),
    "kept": Text("Kèm theo", "With"),
    "invitation": Text(
        "Chọn cơ quan, thủ tục và lúc tiếp nhận: ngày hẹn trả hiện ra ngay, kèm căn cứ và cách tính.",
        "Choose the office, the procedure and the moment of receipt: the due date appears at once, with its "
        "source and the way it was counted.",
    ),
    "for_example": Text("Xem một ví dụ", "See an example"),
    # the answer
    "due": Text("Hẹn trả kết quả", "The result is due"),
    "held": Text("Đang tạm dừng: chưa có ngày hẹn", "Held: there is no due date yet"),
    "still_to_run": Text("Thời hạn còn lại: {remaining}.", "Left of the term: {remaining}."),
    "hypothetical": Text(
        "Giả định: câu hỏi này thay đổi lịch hoặc cam kết; đây không phải ngày hẹn thật.",
        "Hypothetical: this question changes the calendar or a promise; this is no real due date.",
    ),
    "provisional": Text(
        "Tạm tính: lịch nghỉ năm {years} chưa công bố đủ.",
        "Provisional: the days off of {years} are not wholly announced yet.",
    ),
    "copy_sentence": Text("Sao chép câu hẹn", "Copy the sentence"),
    "copy_link": Text("Sao chép liên kết", "Copy the link"),
    "copied": Text("Đã chép", "Copied"),
    "print": Text("In phiếu", "Print the slip"),
    "link": Text("Liên kết cố định của câu hỏi này", "Permanent link to this question"),
    "to_calendar": Text("Tải vào lịch (.ics)", "Add to a calendar (.ics)"),
    "slip": Text("Phiếu hẹn trả kết quả", "Appointment slip"),
    "counted_from": Text("Bắt đầu tính từ", "Counted from"),
    "term": Text("Thời hạn", "Term"),
    "apology": Text("Nếu sẽ trễ, xin lỗi và hẹn lại chậm nhất", "If it will be late, apologise by"),
    "rule": Text("Quy định được áp dụng", "The rule that decided"),
    "in_force_since": Text("Hiệu lực từ {since}", "In force since {since}"),
    "in_force_between": Text(
        "Hiệu lực từ {since} đến trước {until}", "In force from {since} until before {until}"
    ),
    "rule_column": Text("Quy định", "Rule"),
    "considered": Text("Các quy định khác đã xem", "The other rules that were looked at"),
    "none_considered": Text("Không có quy định nào khác.", "There was no other."),
    "due_by_it": Text("Hạn theo đó", "Due by it"),
    "more": Text("… và {count} mục nữa", "… and {count} more"),
    "steps": Text("Cách tính từng bước", "Step by step"),
    "calendar": Text("Trên lịch", "On the calendar"),
    "left_out": Text("… {count} tháng ở giữa không vẽ …", "… {count} months in between are not drawn …"),
    "same_day": Text("tiếp nhận và trả kết quả", "received and due"),
    "receipt": Text("tiếp nhận, chưa tính vào thời hạn", "received; not counted yet"),
    "day_counted_from": Text(
        "bắt đầu tính, ngày này chưa tính vào thời hạn", "counting begins; the day itself is not counted yet"
    ),
    "return": Text("trả kết quả", "due"),
    "day_by_day": Text("Từng ngày", "Day by day"),
    "one_counted": Text("ngày thứ {first}", "day {first}"),
    "many_counted": Text("ngày thứ {first} đến thứ {last}", "days {first} to {last}"),
    "skipped": Text("bỏ qua, {reason}", "skipped, {reason}"),
    "not_counted": Text("không tính", "not counted"),
    "from_to": Text("{first} – {last}", "{first} – {last}"),
    # what if
    "what_if_lead": Text(
        "Bấm vào một ngày để cho nghỉ hoặc cho làm việc, và xem ngày hẹn đổi thế nào. Không gì được lưu lại.",
        "Press a day to make it off or worked, and see how the due date moves. Nothing is stored.",
    ),
    "changes": Text("Những ngày đã đổi", "Days changed"),
    "no_changes": Text("Chưa đổi ngày nào.", "No day is changed yet."),
    "made_off": Text("{day}: cho nghỉ", "{day}: made a day off"),
    "made_worked": Text("{day}: cho làm việc", "{day}: made a working day"),
    "other_hours": Text("{day}: giờ khác", "{day}: other hours"),
    "undo": Text("Bỏ thay đổi", "Undo"),
    "undo_all": Text("Bỏ mọi thay đổi", "Undo all"),
    "make_off": Text("Bấm để cho nghỉ.", "Press to make it a day off."),
    "make_worked": Text("Bấm để cho làm việc.", "Press to make it a working day."),
    "take_back": Text("Đã đổi; bấm để bỏ thay đổi.", "Changed; press to undo."),
    "due_before": Text("Khi chưa đổi lịch", "Without the changes"),
    "due_now": Text("Khi lịch đổi như vậy", "With the changes"),
    "not_moved": Text("Ngày hẹn không đổi.", "The due date does not move."),
    "moved_later": Text(
        "Ngày hẹn lùi lại: từ {old} thành {due}.", "It is due later: {due} instead of {old}."
    ),
    "moved_earlier": Text(
        "Ngày hẹn sớm hơn: từ {old} thành {due}.", "It is due earlier: {due} instead of {old}."
    ),
    # the year
    "year_title": Text("Lịch làm việc năm {year}", "The working year {year}"),
    "year": Text("Năm", "Year"),
    "office": Text("Cơ quan", "Office"),
    "show": Text("Xem lịch", "Show"),
    "working_days_of": Text("{count} ngày làm việc", "{count} working days"),
    "month_in_words": Text(
        "{month}: {working} ngày làm việc, {off} ngày nghỉ.",
        "{month}: working days {working}, days off {off}.",
    ),
    "year_in_sum": Text("Cả năm có {count} ngày làm việc.", "The year has {count} working days."),
    "projected": Text(
        "Tạm tính: chưa có thông báo nào về ngày nghỉ của năm này; các ngày dưới đây là dự kiến.",
        "Provisional: no notice has settled this year's days off yet; the days below are expected ones.",
    ),
    "partly_published": Text(
        "Tạm tính: mới có một phần thông báo về ngày nghỉ của năm này; ngày thường còn có thể đổi.",
        "Provisional: only some notices of this year's days off are out; ordinary days may still change.",
    ),
    "subscribe": Text("Tải lịch (.ics)", "Download the calendar (.ics)"),
    "legend": Text("Chú giải", "Legend"),
    "special_days": Text("Ngày nghỉ và ngày làm bù", "Days off and days worked instead"),
    "no_special_days": Text("Không có.", "None."),
    "day": Text("Ngày", "Day"),
    "kind": Text("Loại", "Kind"),
    "why": Text("Lý do", "Reason"),
    "source": Text("Căn cứ", "Source"),
    "unverified": Text("chưa kiểm chứng", "unverified"),
    "service_days": Text("Ngày phục vụ riêng", "Service days"),
    "service_day_count": Text("{count} ngày trong năm", "{count} days in the year"),
    "hours": Text("Giờ làm việc", "Office hours"),
    "hours_assumed": Text(
        "Giờ này là giả định: chưa nguồn nào cho biết giờ làm việc của cơ quan.",
        "These hours are assumed: no source gives those of the office.",
    ),
    "receives_only": Text("chỉ nhận hồ sơ", "receives only"),
    "closed": Text("nghỉ", "closed"),
    "zone": Text("Múi giờ {zone}", "Time zone {zone}"),
}


def words(key: str, language: Language, **facts: Any) -> str:
    """Say one of the pages' texts."""
    text = WORDS[key]
    return say(fill(text, facts) if facts else text, language)


def in_order(named: Mapping[str, Text], language: Language) -> list[tuple[str, Text]]:
    """Sort what has an id and a name by the name, as if it had no accents."""
    return sorted(named.items(), key=lambda item: (folded(say(item[1], language)), item[0]))


def day_of_year(on: date, language: Language) -> str:
    """Name a day where its year is told elsewhere."""
    return str(format_date(on, "EEEE, dd/MM" if language == "vi" else "EEEE, d MMMM", locale=language))


def large(on: date, language: Language) -> tuple[str, str]:
    """Write a due day as large as it must be read: its weekday, and its date."""
    if language == "vi":
        return str(format_date(on, "EEEE", locale="vi")), str(format_date(on, "dd/MM/y", locale="vi"))
    return str(format_date(on, "EEEE", locale="en")), str(format_date(on, "d MMMM y", locale="en"))


def day_and_month(on: date, language: Language) -> str:
    """Write a day in a list of a year's days."""
    return str(format_date(on, "dd/MM" if language == "vi" else "d MMM", locale=language))


def weekdays_from(first: int, last: int, language: Language) -> str:
    """Name weekdays in a row by the numbers of the first and the last."""
    names = get_day_names("wide", "stand-alone", locale=language)
    return names[first] if first == last else words("from_to", language, first=names[first], last=names[last])


def kind(of: DayKind, language: Language) -> str:
    """Name a kind of day."""
    return say(KINDS[of], language)


def channel(of: Channel, language: Language) -> str:
    """Name a channel."""
    return say(of, language)


def rule_kind(of: RuleKind, language: Language) -> str:
    """Name a kind of rule."""
    return say(RULE_KINDS[of], language)


def symbol(name: str, language: Language) -> str:
    """Say what a drawing's symbol stands for."""
    return say(SYMBOLS[name], language)


def in_force(period: EffectivePeriod, language: Language) -> str:
    """Say when something is in force; nothing where it always is."""
    if period.until is None:
        return "" if period.since == date.min else words("in_force_since", language, since=period.since)
    return words("in_force_between", language, since=period.since, until=period.until)


def reason(day: Day, language: Language) -> str:
    """Say why a day is what it is: by its name, where a notice gives one."""
    return say(reason_of(day), language)


def special_day(day: Day, language: Language) -> str:
    """Say a day that is out of the ordinary, and why; nothing of others."""
    if not is_special(day):
        return ""
    return _told(day, [reason(day, language)], "", language)


def label(cell: DayCell, language: Language) -> str:
    """Give the word or two that a day's square has room for."""
    day = cell.day
    if Mark.SUSPENDED in cell.marks and day.is_working:
        return say(_SUSPENDED, language)
    is_unnamed = day.name is None and day.kind in _UNNAMED_LABELS
    return say(_UNNAMED_LABELS[day.kind] if is_unnamed else _LABELS[day.kind], language)


def day_of_count(
    cell: DayCell, moments: Iterable[tuple[str, Moment]], action: str, language: Language
) -> str:
    """Say all of a day's square; nothing where that is an ordinary day and its number."""
    at = [fill(_AT, {"what": SYMBOLS[symbol], "clock": clock_of(moment)}) for symbol, moment in moments]
    if not (is_special(cell.day) or at or action):
        return ""
    return _told(cell.day, [reason(cell.day, language), *_counted(cell), *at], action, language)


def _uncounted(marks: frozenset[Mark]) -> str:
    if Mark.DUE in marks:
        return "same_day" if marks & {Mark.RECEIVED, Mark.COUNTED_FROM} else "return"
    if Mark.RECEIVED in marks:
        return "receipt"
    return "day_counted_from" if Mark.COUNTED_FROM in marks else "not_counted"


def _counted(cell: DayCell) -> Iterator[Text]:
    if Mark.SUSPENDED in cell.marks:
        yield _SUSPENDED
    if Mark.COUNTED in cell.marks:
        yield _COUNTED if cell.number is None else fill(_NUMBERED, {"number": cell.number})


def _told(day: Day, facts: list[str | Text], action: str, language: Language) -> str:
    told = {"day": day_of_year(day.on, language), "facts": facts, "action": WORDS.get(action)}
    return say(fill(_DAY_ACTS if action else _DAY, told), language)


def stretch(first: date, last: date, language: Language) -> str:
    """Name a stretch of days by its first and its last."""
    names = [day_of_year(on, language) for on in (first, last)]
    return names[0] if first == last else words("from_to", language, first=names[0], last=names[1])


def stretch_of_count(cells: Sequence[DayCell], language: Language) -> str:
    """Say what a stretch of days was to the count."""
    first, last = cells[0], cells[-1]
    if Mark.SKIPPED in first.marks:
        return words("skipped", language, reason=reason(first.day, language))
    if Mark.SUSPENDED in first.marks:
        return say(MARKS[Mark.SUSPENDED], language)
    if Mark.COUNTED not in first.marks:
        return words(_uncounted(first.marks), language)
    if first.number is None:
        return say(_COUNTED, language)
    key = "one_counted" if first.number == last.number else "many_counted"
    return words(key, language, first=first.number, last=last.number)
