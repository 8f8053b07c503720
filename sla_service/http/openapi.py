"""The published contract: written from the decorators, the same on every Python version."""

import http
from typing import Any

import marshmallow as ma
import yaml
from flask import Flask
from flask_smorest import Api
from flask_smorest import Blueprint as SmorestBlueprint
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import UnsupportedMediaType

from sla_service.wording import codes

from . import calendar_changes, inline_calendar, reminder_requests
from .answers import ProblemSchema
from .body import read_json, take
from .fields import Strict, described
from .problems import CONTENT_TYPE, from_validation
from .queries import as_parameter, as_text, check_encoding, once

_DESCRIPTION = """\
When is a citizen's result due at a Vietnamese one-stop shop (Bộ phận Một cửa)? Counted by law and explained
with its source. Stateless: every answer is a function of the request and of the loaded rules.

- **Instants** are RFC 3339 with an offset (`2026-03-10T09:00:00+07:00`), dates `YYYY-MM-DD`; `…_at` is an
  instant, `…_on` a date. Answers have whole seconds and the calendar's own offset.
- **Errors** are `application/problem+json`: every fault of form, else the first of meaning (an unknown id,
  say), each with its place and a code that never changes, in Vietnamese or English by `Accept-Language`.
  [All codes](docs/errors).
- **[The guide](docs/guide)** has programs to start from, and what may change from release to release.
- **Keep `rules`** beside a due date: the release and the rules that gave it.
- **GETs** carry a strong `ETag` and honour `If-None-Match`.
- Send `X-Request-Id` to find a call again in the log; without one the service makes it.
"""

_REASONS = {
    400: "What should be JSON is none, or the request cannot be read.",
    404: "No such path, or an unknown id in it.",
    405: "The path does not take this method.",
    413: "The body is too large.",
    415: "The body is not declared as JSON.",
    422: "Well-formed but wrong: each fault with its place.",
    500: "A fault of the service.",
}


def named_id(words: str, example: str) -> dict[str, Any]:
    """Describe an id in the path, with an example to try."""
    return {
        "in": "path",
        "name": "id",
        "description": words,
        "schema": {"type": "string", "minLength": 1},
        "examples": {example: {"value": example}},
    }


def _parameter(_: Any, field: ma.fields.Field[Any], *, ret: dict[str, Any]) -> dict[str, Any]:
    """Describe a query parameter, with its part of the named examples of its schema."""
    for name in ("style", "explode"):  # of lists that are not JSON text
        ret.pop(name, None)
    examples = getattr(field.parent, "examples", {})
    named = {
        name: {"value": as_text(example["value"][ret["name"]])}
        for name, example in examples.items()
        if ret["name"] in example["value"]
    }
    return {"schema": as_parameter(field, ret["schema"])} | ({"examples": named} if named else {})


def _component(_: Any, field: ma.fields.Field[Any], *, ret: dict[str, Any]) -> dict[str, Any]:
    """Point at the component that describes a field, if it names one: then clients have one type for it."""
    name = field.metadata.get("component")
    if not name:
        return {}
    for told in ret.keys() - {"description"}:
        del ret[told]
    shape = {"$ref": f"#/components/schemas/{name}"}
    return {"anyOf": [shape, {"type": "null"}]} if field.allow_none else shape


_HEADERS = {
    "RequestId": {
        "description": "The caller's own, or the one made for this call.",
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"},
    },
    "ETag": {
        "description": "The hash of the body; send it back in `If-None-Match`.",
        "schema": {"type": "string", "pattern": '^"[0-9a-f]+"$'},
    },
}
_ALWAYS = {"X-Request-Id": {"$ref": "#/components/headers/RequestId"}}
_VALIDATOR = {"ETag": {"$ref": "#/components/headers/ETag"}}
_UNCHANGED = {"description": "Nothing has changed since the `ETag` that was sent in `If-None-Match`."}


