"""Holds every answer against the published contract, so that no test can meet one that breaks it.

The contract is the file `openapi.yaml` as it is committed, not what the app under test says of itself.
"""

import json
import re
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from pathlib import Path
from urllib.parse import quote

from flask.testing import FlaskClient
from jsonschema_rs import Draft202012Validator, Registry
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "openapi.yaml").read_text("utf-8")
CONTRACT = YAML(typ="safe", pure=True).load(TEXT)
METHODS = ("get", "post", "put", "patch", "delete")
OPERATIONS = {
    operation["operationId"]: (path, method, operation)
    for path, methods in CONTRACT["paths"].items()
    for method, operation in methods.items()
    if method in METHODS
}
PROBLEM = "application/problem+json"


def is_date(value):
    """Hold a date against the contract."""
    with suppress(ValueError):
        return date.fromisoformat(value).isoformat() == value
    return False


def is_instant(value):
    """Hold an instant against the contract: whole seconds and an offset."""
    with suppress(ValueError):
        at = datetime.fromisoformat(value)
        return at.tzinfo is not None and at.microsecond == 0 and at.isoformat() == value
    return False


FORMATS = {"date": is_date, "date-time": is_instant}


def strict(value, key=None):
    """Copy a schema so that no object takes a member that it does not name, but for `facts`.

    An object whose members' names are the caller's own says what each of them is. A set of words that may
    grow is the one of this release.
    """
    if isinstance(value, list):
        return [strict(item) for item in value]
    if not isinstance(value, dict):
        return value
    copied = {name: strict(member, name) for name, member in value.items()}
    if "x-extensible-enum" in copied:
        copied["enum"] = copied["x-extensible-enum"]
    is_object = copied.get("type") == "object" or "object" in copied.get("type", ())
    if is_object and key != "facts" and not copied.get("additionalProperties"):
        copied["additionalProperties"] = False
    return copied


def validator(document, pointer):
    """Make a validator of one schema of a document, whose references lead into that document."""
    return Draft202012Validator(
        {"$ref": f"urn:contract#{quote(pointer, safe='/~')}"},
        registry=Registry([("urn:contract", document)]),
        formats=FORMATS,
        validate_formats=True,
    )


@cache
def _readings():
    return CONTRACT, strict(CONTRACT)


@cache
def _validators(pointer):
    """Make the validators of a schema, as it stands and read strictly; once for each schema."""
    return tuple(validator(document, pointer) for document in _readings())


def declared(operation_id, status):
    """Find what an operation declares for a status, by number or by default, and the pointer to it."""
    path, method, operation = OPERATIONS[operation_id]
    responses = operation["responses"]
    key = str(status) if str(status) in responses else "default"
    assert key in responses, f"{operation_id} does not declare {status}"
    if "$ref" in responses[key]:
        pointer = responses[key]["$ref"].removeprefix("#")
        return CONTRACT["components"]["responses"][pointer.rpartition("/")[2]], pointer
    return responses[key], f"/paths/{_escape(path)}/{method}/responses/{key}"


def _escape(key):
    return key.replace("~", "~0").replace("/", "~1")


def hold(operation_id, response):
    """Hold an answer against what an operation declares: status, content type, body."""
    expected, pointer = declared(operation_id, response.status_code)
    _hold_headers(operation_id, response, expected)
    if not expected.get("content"):
        assert not response.get_data(), f"{operation_id} answers {response.status_code} with a body"
        return
    told = (response.content_type, response.mimetype)  # a charset need not be declared
    content_type = next((kind for kind in told if kind in expected["content"]), None)
    assert content_type, f"{operation_id} does not declare {response.content_type}"
    if response.request.method != "HEAD" and content_type.endswith("json"):
        _hold_body(response, f"{pointer}/content/{_escape(content_type)}/schema")


def _hold_headers(operation_id, response, expected):
    for name, header in expected["headers"].items():
        schema = CONTRACT["components"]["headers"][header["$ref"].rpartition("/")[2]]["schema"]
        pattern = schema.get("pattern", ".")
        assert re.search(pattern, response.headers.get(name, "")), f"{operation_id} answers without {name}"


def _hold_body(response, pointer):
    answer = json.loads(response.get_data())
    for reading in _validators(pointer):
        fault = next(reading.iter_errors(answer), None)
        assert fault is None, f"{response.request.method} {response.request.path}: {fault}"


def hold_problem(response, status=None):
    """Hold an answer that no operation declares against the one shape that every failure has."""
    assert status in (None, response.status_code), f"{response.status_code} where {status} was due"
    assert response.content_type == PROBLEM, f"a failure told as {response.content_type}"
    if response.request.method != "HEAD":
        _hold_body(response, "/components/schemas/Problem")
        assert response.get_json()["status"] == response.status_code


def _pattern(template):
    return "".join(
        "[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"({[^}]*})", template)
    )


# the more a template spells out, the earlier: `/v1/x/{id}.ics` goes before `/v1/x/{id}`
_TEMPLATES = [
    (re.compile(_pattern(template)), template)
    for template in sorted(CONTRACT["paths"], key=lambda template: len(re.sub("{[^}]*}", "", template)))[::-1]
]
_BY_PLACE = {(path, method): operation_id for operation_id, (path, method, _) in OPERATIONS.items()}


@cache
def _template(path):
    return next((template for pattern, template in _TEMPLATES if pattern.fullmatch(path)), None)


def hold_any(response):
    """Hold an answer to any request: by its operation; 405 for other methods; elsewhere only failures."""
    path, method = response.request.path, response.request.method
    template = _template(path)
    operation_id = _BY_PLACE.get((template, "get" if method == "HEAD" else method.lower()))
    if operation_id:
        hold(operation_id, response)
    elif template and method != "OPTIONS":  # which Flask answers by itself, and no contract mentions
        hold_problem(response, 405)
    elif response.status_code >= 400:
        hold_problem(response)


class HoldingClient(FlaskClient):
    """A test client that gives back no answer which breaks the contract."""

    def open(self, *args, **kwargs):
        """Ask, and hold the answer against the contract."""
        response = super().open(*args, **kwargs)
        hold_any(response)
        return response
