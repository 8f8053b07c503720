"""The command that checks rules, the service that starts only on good ones, and the words for each fault."""

import pytest
from breaking import COPY, FIELDS, LINE, MARK, PERMIT, ROOT, TERM, replace, write
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


OWN = 'fields:\n  - {id: forestry, title: {vi: "Lâm nghiệp", en: "Forestry"}}\n'


EMPTY_YEAR = f"""\
year: 2028
{MARK}status: partly_published
sources:
  notice: {{document: "Thông báo", article: null, url: null, quote: null, read: true, announced_on: null}}
days_off: []
working_days: []
"""
WARNING = {"vi": "cảnh báo", "en": "warning"}


@pytest.fixture
def own(tmp_path):
    """Make a folder with a field of its own."""
    write(tmp_path / "own", FIELDS, OWN)
    return tmp_path / "own"


def test_check_lays_folders_over_each_other(folder, own):
    """Several folders are checked together, each over those before it."""
    alone, both = (run_check(*folders, "--quiet") for folders in ((folder,), (folder, own)))
    assert both.exit_code == 0, both.output
    assert both.output.startswith(f"{folder} + {own}: 0 errors, ")
    assert ", 2 procedures, 2 offices, sha256:" in both.output
    assert both.output.split()[-1] != alone.output.split()[-1]


def test_check_lays_a_folder_that_is_not_whole_over_the_shipped_rules(own):
    """A folder without schemas of its own is checked over the shipped rules."""
    result = run_check(own, "--quiet")
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"{own}, over the shipped rules: 0 errors, ")
    assert ", 14 procedures, 14 offices, " in result.output


@pytest.mark.parametrize("language", ["vi", "en"])
def test_check_of_a_folder_tells_no_warnings_of_the_shipped_rules(own, language):
    """Whoever checks a folder is told, and counted, what is doubtful in it; below it errors alone."""
    line, _ = write(own, "calendars/vn/2028.yaml", EMPTY_YEAR)
    result = run_check(own, "--as-of", "2026-11-22", "--lang", language)
    assert result.exit_code == 0, result.output
    *warnings, count = result.stdout.splitlines()
    assert [told.split(": ")[0] for told in warnings] == [f"{own}/calendars/vn/2028.yaml:{line}:1"]
    assert f" 1 {WARNING[language]}, " in count
    everything = run_check(ROOT / "rules", own, "--as-of", "2026-11-22", "--lang", language).stdout
    assert len(everything.splitlines()) > len(result.stdout.splitlines())


def test_check_of_a_folder_tells_errors_of_the_shipped_rules(own):
    """An example of the shipped rules that comes out otherwise by one's own is refused at its place."""
    write(own, "calendars/vn/2026.yaml", EMPTY_YEAR.replace("year: 2028", "year: 2026\nreplaces: 2026"))
    result = run_check(own, "--quiet")
    assert result.exit_code == 1
    assert f"{ROOT}/rules/procedures/business-registration.yaml:" in result.stderr


def test_check_without_a_folder_checks_what_would_be_served(folder, own, monkeypatch):
    """Without a folder those of `--rules` are checked, else those of SLA_RULES_DIR, else the shipped ones."""
    monkeypatch.delenv("SLA_RULES_DIR", raising=False)
    shipped = run_check("--quiet")
    assert shipped.output.startswith(f"{ROOT / 'rules'}: ")
    monkeypatch.setenv("SLA_RULES_DIR", str(own))
    assert run_check("--quiet").output.startswith(f"{ROOT / 'rules'} + {own}: ")
    monkeypatch.setenv("SLA_RULES_DIR", f"{folder}:{own}:")
    assert run_check("--quiet").output.startswith(f"{folder} + {own}: ")
    monkeypatch.setenv("SLA_RULES_DIR", "")
    assert run_check("--quiet").output == shipped.output
    named = ["--rules", str(folder), "--rules", str(own)]
    flagged = CliRunner().invoke(main, [*named, "rules", "check", "--quiet"])
    assert flagged.output.startswith(f"{folder} + {own}: ")


