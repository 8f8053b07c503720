"""Dates, days and recurring days that do not exist or contradict each other."""

import subprocess
import sys

import pytest
from breaking import (
    CALENDAR,
    COPY,
    FRIDAY,
    MARK,
    NEWER,
    OFF,
    WORKED,
    YEAR_2025,
    YEAR_2026,
    refused_at_its_place,
    replace,
    told,
    write,
)

from sla_service.rulebook.load import load

RRULE = 'days: "FREQ=WEEKLY;BYDAY=FR"'


ROWS = {
    # dates
    "a date that does not exist": (
        COPY,
        NEWER,
        f'in_force: {{{MARK}from: "2026-02-30", until: null}}',
        "versions.0.in_force.from",
        "impossible_date",
    ),
    "a day off that does not exist": (
        YEAR_2026,
        OFF,
        f'{MARK}on: "2026-02-30", weekday: mon',
        "days_off.1.on",
        "impossible_date",
    ),
    "a swap with a day that does not exist": (
        YEAR_2026,
        'instead_of: "2026-01-02"',
        f'{MARK}instead_of: "2026-02-29"',
        "working_days.0.instead_of",
        "impossible_date",
    ),
    "an example on a date that does not exist": (
        COPY,
        'received_at: "2026-03-10T15:00:00+07:00"',
        f'{MARK}received_at: "2026-02-30T15:00:00+07:00"',
        "examples.0.received_at",
        "impossible_date",
    ),
    "an example without an offset": (
        COPY,
        'received_at: "2026-03-10T15:00:00+07:00"',
        f'{MARK}received_at: "2026-03-10T15:00:00"',
        "examples.0.received_at",
        "wrong_pattern",
    ),
    "a date written otherwise": (
        COPY,
        NEWER,
        f'in_force: {{{MARK}from: "2026/01/01", until: null}}',
        "versions.0.in_force.from",
        ("wrong_pattern", "impossible_date"),
    ),
    # days
    "a day both off and worked": (
        YEAR_2026,
        WORKED,
        f'{MARK}on: "2026-01-02", weekday: fri',
        "working_days.0.on",
        "day_twice",
    ),
    "a day off twice": (
        YEAR_2026,
        OFF,
        f'{MARK}on: "2026-01-01", weekday: thu',
        "days_off.1.on",
        "day_twice",
    ),
    "a weekday that is another": (
        YEAR_2026,
        OFF,
        f'on: "2026-01-02", {MARK}weekday: sat',
        "days_off.1.weekday",
        "wrong_weekday",
    ),
    "the weekday of a worked day that is another": (
        YEAR_2026,
        WORKED,
        f'on: "2026-01-10", {MARK}weekday: sun',
        "working_days.0.weekday",
        "wrong_weekday",
    ),
    "a Saturday swapped off": (
        YEAR_2026,
        OFF,
        f'{MARK}on: "2026-01-03", weekday: sat',
        "days_off.1.on",
        "off_anyway",
    ),
    "an ordinary Thursday worked instead": (
        YEAR_2026,
        WORKED,
        f'{MARK}on: "2026-01-08", weekday: thu',
        "working_days.0.on",
        "worked_anyway",
    ),
    "a day off of another year": (
        YEAR_2026,
        OFF,
        f'{MARK}on: "2027-01-01", weekday: fri',
        "days_off.1.on",
        "other_year",
    ),
    "a source that is not listed": (
        YEAR_2026,
        'en: "Worked instead"}, source: notice',
        f'en: "Worked instead"}}, {MARK}source: rumour',
        "working_days.0.source",
        "unknown_reference",
    ),
    # recurring days
    "days that are no rule": (
        FRIDAY,
        RRULE,
        f'{MARK}days: "every Friday"',
        "versions.0.applies.days",
        "wrong_pattern",
    ),
    "days with a first one": (
        FRIDAY,
        RRULE,
        f'{MARK}days: "DTSTART=20260101;FREQ=WEEKLY"',
        "versions.0.applies.days",
        "wrong_pattern",
    ),
    "days with a last one": (
        FRIDAY,
        RRULE,
        f'{MARK}days: "FREQ=WEEKLY;UNTIL=20261231"',
        "versions.0.applies.days",
        "wrong_pattern",
    ),
    "days that are numbered": (
        FRIDAY,
        RRULE,
        f'{MARK}days: "FREQ=WEEKLY;COUNT=10"',
        "versions.0.applies.days",
        "wrong_pattern",
    ),
    "days every hour": (
        FRIDAY,
        RRULE,
        f'{MARK}days: "FREQ=HOURLY"',
        "versions.0.applies.days",
        "bad_recurrence",
    ),
    "days at an hour": (
        FRIDAY,
        RRULE,
        f'{MARK}days: "FREQ=WEEKLY;BYDAY=FR;BYHOUR=9"',
        "versions.0.applies.days",
        "bad_recurrence",
    ),
    "days of an unknown name": (
        FRIDAY,
        RRULE,
        f'{MARK}days: "FREQ=WEEKLY;BYDAY=XX"',
        "versions.0.applies.days",
        "bad_recurrence",
    ),
    "days of an unknown frequency": (
        FRIDAY,
        RRULE,
        f'{MARK}days: "FREQ=WEEKLYISH;BYDAY=FR"',
        "versions.0.applies.days",
        "bad_recurrence",
    ),
    "days at no interval": (
        FRIDAY,
        RRULE,
        f'{MARK}days: "FREQ=WEEKLY;INTERVAL=0;BYDAY=FR"',
        "versions.0.applies.days",
        ("bad_recurrence", "wrong_pattern"),
    ),
    "days at no interval, daily": (
        FRIDAY,
        RRULE,
        f'{MARK}days: "FREQ=DAILY;INTERVAL=0"',
        "versions.0.applies.days",
        ("bad_recurrence", "wrong_pattern"),
    ),
    "days that run backwards": (
        FRIDAY,
        RRULE,
        f'{MARK}days: "FREQ=WEEKLY;INTERVAL=-1;BYDAY=FR"',
        "versions.0.applies.days",
        ("bad_recurrence", "wrong_pattern"),
    ),
}


