"""What is wrong in a rule file, told as `file:line:column: path: what was expected`."""

from collections.abc import Mapping
from typing import Any

from sla_service.core.law import Text

from .problems import PROBLEMS
from .values import Language, fill, say

FAULTS: Mapping[str, Text] = {
    # a file as a whole
    "unreadable": Text("không đọc được tệp ({reason})", "the file cannot be read ({reason})"),
    "too_large": Text("tệp tối đa {limit} byte", "a file has at most {limit} bytes"),
    "not_utf8": Text("tệp phải là UTF-8", "the file must be UTF-8"),
    "not_yaml": Text("phải là YAML 1.2 ({reason})", "must be YAML 1.2 ({reason})"),
    "not_json": Text("phải là JSON ({reason})", "must be JSON ({reason})"),
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
    "anchor": Text("không dùng neo và bí danh (&, *)", "anchors and aliases (&, *) are not allowed"),
    "unknown_key": Text("khóa lạ; chỉ có: {known}", "unknown key; known: {known}"),
    "missing_key": Text("thiếu khóa “{key}”", "the key “{key}” is missing"),
    "wrong_type": Text("phải thuộc kiểu {expected}", "must be of type {expected}"),
    "not_one_of": Text("phải là một trong: {known}", "must be one of: {known}"),
    "wrong_pattern": Text(
        "“{given}” không đúng dạng {expected}", "“{given}” does not have the form {expected}"
    ),
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
    "example_refused": Text(
        "ví dụ không tính được ({refusal})", "the example cannot be computed ({refusal})"
    ),
    "due_time_without_days": Text(
        "chỉ dùng cho thời hạn tính bằng ngày tròn", "is only for a term in whole days or longer"
    ),
    "cutoff_without_term": Text("giờ chốt cần có “term”", "a cutoff needs a “term”"),
    "bad_recurrence": Text(
        "“{given}” không phải quy tắc RFC 5545 theo ngày (không DTSTART, UNTIL, COUNT, giờ)",
        "“{given}” is no RFC 5545 rule of days (without DTSTART, UNTIL, COUNT or clock times)",
    ),
    "day_twice": Text("{on} đã có trong {other}", "{on} already stands in {other}"),
    "wrong_weekday": Text("{on} là {expected}", "{on} is {expected}"),
    "other_year": Text("phải thuộc năm {year}", "must lie in the year {year}"),
    "unknown_time_zone": Text("không có múi giờ “{given}”", "there is no time zone “{given}”"),
}


def fault_line(where: str, code: str, facts: Mapping[str, Any], language: Language) -> str:
    """Tell a fault and its place in one line."""
    return f"{where}: {fault_message(code, facts, language)}"


def fault_message(code: str, facts: Mapping[str, Any], language: Language) -> str:
    """Tell a fault; those that a request can have too are told in the same words."""
    template = FAULTS[code] if code in FAULTS else PROBLEMS[code].message
    return say(fill(template, facts), language)
