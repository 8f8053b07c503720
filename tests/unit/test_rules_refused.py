"""Broken rule files: each is refused at its file, line, column and path, and the service does not start.

The rows break a small valid folder by replacing text. The mark ‸ in a replacement stands where the fault must
be told; it is taken out before the file is written.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest
from click.testing import CliRunner

from sla_service.app import create_app
from sla_service.cli import main
from sla_service.rulebook.files import RulesRefused
from sla_service.rulebook.load import load
from sla_service.wording.faults import FAULTS, fault_line

ROOT = Path(__file__).parent.parent.parent
SMALL = ROOT / "tests" / "cases" / "small_rules"
LINE = re.compile(r"[^:]+:\d+:\d+: .+: .+")
MARK = "‸"

FIELDS = "fields.yaml"
CALENDAR = "calendars/small/calendar.yaml"
YEAR_2025 = "calendars/small/2025.yaml"
YEAR_2026 = "calendars/small/2026.yaml"
COPY = "procedures/copy.yaml"
PERMIT = "procedures/permit.yaml"
VN = "authorities/vn/office.yaml"
WARD = "authorities/ward/office.yaml"
FRIDAY = "authorities/ward/friday.yaml"

CITED = (
    '      - {document: "Nghị định 23/2015/NĐ-CP", article: "Điều 7", url: null, quote: null, read: true}\n'
)
TERM = "term: {amount: 0, unit: working_days}\n    cutoff"
NEWER = 'in_force: {from: "2026-01-01", until: null}'
OLDER = 'in_force: {from: "2025-01-01", until: "2026-01-01"}'
MONDAY = 'mon: [["07:30", "11:30"], ["13:30", "17:00"]]'
RRULE = 'days: "FREQ=WEEKLY;BYDAY=FR"'
DUE_TIME = "term: {amount: 0, unit: working_days}\n    due_time: end_of_day"
WORKED = 'on: "2026-01-10", weekday: sat'
OFF = 'on: "2026-01-02", weekday: fri'


@pytest.fixture
def folder(tmp_path):
    """Make a small folder of valid rules, with the schemas of the shipped one."""
    shutil.copytree(SMALL, tmp_path / "rules")
    shutil.copytree(ROOT / "rules" / "schema", tmp_path / "rules" / "schema")
    return tmp_path / "rules"


def replace(folder, file, old, new):
    """Replace a text that stands once in a file; give the line and column of the mark in the new text."""
    path = folder / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    return write(folder, file, text.replace(old, new))


def write(folder, file, text):
    """Write a file; give the line and column of the mark in its text, if there is one."""
    before, mark, after = text.partition(MARK)
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(before + after, "utf-8")
    return (before.count("\n") + 1, len(before) - before.rfind("\n")) if mark else None


def refused(folder):
    """Load a broken folder; give the faults, each told in one line in both languages."""
    with pytest.raises(RulesRefused) as caught:
        load(folder)
    assert caught.value.faults
    for fault in caught.value.faults:
        vi, en = (fault_line(fault.where, fault.code, fault.facts, spoken) for spoken in ("vi", "en"))
        assert LINE.fullmatch(vi), vi
        assert LINE.fullmatch(en), en
        assert vi != en
    return caught.value.faults


def told(folder):
    """Load a broken folder; give the faults as file, line, column, path and code."""
    return [(fault.file, fault.line, fault.column, fault.path, fault.code) for fault in refused(folder)]


ROWS = {
    # keys
    "a key twice": (
        COPY,
        "field: justice\n",
        f"field: justice\n{MARK}field: justice\n",
        "field",
        "duplicate_key",
    ),
    "a nested key twice": (
        COPY,
        TERM,
        f"term: {{amount: 0, unit: working_days, {MARK}amount: 0}}\n    cutoff",
        "versions.0.term.amount",
        "duplicate_key",
    ),
    "a key that is unknown": (
        COPY,
        "field: justice\n",
        f"field: justice\n{MARK}deadline: 3\n",
        "deadline",
        "unknown_key",
    ),
    "a nested key that is unknown": (
        COPY,
        TERM,
        f"term: {{amount: 0, unit: working_days, {MARK}note: x}}\n    cutoff",
        "versions.0.term.note",
        "unknown_key",
    ),
    "an unknown key of a day": (
        YEAR_2026,
        WORKED,
        f'{MARK}off: "2026-01-10", {WORKED}',
        "working_days.0.off",
        "unknown_key",
    ),
    "a key that is a number": (
        PERMIT,
        "field: health",
        f"field: health\n{MARK}2026: x",
        "(top)",
        "key_not_text",
    ),
    "a key that is true": (PERMIT, "field: health", f"field: health\n{MARK}true: x", "(top)", "key_not_text"),
    "a key that is a list": (
        PERMIT,
        "field: health",
        f"field: health\n{MARK}[a]: x",
        "(top)",
        "key_not_text",
    ),
    "a merged key": (
        PERMIT,
        'title: {vi: "Giấy phép", en: "Permit"}',
        f'title: {{{MARK}<<: {{vi: "Giấy phép"}}, vi: "Giấy phép", en: "Permit"}}',
        "title",
        "key_not_text",
    ),
    "a key that is missing": (PERMIT, "field: health\n", "", "field", "missing_key"),
    "a nested key that is missing": (
        COPY,
        TERM,
        f"{MARK}term: {{amount: 0}}\n    cutoff",
        "versions.0.term.unit",
        "missing_key",
    ),
    # types and words
    "a number for a text": (PERMIT, "field: health", f"{MARK}field: 5", "field", "wrong_type"),
    "a date for a truth": (
        WARD,
        "assumed: true",
        f'{MARK}assumed: "2026-01-01"',
        "office_hours.0.assumed",
        "wrong_type",
    ),
    "a word for a truth": (
        WARD,
        "assumed: true",
        f"{MARK}assumed: yes",
        "office_hours.0.assumed",
        "wrong_type",
    ),
    "an id with capitals": (PERMIT, "id: permit", f"{MARK}id: Permit", "id", "wrong_pattern"),
    "an empty title": (
        PERMIT,
        'vi: "Giấy phép"',
        f'{MARK}vi: ""',
        "title.vi",
        "misshapen",
    ),
    "an unknown unit": (
        COPY,
        TERM,
        f"term: {{amount: 0, {MARK}unit: moons}}\n    cutoff",
        "versions.0.term.unit",
        "not_one_of",
    ),
    "an unknown kind of day": (
        YEAR_2026,
        "kind: swapped_off",
        f"{MARK}kind: tet",
        "days_off.1.kind",
        "not_one_of",
    ),
    "an unknown status": (YEAR_2026, "status: published", f"{MARK}status: done", "status", "not_one_of"),
    "an unknown model": (FRIDAY, "model: no_appointment", f"{MARK}model: magic", "model", "not_one_of"),
    "an unknown channel": (FRIDAY, "online]", "fax]", None, "misshapen"),
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
    # periods
    "an older version that ends too late": (
        COPY,
        OLDER,
        f'in_force: {{from: "2025-01-01", {MARK}until: "2026-01-02"}}',
        "versions.1.in_force.until",
        "versions_overlap",
    ),
    "an older version that never ends": (
        COPY,
        OLDER,
        f'in_force: {{{MARK}from: "2025-01-01", until: null}}',
        "versions.1.in_force.from",
        "versions_overlap",
    ),
    "an end before the beginning": (
        COPY,
        NEWER,
        f'in_force: {{from: "2026-01-01", {MARK}until: "2025-12-31"}}',
        "versions.0.in_force.until",
        "ends_before_it_begins",
    ),
    "an end on the first day": (
        FRIDAY,
        NEWER,
        f'in_force: {{from: "2026-01-01", {MARK}until: "2026-01-01"}}',
        "versions.0.in_force.until",
        "ends_before_it_begins",
    ),
    "office hours that end before they begin": (
        WARD,
        NEWER,
        f'in_force: {{from: "2026-01-01", {MARK}until: "2025-01-01"}}',
        "office_hours.0.in_force.until",
        "ends_before_it_begins",
    ),
    "a horizon that runs backwards": (
        CALENDAR,
        'horizon: {first: "2025-01-01", last: "2026-12-31"}',
        f'horizon: {{first: "2025-01-01", {MARK}last: "2024-12-31"}}',
        "horizon.last",
        "ends_before_it_begins",
    ),
    # references
    "an unknown parent": (WARD, "parent: vn", f"{MARK}parent: nowhere", "parent", "unknown_reference"),
    "an office above itself": (WARD, "parent: vn", f"{MARK}parent: ward", "parent", "parent_cycle"),
    "an unknown calendar": (
        WARD,
        "calendar: small",
        f"{MARK}calendar: large",
        "calendar",
        "unknown_reference",
    ),
    "an unknown field": (PERMIT, "field: health", f"{MARK}field: magic", "field", "unknown_reference"),
    "an unknown field of a promise": (
        FRIDAY,
        "fields: [justice]",
        f"{MARK}fields: [justice, magic]",
        "versions.0.applies.fields",
        "unknown_reference",
    ),
    "an unknown procedure of a promise": (
        FRIDAY,
        "procedures: all",
        f"{MARK}procedures: [copy, magic]",
        "versions.0.applies.procedures",
        "unknown_reference",
    ),
    "an unknown exception": (
        FRIDAY,
        "procedure: permit",
        f"{MARK}procedure: magic",
        "versions.0.applies.except.0.procedure",
        "unknown_reference",
    ),
    "an unknown authority of an example": (
        COPY,
        '  - why: "thứ Ba',
        f'  - {MARK}authority: nowhere\n    why: "thứ Ba',
        "examples.0.authority",
        "unknown_reference",
    ),
    "all as a parent": (WARD, "parent: vn", f"{MARK}parent: all", "parent", "unknown_reference"),
    "all as a calendar": (WARD, "calendar: small", f"{MARK}calendar: all", "calendar", "unknown_reference"),
    "all as a procedure's field": (
        PERMIT,
        "field: health",
        f"{MARK}field: all",
        "field",
        "unknown_reference",
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
    # citations and examples
    "no citation": (
        COPY,
        f"    citations:\n{CITED}",
        f"    {MARK}citations: []\n",
        "versions.0.citations",
        "nothing_listed",
    ),
    "no word of a citation": (
        COPY,
        f"{NEWER}\n    {TERM}: "
        '{not_after: "15:00", otherwise: {amount: 1, unit: working_days}}\n    citations:\n' + CITED,
        f"{MARK}{NEWER}\n    term: {{amount: 0, unit: working_days}}\n",
        "versions.0.citations",
        "missing_key",
    ),
    "a day without a source": (
        YEAR_2026,
        'en: "Worked instead"}, source: notice',
        'en: "Worked instead"}',
        "working_days.0.source",
        "missing_key",
    ),
    "a citation that does not say whether it was read": (
        FRIDAY,
        '- {document: "Bài báo", article: null, url: null, quote: null, read: true}',
        f'- {MARK}{{document: "Bài báo", article: null, url: null, quote: null}}',
        "versions.0.citations.0.read",
        "missing_key",
    ),
    "known hours without a citation": (
        WARD,
        "assumed: true\n    citations: []",
        f"assumed: false\n    {MARK}citations: []",
        "office_hours.0.citations",
        "nothing_listed",
    ),
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
        "misshapen",
    ),
    "a due time at 25:00": (
        FRIDAY,
        "due_time: end_of_day",
        f'{MARK}due_time: "25:00"',
        "versions.0.due_time",
        "misshapen",
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
        "nothing_listed",
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
        "session_reversed",
    ),
    "a session of no length": (
        WARD,
        'fri: [["08:00", "12:00"]]',
        f'{MARK}fri: [["08:00", "08:00"]]',
        "office_hours.0.week.fri",
        "session_reversed",
    ),
    # terms
    "a negative amount": (
        COPY,
        TERM,
        f"term: {{{MARK}amount: -1, unit: working_days}}\n    cutoff",
        "versions.0.term.amount",
        ("misshapen", "amount_negative"),
    ),
    "an amount in words": (
        COPY,
        TERM,
        f"term: {{{MARK}amount: three, unit: working_days}}\n    cutoff",
        "versions.0.term.amount",
        "wrong_type",
    ),
    "an amount without end": (
        COPY,
        TERM,
        f"term: {{{MARK}amount: 1e999, unit: working_days}}\n    cutoff",
        "versions.0.term.amount",
        "amount_too_large",
    ),
    "an amount that is no number": (
        COPY,
        TERM,
        f"term: {{{MARK}amount: .nan, unit: working_days}}\n    cutoff",
        "versions.0.term.amount",
        "wrong_type",
    ),
    "a third of a working day": (
        COPY,
        TERM,
        f"term: {{{MARK}amount: 0.3, unit: working_days}}\n    cutoff",
        "versions.0.term.amount",
        "amount_not_quarter",
    ),
    "half a month": (
        COPY,
        "otherwise: {amount: 1, unit: working_days}",
        f"otherwise: {{{MARK}amount: 0.5, unit: months}}",
        "versions.0.cutoff.otherwise.amount",
        "amount_not_whole",
    ),
    "no hours": (
        COPY,
        "otherwise: {amount: 1, unit: working_days}",
        f"otherwise: {{{MARK}amount: 0, unit: hours}}",
        "versions.0.cutoff.otherwise.amount",
        "amount_zero",
    ),
    "a due time for hours": (
        FRIDAY,
        DUE_TIME,
        f"term: {{amount: 1, unit: hours}}\n    {MARK}due_time: end_of_day",
        "versions.0.due_time",
        "due_time_without_days",
    ),
    "a due time for half a working day": (
        FRIDAY,
        DUE_TIME,
        f"term: {{amount: 0.5, unit: working_days}}\n    {MARK}due_time: end_of_day",
        "versions.0.due_time",
        "due_time_without_days",
    ),
    "a cutoff without a term": (
        COPY,
        f"{NEWER}\n    {TERM}",
        f"{MARK}{NEWER}\n    cutoff",
        "versions.0.term",
        ("missing_key", "cutoff_without_term"),
    ),
    "a promise without a term": (
        FRIDAY,
        f"  - {NEWER}",
        f"  - {MARK}{NEWER}",
        "versions.0.term",
        "missing_key",
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
    # the calendar as a whole
    "an unknown time zone": (
        CALENDAR,
        "time_zone: Asia/Ho_Chi_Minh",
        f"{MARK}time_zone: Mars/Phobos",
        "time_zone",
        "unknown_time_zone",
    ),
    # names
    "an id that is not the file's": (PERMIT, "id: permit", f"{MARK}id: licence", "id", "id_is_not_file_name"),
    "an id that is not the folder's": (
        CALENDAR,
        "id: small",
        f"{MARK}id: big",
        "id",
        "id_is_not_file_name",
    ),
    "a promise under another name": (
        FRIDAY,
        "id: ward.friday",
        f"{MARK}id: ward.thursday",
        "id",
        "id_is_not_file_name",
    ),
    "a promise of another office": (
        FRIDAY,
        "id: ward.friday",
        f"{MARK}id: vn.friday",
        "id",
        "id_is_not_file_name",
    ),
    "a field twice": (
        FIELDS,
        "{id: health,",
        f"{{{MARK}id: justice,",
        "fields.1.id",
        "id_twice",
    ),
    # YAML
    "a tab": (PERMIT, "field: health", f"{MARK}\tfield: health", "(top)", "not_yaml"),
    "a quote that is not closed": (PERMIT, 'en: "Permit"}', 'en: "Permit}', None, "not_yaml"),
    "two documents": (
        PERMIT,
        "examples: []\n",
        f"examples: []\n{MARK}---\nid: permit\n",
        "(top)",
        "not_yaml",
    ),
}

# the fault lies in the first of several that follow from it, or no place in the text is its only one
MANY = {
    "an id that is not the file's",
    "an id that is not the folder's",
    "a field twice",
    "a promise without a term",
}
EDITS = {
    "a promise without a term": ("    term: {amount: 0, unit: working_days}\n    due_time: end_of_day\n", "")
}


@pytest.mark.parametrize("name", ROWS)
def test_broken_file_is_refused_at_its_place(folder, name):
    """A file broken in one place is refused with that file, line, column, path and code."""
    file, old, new, path, codes = ROWS[name]
    place = replace(folder, file, old, new)
    if name in EDITS:
        replace(folder, file, *EDITS[name])
    faults = told(folder)
    codes = (codes,) if isinstance(codes, str) else codes
    found = [
        fault
        for fault in faults
        if fault[0] == file
        and (place is None or fault[1:3] == place)
        and path in (None, fault[3])
        and fault[4] in codes
    ]
    assert found, f"expected {file} {place} {path} {codes}, told {faults}"
    if name not in MANY:
        assert {fault[:4] for fault in faults} == {found[0][:4]}


def test_place_is_counted_from_one(folder):
    """Lines and columns are counted from 1, as editors do, in characters."""
    replace(folder, COPY, TERM, "term: {amount: 0, unit: moons}\n    cutoff")
    replace(folder, PERMIT, 'en: "Permit"}', 'en: "Permit", fr: "Permis"}')
    assert told(folder) == [
        ("procedures/copy.yaml", 6, 23, "versions.0.term.unit", "not_one_of"),
        ("procedures/permit.yaml", 2, 40, "title.fr", "unknown_key"),
    ]


def test_small_folder_is_valid(folder):
    """The folder that the other tests break is valid before."""
    book = load(folder)
    assert set(book.procedures) == {"copy", "permit"}
    assert set(book.offices) == {"vn", "ward"}
    assert set(book.calendars) == {"small"}


WHOLE_FILES = {
    "empty": ("", "wrong_type"),
    "nothing but a comment": ("# nothing\n", "wrong_type"),
    "a list": ("- id: permit\n", "wrong_type"),
    "a word": ("permit\n", "wrong_type"),
    "null": ("null\n", "wrong_type"),
}


@pytest.mark.parametrize("row", WHOLE_FILES.values(), ids=WHOLE_FILES)
def test_file_that_is_no_map_is_refused(folder, row):
    """A file that holds anything but a map is refused as a whole."""
    text, code = row
    write(folder, PERMIT, text)
    assert {(fault[0], fault[1], fault[3], fault[4]) for fault in told(folder)} == {
        (PERMIT, 1, "(top)", code)
    }


def test_file_that_is_not_utf_8_is_refused_at_its_line(folder):
    """A file in Latin-1 is refused at the line that shows it."""
    (folder / PERMIT).write_bytes(
        "id: permit\ntitle: {vi: Giấy, en: Permit}\nfield: caf".encode() + b"\xe9\n"
    )
    ((file, line, _, path, code),) = told(folder)
    assert (file, line, path, code) == (PERMIT, 3, "(top)", "not_utf8")


def test_file_with_a_control_character_is_refused(folder):
    """A file with a NUL in it is refused."""
    write(folder, PERMIT, (folder / PERMIT).read_text("utf-8") + "notes: \x00\n")
    ((file, _, _, path, code),) = told(folder)
    assert (file, path, code) == (PERMIT, "(top)", "not_yaml")


def test_large_file_is_refused_at_once(folder):
    """A file of 2 MB is refused without being read."""
    write(folder, PERMIT, (folder / PERMIT).read_text("utf-8") + "# filler\n" * 250_000)
    start = perf_counter()
    assert told(folder) == [(PERMIT, 1, 1, "(top)", "too_large")]
    assert perf_counter() - start < 2


def test_alias_is_refused(folder):
    """An alias is refused at the member that uses it."""
    line, _ = replace(
        folder,
        PERMIT,
        'title: {vi: "Giấy phép", en: "Permit"}\n',
        f'title: {{vi: &words "Giấy phép",\n  {MARK}en: *words}}\n',
    )
    ((file, told_line, _, path, code),) = told(folder)
    assert (file, path, code) == (PERMIT, "title.en", "anchor")
    assert told_line == line


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


def test_yaml_bomb_is_refused_at_once(folder):
    """A file of aliases that would grow a billionfold is refused in under a second."""
    lines = ['a0: &a0 ["x", "x", "x", "x", "x", "x", "x", "x", "x", "x"]']
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    write(folder, PERMIT, "\n".join(lines) + "\n")
    start = perf_counter()
    faults = told(folder)
    assert perf_counter() - start < 1
    assert {(fault[0], fault[4]) for fault in faults} == {(PERMIT, "anchor")}


def test_file_that_contains_itself_is_refused(folder):
    """An alias within its own anchor is refused, not followed for ever."""
    write(folder, PERMIT, "id: &me [permit, *me]\n")
    assert {(fault[0], fault[4]) for fault in told(folder)} == {(PERMIT, "anchor")}


def test_file_nested_too_deeply_is_refused(folder):
    """A file nested six hundred deep is refused, not a crash."""
    write(folder, PERMIT, "id: " + "[" * 600 + "]" * 600 + "\n")
    assert {fault[0] for fault in told(folder)} == {PERMIT}


@pytest.mark.parametrize(
    "file",
    [
        "extra.yaml",
        "procedures/copy.yml",
        "procedures/old/copy.yaml",
        "calendars/small/notes.yaml",
        "calendars/2026.yaml",
        "authorities/office.yaml",
    ],
)
def test_stray_file_is_refused(folder, file):
    """A file where no kind of rule file belongs is refused, not overlooked."""
    write(folder, file, "id: x\n")
    assert told(folder) == [(file, 1, 1, "(top)", "unexpected_file")]


@pytest.mark.parametrize(
    ("file", "missing"),
    [
        (FIELDS, "fields.yaml"),
        (CALENDAR, "calendars/*/calendar.yaml"),
        *[
            (f"schema/{name}.schema.json", f"schema/{name}.schema.json")
            for name in ("calendar-year", "calendar", "commitment", "fields", "office", "procedure", "common")
        ],
    ],
)
def test_missing_file_is_named(folder, file, missing):
    """A file without which nothing can be loaded is named when it is missing."""
    (folder / file).unlink()
    assert (missing, 1, 1, "(top)", "missing_file") in told(folder)


def test_schema_that_is_no_json_is_refused(folder):
    """A schema that is no JSON is refused by name."""
    write(folder, "schema/office.schema.json", "{")
    ((file, _, _, _, code),) = told(folder)
    assert (file, code) == ("schema/office.schema.json", "not_json")


def test_empty_folder_is_refused(tmp_path):
    """A folder without rules is refused."""
    assert {fault[4] for fault in told(tmp_path)} == {"missing_file"}


def test_cycle_of_parents_is_refused_at_each_office(folder):
    """Offices that are each other's superiors are refused, each at its parent."""
    ward = replace(folder, VN, "parent: null", f"{MARK}parent: ward")
    assert told(folder) == [
        (VN, *ward, "parent", "parent_cycle"),
        (WARD, 3, 1, "parent", "parent_cycle"),
    ]


