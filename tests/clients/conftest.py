"""The service as it is started in earnest, and the tools that read its contract."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from serving import ROOT, serving

PYTHON_TOOLS = Path(sys.executable).parent
PATIENCE = 300  # seconds; a compiler on a busy machine
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


class Tools:
    """Runs the tools of these tests, in a home of their own."""

    node_modules = Path(__file__).parent / "node_modules"

    def __init__(self, home):
        paths = [PYTHON_TOOLS, self.node_modules / ".bin", os.environ["PATH"]]
        self._environment = {
            "PATH": os.pathsep.join(map(str, paths)),
            "HOME": str(home),
            "LANG": "C.UTF-8",
            **QUIET,
        }

    def allow_any_owner(self):
        """Let git read a repository that another user owns, as those of build servers often are."""
        (Path(self._environment["HOME"]) / ".gitconfig").write_text("[safe]\n\tdirectory = *\n", "utf-8")

    def run(self, *command, cwd, **environment):
        """Run a command to its end, and give what became of it."""
        return subprocess.run(
            [*map(str, command)],
            cwd=cwd,
            env=self._environment | environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def told(self, *command, cwd, **environment):
        """Run a command that must succeed, and give the lines that it prints."""
        done = self.run(*command, cwd=cwd, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.splitlines()


@pytest.fixture(scope="session")
def tools(tmp_path_factory):
    """Give the tools."""
    return Tools(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def service(tmp_path_factory):
    """Start gunicorn on a free port and give its address."""
    home = tmp_path_factory.mktemp("server_home")
    with serving(home, home / "log") as (_, port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def examples():
    """Give the folder of the example programs."""
    return ROOT / "examples"
