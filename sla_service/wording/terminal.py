"""What the commands for people say beside an answer: headings, labels, legends and hints."""

from collections.abc import Mapping

from sla_service.core.law import Text

DUE = Text("Hạn trả kết quả: {due}", "Due: {due}")
HELD = Text(
    "Đang tạm dừng, chưa có hạn trả; còn lại: {remaining}", "Held, with no due date yet; left: {remaining}"
)
HYPOTHETICAL = Text(
    "Giả định: câu hỏi đổi lịch hoặc cam kết, đây không phải hạn thật.",
    "Hypothetical: the question changes days or promises, this is no real due date.",
)
PROVISIONAL = Text(
    "Tạm tính: lịch nghỉ năm {years} chưa công bố đủ.",
    "Provisional: the days off of {years} are not all announced yet.",
)

LABELS: Mapping[str, Text] = {
    "authority": Text("Cơ quan", "Office"),
    "procedure": Text("Thủ tục", "Procedure"),
    "rule": Text("Quy định", "Rule"),
    "source": Text("Căn cứ", "Source"),
    "apology": Text("Hạn xin lỗi", "Apology by"),
    "service_day": Text("Ngày phục vụ", "Service day"),
    "note": Text("Lưu ý", "Note"),
}
STEPS = Text("Cách tính", "How it was counted")
CONSIDERED = Text("Quy định khác đã xem", "Other rules looked at")
STAGES = Text("Các bước", "Stages")
REMINDERS = Text("Nhắc việc", "Reminders")

NAMED = Text("{title} ({id})", "{title} ({id})")
RULE = Text("{title} ({id}): {kind}, {in_force}", "{title} ({id}): {kind}, {in_force}")
DATE = Text("{on}", "{on}")
OTHER_RULE = Text("{id}: {why}", "{id}: {why}")
OTHER_RULE_DUE = Text("{id}: {why} Hạn theo đó: {due}.", "{id}: {why} Due by it: {due}.")
STAGE_DUE = Text("“{name}” ({authority}): hạn {due}", "“{name}” ({authority}): due {due}")
STAGE_COMPLETED = Text(
    "“{name}” ({authority}): hạn {due}, hoàn thành {completed}",
    "“{name}” ({authority}): due {due}, completed {completed}",
)
STAGE_HELD = Text(
    "“{name}” ({authority}): đang tạm dừng, chưa có hạn", "“{name}” ({authority}): held, with no due date yet"
)

# a drawing's legend
AT = Text("{what} {clock}", "{what} {clock}")
NUMBERED = Text("ngày được tính thứ n", "counted day number n")
OFF_BY_NOTICE = Text("nghỉ lễ, bù, hoán đổi", "holiday or other day off")
CUTOFF = {
    True: Text("giờ chốt {clock}: kịp", "cutoff {clock}: met"),
    False: Text("giờ chốt {clock}: lỡ", "cutoff {clock}: missed"),
}
LEFT_OUT = Text("… {count} tháng ở giữa không vẽ …", "… {count} months in between are not drawn …")

# the year
YEAR = Text("Lịch năm {year}: {office}", "The year {year}: {office}")
WORKING_DAYS = Text("Số ngày làm việc: {count}", "Working days: {count}")
BY_SOURCE = Text("Theo {source}:", "By {source}:")
NO_SOURCE = Text("Không rõ nguồn:", "Without a source:")
SERVICE_DAY = Text("{sign} {title} ({id}), {count} ngày:", "{sign} {title} ({id}), days: {count}:")
EXPECTED = Text(
    "Tạm tính: ngày nghỉ của năm này chưa công bố đủ.",
    "Provisional: the days off of this year are not all announced yet.",
)

# when a question cannot be answered

_BY_THE_CLOCK = Text(
    "Viết theo đồng hồ của cơ quan: --at '2026-11-20 10:00'; hoặc: --at now",
    "By the clock at the office: --at '2026-11-20 10:00'; or: --at now",
)
_A_TERM = Text("Ví dụ: --term '3 ngày làm việc'", "For example: --term '3 working days'")
WAYS = {
    ("--at", "required"): _BY_THE_CLOCK,
    ("--at", "invalid_instant"): _BY_THE_CLOCK,
    ("--at", "offset_required"): _BY_THE_CLOCK,
    ("--term", "no_term"): _A_TERM,
    ("--term", "not_a_number"): _A_TERM,
    ("--term", "unknown_unit"): _A_TERM,
}
NEAR = Text("Có phải ý bạn là: {ids}?", "Did you mean: {ids}?")
LIST_THEM = Text("Xem tất cả: {command}", "To see them all: {command}")
NO_MATCH = Text("Không có gì khớp với “{words}”.", "Nothing matches “{words}”.")
