"""Folders of rules over each other: what a province adds, what it replaces, and what is refused."""

import shutil

import pytest
from breaking import CALENDAR, COPY, FIELDS, FRIDAY, MARK, PERMIT, WARD, YEAR_2026, replace, told, write

from sla_service.rulebook.load import load

IDS = {  # the line with which each kind of file says what it is
    COPY: "id: copy",
    WARD: "id: ward",
    FRIDAY: "id: ward.friday",
    CALENDAR: "id: small",
    YEAR_2026: "year: 2026",
}
EVERY_KIND = pytest.mark.parametrize("file", IDS)
OWN_FIELD = '  - {id: forestry, title: {vi: "Lâm nghiệp", en: "Forestry"}}\n'
OWN_OFFICE = 'id: hill\ntitle: {vi: "Xã Đồi", en: "Hill"}\nparent: ward\ncalendar: river\n'
OWN_COPY = """\
id: copy
replaces: copy
title: {vi: "Chứng thực bản sao", en: "Certified copy"}
field: forestry
versions: []
examples: []
"""


@pytest.fixture
def own(tmp_path):
    """Make an empty folder to lay over the small one."""
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


def renamed(text, old, new):
    """Replace a text that stands once."""
    assert text.count(old) == 1
    return text.replace(old, new)


def lay(folder, own, file, written):
    """Write a file of the lower folder into the upper one, with its id written otherwise; give the mark."""
    return write(own, file, renamed((folder / file).read_text("utf-8"), f"{IDS[file]}\n", f"{written}\n"))


def test_own_files_are_added(folder, own):
    """Fields, procedures, offices, promises, calendars and years of an upper folder join those below."""
    write(own, FIELDS, f"fields:\n{OWN_FIELD}")
    write(
        own, "procedures/felling.yaml", renamed(OWN_COPY, "replaces: copy\n", "").replace("copy", "felling")
    )
    write(own, "authorities/hill/office.yaml", OWN_OFFICE)
    friday = renamed((folder / FRIDAY).read_text("utf-8"), "id: ward.friday", "id: hill.friday")
    write(own, "authorities/hill/friday.yaml", friday)
    monday = friday.replace("id: hill.friday", "id: ward.monday").replace("BYDAY=FR", "BYDAY=MO,FR")
    write(own, "authorities/ward/monday.yaml", monday)
    river = renamed((folder / CALENDAR).read_text("utf-8"), "id: small", "id: river")
    write(own, "calendars/river/calendar.yaml", river)
    write(own, "calendars/river/2026.yaml", (folder / YEAR_2026).read_text("utf-8"))
    below, book = load(folder), load(folder, own)
    assert set(book.fields) == {"justice", "health", "forestry"}
    assert book.procedure("felling").field == "forestry"
    assert set(book.authorities) == {"vn", "ward", "hill"}
    assert {rule.id for _, rule in book.office("hill").commitments} == {"hill.friday"}
    assert {rule.id for _, rule in book.office("ward").commitments} == {"ward.friday", "ward.monday"}
    assert book.calendar("river").timeline.calendar.published == {2026}
    assert book.calendar("small").timeline.calendar == below.calendar("small").timeline.calendar
    assert book.digest != below.digest


def test_year_is_added_to_a_calendar_below(folder, own):
    """A year file of an upper folder settles a year of a calendar below."""
    write(own, "calendars/small/2025.yaml", (folder / "calendars/small/2025.yaml").read_text("utf-8"))
    (folder / "calendars/small/2025.yaml").unlink()
    assert load(folder).calendar("small").timeline.calendar.published == {2026}
    assert load(folder, own).calendar("small").timeline.calendar.published == {2025, 2026}


def test_own_file_replaces_the_one_below(folder, own):
    """A procedure and a field that say so take the place of those below."""
    write(
        own,
        FIELDS,
        f'fields:\n{OWN_FIELD}  - {{id: health, replaces: health, title: {{vi: "Sức khỏe", en: "H"}}}}\n',
    )
    write(own, COPY, OWN_COPY)
    book = load(folder, own)
    assert book.procedure("copy").field == "forestry"
    assert book.procedure("copy").versions == ()
    assert book.fields["health"].vi == "Sức khỏe"
    assert list(book.fields) == ["justice", "health", "forestry"]


