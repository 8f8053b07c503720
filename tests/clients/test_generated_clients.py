"""Clients made from the contract: complete, of sound types, and answered by the service as it was asked.

They are made, and used, by the scripts of `examples/` that the guide shows.
"""

import json
import shutil

import pytest
from holding import OPERATIONS

SLIP = "Hẹn trả kết quả lúc 17:00 thứ Ba, ngày 05/03/2019, tại Bộ phận Một cửa."
DUE = f"2019-03-05T17:00:00+07:00 {SLIP}"  # before 11:30 the same day's closing
# at 11:30 Wednesday 6, Thursday 7, Friday 8 March; and an office that nobody knows
BATCH = ["0 2019-03-08", "1 unknown_authority"]
REFUSED = "422 /authority unknown_authority"
# three working days from Friday 17:00 are due on Wednesday at 17:00, in UTC 10:00; half is Tuesday 11:15
FEED = ["DTSTART:20260311T100000Z", "TRIGGER;VALUE=DATE-TIME:20260310T041500Z"]


@pytest.fixture(scope="module")
def workshop(tools, tmp_path_factory, examples):
    """Copy the examples to where clients may be made, beside what npm installed."""
    folder = tmp_path_factory.mktemp("workshop") / "examples"
    shutil.copytree(examples, folder, ignore=shutil.ignore_patterns("made", "node_modules", "*.d.ts"))
    (folder / "node_modules").symlink_to(tools.node_modules)
    return folder


def camel_case(name):
    """Write a function's name as Java and the contract do."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


@pytest.fixture(scope="module")
def python(tools, workshop, service):
    """Make the client in Python and run the program; give what it printed."""
    return tools.told("sh", "client_py.sh", service, cwd=workshop)


def test_python_client_finds_a_due_date_a_batch_a_problem_and_a_feed(python):
    """The program prints the due date, what the batch's defaults made of its items, the 422 and the feed."""
    assert python[-6:] == [DUE, *BATCH, REFUSED, *FEED]


@pytest.mark.usefixtures("python")
def test_python_client_has_every_operation(workshop):
    """No operation was left out."""
    modules = (workshop / "made/python/sla_service_client/api").glob("*/*.py")
    assert {camel_case(path.stem) for path in modules} - {"Init"} >= set(OPERATIONS)


@pytest.mark.usefixtures("python")
def test_python_client_is_of_sound_types(tools, workshop):
    """The client and the program pass mypy at its strictest, and a wrong program does not."""
    (workshop / "wrong.py").write_text(
        "from sla_service_client.models import DueDate\n\n\ndef due(answer: DueDate) -> int:\n"
        "    return answer.due_at\n",
        "utf-8",
    )
    check = ("mypy", "--strict", "--cache-dir", "made/mypy")
    paths = {"MYPYPATH": "made/python"}
    tools.told(*check, "client.py", "made/python/sla_service_client", cwd=workshop, **paths)
    assert "Incompatible return value" in tools.run(*check, "wrong.py", cwd=workshop, **paths).stdout


@pytest.fixture(scope="module")
def typescript(tools, workshop, service):
    """Make the types, compile the program at its strictest and run it; give what it printed."""
    return tools.told("sh", "client_ts.sh", service, cwd=workshop)


def test_typescript_client_finds_a_due_date_a_batch_a_problem_and_a_feed(typescript):
    """The program prints the due date, what the batch's defaults made of its items, the 422 and the feed."""
    assert typescript[-6:] == [DUE, *BATCH, REFUSED, *FEED]


@pytest.mark.usefixtures("typescript")
def test_typescript_types_refuse_a_wrong_program(tools, workshop):
    """A member that no request has, and a member left out, do not compile."""
    right = (workshop / "client.mts").read_text("utf-8")
    assert '  authority: "long-an",\n' in right
    for number, line in enumerate(("", '  authority: "long-an", stranger: 1,\n')):
        wrong = workshop / f"wrong{number}.mts"
        wrong.write_text(right.replace('  authority: "long-an",\n', line), "utf-8")
        compiled = tools.run(
            *("npx", "tsc", "--strict", "--noEmit", "--module", "nodenext", "--target", "es2022", wrong.name),
            cwd=workshop,
        )
        assert compiled.returncode != 0
        assert "error TS" in compiled.stdout


@pytest.fixture(scope="module")
def java(tools, workshop, service):
    """Make the client in Java, compile it and run the program; give what it printed."""
    return tools.told("sh", "client_java.sh", service, cwd=workshop)


def test_java_client_finds_a_due_date_a_batch_a_problem_and_a_feed(java):
    """The program prints the due date, what the batch's defaults made of its items, the 422 and the feed."""
    due, *batch, refused, feed = java[-5:]
    assert feed == "DTSTART:20190305T100000Z"  # the same day at 17:00
    # Java leaves out seconds that are 0
    assert due == DUE.replace("17:00:00", "17:00")
    assert batch == BATCH
    status, problem = refused.split(" ", 1)
    fault = json.loads(problem)["errors"][0]
    assert f"{status} {fault['path']} {fault['code']}" == REFUSED


@pytest.mark.usefixtures("java")
def test_java_client_sends_no_list_that_was_not_set(workshop):
    """An empty list made by the client would overrule the list in a batch's defaults."""
    item = (workshop / "made/java/src/main/java/sla/model/BatchItem.java").read_text("utf-8")
    assert "private List<ReminderRequest> reminders;" in item


@pytest.mark.usefixtures("java")
def test_java_client_has_every_operation(workshop):
    """No operation was left out."""
    apis = (workshop / "made/java/src/main/java/sla/api").glob("*Api.java")
    text = "".join(path.read_text("utf-8") for path in apis)
    assert [name for name in OPERATIONS if f" {name}(" not in text] == []