class _Parser(FlaskParser):
    """Reads bodies strictly and refuses strangers."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {"json": ma.RAISE, "query": ma.RAISE}  # noqa: RUF012

    def load_json(self, req: Any, schema: Any) -> Any:
        # webargs takes a wrong content type for an empty body
        if req.mimetype != "application/json":
            raise UnsupportedMediaType
        req.max_content_length = getattr(schema, "max_body", req.max_content_length)
        return read_json(take(req))

    def load_querystring(self, req: Any, schema: Any) -> Any:
        check_encoding(req.query_string)
        return once(req.args)

    def handle_error(self, error: ma.ValidationError, *_: Any, **__: Any) -> Any:
        _, messages = next(iter(error.messages.items()))  # type: ignore[union-attr] # by their location
        raise from_validation(ma.ValidationError(messages))


class Blueprint(SmorestBlueprint):  # type: ignore[misc]
    """A group of operations; every one may fail as the contract says."""

    ARGUMENTS_PARSER = _Parser()

    def takes(self, schema: Any, examples: dict[str, Any]) -> Any:
        """Declare a JSON body with its named examples, and how reading it may fail."""

        def declare(view: Any) -> Any:
            for status in (400, 413, 415):
                view = self.may_fail(status)(view)
            return self.arguments(schema, examples=examples)(view)

        return declare

    def asks(self, schema: Any) -> Any:
        """Declare a query, and that it may not be read."""
        return lambda view: self.arguments(schema, location="query")(self.may_fail(400)(view))

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
            "info": {
                "description": _DESCRIPTION,
                "contact": {"name": "The operator of this service"},
                "license": {"name": "MIT", "identifier": "MIT"},
            },
            "servers": [{"url": "/"}],
            "security": [{}, {"bearer": []}],
        },
    )
    converter = api.ma_plugin.converter
    # a client made from a published default would send it, and so overrule the `defaults` of a batch
    converter.attribute_functions.remove(converter.field2default)
    converter.add_attribute_function(_component)
    converter.add_parameter_attribute_function(_parameter)
    api.spec.components.security_scheme(
        "bearer",
        {"type": "http", "scheme": "bearer", "description": "Optional; asked for only where configured."},
    )
    for one in codes.CLOSED:
        words = {"type": "string", "enum": [*map(str, one.meanings)]}
        api.spec.components.schema(one.component, component=described(one.explained("en"), **words))
    api.spec.components.schema(inline_calendar.CHOICE_NAME, component=inline_calendar.choice_schema())
    api.spec.components.schema("ReminderBefore", schema=reminder_requests.ReminderBeforeSchema)
    for shape in (inline_calendar, calendar_changes, reminder_requests):
        api.spec.components.schema(shape.SCHEMA_NAME, component=shape.schema())
    return api


def document(api: Any) -> dict[str, Any]:
    """Give the whole document, responses named by status because HTTPStatus names differ between Pythons."""
    names = {status.name: f"Problem{status.value}" for status in http.HTTPStatus}
    names[_Api.DEFAULT_ERROR_RESPONSE_NAME] = "Problem"
    content = _renamed(api.spec.to_dict(), names)
    schemas = content["components"]["schemas"]
    for key, name in api.ma_plugin.converter.refs.items():
        words = " ".join((key[0].__doc__ or "").split())
        schemas[name] = {"description": words, **schemas[name]}
        if not issubclass(key[0], Strict):  # an answer may have more members in a later release
            del schemas[name]["additionalProperties"]
    content["components"]["headers"] = _HEADERS
    for response in content["components"]["responses"].values():
        response["headers"] = _ALWAYS
    for path in content["paths"].values():
        for method, operation in path.items():
            if isinstance(operation, dict):
                _tell_headers(operation["responses"], _VALIDATOR if method == "get" else {})
                _tell_refusals(operation["responses"])
                _tidy(operation)
    return content  # type: ignore[no-any-return]


def _tell_headers(responses: dict[str, Any], validators: dict[str, Any]) -> None:
    """Declare what the edge stamps on every answer, and that a GET may be answered without its body."""
    responses["200"]["headers"] = _ALWAYS | validators
    if validators:
        responses["304"] = _UNCHANGED | {"headers": _ALWAYS | validators}


def _tell_refusals(responses: dict[str, Any]) -> None:
    """Declare how a caller's fault is told also where nothing in particular can be one."""
    if not any(status.startswith("4") for status in responses):
        responses["4XX"] = responses["default"]


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
    return yaml.dump(content, Dumper=_Plain, allow_unicode=True, width=110)


class _Plain(yaml.CSafeDumper):
    """Repeats what stands twice instead of pointing at it."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
