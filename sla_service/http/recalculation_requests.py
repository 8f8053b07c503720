"""The shape of a request to count due dates again."""

import re
from typing import Any

from marshmallow import ValidationError

from .batches import MAX_BODY, MOST_ITEMS, Later
from .fields import Instant, Items, Nested, Strict, Text, described
from .requests import DueDateRequestSchema

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}", re.ASCII)


class DigestField(Text):
    """The name of the rules that gave a due date."""

    def _read(self, value: str) -> Any:
        if not _DIGEST.fullmatch(value):
            raise ValidationError("invalid_digest")
        return value


class RecalculationDossierSchema(Strict):
    """A dossier as it is now, and the due date that it was given."""

    request = Nested(
        DueDateRequestSchema,
        required=True,
        metadata=described("The due-date request, with all that has happened to it since."),
    )
    due_at = Instant(required=True, metadata=described("The due moment that it was given."))
    digest = DigestField(
        required=True,
        metadata=described("The `rules.digest` that came with it.", pattern=f"^{_DIGEST.pattern}$"),
    )


class RecalculationRequestSchema(Strict):
    """Many dossiers to count again."""

    max_body = MAX_BODY

    dossiers = Items(
        Later(RecalculationDossierSchema),
        MOST_ITEMS,
        required=True,
        metadata=described(
            "The dossiers, in any number up to the limit; none is answered with none, and one that breaks "
            "its shape with its own problem."
        ),
    )
