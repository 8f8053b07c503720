"""`sla-service rules new`: rule files to be filled in, refused by the check wherever they are still empty."""

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from sla_service.app import create_app
from sla_service.cli import main
from sla_service.rulebook.compare import compare
from sla_service.rulebook.load import load

FILES = {
    "authority": ("hill", "authorities/hill/office.yaml"),
    "procedure": ("felling", "procedures/felling.yaml"),
    "commitment": ("ward.tuesday", "authorities/ward/tuesday.yaml"),
}
# what a file must say before it means anything; the rest may stay as it is written
TO_FILL_IN = {
    "authority": {"title.vi", "title.en", "parent", "calendar"},
    "procedure": {
        "title.vi", "title.en", "field", "versions.0.in_force.from", "versions.0.term.amount",
        "versions.0.term.unit", "versions.0.citations.0.document", "versions.0.citations.0.read",
        "versions.0.checked.on", "examples.0.why", "examples.0.received_at", "examples.0.due_at",
    },
    "commitment": {
        "model", "title.vi", "title.en", "versions.0.in_force.from", "versions.0.applies.offices",
        "versions.0.applies.fields", "versions.0.applies.procedures", "versions.0.applies.channels",
        "versions.0.term.amount", "versions.0.term.unit", "versions.0.citations.0.document",
        "versions.0.citations.0.read", "examples.0.why", "examples.0.received_at", "examples.0.due_at",
    },
}  # fmt: skip
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_KIND = pytest.mark.parametrize("kind", FILES)
LOCATED = re.compile(r"(?P<file>[^:]+):(?P<line>\d+):\d+: (?P<path>[^:]+): .+")


def run(*arguments):
    """Run `sla-service rules …`."""
    return CliRunner().invoke(main, ["rules", *map(str, arguments)])


def new(kind, name, folder, *more):
    """Write a file to be filled in."""
    return run("new", kind, name, "--into", folder, *more)


@EVERY_KIND
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_empty_place_is_refused(folder, kind, lang):
    """What was written is refused exactly where it is empty, in the words of the check, and printed so."""
    name, file = FILES[kind]
    result = new(kind, name, folder, "--lang", lang)
    assert result.exit_code == 0, result.output
    written, heading, *lines = result.stdout.splitlines()
    assert str(folder / file) in written
    assert heading == {"vi": "Còn phải điền:", "en": "To be filled in:"}[lang]
    found = [LOCATED.fullmatch(line) for line in lines]
    assert {match["file"] for match in found} == {file}
    assert sorted(match["path"] for match in found) == sorted(TO_FILL_IN[kind])
    text = (folder / file).read_text("utf-8").splitlines()
    for match in found:
        key = match["path"].rpartition(".")[2]
        assert re.search(rf'\b{key}:( +#.*| ""  .*)?$', text[int(match["line"]) - 1]), match[0]
    assert run("check", folder, "--lang", lang).stderr.splitlines() == lines


@EVERY_KIND
def test_nothing_is_invented(folder, kind):
    """No number stands in the file but where a comment names a form."""
    name, file = FILES[kind]
    new(kind, name, folder)
    for line in (folder / file).read_text("utf-8").splitlines()[1:]:
        assert not re.search(r"\d", line.partition("#")[0]), line


@EVERY_KIND
def test_modeline_points_at_the_schema(folder, tmp_path, kind):
    """The first line names the schema, from a whole folder and from one that lies over the shipped rules."""
    name, file = FILES[kind]
    for into in (folder, tmp_path / "own"):
        new(kind, name, into)
        first = (into / file).read_text("utf-8").splitlines()[0]
        schema = (into / file).parent / first.removeprefix("# yaml-language-server: $schema=")
        assert json.loads(schema.read_text("utf-8"))["type"] == "object"


@EVERY_KIND
def test_nothing_is_overwritten(folder, kind):
    """A file that is there stays as it is; it ends with 1."""
    name, file = FILES[kind]
    new(kind, name, folder)
    (folder / file).write_text("mine", "utf-8")
    result = new(kind, name, folder)
    assert result.exit_code == 1
    assert result.stderr == f"{folder / file} is there already; nothing is overwritten.\n"
    assert (folder / file).read_text("utf-8") == "mine"


def test_what_stands_below_is_not_begun_anew(tmp_path):
    """An id of the shipped rules is not written over them: its file is to be copied."""
    for kind, name in (("procedure", "certified-copy"), ("authority", "vn"), ("calendar-year", "2027")):
        result = new(kind, name, tmp_path / "own", "--lang", "vi")
        assert result.exit_code == 1
        assert f"“{name}” đã có trong " in result.stderr
    assert not (tmp_path / "own").exists()