def test_two_files_with_one_id_are_refused(folder):
    """A second file with the id of another is refused at that id."""
    text = (folder / COPY).read_text("utf-8")
    write(folder, "procedures/copy-again.yaml", text)
    assert told(folder) == [("procedures/copy-again.yaml", 1, 1, "id", "id_is_not_file_name")]


def test_year_that_is_not_the_file_s_is_refused(folder):
    """A year file under the name of another year is refused at its year."""
    replace(folder, YEAR_2026, "year: 2026", "year: 2025")
    assert (YEAR_2026, 1, 1, "year", "id_is_not_file_name") in told(folder)


def test_day_in_two_year_files_is_refused(folder):
    """A day that is off in one year's file and worked in another's is refused at the second."""
    replace(folder, YEAR_2025, 'on: "2025-04-26", weekday: sat', 'on: "2026-01-01", weekday: thu')
    ((file, line, column, path, code),) = told(folder)
    assert (file, line, column, path, code) == (YEAR_2026, 6, 6, "days_off.0.on", "day_twice")


def test_promise_of_no_office_is_refused(folder):
    """A promise in the folder of an office that does not exist is refused."""
    text = (folder / FRIDAY).read_text("utf-8").replace("ward.friday", "nowhere.friday")
    write(folder, "authorities/nowhere/friday.yaml", text)
    assert told(folder) == [("authorities/nowhere/friday.yaml", 1, 1, "id", "unknown_reference")]


