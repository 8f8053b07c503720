"""The sentences of an answer: steps of the explanation, why a rule was or was not chosen, the slip."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sla_service.core.due_date import DueDate
from sla_service.core.explanation import Moment, Step
from sla_service.core.law import Citation, EffectivePeriod, Text
from sla_service.core.rules import Cutoff, DueTimeKind, OutsideHours, RuleKind, Version
from sla_service.core.trials import STAGES

from .values import clock, fill

REASONS = {
    "chosen": Text("Cho hạn sớm nhất nên được áp dụng.", "It gives the earliest due date, so it applies."),
    "later": Text("Không sớm hơn hạn đã chọn.", "It is not earlier than the due date chosen."),
    "not_in_force": Text(
        "Không có hiệu lực vào ngày bắt đầu tính.", "It is not in force on the day counted from."
    ),
    "known_later": Text(
        "Vào ngày được hỏi, chưa ai biết quy định này.", "On the day asked about nobody knew of it yet."
    ),
    "procedure": Text("Không dành cho thủ tục này.", "It does not cover this procedure."),
    "excepted": Text("Thủ tục này được loại trừ.", "This procedure is excepted from it."),
    "field": Text("Không dành cho lĩnh vực này.", "It does not cover this field."),
    "channel": Text("Không dành cho cách nộp này.", "It does not cover this channel."),
    "day": Text(
        "Không áp dụng vào ngày bắt đầu tính (đúng ngày trong tuần, mất nếu là ngày nghỉ).",
        "It does not apply on the day counted from (that weekday only, lost on a day off).",
    ),
    "stages": Text(
        "Hạn tính theo các bước; cam kết không rút ngắn các bước.",
        "The stages decide, and no promise shortens them.",
    ),
    "cutoff": Text("Hồ sơ đến khi đã quá giờ chốt.", "The dossier missed the cutoff."),
}

_RECEIVED = Text("Nhận đủ hồ sơ lúc {after}, {channel}.", "The complete dossier came at {after}, {channel}.")
_RESTARTED = {
    False: Text(
        "Hồ sơ được bổ sung đầy đủ lúc {after}: thời hạn được tính lại từ đầu.",
        "The dossier was completed at {after}: the term is counted anew.",
    ),
    True: Text(
        "Hồ sơ được bổ sung đầy đủ lúc {after} (lý do: {reason}): thời hạn được tính lại từ đầu.",
        "The dossier was completed at {after} (reason: {reason}): the term is counted anew.",
    ),
}
_ADMITTED_INSIDE = Text(
    "Đến trong giờ hành chính: thời hạn tính từ chính lúc đó.",
    "It came within office hours: the term counts from that very moment.",
)
_ADMITTED_NEXT = Text(
    "Đến ngoài giờ hành chính: coi như tiếp nhận khi cơ quan mở cửa, lúc {after}.",
    "It came outside office hours: it is deemed received when the office opens, at {after}.",
)
_ADMITTED_AS_CAME = Text(
    "Đến ngoài giờ hành chính, nhưng quy định này vẫn tính từ chính lúc đó, {after}.",
    "It came outside office hours, but this rule counts from that very moment all the same, {after}.",
)
_CUTOFF = {
    (True, True): Text(
        "Nhận trước {clock} (giờ chốt): {term}.", "Received before {clock}, the cutoff: {term}."
    ),
    (True, False): Text(
        "Không kịp trước {clock} (giờ chốt): {term}.", "Not received before {clock}, the cutoff: {term}."
    ),
    (False, True): Text(
        "Nhận chậm nhất {clock} (giờ chốt): {term}.", "Received by {clock}, the cutoff: {term}."
    ),
    (False, False): Text(
        "Nhận sau {clock} (giờ chốt): {term}.", "Received after {clock}, the cutoff: {term}."
    ),
}
_COUNTED = {
    False: Text("Thời hạn {term} kết thúc lúc {after}.", "The term of {term} ends at {after}."),
    True: Text(
        "Thời hạn {term} kết thúc lúc {after}, bỏ qua {skipped} ngày nghỉ.",
        "The term of {term} ends at {after} (days off skipped: {skipped}).",
    ),
}
_STAGE = {
    (False, False): Text(
        "Bước “{stage}”: {term}, kết thúc lúc {after}.", "Stage “{stage}”: {term}, to {after}."
    ),
    (False, True): Text(
        "Bước “{stage}”: {term}, kết thúc lúc {after}, bỏ qua {skipped} ngày nghỉ.",
        "Stage “{stage}”: {term}, to {after} (days off skipped: {skipped}).",
    ),
    (True, False): Text(
        "Bước “{stage}”: {term}, nối tiếp {used} đã dùng của ngày đầu, kết thúc lúc {after}.",
        "Stage “{stage}”: {term}, after {used} of the first day already used, to {after}.",
    ),
    (True, True): Text(
        "Bước “{stage}”: {term}, nối tiếp {used} đã dùng của ngày đầu, kết thúc lúc {after}, "
        "bỏ qua {skipped} ngày nghỉ.",
        "Stage “{stage}”: {term}, after {used} of the first day already used, to {after} "
        "(days off skipped: {skipped}).",
    ),
}
_STAGE_SETTLED = {
    False: Text("Bước “{stage}” đến hạn lúc {after}.", "Stage “{stage}” is due at {after}."),
    True: Text("Bước “{stage}” hoàn thành lúc {after}.", "Stage “{stage}” was completed at {after}."),
}
_COUNTED_SAME_DAY = Text(
    "Trả ngay trong ngày: thời hạn kết thúc lúc {after}.", "Due on the same day: the term ends at {after}."
)
_ROLLED = Text(
    "Ngày cuối là ngày nghỉ ({first}): hạn chuyển sang cuối ngày làm việc kế tiếp, {after}.",
    "The last day is a day off ({first}): the end moves to the close of the next working day, {after}.",
)
_SETTLED = Text("Hạn trả kết quả: {after}.", "The result is due at {after}.")
_SETTLED_ELSEWHEN = {
    DueTimeKind.END_OF_DAY: Text(
        "Quy định này cho đến hết ngày đó: hạn trả kết quả là {after}.",
        "This rule gives the whole of that day: the result is due at {after}.",
    ),
    DueTimeKind.SAME_CLOCK_TIME: Text(
        "Quy định này hẹn cùng giờ với lúc bắt đầu tính: hạn trả kết quả là {after}.",
        "This rule ends at the clock time that was counted from: the result is due at {after}.",
    ),
    DueTimeKind.CLOCK: Text(
        "Quy định này hẹn vào giờ ấy của ngày cuối: hạn trả kết quả là {after}.",
        "This rule names that hour of the last day: the result is due at {after}.",
    ),
}
_EXTENDED = {
    (False, False): Text(
        "Gia hạn {term} kể từ hạn trước, đến {after}.",
        "Extended by {term} from the due date before, to {after}.",
    ),
    (False, True): Text(
        "Gia hạn {term} kể từ hạn trước, đến {after}, bỏ qua {skipped} ngày nghỉ.",
        "Extended by {term} from the due date before, to {after} (days off skipped: {skipped}).",
    ),
    (True, False): Text(
        "Gia hạn {term} kể từ hạn trước, đến {after} (lý do: {reason}).",
        "Extended by {term} from the due date before, to {after} (reason: {reason}).",
    ),
    (True, True): Text(
        "Gia hạn {term} kể từ hạn trước, đến {after} (lý do: {reason}), bỏ qua {skipped} ngày nghỉ.",
        "Extended by {term} from the due date before, to {after} (reason: {reason}), "
        "days off skipped: {skipped}.",
    ),
}

_SUSPENDED = {
    (False, False): Text(
        "Tạm dừng từ {from} đến {until}, không tính vào thời hạn: hạn chuyển đến {after}.",
        "Suspended from {from} to {until}, not counted: the end moves to {after}.",
    ),
    (True, False): Text(
        "Tạm dừng từ {from} đến {until} (lý do: {reasons}), không tính vào thời hạn: hạn chuyển đến {after}.",
        "Suspended from {from} to {until} (reason: {reasons}), not counted: the end moves to {after}.",
    ),
    (False, True): Text(
        "Tạm dừng từ {from}, chưa có ngày kết thúc; thời hạn còn lại: {remaining}.",
        "Suspended since {from} without an end so far; left of the term: {remaining}.",
    ),
    (True, True): Text(
        "Tạm dừng từ {from} (lý do: {reasons}), chưa có ngày kết thúc; thời hạn còn lại: {remaining}.",
        "Suspended since {from} (reason: {reasons}) without an end so far; left of the term: {remaining}.",
    ),
}

RULE_KINDS: Mapping[RuleKind, Text] = {
    RuleKind.STATUTORY: Text("thời hạn luật định", "statutory term"),
    RuleKind.COMMITMENT: Text("cam kết rút ngắn", "local promise"),
    RuleKind.CALLER: Text("thời hạn do người hỏi nêu", "the caller's own term"),
}
_IN_FORCE = {
    False: Text("có hiệu lực từ {since}", "in force since {since}"),
    True: Text("có hiệu lực từ {since} đến trước {until}", "in force from {since} until before {until}"),
}
_CITED = {
    True: Text("{citation}", "{citation}"),
    False: Text("{citation} (chưa kiểm chứng)", "{citation} (unverified)"),
}

_TERMS = {
    (False, False): Text("{granted}", "{granted}"),
    (False, True): Text("{granted}; gia hạn {extensions}", "{granted}; extended by {extensions}"),
    (True, False): Text("từng bước: {granted}", "stage by stage: {granted}"),
    (True, True): Text(
        "từng bước: {granted}; gia hạn {extensions}", "stage by stage: {granted}; extended by {extensions}"
    ),
}

_APPOINTMENT = Text(
    "Hẹn trả kết quả lúc {at}, tại Bộ phận Một cửa.",
    "The result will be given at {at}, at the one-stop shop.",
)
_AT_ONCE = Text(
    "Ngày không hẹn: kết quả được trả ngay, chậm nhất lúc {at}.",
    "No-appointment day: the result is given at once, at the latest at {at}.",
)

_SERVICE_DAY = Text("Ngày bắt đầu tính, {day}: {model}.", "The day counted from, {day}: {model}.")

WARNINGS = {
    "rule_unconfirmed": Text(
        "Từ {since} chưa có nguồn nào xác nhận cam kết này còn hiệu lực.",
        "Since {since} no source has confirmed that this promise still holds.",
    ),
    "stages_exceed_term": Text(
        "Các bước cộng lại hứa nhiều hơn thời hạn của cả hồ sơ.",
        "The stages promise more than the dossier's own term allows.",
    ),
    "stages_behind": Text(
        "Theo những bước đã hoàn thành, bước cuối sẽ đến hạn sau hạn của cả hồ sơ.",
        "After what is completed so far, the last stage would be due after the dossier.",
    ),
    "suspension_without_effect": Text(
        "Việc tạm dừng từ {since} bắt đầu khi đã đến hạn nên không làm hạn thay đổi.",
        "The suspension from {since} begins when the result is already due and changes nothing.",
    ),
}


def why(code: str) -> Text:
    """Say why a rule was or was not chosen."""
    return REASONS[code]


def in_force(period: EffectivePeriod) -> Text:
    """Say when a version is in force."""
    return fill(_IN_FORCE[bool(period.until)], {"since": period.since, "until": period.until})


def source(citation: Citation) -> Text:
    """Name a source, and say so where its text is only recalled."""
    return fill(_CITED[citation.is_read], {"citation": citation})


def sources(citations: Iterable[Citation]) -> tuple[Text, ...]:
    """Name sources, once each: one text may be cited for several of its words."""
    return tuple(dict.fromkeys(map(source, citations)))


def step(done: Step) -> Text:
    """Say what one step of the explanation did."""
    facts = {**done.facts, "after": Moment(done.after, done.on), "is_moved": done.after != done.before}
    return STEPS[done.code](facts)


def appointment(due: DueDate) -> Text:
    """Say on the slip when to come; on a no-appointment day the result is given at once."""
    is_at_once = due.is_no_appointment and not due.extended_from
    return fill(_AT_ONCE if is_at_once else _APPOINTMENT, {"at": due.due})


def terms(due: DueDate) -> Text:
    """Say how long it may take, stage by stage where stages decide, and by how much that was extended."""
    extensions = due.owed.terms[len(due.granted) :]
    template = _TERMS[due.rule is STAGES, bool(extensions)]
    return fill(template, {"granted": due.granted, "extensions": extensions})


def held(due: DueDate) -> Text:
    """Say since when a term is held, and what is left of it."""
    time = due.owed.suspended[-1]  # the one without an end
    return _suspended({"from": time.since, "reasons": time.reasons, "remaining": due.remaining})


def warning(code: str, **facts: Any) -> Text:
    """Say what a warning's code stands for."""
    return fill(WARNINGS[code], facts)


