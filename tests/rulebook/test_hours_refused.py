"""Clock times and sessions that do not exist, and calendars in which nobody works."""

import re

import pytest
from breaking import (
    CALENDAR,
    COPY,
    FRIDAY,
    MARK,
    WARD,
    YEAR_2025,
    YEAR_2026,
    refused,
    refused_at_its_place,
    replace,
    write,
)

from sla_service.rulebook.load import load
from sla_service.wording.faults import fault_line

MONDAY = 'mon: [["07:30", "11:30"], ["13:30", "17:00"]]'


ROWS = {
    # clock times
    "a cutoff at 25:00": (
        COPY,
        'not_after: "15:00"',
        f'{MARK}not_after: "25:00"',
        "versions.0.cutoff.not_after",
        "wrong_pattern",
    ),
    "a cutoff at 15:60": (
        COPY,
        'not_after: "15:00"',
        f'{MARK}not_after: "15:60"',
        "versions.0.cutoff.not_after",
        "wrong_pattern",
    ),
    "a cutoff in both words": (
        COPY,
        'cutoff: {not_after: "15:00"',
        f'{MARK}cutoff: {{before: "14:00", not_after: "15:00"',
        "versions.0.cutoff",
        "only_one_of",
    ),
    "a due time at 25:00": (
        FRIDAY,
        "due_time: end_of_day",
        f'{MARK}due_time: "25:00"',
        "versions.0.due_time",
        "not_one_of",
    ),
    "an opening at 25:00": (
        CALENDAR,
        MONDAY,
        f'mon: [[{MARK}"25:00", "11:30"], ["13:30", "17:00"]]',
        "default_hours.week.mon.0.0",
        "wrong_pattern",
    ),
    "an opening at 24:00": (
        CALENDAR,
        MONDAY,
        f'mon: [["07:30", "11:30"], [{MARK}"24:00", "24:00"]]',
        "default_hours.week.mon.1.0",
        "wrong_pattern",
    ),
    "a closing at 24:01": (
        CALENDAR,
        MONDAY,
        f'mon: [["07:30", "11:30"], ["13:30", {MARK}"24:01"]]',
        "default_hours.week.mon.1.1",
        "wrong_pattern",
    ),
    "a session of one": (
        CALENDAR,
        MONDAY,
        f'mon: [["07:30", "11:30"], {MARK}["13:30"]]',
        "default_hours.week.mon.1",
        "too_few_items",
    ),
    "overlapping sessions": (
        CALENDAR,
        MONDAY,
        f'{MARK}mon: [["07:30", "11:30"], ["11:00", "17:00"]]',
        "default_hours.week.mon",
        "sessions_overlap",
    ),
    "a reversed session": (
        CALENDAR,
        MONDAY,
        f'{MARK}mon: [["11:30", "07:30"], ["13:30", "17:00"]]',
        "default_hours.week.mon",
        "session_reversed",
    ),
    "a session across midnight": (
        WARD,
        'fri: [["08:00", "12:00"]]',
        f'{MARK}fri: [["22:00", "02:00"]]',
        "office_hours.0.week.fri",
        "session_across_midnight",
    ),
    "a session of no length": (
        WARD,
        'fri: [["08:00", "12:00"]]',
        f'{MARK}fri: [["08:00", "08:00"]]',
        "office_hours.0.week.fri",
        "session_reversed",
    ),
    # the calendar as a whole
    "an unknown time zone": (
        CALENDAR,
        "time_zone: Asia/Ho_Chi_Minh",
        f"{MARK}time_zone: Mars/Phobos",
        "time_zone",
        "unknown_time_zone",
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_broken_clock_time_or_zone_is_refused_at_its_place(folder, name):
    """A file broken in one clock time or its zone is refused with that file, line, column, path and code."""
    refused_at_its_place(folder, ROWS[name])


def without_swap(folder, year):
    """Make a year's swapped day a holiday, for which no day is worked."""
    text = (folder / year).read_text("utf-8").replace("kind: swapped_off", "kind: holiday")
    write(folder, year, re.sub(r"working_days:\n.*", "working_days: []", text))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_calendar_in_which_nobody_works_is_refused(folder, language):
    """A calendar without any working time is refused as a fault of its file."""
    text = re.sub(r"(mon|tue|wed|thu|fri): \[\[.*", r"\1: []", (folder / CALENDAR).read_text("utf-8"))
    write(folder, CALENDAR, text)
    for year in (YEAR_2025, YEAR_2026):
        without_swap(folder, year)
    faults = refused(folder)
    assert any(
        fault.file == CALENDAR and fault_line(fault.where, fault.code, fault.facts, language)
        for fault in faults
    )


def test_office_in_which_nobody_works_is_refused(folder):
    """An office whose own hours leave no working time is refused as a fault of its file."""
    text = (folder / WARD).read_text("utf-8")
    write(folder, WARD, text.replace('[["08:00", "12:00"]]', "[]"))
    replace(folder, WARD, 'from: "2026-01-01"', 'from: "2015-01-01"')
    for year in (YEAR_2025, YEAR_2026):
        without_swap(folder, year)
    assert WARD in {fault.file for fault in refused(folder)}


def test_projection_for_an_unknown_country_is_refused(folder):
    """A country of which the projecting package knows nothing is refused as a fault of its file."""
    replace(folder, CALENDAR, "country: VN", "country: XX")
    replace(folder, CALENDAR, 'last: "2026-12-31"', 'last: "2027-12-31"')
    assert CALENDAR in {fault.file for fault in refused(folder)}


def test_sessions_of_a_day_may_stand_in_any_order(folder):
    """The afternoon before the morning is the same Monday, as in a calendar that a caller brings."""
    before = load(folder).calendar("small").timeline.calendar.hours
    replace(folder, CALENDAR, MONDAY, 'mon: [["13:30", "17:00"], ["07:30", "11:30"]]')
    assert load(folder).calendar("small").timeline.calendar.hours == before
