"""Starts the service in earnest: gunicorn on a free port of this machine, in a home of its own."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMAND = [
    sys.executable,
    "-m",
    "gunicorn",
    "--config",
    "deploy/gunicorn.conf.py",
    "sla_service.app:create_app()",
]
PATIENCE = 60  # seconds until what is waited for must be so


def free_port():
    """Find a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def is_listening(port):
    """Tell whether somebody listens on a port."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def start(home, port, log, **environment):
    """Start the service, without waiting for it; what it says goes to a file, for a pipe fills up."""
    with log.open("w") as output:
        return subprocess.Popen(
            COMMAND,
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "HOME": str(home), "PORT": str(port), **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )


@contextmanager
def serving(home, log, **environment):
    """Serve until the block is left; give the process and the port."""
    port = free_port()
    process = start(home, port, log, **environment)
    try:
        until(lambda: is_listening(port) or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        yield process, port
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def until(is_so, patience=PATIENCE):
    """Wait until something is so; give what it is."""
    deadline = time.monotonic() + patience
    while not (found := is_so()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return found
