"""Rule files that cannot be read or belong nowhere: each is refused by name, at its line where it has one."""

from time import perf_counter

import pytest
from breaking import CALENDAR, FIELDS, MARK, PERMIT, refused_at_its_place, replace, told, write

from sla_service.rulebook.load import load

ROWS = {
    # YAML
    "a tab": (PERMIT, "field: health", f"{MARK}\tfield: health", "(top)", "tab"),
    "a quote that is not closed": (PERMIT, 'en: "Permit"}', 'en: "Permit}', None, "not_yaml"),
    "a control character": (PERMIT, 'vi: "Giấy phép"', f'vi: "Giấy {MARK}\x07phép"', "(top)", "not_yaml"),
    "a line break that no editor shows": (
        PERMIT,
        "field: health\n",
        f"field: health # ghi chú{MARK}\u2028announced_on: 1\n",
        "(top)",
        "other_line_break",
    ),
    "another, within quotes": (
        PERMIT,
        'en: "Permit"',
        f'en: "Per{MARK}\x85mit"',
        "(top)",
        "other_line_break",
    ),
    "a tag": (PERMIT, "field: health", f"field: {MARK}!!str health", "field", "tag"),
    "a tag of a list": (PERMIT, "versions: []", f"versions: {MARK}!!python/tuple []", "versions", "tag"),
    "an anchor that nobody uses": (PERMIT, "field: health", f"{MARK}field: &a health", "field", "anchor"),
    "two documents": (
        PERMIT,
        "examples: []\n",
        f"examples: []\n{MARK}---\nid: permit\n",
        "(top)",
        "not_yaml",
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_broken_yaml_is_refused_at_its_place(folder, name):
    """A file that is no YAML is refused with that file, line, column, path and code."""
    refused_at_its_place(folder, ROWS[name])


def test_small_folder_is_valid(folder):
    """The folder that the other tests break is valid before."""
    book = load(folder)
    assert set(book.procedures) == {"copy", "permit"}
    assert set(book.authorities) == {"vn", "ward"}
    assert set(book.calendars) == {"small"}


WHOLE_FILES = {
    "empty": ("", "left_empty"),
    "nothing but a comment": ("# nothing\n", "left_empty"),
    "a list": ("- id: permit\n", "wrong_type"),
    "a word": ("permit\n", "wrong_type"),
    "null": ("null\n", "left_empty"),
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


def test_anchor_and_alias_are_refused(folder):
    """An anchor is refused at the member that has it, an alias at the member that uses it."""
    line, _ = replace(
        folder,
        PERMIT,
        'title: {vi: "Giấy phép", en: "Permit"}\n',
        f'title: {{vi: &words "Giấy phép",\n  {MARK}en: *words}}\n',
    )
    found = [(file, told_line, path, code) for file, told_line, _, path, code in told(folder)]
    assert found == [(PERMIT, line - 1, "title.vi", "anchor"), (PERMIT, line, "title.en", "anchor")]


DEEP = {
    "a value": "id: {}",
    "the value of a key that stands twice": "id: permit\nid: {}",
    "a key": "? {}",
    "the value of a key that is no text": "1: {}",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
@pytest.mark.parametrize("level", ["[", "{a: ", "- ", "? "])
def test_file_nested_without_end_is_refused_at_once(folder, text, level):
    """Nested a hundred thousand deep, wherever it stands, it is refused in under two seconds."""
    line_break = "\n" if level in ("- ", "? ") and not text.startswith("?") else ""
    write(folder, PERMIT, text.format(line_break + level * 100_000))
    start = perf_counter()
    found = told(folder)
    assert perf_counter() - start < 2
    assert found[-1][3:] == ("(top)", "too_deep")


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


@pytest.mark.parametrize(
    "file",
    [
        "extra.yaml",
        "procedures/copy.yml",
        "procedures/copy.YAML",
        "procedures/copy.Yml",
        "procedures/copy.yaml.txt",
        "procedures/copy.yaml.bak",
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
    "file", ["procedures/.copy.yaml.swp", "procedures/copy.yaml~", ".git/copy.yaml", "notes.txt", "yaml"]
)
def test_file_that_is_plainly_no_rule_file_is_overlooked(folder, file):
    """Hidden files, what an editor keeps of a former text and other kinds of files are nobody's rules."""
    write(folder, file, "id: x\n")
    load(folder)


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
