"""Every error code: what it is called and what it says, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sla_service.core.law import Text

from .values import Language, fill, say


@dataclass(frozen=True, slots=True)
class Wording:
    """The title of a problem, and the message with places for its facts."""

    title: Text
    message: Text


def title(code: str, language: Language) -> str:
    """Name the problem."""
    return say(PROBLEMS[code].title, language)


def message(code: str, facts: Mapping[str, Any], language: Language) -> str:
    """Say what is wrong and what would be right."""
    return say(fill(PROBLEMS[code].message, facts), language)


def _of(*words: str) -> Wording:
    title_vi, title_en, vi, en = words
    return Wording(Text(title_vi, title_en), Text(vi, en))


_AMOUNT = ("Số lượng không hợp lệ", "Invalid amount")
_TYPE = ("Sai kiểu dữ liệu", "Wrong type")
_UNKNOWN = ("Mã không tồn tại", "Unknown id")
_INSTANT = ("Thời điểm không hợp lệ", "Invalid instant")
_DATE = ("Ngày không hợp lệ", "Invalid date")
_JSON = ("Nội dung không phải JSON hợp lệ", "Malformed JSON")
_CALENDAR = ("Lịch không hợp lệ", "Invalid calendar")

PROBLEMS: Mapping[str, Wording] = {
    # the body or the query as a whole
    "malformed_json": _of(
        *_JSON,
        "Nội dung không phải JSON; lỗi ở dòng {line}, cột {column}.",
        "This is no JSON; it goes wrong at line {line}, column {column}.",
    ),
    "invalid_number": _of(
        *_JSON, "JSON không có số {given}.", "JSON has no number {given}; write a finite decimal number."
    ),
    "duplicate_key": _of(
        *_JSON,
        "Khóa “{key}” xuất hiện hai lần trong một đối tượng.",
        "The key “{key}” stands twice in one object.",
    ),
    "invalid_encoding": _of(
        "Sai bảng mã ký tự", "Invalid encoding", "Yêu cầu phải là UTF-8.", "A request must be UTF-8."
    ),
    "too_deeply_nested": _of(*_JSON, "JSON lồng quá sâu.", "The JSON is nested too deeply."),
    "not_an_object": _of(
        *_TYPE, "Ở đây cần một đối tượng JSON {{…}}.", "A JSON object {{…}} is expected here."
    ),
    "body_too_large": _of(
        "Nội dung quá lớn",
        "Body too large",
        "Nội dung vượt quá {limit} byte.",
        "The body exceeds {limit} bytes.",
    ),
    "unsupported_media_type": _of(
        "Sai kiểu nội dung",
        "Unsupported media type",
        "Hãy gửi Content-Type: application/json.",
        "Send Content-Type: application/json.",
    ),
    "repeated_parameter": _of(
        "Tham số lặp lại",
        "Repeated parameter",
        "Tham số này chỉ được nêu một lần.",
        "Give this parameter once.",
    ),
    "not_found": _of(
        "Không tìm thấy", "Not found", "Không có gì ở địa chỉ này.", "There is nothing at this address."
    ),
    "method_not_allowed": _of(
        "Sai phương thức",
        "Method not allowed",
        "Địa chỉ này chỉ nhận: {allowed}.",
        "This address takes only: {allowed}.",
    ),
    "bad_request": _of(
        "Yêu cầu không hợp lệ", "Bad request", "Không đọc được yêu cầu.", "The request could not be read."
    ),
    "internal_error": _of(
        "Lỗi của dịch vụ",
        "Internal error",
        "Dịch vụ gặp lỗi; xin báo mã request_id.",
        "The service failed; please report the request_id.",
    ),
    # members
    "required": _of("Thiếu dữ liệu", "Missing member", "Phải có mục này.", "This member is required."),
    "null_not_allowed": _of(*_TYPE, "Mục này không được là null.", "This member may not be null."),
    "unknown_member": _of("Mục lạ", "Unknown member", "Không có mục này.", "There is no such member."),
    "not_a_string": _of(*_TYPE, "Ở đây cần một chuỗi.", "A string is expected here."),
    "not_a_list": _of(*_TYPE, "Ở đây cần một danh sách.", "A list is expected here."),
    "not_a_boolean": _of(*_TYPE, "Ở đây cần true hoặc false.", "true or false is expected here."),
    "not_a_number": _of(*_TYPE, "Ở đây cần một số.", "A number is expected here."),
    "nothing_listed": _of(
        "Danh sách trống", "Empty list", "Phải có ít nhất một mục.", "At least one item must stand here."
    ),
    "too_long": _of("Quá dài", "Too long", "Tối đa {limit} ký tự.", "At most {limit} characters."),
    "too_many": _of("Quá nhiều", "Too many", "Tối đa {limit} mục.", "At most {limit} items."),
    # instants and dates
    "offset_required": _of(
        "Thiếu múi giờ",
        "Offset required",
        "Thời điểm phải kèm múi giờ, ví dụ {corrected}.",
        "An instant needs an offset, for example {corrected}.",
    ),
    "invalid_instant": _of(
        *_INSTANT,
        "Không phải thời điểm RFC 3339, ví dụ 2026-11-23T09:15:00+07:00.",
        "Not an RFC 3339 instant such as 2026-11-23T09:15:00+07:00.",
    ),
    "invalid_date": _of(*_DATE, "Không phải ngày dạng 2026-11-23.", "Not a date such as 2026-11-23."),
    "no_such_date": _of(*_DATE, "Không có ngày {given}.", "There is no date {given}."),
    "no_such_time": _of(*_INSTANT, "Không có giờ {given}.", "There is no clock time {given}."),
    "out_of_range": _of(
        "Ngoài phạm vi",
        "Out of range",
        "Năm phải từ {first} đến {last}.",
        "The year must lie between {first} and {last}.",
    ),
    "reversed_range": _of(
        "Khoảng ngày ngược",
        "Reversed range",
        "“to” không được trước “from”.",
        "“to” must not be before “from”.",
    ),
    "too_many_days": _of(
        "Khoảng ngày quá dài",
        "Range too long",
        "Tối đa {limit} ngày một lần.",
        "At most {limit} days at a time.",
    ),
    "unknown_language": _of(
        "Ngôn ngữ lạ", "Unknown language", "Chỉ có vi và en.", "There are only vi and en."
    ),
    # terms
    "unknown_unit": _of(
        "Đơn vị lạ",
        "Unknown unit",
        "Không có đơn vị “{given}”. Có: {known}.",
        "No unit “{given}”. Known: {known}.",
    ),
    "amount_negative": _of(*_AMOUNT, "Số lượng không được âm.", "The amount may not be negative."),
    "amount_zero": _of(*_AMOUNT, "Số lượng phải lớn hơn 0.", "The amount must be greater than 0."),
    "amount_not_quarter": _of(
        *_AMOUNT,
        "Ngày làm việc tính theo bước 0,25; ai muốn tính giờ thì dùng working_hours.",
        "Working days go in steps of 0.25; whoever means hours says working_hours.",
    ),
    "amount_not_whole": _of(
        *_AMOUNT, "Đơn vị {unit} chỉ nhận số nguyên.", "The unit {unit} takes whole numbers only."
    ),
    "amount_too_large": _of(*_AMOUNT, "Số lượng quá lớn.", "The amount is too large."),
    "share_out_of_range": _of(*_AMOUNT, "Tỷ lệ phải từ 0 đến 1.", "A share is from 0 to 1."),
    "not_a_reminder": _of(
        *_TYPE,
        'Ở đây cần một tỷ lệ (ví dụ 0,5 viết là 0.5) hoặc {{"before": thời hạn}}.',
        'A share such as 0.5, or {{"before": a term}}, is expected here.',
    ),
    # ids
    "unknown_authority": _of(*_UNKNOWN, "Không có cơ quan “{given}”.", "There is no authority “{given}”."),
    "unknown_procedure": _of(*_UNKNOWN, "Không có thủ tục “{given}”.", "There is no procedure “{given}”."),
    "unknown_field": _of(*_UNKNOWN, "Không có lĩnh vực “{given}”.", "There is no field “{given}”."),
    "unknown_calendar": _of(*_UNKNOWN, "Không có lịch “{given}”.", "There is no calendar “{given}”."),
    "unknown_commitment": _of(*_UNKNOWN, "Không có cam kết “{given}”.", "There is no commitment “{given}”."),
    "commitment_not_here": _of(
        "Cam kết của nơi khác",
        "A commitment of another office",
        "Cam kết “{given}” không ràng buộc cơ quan này.",
        "The commitment “{given}” does not bind this office.",
    ),
    "unknown_weekday": _of(
        *_UNKNOWN, "Không có thứ “{given}”. Có: {known}.", "No weekday “{given}”. Known: {known}."
    ),
    "before_or_not_after": _of(
        "Nêu một giờ chốt",
        "One cutoff",
        "Hãy nêu đúng một trong hai: “before” hoặc “not_after”.",
        "Give exactly one of the two: “before” or “not_after”.",
    ),
    "unknown_channel": _of(
        *_UNKNOWN, "Không có cách nộp “{given}”. Có: {known}.", "No channel “{given}”. Known: {known}."
    ),
    # rules
    "field_mismatch": _of(
        "Sai lĩnh vực",
        "Field mismatch",
        "Thủ tục này thuộc lĩnh vực “{expected}”, không phải “{field}”.",
        "This procedure is of the field “{expected}”, not “{field}”.",
    ),
    "term_not_allowed": _of(
        "Không được nêu thời hạn riêng",
        "Own term not allowed",
        "Thủ tục “{procedure}” đã có thời hạn luật định; hãy bỏ “term”.",
        "The procedure “{procedure}” has a statutory term; leave “term” out.",
    ),
    "no_term": _of(
        "Không có thời hạn",
        "No term",
        "Không quy định nào cho thời hạn; hãy chọn thủ tục có thời hạn, hoặc nêu “term”.",
        "No rule gives a term; name a procedure that has one, or bring a “term”.",
    ),
    "beyond_horizon": _of(
        "Ngoài lịch",
        "Beyond the calendar",
        "Câu hỏi hoặc kết quả nằm ngoài lịch; lịch có từ {first} đến {last}.",
        "The question or its answer lies outside the calendar, which reaches from {first} to {last}.",
    ),
    "event_before_receipt": _of(
        "Sự kiện trước tiếp nhận",
        "Event before receipt",
        "Sự kiện này xảy ra trước khi tiếp nhận hồ sơ.",
        "This event lies before the receipt of the dossier.",
    ),
    "until_before_from": _of(
        "Kết thúc trước khi bắt đầu",
        "End before beginning",
        "Việc tạm dừng kết thúc trước khi bắt đầu.",
        "The suspension ends before it begins.",
    ),
    "completed_before_start": _of(
        "Bước hoàn thành trước khi bắt đầu",
        "Stage completed before it began",
        "Bước “{stage}” được ghi là hoàn thành trước khi bắt đầu: bước đầu bắt đầu khi tiếp nhận hồ sơ "
        "(hoặc lần bổ sung cuối), mỗi bước sau khi bước trước hoàn thành hoặc đến hạn.",
        "The stage “{stage}” is said to be completed before it began: the first begins with the receipt "
        "(after a restart with that), each other when the one before was completed or is due.",
    ),
    "due_on_or_due_at": _of(
        "Nêu một hạn",
        "One due date",
        "Hãy nêu đúng một trong hai: “due_on” hoặc “due_at”.",
        "Give exactly one of the two: “due_on” or “due_at”.",
    ),
    "unreachable": _of(
        "Không kịp",
        "Unreachable",
        "Không lần tiếp nhận nào cho kịp hạn này.",
        "No receipt is due in time for that.",
    ),
    "extension_not_allowed": _of(
        "Không được gia hạn thêm",
        "No further extension",
        "Theo {law}, thời hạn chỉ được gia hạn nhiều nhất {most} lần.",
        "By {law} the largest number of extensions is {most}.",
    ),
    "due_before_receipt": _of(
        "Hạn trước tiếp nhận",
        "Due before receipt",
        "Hạn trả kết quả nằm trước khi tiếp nhận hồ sơ.",
        "The result would be due before the receipt of the dossier.",
    ),
    "as_of_before_receipt": _of(
        "Thời điểm xét trước tiếp nhận",
        "Judged before receipt",
        "Thời điểm xét tiến độ nằm trước khi tiếp nhận hồ sơ.",
        "The moment to judge at lies before the receipt of the dossier.",
    ),
    "completed_before_receipt": _of(
        "Trả kết quả trước tiếp nhận",
        "Returned before receipt",
        "Kết quả được ghi là trả trước khi tiếp nhận hồ sơ.",
        "The result is said to be returned before the receipt of the dossier.",
    ),
    "completed_before_event": _of(
        "Trả kết quả trước sự kiện khác",
        "Returned before another event",
        "Kết quả được ghi là trả trước một lần bổ sung hồ sơ hay trước khi một bước hoàn thành.",
        "The result is said to be returned before a restart, or before a stage was completed.",
    ),
    "decided_by_due_at": _of(
        "Hạn đã được nêu",
        "Due date already given",
        "Đã nêu “due_at” thì hạn không tính lại nữa; hãy bỏ mục này hoặc bỏ “due_at”.",
        "With “due_at” no due date is computed; leave this member out, or “due_at”.",
    ),
    "invalid_digest": _of(
        "Mã bộ quy tắc không hợp lệ",
        "Invalid digest",
        "Mã bộ quy tắc viết là sha256: và 64 chữ số thập lục phân thường, như “rules.digest” đã trả về.",
        "A digest is written sha256: and 64 lower-case hexadecimal digits, as `rules.digest` gave it.",
    ),
    # calendars
    "date_in_two_lists": _of(
        *_CALENDAR,
        "{on} đã có trong danh sách khác; mỗi ngày chỉ thuộc một danh sách.",
        "{on} already stands in another list; a date stands in one list only.",
    ),
    "no_working_time": _of(
        *_CALENDAR, "Lịch này không có giờ làm việc nào.", "Nobody ever works in this calendar."
    ),
    "unknown_time_zone": _of(*_CALENDAR, "Không có múi giờ “{given}”.", "There is no time zone “{given}”."),
    "not_a_session": _of(
        *_CALENDAR,
        'Một buổi viết là ["07:30", "11:30"], giờ đóng có thể là 24:00.',
        'A session is written ["07:30", "11:30"]; its end may be 24:00.',
    ),
    "session_across_midnight": _of(
        *_CALENDAR,
        "Một buổi không được qua nửa đêm: hãy viết đến 24:00, rồi từ 00:00 của ngày sau.",
        "A session does not cross midnight: write it up to 24:00, then from 00:00 of the next day.",
    ),
    "session_reversed": _of(
        *_CALENDAR,
        "Một buổi phải mở trước khi đóng.",
        "A session opens before it closes.",
    ),
    "sessions_overlap": _of(*_CALENDAR, "Hai buổi chồng lên nhau.", "Two sessions overlap."),
}