@pytest.mark.parametrize(("file", "rule"), [(COPY, "procedure"), (FRIDAY, "promise")])
def test_rule_without_examples_is_refused(folder, file, rule):
    """A rule that was ever in force, with no example or no word of any, is refused."""
    text = (folder / file).read_text("utf-8")
    head = text[: text.index("examples:")]
    line = write(folder, file, head + f"{MARK}examples: []\n")
    assert (file, *line, "examples", "nothing_listed") in told(folder)
    write(folder, file, head)
    assert (file, 1, 1, "examples", "missing_key") in told(folder)


def test_procedure_never_in_force_needs_no_example(folder):
    """A procedure for which no source gives a term has neither versions nor examples, and is valid."""
    assert load(folder).procedures["permit"].versions == ()


def test_several_faults_are_all_told(folder):
    """Faults in several files, and several in one, are all told, in order of file and line."""
    replace(folder, COPY, TERM, "term: {amount: 0, unit: moons}\n    cutoff")
    replace(folder, COPY, "field: justice", "field: 5")
    replace(folder, PERMIT, "field: health", "field: health\nextra: 1")
    write(folder, "procedures/empty.yaml", "")
    write(folder, "extra.yaml", "id: x\n")
    assert [(fault[0], fault[3], fault[4]) for fault in told(folder)] == [
        ("extra.yaml", "(top)", "unexpected_file"),
        (COPY, "field", "wrong_type"),
        (COPY, "versions.0.term.unit", "not_one_of"),
        ("procedures/empty.yaml", "(top)", "wrong_type"),
        (PERMIT, "extra", "unknown_key"),
    ]


