"""References that lead nowhere or in a circle, and ids that are not their file's."""

import pytest
from breaking import (
    CALENDAR,
    COPY,
    FIELDS,
    FRIDAY,
    MARK,
    PERMIT,
    VN,
    WARD,
    YEAR_2026,
    refused_at_its_place,
    replace,
    told,
    write,
)

ROWS = {
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
        f"fields: [justice, {MARK}magic]",
        "versions.0.applies.fields.1",
        "unknown_reference",
    ),
    "an unknown procedure of a promise": (
        FRIDAY,
        "procedures: all",
        f"procedures: [copy, {MARK}magic]",
        "versions.0.applies.procedures.1",
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
}

# the fault lies in the first of several that follow from it, or no place in the text is its only one
MANY = {
    "an id that is not the file's",
    "an id that is not the folder's",
    "a field twice",
}


@pytest.mark.parametrize("name", ROWS)
def test_broken_reference_or_name_is_refused_at_its_place(folder, name):
    """A file broken in one reference or name is refused with that file, line, column, path and code."""
    refused_at_its_place(folder, ROWS[name], first_of_several=name in MANY)


def test_every_unknown_name_of_a_list_is_told(folder):
    """Of a list each name that does not exist is told at its own place, not the last alone."""
    line, column = replace(folder, FRIDAY, "procedures: all", f"procedures: [{MARK}magic, copy, all, spell]")
    assert told(folder) == [
        (FRIDAY, line, column + more, f"versions.0.applies.procedures.{index}", "unknown_reference")
        for index, more in ((0, 0), (2, 13), (3, 18))
    ]


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


def test_promise_of_no_office_is_refused(folder):
    """A promise in the folder of an office that does not exist is refused."""
    text = (folder / FRIDAY).read_text("utf-8").replace("ward.friday", "nowhere.friday")
    write(folder, "authorities/nowhere/friday.yaml", text)
    assert told(folder) == [("authorities/nowhere/friday.yaml", 1, 1, "id", "unknown_reference")]
