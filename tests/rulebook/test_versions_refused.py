"""Versions whose periods, terms, citations or examples cannot stand."""

import pytest
from breaking import (
    CALENDAR,
    COPY,
    FRIDAY,
    MARK,
    NEWER,
    OLDER,
    TERM,
    WARD,
    YEAR_2026,
    refused_at_its_place,
    replace,
    told,
    write,
)

from sla_service.rulebook.load import load

CITED = (
    '      - {document: "Nghị định 23/2015/NĐ-CP", article: "Điều 7", url: null, quote: null, read: true}\n'
)
DUE_TIME = "term: {amount: 0, unit: working_days}\n    due_time: end_of_day"


ROWS = {
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
        f'in_force: {{from: "2025-01-01", {MARK}until: null}}',
        "versions.1.in_force.until",
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
    # terms
    "a negative amount": (
        COPY,
        TERM,
        f"term: {{{MARK}amount: -1, unit: working_days}}\n    cutoff",
        "versions.0.term.amount",
        "too_low",
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
}

# what else must go, after which the fault lies in the first of several that follow from it
EDITS = {
    "a promise without a term": ("    term: {amount: 0, unit: working_days}\n    due_time: end_of_day\n", "")
}


@pytest.mark.parametrize("name", ROWS)
def test_broken_version_is_refused_at_its_place(folder, name):
    """A file broken in one version is refused with that file, line, column, path and code."""
    if name in EDITS:
        replace(folder, ROWS[name][0], *EDITS[name])
    refused_at_its_place(folder, ROWS[name], first_of_several=name in EDITS)


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
