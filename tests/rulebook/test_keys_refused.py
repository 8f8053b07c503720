"""Keys, types and words that no rule file has, and several faults told at once."""

import pytest
from breaking import (
    COPY,
    FRIDAY,
    MARK,
    PERMIT,
    TERM,
    WARD,
    WORKED,
    YEAR_2026,
    refused_at_its_place,
    replace,
    told,
    write,
)

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
        "title.<<",  # a word like another in YAML 1.2
        "unknown_key",
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
        "empty_text",
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
    "an unknown channel": (FRIDAY, "online]", f"{MARK}fax]", "versions.0.applies.channels.1", "not_one_of"),
}


@pytest.mark.parametrize("name", ROWS)
def test_broken_key_or_word_is_refused_at_its_place(folder, name):
    """A file broken in one key or word is refused with that file, line, column, path and code."""
    refused_at_its_place(folder, ROWS[name])


def test_place_is_counted_from_one(folder):
    """Lines and columns are counted from 1, as editors do, in characters."""
    replace(folder, COPY, TERM, "term: {amount: 0, unit: moons}\n    cutoff")
    replace(folder, PERMIT, 'en: "Permit"}', 'en: "Permit", fr: "Permis"}')
    assert told(folder) == [
        ("procedures/copy.yaml", 6, 23, "versions.0.term.unit", "not_one_of"),
        ("procedures/permit.yaml", 2, 40, "title.fr", "unknown_key"),
    ]


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
        ("procedures/empty.yaml", "(top)", "left_empty"),
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
