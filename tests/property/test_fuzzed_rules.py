"""Two thousand mutated rule files: their folders load, or every fault is told at its place."""

import re
import shutil
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sla_service.rulebook.faults import RulesRefused
from sla_service.rulebook.load import load
from sla_service.wording.faults import fault_line

ROOT = Path(__file__).parent.parent.parent
SMALL = ROOT / "tests" / "cases" / "small_rules"
LINE = re.compile(r"[^:]+:[1-9]\d*:[1-9]\d*: .+: .+")
FILES = sorted(path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*.yaml"))

SCALARS = [
    *("null", "true", "no", "0", "-1", "1e999", ".nan", "0x10", "1_000", "9" * 5000, "1.5", "~", "''"),
    *('"2026-02-30"', '"0001-01-01"', '"9999-12-31"', "2026-01-01", '"2199-12-31"', '"24:00"', '"25:00"'),
    *('"07:30\\n"', '"\\ud800"', '"\\0"', "[]", "{}", "[[]]", "all", "vn", "ward", "copy", "permit", "tet"),
    *('"9999-12-31T23:59:59-14:00"', '"1900-01-01T00:00:00+14:00"', '"FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2"'),
    *('"FREQ=YEARLY;BYEASTER=400"', '"FREQ=MONTHLY;BYDAY=-53SU"', '"FREQ=YEARLY;INTERVAL=9999"', "ữ", "🏛"),
]
HOSTILE = [
    *("&a [*a]", "*a", "<<: {a: 1}", "!!python/object:os.system x", "%YAML 1.1", "---", "...", "? [a]", "\t"),
    *("\x00", "\ufeff", "\u2028", "- - - - -", "{" * 200, "[" * 700, "a: &a 1", "&a &b x", "!!int x", "|"),
    *("'", '"', "#", ": :", ",", "x: y: z", "key: !!binary 9", "!<tag:yaml.org,2002:str> x", "@", "`"),
]
INDENTS = ["", " ", "  ", "   ", "\t", "        "]


def drop(lines, index, _):
    return [*lines[:index], *lines[index + 1 :]]


def double(lines, index, _):
    return [*lines[: index + 1], *lines[index:]]


def swap(lines, index, choice):
    other = choice % len(lines)
    swapped = list(lines)
    swapped[index], swapped[other] = swapped[other], swapped[index]
    return swapped


def indent(lines, index, choice):
    return [*lines[:index], INDENTS[choice % len(INDENTS)] + lines[index].lstrip(), *lines[index + 1 :]]


def set_value(lines, index, choice):
    key = lines[index].partition(": ")[0]
    return [*lines[:index], f"{key}: {SCALARS[choice % len(SCALARS)]}", *lines[index + 1 :]]


def set_one_of_many(lines, index, choice):
    parts = lines[index].split(", ")
    part = choice % len(parts)
    head, colon, value = parts[part].partition(": ")
    end = value[len(value.rstrip("]}")) :] if colon else ""
    scalar = SCALARS[choice // len(parts) % len(SCALARS)]
    parts[part] = f"{head}: {scalar}{end}" if colon else scalar
    return [*lines[:index], ", ".join(parts), *lines[index + 1 :]]


def insert(lines, index, choice):
    line, at = lines[index], choice % (len(lines[index]) + 1)
    hostile = HOSTILE[choice % len(HOSTILE)]
    return [*lines[:index], line[:at] + hostile + line[at:], *lines[index + 1 :]]


def insert_line(lines, index, choice):
    return [*lines[:index], HOSTILE[choice % len(HOSTILE)], *lines[index:]]


def digit(lines, index, choice):
    line = lines[index]
    places = [at for at, letter in enumerate(line) if letter.isdigit()]
    if not places:
        return lines
    at = places[choice % len(places)]
    return [*lines[:index], f"{line[:at]}{choice % 10}{line[at + 1 :]}", *lines[index + 1 :]]


MUTATIONS = [drop, double, swap, indent, set_value, set_one_of_many, insert, insert_line, digit]
EDIT = st.tuples(st.sampled_from(MUTATIONS), st.integers(0, 9999), st.integers(0, 9999))


@st.composite
def broken_files(draw):
    """Choose one change of one file, or up to three of every file at once."""
    if draw(st.sampled_from([True, True, False, False, False])):
        return {draw(st.sampled_from(FILES)): [draw(EDIT)]}
    return {file: draw(st.lists(EDIT, min_size=1, max_size=3)) for file in FILES}


def break_file(path, edits):
    """Change some lines of a file, one after another."""
    for mutate, index, choice in edits:
        lines = path.read_text("utf-8").splitlines()
        if lines:
            path.write_text("\n".join(mutate(lines, index % len(lines), choice)) + "\n", "utf-8")


def faults_of(folder):
    """Load a folder; give the faults for which it was refused."""
    try:
        load(folder)
    except RulesRefused as refused:
        return refused.faults
    return ()


def test_mutated_rules_load_or_are_refused_at_a_place(tmp_path):
    """Whatever becomes of rule files, the loader gives a book, or each fault in a line of both languages."""
    shutil.copytree(ROOT / "rules" / "schema", tmp_path / "schema")
    seen = {"files": 0, "loaded": 0, "refused": 0}

    @settings(
        max_examples=380,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(broken=broken_files())
    def mutate(broken):
        shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
        for file, edits in broken.items():
            break_file(tmp_path / file, edits)
        faults = faults_of(tmp_path)
        for fault in faults:
            for language in ("vi", "en"):
                assert LINE.fullmatch(fault_line(fault.where, fault.code, fault.facts, language))
        seen["files"] += len(broken)
        seen["refused" if faults else "loaded"] += 1

    mutate()
    assert seen["files"] >= 2000
    assert seen["loaded"] > 0
    assert seen["refused"] > 100
