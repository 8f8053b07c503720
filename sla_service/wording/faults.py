"""What is wrong in a rule file, told as `file:line:column: path: what was expected`."""

from collections.abc import Iterable, Mapping
from typing import Any

from sla_service.core.law import Text

from .problems import PROBLEMS
from .values import Language, fill, printable, say

FAULTS: Mapping[str, Text] = {
    # a file as a whole
    "unreadable": Text("không đọc được tệp ({reason})", "the file cannot be read ({reason})"),
    "too_large": Text("tệp tối đa {limit} byte", "a file has at most {limit} bytes"),
    "not_a_file": Text(
        "phải là tệp thường, không phải thư mục, đường ống hay thiết bị",
        "must be a regular file, no directory, pipe or device",
    ),
    "link_outside": Text(
        "liên kết dẫn ra ngoài thư mục quy tắc; phải là tệp nằm trong thư mục",
        "the link leads out of the folder of rules; what it names must stand within",
    ),
    "not_utf8": Text("tệp phải là UTF-8", "the file must be UTF-8"),
    "other_line_break": Text(
        "có {given}, ký tự xuống dòng mà trình soạn thảo không hiện; hãy xóa đi",
        "holds {given}, a line break that editors do not show; delete it",
    ),
    "tab": Text("thụt dòng bằng dấu cách, không dùng tab", "indent with spaces, never with tabs"),
    "not_yaml": Text("phải là YAML 1.2 (bộ đọc báo: {reason})", "must be YAML 1.2 ({reason})"),
    "not_json": Text("phải là JSON (bộ đọc báo: {reason})", "must be JSON ({reason})"),
    "bad_schema": Text("phải là JSON Schema ({reason})", "must be a JSON Schema ({reason})"),
    "missing_file": Text("thiếu tệp này", "this file is missing"),
    "unexpected_file": Text("không có loại tệp nào ở chỗ này", "no kind of rule file belongs here"),
    "no_rules": Text("thư mục này không có tệp quy tắc nào", "there is no rule file in this folder"),
    "not_loaded": Text("không nạp được quy tắc ({reason})", "the rules cannot be loaded ({reason})"),
    # folders over each other
    "already_below": Text(
        "“{given}” đã có ở thư mục bên dưới; nếu muốn thay thì ghi replaces: {given}",
        "“{given}” already stands in a folder below; to replace it, write replaces: {given}",
    ),
    "replaces_another": Text(
        "một tệp chỉ thay được id của chính nó, “{expected}”", "only its own id can be replaced, “{expected}”"
    ),
    "replaces_nothing": Text(
        "không có “{given}” ở thư mục bên dưới để thay", "there is no “{given}” in a folder below to replace"
    ),
    # keys and values
    "duplicate_key": Text("khóa “{key}” chỉ được có một lần", "the key “{key}” may stand only once"),
    "key_not_text": Text("khóa phải là chữ", "a key must be text"),
    "tag": Text("không dùng thẻ kiểu ({given})", "tags are not allowed ({given})"),
    "anchor": Text("không dùng neo và bí danh (&, *)", "anchors and aliases (&, *) are not allowed"),
    "unknown_key": Text("khóa lạ; chỉ có: {known}", "unknown key; known: {known}"),
    "missing_key": Text("thiếu khóa “{key}”", "the key “{key}” is missing"),
    "wrong_type": Text("phải thuộc kiểu {expected}", "must be of type {expected}"),
    "left_empty": Text("còn trống; phải thuộc kiểu {expected}", "is left empty; must be of type {expected}"),
    "not_one_of": Text("phải là một trong: {known}", "must be one of: {known}"),
    "wrong_pattern": Text(
        "“{given}” không đúng dạng {expected}", "“{given}” does not have the form {expected}"
    ),
    "too_deep": Text(
        "không được lồng nhau quá {limit} tầng", "must not be nested deeper than {limit} levels"
    ),
    "missing_one_of": Text("phải có một trong các khóa: {known}", "one of these keys is needed: {known}"),
    "only_one_of": Text(
        "chỉ được có một trong các khóa: {known}", "only one of these keys may stand: {known}"
    ),
    "key_out_of_place": Text(
        "khóa này không dùng cho ngày không viết, vì ngày đó không đổi thời hạn",
        "a no_writing day has no such key, because it changes no term",
    ),
    "empty_text": Text("không được để trống", "must not be empty"),
    "too_low": Text("phải từ {least} trở lên", "must be {least} or more"),
    "too_high": Text("phải từ {most} trở xuống", "must be {most} or less"),
    "too_few_items": Text("phải có ít nhất {least} mục", "at least {least} items must stand here"),
    "too_many_items": Text("chỉ được có {most} mục", "at most {most} items may stand here"),
    "listed_twice": Text("“{given}” chỉ được liệt kê một lần", "“{given}” may be listed only once"),
    "nothing_listed": Text("phải có ít nhất một mục", "at least one item must stand here"),
    "misshapen": Text("không đúng lược đồ ({reason})", "does not fit the schema ({reason})"),
    # meaning
    "impossible_date": Text("không có ngày “{given}”", "there is no date “{given}”"),
    "id_is_not_file_name": Text(
        "phải là “{expected}”, như tên tệp", "must be “{expected}”, as the file is named"
    ),
    "id_twice": Text("“{given}” đã có ở trên", "“{given}” already stands above"),
    "unknown_reference": Text("không có “{given}”", "there is no “{given}”"),
    "parent_cycle": Text("“{given}” là cấp trên của chính nó", "“{given}” is its own superior"),
    "ends_before_it_begins": Text("phải sau {since}", "must be after {since}"),
    "versions_overlap": Text(
        "phiên bản cũ phải kết thúc muộn nhất vào {since}, khi phiên bản trên bắt đầu (mới nhất đứng trước)",
        "the older version must end by {since}, when the one above it begins (newest first)",
    ),
    "versions_gap": Text(
        "phải bắt đầu vào {until}, khi phiên bản cũ kết thúc; nếu cố ý bỏ trống thì ghi gap_before: true",
        "must begin on {until}, when the older version ends; if the gap is meant, write gap_before: true",
    ),
    "example_missing": Text("phải có ít nhất một ví dụ", "at least one example is needed"),
    "example_differs": Text("mong đợi {expected}, tính ra {got}", "expected {expected}, got {got}"),
    "example_refused": Text("ví dụ không tính được: {refusal}", "the example cannot be computed: {refusal}"),
    "due_time_without_days": Text(
        "chỉ dùng cho thời hạn tính bằng ngày tròn", "is only for a term in whole days or longer"
    ),
    "cutoff_without_term": Text("giờ chốt cần có “term”", "a cutoff needs a “term”"),
    "bad_recurrence": Text(
        "“{given}” không phải quy tắc RFC 5545 theo ngày (không DTSTART, UNTIL, COUNT, giờ)",
        "“{given}” is no RFC 5545 rule of days (without DTSTART, UNTIL, COUNT or clock times)",
    ),
    "days_never_come": Text(
        "“{given}” phải rơi vào ít nhất một ngày trong thời gian có hiệu lực mà lịch biết",
        "“{given}” must fall on at least one day while in force and within the calendar",
    ),
    "days_always_off": Text(
        "“{given}” phải rơi vào ít nhất một ngày làm việc; mọi ngày của nó đều là ngày nghỉ",
        "“{given}” must fall on at least one working day; every one of its days is off",
    ),
    "cutoff_outside_hours": Text(
        "giờ chốt phải có ngày nằm giữa lúc mở cửa đầu tiên và lúc đóng cửa cuối cùng của ít nhất một cơ "
        "quan mà quy tắc áp dụng",
        "on some day the cutoff must lie between the first opening and the last closing of at least one "
        "office to which the rule applies",
    ),
    "promise_never_earlier": Text(
        "cam kết phải có lúc sớm hơn thời hạn luật định của ít nhất một thủ tục: {covered}",
        "the promise must at times be earlier than the statutory term of one of: {covered}",
    ),
    "swap_without_worked_day": Text(
        "{on} nghỉ hoán đổi nên phải có ngày làm bù ghi instead_of ngày này (có thể ở tệp năm khác)",
        "{on} is swapped off, so a worked day must name it under instead_of (in any year's file)",
    ),
    "swap_without_day_off": Text(
        "{on} phải là ngày nghỉ hoán đổi (swapped_off) trong tệp năm của nó",
        "{on} must be a swapped_off day in the file of its year",
    ),
    "swapped_twice": Text(
        "chỉ một ngày làm bù được ghi instead_of {on}", "only one worked day may stand instead_of {on}"
    ),
    "year_of_no_calendar": Text(
        "thư mục {home} không có calendar.yaml, nên tệp năm này không thuộc lịch nào",
        "there is no calendar.yaml in {home}, so this year belongs to no calendar",
    ),
    "off_anyway": Text(
        "{on} vốn là ngày nghỉ trong tuần theo lịch, nên không có gì để hoán đổi",
        "{on} is a day of rest by the calendar's week, so there is nothing to swap",
    ),
    "worked_anyway": Text(
        "{on} vốn là ngày làm việc trong tuần theo lịch, nên không làm bù cho ngày nào",
        "{on} is worked by the calendar's week, so it pays for no other day",
    ),
    "day_twice": Text("{on} đã có trong {other}", "{on} already stands in {other}"),
    "wrong_weekday": Text("{on} là {expected}", "{on} is {expected}"),
    "other_year": Text("phải thuộc năm {year}", "must lie in the year {year}"),
    "unknown_time_zone": Text("không có múi giờ “{given}”", "there is no time zone “{given}”"),
}


