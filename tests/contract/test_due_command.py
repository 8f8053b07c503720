"""`sla-service due`: what a person reads, the JSON of the service, and why a question has no answer."""

import json
import os
import re
import subprocess
import sys
import time
from datetime import datetime

import pytest
from click import unstyle
from click.testing import CliRunner
from holding import ROOT

from sla_service.cli import main

REGISTRATION = ("--authority", "long-an", "--procedure", "business-registration")
MET, MISSED = "2019-03-05T11:29:59+07:00", "2019-03-05T11:30:00+07:00"
WIDTH = 80
SIGNS = re.compile(r"(?<=[\[*>]) +")


@pytest.fixture(autouse=True)
def in_english(monkeypatch, tmp_path_factory):
    """Take the rules from a snapshot, and no language from the machine."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "SLA_RULES_DIR"):
        monkeypatch.delenv(name, raising=False)
    cache = tmp_path_factory.getbasetemp() / "compiled"
    cache.mkdir(mode=0o700, exist_ok=True)
    monkeypatch.setenv("SLA_CACHE_DIR", str(cache))


def run(*arguments, given=None, **more):
    """Run `sla-service due …`, with a request on standard input where one is given."""
    text = json.dumps(given) if isinstance(given, dict | list) else given
    return CliRunner().invoke(main, ["due", *arguments], input=text, **more)


def read(*arguments, **more):
    """Run it where there is an answer, and give its lines."""
    result = run(*arguments, **more)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout.splitlines()


def rows(lines, title):
    """Give the rows of a month: its days with their signs, the blanks between sign and number left out."""
    start = next(index for index, line in enumerate(lines) if line.strip() == title) + 2
    end = lines.index("", start)
    return [SIGNS.sub("", line).split() for line in lines[start:end]]


def section(lines, heading):
    """Give the lines below a heading, up to the next blank one."""
    start = lines.index(heading) + 1
    end = lines.index("", start) if "" in lines[start:] else len(lines)
    return lines[start:end]


def test_the_due_date_its_reasons_and_its_month():
    """At 11:30:00 the promise is missed: Wednesday 6 is 1, Thursday 7 is 2, Friday 8 March 2019 is 3."""
    lines = read(*REGISTRATION, "--at", MISSED)
    assert lines[0] == "Due: 17:00 on Friday, 8 March 2019"
    assert lines[1] == "The result will be given at 17:00 on Friday, 8 March 2019, at the one-stop shop."
    assert rows(lines, "March 2019")[:2] == [
        ["1", "2.", "3."],
        ["4", "*5", "6=1", "7=2", "[8=3]", "9.", "10."],
    ]
    assert "cutoff 11:30: missed" in lines
    steps = section(lines, "How it was counted")
    assert " 3. The term of 3 working days ends at 17:00 on Friday, 8 March 2019." in steps
    assert "      Bộ luật Dân sự 2015 (91/2015/QH13), Điều 147 khoản 2, khoản 3" in steps
    others = ["  - long-an.same-day-registration: The dossier missed the cutoff."]
    assert section(lines, "Other rules looked at") == others


def test_the_same_in_vietnamese():
    """One second earlier the promise is met: due on that very day, and the law's 8 March is the later."""
    lines = read(*REGISTRATION, "--at", MET, "--lang", "vi")
    assert lines[0] == "Hạn trả kết quả: 17:00 thứ Ba, ngày 05/03/2019"
    assert lines[1] == "Hẹn trả kết quả lúc 17:00 thứ Ba, ngày 05/03/2019, tại Bộ phận Một cửa."
    assert rows(lines, "Tháng 3 năm 2019")[1] == ["4", "[*5]", "6", "7", "8", "9.", "10."]
    assert "giờ chốt 11:30: kịp" in lines
    assert "Căn cứ    Bài báo về Trung tâm Phục vụ hành chính công tỉnh Long An, 19/01/2020" in lines
    assert " 3. Nhận trước 11:30 (giờ chốt): trả trong ngày." in section(lines, "Cách tính")
    assert section(lines, "Quy định khác đã xem") == [
        "  - business-registration: Không sớm hơn hạn đã chọn. Hạn theo đó: 17:00 thứ",
        "    Sáu, ngày 08/03/2019.",
    ]


