"""`/metrics`: what to watch, in the text format of Prometheus."""

from flask import Response

from .edge import refused_rules, rules_in_use, unless_unchanged
from .openapi import Blueprint

blueprint = Blueprint("metrics", __name__, description="For whoever runs the service.")

_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_TEXT = """\
# HELP sla_rules_info The rules in use.
# TYPE sla_rules_info gauge
sla_rules_info{{release="{release}",digest="{digest}"}} 1
# HELP sla_rules_stale Whether newer rules were refused, so that the last good ones stay in use.
# TYPE sla_rules_stale gauge
sla_rules_stale {stale:d}
"""


@blueprint.route("/metrics", methods=["GET"])
@blueprint.response(200, {"type": "string"}, content_type="text/plain", description="Metrics for Prometheus.")
@blueprint.doc(operationId="listMetrics")
def list_metrics() -> Response:
    """Tell which rules are in use and whether newer ones were refused.

    In the text format of Prometheus; every worker tells the same.
    """
    text = _TEXT.format(**rules_in_use(), stale=bool(refused_rules()))
    return unless_unchanged(Response(text, content_type=_CONTENT_TYPE))
