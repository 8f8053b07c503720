"""The programs of `examples/` that need no generated client, against a service on a socket."""

import json
from urllib.request import urlopen

import pytest

# counted by hand: Tuesday before 11:30, the same day's closing
DUE_AT = "2019-03-05T17:00:00+07:00"
SLIP = "Hẹn trả kết quả lúc 17:00 thứ Ba, ngày 05/03/2019, tại Bộ phận Một cửa."
WITHOUT_OFFSET = "2019-03-05T11:29:59"

TELLING = [("python", "due_date.py"), ("node", "due_date.mjs")]  # what matters of the answer
ECHOING = [("sh", "due_date.sh"), ("java", "DueDate.java")]  # the answer as it came


@pytest.fixture(scope="module")
def rules(service):
    """Give the release and the digest in use."""
    with urlopen(f"{service}/health/ready") as response:  # noqa: S310 - the service of this test
        return json.load(response)["rules"]


@pytest.fixture(scope="module")
def digest(rules):
    """Give the digest of the rules in use."""
    return rules["digest"]


@pytest.mark.parametrize("command", TELLING, ids=lambda command: command[0])
def test_program_tells_when_the_result_is_due(tools, examples, service, digest, command):
    """The program prints the due moment, the sentence for the slip and the digest to be kept."""
    assert tools.told(*command, service, cwd=examples) == [DUE_AT, SLIP, digest]


@pytest.mark.parametrize("command", TELLING, ids=lambda command: command[0])
def test_program_tells_what_is_wrong(tools, examples, service, command):
    """A refused request ends the program with the place and the message of every fault."""
    done = tools.run(*command, service, WITHOUT_OFFSET, cwd=examples)
    assert (done.returncode, done.stdout) == (1, "")
    place, message = done.stderr.strip().split(": ", 1)
    assert place == "/received_at"
    assert "2019-03-05T11:29:59+07:00" in message


@pytest.mark.parametrize("command", ECHOING, ids=lambda command: command[0])
def test_program_shows_the_answer(tools, examples, service, digest, command):
    """The program prints the answer whole."""
    answer = json.loads("".join(tools.told(*command, service, cwd=examples)))
    assert answer["due_at"] == DUE_AT
    assert answer["appointment_text"]["vi"] == SLIP
    assert answer["rules"]["digest"] == digest


@pytest.mark.parametrize("command", ECHOING, ids=lambda command: command[0])
def test_program_shows_the_problem(tools, examples, service, command):
    """A refused request is shown as it was answered, and the program fails."""
    done = tools.run(*command, service, WITHOUT_OFFSET, cwd=examples)
    assert done.returncode != 0
    assert json.loads(done.stdout)["code"] == "offset_required"


def test_kept_due_dates_are_counted_again(tools, examples, service):
    """Of two kept due dates the one over the day off has moved; the program says where to and why."""
    # Friday 20 November and two working days: Monday 23 and Wednesday 25, past Saturday 21, Sunday 22 and
    # Tuesday 24; from Wednesday 25 they are Thursday 26 and Friday 27, as before
    (told,) = tools.told("python", "recalculate.py", service, cwd=examples)
    old, arrow, new, why = told.split(" ", 3)
    assert (old, arrow, new) == ("2026-11-24T17:00:00+07:00", "->", "2026-11-25T17:00:00+07:00")
    assert "bỏ qua 3 ngày nghỉ" in why


def test_only_what_other_rules_or_another_release_gave_is_counted_again(
    tools, examples, service, rules, tmp_path
):
    """What the same rules and release gave is skipped, even a wrong one; what cannot be counted is told."""
    term = {"amount": 2, "unit": "working_days"}
    request = {"received_at": "2026-11-20T09:00:00+07:00", "authority": "vn", "term": term}
    # each was promised a day of its own that it is not due on, so that a line tells whose it is
    promised = {
        "2026-11-26T17:00:00+07:00": (request, rules),
        "2026-11-27T17:00:00+07:00": (request, rules | {"release": "0.0.1"}),
        "2026-11-30T17:00:00+07:00": (request, rules | {"digest": "sha256:" + 64 * "0"}),
        "2026-12-01T17:00:00+07:00": (request | {"authority": "nowhere"}, rules | {"release": "0.0.1"}),
    }
    kept = tmp_path / "kept.json"
    kept.write_text(
        json.dumps([{"request": one, "due_at": at, "rules": by} for at, (one, by) in promised.items()]),
        "utf-8",
    )
    told = tools.told("python", "recalculate.py", service, kept, cwd=examples)
    _, release, digest, unknown = promised
    due = "-> 2026-11-25T17:00:00+07:00"  # Monday 23 and Wednesday 25: Tuesday 24 is off
    assert [line[: len(f"{release} {due}")] for line in told[:2]] == [f"{release} {due}", f"{digest} {due}"]
    assert told[2:] == [f"{unknown} ? Không có cơ quan “nowhere”."]
