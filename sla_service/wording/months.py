"""Months and days in words, as drawings of them need: heads, kinds of days, marks of a count."""

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date, format_skeleton, get_day_names

from sla_service.core.calendar import Day, DayKind
from sla_service.core.clock import DAY_END, second_of_day
from sla_service.core.explanation import Moment
from sla_service.core.law import Text
from sla_service.core.months import Mark

from .values import Language, clock, fill

KINDS: Mapping[DayKind, Text] = {
    DayKind.WORKING: Text("ngày làm việc", "working day"),
    DayKind.WEEKEND: Text("nghỉ hằng tuần", "weekly rest"),
    DayKind.HOLIDAY: Text("nghỉ lễ", "holiday"),
    DayKind.DAY_IN_LIEU: Text("nghỉ bù", "day in lieu"),
    DayKind.SWAPPED_OFF: Text("nghỉ hoán đổi", "swapped day off"),
    DayKind.SWAPPED_WORKING: Text("làm bù", "swapped working day"),
}

MARKS: Mapping[Mark, Text] = {
    Mark.RECEIVED: Text("tiếp nhận", "received"),
    Mark.COUNTED_FROM: Text("bắt đầu tính", "counted from"),
    Mark.COUNTED: Text("ngày được tính", "counted day"),
    Mark.SUSPENDED: Text("tạm dừng, không tính", "suspended, not counted"),
    Mark.SKIPPED: Text("ngày nghỉ, bỏ qua", "day off, skipped"),
    Mark.DUE: Text("hạn trả", "due"),
}

_ORDINARY = (DayKind.WORKING, DayKind.WEEKEND)
_UNNAMED: Mapping[DayKind, Text] = {  # somebody asked what if, or the hours of the day were cut out
    DayKind.HOLIDAY: Text("ngày nghỉ", "day off"),
    DayKind.SWAPPED_WORKING: Text("ngày làm việc", "working day"),
}
_DAY = Text("{on}: {reason}", "{on}: {reason}")


def month_title(on: date, language: Language, *, is_year_told: bool = False) -> str:
    """Name the month of a date, with its year unless that is told elsewhere."""
    if is_year_told:
        return str(format_date(on, "LLLL", locale=language))
    title = str(format_skeleton("yMMMM", on, locale=language))
    return title[0].upper() + title[1:]


def weekday_heads(language: Language) -> tuple[str, ...]:
    """Give names of two letters to the weekdays, Monday first."""
    names = get_day_names("short", "stand-alone", locale=language)
    return tuple(names[day] for day in range(7))


def clock_of(moment: Moment) -> str:
    """Write a moment's clock time; an end at midnight is the 24:00 of its own day."""
    return clock(DAY_END if moment.at.date() > moment.on else second_of_day(moment.at))


def is_special(day: Day) -> bool:
    """Did a notice, or the caller, take it out of the regular week?"""
    return day.kind not in _ORDINARY


def told_day(day: Day) -> Text:
    """Say a day and why it is what it is."""
    return fill(_DAY, {"on": day.on, "reason": reason(day)})


def reason(day: Day) -> Text:
    """Say why a day is what it is: by its name, where a notice gives one."""
    return day.name or _UNNAMED.get(day.kind, KINDS[day.kind])
