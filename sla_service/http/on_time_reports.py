"""`POST /v1/on-time-reports`: how many dossiers were returned on time, of all and of each group?"""

from datetime import datetime
from fractions import Fraction
from itertools import islice
from typing import Any

from flask import Response
from marshmallow import Schema, fields

from sla_service.core.errors import InvalidEvent, NotApplicable, SlaError
from sla_service.core.on_time import OnTimeReport, Standing, Tally
from sla_service.rulebook.book import NATIONWIDE

from .answers import HYPOTHETICAL, rules_field
from .batches import MAX_BODY, MOST_ITEMS, Later, checked
from .edge import answer, rule_book, rules_in_use
from .examples_of_many import ON_TIME_EXAMPLES
from .fields import Instant, Items, Strict, Text, described
from .judging import DossierSchema, judge
from .openapi import Blueprint
from .problems import MOST_FAULTS, Refused, faults_of
from .receipts import is_hypothetical
from .requests import ID
from .values import number

blueprint = Blueprint("on-time-reports", __name__, url_prefix="/v1", description="How many were on time.")


class ReportedDossierSchema(DossierSchema):
    """A dossier of a report: what `/v1/progress` takes, without a moment of its own, and where it belongs."""

    authority = Text(
        load_default=None,
        allow_none=True,
        metadata=described(
            "Who received it. With `due_at` it may be left out: then the nationwide default office's days "
            "are counted by.",
            pattern=ID,
            examples=["long-an"],
        ),
    )
    group = Text(
        load_default=None,
        allow_none=True,
        metadata=described(
            "The name of the group to count it in as well: an office, a field, a month. An empty name is one."
        ),
    )
    overdue_reason = Text(
        load_default=None,
        allow_none=True,
        metadata=described(
            "Why it is late or overdue, in a code or in words of the caller's own; where it is neither, the "
            "reason is not counted.",
            examples=["system_fault"],
        ),
    )


_DOSSIER = ReportedDossierSchema()


class OnTimeReportRequestSchema(Strict):
    """Many dossiers, and the moment to judge those at that are not returned yet."""

    max_body = MAX_BODY

    dossiers = Items(
        Later(ReportedDossierSchema),
        MOST_ITEMS,
        required=True,
        metadata=described("The dossiers, in any number up to the limit; one wrong one refuses the report."),
    )
    as_of = Instant(
        required=True, metadata=described("The moment to judge all those at that are not returned yet.")
    )


class TallySchema(Schema):
    """How many dossiers stand where, in the words of `/v1/progress`. Every member is always there."""

    received = fields.Integer(required=True, metadata=described("All of them."))
    returned = fields.Integer(required=True, metadata=described("Those with `completed_at`."))
    early = fields.Integer(
        required=True,
        metadata=described(
            "Returned before it was due: before the due day, or for minutes and hours before the moment."
        ),
    )
    on_time = fields.Integer(
        required=True, metadata=described("Returned on the due day, or at the very moment.")
    )
    late = fields.Integer(required=True, metadata=described("Returned after it."))
    running = fields.Integer(required=True, metadata=described("Not returned yet, and not overdue."))
    held = fields.Integer(required=True, metadata=described("Not returned yet, and suspended."))
    overdue = fields.Integer(required=True, metadata=described("Not returned yet, and it would be late."))
    rate_of_returned = fields.Float(
        required=True,
        allow_none=True,
        metadata=described("(early + on_time) / returned, from 0 to 1; null where none was returned."),
    )
    rate_of_received = fields.Float(
        required=True,
        allow_none=True,
        metadata=described("(early + on_time) / received, from 0 to 1; null where none was received."),
    )
    points = fields.Float(
        required=True,
        allow_none=True,
        metadata=described(
            "The mean over the returned ones of 2 for early, 1 for on time, 0 for late (Circular "
            "01/2018/TT-VPCP art. 13); null where none was returned."
        ),
    )
    overdue_reasons = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata=described(
            "How many of the late and overdue ones state each reason, sorted by it; those that state "
            "none are not in it, nor is the reason of one that is neither."
        ),
    )