def test_a_holiday_in_the_count_is_named():
    """Friday 20 November 2026, 2 days: Monday 23 is 1, Tuesday 24 is off by its law, Wednesday 25 is 2."""
    lines = read("--at", "2026-11-20 10:00", "--term", "2 working_days")
    assert rows(lines, "November 2026")[3:5] == [
        ["16", "17", "18", "19", "*20", "21.", "22."],
        ["23=1", "24x", "[25=2]", "26", "27", "28.", "29."],
    ]
    assert "Tuesday, 24 November 2026: Vietnam Culture Day" in lines


@pytest.mark.parametrize(
    ("at", "term"), [("2026-11-20T10:00", "2 ngay  lam viec"), ("2026-11-20 10:00:00", "2,0 WORKING days")]
)
def test_a_question_may_be_written_as_people_write(at, term):
    """The office's clock with a T too, a unit without accents or in capitals, a comma in a number."""
    assert read("--at", at, "--term", term)[0] == "Due: 17:00 on Wednesday, 25 November 2026"


def test_a_receipt_outside_hours_shows_when_it_counts_from():
    """Sunday 8 March 2026 counts from Monday 9 at 07:30; a day in working hours has no number."""
    lines = read("--at", "2026-03-08 09:00", "--term", "2 working_hours")
    assert rows(lines, "March 2026")[1:3] == [
        ["2", "3", "4", "5", "6", "7.", "*8."],
        ["[>9=]", "10", "11", "12", "13", "14.", "15."],
    ]
    legend = "* received 09:00   > counted from 07:30   = counted day   . weekly rest"
    assert legend in lines
    assert "[ ] due 09:30" in lines


def test_months_between_are_left_out_of_a_long_count():
    """Two years from 2 March 2026 end on 2 March 2028, a Thursday: twelve of 25 months are not drawn."""
    lines = read("--at", "2026-03-02 09:00", "--term", "2 năm", "--lang", "vi")
    assert "… 12 tháng ở giữa không vẽ …" in lines
    assert "[2=731]" in rows(lines, "Tháng 3 năm 2028")[0]


HELD = {
    "received_at": "2026-03-26T09:00:00+07:00",
    "authority": "vn",
    "term": {"amount": 5, "unit": "working_days"},
    "suspensions": [{"from": "2026-03-30T10:00:00+07:00", "reason": "chờ \u001b[31mbổ sung\u0007"}],
}


def test_what_is_held_has_no_due_date():
    """Thursday 26 March 2026, 5 days, held since Monday 30: Friday 27 is used, four are left."""
    lines = read("--request", "-", given=HELD)
    assert lines[0] == "Held, with no due date yet; left: 4 working days"
    assert lines[1] == ""
    assert rows(lines, "March 2026")[4:] == [
        ["23", "24", "25", "*26", "27=1", "28.", "29."],
        ["30~", "31~"],
    ]


def test_hostile_text_is_shown_and_not_obeyed():
    """Control characters of a caller's text reach no terminal, in whichever language."""
    for lang in ("vi", "en"):
        told = "\n".join(read("--request", "-", "--lang", lang, given=HELD))
        assert r"chờ \x1b[31mbổ sung\x07" in " ".join(told.split())
        assert all(letter.isprintable() for line in told.splitlines() for letter in line)


STAGED = {
    "received_at": "2026-03-09T09:00:00+07:00",
    "authority": "vn",
    "stages": [
        {"name": "Thẩm định", "authority": "vn", "term": {"amount": 1, "unit": "working_days"},
         "completed_at": "2026-03-10T10:00:00+07:00"},
        {"name": "Ký", "authority": "long-an", "term": {"amount": 1, "unit": "working_days"}},
    ],
    "reminders": [0.5],
}  # fmt: skip


def test_stages_and_reminders_are_listed():
    """One day each from Monday 9: the first, due on Tuesday 10, done that day; the next on Wednesday 11.

    Six hours of Monday, 7.5 of Tuesday and of Wednesday are 21; half of them, 10.5, end on Tuesday: after
    Monday's six four until 11:30, and half an hour from 13:30.
    """
    lines = read("--request", "-", given=STAGED)
    assert section(lines, "Stages") == [
        "  - “Thẩm định” (vn): due 17:00 on Tuesday, 10 March 2026, completed 10:00 on",
        "    Tuesday, 10 March 2026",
        "  - “Ký” (long-an): due 17:00 on Wednesday, 11 March 2026",
    ]
    assert section(lines, "Reminders") == ["  - 14:00 on Tuesday, 10 March 2026"]


