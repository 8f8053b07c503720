"""`/health/live` and `/health/ready`, for whoever runs the service."""

from flask import Response
from marshmallow import Schema, fields

from sla_service.rulebook.faults import Fault
from sla_service.wording import codes
from sla_service.wording.faults import fault_message

from .answers import rules_field
from .edge import answer, language, refused_rules, rules_in_use
from .fields import coded, described
from .openapi import Blueprint

blueprint = Blueprint("health", __name__, url_prefix="/health", description="For whoever runs the service.")


class HealthSchema(Schema):
    """Is the service up?"""

    status = fields.String(required=True, metadata=described("`live` or `ready`."))


class FaultSchema(Schema):
    """What is wrong in the rules, and where."""

    where = fields.String(required=True, metadata=described("`file:line:column: path`."))
    code = fields.String(required=True, metadata=described("What is wrong, for software; never changes."))
    message = fields.String(required=True, metadata=described("What was expected, in the caller's language."))


class ReadySchema(HealthSchema):
    """Is it ready, and with which rules?"""

    rules = rules_field()
    rules_state = fields.String(
        required=True,
        metadata=coded(codes.RULES_STATE, "Are they the newest?"),
    )
    fault = fields.Nested(
        FaultSchema,
        required=True,
        allow_none=True,
        metadata=described("Why they were refused: the first fault, all being in the log; null where fresh."),
    )


@blueprint.route("/live", methods=["GET"])
@blueprint.response(200, HealthSchema, description="The process answers.")
@blueprint.doc(operationId="isLive")
def live() -> Response:
    """Tell whether the process answers.

    For a liveness probe: a process that does not answer is to be replaced.
    """
    return answer({"status": "live"})


@blueprint.route("/ready", methods=["GET"])
@blueprint.response(200, ReadySchema, description="The rules are loaded.")
@blueprint.doc(operationId="isReady")
def ready() -> Response:
    """Tell which rules are loaded, and whether newer ones were refused.

    For a readiness probe; compare `rules.digest` with the one that was kept beside a due date.
    """
    refused = refused_rules()
    state, fault = ("stale", _told(refused[0])) if refused else ("fresh", None)
    return answer({"status": "ready", "rules": rules_in_use(), "rules_state": state, "fault": fault})


def _told(fault: Fault) -> dict[str, str]:
    message = fault_message(fault.code, fault.facts, language())
    return {"where": fault.where, "code": fault.code, "message": message}
