"""`sla-service rules diff`: what is printed, in which language and shape, and how it ends.

The dossiers are counted by hand: two working days at the default office. Saturday 10 January 2026 is worked;
in the other rules it is Saturday 17 January instead.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sla_service.cli import main

YEAR = "calendars/small/2026.yaml"
TERM = {"amount": 2, "unit": "working_days"}
# Thursday 8 January: Friday 9 and the worked Saturday 10; without that Saturday, Monday 12
MOVES = {"received_at": "2026-01-08T09:00:00+07:00", "authority": "vn", "term": TERM}
# Tuesday 6 January: Wednesday 7 and Thursday 8
STAYS = {**MOVES, "received_at": "2026-01-06T09:00:00+07:00"}
ENDLESS = [{"from": "2026-01-08T10:00:00+07:00"}]


@pytest.fixture
def other(folder, tmp_path):
    """Make a copy of the small folder, in which another Saturday is worked."""
    other = shutil.copytree(folder, tmp_path / "other")
    edit(other / YEAR, 'on: "2026-01-10"', 'on: "2026-01-17"')
    return other


def edit(path, old, new):
    """Replace a text in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def run(*arguments):
    """Run `sla-service rules diff`."""
    return CliRunner().invoke(main, ["rules", "diff", *map(str, arguments)])


def dossiers(tmp_path, *lines):
    """Write a file of dossiers."""
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    (tmp_path / "dossiers.jsonl").write_text("\n".join(texts) + "\n", "utf-8")
    return tmp_path / "dossiers.jsonl"


def test_same_rules(folder, tmp_path):
    """Where nothing differs it says so and ends with 0."""
    same = shutil.copytree(folder, tmp_path / "same")
    edit(same / YEAR, "year: 2026\nstatus: published\n", "# reordered\nstatus: published\nyear: 2026\n")
    result = run(folder, same)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[1:] == ["Nothing differs."]


def test_difference_in_words(folder, other):
    """What differs and which due dates move, in sentences; it ends with 1."""
    result = run(folder, other)
    assert result.exit_code == 1, result.output
    lines = result.stdout.splitlines()
    assert lines[1] == "What differs:"
    assert lines[2].startswith(
        "  - removed day of the calendar small, Saturday, 10 January 2026: kind: swapped working day"
    )
    assert lines[3].startswith(
        "  + added day of the calendar small, Saturday, 17 January 2026: kind: swapped working day"
    )
    assert lines[-1] == (
        "  copy at vn: 15:00:01 on Friday, 9 January 2026: "
        "17:00 on Saturday, 10 January 2026 → 17:00 on Monday, 12 January 2026"
    )


def test_what_moves_alike_is_told_together(folder, other):
    """Offices of a procedure that move alike are told in one sentence, and procedures at the same offices.

    The hill keeps the hours of the default office; only the ward has its own.
    """
    for rules in (folder, other):
        (rules / "authorities/hill").mkdir()
        office = (rules / "authorities/vn/office.yaml").read_text("utf-8")
        hill = office.replace("id: vn", "id: hill").replace("parent: null", "parent: vn")
        (rules / "authorities/hill/office.yaml").write_text(hill, "utf-8")
        copy = (rules / "procedures/copy.yaml").read_text("utf-8")
        (rules / "procedures/deed.yaml").write_text(copy.replace("id: copy", "id: deed"), "utf-8")
    told = {
        lang: [line.split(": ")[0] for line in run(folder, other, "--lang", lang).stdout.splitlines()[-2:]]
        for lang in ("vi", "en")
    }
    assert told["en"] == ["  copy, deed at ward", "  copy, deed at every office but ward"]
    assert told["vi"] == ["  copy, deed tại ward", "  copy, deed tại mọi cơ quan trừ ward"]
    edit(other / "procedures/deed.yaml", "otherwise: {amount: 1", "otherwise: {amount: 3")
    assert (
        "  deed at every office but ward: 15:00:01 on Monday, 5 January 2026: " in run(folder, other).stdout
    )


