"""The service: load the rules once, hang the resources, stamp the answers."""

from importlib.metadata import version
from pathlib import Path

from flask import Flask, Response

from sla_service.http import (
    authorities,
    calculator,
    calendars,
    docs,
    due_date_batches,
    due_date_feeds,
    edge,
    health,
    latest_receipts,
    metrics,
    on_time_reports,
    problems,
    progress,
    recalculations,
    working_time,
)
from sla_service.http import rules as catalogue
from sla_service.http.body import MAX_BODY
from sla_service.http.openapi import create_api, document, to_yaml
from sla_service.rulebook.faults import RulesRefused
from sla_service.store import RuleStore, held

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
    due_date_feeds,
    health,
    metrics,
)


def create_app(rules: Path | RuleStore | None = None, *, max_body: int = MAX_BODY) -> Flask:
    """Make the WSGI application; it answers by the rules that are in use at this moment, for ever.

    `rules` is a folder to load, or a store; unless given, the one that the process holds. `max_body` is the
    largest body in bytes. Raises RulesRefused where the rules are broken: the service does not start on them.
    """
    store = RuleStore(rules) if isinstance(rules, Path) else rules or held()
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = max_body
    release = version("sla-service")
    app.extensions |= {"rule_book": store.book, "refused_rules": store.refused, "release": release}
    edge.register(app)
    problems.register(app)
    api = create_api(app, release)
    for resource in _RESOURCES:
        api.register_blueprint(resource.blueprint)
    app.register_blueprint(calculator.blueprint)
    app.register_blueprint(docs.blueprint)
    contract = document(api)
    text = to_yaml(contract)
    app.add_url_rule("/openapi.yaml", "openapi_yaml", lambda: Response(text, content_type="application/yaml"))
    app.add_url_rule("/openapi.json", "openapi_json", lambda: edge.answer(contract))
    app.extensions["openapi"] = text
    return app


def on_starting(_: object) -> None:
    """Load the rules in gunicorn's master, so that its workers inherit them; broken rules end it.

    The application is made for good measure: what cannot be made here would end every worker.
    """
    try:
        create_app()
    except RulesRefused:  # told in the log
        raise SystemExit(1) from None


def on_reload(_: object) -> None:
    """Load the rules again in gunicorn's master, on SIGHUP and before it replaces its workers."""
    held().reload()