# the other half of the swap is missing then, which is told as well
SWAPPED = {"a day off twice", "a Saturday swapped off", "a day off of another year"}


@pytest.mark.parametrize("name", ROWS)
def test_broken_date_or_day_is_refused_at_its_place(folder, name):
    """A file broken in one date or day is refused with that file, line, column, path and code."""
    refused_at_its_place(folder, ROWS[name], first_of_several=name in SWAPPED)


def test_impossible_instant_is_refused_wherever_the_service_runs(folder):
    """An example on 30 February is refused without any package that only the tests install."""
    replace(folder, COPY, 'received_at: "2026-03-10T', 'received_at: "2026-02-30T')
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; sys.modules['rfc3339_validator'] = None\n"
            "from sla_service.cli import main; main(['rules', 'check', sys.argv[1]])",
            str(folder),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert f"{COPY}:18:5: examples.0.received_at" in told.stderr


def test_year_of_no_calendar_is_refused(folder, tmp_path):
    """A year's file beside no calendar is refused; over a calendar of a folder below it is good."""
    own = tmp_path / "own"
    year = (folder / YEAR_2025).read_text("utf-8")
    (folder / YEAR_2025).unlink()
    write(own, YEAR_2025, year)
    load(folder, own)
    (own / "calendars/small").rename(own / "calendars/smal")
    assert told(folder, own) == [(f"{own}/calendars/smal/2025.yaml", 1, 1, "(top)", "year_of_no_calendar")]


def test_year_of_a_broken_calendar_is_not_told(folder):
    """Where the calendar's own file is broken, that is told and nothing else."""
    line, column = replace(folder, CALENDAR, "id: small", f"{MARK}id: 5")
    assert told(folder) == [(CALENDAR, line, column, "id", "wrong_type")]


def test_day_in_two_year_files_is_refused(folder):
    """A day that is off in one year's file and worked in another's is refused at the second."""
    replace(folder, YEAR_2025, 'on: "2025-04-26", weekday: sat', 'on: "2026-01-01", weekday: thu')
    ((file, line, column, path, code),) = told(folder)
    assert (file, line, column, path, code) == (YEAR_2026, 6, 6, "days_off.0.on", "day_twice")