def test_filled_in_it_passes(folder):
    """An office of which the empty places are filled in passes the check."""
    new("authority", "hill", folder)
    path = folder / "authorities/hill/office.yaml"
    text = path.read_text("utf-8")
    for key, value in {"vi": "Xã Đồi", "en": "Hill", "parent": "vn", "calendar": "small"}.items():
        text = re.sub(
            rf'^( *{key}:)( +#|  ?"")', rf"\1 {value} \2".replace('""', ""), text, flags=re.MULTILINE
        )
    path.write_text(text.replace('""', ""), "utf-8")
    result = run("check", folder)
    assert result.exit_code == 0, result.output
    assert load(folder).authority("hill").title.vi == "Xã Đồi"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("procedure", "Felling"),
        ("procedure", "../x"),
        ("authority", "a.b"),
        ("commitment", "ward"),
        ("commitment", "ward.office"),
        ("calendar-year", "28"),
        ("calendar-year", "2300"),
    ],
)
def test_bad_id_is_a_slip_of_the_pen(folder, kind, name):
    """What can be no id is told as a wrong argument."""
    before = sorted(folder.rglob("*"))
    assert new(kind, name, folder).exit_code == 2
    assert sorted(folder.rglob("*")) == before


def test_year_is_projected(folder):
    """A year is written as projected, each day with its weekday; it passes, and changes no day."""
    (folder / "calendars/small/2025.yaml").unlink()
    before = load(folder)
    result = new("calendar-year", "2025", folder)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[1].startswith("The check refuses nothing in this file")
    text = (folder / "calendars/small/2025.yaml").read_text("utf-8")
    days = re.findall(r'on: "(\d{4}-\d\d-\d\d)", weekday: (\w+), .* source: projection', text)
    assert ("2025-09-02", "tue") in days
    assert all(WEEKDAYS[date.fromisoformat(on).weekday()] == weekday for on, weekday in days)
    after = load(folder)
    assert after.calendar("small").timeline.calendar.published == {2026}
    assert after.calendar("small").timeline.calendar.partly_published == frozenset()
    assert before.digest != after.digest


def test_answers_of_a_projected_year_stay_provisional(folder):
    """Whoever leans on a projected year is told so: no notice of 2025 is there yet."""
    (folder / "calendars/small/2025.yaml").unlink()
    new("calendar-year", "small/2025", folder)
    client = create_app(folder).test_client()
    told = client.get("/v1/calendars/small").get_json()
    assert told["projected_years"] == [2025]
    request = {"authority": "vn", "procedure": "copy", "received_at": "2025-09-03T09:00:00+07:00"}
    answer = client.post("/v1/due-dates", json=request).get_json()
    assert (answer["provisional"], answer["provisional_because"]) == (True, [2025])
    days = client.get("/v1/calendars/small/days?from=2025-09-02&to=2025-09-02").get_json()["days"]
    assert (days[0]["kind"], days[0]["provisional"]) == ("holiday", True)


def test_year_of_the_shipped_calendar_moves_nothing(tmp_path):
    """The projection written down as a file is the projection: the days and due dates of 2030 stay."""
    own = tmp_path / "own"
    assert new("calendar-year", "2030", own).exit_code == 0
    shipped = Path(__file__).parent.parent.parent / "rules"
    found = compare(load(shipped), load(shipped, own))
    assert not found.is_same
    assert (found.differences, found.moves) == ((), ())


@pytest.mark.parametrize("year", [2024, 2027])
def test_year_that_the_calendar_leaves_out_is_told(folder, year):
    """A year before or after the calendar's horizon is written, with the warning that the check gives."""
    told = new("calendar-year", year, folder).stdout.splitlines()
    assert told[1].startswith("The check refuses nothing in this file")
    assert re.fullmatch(rf".+/{year}\.yaml:\d+:1: year: warning: .+ 2025-01-01 to 2026-12-31 .+", told[2])
    assert len(told) == 3


def test_unknown_calendar_is_told(folder):
    """A year belongs to a calendar that there is; where there are several it must be named."""
    assert "no calendar “river”; known: small" in new("calendar-year", "river/2027", folder).stderr
    shutil.copytree(folder / "calendars/small", folder / "calendars/river")
    result = new("calendar-year", "2027", folder)
    assert result.exit_code == 1
    assert "known: river, small" in result.stderr
    assert new("calendar-year", "small/2027", folder).exit_code == 0


def test_as_a_process(tmp_path):
    """The command as it is installed writes into the current folder."""
    command = Path(sys.executable).parent / "sla-service"
    done = subprocess.run(
        [command, "rules", "new", "procedure", "felling", "--lang", "vi"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "procedures/felling.yaml").is_file()
    assert "versions.0.term.amount: còn trống; phải thuộc kiểu số" in done.stdout
