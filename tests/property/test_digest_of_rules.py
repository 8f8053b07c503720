"""The digest of the rules: never moved by how they are written, always by what they say, on any machine."""

import hashlib
import os
import random
import shutil
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from importlib.metadata import version
from itertools import pairwise

import pytest
from holding import ROOT
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rule_files import (
    IN_ANY_ORDER,
    IN_THIS_ORDER,
    SCHEMAS,
    changes,
    keys_of,
    others,
    places,
    put,
    rewrite,
    specimen,
)

from sla_service.app import create_app
from sla_service.core.calendar import DatedDay, DayKind
from sla_service.core.law import Text
from sla_service.rulebook.digest import digest, foreseen
from sla_service.rulebook.faults import Document, RulesRefused
from sla_service.rulebook.files import read
from sla_service.rulebook.folder import Folder, horizon_years, open_folders
from sla_service.rulebook.known import known_on
from sla_service.rulebook.load import load
from sla_service.rulebook.overlay import overlaid
from sla_service.rulebook.projection import project

SEEDS = st.integers(0, 2**32)  # of dice: a file has too many places to draw each choice by itself
CATALOGUE = ("/v1/calendars", "/v1/authorities", "/v1/procedures", "/v1/rules")
DOSSIER = {"received_at": "2026-01-01T09:00:00+07:00", "authority": "vn", "procedure": "copy"}
ONE_DAY = timedelta(days=1)
KINDS = ("fields", "calendar", "calendar-year", "procedure", "office", "commitment")
LOOKALIKES = [
    *(1, 1.5, True, 0, False, -1, None, 10**12, 10**12 + 1),
    *("1", "1.0", "true", "null", "", "0", "١", "a b", "a  b"),
    *("ữ", unicodedata.normalize("NFD", "ữ"), "u"),
    *([], {}, [1], [[1]], ["1"], {"1": 1}),
]


def some(examples):
    """Try so many; the folders that fixtures make are written anew each time."""
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # a smaller seed is no simpler file
        suppress_health_check=list(HealthCheck),
    )


def dice_of(seed):
    """Make dice that fall the same way again."""
    return random.Random(seed)  # noqa: S311 - chance, not secrets


@pytest.fixture(scope="module")
def shipped():
    """Read the files of the shipped rules."""
    return opened(ROOT / "rules")


def opened(root):
    """Read the files of a folder that holds."""
    folders, faults = open_folders([root])
    assert not faults
    return overlaid(folders)[0]


def with_two_articles(folder):
    """Let a year cite one document twice, so that only the article tells its sources apart."""
    year = folder.of("calendar-year")[0].data
    law = year["sources"]["notice"] | {"article": "Điều 112"}
    return with_data(folder, "calendar-year", 0, year | {"sources": year["sources"] | {"law": law}})


def alone(kind, data):
    """Make a folder of one file."""
    return Folder({kind: (Document("file.yaml", data, {}),)}, {})


def with_data(folder, kind, index, data):
    """Let one file of a folder say something else."""
    files = list(folder.of(kind))
    files[index] = replace(files[index], data=data)
    return Folder({**folder.documents, kind: tuple(files)}, folder.broken)


def one_file(folder, dice):
    """Choose a file: its kind, its index among them, its content."""
    kind, index = dice.choice(
        [(kind, index) for kind in folder.documents for index, _ in enumerate(folder.of(kind))]
    )
    return kind, index, folder.of(kind)[index].data


