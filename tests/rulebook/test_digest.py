"""The digest of the rules: it sees what is said and not how it is written."""

import re
import shutil

import pytest
from breaking import CALENDAR, COPY, FRIDAY, OLDER, PERMIT, WARD, YEAR_2025, YEAR_2026, replace, write

from sla_service.rulebook.load import load

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
    "sessions in another order": (
        CALENDAR,
        'tue: [["07:30", "11:30"], ["13:30", "17:00"]]',
        'tue: [["13:30", "17:00"], ["07:30", "11:30"]]',
    ),
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
    "a day": (YEAR_2026, 'on: "2026-01-01", weekday: thu', 'on: "2026-01-05", weekday: mon'),
    "the kind of a day": (YEAR_2026, "kind: holiday", "kind: day_in_lieu"),
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