def test_a_stage_after_one_that_is_held_has_no_due_date():
    """While the first is held nobody knows when the next begins."""
    held = {**STAGED, "suspensions": [{"from": "2026-03-09T10:00:00+07:00"}]}
    del held["reminders"], held["stages"][0]["completed_at"]
    assert section(read("--request", "-", given=held), "Stages")[1] == (
        "  - “Ký” (long-an): held, with no due date yet"
    )


def test_what_should_be_known_besides_is_told():
    """A year without notices is provisional, a promise nobody confirmed is warned of, what if says so."""
    told = " ".join(read("--at", "2029-03-09 09:00", "--term", "1 day"))
    assert "Provisional: the days off of 2029 are not all announced yet." in told
    told = " ".join(read("--authority", "long-khanh-a", "--field", "justice", "--at", "2025-07-03 09:00"))
    assert "Since Tuesday, 1 July 2025 no source has confirmed that this promise still holds." in told
    assert "No-appointment Thursday" in told
    request = {"calendar_changes": {"days_off": ["2026-03-10"]}}
    told = " ".join(
        read("--at", "2026-03-09 09:00", "--term", "1 working_days", "--request", "-", given=request)
    )
    assert "Due: 17:00 on Wednesday, 11 March 2026" in told
    assert "Hypothetical: the question changes days or promises, this is no real due date." in told


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("authority", ["vn", "long-an", "tay-ninh", "long-khanh-a"])
def test_every_line_fits(authority, lang):
    """Before Tết, at each of some offices, no line is wider than eighty columns, nor ends with a blank."""
    for procedure in ("business-registration", "certified-copy", "social-allowance"):
        options = ("--authority", authority, "--procedure", procedure, "--lang", lang)
        lines = read(*options, "--at", "2026-02-13 16:00")
        assert max(map(len, lines)) <= WIDTH
        assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("options", "request_"),
    [
        (
            [*REGISTRATION, "--at", MISSED],
            {"authority": "long-an", "procedure": "business-registration", "received_at": MISSED},
        ),
        (
            ["--at", "2026-11-20 10:00:05", "--term", "0,5 ngày làm việc", "--channel", "online"],
            {
                "received_at": "2026-11-20T10:00:05+07:00",
                "authority": "vn",
                "term": {"amount": 0.5, "unit": "working_days"},
                "channel": "online",
            },
        ),
        (
            ["--at", "2026-08-30 10:00", "--term", "2 Working Days", "--known-on", "2025-01-01"],
            {
                "received_at": "2026-08-30T10:00:00+07:00",
                "authority": "vn",
                "term": {"amount": 2, "unit": "working_days"},
                "known_on": "2025-01-01",
            },
        ),
        (
            ["--authority", "long-khanh-a", "--field", "justice", "--at", "2024-03-14T09:30:00Z"],
            {"authority": "long-khanh-a", "field": "justice", "received_at": "2024-03-14T09:30:00Z"},
        ),
    ],
)
def test_json_is_the_answer_of_the_service(ask, options, request_):
    """The same question over HTTP has the same answer, to the last member."""
    assert json.loads("\n".join(read(*options, "--json"))) == ask(**request_)


@pytest.mark.parametrize("request_", [HELD, STAGED, {**HELD, "explain": False}])
def test_a_file_may_ask_all_that_the_service_takes(ask, tmp_path, request_):
    """A request in a file is answered as it is over HTTP; and read from standard input it is the same."""
    file = tmp_path / "request.json"
    file.write_text(json.dumps(request_), "utf-8")
    answer = ask(**request_)
    assert json.loads("\n".join(read("--request", str(file), "--json"))) == answer
    assert json.loads("\n".join(read("--request", "-", "--json", given=request_))) == answer


def test_options_go_over_the_file(ask):
    """An option takes the place of what the file says."""
    options = ("--at", "2026-04-02T09:00:00+07:00", "--authority", "long-an")
    answer = ask(**{**HELD, "suspensions": [], "authority": "long-an", "received_at": options[1]})
    given = {**HELD, "suspensions": []}
    assert json.loads("\n".join(read("--request", "-", *options, "--json", given=given))) == answer


def test_a_clock_time_is_that_of_the_office():
    """09:00 at an office in New York is 13:00 UTC on 9 March 2026, its clock being put forward on the 8th."""
    hours = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    given = {"calendar": {"time_zone": "America/New_York", "weekly_hours": hours}}
    options = ("--request", "-", "--at", "2026-03-09 09:00", "--term", "1 working_hours", "--json")
    answer = json.loads("\n".join(read(*options, given=given)))
    assert (answer["received_at"], answer["due_at"]) == (
        "2026-03-09T09:00:00-04:00",
        "2026-03-09T10:00:00-04:00",
    )