WARNINGS: Mapping[str, Text] = {
    # the folder of compiled rules
    "cache_not_private": Text(
        "không dùng thư mục này làm bộ nhớ đệm: nó phải thuộc người dùng chạy dịch vụ hoặc root, không ai "
        "khác ghi được",
        "not used as a cache: it must belong to the user of the service or to root, and nobody else may "
        "write in it",
    ),
    "cache_not_written": Text(
        "không ghi được quy tắc đã biên dịch vào đây ({reason})",
        "the compiled rules cannot be written here ({reason})",
    ),
    "citation_recalled": Text(
        "“{document}” chỉ nhớ lại, chưa đọc; nên đối chiếu nguyên văn",
        "“{document}” is only recalled; somebody should read the text",
    ),
    "hours_assumed": Text(
        "giờ làm việc là giả định; nên có nguồn", "the office hours are assumed; a source is wanted"
    ),
    "year_not_published": Text(
        "chưa có tệp năm {year}: ngày nghỉ là dự kiến",
        "there is no file of {year}: its days off are projected",
    ),
    "year_partly_published": Text(
        "lịch năm {year} chưa công bố hết", "the notices of {year} are not all out"
    ),
    "year_beyond_horizon": Text(
        "lịch chỉ có từ {first} đến {last} (horizon trong calendar.yaml): ngày ngoài đó không được dùng",
        "the calendar reaches from {first} to {last} (horizon in calendar.yaml): no other days are used",
    ),
    "off_only_here": Text(
        "{on} là ngày nghỉ ở đây, là ngày làm việc theo gói “{package}”; tệp năm được dùng",
        "{on} is off here but worked in the package “{package}”; the year file wins",
    ),
    "worked_only_here": Text(
        "{on} là ngày làm việc ở đây, là ngày nghỉ theo gói “{package}”; tệp năm được dùng",
        "{on} is worked here but off in the package “{package}”; the year file wins",
    ),
    "never_checked": Text(
        "chưa ghi ngày đối chiếu với nguồn (checked.on)",
        "nobody has noted a check against the source (checked.on)",
    ),
    "checked_later": Text(
        "ngày đối chiếu {on} chưa đến: hôm nay là {as_of}",
        "the check on {on} is still to come: today is {as_of}",
    ),
    "checked_long_ago": Text(
        "đối chiếu với nguồn lần cuối ngày {on}, trước {limit}; nên đối chiếu lại",
        "last checked against its source on {on}, before {limit}; somebody should check again",
    ),
}