def unconfirmed(version: Version | None, on: date) -> tuple[Text, ...]:
    """Say that nobody has confirmed that a promise still holds on a day; nothing where that is sure."""
    if version and version.is_unconfirmed_on(on):
        return (warning("rule_unconfirmed", since=version.unconfirmed_since),)
    return ()


def service_days(due: DueDate) -> Iterator[Text]:
    """Say which service day the dossier came on, and whether that is certain, unless a warning says so."""
    on = due.counted_from.on
    for rule in due.own_service_days:
        yield fill(_SERVICE_DAY, {"day": on, "model": rule.title})
        if rule is not due.rule:
            yield from unconfirmed(rule.version_on(on), on)


def warnings(due: DueDate) -> tuple[tuple[str, Text], ...]:
    """List what the caller should know besides, each as a code and a sentence."""
    told: list[tuple[str, dict[str, Any]]] = [
        ("suspension_without_effect", {"since": time.since}) for time in due.without_effect
    ]
    if due.is_unconfirmed:
        told.insert(0, ("rule_unconfirmed", {"since": due.version.unconfirmed_since}))
    if due.plan.exceeds_term:
        told.append(("stages_exceed_term", {}))
    if due.plan.is_behind:
        told.append(("stages_behind", {}))
    return tuple((code, warning(code, **facts)) for code, facts in told)


