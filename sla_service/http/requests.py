"""The shapes of requests, and what they become; `openapi.yaml` is written from them."""

from enum import StrEnum
from typing import Any

from marshmallow import post_load

from sla_service.core.errors import SlaError
from sla_service.core.rules import Channel, Extension, Restart, Suspension
from sla_service.wording import codes

from .calendar_changes import ChangesField
from .fields import (
    Day,
    Instant,
    Items,
    Nested,
    Strict,
    Text,
    Truth,
    Word,
    coded,
    described,
    refuse,
)
from .inline_calendar import CalendarField
from .reminder_requests import ReminderField
from .rule_changes import RuleChangesSchema
from .terms import TermSchema

MOST_REMINDERS = 100
MOST_STAGES = 50
MOST_SUSPENSIONS = 1_000
MOST_EVENTS = 100  # restarts or extensions of one dossier

ID = r"^[a-z0-9-]+(\.[a-z0-9-]+)?$"


class RestartSchema(Strict):
    """The complete dossier came (again); the term is counted anew (Decree 61/2018 art. 19(4))."""

    at = Instant(required=True, metadata=described("When the complete dossier came; not before received_at."))
    reason = Text(load_default=None, allow_none=True, metadata=described("Why, in the office's own words."))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Restart:
        """Make the event."""
        return Restart(data["at"], data["reason"])


class SuspensionSchema(Strict):
    """Time that does not count, where a sector law says so."""

    since = Instant(
        required=True,
        data_key="from",
        metadata=described("When it began, included; not before received_at."),
    )
    until = Instant(
        load_default=None,
        allow_none=True,
        metadata=described("When it ended, excluded; null while it has no end."),
    )
    reason = Text(load_default=None, allow_none=True, metadata=described("Why, in the office's own words."))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Suspension:
        """Make the event; its own invariants decide."""
        try:
            return Suspension(data["since"], data["until"], data["reason"])
        except SlaError as error:
            raise refuse(error) from None


class ExtensionSchema(Strict):
    """A further term, counted from the due date before it."""

    term = Nested(TermSchema, required=True, metadata=described("Its amount is above 0."))
    reason = Text(load_default=None, allow_none=True, metadata=described("Why, in the office's own words."))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Extension:
        """Make the event; its own invariants decide."""
        try:
            return Extension(data["term"], data["reason"])
        except SlaError as error:
            raise refuse(error) from None


class StageSchema(Strict):
    """One agency's part of an interlinked dossier; promises do not shorten it."""

    name = Text(required=True, metadata=described("What is done in it.", examples=["Thẩm định"]))
    authority = Text(
        required=True,
        metadata=described("Who does it; its days and hours count.", pattern=ID, examples=["vn"]),
    )
    term = Nested(TermSchema, required=True, metadata=described("How long it may take."))
    completed_at = Instant(
        load_default=None,
        allow_none=True,
        metadata=described(
            "When it was completed, not before it began; null while it is only expected. The next one begins "
            "then."
        ),
    )
    calendar = CalendarField(
        "Instead of the authority's days and hours: the id of a calendar or of an authority, or a calendar "
        "of the caller's own.",
        load_default=None,
        allow_none=True,
    )
    calendar_changes = ChangesField()


class DueDateRequestSchema(Strict):
    """One dossier: what was handed in, where, when and how, and what happened to it since."""

    received_at = Instant(
        required=True,
        metadata=described(
            "The moment the complete dossier was accepted; RFC 3339 with an offset, years 1900 to 2199. "
            "A fraction of a second is cut off.",
            examples=["2019-03-05T11:29:59+07:00"],
        ),
    )
    authority = Text(
        required=True,
        metadata=described(
            "Who received it; `vn` is the nationwide default office.", pattern=ID, examples=["long-an"]
        ),
    )
    procedure = Text(
        load_default=None,
        allow_none=True,
        metadata=described(
            "The procedure; gives the statutory term and the field.", examples=["business-registration"]
        ),
    )
    field = Text(
        load_default=None,
        allow_none=True,
        metadata=described("The field of administration when no procedure is named.", examples=["justice"]),
    )
    channel = Word(
        Channel,
        "unknown_channel",
        load_default=Channel.IN_PERSON,
        metadata=coded(codes.CHANNEL, "How it came in; `in_person` unless said otherwise."),
    )
    term = Nested(
        TermSchema,
        load_default=None,
        allow_none=True,
        metadata=described(
            "The caller's own statutory term, only where the procedure has none in force that day."
        ),
    )
    calendar = CalendarField(
        "Instead of the authority's days and hours; its promises still apply. The id of a calendar or of "
        "an authority, or a calendar of the caller's own.",
        load_default=None,
        allow_none=True,
    )
    calendar_changes = ChangesField()
    rule_changes = Nested(
        RuleChangesSchema,
        load_default=None,
        allow_none=True,
        metadata=described("What if: one promise of the office put otherwise, for this request only."),
    )
    restarts = Items(
        Nested(RestartSchema),
        MOST_EVENTS,
        load_default=list,
        metadata=described("In any order; the last decides."),
    )
    suspensions = Items(
        Nested(SuspensionSchema),
        MOST_SUSPENSIONS,
        load_default=list,
        metadata=described("In any order; overlapping ones count once."),
    )
    extensions = Items(
        Nested(ExtensionSchema),
        MOST_EVENTS,
        load_default=list,
        metadata=described("In order; each is counted from the due date before it."),
    )
    stages = Items(
        Nested(StageSchema),
        MOST_STAGES,
        load_default=list,
        metadata=described(
            "The stages of an interlinked dossier (liên thông), in order. Without a procedure or a term of "
            "its own the dossier is due with the last of them."
        ),
    )
    reminders = Items(
        ReminderField(),
        MOST_REMINDERS,
        load_default=list,
        metadata=described(
            "When to remind: at shares of the time granted, or so long before it is due; in office hours."
        ),
    )
    known_on = Day(
        load_default=None,
        allow_none=True,
        metadata=described(
            "As things were known on that day: days off and versions of rules announced later are not seen, "
            "and a year of which no notice was out by then is projected. Null for today's knowledge."
        ),
    )
    explain = Truth(
        load_default=True,
        metadata=described(
            "Whether to explain: true unless said otherwise, in a batch false. Without it the answer is "
            "shorter."
        ),
    )


class _Language(StrEnum):
    VI = "vi"
    EN = "en"


class QuerySchema(Strict):
    """What every GET takes."""

    lang = Word(
        _Language,
        "unknown_language",
        metadata=coded(codes.LANGUAGE, "Language of feeds and of error messages, else Accept-Language."),
    )
