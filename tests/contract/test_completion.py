"""What a shell completes: commands, options, ids by the names of rule files; and how little that loads."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from sla_service.cli import main

BIN = Path(sys.executable).parent
LONG = ["long-an", "long-khanh-a", "long-khanh-b", "long-thuan"]


@pytest.fixture(autouse=True)
def shipped_rules(monkeypatch):
    """Complete by the shipped rules unless others are named."""
    monkeypatch.delenv("SLA_RULES_DIR", raising=False)


def completed(*words):
    """List what a shell is told that the last of some words may become."""
    *before, begun = words
    shell = ShellComplete(main, {}, "sla-service", "_SLA_SERVICE_COMPLETE")
    return [found.value for found in shell.get_completions(before, begun)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["d"], ["due"]),
        ([""], ["authorities", "calendar", "due", "procedures", "rules"]),
        (["rules", ""], ["check", "diff", "new"]),
        (["rules", "new", "a"], ["authority"]),
        (["due", "--au"], ["--authority"]),
        (["due", "--authority", "long"], LONG),
        (["calendar", "2026", "--authority", "long-a"], ["long-an"]),
        (["due", "--procedure", "birth"], ["birth-registration"]),
        (["due", "--authority", "nowhere"], []),
        (["due", "--channel", ""], ["in_person", "online", "post"]),
        (["due", "--lang", ""], ["vi", "en"]),
    ],
)
def test_words_are_completed(words, found):
    """Commands, options and values complete; an id by the rules in use."""
    assert sorted(completed(*words)) == sorted(found)


def test_ids_of_ones_own_rules_complete(folder, monkeypatch):
    """The ids are those of the folders that are named, on the command line or by SLA_RULES_DIR."""
    own = sorted(path.stem for path in (folder / "procedures").glob("*.yaml"))
    assert own
    assert completed("--rules", str(folder), "due", "--procedure", "") == own
    monkeypatch.setenv("SLA_RULES_DIR", str(folder))
    assert completed("due", "--procedure", "") == own


def test_in_bash():
    """The script that is printed for bash completes there."""
    script = (
        "source <(_SLA_SERVICE_COMPLETE=bash_source sla-service); complete -p sla-service >&2;"
        "COMP_WORDS=(sla-service due --authority long); COMP_CWORD=3;"
        '_sla_service_completion sla-service; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    bash = shutil.which("bash")
    assert bash
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [bash, "--norc", "-c", script],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=True,
    )
    assert done.stderr == "complete -o nosort -F _sla_service_completion sla-service\n"
    assert done.stdout.split() == LONG


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_for_other_shells(shell):
    """zsh and fish get a script of their own, which asks the same."""
    environment = {**os.environ, "_SLA_SERVICE_COMPLETE": f"{shell}_source"}
    done = subprocess.run(
        [BIN / "sla-service"], capture_output=True, text=True, env=environment, timeout=60, check=True
    )
    assert f"_SLA_SERVICE_COMPLETE={shell}_complete" in done.stdout


def test_completing_loads_neither_the_service_nor_the_rules():
    """A shell waits for as little as can be: no framework, no schema, no rule is loaded to complete an id."""
    code = "import sys; from sla_service.cli import main, due; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    loaded = set(done.stdout.split())
    assert {"click", "sla_service.cli.due"} <= loaded
    assert not loaded & {
        "flask",
        "marshmallow",
        "jsonschema",
        "yaml",
        "holidays",
        "sla_service.rulebook.load",
    }
