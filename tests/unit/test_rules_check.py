"""The command that checks rules, the service that starts only on good ones, and the words for each fault."""

import pytest
from breaking import COPY, LINE, MARK, PERMIT, ROOT, TERM, replace
from click.testing import CliRunner

from sla_service.app import create_app
from sla_service.cli import main
from sla_service.rulebook.faults import RulesRefused
from sla_service.wording.faults import FAULTS


def test_service_does_not_start_on_broken_rules(folder):
    """The application is not made from a folder with a fault."""
    replace(folder, PERMIT, "field: health", "field: magic")
    with pytest.raises(RulesRefused):
        create_app(folder)


def test_service_starts_on_the_small_folder(folder):
    """The application is made from a valid folder and answers by it, its examples included."""
    client = create_app(folder).test_client()
    rows = [
        (
            {"authority": "vn", "procedure": "copy", "received_at": "2026-03-10T15:00:00+07:00"},
            "2026-03-10T17:00:00",
        ),
        (
            {"authority": "ward", "field": "justice", "received_at": "2026-03-13T09:00:00+07:00"},
            "2026-03-13T23:59:59",
        ),
        (
            {"authority": "ward", "procedure": "copy", "received_at": "2026-03-14T09:00:00+07:00"},
            "2026-03-14T10:00:00",
        ),
    ]
    for request, due_at in rows:
        assert client.post("/v1/due-dates", json=request).get_json()["due_at"] == f"{due_at}+07:00"


def run_check(*arguments):
    """Run `sla-service rules check`."""
    return CliRunner().invoke(main, ["rules", "check", *map(str, arguments)])


def test_check_passes_the_shipped_rules():
    """The check of the shipped rules ends well."""
    result = run_check(ROOT / "rules")
    assert result.exit_code == 0, result.output
    assert "sha256:" in result.output


@pytest.mark.parametrize("language", ["vi", "en"])
def test_check_tells_each_fault_in_a_line(folder, language):
    """The check of a broken folder ends with 1 and tells each fault in a located line."""
    replace(folder, COPY, TERM, "term: {amount: 0, unit: moons}\n    cutoff")
    replace(folder, PERMIT, "field: health", "field: health\nextra: 1")
    result = run_check(folder, "--lang", language)
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{COPY}:6:23", f"{PERMIT}:4:1"]
    assert all(LINE.fullmatch(line) for line in lines)


def test_check_refuses_an_example_that_comes_out_otherwise(folder):
    """The check runs the examples, and ends with 1 and its place at one that comes out otherwise."""
    line, column = replace(
        folder, COPY, 'due_at: "2026-03-10T17:00:00+07:00"', f'{MARK}due_at: "2026-03-11T17:00:00+07:00"'
    )
    result = run_check(folder)
    assert result.exit_code == 1
    assert f"{COPY}:{line}:{column}: examples.0.due_at" in result.output


def test_check_of_no_folder_ends_badly(tmp_path):
    """The check of a folder that does not exist ends badly and without a traceback."""
    result = run_check(tmp_path / "nothing")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize("code", FAULTS)
def test_every_fault_has_both_languages(code):
    """Every fault has a sentence in Vietnamese and one in English."""
    told = FAULTS[code]
    assert told.vi.strip()
    assert told.en.strip()
    assert told.vi != told.en