def test_check_of_several_folders_names_the_folder_of_a_fault(folder, own):
    """A fault is told with the folder that its file stands in."""
    line, column = write(own, FIELDS, OWN.replace("{id: forestry", f"{{{MARK}id: health"))
    result = run_check(folder, own)
    assert result.exit_code == 1
    assert result.output.startswith(f"{own}/{FIELDS}:{line}:{column}: fields.0.id: “health” already stands")


def test_configured_folder_that_does_not_exist_is_refused(tmp_path, monkeypatch):
    """A folder misspelt in SLA_RULES_DIR is told, not passed over."""
    monkeypatch.setenv("SLA_RULES_DIR", str(tmp_path / "nothing"))
    result = run_check()
    assert result.exit_code == 1
    assert result.stderr == f"{tmp_path / 'nothing'}:1:1: (top): there is no rule file in this folder\n"


@pytest.mark.parametrize("code", FAULTS)
def test_every_fault_has_both_languages(code):
    """Every fault has a sentence in Vietnamese and one in English."""
    told = FAULTS[code]
    assert told.vi.strip()
    assert told.en.strip()
    assert told.vi != told.en


def test_check_takes_the_shipped_rules_by_default():
    """Without a folder the shipped rules are checked, and give the same digest as by their name."""
    assert (
        run_check("--as-of", "2026-11-22").stdout.splitlines()[-1]
        == (run_check(ROOT / "rules", "--as-of", "2026-11-22").stdout.splitlines()[-1])
    )


COUNT = {
    "en": "0 errors, 29 warnings, 2 procedures, 2 offices, sha256:",
    "vi": "0 lỗi, 29 cảnh báo, 2 thủ tục, 2 cơ quan, sha256:",
}


@pytest.mark.parametrize("language", COUNT)
def test_check_lists_warnings_and_counts_them(folder, language):
    """Warnings are listed on standard output, sorted by file, and counted at the end; nothing is an error.

    Four always, ten days of 2025, and fifteen of 2026: the small file leaves out Tết 16–20/02, Giỗ Tổ on
    27/04, 30/04, 01/05, 31/08 with 22/08 worked for it, 01/09, 02/09 and 24/11, and the package knows nothing
    of the swap of 02/01 for 10/01.
    """
    result = run_check(folder, "--lang", language, "--as-of", "2026-11-22")
    assert result.exit_code == 0
    assert result.stderr == ""
    *warnings, count = result.stdout.splitlines()
    assert len(warnings) == 29
    assert all(LINE.fullmatch(line) for line in warnings)
    files = [line.split(":")[0] for line in warnings]
    assert files == sorted(files)
    assert count.startswith(f"{folder}: {COUNT[language]}")


@pytest.mark.parametrize("language", COUNT)
def test_quiet_check_tells_the_count_alone(folder, language):
    """With --quiet a valid folder gives one line."""
    (line,) = run_check(folder, "--quiet", "--lang", language, "--as-of", "2026-11-22").stdout.splitlines()
    assert line.startswith(f"{folder}: {COUNT[language]}")


def test_quiet_check_still_tells_errors(folder):
    """With --quiet an error is told, and one is counted as one."""
    replace(folder, PERMIT, "field: health", "field: magic")
    result = run_check(folder, "--quiet", "--as-of", "2026-11-22")
    assert result.exit_code == 1
    assert result.stderr == f"{PERMIT}:3:1: field: there is no “magic”\n"
    assert result.stdout == f"{folder}: 1 error, 29 warnings\n"


def test_check_on_a_day_long_after_tells_of_old_checks(folder):
    """The rules of the small folder were checked on 2026-11-22, which is old from 2027-11-23 on."""
    on_the_day, after = (run_check(folder, "--as-of", f"2027-11-{day}").stdout for day in (22, 23))
    told = f"{COPY}:10:5: versions.0.checked: warning: last checked against its source on 2026-11-22"
    assert told not in on_the_day
    assert told in after


def test_check_refuses_a_day_that_is_none(folder):
    """An --as-of that is no date ends badly and without a traceback."""
    result = run_check(folder, "--as-of", "2026-02-30")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


