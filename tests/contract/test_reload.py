"""SIGHUP on gunicorn's master: rules are loaded again, broken ones are not taken, and nobody notices."""

import http.client
import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

import pytest
from serving import free_port, is_listening, serving, start, until

QUESTION = {"authority": "vn", "procedure": "copy", "received_at": "2026-03-10T15:00:00+07:00"}
JSON = {"Content-Type": "application/json"}
PERMIT = "procedures/permit.yaml"
FAULT = f"{PERMIT}:3:1: field: there is no “magic”"
CALLERS = 6
WORKERS = 2


class Service:
    """A running service, and what may be done to it."""

    def __init__(self, process, port, log):
        self.process, self.port, self.log = process, port, log

    def workers(self):
        """List the processes that the master has, once there are as many as there should be."""
        pid = self.process.pid
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        return {int(worker) for worker in workers} if len(workers) == WORKERS else None

    def reload(self):
        """Have the rules loaded again, and wait until no worker of before is left."""
        before = until(self.workers)
        self.process.send_signal(signal.SIGHUP)
        until(lambda: (now := self.workers()) and not now & before)

    def connection(self):
        """Open a connection."""
        return closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30))

    def get(self, path):
        """Ask over a connection of its own."""
        with self.connection() as connection:
            connection.request("GET", path, headers={"Accept-Language": "en"})
            response = connection.getresponse()
            assert response.status == 200
            return response.read().decode("utf-8")

    def get_of_each(self, path):
        """Ask every worker, all others being stopped meanwhile; give the one answer that they all give."""
        workers = until(self.workers)
        answers = set()
        for worker in workers:
            with stopped(workers - {worker}):
                answers.add(self.get(path))
        (answer,) = answers
        return answer

    def ready(self):
        """Ask every worker whether it is ready."""
        return json.loads(self.get_of_each("/health/ready"))

    def stale(self):
        """Ask every worker for the metric of stale rules."""
        return self.get_of_each("/metrics").splitlines()[-1]

    def told(self, words):
        """Count how often the log says something."""
        return self.log.read_text("utf-8").count(words)

    @contextmanager
    def under_load(self):
        """Have callers ask before, within and after the block; give the digests that they are answered by."""
        stop, digests = Event(), []
        with ThreadPoolExecutor(CALLERS) as pool:
            callers = [pool.submit(self.call, stop, digests) for _ in range(CALLERS)]
            try:
                until(lambda: len(digests) > CALLERS)
                yield digests
                told = len(digests)
                until(lambda: len(digests) > told + 10 * CALLERS)
            finally:
                stop.set()
            for caller in callers:
                caller.result()

    def call(self, stop, digests):
        """Ask for due dates over a connection that is kept alive, until told to stop; any failure raises."""
        with self.connection() as connection:
            while not stop.is_set():
                connection.request("POST", "/v1/due-dates", json.dumps(QUESTION), JSON)
                response = connection.getresponse()
                answer = json.loads(response.read())
                assert response.status == 200, answer
                assert answer["due_at"] == "2026-03-10T17:00:00+07:00"
                digests.append(answer["rules"]["digest"])


@contextmanager
def stopped(workers):
    """Have processes of the service under test do nothing until the block is left."""
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    try:
        yield
    finally:
        for worker in workers:
            os.kill(worker, signal.SIGCONT)


@contextmanager
def service_of(rules, home):
    """Serve a folder of rules."""
    variables = {"SLA_RULES_DIR": str(rules), "WORKERS": str(WORKERS)}
    with serving(home, home / "log", **variables) as (process, port):
        yield Service(process, port, home / "log")


@pytest.fixture
def service(folder, tmp_path):
    """Serve the small folder of rules."""
    with service_of(folder, tmp_path) as service:
        yield service


