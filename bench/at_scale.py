"""500 offices, 300 procedures, 20 years: the check, a start from its snapshot, a due date beside ten of each.

Check and start are processes of their own, told in seconds and megabytes; the due dates are asked in turn and
told as a ratio.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from flask.testing import FlaskClient

from bench.country import write_country
from sla_service.app import create_app

LARGE, SMALL = {"offices": 500, "procedures": 300}, {"offices": 10, "procedures": 10}
ROUNDS, REQUESTS = 40, 50
CHECK = "from sla_service.cli import main; main(['rules', 'check', '--quiet'])"
START = "from sla_service.app import create_app; create_app()"


def run(what: str, program: str, **settings: str) -> None:
    """Run a program in a process of its own, and tell what it took."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program], env={**os.environ, **settings}, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{what} ended with {status}")
    seconds = time.perf_counter() - begin
    processor = usage.ru_utime + usage.ru_stime
    print(f"{what:34}{seconds:7.2f} s {processor:7.2f} s of processor {usage.ru_maxrss / 1024:6.0f} MB")


def ask(client: FlaskClient, offices: int) -> float:
    """Ask for due dates, one office after the other; give the seconds for one."""
    questions = [
        {
            "received_at": "2026-03-03T09:00:00+07:00",
            "authority": f"a{number % offices}",
            "procedure": f"p{number % 10}",
        }
        for number in range(REQUESTS)
    ]
    begin = time.perf_counter()
    for question in questions:
        response = client.post("/v1/due-dates", data=json.dumps(question), content_type="application/json")
        if response.status_code != 200:
            raise SystemExit(response.get_data(as_text=True))
    return (time.perf_counter() - begin) / REQUESTS


def compare(large: Path, small: Path) -> None:
    """Ask services of both sizes in turn, after a first round in which each compiles the years it needs."""
    clients = [
        (create_app(folder).test_client(), size["offices"])
        for folder, size in ((large, LARGE), (small, SMALL))
    ]
    rounds = [[ask(*client) for client in clients] for _ in range(ROUNDS + 1)][1:]
    ratios = sorted(one / other for one, other in rounds)
    low, high = ratios[len(ratios) // 20], ratios[-len(ratios) // 20]
    each = " / ".join(f"{statistics.median(times) * 1e3:.2f}" for times in zip(*rounds, strict=True))
    print(
        f"a due date, 500 offices / ten: {each} ms, ×{statistics.median(ratios):.2f} [{low:.2f}–{high:.2f}]"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        large, small = (
            write_country(Path(place) / name, **size) for name, size in (("large", LARGE), ("small", SMALL))
        )
        cache = {"SLA_CACHE_DIR": str(Path(place) / "cache")}
        run("check of the shipped rules", CHECK, SLA_RULES_DIR="")
        run("check of 500 × 300 × 20", CHECK, SLA_RULES_DIR=str(large), **cache)
        run("start from the snapshot", START, SLA_RULES_DIR=str(large), **cache)
        run("start without one", START, SLA_RULES_DIR=str(large))
        run("start with ten of each", START, SLA_RULES_DIR=str(small))
        compare(large, small)


if __name__ == "__main__":
    main()
