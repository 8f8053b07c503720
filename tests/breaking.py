"""How the tests break rule files and hear what is told of it.

The rows break a small valid folder by replacing text. The mark ‸ in a replacement stands where the fault must
be told; it is taken out before the file is written.
"""

import re
from pathlib import Path

import pytest

from sla_service.rulebook.faults import RulesRefused
from sla_service.rulebook.load import load
from sla_service.wording.faults import fault_line

ROOT = Path(__file__).parent.parent
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
TERM = "term: {amount: 0, unit: working_days}\n    cutoff"
NEWER = 'in_force: {from: "2026-01-01", until: null}'
OLDER = 'in_force: {from: "2025-01-01", until: "2026-01-01"}'
WORKED = 'on: "2026-01-10", weekday: sat'
OFF = 'on: "2026-01-02", weekday: fri'


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


def refused(*folders):
    """Load broken folders; give the faults, each told in one line in both languages."""
    with pytest.raises(RulesRefused) as caught:
        load(*folders)
    assert caught.value.faults
    for fault in caught.value.faults:
        vi, en = (fault_line(fault.where, fault.code, fault.facts, spoken) for spoken in ("vi", "en"))
        assert LINE.fullmatch(vi), vi
        assert LINE.fullmatch(en), en
        assert vi != en
    return caught.value.faults


def told(*folders):
    """Load broken folders; give the faults as file, line, column, path and code."""
    return [(fault.file, fault.line, fault.column, fault.path, fault.code) for fault in refused(*folders)]


def refused_at_its_place(folder, row, *, first_of_several=False):
    """Break one place of a file; hold what is told against file, line, column, path and code."""
    file, old, new, path, codes = row
    place = replace(folder, file, old, new)
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
    if not first_of_several:
        assert {fault[:4] for fault in faults} == {found[0][:4]}
