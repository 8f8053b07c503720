"""The published contract: written from the decorators, the same on every Python version."""

import http
from io import StringIO
from typing import Any

import marshmallow as ma
from flask import Flask
from flask_smorest import Api
from flask_smorest import Blueprint as SmorestBlueprint
from ruamel.yaml import YAML
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import UnsupportedMediaType

from sla_service.core.errors import SlaError

from . import inline_calendar
from .answers import ProblemSchema
from .body import read_json, take
from .fields import escape
from .problems import CONTENT_TYPE, from_validation

_DESCRIPTION = (
    "When is a citizen's result due at a Vietnamese one-stop shop (Bộ phận Một cửa)? Counted by law and "
    "explained with its source. Stateless: every answer is a function of the request and of the loaded rules."
)

_REASONS = {
    400: "The body is not JSON, or the request cannot be read.",
    404: "No such path, or an unknown id in it.",
    405: "The path does not take this method.",
    413: "The body is too large.",
    415: "The body is not declared as JSON.",
    422: "Well-formed but wrong: each fault with its place.",
    500: "A fault of the service.",
}


class InvalidQuery(SlaError):
    """A query string that can be read in two ways."""


class _Parser(FlaskParser):
    """Reads bodies strictly and refuses strangers."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {"json": ma.RAISE, "query": ma.RAISE}  # noqa: RUF012

    def load_json(self, req: Any, schema: Any) -> Any:
        # webargs takes a wrong content type for an empty body
        if req.mimetype != "application/json":
            raise UnsupportedMediaType
        return read_json(take(req))

    def load_querystring(self, req: Any, schema: Any) -> Any:
        for name, given in req.args.lists():
            if len(given) > 1:
                raise InvalidQuery("repeated_parameter", f"?{escape(name)}")
        return super().load_querystring(req, schema)

    def handle_error(self, error: ma.ValidationError, *_: Any, **__: Any) -> Any:
        location, messages = next(iter(error.messages.items()))  # type: ignore[union-attr]
        raise from_validation(ma.ValidationError(messages), location)


class Blueprint(SmorestBlueprint):  # type: ignore[misc]
    """A group of operations; every one may fail as the contract says."""

    ARGUMENTS_PARSER = _Parser()

    def may_fail(self, status: int) -> Any:
        """Declare that an operation may answer with that problem; HTTPStatus has other names since 3.13."""
        return self.alt_response(status, http.HTTPStatus(status).name)


class _Api(Api):  # type: ignore[misc]
    """flask-smorest with the service's own problems."""

    ERROR_SCHEMA = ProblemSchema

    def _register_etag_headers(self) -> None:
        """Leave out: ETags are set at the edge."""

    def _register_pagination_header(self) -> None:
        """Leave out: lists are whole."""

    def _register_responses(self) -> None:
        for status in http.HTTPStatus:
            described = _REASONS.get(status.value, status.phrase)
            self._register_problem(status.name, described)
        self._register_problem(self.DEFAULT_ERROR_RESPONSE_NAME, "Any other failure.")

    def _register_problem(self, name: str, described: str) -> None:
        content = {CONTENT_TYPE: {"schema": ProblemSchema}}
        self.spec.components.response(name, {"description": described, "content": content}, lazy=True)

    def _register_error_handlers(self) -> None:
        """Leave out: problems.register has them all."""


def create_api(app: Flask, release: str) -> Any:
    """Hang the contract's machinery on the app."""
    app.config.update(
        API_TITLE="sla_service", API_VERSION=release, OPENAPI_VERSION="3.1.0", OPENAPI_URL_PREFIX=None
    )
    api = _Api(
        app,
        spec_kwargs={
            "info": {"description": _DESCRIPTION, "license": {"name": "MIT", "identifier": "MIT"}},
            "servers": [{"url": "/"}],
            "security": [{}, {"bearer": []}],
        },
    )
    api.spec.components.security_scheme(
        "bearer",
        {"type": "http", "scheme": "bearer", "description": "Optional; asked for only where configured."},
    )
    api.spec.components.schema(inline_calendar.SCHEMA_NAME, component=inline_calendar.schema())
    return api


def document(api: Any) -> dict[str, Any]:
    """Give the whole document, responses named by status because HTTPStatus names differ between Pythons."""
    names = {status.name: f"Problem{status.value}" for status in http.HTTPStatus}
    names[_Api.DEFAULT_ERROR_RESPONSE_NAME] = "Problem"
    content = _renamed(api.spec.to_dict(), names)
    for path in content["paths"].values():
        for operation in path.values():
            if isinstance(operation, dict):
                _tidy(operation)
    return content  # type: ignore[no-any-return]


def _tidy(operation: dict[str, Any]) -> None:
    """Put what a reader looks for first: the summary, then the parts in the order of a call."""
    if "description" in operation:
        operation["description"] = " ".join(operation["description"].split())
    operation["responses"] = dict(sorted(operation["responses"].items()))
    for key in ("summary", "description", "operationId", "tags", "parameters", "requestBody", "responses"):
        if key in operation:
            operation[key] = operation.pop(key)


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    reference = value.get("$ref", "")
    if isinstance(reference, str) and reference.startswith("#/components/responses/"):
        head, _, name = reference.rpartition("/")
        return {"$ref": f"{head}/{names.get(name, name)}"}
    renamed = {key: _renamed(member, names) for key, member in value.items()}
    if "responses" in renamed and "schemas" in renamed:
        renamed["responses"] = {names.get(key, key): one for key, one in renamed["responses"].items()}
    return renamed


def to_yaml(content: dict[str, Any]) -> str:
    """Write the document as the file `openapi.yaml` has it."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 110
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    stream = StringIO()
    yaml.dump(content, stream)
    return stream.getvalue()