@EVERY_KIND
def test_file_may_replace_one_of_its_own_id(folder, own, file):
    """A file that replaces one with the same content leaves the rules, and hence the digest, as they were."""
    before = load(folder).digest
    lay(folder, own, file, f"{IDS[file]}\nreplaces: {IDS[file].split(': ')[1]}")
    assert load(folder, own).digest == before


@EVERY_KIND
def test_id_that_stands_below_is_refused(folder, own, file):
    """A file whose id stands below, and which does not say that it replaces it, is refused at its id."""
    place = lay(folder, own, file, f"{MARK}{IDS[file]}")
    assert told(folder, own) == [(f"{own}/{file}", *place, IDS[file].split(":")[0], "already_below")]


@EVERY_KIND
def test_replacing_another_id_is_refused(folder, own, file):
    """A file replaces nothing but its own id, even where the other stands below."""
    other = 2025 if file == YEAR_2026 else "ward.other" if file == FRIDAY else "vn"
    place = lay(folder, own, file, f"{IDS[file]}\n{MARK}replaces: {other}")
    assert told(folder, own) == [(f"{own}/{file}", *place, "replaces", "replaces_another")]


@EVERY_KIND
def test_replacing_nothing_is_refused(folder, file):
    """In the lowest folder there is nothing to replace."""
    place = lay(folder, folder, file, f"{IDS[file]}\n{MARK}replaces: {IDS[file].split(': ')[1]}")
    assert told(folder) == [(file, *place, "replaces", "replaces_nothing")]


def test_replacing_what_is_not_below_is_refused(folder, own):
    """A new file of an upper folder replaces nothing either."""
    text = f"id: new\n{MARK}replaces: new\n" + OWN_COPY.partition("replaces: copy\n")[2]
    place = write(own, "procedures/new.yaml", text.replace("forestry", "health"))
    assert told(folder, own) == [(f"{own}/procedures/new.yaml", *place, "replaces", "replaces_nothing")]


FIELD_ROWS = {
    "below": (f"  - {{{MARK}id: health, title: {{vi: a, en: b}}}}\n", "fields.0.id", "already_below"),
    "twice": (f"{OWN_FIELD}  - {{{MARK}id: forestry, title: {{vi: a, en: b}}}}\n", "fields.1.id", "id_twice"),
    "another": (
        f"  - {{id: health, {MARK}replaces: justice, title: {{vi: a, en: b}}}}\n",
        "fields.0.replaces",
        "replaces_another",
    ),
    "nothing": (
        f"  - {{id: forestry, {MARK}replaces: forestry, title: {{vi: a, en: b}}}}\n",
        "fields.0.replaces",
        "replaces_nothing",
    ),
    "replaced twice": (
        "  - {id: health, replaces: health, title: {vi: a, en: b}}\n"
        f"  - {{{MARK}id: health, replaces: health, title: {{vi: a, en: b}}}}\n",
        "fields.1.id",
        "id_twice",
    ),
}


@pytest.mark.parametrize("row", FIELD_ROWS.values(), ids=FIELD_ROWS)
def test_field_is_refused_at_its_place(folder, own, row):
    """A field joins those below under the same rules as a file, told at its own line."""
    text, path, code = row
    place = write(own, FIELDS, f"fields:\n{text}")
    assert told(folder, own) == [(f"{own}/{FIELDS}", *place, path, code)]


def test_faults_name_their_folder(folder, own):
    """Faults of shape and of meaning name the folder of their file where there are several."""
    replace(folder, PERMIT, "field: health", "field: 5")
    write(own, COPY, "id: copy\n")
    write(own, "stray.yaml", "id: x\n")
    assert {(fault[0], fault[4]) for fault in told(folder, own)} == {
        (f"{folder}/{PERMIT}", "wrong_type"),
        (f"{own}/{COPY}", "missing_key"),
        (f"{own}/stray.yaml", "unexpected_file"),
    }