class TestHowItIsWritten:
    """Style, order and place never change the digest."""

    def test_small_rules_written_anew_answer_the_same(self, folder):
        """Whatever the style and the order of creation, no answer differs in a byte, its digest included."""
        files = with_two_articles(opened(folder))
        before = None

        @some(4)
        @given(SEEDS)
        def write_anew(seed):
            nonlocal before
            dice = dice_of(seed)
            shutil.rmtree(folder)
            documents = list(files.all())
            for document in dice.sample(documents, len(documents)):
                rewrite(folder / document.file, document.data, dice)
            shutil.copytree(ROOT / "rules" / "schema", folder / "schema")
            client = create_app(folder).test_client()
            answers = [client.get(path).get_data() for path in CATALOGUE]
            answers.append(client.post("/v1/due-dates", json=DOSSIER).get_data())
            before = before or answers
            assert answers == before

        write_anew()

    def test_shipped_rules_written_anew_have_the_same_digest(self, shipped, tmp_path):
        """One file written in another style, and all files and kinds listed in another order."""
        before = digest(shipped)

        @some(25)
        @given(SEEDS)
        def write_anew(seed):
            dice = dice_of(seed)
            kind, index, data = one_file(shipped, dice)
            rewrite(tmp_path / "file.yaml", data, dice)
            found = with_data(shipped, kind, index, read(tmp_path / "file.yaml", tmp_path).data)
            kinds = dice.sample(list(found.documents), len(found.documents))
            listed = {name: tuple(dice.sample(found.of(name), len(found.of(name)))) for name in kinds}
            assert digest(Folder(listed, found.broken)) == before

        write_anew()

    def test_rules_over_others_are_those_of_one_folder(self, shipped):
        """Any files may lie on top, over whatever they replace: what holds in the end is what counts."""
        before = digest(shipped)
        nothing = dict.fromkeys(shipped.documents, ())

        @some(30)
        @given(SEEDS)
        def lay_over(seed):
            dice = dice_of(seed)
            above = {
                kind: tuple(document for document in documents if dice.random() < 0.5)
                for kind, documents in shipped.documents.items()
            }
            below = {
                kind: tuple(
                    each_entry(document, title=None) if document in above[kind] else document
                    for document in documents
                )
                for kind, documents in shipped.documents.items()
            }
            above = {kind: tuple(map(saying_replaces, documents)) for kind, documents in above.items()}
            found, faults = overlaid([Folder(below, nothing), Folder(above, nothing)])
            assert not faults
            assert digest(found) == before

        lay_over()


def each_entry(document, **more):
    """Let a file say more of itself, that of the fields of each of them."""
    data = document.data
    if "fields" in data:
        return replace(document, data={"fields": [field | more for field in data["fields"]]})
    return replace(document, data=data | more)


def saying_replaces(document):
    """Let a file say that it replaces the one below."""
    data = document.data
    if "fields" in data:
        fields = [field | {"replaces": field["id"]} for field in data["fields"]]
        return replace(document, data={"fields": fields})
    return replace(document, data=data | {"replaces": data.get("id", data.get("year"))})


class TestWhatItSays:
    """Whatever is said otherwise anywhere changes the digest: also examples, notes and days of checking."""

    def test_every_place_of_the_shipped_rules_counts(self, shipped):
        """Each value of each file, said otherwise, tells."""
        for kind, documents in shipped.documents.items():
            for document in documents:
                before = digest(alone(kind, document.data))
                for path, value in places(document.data):
                    changed = put(document.data, path, others(value, path)[0])
                    assert digest(alone(kind, changed)) != before, (document.file, path)

    def test_every_key_of_every_schema_counts(self):
        """Whatever a schema lets a file say, though no file of today says it."""
        met = []
        for kind in KINDS:
            data = specimen(kind, met)
            before = digest(alone(kind, data))
            for path, other in changes(data):
                assert digest(alone(kind, put(data, path, other))) != before, (kind, path, other)
        shapes = {id(shape): shape for schema in SCHEMAS.values() for shape in keys_of(schema)}
        assert [shape for known, shape in shapes.items() if known not in set(map(id, met))] == []

    def test_order_counts_where_it_says_something(self):
        """Of every list that a schema allows it is decided whether its order says anything; a pair's does."""
        seen = set()
        for kind in KINDS:
            data = specimen(kind, [])
            before = digest(alone(kind, data))
            for path, value in places(data):
                if not isinstance(value, list):
                    continue
                seen.add(path[-1])
                turned = digest(alone(kind, put(data, path, value[::-1])))
                assert (turned == before) is (path[-1] in IN_ANY_ORDER or value[0] == value[1]), (kind, path)
        assert {key for key in seen if isinstance(key, str)} == IN_ANY_ORDER | IN_THIS_ORDER

    def test_one_change_among_all_files_tells(self, shipped):
        """Any one change in any one file of the whole; two different ones have two different digests."""
        before = digest(shipped)
        seen = {}

        @some(40)
        @given(SEEDS)
        def change(seed):
            dice = dice_of(seed)
            kind, index, data = one_file(shipped, dice)
            path, other = dice.choice(changes(data))
            after = digest(with_data(shipped, kind, index, put(data, path, other)))
            assert after != before
            assert seen.setdefault(after, (kind, index, path, other)) == (kind, index, path, other)

        change()

    def test_no_file_may_say_what_another_said(self, shipped):
        """What two files of a kind say, told by the one of the other, are other rules; so is a file less."""
        for kind, documents in shipped.documents.items():
            folder = Folder({kind: documents}, {})
            before = digest(folder)
            for index in range(len(documents)):
                fewer = (*documents[:index], *documents[index + 1 :])
                assert digest(Folder({kind: fewer}, {})) != before
            for one, other in pairwise(range(len(documents))):
                turned = with_data(folder, kind, one, documents[other].data)
                assert digest(with_data(turned, kind, other, documents[one].data)) != before

    def test_changed_rules_that_still_load_have_another_digest(self, folder):
        """From the file to the book: a changed file is refused, or the book has another digest."""
        files, before = opened(folder), load(folder).digest
        seen = {"loaded": 0, "refused": 0}

        @some(30)
        @given(SEEDS)
        def change(seed):
            dice = dice_of(seed)
            kind, index, data = one_file(files, dice)
            file = folder / files.of(kind)[index].file
            path, other = dice.choice(
                [(path, other) for path, other in changes(data) if isinstance(other, str | bool)]
            )
            rewrite(file, put(data, path, other), dice)
            try:
                assert load(folder).digest != before
                seen["loaded"] += 1
            except RulesRefused:
                seen["refused"] += 1
            rewrite(file, data, dice)

        change()
        assert seen["loaded"] > 8

    def test_values_that_look_alike_are_not_the_same(self):
        """A number, its text, a truth and an absence; a word in another form of Unicode."""
        digests = {digest(alone("procedure", {"amount": value})) for value in LOOKALIKES}
        assert len(digests) == len(LOOKALIKES)

    @pytest.mark.parametrize(("one", "other"), [(1, 1.0), (0, -0.0), (10**12, 1e12), (0.5, 5e-1)])
    def test_numbers_of_one_value_are_the_same(self, one, other):
        """Counted as numbers, however many zeros they are written with."""
        assert digest(alone("procedure", {"amount": one})) == digest(alone("procedure", {"amount": other}))