_WARNING = Text("cảnh báo: {told}", "warning: {told}")

_TYPES: Mapping[str, Text] = {
    "string": Text("chữ", "text"),
    "number": Text("số", "number"),
    "integer": Text("số nguyên", "whole number"),
    "boolean": Text("true hoặc false", "true or false"),
    "array": Text("danh sách", "list"),
    "object": Text("nhóm “khóa: giá trị”", "map of keys and values"),
    "null": Text("null", "null"),
}

_REASONS: Mapping[str, Text] = {
    "EACCES": Text("không có quyền đọc", "no permission to read it"),
    "ENOENT": Text("liên kết không dẫn tới đâu", "the link leads nowhere"),
    "ELOOP": Text("liên kết dẫn vòng quanh", "the links lead in a circle"),
}

_COUNTS = {
    "errors": (Text("{count} lỗi", "{count} errors"), Text("1 lỗi", "1 error")),
    "warnings": (Text("{count} cảnh báo", "{count} warnings"), Text("1 cảnh báo", "1 warning")),
    "procedures": (Text("{count} thủ tục", "{count} procedures"), Text("1 thủ tục", "1 procedure")),
    "offices": (Text("{count} cơ quan", "{count} offices"), Text("1 cơ quan", "1 office")),
}

_OVER_SHIPPED = Text("{folders}, trên bộ quy tắc đi kèm", "{folders}, over the shipped rules")


def checked_folders(folders: Iterable[object], *, is_over_shipped: bool) -> Text:
    """Name the folders that were checked."""
    named = " + ".join(map(str, folders))
    return fill(_OVER_SHIPPED, {"folders": Text(named, named)}) if is_over_shipped else Text(named, named)


def fault_line(where: str, code: str, facts: Mapping[str, Any], language: Language) -> str:
    """Tell a fault and its place in one line."""
    return printable(f"{where}: {fault_message(code, facts, language)}")


def fault_message(code: str, facts: Mapping[str, Any], language: Language) -> str:
    """Tell a fault; those that a request can have too are told in the same words."""
    told = fill(_template(code), _in_words(code, facts))
    return printable(say(fill(_WARNING, {"told": told}) if code in WARNINGS else told, language))


def counted(counts: Mapping[str, int], language: Language) -> str:
    """Say how many errors, warnings, procedures and offices there are."""
    told = [fill(_COUNTS[name][count == 1], {"count": count}) for name, count in counts.items()]
    return say(told, language)


def _template(code: str) -> Text:
    if code in WARNINGS:
        return WARNINGS[code]
    return FAULTS[code] if code in FAULTS else PROBLEMS[code].message


def _in_words(code: str, facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Put words of schemas, of the system and of refusals into sentences."""
    if code in ("wrong_type", "left_empty"):
        return {"expected": [_TYPES.get(kind, kind) for kind in facts["expected"]]}
    if code == "not_one_of":
        return {"known": [_TYPES.get(word, word) for word in facts["known"]]}
    if code == "unreadable":
        return {"reason": _REASONS.get(facts["reason"], facts["reason"])}
    if code == "example_refused":
        return {"refusal": fill(PROBLEMS[facts["refusal"]].message, facts["facts"])}
    return facts
