"""Every failure as problem details (RFC 9457), in the caller's language."""

import json
import logging
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, cast

from flask import Flask, Response, request
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from sla_service.core.errors import SlaError
from sla_service.wording.problems import message, title

from .edge import READING, language, request_id
from .fields import Told, escape

CONTENT_TYPE = "application/problem+json"
MOST_FAULTS = 100  # told at once
TYPE_PREFIX = "urn:sla-service:problem:"

_LOG = logging.getLogger("sla_service")

_BY_CODE = {
    "malformed_json": 400,
    "invalid_number": 400,
    "duplicate_key": 400,
    "invalid_encoding": 400,
    "too_deeply_nested": 400,
    "bad_request": 400,
    "internal_error": 500,
}
_BY_STATUS = {
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
    415: "unsupported_media_type",
}
_STATUSES = _BY_CODE | {code: status for status, code in _BY_STATUS.items()}


class Refused(Exception):
    """A request that failed its schema, with every fault found."""

    def __init__(self, faults: tuple[SlaError, ...]) -> None:
        super().__init__(*faults)
        self.faults = faults


def faults_of(error: Refused | SlaError) -> tuple[SlaError, ...]:
    """List what is wrong: every fault of a schema, or the one of the core."""
    return error.faults if isinstance(error, Refused) else (error,)


def from_validation(error: ValidationError) -> Refused:
    """Turn marshmallow's nested messages into faults with pointers."""
    return Refused(tuple(islice(_flatten(error.messages, ""), MOST_FAULTS)))


def _flatten(messages: Any, path: str) -> Iterator[SlaError]:
    if isinstance(messages, Mapping):
        for key, inner in sorted(messages.items(), key=_strangers_last):
            yield from _flatten(inner, path if key == "_schema" else f"{path}/{escape(str(key))}")
        return
    for told in messages:
        inside = told.path if isinstance(told, Told) else ""
        yield SlaError(str(told), path + inside, **(told.facts if isinstance(told, Told) else {}))


def _strangers_last(item: tuple[Any, Any]) -> tuple[bool, str]:
    """Keep the schema's order, then strangers by name: marshmallow finds them in a hash table's order."""
    is_stranger = item[1] == ["unknown_member"]
    return is_stranger, str(item[0]) if is_stranger else ""


def register(app: Flask) -> None:
    """Let every failure of the app end as a problem."""
    for kind in (Refused, SlaError):
        app.register_error_handler(kind, lambda error: problem(faults_of(error)))
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(Exception, _from_fault_of_ours)


def status_of(code: str) -> int:
    """Tell with which HTTP status a code is answered."""
    return _STATUSES.get(code, 422)


def problem(faults: tuple[SlaError, ...], status: int | None = None) -> Response:
    """Answer with a problem; its code and its status are those of the first fault."""
    if request.method in READING:  # without a body: what is wrong stands in the query
        faults = tuple(fault.at(fault.path.replace("/", "?", 1)) for fault in faults)
    body = problem_body(faults, status)
    # a caller's text may hold what UTF-8 cannot: it is replaced rather than fatal
    text = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(text, body["status"], {"Content-Language": language()}, content_type=CONTENT_TYPE)


def problem_body(faults: tuple[SlaError, ...], status: int | None = None) -> dict[str, Any]:
    """Tell faults as problem details, in the caller's language."""
    spoken, code = language(), faults[0].code
    told = [
        {"path": fault.path, "code": fault.code, "message": message(fault.code, fault.facts, spoken)}
        for fault in faults
    ]
    return {
        "type": TYPE_PREFIX + code,
        "title": title(code, spoken),
        "status": status or status_of(code),
        "detail": told[0]["message"],
        "code": code,
        "errors": told,
        "request_id": request_id(),
    }


def _from_http(error: Exception) -> Response:
    http = cast("HTTPException", error)
    status = http.code or 500
    code = _BY_STATUS.get(status, "bad_request" if status < 500 else "internal_error")
    facts: dict[str, Any] = {}
    headers: list[tuple[str, str]] = []
    if isinstance(http, MethodNotAllowed):
        allowed = tuple(sorted(http.valid_methods or ()))
        facts, headers = {"allowed": allowed}, [("Allow", ", ".join(allowed))]
    if status == 413:
        facts = {"limit": request.max_content_length}
    response = problem((SlaError(code, "", **facts),), status)
    response.headers.extend(headers)
    return response


def _from_fault_of_ours(error: Exception) -> Response:
    _LOG.error("request %s failed", request_id(), exc_info=error)
    return problem((SlaError("internal_error"),), 500)
