"""Things in a folder that are no rule files: each is told by name, none is followed or waited for."""

import os
from time import perf_counter

import pytest
from breaking import COPY, FRIDAY, PERMIT, WARD, replace, told, write

from sla_service.rulebook.faults import Document
from sla_service.rulebook.shape import shapes

SCHEMA = "schema/office.schema.json"


def instead(folder, file):
    """Take a file away; give its path."""
    path = folder / file
    path.unlink()
    return path


@pytest.fixture
def outside(tmp_path):
    """Make a folder beside the rules."""
    path = tmp_path / "outside"
    path.mkdir()
    return path


@pytest.mark.parametrize("file", [PERMIT, SCHEMA])
def test_directory_for_a_file_is_refused(folder, file):
    """A directory under the name of a file is refused as no file."""
    instead(folder, file).mkdir()
    assert told(folder) == [(file, 1, 1, "(top)", "not_a_file")]


@pytest.mark.parametrize("file", [PERMIT, SCHEMA])
def test_pipe_is_refused_without_waiting(folder, file):
    """A pipe into which nobody writes is refused at once."""
    os.mkfifo(instead(folder, file))
    start = perf_counter()
    assert told(folder) == [(file, 1, 1, "(top)", "not_a_file")]
    assert perf_counter() - start < 2


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full"])
def test_link_to_a_device_is_refused(folder, device):
    """A link to a device leads out of the folder, and the device is not read."""
    instead(folder, PERMIT).symlink_to(device)
    assert told(folder) == [(PERMIT, 1, 1, "(top)", "link_outside")]


@pytest.mark.parametrize("file", [PERMIT, WARD, SCHEMA, "procedures/notes.txt", ".hidden"])
def test_link_out_of_the_folder_is_refused(folder, outside, file):
    """A link to a file beside the folder is refused, whatever its name."""
    (outside / "there").write_text("id: permit\n", "utf-8")
    (folder / file).unlink(missing_ok=True)
    (folder / file).symlink_to(outside / "there")
    assert told(folder) == [(file, 1, 1, "(top)", "link_outside")]


@pytest.mark.parametrize("name", ["procedures", "authorities/ward", "authorities/more", "schema", "extra"])
def test_link_to_a_directory_outside_is_refused(folder, outside, name):
    """A link to a directory beside the folder is refused by its own name, also where it holds good files."""
    if (folder / name).exists():
        (folder / name).rename(outside / "there")
    else:
        (outside / "there").mkdir()
    (folder / name).symlink_to(outside / "there", target_is_directory=True)
    assert told(folder) == [(name, 1, 1, "(top)", "link_outside")]


def test_link_above_the_folder_is_refused(folder):
    """A link to the folder's own parent is refused, not walked for ever."""
    (folder / "authorities" / "up").symlink_to("../..", target_is_directory=True)
    assert told(folder) == [("authorities/up", 1, 1, "(top)", "link_outside")]


def test_link_within_the_folder_is_read(folder):
    """A link that stays within the folder is a file like another: here a second name of the same file."""
    (folder / "procedures" / "again.yaml").symlink_to("copy.yaml")
    assert told(folder) == [("procedures/again.yaml", 1, 1, "id", "id_is_not_file_name")]


@pytest.mark.parametrize("target", ["nowhere.yaml", "permit.yaml"])
def test_link_that_leads_nowhere_is_refused(folder, target):
    """A link to nothing, or to itself, is refused as a file that cannot be read."""
    instead(folder, PERMIT).symlink_to(target)
    assert told(folder) == [(PERMIT, 1, 1, "(top)", "unreadable")]


def test_file_of_50_mb_is_refused_at_once(folder):
    """A file of 50 MB is refused by its size, without being read."""
    with (folder / COPY).open("r+b") as file:
        file.truncate(50 * 1024 * 1024)
    start = perf_counter()
    assert told(folder) == [(COPY, 1, 1, "(top)", "too_large")]
    assert perf_counter() - start < 2


def test_name_that_is_no_text_can_be_printed(folder):
    """A file whose name is no UTF-8 is told with its bytes written out."""
    (folder / os.fsdecode(b"caf\xe9.yaml")).write_text("", "utf-8")
    assert told(folder) == [("caf\\xe9.yaml", 1, 1, "(top)", "unexpected_file")]


@pytest.mark.parametrize(
    "schema",
    [
        "[]",
        "5",
        '{"type": 5}',
        '{"$ref": "nowhere.json"}',
        '{"properties": {"id": {"pattern": "("}}}',
        '{"required": 1}',
    ],
)
def test_schema_that_says_nothing_sensible_is_refused(folder, schema):
    """A schema that is JSON but no schema is refused by its own name."""
    (folder / "schema" / "procedure.schema.json").write_text(schema, "utf-8")
    found = told(folder)
    assert {(fault[0], fault[4]) for fault in found} == {("schema/procedure.schema.json", "bad_schema")}


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a": ' * 5_000, "\udc80", ""])
def test_schema_that_is_no_json_is_refused(folder, text):
    """A schema nested without end, or no text at all, is refused by its own name."""
    (folder / SCHEMA).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert told(folder) == [(SCHEMA, 1, 1, "(top)", "not_json")]


HOSTILE = {
    "a number of ten thousand digits": f"year: {'9' * 10_000}\n",
    "a hexadecimal number": "year: 0x7EA\n",
    "an old version of YAML": "%YAML 1.1\n---\nyear: yes\n",
    "a version to come": "%YAML 9.9\n---\nyear: 2026\n",
    "a tag of its own": "!ruby/object:Gem year: 2026\n",
    "a tag that runs": "!!python/object/apply:os.system ['true']\n",
    "a tag that lies": "year: !!int many\n",
    "a truth that is none": "year: !!bool perhaps\n",
    "a byte order mark within": "year: \ufeff2026\n",
    "a line of a million letters": f"year: {'x' * 1_000_000}\n",
    "a key of a million letters": f"{'x' * 1_000_000}: 1\n",
    "an endless flow": "year: {a: [\n",
    "an anchor set twice": "year: [&a 1, &a 2, *a]\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_yaml_is_told_in_a_line(folder, text):
    """A file made to trip a reader is told of in located lines, which fit a screen."""
    (folder / PERMIT).write_text(text, "utf-8")
    found = told(folder)
    assert {fault[0] for fault in found} == {PERMIT}
    assert all(len(fault[3]) < 200 for fault in found)


def test_items_listed_twice_are_found_at_once(folder):
    """Of fifty thousand items those are told that stand twice: 1 and 1.0 are one number, true is none."""
    write(folder, "schema/list.schema.json", '{"uniqueItems": true}')
    items = [*({"id": [number]} for number in range(50_000)), 1, True, "1", 1.0, {"id": [7]}, [], {}, "1"]
    start = perf_counter()
    faults = shapes(folder, ["list"]).misfits(Document("list.yaml", items, {(): (1, 1)}), "list")
    assert perf_counter() - start < 5
    assert [(fault.path, fault.code) for fault in faults] == [
        (str(50_000 + place), "listed_twice") for place in (3, 4, 7)
    ]


def test_one_item_a_thousand_times_is_told_a_hundred_times(folder):
    """A list of nothing but the same name is told of at its first hundred repetitions."""
    replace(folder, FRIDAY, "procedures: all", f"procedures: [{', '.join(['copy'] * 1000)}]")
    assert [fault[3:] for fault in told(folder)] == [
        (f"versions.0.applies.procedures.{place}", "listed_twice") for place in range(1, 101)
    ]