class TestProjectedDays:
    """Days that answers take from the projecting package count as if a file named them."""

    def test_every_day_counts(self):
        """A day more or less, another date, kind or name, another calendar, foreseen and not projected."""
        days = tuple(project("VN", (2028,)))
        nothing = Folder({}, {})
        before = digest(nothing, {"one": days, "two": ()}, {"one": ()})
        for index, day in enumerate(days):
            fewer, rest = days[:index], days[index + 1 :]
            for other in other_days(day):
                assert digest(nothing, {"one": (*fewer, *other, *rest), "two": ()}, {"one": ()}) != before
            assert digest(nothing, {"one": fewer, "two": (day, *rest)}, {"one": ()}) != before
            assert digest(nothing, {"one": fewer, "two": ()}, {"one": (day, *rest)}) != before

    def test_digest_of_the_book_covers_the_years_without_a_file(self, shipped, book):
        """Those that the calendar reaches over and no file tells of, and the others as once foreseen."""
        (calendar,) = shipped.of("calendar")
        told = {year.data["year"] for year in shipped.years(calendar)}
        projected = tuple(project("VN", set(horizon_years(calendar)) - told))
        assert projected
        assert book.digest == digest(shipped, {"vn": projected}, foreseen(shipped))

    def test_what_was_foreseen_before_any_notice_is_covered(self, shipped, book):
        """`known_on` takes days from the package also in settled years, but no swap: each of these counts."""
        covered = set(foreseen(shipped)["vn"])
        assert DayKind.SWAPPED_WORKING not in {day.kind for day in covered}
        calendar = book.calendar("vn")
        now = set(calendar.timeline.calendar.dated.values())
        eves = {source.announced_on - ONE_DAY for source in calendar.sources if source.is_dated_notice}
        for eve in eves:
            then = set(known_on(book, eve).calendar("vn").timeline.calendar.dated.values())
            assert then - now
            assert then - now <= covered


def other_days(day):
    """List what could stand in place of a day."""
    named = [replace(day.name, vi=day.name.vi + " "), replace(day.name, en=day.name.en + " "), None]
    return [
        *((), (day, day), (replace(day, on=day.on + ONE_DAY),), (replace(day, kind=DayKind.SWAPPED_OFF),)),
        *((replace(day, name=name),) for name in named),
    ]


