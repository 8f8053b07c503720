"""Every operation of the served contract, asked all that its schemas allow and much that they forbid.

schemathesis brings the requests: the contract's own examples, the borders of every schema (coverage), and
fifty drawn ones for each operation, right and wrong by its schema. All its checks are on. Some of them find
nothing to do here:

- `ignored_auth` passes: the bearer scheme is declared as optional, so that there is nothing to enforce;
- `missing_required_header` waits for a header that the contract requires; there is none;
- `use_after_free`, `ensure_resource_availability` and `object_level_authorization` follow what was created,
  deleted or owned; the service keeps nothing and knows nobody;
- `response_headers_conformance` holds the headers that the contract declares, if it declares any;
- `status_code_conformance` accepts any status, because every operation has a default: `is_declared` does not.
"""

import json
import re

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import is_unexpected_http_status_case as asks_beside_the_contract

from sla_service.app import create_app
from sla_service.wording.problems import PROBLEMS

# Whatever fits a schema may still be refused for what it means, and only so. A code that is not listed tells
# of a shape, which the schema then should tell, too.
OF_MEANING = {
    *("unknown_authority", "unknown_procedure", "unknown_field", "unknown_calendar", "unknown_time_zone"),
    *("no_term", "term_not_allowed", "field_mismatch", "decided_by_due_at"),
    *("due_on_or_due_at", "unreachable", "before_or_not_after"),
    *("unknown_commitment", "commitment_not_here"),
    *("amount_zero", "amount_not_quarter", "amount_not_whole"),  # what is wrong depends on the unit
    *("out_of_range", "beyond_horizon", "reversed_range", "too_many_days"),
    *("event_before_receipt", "due_before_receipt", "as_of_before_receipt", "completed_before_receipt"),
    *("until_before_from", "extension_not_allowed", "completed_before_start", "completed_before_event"),
    *("session_reversed", "session_across_midnight", "sessions_overlap"),
    *("no_working_time", "date_in_two_lists"),
}
# `as_of` is needed only where `completed_at` is missing, `authority` where `due_at` is: both said in words
NEEDED_SOMETIMES = {
    ("POST /v1/progress", "/as_of", "required"),
    ("POST /v1/on-time-reports", "/dossiers/#/authority", "required"),
}

REJECTED = ["400", "404", "415", "422"]
IN_ITEMS = ["200", *REJECTED]

CONFIG = SchemathesisConfig.from_dict(
    {
        "suppress-health-check": ["all"],  # they watch the clock
        "generation": {"mode": "all", "max-examples": 50, "deterministic": True, "database": "none"},
        "phases": {
            "examples": {"enabled": True},
            "coverage": {"enabled": True, "generate-duplicate-query-parameters": True},
            "fuzzing": {"enabled": True},
        },
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ["200", "404", "422"]},
            "negative_data_rejection": {"expected-statuses": REJECTED},
            "max_response_time": 5,
        },
        # a bad item is answered with its own problem, within a 200; ten thousand good ones take their time
        "operations": [
            {
                "include-name": name,
                "checks": {
                    "negative_data_rejection": {"expected-statuses": IN_ITEMS},
                    "max_response_time": 30,
                },
            }
            for name in ("POST /v1/due-dates/batch", "POST /v1/recalculations")
        ],
        # ids, words and times that exist, else hardly anything drawn would ever be answered by 200
        "dictionaries": {
            "ids": {"values": ["vn", "long-an", "certified-copy", "long-an.same-day-registration"]},
            "offices": {"values": ["vn", "long-an", "long-khanh-a"]},
            "procedures": {"values": ["business-registration", "certified-copy"]},
            "fields": {"values": ["justice"]},
            "dates": {"values": ["2026-02-28", "2026-03-10"]},
            "instants": {"values": ["2019-03-05T11:29:59+07:00", "2026-03-10T02:00:00Z"]},
        },
        "parameters": {
            "path.id": {"dictionary": "ids", "probability": 0.7},
            "query.from": {"dictionary": "dates", "probability": 0.5},
            "query.to": {"dictionary": "dates", "probability": 0.5},
            "query.authority": {"dictionary": "offices", "probability": 0.9},
            "query.calendar": {"dictionary": "offices", "probability": 0.5},
            "query.procedure": {"dictionary": "procedures", "probability": 0.3},
            "query.field": {"dictionary": "fields", "probability": 0.2},
            "query.received_at": {"dictionary": "instants", "probability": 0.8},
            "body.authority": {"dictionary": "offices", "probability": 0.9},
            "body.calendar": {"dictionary": "offices", "probability": 0.5},
            "body.procedure": {"dictionary": "procedures", "probability": 0.3},
            "body.field": {"dictionary": "fields", "probability": 0.2},
            "body.received_at": {"dictionary": "instants", "probability": 0.8},
            "body.as_of": {"dictionary": "instants", "probability": 0.5},
            "body.start_at": {"dictionary": "instants", "probability": 0.5},
            "body.end_at": {"dictionary": "instants", "probability": 0.5},
            "body.at": {"dictionary": "instants", "probability": 0.5},
        },
    }
)


@schemathesis.hook
def before_load_schema(_, raw_schema):
    """Say of JSON text in a parameter what schemathesis can draw: the same in the older way of OpenAPI."""
    feed = raw_schema["paths"]["/v1/due-dates.ics"]["get"]
    for parameter in feed["parameters"]:
        if "contentMediaType" in parameter["schema"]:
            schema = parameter.pop("schema")
            parameter.pop("examples", None)
            parameter["content"] = {schema["contentMediaType"]: {"schema": schema["contentSchema"]}}


SCHEMA = schemathesis.openapi.from_wsgi("/openapi.json", create_app(), config=CONFIG)


@schemathesis.check
def is_refused_for_its_meaning(_, response, case):
    """What fits the schema is never refused for its shape: schema and validation cannot drift apart."""
    if not case.meta.generation.mode.is_positive or asks_beside_the_contract(case):
        return
    if response.status_code == 404:
        assert "{" in case.operation.path, "404 on a path without an id in it"
    if response.status_code == 422:
        for fault in json.loads(response.content)["errors"]:
            told = (case.operation.label, re.sub(r"/\d+", "/#", fault["path"]), fault["code"])
            assert told in NEEDED_SOMETIMES or fault["code"] in OF_MEANING, f"refused for its shape: {told}"


@schemathesis.check
def is_declared(_, response, case):
    """An answer to an operation's own method has a status that the operation declares by its number."""
    if not asks_beside_the_contract(case):
        declared = case.operation.responses.status_codes
        assert str(response.status_code) in declared, f"{response.status_code} is only declared by default"


@schemathesis.check
class IsReached:
    """Every operation answered 200 at least once: otherwise only refusals would have been checked."""

    def __init__(self):
        self.asked, self.answered = set(), set()

    def after_response(self, _, response, case):
        self.asked.add(case.operation.label)
        if response.status_code == 200 and case.meta.generation.mode.is_positive:
            self.answered.add(case.operation.label)

    def after_run(self, _):
        assert not self.asked - self.answered, f"never answered by 200: {self.asked - self.answered}"


@SCHEMA.parametrize()
def test_operation_keeps_the_contract(case):
    """Whatever an operation is asked, its answer passes every check."""
    case.call_and_validate()


def test_codes_of_meaning_are_codes():
    """The codes that need no schema are codes of the service."""
    assert PROBLEMS.keys() >= OF_MEANING