def test_only_now_reads_the_clock():
    """Who writes `now` means this moment; nothing else is ever taken from the machine."""
    before = int(time.time())  # noqa: TID251 - what is tested here
    answer = json.loads("\n".join(read("--at", "now", "--term", "1 day", "--json")))
    received_at = datetime.fromisoformat(answer["received_at"]).timestamp()
    assert before <= received_at <= time.time()  # noqa: TID251


AT = ("--at", "2026-03-09 09:00")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], [
            "--at: This member is required. [required]",
            "  By the clock at the office: --at '2026-11-20 10:00'; or: --at now",
        ]),
        (["--at", "2019-03-05T11:29:59.5"], [
            "--at: An instant needs an offset, for example 2019-03-05T11:29:59.5+07:00.",
            "  [offset_required]",
            "  By the clock at the office: --at '2026-11-20 10:00'; or: --at now",
        ]),
        (["--at", "2026-02-30 09:00"], ["--at: There is no date 2026-02-30. [no_such_date]"]),
        (["--at", "2026-02-20 25:00"], ["--at: There is no clock time 25:00:00. [no_such_time]"]),
        (["--at", "yesterday"], [
            "--at: Not an RFC 3339 instant such as 2026-11-23T09:15:00+07:00.",
            "  [invalid_instant]",
            "  By the clock at the office: --at '2026-11-20 10:00'; or: --at now",
        ]),
        ([*AT], [
            "--term: No rule gives a term; name a procedure that has one, or bring a “term”.",
            "  [no_term]",
            "  For example: --term '3 working days'",
        ]),
        ([*AT, "--authority", "long-na"], [
            "--authority: There is no authority “long-na”. [unknown_authority]",
            "  Did you mean: long-an, long-thuan, hong-ngu?",
            "  To see them all: sla-service authorities",
        ]),
        ([*AT, "--authority", "Long An"], [
            "--authority: There is no authority “Long An”. [unknown_authority]",
            "  Did you mean: long-an, long-thuan, long-khanh-b?",
            "  To see them all: sla-service authorities",
        ]),
        ([*AT, "--procedure", "khai sinh"], [
            "--procedure: There is no procedure “khai sinh”. [unknown_procedure]",
            "  Did you mean: birth-registration?",
            "  To see them all: sla-service procedures",
        ]),
        ([*AT, "--procedure", "xyzzy"], [
            "--procedure: There is no procedure “xyzzy”. [unknown_procedure]",
            "  To see them all: sla-service procedures",
        ]),
        ([*AT, "--procedure", "?\x1b[31m"], [
            r"--procedure: There is no procedure “?\x1b[31m”. [unknown_procedure]",
            "  To see them all: sla-service procedures",
        ]),
        ([*AT, "--authority", ""], [
            "--authority: There is no authority “”. [unknown_authority]",
            "  To see them all: sla-service authorities",
        ]),
        ([*AT, "--field", "police"], [
            "--term: No rule gives a term; name a procedure that has one, or bring a “term”.",
            "  [no_term]",
            "  For example: --term '3 working days'",
        ]),
        ([*AT, "--field", "polcie"], [
            "--field: There is no field “polcie”. [unknown_field]",
            "  Did you mean: police?",
        ]),
        ([*AT, "--channel", "fax"], [
            "--channel: No channel “fax”. Known: in_person, online, post. [unknown_channel]",
        ]),
        *(([*AT, "--term", amount + " days"], [
            "--term: A number is expected here. [not_a_number]",
            "  For example: --term '3 working days'",
        ]) for amount in ("three", "NaN", "1e3", "1_0", "١", "1,000", "1.000", "+2")),
        ([*AT, "--term", "-1 days"], ["--term: The amount may not be negative. [amount_negative]"]),
        ([*AT, "--term", "3 moons"], [
            "--term: No unit “moons”. Known: working_minutes, working_hours, minutes, hours,",
            "  working_days, days, weeks, months, years. [unknown_unit]",
            "  For example: --term '3 working days'",
        ]),
        ([*AT, "--term", "1 day", "--known-on", "soon"], [
            "--known-on: Not a date such as 2026-11-23. [invalid_date]",
        ]),
        (["--at", "2050-01-01 09:00", "--term", "1 day"], [
            "--at: The question or its answer lies outside the calendar, which reaches from",
            "  Thursday, 1 January 2015 to Tuesday, 31 December 2030. [beyond_horizon]",
        ]),
    ],
)  # fmt: skip
def test_a_refusal_helps(options, told):
    """What cannot be answered is told at its option, in the words and by the code of the service."""
    result = run(*options)
    assert (result.exit_code, result.stdout, result.stderr.splitlines()) == (1, "", told)


