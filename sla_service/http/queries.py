"""A due-date request in a query: each member a parameter, what is an object or a list as JSON text in it."""

import json
from typing import Any
from urllib.parse import unquote_to_bytes

from marshmallow import fields, pre_load
from werkzeug.datastructures import MultiDict

from sla_service.core.errors import SlaError, located

from .batches import checked
from .body import read_json
from .fields import Text, Truth, escape
from .inline_calendar import CalendarField
from .requests import ID, DueDateRequestSchema


class InvalidQuery(SlaError):
    """A query that cannot be read, or in two ways."""


class DueDateQuerySchema(DueDateRequestSchema):
    """A due-date request whose members are all text."""

    @pre_load
    def read(self, data: dict[str, str], **_: Any) -> dict[str, Any]:
        """Read what is more than text; `calendar` may be an id or JSON text.

        Raises InvalidBody with the place of the member.
        """
        return {name: self._read(name, text) for name, text in data.items()}

    def _read(self, name: str, text: str) -> Any:
        field = self.fields.get(name)
        if isinstance(field, Truth):
            return {"true": True, "false": False}.get(text, text)
        is_id = isinstance(field, CalendarField) and not text.lstrip().startswith("{")
        if field is None or isinstance(field, Text) or is_id:
            return text
        with located(f"/{name}"):
            return read_json(text.encode())


_REQUEST = DueDateQuerySchema()
_CALENDAR = DueDateQuerySchema(only=("calendar",))
MEMBERS = frozenset(_REQUEST.fields)


def as_parameter(field: fields.Field[Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Describe a member as a parameter, left out instead of null; what is more than text is JSON in it."""
    if isinstance(field, CalendarField):
        return {"type": "string", "pattern": ID}
    if isinstance(field, Text | Truth):
        types = schema.get("type")
        return schema | {"type": types[0]} if isinstance(types, list) else schema
    shapes = [shape for shape in schema.get("anyOf", ()) if shape != {"type": "null"}]
    shape = shapes[0] if len(shapes) == 1 else schema
    return {"type": "string", "contentMediaType": "application/json", "contentSchema": shape}


def as_text(value: Any) -> str:
    """Write a member of a request as a parameter has it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def read_due_date_request(query: MultiDict[str, str]) -> dict[str, Any]:
    """Read and check a due-date request; gives what the same members give as a body.

    Raises Refused, InvalidQuery and InvalidBody, each fault with its pointer as in a body.
    """
    return checked(once(query), _REQUEST)


def read_calendar(text: str) -> dict[str, Any]:
    """Read the calendar of a request alone; raises Refused and InvalidBody."""
    return checked({"calendar": text}, _CALENDAR)


def check_encoding(query: bytes) -> None:
    """Refuse what would be read as other text than was meant; raises InvalidQuery `invalid_encoding`."""
    try:
        unquote_to_bytes(query).decode()
    except UnicodeError:
        raise InvalidQuery("invalid_encoding") from None


def once(query: MultiDict[str, str]) -> dict[str, str]:
    """Take each parameter, which must be there once; raises InvalidQuery `repeated_parameter`."""
    for name, given in query.lists():
        if len(given) > 1:
            raise InvalidQuery("repeated_parameter", f"/{escape(name)}")
    return query.to_dict()
