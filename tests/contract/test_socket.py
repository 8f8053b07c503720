"""The service as it is started in earnest: gunicorn on a socket."""

import http.client
import json
import signal
import socket
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress

import pytest
from serving import is_listening, serving

LONG_AN = {
    "received_at": "2019-03-05T11:29:59+07:00",
    "authority": "long-an",
    "procedure": "business-registration",
}
JSON = {"Content-Type": "application/json"}
TOO_LARGE = 2 * 1_048_576


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Make an empty home folder."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """Say where the server shall write what it says."""
    return tmp_path_factory.mktemp("log") / "log"


@pytest.fixture(scope="module")
def server(home, log):
    """Start gunicorn on a free port; give the process and the port."""
    with serving(home, log) as started:
        yield started


@pytest.fixture
def connection(server):
    """Open a connection to the server."""
    one = http.client.HTTPConnection("127.0.0.1", server[1], timeout=10)
    yield one
    one.close()


def ask(connection, method, path, body=None, **options):
    """Send a request on a connection; give the status and the answer."""
    connection.request(method, path, body=body, headers=JSON, **options)
    response = connection.getresponse()
    return response.status, json.loads(response.read())


def raw_answer(port, head, body):
    """Send raw bytes, as far as the server takes them, and give the status and the problem."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as one:
        with suppress(BrokenPipeError, ConnectionResetError):  # it may hang up before it has read it all
            one.sendall(head + body)
        answer = http.client.HTTPResponse(one)
        answer.begin()
        return answer.status, json.loads(answer.read())


def test_caller_that_sends_everything_first_is_told_too(server):
    """A million days off are some 14 MB: a client that reads only after it has sent them sees the 413."""
    days = ",".join(['"2026-01-01"'] * 1_000_000)
    body = f'{{"calendar": {{"days_off": [{days}]}}}}'.encode()
    address = f"http://127.0.0.1:{server[1]}/v1/working-time/add"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(address, data=body, headers=JSON), timeout=10)
    assert refused.value.code == 413
    assert json.loads(refused.value.read())["code"] == "body_too_large"


@pytest.mark.parametrize(("length", "status"), [(8_190, 200), (8_191, 414)])
def test_query_as_long_as_gunicorn_takes(server, length, status):
    """A request line of 8,190 bytes is answered, a longer one refused before the service sees it."""
    query = urllib.parse.urlencode(
        LONG_AN | {"restarts": '[{"at":"2019-03-05T11:29:59+07:00","reason":"@"}]'}
    )
    start, end = f"GET /v1/due-dates.ics?{query} HTTP/1.1".split("%40")
    ends = "%E1%BB%97" * 800  # a letter of nine bytes
    filler = "x" * (length - len(start + ends + end))
    with socket.create_connection(("127.0.0.1", server[1]), timeout=10) as one:
        one.sendall(f"{start}{ends}{filler}{end}\r\nHost: localhost\r\n\r\n".encode())
        answer = http.client.HTTPResponse(one)
        answer.begin()
        assert answer.status == status
        if status == 200:
            assert answer.getheader("Content-Type") == "text/calendar; charset=utf-8"
            assert answer.read().endswith(b"END:VCALENDAR\r\n")


def test_served_over_a_socket(server, connection, home, log):
    """gunicorn answers over a socket, keeps the connection, refuses large bodies, and ends cleanly."""
    process, port = server
    status, answer = ask(connection, "POST", "/v1/due-dates", json.dumps(LONG_AN))
    assert status == 200
    assert answer["due_at"] == "2019-03-05T17:00:00+07:00"
    assert answer["rule"]["id"] == "long-an.same-day-registration"

    same = connection.sock
    missed = LONG_AN | {"received_at": "2019-03-05T11:30:00+07:00"}
    status, answer = ask(connection, "POST", "/v1/due-dates", json.dumps(missed))
    assert status == 200
    assert answer["due_on"] == "2019-03-08"
    status, answer = ask(connection, "GET", "/health/ready")
    assert (status, answer["status"]) == (200, "ready")
    assert answer["rules"]["digest"].startswith("sha256:")
    status, problem = ask(connection, "POST", "/v1/due-dates", "{")
    assert (status, problem["code"]) == (400, "malformed_json")
    assert connection.sock is same

    start = b"POST /v1/due-dates HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    sized = start + f"Content-Length: {TOO_LARGE}\r\n\r\n".encode()
    status, problem = raw_answer(port, sized, b" " * TOO_LARGE)
    assert (status, problem["code"]) == (413, "body_too_large")
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    chunked = start + b"Transfer-Encoding: chunked\r\n\r\n"
    status, problem = raw_answer(port, chunked, chunk * (TOO_LARGE // 65_536) + b"0\r\n\r\n")
    assert (status, problem["code"]) == (413, "body_too_large")

    text = json.dumps(LONG_AN).encode()
    small = b"%x\r\n%s\r\n0\r\n\r\n" % (len(text), text)
    status, answer = raw_answer(port, chunked, small)
    assert (status, answer["due_on"]) == (200, "2019-03-05")
    assert is_listening(port)

    connection.close()
    process.send_signal(signal.SIGTERM)
    code, told = process.wait(timeout=25), log.read_text("utf-8")
    assert code == 0, told
    assert "Traceback" not in told
    assert list(home.iterdir()) == []