def test_every_office_is_named_at_once(folder, tmp_path):
    """Where every office moves alike none is named."""
    later = shutil.copytree(folder, tmp_path / "later")
    (later / "procedures/copy.yaml").unlink()
    lines = run(folder, later, "--lang", "vi").stdout.splitlines()
    assert lines[-1].startswith("  copy tại mọi cơ quan: 00:00 thứ Tư, ngày 01/01/2025: ")
    assert run(later, folder).stdout.splitlines()[-1].startswith("  copy at every office: ")


def test_channels_are_told_in_words(folder, tmp_path):
    """The channels of a promise are named as on the slip, not as the file has them."""
    later = shutil.copytree(folder, tmp_path / "later")
    edit(later / "authorities/ward/friday.yaml", "channels: [in_person, online]", "channels: [in_person]")
    assert "channels: in person, online → in person" in run(folder, later).stdout
    assert "kênh: nộp trực tiếp, nộp trực tuyến → nộp trực tiếp" in run(folder, later, "--lang", "vi").stdout


def test_both_languages(folder, other, tmp_path):
    """Every line is told in Vietnamese too, and differently."""
    file = dossiers(tmp_path, MOVES)
    vi, en = (run(folder, other, "--lang", lang, "--dossiers", file) for lang in ("vi", "en"))
    assert (vi.exit_code, en.exit_code) == (1, 1)
    pairs = list(zip(vi.stdout.splitlines(), en.stdout.splitlines(), strict=True))
    assert len(pairs) == 9
    assert all(a.strip() and b.strip() and a != b for a, b in pairs)


def test_only_notes_differ(folder, tmp_path):
    """Other notes are another digest, and are told to move nothing."""
    other = shutil.copytree(folder, tmp_path / "noted")
    edit(other / "procedures/copy.yaml", "chưa phải sau 15 giờ", "vẫn chưa sau 15 giờ")
    result = run(folder, other)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1].startswith("Only what changes no due date is otherwise")


def test_dossiers(folder, other, tmp_path):
    """Told are the lines of those that move, old and new, with the step of today's explanation."""
    result = run(folder, other, "--dossiers", dossiers(tmp_path, STAYS, "", MOVES))
    assert result.exit_code == 1, result.output
    assert result.stdout.splitlines()[-2:] == [
        "Of the dossiers, the due date moves of:",
        "  line 3: 17:00 on Saturday, 10 January 2026 → 17:00 on Monday, 12 January 2026. "
        "The term of 2 working days ends at 17:00 on Monday, 12 January 2026 (days off skipped: 2).",
    ]
    none = run(folder, other, "--dossiers", dossiers(tmp_path, STAYS))
    assert none.stdout.splitlines()[-1] == "Of the dossiers no due date moves."


def test_faulty_dossiers(folder, other, tmp_path):
    """A bad line is told by its number and every fault, the others go on; it ends with 2."""
    unknown = {**MOVES, "authority": "nowhere"}
    file = dossiers(tmp_path, "{", {"received_at": "today"}, MOVES, unknown)
    result = run(folder, other, "--dossiers", file, "--format", "json")
    assert result.exit_code == 2
    told = json.loads(result.stdout)["dossiers"]
    assert (told["read"], [moved["line"] for moved in told["moved"]]) == (1, [3])
    assert [fault["line"] for fault in told["faults"]] == [1, 2, 4]
    lines = result.stderr.splitlines()
    assert [line.split(" ")[0] for line in lines] == [f"{file}:{number}:" for number in (1, 2, 4)]
    assert lines[1].count("/authority") == lines[1].count("/received_at") == 1
    assert "/authority: " in lines[2]


def test_held_and_refused_dossiers(folder, other, tmp_path):
    """A held dossier does not move; one without a due date in one of the rules is told with the reason."""
    shutil.rmtree(other / "authorities" / "ward")
    file = dossiers(tmp_path, {**MOVES, "suspensions": ENDLESS}, {**STAYS, "authority": "ward"})
    told = json.loads(run(folder, other, "--dossiers", file, "--format", "json").stdout)["dossiers"]
    assert [(moved["line"], moved["due_at"], moved["step"]) for moved in told["moved"]] == [(2, None, None)]
    assert "ward" in told["moved"][0]["reason"]["en"]
    back = json.loads(run(other, folder, "--dossiers", file, "--format", "json").stdout)["dossiers"]
    assert [(moved["line"], moved["old_due_at"]) for moved in back["moved"]] == [(2, None)]


