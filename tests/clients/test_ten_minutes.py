"""A newcomer's ten minutes: clone, `make run`, open the pages, run an example, make a client and call it."""

import os
import shutil
import signal
import subprocess
import time
from urllib.request import urlopen

import pytest
from serving import ROOT, free_port, is_listening, until

TEN_MINUTES = 600  # seconds
DUE_AT = "2019-03-05T17:00:00+07:00"  # counted by hand: Tuesday before 11:30, the same day's closing


MADE = shutil.ignore_patterns(".venv", "node_modules", "__pycache__", ".*_cache", ".hypothesis", ".coverage*")
AUTHOR = ("-c", "user.name=newcomer", "-c", "user.email=newcomer@example.invalid")


@pytest.fixture(scope="module")
def repository(tools, tmp_path_factory):
    """Give the repository; where the files came without one, one of them."""
    if (ROOT / ".git").exists():
        return ROOT
    folder = tmp_path_factory.mktemp("archive") / "sla_service"
    shutil.copytree(ROOT, folder, ignore=MADE)
    for command in (("init", "--quiet"), ("add", "--all"), (*AUTHOR, "commit", "--quiet", "-m", "All")):
        tools.told("git", *command, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def clone(tools, repository, tmp_path_factory):
    """Clone the repository, whoever owns it."""
    folder = tmp_path_factory.mktemp("newcomer") / "sla_service"
    tools.allow_any_owner()
    tools.told("git", "clone", "--quiet", repository, folder, cwd=folder.parent)
    return folder


@pytest.fixture(scope="module")
def service(clone):
    """Run the clone as the README says; give its address. All that follows takes ten minutes at most."""
    began, port = time.monotonic(), free_port()
    with (clone.parent / "log").open("w") as log:
        running = subprocess.Popen(
            [shutil.which("make"), "run", f"PORT={port}"],
            cwd=clone,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        until(lambda: is_listening(port) or running.poll() is not None, TEN_MINUTES)
        assert running.poll() is None, (clone.parent / "log").read_text("utf-8")
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(30)
    assert time.monotonic() - began < TEN_MINUTES


def opened(address):
    """Open a page, which must be there."""
    with urlopen(address) as page:  # noqa: S310 - the service of this test
        assert page.status == 200
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        return page.read().decode("utf-8")


def test_first_page_has_a_form(service):
    """The first page asks for what a due date needs."""
    assert "<form" in opened(f"{service}/")


def test_docs_lead_to_the_guide(service):
    """The contract can be read and tried, and leads to the guide."""
    assert 'href="docs/guide"' in opened(f"{service}/docs")
    assert "client_py.sh" in opened(f"{service}/docs/guide")


def test_example_runs(tools, clone, service):
    """The first program of the guide finds a due date."""
    assert DUE_AT in "".join(tools.told("sh", "due_date.sh", service, cwd=clone / "examples"))


def test_client_is_made_and_called(tools, clone, service):
    """A client is made from the contract that is served, and finds the same."""
    assert DUE_AT in "".join(tools.told("sh", "client_py.sh", service, cwd=clone / "examples"))


def test_clone_is_left_clean(tools, clone, service):
    """Nothing that was made lies in git's way."""
    assert service
    assert tools.told("git", "status", "--porcelain", cwd=clone) == []