class OnTimeReportSchema(Schema):
    """A tally of all dossiers and of each group."""

    total = fields.Nested(TallySchema, required=True, metadata=described("All dossiers."))
    groups = fields.Dict(
        keys=fields.String(),
        values=fields.Nested(TallySchema),
        required=True,
        metadata=described("Each group by its name, sorted; dossiers without one are only in the total."),
    )
    rules = rules_field()
    hypothetical = HYPOTHETICAL


@blueprint.route("/on-time-reports", methods=["POST"])
@blueprint.takes(OnTimeReportRequestSchema(), ON_TIME_EXAMPLES)
@blueprint.response(200, OnTimeReportSchema, description="The tallies.")
@blueprint.doc(operationId="reportOnTime")
def report_on_time(asked: dict[str, Any]) -> Response:
    """Count how many dossiers were returned early, on time and late.

    Each is judged as `/v1/progress` does it: at its `completed_at`, also if that is later than `as_of`, else
    at `as_of`. One wrong dossier makes a report wrong: it is refused with every fault found, at most a
    hundred.
    """
    judged = _judge_all(asked["dossiers"], asked["as_of"])
    report = OnTimeReport.of(standing for standing, _ in judged)
    return answer(
        {
            "total": _tally(report.total),
            "groups": {name: _tally(tally) for name, tally in report.groups.items()},
            "rules": rules_in_use(),
            "hypothetical": any(is_changed for _, is_changed in judged),
        }
    )


def _judge_all(dossiers: list[Any], as_of: datetime) -> list[tuple[Standing, bool]]:
    """Judge every dossier; raises Refused with the faults of them all, each told once."""
    judged: list[tuple[Standing, bool]] = []
    faults: dict[tuple[str, str], SlaError] = {}
    for index, dossier in enumerate(dossiers):
        try:
            judged.append(_judge(dossier, as_of))
        except (Refused, SlaError) as error:
            placed = (fault.at(_place(index, fault)) for fault in faults_of(error))
            faults |= {(fault.path, fault.code): fault for fault in placed}
        if len(faults) >= MOST_FAULTS:
            break
    if faults:
        raise Refused(tuple(islice(faults.values(), MOST_FAULTS)))
    return judged


def _judge(dossier: Any, as_of: datetime) -> tuple[Standing, bool]:
    """Tell where a dossier stands, and whether by a calendar that the request changed."""
    asked = checked(dossier, _DOSSIER)
    is_returned = asked["completed_at"] is not None
    if not is_returned and as_of < asked["received_at"]:
        raise InvalidEvent("as_of_before_receipt", "/received_at")
    asked |= {"authority": _authority(asked), "as_of": None if is_returned else as_of}
    classification = judge(asked, rule_book(asked["known_on"])).classify()
    standing = Standing(classification, asked["group"], asked["overdue_reason"])
    return standing, is_hypothetical(asked)


def _authority(asked: dict[str, Any]) -> str:
    given: str | None = asked["authority"]
    if given is None and not asked["due_at"]:
        raise NotApplicable("required", "/authority")
    return NATIONWIDE if given is None else given


def _place(index: int, fault: SlaError) -> str:
    """Tell a place from the whole body, where `as_of` stands once for all dossiers."""
    is_of_all = (fault.path, fault.code) == ("/as_of", "beyond_horizon")
    return fault.path if is_of_all else f"/dossiers/{index}{fault.path}"


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "received": tally.received,
        "returned": tally.returned,
        **{str(kind): counted for kind, counted in tally.numbers.items()},
        "rate_of_returned": _number(tally.rate_of_returned),
        "rate_of_received": _number(tally.rate_of_received),
        "points": _number(tally.points),
        "overdue_reasons": dict(tally.overdue_reasons),
    }


def _number(value: Fraction | None) -> int | float | None:
    return None if value is None else number(value)