GOLDEN_FILES = {
    "fields": (
        "fields.yaml",
        "fields:\n- {id: land, title: {vi: Đất đai, en: Land}}\n"
        "- {title: {en: Health, vi: Y tế}, id: health}\n",
    ),
    "procedure": (
        "procedures/permit.yaml",
        "# a comment\nid: permit\nversions:\n- term: {unit: working_days, amount: 2.0}\n"
        "  until: ~\n  read: true\n  citations: [b, a]\nshare: 0.25\nquote: '\"\\'\n",
    ),
}
GOLDEN_TEXT = (
    '[{"fields":{"fields.yaml":{"fields":['
    '{"id":"health","title":{"en":"Health","vi":"Y tế"}},'
    '{"id":"land","title":{"en":"Land","vi":"Đất đai"}}]}},'
    '"procedure":{"procedures/permit.yaml":{"id":"permit","quote":"\\"\\\\","share":0.25,'
    '"versions":[{"citations":["b","a"],"read":true,'
    '"term":{"amount":2,"unit":"working_days"},"until":null}]}}},'
    '{"vn":[["2028-01-26","holiday","Tết","Tet"],["2028-02-05","swapped_working"]]},{"vn":[]}]'
)


class TestAnywhere:
    """The same rules have the same digest on every machine, for ever."""

    def test_digest_is_the_hash_of_this_text(self, tmp_path):
        """Written out here, for whoever changes how it is made changes every digest that was ever kept."""
        documents = {}
        for kind, (file, text) in GOLDEN_FILES.items():
            (tmp_path / file).parent.mkdir(exist_ok=True)
            (tmp_path / file).write_text(text, "utf-8")
            documents[kind] = (read(tmp_path / file, tmp_path),)
        tet = DatedDay(date(2028, 1, 26), DayKind.HOLIDAY, Text("Tết", "Tet"))
        worked = DatedDay(date(2028, 2, 5), DayKind.SWAPPED_WORKING)
        expected = "sha256:" + hashlib.sha256(GOLDEN_TEXT.encode("utf-8")).hexdigest()
        assert digest(Folder(documents, {}), {"vn": (tet, worked)}, {"vn": ()}) == expected

    def test_digest_is_the_same_on_other_machines(self, book, tmp_path):
        """Other seeds of hashes, languages, time zones, folders and orders of creation."""
        home = tmp_path / "nơi khác" / "rules"
        files = [path for path in (ROOT / "rules").rglob("*") if path.is_file()]
        for path in sorted(files, reverse=True):
            copy = home / path.relative_to(ROOT / "rules")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        started = [
            telling(sys.executable, ROOT / "rules", tmp_path, ONE_MACHINE),
            telling(sys.executable, home, home.parent, ANOTHER_MACHINE),
        ]
        assert [told(process) for process in started] == [book.digest] * 2

    @pytest.mark.parametrize("name", ["python3.11", "python3.12", "python3.13", "python3.14"])
    def test_digest_is_the_same_in_other_pythons(self, book, tmp_path, name):
        """Whichever of them are installed, with the packages that the service needs."""
        if name == f"python3.{sys.version_info.minor}":
            pytest.skip("the one that runs this")
        found = shutil.which(name)
        if found is None:
            pytest.skip("not installed")
        process = telling(found, ROOT / "rules", tmp_path, {"PYTHONPATH": str(ROOT)}, print_=PACKAGE)
        output, errors = process.communicate(timeout=60)
        if process.returncode:
            pytest.skip("cannot load rules: " + errors.decode(errors="replace").strip().rpartition("\n")[2])
        if output.decode().strip() != version("holidays"):
            pytest.skip("its days are projected by another release of the package")
        assert told(telling(found, ROOT / "rules", tmp_path, {"PYTHONPATH": str(ROOT)})) == book.digest


ONE_MACHINE = {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC0"}
ANOTHER_MACHINE = {
    "PYTHONHASHSEED": "4242",
    "PYTHONOPTIMIZE": "2",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "LC_ALL": "tr_TR.ISO8859-9",
    "LANG": "vi_VN",
    "LANGUAGE": "th:en",
    "TZ": "XXX+11:30",
}
LOADED = "import sys; from pathlib import Path; from sla_service.rulebook.load import load; "
DIGEST = "load(Path(sys.argv[1])).digest"
PACKAGE = "__import__('holidays').__version__"


def telling(python, folder, cwd, variables, *, print_=DIGEST):
    """Start a process that loads the rules in surroundings of its own and prints something."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.Popen(
        [python, "-c", f"{LOADED}print({print_})", folder],
        cwd=cwd,
        env=kept | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def told(process):
    """Wait for the digest that a process tells."""
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return output.decode("ascii").strip()