def _restarted(facts: Mapping[str, Any]) -> Text:
    return fill(_RESTARTED[bool(facts["reason"])], facts)


def _admitted(facts: Mapping[str, Any]) -> Text:
    if facts["is_inside_hours"]:
        return _ADMITTED_INSIDE
    return fill(
        _ADMITTED_NEXT if facts["outside_hours"] is OutsideHours.NEXT_OPENING else _ADMITTED_AS_CAME, facts
    )


def _cutoff(facts: Mapping[str, Any]) -> Text:
    cutoff: Cutoff = facts["cutoff"]
    return fill(
        _CUTOFF[cutoff.is_strict, facts["is_met"]], {"clock": clock(cutoff.second), "term": facts["term"]}
    )


def _counted(facts: Mapping[str, Any]) -> Text:
    if "stage" in facts:
        template = _STAGE[bool(facts["used"]), bool(facts["skipped"])]
        return fill(template, {**facts, "skipped": len(facts["skipped"])})
    if facts["term"].amount == 0:
        return fill(_COUNTED_SAME_DAY, facts)
    return fill(_COUNTED[bool(facts["skipped"])], {**facts, "skipped": len(facts["skipped"])})


def _rolled(facts: Mapping[str, Any]) -> Text:
    return fill(_ROLLED, {**facts, "first": facts["skipped"][0]})


def _settled(facts: Mapping[str, Any]) -> Text:
    if "stage" in facts:
        return fill(_STAGE_SETTLED[facts["is_completed"]], facts)
    if facts["due_time"] and facts["is_moved"]:
        return fill(_SETTLED_ELSEWHEN.get(facts["due_time"].kind, _SETTLED), facts)
    return fill(_SETTLED, facts)


def _suspended(facts: Mapping[str, Any]) -> Text:
    return fill(_SUSPENDED[bool(facts["reasons"]), "remaining" in facts], facts)


def _extended(facts: Mapping[str, Any]) -> Text:
    template = _EXTENDED[bool(facts["reason"]), bool(facts["skipped"])]
    return fill(template, {**facts, "skipped": len(facts["skipped"])})


STEPS: Mapping[str, Callable[[Mapping[str, Any]], Text]] = {
    "received": lambda facts: fill(_RECEIVED, facts),
    "restarted": _restarted,
    "admitted": _admitted,
    "cutoff": _cutoff,
    "counted": _counted,
    "rolled": _rolled,
    "settled": _settled,
    "suspended": _suspended,
    "extended": _extended,
}