STEPS = {
    "en": [
        "expected 2026-03-11T17:00:00+07:00, got 2026-03-10T17:00:00+07:00",
        "    The complete dossier came at 15:00 on Tuesday, 10 March 2026, in person.",
        "    It came within office hours: the term counts from that very moment.",
        "    Received by 15:00, the cutoff: the same day.",
        "    Due on the same day: the term ends at 17:00 on Tuesday, 10 March 2026.",
        "    The result is due at 17:00 on Tuesday, 10 March 2026.",
    ],
    "vi": [
        "mong đợi 2026-03-11T17:00:00+07:00, tính ra 2026-03-10T17:00:00+07:00",
        "    Nhận đủ hồ sơ lúc 15:00 thứ Ba, ngày 10/03/2026, nộp trực tiếp.",
        "    Đến trong giờ hành chính: thời hạn tính từ chính lúc đó.",
        "    Nhận chậm nhất 15:00 (giờ chốt): trả trong ngày.",
        "    Trả ngay trong ngày: thời hạn kết thúc lúc 17:00 thứ Ba, ngày 10/03/2026.",
        "    Hạn trả kết quả: 17:00 thứ Ba, ngày 10/03/2026.",
    ],
}


@pytest.mark.parametrize("language", STEPS)
def test_example_that_differs_is_explained(folder, language):
    """An example that comes out otherwise is told with what was expected, what was got, and each step."""
    replace(folder, COPY, 'due_at: "2026-03-10T17', 'due_at: "2026-03-11T17')
    result = run_check(folder, "--lang", language)
    assert result.exit_code == 1
    first, *steps = result.stderr.splitlines()
    assert [first, *steps] == [f"{COPY}:19:5: examples.0.due_at: {STEPS[language][0]}", *STEPS[language][1:]]


def test_examples_are_explained_once(folder):
    """An example that differs in two values is explained below the first; further examples below theirs."""
    replace(
        folder,
        COPY,
        '    due_at: "2026-03-10T17:00:00+07:00"\n',
        '    due_at: "2026-03-11T17:00:00+07:00"\n    due_on: "2026-03-11"\n'
        '  - why: "thứ Ba 10/03/2026 15:00:01 là sau 15 giờ"\n'
        '    received_at: "2026-03-10T15:00:01+07:00"\n    due_at: "2026-03-10T17:00:00+07:00"\n',
    )
    lines = run_check(folder).stderr.splitlines()
    heads = [line.split(": ")[0] for line in lines if not line.startswith("    ")]
    assert heads == [f"{COPY}:19:5", f"{COPY}:20:5", f"{COPY}:23:5"]
    assert lines[6].startswith(f"{COPY}:20:5")


def test_refused_example_is_told_in_words(folder):
    """An example that cannot be computed is told with the sentence of the refusal, not with its code."""
    replace(folder, COPY, 'received_at: "2026-03-10T', 'received_at: "2024-03-10T')
    result = run_check(folder)
    assert f"{COPY}:17:5: examples.0: the example cannot be computed: " in result.stderr
    assert "beyond_horizon" not in result.stderr


def test_fault_stays_on_its_line(folder):
    """A key with a line break in it, or with a bell, is written out and breaks no line."""
    replace(folder, PERMIT, "field: health", 'field: health\n"a\\nb\\a": 1')
    (line,) = run_check(folder, "--quiet").stderr.splitlines()
    assert line.startswith(f"{PERMIT}:4:1: a\\nb\\x07: unknown key")


WORDS_OF_TYPES = {"en": "must be of type text", "vi": "phải thuộc kiểu chữ"}


@pytest.mark.parametrize("language", WORDS_OF_TYPES)
def test_type_is_told_in_words(folder, language):
    """The types of the schemas are named in the language asked for."""
    replace(folder, PERMIT, "field: health", "field: 5")
    result = run_check(folder, "--lang", language)
    assert result.stderr == f"{PERMIT}:3:1: field: {WORDS_OF_TYPES[language]}\n"
