"""Rule files to be filled in: what a source must give stands empty, and the check refuses it there.

Nothing is invented: no term, no hours, no article; `null` stands only where a file may say so itself.
"""

import json
from collections.abc import Iterable

from sla_service.core.calendar import WEEKDAYS, DatedDay
from sla_service.core.law import Text

_CITATIONS = """\
    citations:                # dẫn nguồn: ít nhất một văn bản / cite: at least one text
      - document:             # tên, số văn bản / name and number of the text
        article: null         # điều, khoản; null khi không rõ / article, null where none is known
        url: null             # https://…, hoặc null / or null
        quote: null           # chép nguyên văn nếu có / the words themselves, where you have them
        read:                 # true đã đọc, false chỉ nhớ lại / true read, false only recalled
"""
_IN_FORCE = """\
  - in_force:
      from:                   # "năm-tháng-ngày" đầu có hiệu lực / first day in force, "year-month-day"
      until: null             # ngày đầu hết hiệu lực, null khi chưa biết / first day no longer, or null
"""
_TERM = """\
    term:
      amount:                 # số; không có nguồn thì không có con số / no source, no number
      unit:                   # working_days “ngày làm việc”, days “ngày”, hours, working_hours, …
    # cutoff:                 # giờ chốt / cutoff: before (nghiêm ngặt / strict) hoặc / or not_after
    # due_time:               # close_of_office (mặc định / default), end_of_day, same_clock_time, …
"""
_TITLE = """\
title:
  vi:                         # tên bằng tiếng Việt, có dấu / what it is called, in Vietnamese
  en:                         # tên bằng tiếng Anh / in English
"""
_EXAMPLES = """\
examples:                     # đếm tay trên lịch, không chép kết quả của chương trình / counted by hand
  - why:                      # cách đếm, bằng lời / the count in words
    received_at:              # "năm-tháng-ngàyTgiờ:phút:giây+07:00"
    due_at:                   # hạn trả / when it is due
"""

_AUTHORITY = (
    """\
# Một cơ quan / An office. Chỗ trống phải điền / fill in what is empty: sla-service rules check
id: {id}
"""
    + _TITLE
    + """\
parent: ""                    # id cấp trên, null nếu không có / the office above it, null for the topmost
calendar:                     # id của lịch, như tên thư mục trong calendars/ / the calendar it keeps
# Giờ riêng chỉ ghi khi có nguồn; không ghi thì theo cấp trên hoặc lịch.
# Own hours (office_hours) only where a source gives them; else those above it, or the calendar's, apply.
"""
)
_PROCEDURE = (
    """\
# Một thủ tục / A procedure. Chỗ trống phải điền / fill in what is empty: sla-service rules check
# Không có nguồn thì không có con số / no source, no number: versions: [] và / and examples: []
id: {id}
"""
    + _TITLE
    + """\
field:                        # một lĩnh vực trong fields.yaml / one of the fields in fields.yaml
versions:                     # mới nhất đứng trên / newest first
"""
    + _IN_FORCE
    + _TERM
    + _CITATIONS
    + """\
    checked:
      on:                     # ngày đối chiếu với nguồn / when it was compared with its source
"""
    + _EXAMPLES
)
_COMMITMENT = (
    """\
# Một cam kết / A local promise. Chỗ trống phải điền / fill in what is empty: sla-service rules check
id: {id}
model:                        # same_day, no_appointment, no_writing (bỏ term / without a term)
"""
    + _TITLE
    + """\
versions:                     # mới nhất đứng trên / newest first
"""
    + _IN_FORCE
    + """\
    applies:
      offices:                # own, own_and_below
      # days và on_days_off: lost: RFC 5545; không ghi là mọi ngày / without them every day
      fields:                 # all, hoặc danh sách / or a list
      procedures:             # all, hoặc danh sách / or a list
      channels:               # all, hoặc / or [in_person, online, post]
      except: []              # thủ tục loại trừ kèm lý do / procedures not covered, each with a reason
"""
    + _TERM
    + _CITATIONS
    + _EXAMPLES
)
_YEAR = """\
# Ngày nghỉ dự kiến, chưa công bố; kết quả dựa vào đây ghi là tạm tính.
# Projected, not announced yet; every answer that leans on it says provisional.
# Có thông báo thì thay nguồn, từng ngày và status.
# Once a notice is out, replace the source, each day and the status.
year: {year}
status: projected             # rồi / then partly_published, published
sources:
  projection:
    document: {document}
    article: null
    url: null
    quote: null
    read: false
    announced_on: null        # chưa công bố / not announced yet
days_off:
{days}working_days: []              # ngày làm bù không đoán được / swaps cannot be guessed
"""

_TEXTS = {"office": _AUTHORITY, "procedure": _PROCEDURE, "commitment": _COMMITMENT}

WRITTEN = Text("Đã viết {file}.", "Written: {file}.")
TO_FILL_IN = Text("Còn phải điền:", "To be filled in:")
NOTHING_TO_FILL_IN = Text(
    "Kiểm tra không từ chối gì trong tệp này; tệp còn là dự kiến cho đến khi có thông báo.",
    "The check refuses nothing in this file; it is a projection until a notice is out.",
)
EXISTS = Text("{file} đã có; không ghi đè.", "{file} is there already; nothing is overwritten.")
BELOW = Text(
    "“{id}” đã có trong {file}; muốn thay thì chép tệp ấy và ghi replaces: {id}.",
    "“{id}” already stands in {file}; to replace it, copy that file and write replaces: {id}.",
)
NO_CALENDAR = Text("Không có lịch “{id}”; chỉ có: {known}.", "There is no calendar “{id}”; known: {known}.")


def skeleton(kind: str, name: str, schema: str) -> str:
    """Write an office, a procedure or a commitment to be filled in; `schema` is where its schema stands."""
    return _modeline(schema) + _TEXTS[kind].format(id=name)


def year_skeleton(year: int, days: Iterable[DatedDay], schema: str) -> str:
    """Write the projected days off of a year, each with its weekday and marked as not announced."""
    days = tuple(days)
    documents = [day.citation.document for day in days if day.citation]
    told = "".join(map(_day, days))
    return _modeline(schema) + _YEAR.format(year=year, document=_quoted(documents[0]), days=told)


def _modeline(schema: str) -> str:
    return f"# yaml-language-server: $schema={schema}\n"


def _day(day: DatedDay) -> str:
    name = day.name or Text("", "")
    weekday = WEEKDAYS[day.on.weekday()]
    return (
        f'  - {{on: "{day.on}", weekday: {weekday}, kind: {day.kind}, source: projection, confidence: low,\n'
        f"     name: {{vi: {_quoted(name.vi)}, en: {_quoted(name.en)}}}}}\n"
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # which YAML reads as it stands
