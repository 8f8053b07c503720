"""The client that the tests ask with: it lets no answer through that breaks the contract."""

import json

import pytest
from flask import Flask, Response
from holding import OPERATIONS, PROBLEM, HoldingClient, hold_any

RULES = {"release": "0.1.0", "digest": "sha256:" + "0" * 64}
READY = {"status": "ready", "rules": RULES, "rules_state": "fresh", "fault": None}
FAULT = {"path": "", "code": "not_found", "message": "…"}
TOLD = {
    "type": "urn:sla-service:problem:not_found",
    "title": "…",
    "status": 404,
    "detail": "…",
    "code": "not_found",
    "errors": [FAULT],
    "request_id": "x",
}
JSON = "application/json"
KEPT = {
    "as declared": ("/health/ready", READY, 200, JSON),
    "a failure by default": ("/health/ready", TOLD | {"status": 503}, 503, PROBLEM),
    "a failure declared by number": ("/v1/calendars/x/days", TOLD, 404, PROBLEM),
    "a failure beside the contract": ("/elsewhere", TOLD, 404, PROBLEM),
    "a page beside the contract": ("/elsewhere", "…", 200, "text/html"),
}
BROKEN = {
    "a member of another type": ("/health/ready", READY | {"status": 5}, 200, JSON),
    "a member that is missing": ("/health/ready", {"status": "ready"}, 200, JSON),
    "a member that no schema names": ("/health/ready", READY | {"foo": 1}, 200, JSON),
    "such a member further down": ("/health/ready", READY | {"rules": RULES | {"foo": 1}}, 200, JSON),
    "a digest of another form": ("/health/ready", READY | {"rules": RULES | {"digest": "x"}}, 200, JSON),
    "another content type": ("/health/ready", READY, 200, "text/html"),
    "the shape of another status": ("/health/ready", READY, 503, JSON),
    "the shape of another operation": ("/health/ready", {"calendar": "vn", "days": []}, 200, JSON),
    "a problem that is short of a member": (
        "/v1/calendars/x/days",
        {key: value for key, value in TOLD.items() if key != "request_id"},
        404,
        PROBLEM,
    ),
    "a problem with a strange fault": (
        "/v1/calendars/x/days",
        TOLD | {"errors": [FAULT | {"foo": 1}]},
        404,
        PROBLEM,
    ),
    "a failure told as a page": ("/elsewhere", "…", 404, "text/html"),
    "a failure told as plain JSON": ("/elsewhere", TOLD, 404, JSON),
    "a problem that tells another status": ("/elsewhere", TOLD, 410, PROBLEM),
}


HEADERS = {"X-Request-Id": "x", "ETag": '"0"'}


def answering(body, status, content_type, headers=HEADERS):
    """Make an app that answers everything the same way."""
    app = Flask("tiny", static_folder=None)
    text = body if isinstance(body, str) else json.dumps(body)
    app.before_request(lambda: Response(text, status, headers, content_type=content_type))
    return app


@pytest.mark.parametrize("row", KEPT.values(), ids=KEPT)
def test_answer_that_keeps_the_contract_is_given_back(row):
    """An answer as the contract has it comes back as it is."""
    path, body, status, content_type = row
    assert answering(body, status, content_type).test_client().get(path).status_code == status


@pytest.mark.parametrize("row", BROKEN.values(), ids=BROKEN)
def test_answer_that_breaks_the_contract_fails_the_test(row):
    """An answer that breaks the contract never reaches the test that asked."""
    path, body, status, content_type = row
    client = answering(body, status, content_type).test_client()
    with pytest.raises(AssertionError):
        client.get(path)


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("given", [None, "", "not as declared!"])
def test_answer_without_a_declared_header_fails_the_test(name, given):
    """A header that the contract promises is held to being there, in its form."""
    headers = {key: value for key, value in HEADERS.items() if key != name}
    headers |= {} if given is None else {name: given}
    client = answering(READY, 200, JSON, headers).test_client()
    with pytest.raises(AssertionError, match=f"answers without {name}"):
        client.get("/health/ready")


def test_other_methods_are_refused_with_405():
    """On a path of the contract a method that it does not name is answered by 405, and by nothing else."""
    refused = TOLD | {"status": 405}
    assert answering(refused, 405, PROBLEM).test_client().delete("/health/ready").status_code == 405
    with pytest.raises(AssertionError, match="405"):
        answering(READY, 200, JSON).test_client().delete("/health/ready")


def test_answer_without_a_declaration_fails_the_test(monkeypatch):
    """A status that an operation declares neither by number nor by default fails."""
    responses = {"200": OPERATIONS["isReady"][2]["responses"]["200"]}
    monkeypatch.setitem(OPERATIONS["isReady"][2], "responses", responses)
    with pytest.raises(AssertionError, match="isReady does not declare 503"):
        answering(TOLD | {"status": 503}, 503, PROBLEM).test_client().get("/health/ready")


def test_not_modified_has_no_body():
    """304 is held to having no body, and to nothing else."""
    app = answering("", 304, JSON)
    response = app.test_client().get("/health/ready")
    response.data = b"{}"
    with pytest.raises(AssertionError, match="with a body"):
        hold_any(response)


def test_every_client_of_the_suite_holds(app, client):
    """The shared client holds, and so does one that a test makes for itself."""
    assert isinstance(client, HoldingClient)
    assert isinstance(app.test_client(), HoldingClient)
    assert isinstance(Flask("another", static_folder=None).test_client(), HoldingClient)
