"""What every request and every answer pass: request id, language, validators, JSON, the rules in use."""

import json
import re
import string
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar, cast
from urllib.parse import quote_from_bytes

from flask import Flask, Request, Response, current_app, g, request
from werkzeug.exceptions import NotFound

from sla_service.core.errors import UnknownId
from sla_service.rulebook.book import RuleBook
from sla_service.rulebook.faults import Fault
from sla_service.rulebook.known import known_on
from sla_service.wording.values import LANGUAGES, Language

Value = TypeVar("Value")

READING = ("GET", "HEAD")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)


class AnyQuery(Request):
    """A request whose query can be read whatever bytes it has; werkzeug takes them for UTF-8."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query_string = quote_from_bytes(self.query_string, safe=string.punctuation).encode()


def rule_book(day: date | None = None) -> RuleBook:
    """Give the rules that this request is answered by, where a day is given as they were known then."""
    return known_on(cast("RuleBook", current_app.extensions["rule_book"]), day)


def rules_in_use() -> dict[str, str]:
    """Name the release and the digest of the rules, as every computed answer does."""
    return {"release": current_app.extensions["release"], "digest": rule_book().digest}


def refused_rules() -> tuple[Fault, ...]:
    """List the faults of newer rules that were refused; none while the rules in use are the newest."""
    return cast("tuple[Fault, ...]", current_app.extensions["refused_rules"])


def in_path(find: Callable[[str], Value], given: str) -> Value:
    """Find what an id in the path names; answers 404 where it names nothing."""
    try:
        return find(given)
    except UnknownId:
        raise NotFound from None


def request_id() -> str:
    """Give the caller's request id, or the one made for it."""
    if "request_id" not in g:
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
    return cast("str", g.request_id)


def language() -> Language:
    """Choose the language of messages: `?lang=` on GETs, else Accept-Language, else Vietnamese."""
    if request.method in READING and request.args.get("lang") in LANGUAGES:
        return cast("Language", request.args["lang"])
    wanted = (tag.split("-")[0].lower() for tag, quality in request.accept_languages if quality > 0)
    return cast("Language", next((tag for tag in wanted if tag in LANGUAGES), "vi"))


def answer(body: dict[str, Any]) -> Response:
    """Answer 200 with JSON in UTF-8; a GET carries a strong ETag and honours If-None-Match."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    response = Response(text, content_type="application/json")
    return unless_unchanged(response) if request.method in READING else response


def unless_unchanged(response: Response) -> Response:
    """Add a strong ETag, and answer 304 without the body where the caller has it already."""
    response.add_etag()
    etag, _ = response.get_etag()
    if etag and request.if_none_match.contains_weak(etag):
        unchanged = Response(status=304)
        unchanged.set_etag(etag)
        return unchanged
    return response


def register(app: Flask) -> None:
    """Read every request, and stamp every answer."""
    app.request_class = AnyQuery

    @app.after_request
    def stamp(response: Response) -> Response:
        response.headers["X-Request-Id"] = request_id()
        if request.path.startswith("/v1/"):
            response.vary.add("Accept-Language")
        if request.path.startswith(("/health", "/metrics")):
            response.headers["Cache-Control"] = "no-store"
        return response
