"""What the check of the rules warns of: doubtful sources, assumptions, days that others have otherwise."""

from datetime import date

import pytest
from breaking import CALENDAR, COPY, FRIDAY, LINE, MARK, ROOT, WARD, YEAR_2025, YEAR_2026, replace, write

from sla_service.rulebook.faults import Severity
from sla_service.rulebook.load import check
from sla_service.wording.faults import WARNINGS, fault_line

# by hand, from the small files: 2025 and 2026 name few of the days off that the package knows
ALWAYS = [
    (FRIDAY, 5, 5, "versions.0.checked", "never_checked"),
    (WARD, 9, 5, "office_hours.0.assumed", "hours_assumed"),
    (CALENDAR, 6, 3, "default_hours.assumed", "hours_assumed"),
    (COPY, 14, 86, "versions.1.citations.0.read", "citation_recalled"),
]
DIFFERING = ("off_only_here", "worked_only_here")


def warned(folder, as_of="2026-11-22"):
    """Check a folder that holds no error; give its warnings, and hold each to one line in both languages."""
    checked = check((folder,), date.fromisoformat(as_of))
    assert checked.of(Severity.ERROR) == ()
    warnings = checked.of(Severity.WARNING)
    for warning in warnings:
        vi, en = (fault_line(warning.where, warning.code, warning.facts, spoken) for spoken in ("vi", "en"))
        assert LINE.fullmatch(vi)
        assert LINE.fullmatch(en)
        assert ": cảnh báo: " in vi
        assert ": warning: " in en
    return warnings


def told(folder, as_of="2026-11-22"):
    """Give the warnings of a folder but those of differing days, as file, line, column, path and code."""
    return [
        (warning.file, warning.line, warning.column, warning.path, warning.code)
        for warning in warned(folder, as_of)
        if warning.code not in DIFFERING
    ]


def differing(folder, year):
    """Give the days of a year's file that the package has otherwise."""
    return {
        (warning.facts["on"].isoformat(), warning.code, warning.line, warning.path)
        for warning in warned(folder)
        if warning.code in DIFFERING and warning.file == year
    }


def test_small_rules_are_warned_of(folder):
    """A recalled citation, hours without a source and a promise never checked are told at their places."""
    assert told(folder) == ALWAYS


def test_warnings_do_not_refuse_the_rules(folder):
    """A folder with warnings alone gives a book."""
    assert check((folder,), date(2026, 11, 22)).book is not None


def test_nothing_is_warned_of_without_a_day(folder):
    """A start of the service asks for no warnings and reads no clock."""
    assert check((folder,)).faults == ()


CHECKED = 'read: true}\n    checked: {on: "2026-11-22"}'


@pytest.mark.parametrize(
    ("checked", "as_of", "is_old"),
    [
        ("2025-11-22", "2026-11-22", False),  # twelve months to the day
        ("2025-11-21", "2026-11-22", True),
        ("2025-11-22", "2026-11-23", True),
        ("2027-02-28", "2028-02-29", False),  # twelve months before a leap day
        ("2027-02-27", "2028-02-29", True),
        ("1900-01-01", "0001-01-01", False),  # the first of all days has none a year before
        ("1900-01-01", "0001-12-31", False),
    ],
)
def test_rule_not_checked_for_twelve_months_is_told(folder, checked, as_of, is_old):
    """A version is old when its last check lies before the same day a year ago."""
    line, column = replace(folder, COPY, CHECKED, f'read: true}}\n    {MARK}checked: {{on: "{checked}"}}')
    found = (COPY, line, column, "versions.0.checked", "checked_long_ago")
    assert (found in told(folder, as_of)) is is_old


def test_version_that_has_ended_needs_no_check(folder):
    """The older version of a rule, ended on 2026-01-01, is not told of, however long ago it was checked."""
    replace(
        folder,
        COPY,
        'quote: null, read: false}\n    checked: {on: "2026-11-22"}',
        'quote: null, read: false}\n    checked: {on: "2016-11-22"}',
    )
    found = (COPY, 15, 5, "versions.1.checked", "checked_long_ago")
    assert found not in told(folder, "2026-01-01")
    assert found in told(folder, "2025-12-31")


