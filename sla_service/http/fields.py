"""marshmallow fields that say exactly what the contract says, and refuse with codes instead of prose."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields

from sla_service.core.errors import SlaError
from sla_service.wording.codes import Codes
from sla_service.wording.values import shorten

from .instants import parse_date, parse_instant

LONGEST_TEXT = 2_000


def described(words: str, **more: Any) -> dict[str, Any]:
    """Tell OpenAPI what a member means."""
    return {"description": words, **more}


def coded(codes: Codes, words: str) -> dict[str, Any]:
    """Tell OpenAPI what a member means, and which component lists the words that it may hold."""
    return described(words, component=codes.component)


def escape(key: str) -> str:
    """Write a member's name as a JSON Pointer has it."""
    return shorten(key).replace("~", "~0").replace("/", "~1")


class Told(str):
    """A code as marshmallow carries it, with the place below the field and the facts its sentence names."""

    __slots__ = ("facts", "path")
    facts: Mapping[str, Any]
    path: str

    @classmethod
    def of(cls, error: SlaError) -> "Told":
        """Carry an error of the core."""
        told = cls(error.code)
        told.facts, told.path = error.facts, error.path
        return told


def refuse(error: SlaError) -> ValidationError:
    """Turn an error of the core into one of marshmallow."""
    return ValidationError(Told.of(error))


class Strict(Schema):
    """A schema without room for strangers."""

    class Meta:
        """Unknown members are refused, never dropped."""

        unknown = RAISE

    error_messages = {"unknown": "unknown_member", "type": "not_an_object"}  # noqa: RUF012 - marshmallow's own way


COMMON_CODES: dict[str, Any] = {
    "required": "required",
    "null": "null_not_allowed",
    "validator_failed": "bad_request",
}


class Text(fields.String):
    """A string of bounded length."""

    default_error_messages = {**COMMON_CODES, "invalid": "not_a_string"}  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if "format" not in self.metadata:
            self.metadata = {**self.metadata, "maxLength": LONGEST_TEXT}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, str):
            raise self.make_error("invalid")
        if len(value) > LONGEST_TEXT:
            raise refuse(SlaError("too_long", limit=LONGEST_TEXT))
        return self._read(value)

    def _read(self, value: str) -> Any:
        return value


class _Parsed(Text):
    """A string that must parse."""

    parser: Callable[[str], Any]
    format: str

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={**kwargs.pop("metadata", {}), "format": self.format}, **kwargs)

    def _read(self, value: str) -> Any:
        try:
            return type(self).parser(value)
        except SlaError as error:
            raise refuse(error) from None


class Instant(_Parsed):
    """An RFC 3339 instant with an offset, without leap seconds."""

    parser: Callable[[str], datetime] = staticmethod(parse_instant)
    format = "date-time"


class Day(_Parsed):
    """A date."""

    parser: Callable[[str], date] = staticmethod(parse_date)
    format = "date"


class Word(Text):
    """One of a closed set of words, told apart by its own code."""

    def __init__(self, words: type[StrEnum], code: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._words, self._code = words, code

    def _read(self, value: str) -> StrEnum:
        try:
            return self._words(value)
        except ValueError:
            known = tuple(str(word) for word in self._words)
            raise refuse(SlaError(self._code, given=value, known=known)) from None


class Number(fields.Decimal):
    """A JSON number, kept exact; neither text nor true or false."""

    default_error_messages = {**COMMON_CODES, "invalid": "not_a_number"}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise self.make_error("invalid")
        return Decimal(value)


class Truth(fields.Boolean):
    """`true` or `false`, nothing that resembles them."""

    default_error_messages = {**COMMON_CODES, "invalid": "not_a_boolean"}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class Nested(fields.Nested):
    """An object within an object."""

    default_error_messages = {**COMMON_CODES, "type": "not_an_object"}  # noqa: RUF012


class Items(fields.List[Any]):
    """A list of bounded length."""

    default_error_messages = {**COMMON_CODES, "invalid": "not_a_list"}  # noqa: RUF012

    def __init__(self, item: Any, limit: int, **kwargs: Any) -> None:
        super().__init__(item, **kwargs)
        self.limit = limit
        self.metadata = {**self.metadata, "maxItems": limit}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, list) and len(value) > self.limit:
            raise refuse(SlaError("too_many", limit=self.limit))
        return super()._deserialize(value, attr, data, **kwargs)
