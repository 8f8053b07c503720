"""`/health/live` and `/health/ready`, for whoever runs the service."""

from flask import Response
from marshmallow import Schema, fields

from .answers import rules_field
from .edge import answer, rules_in_use
from .fields import described
from .openapi import Blueprint

blueprint = Blueprint("health", __name__, url_prefix="/health", description="For whoever runs the service.")


class HealthSchema(Schema):
    """Is the service up?"""

    status = fields.String(required=True, metadata=described("`live` or `ready`."))


class ReadySchema(HealthSchema):
    """Is it ready, and with which rules?"""

    rules = rules_field()


@blueprint.route("/live", methods=["GET"])
@blueprint.response(200, HealthSchema, description="The process answers.")
@blueprint.doc(operationId="isLive")
def live() -> Response:
    """Tell whether the process answers."""
    return answer({"status": "live"})


@blueprint.route("/ready", methods=["GET"])
@blueprint.response(200, ReadySchema, description="The rules are loaded.")
@blueprint.doc(operationId="isReady")
def ready() -> Response:
    """Tell whether the rules are loaded, and which."""
    return answer({"status": "ready", "rules": rules_in_use()})
