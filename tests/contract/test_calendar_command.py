"""`sla-service calendar`, `authorities`, `procedures`: a year at a glance, and what can be asked about."""

import json
import re

import pytest
from click.testing import CliRunner

from sla_service.cli import main

WIDTH = 80
# 2026 by its notices: New Year, its Friday swapped for 10 January; Tết; the Hùng Kings on a Sunday, hence
# the Monday; 30 April and 1 May; 31 August, swapped for 22 August, and the National Day's two; Culture Day
OFF = {"01-01", "01-02", "02-16", "02-17", "02-18", "02-19", "02-20", "04-26", "04-27", "04-30", "05-01"}
OFF |= {"08-31", "09-01", "09-02", "11-24"}
WORKED = {"01-10", "08-22"}


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    """Take no language and no rules from the machine."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "SLA_RULES_DIR"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments):
    """Run `sla-service …`."""
    return CliRunner().invoke(main, [*map(str, arguments)])


def read(*arguments):
    """Run it where there is an answer, and give its lines."""
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def month(lines, number):
    """Give the rows of a month of the drawing, as its days with their signs."""
    across, down = (number - 1) % 3, (number - 1) // 3
    heads = [index for index, line in enumerate(lines) if line.startswith(("Mo Tu", "T2 T3"))]
    start = heads[down] + 1
    block = lines[start : lines.index("", start)]
    return [re.findall(r"\d+\D?", line[across * 26 : across * 26 + 21]) for line in block]


def signed(lines, sign):
    """Name every day of the drawing that has a sign."""
    return {
        f"{number:02}-{int(day[:-1]):02}"
        for number in range(1, 13)
        for row in month(lines, number)
        for day in row
        if day.endswith(sign)
    }


def test_a_year_at_a_glance():
    """The days off and the days worked instead of 2026 have their signs, and their sources below."""
    lines = read("calendar", "2026")
    assert lines[0] == "The year 2026: Nationwide default office (vn)"
    # 365 days: 104 of Saturdays and Sundays, fourteen of the days off are no Sunday, two Saturdays are worked
    assert lines[1] == "Working days: 249"
    assert (signed(lines, "x"), signed(lines, "+")) == (OFF, WORKED)
    assert "x holiday or other day off   + swapped working day" in lines
    source = lines.index("By Nghị quyết 28/2026/QH16, Điều 2:")
    assert lines[source + 1] == "  Tuesday, 24 November 2026: Vietnam Culture Day"
    assert max(map(len, lines)) <= WIDTH


def test_every_day_stands_in_its_column():
    """In 2024 February has 29 days and begins on a Thursday; December ends with a Tuesday."""
    lines = read("calendar", "2024", "--lang", "vi")
    assert lines[0] == "Lịch năm 2024: Cơ quan mặc định trên toàn quốc (vn)"
    assert [len(row) for row in month(lines, 2)] == [4, 7, 7, 7, 4]
    assert [len(row) for row in month(lines, 12)] == [1, 7, 7, 7, 7, 2]
    assert sum(len(row) for number in range(1, 13) for row in month(lines, number)) == 366
    assert [line.split() for line in lines if line.startswith("T2")] == [
        ["T2", "T3", "T4", "T5", "T6", "T7", "CN"] * 3
    ] * 4


def test_service_days_have_a_sign_each():
    """Of 52 Wednesdays 18 February and 2 September are off; of 52 Fridays 2 January, 20 February, 1 May."""
    lines = read("calendar", "2026", "--authority", "tay-ninh", "--lang", "vi")
    assert len(signed(lines, "^")) == 50
    assert len(signed(lines, "@")) == 49
    assert {"09-02", "05-01"} <= signed(lines, "x")
    place = lines.index("^ Ngày không viết (tay-ninh.no-writing-wednesday), 50 ngày:")
    assert lines[place + 1] == "  Bài báo về phường Ninh Thạnh và thành phố Tây Ninh, 16/11/2020"
    assert lines[place + 2].startswith("  Từ thứ Ba, ngày 01/07/2025 chưa có nguồn nào xác nhận")
    assert "@ Ngày không hẹn (tay-ninh.no-appointment-friday), 49 ngày:" in lines


def test_a_year_without_notices_is_provisional():
    """Nothing of 2029 has been announced."""
    assert read("calendar", "2029")[2] == "Provisional: the days off of this year are not all announced yet."


def test_json_is_that_of_the_service(client):
    """The days are those that the service lists from the first of January to the last of December."""
    answer = client.get("/v1/authorities/tay-ninh/days?from=2026-01-01&to=2026-12-31").get_json()
    assert json.loads(run("calendar", "2026", "--authority", "tay-ninh", "--json").stdout) == answer


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["2031"], ["YEAR: The year must lie between 2015 and 2030. [out_of_range]"]),
        (["next"], ["YEAR: The year must lie between 2015 and 2030. [out_of_range]"]),
        (["0"], ["YEAR: The year must lie between 2015 and 2030. [out_of_range]"]),
        (["99999"], ["YEAR: The year must lie between 2015 and 2030. [out_of_range]"]),
        (["2026", "--authority", "tay-nin"], [
            "--authority: There is no authority “tay-nin”. [unknown_authority]",
            "  Did you mean: tay-ninh?",
            "  To see them all: sla-service authorities",
        ]),
    ],
)  # fmt: skip
def test_a_refusal_helps(arguments, told):
    """A year or an office that nobody knows is told as such, with what would help."""
    result = run("calendar", *arguments)
    assert (result.exit_code, result.stdout, result.stderr.splitlines()) == (1, "", told)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["procedures", "khai sinh"], ["birth-registration"]),
        (["procedures", "khai", "SINH"], ["birth-registration"]),
        (["procedures", "đăng ký doanh nghiệp"], ["business-registration", "business-registration-reissue"]),
        (["procedures", "dang ky khai tu"], ["death-registration"]),
        (["procedures", "registr marri"], ["marriage-registration"]),
        (["authorities", "Tây Ninh"], ["ninh-thanh", "tay-ninh"]),
        (["authorities", "long-an"], ["hung-dien-a", "long-an"]),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_meant_is_found(arguments, found, lang):
    """Words are found by how they begin, in ids and titles of either language, with accents or without."""
    assert [line.split()[0] for line in read(*arguments, "--lang", lang)] == found


def test_all_are_listed_by_id(book):
    """Without a word everything is listed, with its title."""
    lines = read("authorities")
    assert [line.split()[0] for line in lines] == sorted(book.authorities)
    named = [line.split()[0] for line in read("procedures") if not line.startswith(" ")]
    assert named == sorted(book.procedures)
    assert "long-an       Public Administrative Service Centre of Long An province" in lines


def test_nothing_found_is_said():
    """Where nothing has such words, that is said."""
    result = run("authorities", "nowhere", "--lang", "vi")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Không có gì khớp với “nowhere”.\n"