def put_in(folder, field):
    """Have a procedure belong to another field."""
    lines = (folder / PERMIT).read_text("utf-8").splitlines()
    lines[2] = f"field: {field}"
    (folder / PERMIT).write_text("\n".join(lines) + "\n", "utf-8")


def test_reload_from_good_to_broken_to_good(service, folder):
    """Good rules are taken by every worker, broken ones by none, under load and without one failure."""
    first = service.ready()["rules"]["digest"]
    assert service.stale() == "sla_rules_stale 0"

    put_in(folder, "justice")
    with service.under_load() as digests:
        service.reload()
    answer = service.ready()
    second = answer["rules"]["digest"]
    assert (answer["rules_state"], answer["fault"]) == ("fresh", None)
    assert second != first
    assert set(digests) == {first, second}
    assert service.told(f"the rules are loaded: {second}") == 1

    put_in(folder, "magic")
    with service.under_load() as digests:
        service.reload()
    answer = service.ready()
    assert (answer["status"], answer["rules_state"]) == ("ready", "stale")
    assert answer["rules"]["digest"] == second
    assert f"{answer['fault']['where']}: {answer['fault']['message']}" == FAULT
    assert answer["fault"]["code"] == "unknown_reference"
    assert service.stale() == "sla_rules_stale 1"
    assert set(digests) == {second}
    assert service.told(FAULT) == 1
    assert service.told(f"the last good ones stay in use: {second}") == 1

    put_in(folder, "health")
    with service.under_load() as digests:
        service.reload()
    answer = service.ready()
    assert (answer["rules_state"], answer["fault"]) == ("fresh", None)
    assert answer["rules"]["digest"] == first
    assert service.stale() == "sla_rules_stale 0"
    assert set(digests) == {first, second}
    assert service.told("Traceback") == 0


def test_worker_that_dies_comes_back_with_the_last_good_rules(service, folder):
    """A worker that is replaced takes over what the master holds, and never reads the files itself."""
    put_in(folder, "magic")
    service.reload()
    stale = service.ready()
    gone = min(until(service.workers))
    os.kill(gone, signal.SIGKILL)
    until(lambda: (now := service.workers()) and gone not in now)
    assert service.ready() == stale
    assert service.told(FAULT) == 1


def test_reload_outlives_a_folder_that_is_gone(service, folder):
    """Without its folder the service keeps its rules, and takes up the folder again when it is back."""
    first = service.ready()["rules"]
    folder.rename(folder.with_name("elsewhere"))
    service.reload()
    answer = service.ready()
    assert (answer["rules"], answer["rules_state"]) == (first, "stale")
    assert answer["fault"]["code"] == "missing_file"
    folder.with_name("elsewhere").rename(folder)
    service.reload()
    assert service.ready()["rules_state"] == "fresh"


def test_own_folder_lies_over_the_shipped_rules(tmp_path):
    """SLA_RULES_DIR names what is laid over the shipped rules, and a reload reads it again."""
    own = tmp_path / "own"
    own.mkdir()
    field = 'fields:\n  - {id: forestry, title: {vi: "Lâm nghiệp", en: "%s"}}\n'
    (own / "fields.yaml").write_text(field % "Forestry", "utf-8")
    with service_of(own, tmp_path) as service:
        first = service.ready()["rules"]["digest"]
        assert "long-an" in service.get("/v1/authorities")
        (own / "fields.yaml").write_text(field % "Woods", "utf-8")
        service.reload()
        assert service.ready()["rules"]["digest"] != first


def test_first_start_on_broken_rules_is_refused(folder, tmp_path):
    """Without good rules to fall back on the service does not start, says why once, and never listens."""
    put_in(folder, "magic")
    port = free_port()
    process = start(tmp_path, port, tmp_path / "log", SLA_RULES_DIR=str(folder))
    assert process.wait(timeout=60) == 1
    told = (tmp_path / "log").read_text("utf-8")
    assert told.count(FAULT) == 1
    assert "Traceback" not in told
    assert not is_listening(port)
