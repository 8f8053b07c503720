"""How two sets of rules differ, in words: what was added, removed or changed, and which due dates move."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sla_service.core.calendar import WEEKDAYS, DayKind, Week
from sla_service.core.explanation import Moment
from sla_service.core.law import Citation, Text
from sla_service.core.rules import Channel, Cutoff, DueTime, DueTimeKind, ExtensionLimit, OutsideHours

from .months import KINDS
from .values import clock, fill, say, session

HEADING = Text("So sánh quy tắc {old} → {new}", "Rules compared: {old} → {new}")
SAME = Text("Không có gì khác.", "Nothing differs.")
WITHOUT_EFFECT = Text(
    "Chỉ khác ở điều không đổi hạn nào: ví dụ, ghi chú, ngày đối chiếu, mức chắc chắn.",
    "Only what changes no due date is otherwise: examples, notes, days of the last check, confidence.",
)
DIFFERENCES = Text("Những điều khác nhau:", "What differs:")
MOVES = Text(
    "Hạn trả đổi kể từ hồ sơ tiếp nhận lúc (hồ sơ đầu tiên của từng thủ tục):",
    "Due dates move from the receipt on (the first of each procedure):",
)
NO_MOVES = Text("Không tìm thấy hồ sơ nào có hạn trả đổi.", "No receipt was found whose due date would move.")
DOSSIERS = Text("Trong tệp hồ sơ, hạn trả đổi:", "Of the dossiers, the due date moves of:")
NO_DOSSIERS = Text("Trong tệp hồ sơ không hạn nào đổi.", "Of the dossiers no due date moves.")
DOSSIER = Text("dòng {line}: {old} → {new}. {reason}", "line {line}: {old} → {new}. {reason}")
UNTOLD = Text("không có hạn", "no due date")
HELD = Text("đang tạm dừng", "held")
MOVED = Text(
    "{procedures} tại {offices}: {received}{channel}: {old} → {new}",
    "{procedures} at {offices}: {received}{channel}: {old} → {new}",
)
EVERY_OFFICE = Text("mọi cơ quan", "every office")
EVERY_OFFICE_BUT = Text("mọi cơ quan trừ {others}", "every office but {others}")

_CHANGES = {
    "added": Text("+ thêm {subject}: {members}", "+ added {subject}: {members}"),
    "removed": Text("- bỏ {subject}: {members}", "- removed {subject}: {members}"),
    "changed": Text("~ đổi {subject}: {members}", "~ changed {subject}: {members}"),
}
_SUBJECTS = {
    "field": Text("lĩnh vực {id}", "field {id}"),
    "procedure": Text("thủ tục {id}", "procedure {id}"),
    "commitment": Text("cam kết {id}", "promise {id}"),
    "version": Text("phiên bản của {id} từ {on}", "version of {id} from {on}"),
    "authority": Text("cơ quan {id}", "office {id}"),
    "calendar": Text("lịch {id}", "calendar {id}"),
    "hours": Text("giờ làm việc của {id} từ {on}", "hours of {id} from {on}"),
    "day": Text("ngày của lịch {id}, {on}", "day of the calendar {id}, {on}"),
}
_DEFAULT_HOURS = Text("giờ làm việc mặc định của lịch {id}", "default hours of the calendar {id}")
_MEMBERS = {
    "announced_on": Text("ngày công bố", "announced on"),
    "assumed": Text("giả định", "assumed"),
    "calendar": Text("lịch", "calendar"),
    "channels": Text("kênh", "channels"),
    "citations": Text("căn cứ", "sources"),
    "cutoff": Text("giờ chốt", "cutoff"),
    "days": Text("ngày áp dụng", "days"),
    "due_time": Text("giờ trả", "due time"),
    "except": Text("trừ thủ tục", "procedures excepted"),
    "extensions": Text("số lần gia hạn nhiều nhất", "most extensions"),
    "field": Text("lĩnh vực", "field"),
    "fields": Text("các lĩnh vực", "fields"),
    "first": Text("ngày đầu trả lời được", "first day answered"),
    "kind": Text("loại ngày", "kind"),
    "last": Text("ngày cuối trả lời được", "last day answered"),
    "model": Text("mô hình", "model"),
    "name": Text("tên", "name"),
    "offices": Text("nơi áp dụng", "offices"),
    "outside_hours": Text("đến ngoài giờ", "outside hours"),
    "parent": Text("cấp trên", "parent"),
    "partly_published": Text("năm đã công bố một phần", "years partly published"),
    "procedures": Text("thủ tục áp dụng", "procedures"),
    "projection": Text("nước để dự kiến", "country projected"),
    "published": Text("năm đã công bố", "years published"),
    "rest": Text("căn cứ nghỉ hằng tuần", "source of the weekly rest"),
    "source": Text("nguồn", "source"),
    "term": Text("thời hạn", "term"),
    "time_zone": Text("múi giờ", "time zone"),
    "title": Text("tên", "title"),
    "unconfirmed_since": Text("chưa xác nhận từ", "unconfirmed since"),
    "until": Text("ngày đầu hết hiệu lực", "first day no longer in force"),
    "week": Text("giờ trong tuần", "week"),
}
_MEMBER, _TURNED = (
    Text("{name}: {value}", "{name}: {value}"),
    Text("{name}: {old} → {new}", "{name}: {old} → {new}"),
)

_WORDS = {
    None: Text("không có", "none"),
    True: Text("có", "yes"),
    False: Text("không", "no"),
    "all": Text("tất cả", "all"),
    "own": Text("riêng cơ quan này", "this office only"),
    "own_and_below": Text("cơ quan này và cấp dưới", "this office and those below"),
    "same_day": Text("trong ngày", "same day"),
    "no_appointment": Text("ngày không hẹn", "no-appointment day"),
    "no_writing": Text("ngày không viết", "no-writing day"),
}
_OUTSIDE = {
    OutsideHours.NEXT_OPENING: Text("tính từ lúc mở cửa kế tiếp", "from the next opening"),
    OutsideHours.SAME_DAY: Text("tính ngay từ lúc đó", "from that very moment"),
}
_DUE_TIMES = {
    DueTimeKind.CLOSE_OF_OFFICE: Text("lúc hết giờ làm việc", "at the close of the office"),
    DueTimeKind.END_OF_DAY: Text("đến hết ngày", "by the end of the day"),
    DueTimeKind.SAME_CLOCK_TIME: Text("cùng giờ đã tiếp nhận", "at the clock time of the receipt"),
}
_BEFORE, _NOT_AFTER = Text("trước {clock}", "before {clock}"), Text("chậm nhất {clock}", "by {clock}")
_OTHERWISE = Text("{cutoff}, lỡ thì {term}", "{cutoff}, else {term}")
_WEEKDAYS = (
    Text("thứ Hai", "Mon"),
    Text("thứ Ba", "Tue"),
    Text("thứ Tư", "Wed"),
    Text("thứ Năm", "Thu"),
    Text("thứ Sáu", "Fri"),
    Text("thứ Bảy", "Sat"),
    Text("Chủ nhật", "Sun"),
)
_ONLY_RECEIVES = Text("{day} (chỉ nhận hồ sơ)", "{day} (receives only)")
_HOURS = Text("{day} {hours}", "{day} {hours}")
_BY = Text(" ({channel})", " ({channel})")


def difference(what: str, key: tuple[str, date | None], change: str, members: Mapping[str, Any]) -> Text:
    """Say one difference; the members of what is changed are pairs of old and new."""
    said = _turned if change == "changed" else _member
    told = _joined([said(name, value) for name, value in members.items() if value not in (None, ())], "; ")
    return fill(_CHANGES[change], {"subject": _subject(what, *key), "members": told})


def _subject(what: str, name: str, on: date | None) -> Text:
    if on == date.min:
        return fill(_DEFAULT_HOURS, {"id": name})
    return fill(_SUBJECTS[what], {"id": name, "on": on})


def _member(name: str, value: Any) -> Text:
    return fill(_MEMBER, {"name": _MEMBERS[name], "value": worded(value)})


def _turned(name: str, pair: tuple[Any, Any]) -> Text:
    old, new = map(worded, pair)
    return fill(_TURNED, {"name": _MEMBERS[name], "old": old, "new": new})


def move(procedures: tuple[str, ...], offices: Text, received: Any, channel: Channel) -> Callable[..., Text]:
    """Prepare the sentence of a first receipt; it is completed with the old and the new due moment."""
    by = Text("", "") if channel is Channel.IN_PERSON else fill(_BY, {"channel": channel})
    facts = {"procedures": procedures, "offices": offices, "received": received, "channel": by}
    return lambda old, new: fill(MOVED, {**facts, "old": due(old), "new": due(new)})


def places(offices: tuple[str, ...], every: frozenset[str]) -> Text:
    """Name some of all offices, or those that are not among them where that is shorter."""
    others = tuple(sorted(every.difference(offices)))
    if not others:
        return EVERY_OFFICE
    return fill(EVERY_OFFICE_BUT, {"others": others}) if len(others) < len(offices) else worded(offices)


def due(moment: Moment | None) -> Text:
    """Say when something is due, if it is."""
    return UNTOLD if moment is None else worded(moment)


def worded(value: Any) -> Text:
    """Put a value of the rules into words of both languages."""
    for kind, sayer in _SAYERS:
        if isinstance(value, kind):
            found: Text = sayer(value)
            return found
    if isinstance(value, str | bool | None) and value in _WORDS:
        return _WORDS[value]
    return Text(say(value, "vi"), say(value, "en"))


def _cutoff(cutoff: Cutoff) -> Text:
    told = fill(_BEFORE if cutoff.is_strict else _NOT_AFTER, {"clock": clock(cutoff.second)})
    return fill(_OTHERWISE, {"cutoff": told, "term": cutoff.otherwise}) if cutoff.otherwise else told


def _due_time(time: DueTime) -> Text:
    return _DUE_TIMES.get(time.kind) or Text(clock(time.second), clock(time.second))


def _week(week: Week) -> Text:
    days = []
    for number in range(len(WEEKDAYS)):
        if week.sessions[number]:
            hours = " ".join(map(session, week.sessions[number]))
            only = number in week.receives_only
            day = fill(_ONLY_RECEIVES, {"day": _WEEKDAYS[number]}) if only else _WEEKDAYS[number]
            days.append(fill(_HOURS, {"day": day, "hours": hours}))
    return _joined(days, ", ")


def _list(items: tuple[Any, ...]) -> Text:
    return _joined([worded(item) for item in items], ", ") if items else _WORDS[None]


def _joined(texts: list[Text], joint: str) -> Text:
    return Text(joint.join(text.vi for text in texts), joint.join(text.en for text in texts))


def _extensions(limit: ExtensionLimit) -> Text:
    return worded(limit.most)


def _citation(citation: Citation) -> Text:
    return Text(say(citation, "vi"), say(citation, "en"))


_SAYERS: tuple[tuple[type, Callable[[Any], Text]], ...] = (
    (Text, lambda text: text),
    (Cutoff, _cutoff),
    (DueTime, _due_time),
    (ExtensionLimit, _extensions),
    (Citation, _citation),
    (Week, _week),
    (DayKind, lambda kind: KINDS[kind]),
    (OutsideHours, lambda outside: _OUTSIDE[outside]),
    (tuple, _list),
)