def test_dossier_as_it_was_known(folder, other, tmp_path):
    """Before the notice of 16 October 2025 neither rules knew of a worked Saturday: nothing moves."""
    file = dossiers(tmp_path, {**MOVES, "known_on": "2025-10-15"})
    assert (
        run(folder, other, "--dossiers", file).stdout.splitlines()[-1] == "Of the dossiers no due date moves."
    )


def test_json(folder, other):
    """As JSON: every difference with its values, every move with its instants."""
    result = run(folder, other, "--format", "json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert set(told) == {"old", "new", "same", "differences", "moves", "dossiers"}
    assert (told["same"], told["dossiers"]) == (False, None)
    assert [(one["what"], one["on"], one["change"]) for one in told["differences"]] == [
        ("day", "2026-01-10", "removed"),
        ("day", "2026-01-17", "added"),
    ]
    assert told["differences"][1]["new"]["source"]["document"] == "Thông báo 9441"
    assert told["moves"][-1] == {
        "procedure": "copy",
        "authority": "vn",
        "channel": "in_person",
        "received_at": "2026-01-09T15:00:01+07:00",
        "old_due_at": "2026-01-10T17:00:00+07:00",
        "due_at": "2026-01-12T17:00:00+07:00",
    }


def test_every_kind_of_value_is_told(folder, tmp_path):
    """Whatever may stand in a rule file is put into both languages, and into JSON, when it goes or comes."""
    from_scratch = shutil.copytree(folder, tmp_path / "scratch")
    for gone in ("procedures/copy.yaml", "authorities/ward"):
        path = from_scratch / gone
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    edit(from_scratch / "calendars/small/calendar.yaml", 'last: "2026-12-31"', 'last: "2027-06-30"')
    edit(from_scratch / "calendars/small/calendar.yaml", '"17:00"]]\n    sat: []', '"16:30"]]\n    sat: []')
    edit(from_scratch / "fields.yaml", 'en: "Health"', 'en: "Medicine"')
    for pair in ((folder, from_scratch), (from_scratch, folder)):
        told = json.loads(run(*pair, "--format", "json").stdout)["differences"]
        assert {one["what"] for one in told} >= {
            "field", "procedure", "commitment", "version", "authority", "calendar", "hours",
        }  # fmt: skip
        for one in told:
            assert one["text"]["vi"] != one["text"]["en"]
            assert not re.search(r"[A-Z]\w+\(|<|None", one["text"]["en"])


def test_broken_rules(folder, other):
    """Rules that cannot be read are trouble: every fault at its place, and it ends with 2."""
    edit(other / YEAR, "weekday: sat", "weekday: sun")
    result = run(folder, other)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"{other}/{YEAR}:9:")


def test_own_folder_lies_over_the_shipped_rules(tmp_path):
    """A folder that is not whole is compared as it is served: over the shipped rules."""
    for name, title in (("old", "Forestry"), ("new", "Woods")):
        (tmp_path / name).mkdir()
        text = f'fields:\n  - {{id: forestry, title: {{vi: "Lâm nghiệp", en: "{title}"}}}}\n'
        (tmp_path / name / "fields.yaml").write_text(text, "utf-8")
    lines = run(tmp_path / "old", tmp_path / "new").stdout.splitlines()
    assert lines[2] == "  ~ changed field forestry: title: Forestry → Woods"
    assert lines[3] == "No receipt was found whose due date would move."


def test_as_a_process(folder, other):
    """The command as it is installed does the same."""
    command = Path(sys.executable).parent / "sla-service"
    done = subprocess.run(
        [command, "rules", "diff", folder, other, "--lang", "vi"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "  copy tại vn: 15:00:01 thứ Sáu, ngày 09/01/2026: " in done.stdout