def test_several_faults_of_meaning_are_all_told(folder):
    """Faults that only the values together show are all told as well."""
    replace(folder, WARD, "parent: vn", "parent: nowhere")
    replace(folder, YEAR_2026, WORKED, 'on: "2026-01-10", weekday: sun')
    replace(folder, COPY, "otherwise: {amount: 1, unit: working_days}", "otherwise: {amount: 0, unit: days}")
    assert [(fault[0], fault[3], fault[4]) for fault in told(folder)] == [
        (WARD, "parent", "unknown_reference"),
        (YEAR_2026, "working_days.0.weekday", "wrong_weekday"),
        (COPY, "versions.0.cutoff.otherwise.amount", "amount_zero"),
    ]


def test_every_unknown_key_of_one_map_is_told(folder):
    """Two unknown keys in one map are two faults, each at its own line."""
    replace(folder, PERMIT, "field: health", "field: health\nbeta: 1\nalpha: 2")
    assert {(fault[1], fault[3], fault[4]) for fault in told(folder)} == {
        (4, "beta", "unknown_key"),
        (5, "alpha", "unknown_key"),
    }


def test_every_missing_key_of_one_map_is_told(folder):
    """Two missing keys of one map are two faults, each named once."""
    write(folder, PERMIT, "id: permit\nversions: []\nexamples: []\n")
    assert sorted((fault[3], fault[4]) for fault in told(folder)) == [
        ("field", "missing_key"),
        ("title", "missing_key"),
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_calendar_in_which_nobody_works_is_refused(folder, language):
    """A calendar without any working time is refused as a fault of its file."""
    text = re.sub(r"(mon|tue|wed|thu|fri): \[\[.*", r"\1: []", (folder / CALENDAR).read_text("utf-8"))
    write(folder, CALENDAR, text)
    for year in (YEAR_2025, YEAR_2026):
        worked = re.sub(r"working_days:\n.*", "working_days: []", (folder / year).read_text("utf-8"))
        write(folder, year, worked)
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
        worked = re.sub(r"working_days:\n.*", "working_days: []", (folder / year).read_text("utf-8"))
        write(folder, year, worked)
    assert WARD in {fault.file for fault in refused(folder)}


def test_projection_for_an_unknown_country_is_refused(folder):
    """A country of which the projecting package knows nothing is refused as a fault of its file."""
    replace(folder, CALENDAR, "country: VN", "country: XX")
    replace(folder, CALENDAR, 'last: "2026-12-31"', 'last: "2027-12-31"')
    assert CALENDAR in {fault.file for fault in refused(folder)}


def test_service_does_not_start_on_broken_rules(folder):
    """The application is not made from a folder with a fault."""
    replace(folder, PERMIT, "field: health", "field: magic")
    with pytest.raises(RulesRefused):
        create_app(folder)


def test_service_starts_on_the_small_folder(folder):
    """The application is made from a valid folder and answers by it, its examples included."""
    client = create_app(folder).test_client()
    rows = [
        (
            {"authority": "vn", "procedure": "copy", "received_at": "2026-03-10T15:00:00+07:00"},
            "2026-03-10T17:00:00",
        ),
        (
            {"authority": "ward", "field": "justice", "received_at": "2026-03-13T09:00:00+07:00"},
            "2026-03-13T23:59:59",
        ),
        (
            {"authority": "ward", "procedure": "copy", "received_at": "2026-03-14T09:00:00+07:00"},
            "2026-03-14T10:00:00",
        ),
    ]
    for request, due_at in rows:
        assert client.post("/v1/due-dates", json=request).get_json()["due_at"] == f"{due_at}+07:00"


def run_check(*arguments):
    """Run `sla-service rules check`."""
    return CliRunner().invoke(main, ["rules", "check", *map(str, arguments)])


def test_check_passes_the_shipped_rules():
    """The check of the shipped rules ends well."""
    result = run_check(ROOT / "rules")
    assert result.exit_code == 0, result.output
    assert "sha256:" in result.output


@pytest.mark.parametrize("language", ["vi", "en"])
def test_check_tells_each_fault_in_a_line(folder, language):
    """The check of a broken folder ends with 1 and tells each fault in a located line."""
    replace(folder, COPY, TERM, "term: {amount: 0, unit: moons}\n    cutoff")
    replace(folder, PERMIT, "field: health", "field: health\nextra: 1")
    result = run_check(folder, "--lang", language)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{COPY}:6:23", f"{PERMIT}:4:1"]
    assert all(LINE.fullmatch(line) for line in lines)


def test_check_refuses_an_example_that_comes_out_otherwise(folder):
    """The check runs the examples, and ends with 1 and its place at one that comes out otherwise."""
    line, column = replace(
        folder, COPY, 'due_at: "2026-03-10T17:00:00+07:00"', f'{MARK}due_at: "2026-03-11T17:00:00+07:00"'
    )
    result = run_check(folder)
    assert result.exit_code == 1
    assert f"{COPY}:{line}:{column}: examples.0.due_at" in result.output


def test_check_of_no_folder_ends_badly(tmp_path):
    """The check of a folder that does not exist ends badly and without a traceback."""
    result = run_check(tmp_path / "nothing")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


UNCHANGED = {
    "keys in another order": (PERMIT, "field: health\nversions: []\n", "versions: []\nfield: health\n"),
    "keys in one line in another order": (
        COPY,
        "term: {amount: 1, unit: working_days}",
        "term: {unit: working_days, amount: 1}",
    ),
    "a comment": (COPY, "id: copy\n", "# a comment\nid: copy # another\n"),
    "blank lines": (COPY, "field: justice\n", "\n\nfield: justice\n\n"),
    "other quotes": (COPY, 'vi: "Chứng thực bản sao"', "vi: Chứng thực bản sao"),
    "a number written otherwise": (COPY, "term: {amount: 1, unit", "term: {amount: 1.0, unit"),
    "block style": (
        PERMIT,
        'title: {vi: "Giấy phép", en: "Permit"}',
        "title:\n  en: Permit\n  vi: Giấy phép",
    ),
}


@pytest.mark.parametrize("row", UNCHANGED.values(), ids=UNCHANGED)
def test_digest_does_not_see_how_it_is_written(folder, row):
    """The digest stays the same however the same rules are written."""
    before = load(folder).digest
    file, old, new = row
    text = (folder / file).read_text("utf-8")
    assert old in text
    write(folder, file, text.replace(old, new, 1))
    assert load(folder).digest == before


@pytest.mark.parametrize("file", [YEAR_2025, YEAR_2026])
def test_digest_does_not_see_the_order_of_days(folder, file):
    """The digest stays the same when the days off of a year are listed in another order."""
    before = load(folder).digest
    lines = (folder / file).read_text("utf-8").splitlines()
    lines[5], lines[6] = lines[6], lines[5]
    write(folder, file, "\n".join(lines) + "\n")
    assert load(folder).digest == before


CHANGED = {
    "a term": (COPY, "otherwise: {amount: 1,", "otherwise: {amount: 2,"),
    "a unit": (COPY, "otherwise: {amount: 1, unit: working_days}", "otherwise: {amount: 1, unit: days}"),
    "a cutoff": (COPY, 'not_after: "15:00"', 'not_after: "15:30"'),
    "the word of a cutoff": (COPY, 'not_after: "15:00"', 'before: "15:01"'),
    "a day": (YEAR_2026, OFF, 'on: "2026-01-05", weekday: mon'),
    "the kind of a day": (YEAR_2026, "kind: swapped_off", "kind: day_in_lieu"),
    "a name": (YEAR_2026, "Nghỉ hoán đổi", "Nghỉ đổi"),
    "office hours": (WARD, 'fri: [["08:00", "12:00"]]', 'fri: [["08:00", "11:30"]]'),
    "a period": (COPY, OLDER, 'in_force: {from: "2025-01-02", until: "2026-01-01"}'),
    "a citation": (FRIDAY, 'document: "Bài báo"', 'document: "Bài báo khác"'),
    "the days of a promise": (FRIDAY, "BYDAY=FR", "BYDAY=TH,FR"),
    "the status of a year": (YEAR_2026, "status: published", "status: partly_published"),
    "the horizon": (CALENDAR, 'last: "2026-12-31"', 'last: "2026-12-30"'),
}


@pytest.mark.parametrize("row", CHANGED.values(), ids=CHANGED)
def test_digest_sees_what_is_said(folder, row):
    """The digest is another when the rules say something else."""
    before = load(folder).digest
    replace(folder, *row)
    after = load(folder).digest
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", after)
    assert after != before


def test_digest_is_the_same_elsewhere(folder, tmp_path):
    """The same rules in another folder have the same digest."""
    shutil.copytree(folder, tmp_path / "elsewhere" / "rules")
    assert load(tmp_path / "elsewhere" / "rules").digest == load(folder).digest


@pytest.mark.parametrize("code", FAULTS)
def test_every_fault_has_both_languages(code):
    """Every fault has a sentence in Vietnamese and one in English."""
    told = FAULTS[code]
    assert told.vi.strip()
    assert told.en.strip()
    assert told.vi != told.en


def test_gap_between_versions_is_refused_unless_it_is_meant(folder):
    """Nothing in force for a while is a slip, or it is written as meant."""
    shorter = (
        'in_force: {from: "2025-01-01", until: "2026-01-01"}',
        'in_force: {from: "2025-01-01", until: "2025-12-01"}',
    )
    replace(folder, COPY, *shorter)
    ((file, line, _, path, code),) = told(folder)
    assert (file, line, path, code) == (COPY, 5, "versions.0.in_force.from", "versions_gap")
    replace(folder, COPY, "until: null}", "until: null, gap_before: true}")
    load(folder)