def test_faults_of_fit_and_of_meaning_are_told_together(folder, own):
    """What does not fit over another folder and what means nothing are told at once."""
    write(own, COPY, OWN_COPY)
    write(own, PERMIT, (folder / PERMIT).read_text("utf-8"))
    assert [(fault[0], fault[3], fault[4]) for fault in told(folder, own)] == [
        (f"{own}/{COPY}", "field", "unknown_reference"),
        (f"{own}/{PERMIT}", "id", "already_below"),
    ]


def test_example_below_that_comes_out_otherwise_is_refused(folder, own):
    """An own promise that moves a due date of an example below is refused there, not let pass unseen."""
    lay(folder, own, WARD, "id: ward\nreplaces: ward")
    replace(own, WARD, 'fri: [["08:00", "12:00"]]', 'fri: [["10:00", "12:00"]]')
    replace(folder, FRIDAY, "due_at: ", "rule: ward.other\n    due_at: ")
    assert {(fault[0], fault[4]) for fault in told(folder, own)} == {
        (f"{folder}/{FRIDAY}", "example_differs")
    }


@pytest.mark.parametrize("name", ["empty", "absent"])
def test_folder_without_rules_is_refused(folder, own, name):
    """A folder to lay over others that is empty or does not exist is refused: it is a slip of the pen."""
    (own / "empty").mkdir()
    assert told(folder, own / name) == [(f"{own}/{name}", 1, 1, "(top)", "no_rules")]


def test_missing_schema_names_its_folder(folder, own):
    """The schemas of the lowest folder hold for all; one that is missing is told with that folder."""
    (folder / "schema" / "office.schema.json").unlink()
    write(own, "authorities/hill/office.yaml", OWN_OFFICE)
    name = f"{folder}/schema/office.schema.json"
    assert told(folder, own) == [(name, 1, 1, "(top)", "missing_file")]


def test_third_folder_replaces_what_the_second_added(folder, own, tmp_path):
    """Folders lie over each other in order, and `replaces` looks at all below."""
    write(own, COPY, OWN_COPY)
    write(own, FIELDS, f"fields:\n{OWN_FIELD}")
    top = tmp_path / "top"
    write(top, COPY, OWN_COPY.replace("forestry", "health"))
    woods = OWN_FIELD.replace("id: forestry", "id: forestry, replaces: forestry").replace("Forestry", "Woods")
    write(top, FIELDS, f"fields:\n{woods}")
    book = load(folder, own, top)
    assert book.procedure("copy").field == "health"
    assert book.fields["forestry"].en == "Woods"


def test_digest_is_that_of_the_content_as_a_whole(folder, own, tmp_path):
    """Over others or in one folder, under whatever name: the same rules have the same digest."""
    write(own, COPY, OWN_COPY)
    write(own, FIELDS, f"fields:\n{OWN_FIELD}")
    digest = load(folder, own).digest
    shutil.copytree(own, tmp_path / "elsewhere" / "mine")
    assert load(folder, tmp_path / "elsewhere" / "mine").digest == digest
    write(folder, COPY, renamed(OWN_COPY, "replaces: copy\n", ""))
    write(folder, FIELDS, (folder / FIELDS).read_text("utf-8") + OWN_FIELD)
    assert load(folder).digest == digest


def test_digest_does_not_see_what_is_replaced(folder, own):
    """A file that another replaces may say anything, unseen by the digest."""
    write(own, COPY, OWN_COPY.replace("forestry", "health"))
    digest = load(folder, own).digest
    replace(folder, COPY, "otherwise: {amount: 1,", "otherwise: {amount: 2,")
    assert load(folder, own).digest == digest
    replace(own, COPY, "Certified copy", "Certified copies")
    assert load(folder, own).digest != digest


def test_hidden_folders_are_no_rules(folder, own):
    """What a version control or a mounted volume keeps in hidden folders is passed over."""
    write(own, "..2026_11_22/procedures/copy.yaml", OWN_COPY.replace("forestry", "health"))
    (own / "procedures").symlink_to("..2026_11_22/procedures", target_is_directory=True)
    write(own, ".github/workflows/check.yaml", "on: push\n")
    assert load(folder, own).procedure("copy").field == "health"
