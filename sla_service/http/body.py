"""A JSON body, read more strictly than the standard library reads it."""

import json
from decimal import Decimal
from typing import Any, NoReturn

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge

from sla_service.core.errors import SlaError

MAX_BODY = 1_048_576  # bytes; one dossier takes a few hundred

_MOST_DRAINED, _PIECE = 67_108_864, 65_536  # bytes
_LONGEST_NUMBER = 64  # digits; longer ones, and those of absurd exponents, are read with a float's precision


class InvalidBody(SlaError):
    """A body that is not JSON as RFC 8259 and the contract mean it."""


def take(request: Request) -> bytes:
    """Read the body whole; answers 413 where it exceeds the limit, its length told before or not."""
    stream = request.environ["wsgi.input"]
    try:
        body = request.get_data()
    except RequestEntityTooLarge:
        _drain(stream)
        raise
    # werkzeug cuts a chunked body off at the limit without a word
    is_cut = request.content_length is None and len(body) == request.max_content_length
    if is_cut and stream.read(1):
        _drain(stream)
        raise RequestEntityTooLarge
    return body


def _drain(stream: Any) -> None:
    """Read on to the end, within reason: a caller that still sends would not see the answer."""
    for _ in range(_MOST_DRAINED // _PIECE):
        if not stream.read(_PIECE):
            return


def read_json(body: bytes) -> Any:
    """Parse a body.

    Raises InvalidBody `malformed_json`, `invalid_number`, `duplicate_key`, `invalid_encoding`,
    `too_deeply_nested`.
    """
    try:
        text = body.decode("utf-8-sig")
        value = json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_number, parse_int=_integer
        )
        if "\\u" in text:  # half a surrogate pair is no text, and could not be answered in UTF-8
            json.dumps(value, ensure_ascii=False, default=str).encode("utf-8")
    except UnicodeError:
        raise InvalidBody("invalid_encoding") from None
    except RecursionError:
        raise InvalidBody("too_deeply_nested") from None
    except json.JSONDecodeError as error:
        raise InvalidBody("malformed_json", line=error.lineno, column=error.colno) from None
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise InvalidBody("duplicate_key", key=twice)
    return members


def _constant(given: str) -> NoReturn:
    raise InvalidBody("invalid_number", given=given)


def _number(text: str) -> Decimal | float:
    rough = float(text)
    is_exact = len(text) <= _LONGEST_NUMBER and 1e-30 < abs(rough) < 1e30
    return Decimal(text) if is_exact else rough


def _integer(text: str) -> int | float:
    return int(text) if len(text) <= _LONGEST_NUMBER else float(text)
