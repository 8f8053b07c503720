"""The words that answers and requests say things with: every closed set of them, explained in both languages.

The contract takes its descriptions from here, and so does the guide; error codes have words in `problems`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sla_service.core.calendar import DayKind
from sla_service.core.law import Text
from sla_service.core.progress import Classification
from sla_service.core.rules import Channel, OutsideHours, RuleKind
from sla_service.core.term import Unit

from .answers import REASONS
from .values import Language, say


@dataclass(frozen=True, slots=True)
class Codes:
    """A set of words: the member that holds one of them, and what each of them means.

    `component` is the contract's name for it, where the contract closes the set.
    """

    member: str
    meanings: Mapping[str, Text]
    component: str = ""

    def explained(self, language: Language) -> str:
        """Explain every word, one after the other."""
        return " ".join(f"`{code}`: {say(meaning, language)}" for code, meaning in self.meanings.items())


@dataclass(frozen=True, slots=True)
class Fact:
    """What some steps rest on: the member of `facts` that holds it, the codes of the steps, what it means."""

    name: str
    steps: tuple[str, ...]
    meaning: Text


STATUS = Codes(
    "status",
    {
        "due": Text("Đã có hạn trả.", "The result has a due date."),
        "held": Text(
            "Đang tạm dừng mà chưa có ngày kết thúc, nên chưa có hạn trả.",
            "A suspension has no end yet, so there is no due date.",
        ),
    },
    "DueDateStatus",
)

RULE_KIND = Codes(
    "rule.kind",
    {
        RuleKind.STATUTORY: Text("Thời hạn luật định của thủ tục.", "The law's term for a procedure."),
        RuleKind.COMMITMENT: Text(
            "Cam kết của địa phương, rút ngắn thời hạn.", "A local promise that shortens it."
        ),
        RuleKind.CALLER: Text(
            "Thời hạn do người gọi nêu trong yêu cầu.", "The term that the request brought."
        ),
    },
    "RuleKind",
)

# the catalogue has no rule of a caller's
LISTED_KIND = Codes(
    "kind",
    {kind: RULE_KIND.meanings[kind] for kind in (RuleKind.STATUTORY, RuleKind.COMMITMENT)},
    "ListedKind",
)

WHY = Codes("considered[].why.code", REASONS, "WhyCode")

STEP = Codes(
    "explanation[].code",
    {
        "received": Text("Hồ sơ đến.", "The dossier came."),
        "restarted": Text("Hồ sơ được bổ sung đầy đủ, tính lại từ đầu.", "It came again, complete."),
        "admitted": Text("Coi như tiếp nhận, trong giờ hành chính.", "Deemed received, in office hours."),
        "cutoff": Text("Giờ chốt quyết định thời hạn nào.", "A clock time decided which term."),
        "counted": Text("Thời hạn được tính qua các ngày.", "The term ran."),
        "suspended": Text(
            "Thời gian tạm dừng làm hạn lùi lại, hoặc chưa có ngày kết thúc.",
            "Time that does not count moved the end, or has no end.",
        ),
        "rolled": Text("Hạn rời khỏi ngày nghỉ.", "The end moved off a day off."),
        "settled": Text("Thời điểm trả trong ngày đến hạn.", "The due moment within the day."),
        "extended": Text("Thời hạn gia hạn được tính thêm.", "A further term ran."),
    },
    "StepCode",
)


FACTS = (
    Fact("channel", ("received",), Text("Hồ sơ được nộp bằng cách nào.", "How the dossier came in.")),
    Fact(
        "reason",
        ("restarted", "extended"),
        Text("Lý do nêu trong yêu cầu, nếu có.", "The reason that the request states; null without one."),
    ),
    Fact(
        "is_inside_hours",
        ("admitted",),
        Text("Hồ sơ có đến trong giờ hành chính không.", "Did it come within office hours?"),
    ),
    Fact(
        "outside_hours",
        ("admitted",),
        Text(
            "Theo quy định, hồ sơ đến ngoài giờ được coi như thế nào.",
            "What the rule makes of a receipt outside office hours.",
        ),
    ),
    Fact(
        "cutoff",
        ("cutoff",),
        Text(
            "Giờ chốt: `before` (trước giờ đó) hoặc `not_after` (không sau giờ đó).",
            "The clock time: `before` it, or `not_after` it.",
        ),
    ),
    Fact(
        "is_met",
        ("cutoff",),
        Text("Hồ sơ có đến kịp giờ chốt không.", "Did the dossier come in time for it?"),
    ),
    Fact(
        "term",
        ("cutoff", "counted", "extended"),
        Text("Thời hạn được tính, hay được giờ chốt chọn.", "The term that ran, or that the cutoff chose."),
    ),
    Fact(
        "counted",
        ("counted", "extended"),
        Text("Những ngày mà thời hạn đã dùng.", "The dates that the term used."),
    ),
    Fact(
        "skipped",
        ("admitted", "counted", "rolled", "extended"),
        Text(
            "Những ngày nghỉ được bỏ qua, mỗi ngày có `on`, `kind`, `name` và `citation`.",
            "The days off that were passed over, each with `on`, `kind`, `name` and `citation`.",
        ),
    ),
    Fact(
        "used",
        ("counted",),
        Text(
            "Phần của ngày đầu mà các bước liên thông trước đã dùng; null nếu không có.",
            "What earlier stages had used of the first day; null where they used nothing.",
        ),
    ),
    Fact(
        "from",
        ("suspended",),
        Text("Thời gian tạm dừng bắt đầu lúc nào.", "When the suspended time began."),
    ),
    Fact(
        "until",
        ("suspended",),
        Text("Nó kết thúc lúc nào; null nếu chưa kết thúc.", "When it ended; null while it has no end."),
    ),
    Fact(
        "reasons",
        ("suspended",),
        Text("Các lý do nêu trong yêu cầu.", "The reasons that the request states."),
    ),
    Fact(
        "remaining",
        ("suspended",),
        Text(
            "Thời hạn còn lại; chỉ có khi chưa có ngày kết thúc.",
            "The term that is left; only while there is no end.",
        ),
    ),
    Fact(
        "due_time",
        ("settled",),
        Text(
            "Giờ trả trong ngày đến hạn: `close_of_office`, `end_of_day`, `same_clock_time` hoặc một giờ "
            "nhất định; null nếu chính thời hạn cho ra thời điểm.",
            "When on the due day: `close_of_office`, `end_of_day`, `same_clock_time` or a clock time; null "
            "where the term itself gives the moment.",
        ),
    ),
    Fact(
        "stage",
        ("admitted", "counted", "settled"),
        Text(
            "Tên bước liên thông mà phép tính này thuộc về; chỉ có ở bước liên thông.",
            "The name of the stage whose move this is; only in stages.",
        ),
    ),
    Fact(
        "is_completed",
        ("settled",),
        Text(
            "Bước liên thông đã thực sự hoàn thành hay mới là dự kiến; chỉ có ở bước liên thông.",
            "Was the stage really completed then, or is it only expected? Only in stages.",
        ),
    ),
)

WARNING = Codes(
    "warnings[].code",
    {
        "rule_unconfirmed": Text(
            "Từ một ngày nào đó chưa có nguồn nào xác nhận cam kết còn hiệu lực.",
            "Since some day no source has confirmed that the promise still holds.",
        ),
        "suspension_without_effect": Text(
            "Một lần tạm dừng bắt đầu khi đã đến hạn.", "A suspension begins when the result is due already."
        ),
        "stages_exceed_term": Text(
            "Các bước hứa nhiều hơn thời hạn của cả hồ sơ.",
            "The stages promise more than the dossier's own term allows.",
        ),
        "stages_behind": Text(
            "Theo những bước đã hoàn thành, bước cuối sẽ đến hạn sau hồ sơ.",
            "After what is completed so far, the last stage would be due after the dossier.",
        ),
    },
)

CLASSIFICATION = Codes(
    "classification",
    {
        Classification.EARLY: Text(
            "Đã trả, trước ngày đến hạn; nếu thời hạn tính bằng giờ hay phút: trước thời điểm đến hạn.",
            "Returned before the due day; by a term in hours or minutes before the due moment.",
        ),
        Classification.ON_TIME: Text(
            "Đã trả, đúng ngày đến hạn; nếu thời hạn tính bằng giờ hay phút: đúng thời điểm đến hạn.",
            "Returned on the due day; by a term in hours or minutes at the very due moment.",
        ),
        Classification.LATE: Text(
            "Đã trả, sau ngày đến hạn; nếu thời hạn tính bằng giờ hay phút: sau thời điểm đến hạn.",
            "Returned after the due day; by a term in hours or minutes after the due moment.",
        ),
        Classification.RUNNING: Text("Chưa trả, còn trong hạn.", "Not returned yet, and in time."),
        Classification.HELD: Text("Chưa trả, đang tạm dừng.", "Not returned yet, while suspended."),
        Classification.OVERDUE: Text("Chưa trả, đã quá hạn.", "Not returned yet, and past its time."),
    },
    "Classification",
)

DAY_KIND = Codes(
    "days[].kind",
    {
        DayKind.WORKING: Text("Ngày làm việc.", "A working day."),
        DayKind.WEEKEND: Text("Ngày nghỉ hằng tuần.", "Weekly rest."),
        DayKind.HOLIDAY: Text("Ngày lễ, tết.", "A public holiday (ngày lễ)."),
        DayKind.DAY_IN_LIEU: Text(
            "Nghỉ bù cho ngày lễ trùng ngày nghỉ hằng tuần.", "In lieu (nghỉ bù) of a holiday on a weekend."
        ),
        DayKind.SWAPPED_OFF: Text(
            "Nghỉ hoán đổi: được nghỉ, làm bù vào ngày khác.",
            "Off (nghỉ hoán đổi), in exchange for another day that is worked.",
        ),
        DayKind.SWAPPED_WORKING: Text(
            "Làm bù cho một ngày nghỉ hoán đổi.", "Worked (làm bù), in exchange for a day that is off."
        ),
    },
    "DayKind",
)

UNIT = Codes(
    "unit",
    {
        Unit.WORKING_MINUTES: Text("Phút trong giờ hành chính.", "Minutes within office hours."),
        Unit.WORKING_HOURS: Text("Giờ trong giờ hành chính.", "Hours within office hours."),
        Unit.MINUTES: Text(
            "Phút đồng hồ, kể cả ban đêm và ngày nghỉ.",
            "Minutes of the clock, also at night and on days off.",
        ),
        Unit.HOURS: Text(
            "Giờ đồng hồ, kể cả ban đêm và ngày nghỉ.", "Hours of the clock, also at night and on days off."
        ),
        Unit.WORKING_DAYS: Text("Ngày làm việc của cơ quan.", "Days the office works (ngày làm việc)."),
        Unit.DAYS: Text("Ngày theo lịch, kể cả ngày nghỉ.", "Days of the calendar (ngày), days off too."),
        Unit.WEEKS: Text("Tuần theo lịch.", "Weeks of the calendar."),
        Unit.MONTHS: Text("Tháng theo lịch.", "Months of the calendar."),
        Unit.YEARS: Text("Năm theo lịch.", "Years of the calendar."),
    },
    "Unit",
)

CHANNEL = Codes(
    "channel",
    {
        Channel.IN_PERSON: Text("Nộp trực tiếp.", "Handed in at the counter."),
        Channel.ONLINE: Text("Nộp trực tuyến, kể cả qua Zalo.", "Sent online, by Zalo too."),
        Channel.POST: Text("Gửi qua bưu chính.", "Sent by post."),
    },
    "Channel",
)

OUTSIDE_HOURS = Codes(
    "versions[].outside_hours",
    {
        OutsideHours.NEXT_OPENING: Text(
            "Coi như tiếp nhận khi cơ quan mở cửa lần tới.", "Deemed received at the next opening."
        ),
        OutsideHours.SAME_DAY: Text("Vẫn tính từ ngay lúc hồ sơ đến.", "Counts on its own day all the same."),
    },
    "OutsideHours",
)

BOUND = Codes(
    "versions[].applies.offices",
    {
        "own": Text("Chỉ chính cơ quan đó.", "The office itself."),
        "own_and_below": Text("Cơ quan đó và mọi cơ quan bên dưới.", "It and all those below it."),
    },
    "Bound",
)

RULES_STATE = Codes(
    "rules_state",
    {
        "fresh": Text("Quy định mới nhất đang được dùng.", "The newest rules answer."),
        "stale": Text(
            "Bộ quy tắc mới hơn bị từ chối; bộ quy tắc đúng gần nhất vẫn trả lời.",
            "Newer rules were refused, and the last good ones answer.",
        ),
    },
    "RulesState",
)

WEEKDAY = Codes(
    "weekday",
    {
        "mon": Text("Thứ Hai.", "Monday."),
        "tue": Text("Thứ Ba.", "Tuesday."),
        "wed": Text("Thứ Tư.", "Wednesday."),
        "thu": Text("Thứ Năm.", "Thursday."),
        "fri": Text("Thứ Sáu.", "Friday."),
        "sat": Text("Thứ Bảy.", "Saturday."),
        "sun": Text("Chủ Nhật.", "Sunday."),
    },
    "Weekday",
)

LANGUAGE = Codes(
    "lang", {"vi": Text("Tiếng Việt.", "Vietnamese."), "en": Text("Tiếng Anh.", "English.")}, "Language"
)

CODES = (
    STATUS,
    RULE_KIND,
    WHY,
    STEP,
    WARNING,
    CLASSIFICATION,
    UNIT,
    CHANNEL,
    DAY_KIND,
    OUTSIDE_HOURS,
    BOUND,
    RULES_STATE,
)

CLOSED = tuple(one for one in (*CODES, LISTED_KIND, WEEKDAY, LANGUAGE) if one.component)
