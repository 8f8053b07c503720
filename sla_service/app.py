"""The service: load the rules once, hang the resources, stamp the answers."""

import logging
from importlib.metadata import version
from pathlib import Path
from zoneinfo import reset_tzpath

from flask import Flask, Response

from sla_service.http import (
    authorities,
    calendars,
    docs,
    due_date_batches,
    edge,
    health,
    latest_receipts,
    on_time_reports,
    problems,
    progress,
    recalculations,
    working_time,
)
from sla_service.http import rules as catalogue
from sla_service.http.openapi import create_api, document, to_yaml
from sla_service.rulebook.book import RuleBook
from sla_service.rulebook.faults import RulesRefused
from sla_service.rulebook.load import load
from sla_service.rulebook.place import rules_folder
from sla_service.wording.faults import fault_line

MAX_BODY = 1_048_576  # bytes; one dossier takes a few hundred

_RESOURCES = (  # in the order of the contract
    due_date_batches,
    latest_receipts,
    progress,
    on_time_reports,
    recalculations,
    working_time,
    calendars,
    authorities,
    catalogue,
    health,
)

_LOG = logging.getLogger("sla_service")


def create_app(rules: Path | None = None, *, max_body: int = MAX_BODY) -> Flask:
    """Make the WSGI application.

    `rules` is the folder to load, the shipped one unless given; `max_body` the largest body in bytes. Raises
    RulesRefused where the rules are broken: the service does not start on them.
    """
    reset_tzpath(())  # the zones of the locked tzdata package, not the machine's
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = max_body
    release = version("sla-service")
    app.extensions |= {"rule_book": _load(rules or rules_folder()), "release": release}
    edge.register(app)
    problems.register(app)
    api = create_api(app, release)
    for resource in _RESOURCES:
        api.register_blueprint(resource.blueprint)
    app.register_blueprint(docs.blueprint)
    contract = document(api)
    text = to_yaml(contract)
    app.add_url_rule("/openapi.yaml", "openapi_yaml", lambda: Response(text, content_type="application/yaml"))
    app.add_url_rule("/openapi.json", "openapi_json", lambda: edge.answer(contract))
    app.extensions["openapi"] = text
    return app


def _load(folder: Path) -> RuleBook:
    """Load the rules, or say in the log where they are broken before giving up."""
    try:
        return load(folder)
    except RulesRefused as refused:
        for fault in refused.faults:
            _LOG.critical("%s", fault_line(fault.where, fault.code, fault.facts, "en"))
        raise