def test_check_still_to_come_is_told(folder):
    """A check on a day after today is told, also of a version that has ended; one of today is not."""
    later = [
        (COPY, line, 5, f"versions.{index}.checked", "checked_later") for index, line in ((0, 10), (1, 15))
    ]
    assert [row for row in told(folder, "2026-11-21") if row not in ALWAYS] == later
    assert told(folder, "2026-11-22") == ALWAYS


def test_year_without_a_file_is_told_at_the_horizon(folder):
    """A horizon to 2028 with files to 2026 leaves two years that are projected."""
    line, column = replace(
        folder,
        CALENDAR,
        'first: "2025-01-01", last: "2026-12-31"',
        f'first: "2025-01-01", {MARK}last: "2028-12-31"',
    )
    found = [row for row in told(folder) if row not in ALWAYS]
    assert found == [(CALENDAR, line, column, "horizon.last", "year_not_published")] * 2


def test_year_partly_published_is_told_at_its_status(folder):
    """A year of which notices are still to come is told, and its days are not held against the package."""
    replace(folder, YEAR_2026, "status: published", "status: partly_published")
    assert [row for row in told(folder) if row not in ALWAYS] == [
        (YEAR_2026, 2, 1, "status", "year_partly_published")
    ]
    assert differing(folder, YEAR_2026) == set()


@pytest.mark.parametrize("year", [2024, 2027])
def test_year_beyond_the_horizon_is_told(folder, year):
    """A file of a year before the calendar begins or after it ends is told at its year."""
    empty = f"{MARK}year: {year}\nstatus: projected\nsources:\n"
    source = "{document: Thông báo, article: null, url: null, quote: null, read: true, announced_on: null}"
    file = f"calendars/small/{year}.yaml"
    line, column = write(folder, file, f"{empty}  notice: {source}\ndays_off: []\nworking_days: []\n")
    assert [row for row in told(folder) if row not in ALWAYS] == [
        (file, line, column, "year", "year_beyond_horizon")
    ]


def test_every_day_that_differs_is_named(folder):
    """2025 of the small rules lacks Tết, Giỗ Tổ, 30/4, 1/5 and Quốc khánh; New Year and the swap agree.

    By notice 6150: Monday to Friday 27–31/01, 07/04, 30/04, 01/05, 01/09 and 02/09.
    """
    off = ("01-27", "01-28", "01-29", "01-30", "01-31", "04-07", "04-30", "05-01", "09-01", "09-02")
    assert differing(folder, YEAR_2025) == {(f"2025-{day}", "worked_only_here", 1, "year") for day in off}


def test_day_off_that_the_package_works_is_named_at_its_entry(folder):
    """The shipped year 2026 differs on 2 January, swapped off, and on 10 January, worked for it."""
    found = [warning for warning in warned(ROOT / "rules") if warning.code in DIFFERING]
    assert [(warning.file, warning.facts["on"], warning.path, warning.code) for warning in found] == [
        ("calendars/vn/2026.yaml", date(2026, 1, 2), "days_off.1", "off_only_here"),
        ("calendars/vn/2026.yaml", date(2026, 1, 10), "working_days.0", "worked_only_here"),
    ]


def test_shipped_rules_are_warned_of_at_hand(folder):
    """The shipped rules: three projected years, 2027 in part, one set of hours, four promises unchecked."""
    codes = [warning.code for warning in warned(ROOT / "rules")]
    assert codes.count("year_not_published") == 3
    assert codes.count("year_partly_published") == 1
    assert codes.count("hours_assumed") == 1
    assert codes.count("never_checked") == 4
    assert codes.count("checked_long_ago") == 0
    recalled = sum(path.read_text("utf-8").count("read: false") for path in (ROOT / "rules").rglob("*.yaml"))
    assert codes.count("citation_recalled") == recalled


def test_warnings_stand_beside_errors(folder):
    """A folder with an error is warned of all the same, as far as its files can be read."""
    write(folder, "procedures/permit.yaml", "id: permit\n")
    checked = check((folder,), date(2026, 11, 22))
    assert checked.book is None
    assert {fault.file for fault in checked.of(Severity.ERROR)} == {"procedures/permit.yaml"}
    assert {"hours_assumed", "citation_recalled"} <= {fault.code for fault in checked.of(Severity.WARNING)}


@pytest.mark.parametrize("code", WARNINGS)
def test_every_warning_has_both_languages(code):
    """Every warning has a sentence in Vietnamese and one in English."""
    told = WARNINGS[code]
    assert told.vi.strip()
    assert told.en.strip()
    assert told.vi != told.en