def test_a_refusal_in_vietnamese():
    """The language that is asked for is that of refusals and hints too."""
    result = run(*AT, "--authority", "long-na", "--lang", "vi")
    assert result.stderr.splitlines() == [
        "--authority: Không có cơ quan “long-na”. [unknown_authority]",
        "  Có phải ý bạn là: long-an, long-thuan, hong-ngu?",
        "  Xem tất cả: sla-service authorities",
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("{", "--request: This is no JSON; it goes wrong at line 1, column 2."),
        ([], "--request: A JSON object {…} is expected here. [not_an_object]"),
        (" " * 1_048_577, "--request: The body exceeds 1048576 bytes. [body_too_large]"),
        ({"received_at": MET, "moons": 3}, "--request /moons: There is no such member. [unknown_member]"),
        ({"received_at": "now"}, "--request /received_at: Not an RFC 3339 instant such as"),
        ({"received_at": "2026-03-09 09:00"}, "--request /received_at: Not an RFC 3339 instant such as"),
        ({"received_at": 5}, "--request /received_at: A string is expected here. [not_a_string]"),
        ({"authority": "vn"}, "--at: This member is required. [required]"),
        (
            {"received_at": MET, "term": {"amount": "x", "unit": "days"}},
            "--request /term/amount: A number is expected here. [not_a_number]",
        ),
    ],
)
def test_a_bad_file_is_told_at_its_place(given, told):
    """What is wrong in the file has its place in it; what is missing is told as the option that it lacks."""
    result = run("--request", "-", given=given)
    assert result.exit_code == 1
    assert result.stderr.startswith(told)


@pytest.mark.parametrize("options", [["--request", "/nowhere"], ["--lang", "fr"], ["--tomorrow"], ["--at"]])
def test_a_wrong_command_line_is_trouble(options):
    """What cannot be read as a question at all ends with 2."""
    result = run(*options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


def test_broken_rules_are_trouble(folder):
    """Rules that are refused answer nothing: their faults are told, with their places."""
    (folder / "fields.yaml").write_text("fields: 5\n", "utf-8")
    result = CliRunner().invoke(main, ["--rules", str(folder), "due", *AT, "--lang", "vi"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "fields.yaml:1:1: fields: phải thuộc kiểu danh sách\n"


def test_rules_of_ones_own(folder):
    """Another folder of rules is asked as the shipped ones are."""
    arguments = ["--rules", str(folder), "authorities"]
    assert CliRunner().invoke(main, arguments).stdout.splitlines() != []


def test_colour_is_for_terminals_alone(monkeypatch):
    """A terminal has colours, and the same text without them; a pipe has none, nor where NO_COLOR is set."""
    options = (*REGISTRATION, "--at", MISSED)
    plain, coloured = run(*options).stdout, run(*options, color=True).stdout
    assert "\x1b[" in coloured
    assert unstyle(coloured) == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(*options, color=True).stdout == plain


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "Hạn trả kết quả: "),
        ({"LC_ALL": "C.UTF-8", "LANG": "vi_VN.UTF-8"}, "Due: "),
        ({"LC_MESSAGES": "vi_VN", "LANG": "en_US"}, "Hạn trả kết quả: "),
        ({}, "Due: "),
    ],
)
def test_the_language_is_that_of_the_machine_unless_it_is_named(monkeypatch, variables, told):
    """LC_ALL, LC_MESSAGES and LANG decide, in this order; --lang goes over them."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert read(*AT, "--term", "1 day")[0].startswith(told)
    assert read(*AT, "--term", "1 day", "--lang", "en")[0].startswith("Due: ")


def test_as_a_process():
    """Run as it is installed, also where the output has not all letters: an answer, no traceback."""
    command = [
        sys.executable,
        "-c",
        "from sla_service.cli import main; main()",
        "due",
        *REGISTRATION,
        "--at",
        MET,
    ]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(
        [*command, "--lang", "vi"], capture_output=True, cwd=ROOT, env=environment, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.splitlines()[0] == "H?n tr? k?t qu?: 17:00 th? Ba, ngày 05/03/2019".encode("latin-1")
