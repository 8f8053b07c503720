"""One due date over HTTP against an empty Flask route, both under the same gunicorn settings, in turn.

Keep-alive connections, one request after the other on each of a few threads; read the ratios, which are taken
pair by pair.
"""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROUNDS, CONNECTIONS, REQUESTS = 12, 4, 150

QUESTION = {
    "received_at": "2019-03-05T11:29:59+07:00",
    "authority": "long-an",
    "procedure": "business-registration",
}
TARGETS = {
    "floor": ("bench.floor:app", "/floor", QUESTION),
    "explained": ("sla_service.app:create_app()", "/v1/due-dates", QUESTION),
    "not explained": ("sla_service.app:create_app()", "/v1/due-dates", QUESTION | {"explain": False}),
}


def serve(application: str) -> tuple[subprocess.Popen[bytes], int]:
    """Start gunicorn on a free port and wait until it takes connections."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "deploy/gunicorn.conf.py",
        "--log-level",
        "error",
    ]
    process = subprocess.Popen(
        [*command, application], cwd=ROOT, env={**os.environ, "PORT": str(port)}, stdout=subprocess.DEVNULL
    )
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return process, port
    process.kill()
    raise SystemExit(f"{application} did not start")


def ask(port: int, path: str, body: bytes) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _ in range(REQUESTS):
        connection.request("POST", path, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise SystemExit(f"{path} answered {response.status}")
    connection.close()


def rate(port: int, path: str, question: dict[str, object]) -> float:
    """Ask on every connection at once and give the requests a second."""
    body = json.dumps(question).encode()
    start = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        for done in [pool.submit(ask, port, path, body) for _ in range(CONNECTIONS)]:
            done.result()
    return CONNECTIONS * REQUESTS / (time.perf_counter() - start)


def main() -> None:
    servers = {application: serve(application) for application in {row[0] for row in TARGETS.values()}}
    try:
        rates: dict[str, list[float]] = {name: [] for name in TARGETS}
        for _ in range(ROUNDS):
            for name, (application, path, question) in TARGETS.items():
                rates[name].append(rate(servers[application][1], path, question))
    finally:
        for process, _ in servers.values():
            process.kill()
            process.wait()
    for name, measured in rates.items():
        ratios = [one / floor for one, floor in zip(measured, rates["floor"], strict=True)]
        low, middle, high = min(ratios), statistics.median(ratios), max(ratios)
        print(f"{name:14} {statistics.median(measured):7.0f} requests/s", end="  ")
        print(f"{middle:.2f} of the floor [{low:.2f}-{high:.2f}]")


if __name__ == "__main__":
    main()
