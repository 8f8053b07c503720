"""The published contract: valid, the same everywhere, and kept by every answer."""

import copy
import json
from decimal import Decimal

import pytest
from holding import CONTRACT, OPERATIONS, TEXT, hold, strict, validator
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from sla_service.core.term import Unit


def examples():
    """List the named examples of every operation that has any."""
    for operation_id, (path, method, operation) in OPERATIONS.items():
        content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        for name, example in content.get("examples", {}).items():
            asked = {"path": path, "method": method.upper(), "json": example["value"]}
            yield pytest.param(operation_id, asked, id=f"{operation_id}-{name}")


EXAMPLES = list(examples())

GOOD = {
    "received_at": "2026-03-10T09:00:00+07:00",
    "authority": "vn",
    "term": {"amount": 1, "unit": "working_days"},
}
CALENDAR = {"time_zone": "America/New_York", "weekly_hours": {"sat": [["20:00", "24:00"]]}}
EVERY_STEP = [
    {
        "received_at": "2019-03-05T11:30:00+07:00",
        "authority": "long-an",
        "procedure": "business-registration",
    },
    GOOD
    | {
        "received_at": "2026-02-13T18:00:00+07:00",
        "term": {"amount": 5, "unit": "days"},
        "restarts": [{"at": "2026-02-14T10:00:00+07:00", "reason": "bổ sung"}],
        "extensions": [{"term": {"amount": 2, "unit": "working_days"}, "reason": "xác minh"}],
    },
    {"received_at": "2026-03-10T15:00:01+07:00", "authority": "vn", "procedure": "certified-copy"},
    GOOD | {"suspensions": [{"from": "2026-03-11T09:00:00+07:00", "until": "2026-03-11T18:00:00+07:00"}]},
    GOOD | {"suspensions": [{"from": "2026-03-11T09:00:00+07:00", "until": None, "reason": "giám định"}]},
]
DUE_DATES = [
    GOOD,
    *EVERY_STEP,
    GOOD | {"explain": False},
    GOOD | {"calendar": CALENDAR},
    GOOD | {"calendar": "long-an"},
    GOOD | {"received_at": "2029-03-10T09:00:00+07:00"},
    GOOD | {"received_at": "2025-08-08T09:00:00+07:00", "authority": "ninh-thanh"},
    GOOD | {"received_at": "2020-11-04T09:00:00+07:00", "authority": "ninh-thanh"},
    {"received_at": "2024-03-14T16:30:00+07:00", "authority": "long-khanh-a", "procedure": "certified-copy"},
    {
        "received_at": "2024-03-14T16:30:00+07:00",
        "authority": "long-khanh-a",
        "procedure": "disability-certificate",
    },
    *(GOOD | {"term": {"amount": 2, "unit": str(unit)}} for unit in Unit),
    GOOD | {"term": {"amount": 0.25, "unit": "working_days"}},
    GOOD | {"term": {"amount": 0.0000001, "unit": "hours"}},
]
PROBLEM_REQUESTS = {
    "a wrong member": ("findDueDate", 422, {"json": GOOD | {"foo": 1}}),
    "nothing": ("findDueDate", 422, {"json": {}}),
    "no JSON": ("findDueDate", 400, {"data": "{", "content_type": "application/json"}),
    "no content type": ("findDueDate", 415, {"data": "{}"}),
    "too large": ("findDueDate", 413, {"data": b" " * 1_048_577, "content_type": "application/json"}),
    "wrong calendar": ("findDueDate", 422, {"json": GOOD | {"calendar": {}}}),
    "beyond": ("findDueDate", 422, {"json": GOOD | {"term": {"amount": 9_999, "unit": "days"}}}),
    "no range": ("listCalendarDays", 422, {}),
    "unknown calendar": (
        "listCalendarDays",
        404,
        {"path": "/v1/calendars/x/days?from=2026-01-01&to=2026-01-01"},
    ),
    "not with POST": ("listCalendarDays", 405, {"method": "POST"}),
    "no post to health": ("isLive", 405, {"method": "POST"}),
}


def test_contract_is_valid():
    """The contract is a valid OpenAPI document."""
    validate(copy.deepcopy(CONTRACT))
    assert CONTRACT["openapi"].startswith("3.1")


def test_schemas_are_valid():
    """Every schema of the contract is a valid JSON Schema."""
    for schema in CONTRACT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_contract_is_served_as_the_file_has_it(client):
    """`/openapi.yaml` is the file, and `/openapi.json` says the same."""
    response = client.get("/openapi.yaml")
    assert response.status_code == 200
    assert response.get_data(as_text=True) == TEXT
    assert client.get("/openapi.json").get_json() == CONTRACT


def test_bearer_scheme_is_optional():
    """A bearer scheme is declared and may be left out."""
    (scheme,) = (
        name
        for name, scheme in CONTRACT["components"]["securitySchemes"].items()
        if (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    )
    assert {} in CONTRACT["security"]
    assert {scheme: []} in CONTRACT["security"]


def test_operations_are_those_of_the_release():
    """The contract has the operations of this release and no others."""
    assert {(path, method) for path, method, _ in OPERATIONS.values()} == {
        ("/v1/due-dates", "post"),
        ("/v1/due-dates.ics", "get"),
        ("/v1/due-dates/batch", "post"),
        ("/v1/latest-receipts", "post"),
        ("/v1/progress", "post"),
        ("/v1/on-time-reports", "post"),
        ("/v1/recalculations", "post"),
        ("/v1/working-time/add", "post"),
        ("/v1/working-time/between", "post"),
        ("/v1/working-time/status", "post"),
        ("/v1/calendars", "get"),
        ("/v1/calendars/{id}", "get"),
        ("/v1/calendars/{id}.ics", "get"),
        ("/v1/calendars/{id}/days", "get"),
        ("/v1/authorities", "get"),
        ("/v1/authorities/{id}", "get"),
        ("/v1/authorities/{id}.ics", "get"),
        ("/v1/authorities/{id}/days", "get"),
        ("/v1/procedures", "get"),
        ("/v1/procedures/{id}", "get"),
        ("/v1/rules", "get"),
        ("/v1/rules/{id}", "get"),
        ("/health/live", "get"),
        ("/health/ready", "get"),
        ("/metrics", "get"),
    }


def test_every_answer_names_its_rules():
    """Whatever is told as JSON under /v1 tells by which rules."""
    for path, method, operation in OPERATIONS.values():
        told = operation["responses"]["200"].get("content", {}).get("application/json")
        if told and path.startswith("/v1/"):
            schema = CONTRACT["components"]["schemas"][told["schema"]["$ref"].rpartition("/")[2]]
            assert "rules" in schema["required"], (path, method)
            assert '"#/components/schemas/Rules"' in json.dumps(schema["properties"]["rules"])


def test_inline_calendar_is_found_from_the_request():
    """The request's calendar says that it is an id, an inline calendar or null."""
    calendar = CONTRACT["components"]["schemas"]["DueDateRequest"]["properties"]["calendar"]
    assert "#/components/schemas/CalendarChoice" in json.dumps(calendar)
    request = validator(CONTRACT, "/components/schemas/DueDateRequest")
    for good in ("vn", "long-an", CALENDAR, None):
        assert request.is_valid(GOOD | {"calendar": good})
    for bad in (5, [], {"time_zone": "Asia/Tokyo"}, CALENDAR | {"holidays": []}):
        assert not request.is_valid(GOOD | {"calendar": bad})


def test_every_property_is_described():
    """Every member of a request says what it means."""
    for name in ("DueDateRequest", "Term", "Restart", "Extension"):
        for key, property_ in CONTRACT["components"]["schemas"][name]["properties"].items():
            assert property_.get("description", "").strip(), f"{name}.{key}"


@pytest.mark.parametrize(("operation_id", "asked"), EXAMPLES)
def test_named_example_is_answered(client, operation_id, asked):
    """A named example fits the request's schema and is answered with 200."""
    schema = OPERATIONS[operation_id][2]["requestBody"]["content"]["application/json"]["schema"]
    validator(CONTRACT, schema["$ref"].removeprefix("#")).validate(asked["json"])
    response = client.open(**asked)
    assert response.status_code == 200
    hold(operation_id, response)


def test_there_are_examples():
    """The due date has named examples."""
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize("body", DUE_DATES)
def test_due_date_keeps_the_contract(client, body):
    """A due date has every member that the contract names, of its type, and no other."""
    validator(CONTRACT, "/components/schemas/DueDateRequest").validate(body)
    response = client.post("/v1/due-dates", json=body)
    assert response.status_code == 200, response.get_json()
    hold("findDueDate", response)


@pytest.mark.parametrize("year", [2015, 2026, 2027, 2030])
def test_days_keep_the_contract(client, year):
    """A year of days has every member that the contract names, of its type, and no other."""
    response = client.get(f"/v1/calendars/vn/days?from={year}-01-01&to={year}-12-31&lang=en")
    assert response.status_code == 200
    hold("listCalendarDays", response)


@pytest.mark.parametrize(("operation_id", "path"), [("isLive", "/health/live"), ("isReady", "/health/ready")])
def test_health_keeps_the_contract(client, operation_id, path):
    """The health answers have every member that the contract names, and no other."""
    response = client.get(path)
    assert response.status_code == 200
    hold(operation_id, response)


@pytest.mark.parametrize("row", PROBLEM_REQUESTS.values(), ids=PROBLEM_REQUESTS)
@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_problem_keeps_the_contract(client, row, spoken):
    """A problem has every member that the contract names, of its type, and no other."""
    operation_id, status, request = row
    path, method, _ = OPERATIONS[operation_id]
    asked = {"path": path.replace("{id}", "vn"), "method": method.upper()} | request
    response = client.open(**asked, headers={"Accept-Language": spoken})
    assert response.status_code == status
    hold(operation_id, response)


def test_nothing_has_a_default_that_a_client_would_send():
    """A client made from a published default sends it, and so overrules the `defaults` of a batch."""
    asked = [operation.get("parameters") for _, _, operation in OPERATIONS.values()]
    assert '"default":' not in json.dumps([CONTRACT["components"]["schemas"], asked])


def test_answers_may_grow_and_requests_may_not():
    """A client bears a member of a later release; a misspelt one of a request is refused."""
    schemas = CONTRACT["components"]["schemas"]
    for answer in ("DueDate", "Step", "Problem", "Calendar", "OnTimeReport", "Week"):
        assert "additionalProperties" not in schemas[answer]
    for request in ("DueDateRequest", "BatchItem", "Term", "CalendarChanges", "RecalculationDossier"):
        assert schemas[request]["additionalProperties"] is False


def test_strict_reading_notices_a_stranger(client):
    """The strict reading of the contract refuses a member that no schema names."""
    answer = client.post("/v1/due-dates", json=GOOD).get_json()
    schema = validator(strict(CONTRACT), "/components/schemas/DueDate")
    assert schema.is_valid(answer)
    assert not schema.is_valid(answer | {"stranger": 1})
    answer["rule"]["stranger"] = 1
    assert not schema.is_valid(answer)


def test_every_step_has_a_sentence(ask):
    """Every step code that the contract names occurs, with a sentence in each language."""
    named = CONTRACT["components"]["schemas"]["StepCode"]["enum"]
    steps = [step for request in EVERY_STEP for step in ask(**request)["explanation"]]
    assert {step["code"] for step in steps} == set(named)
    for step in steps:
        assert step["text"]["vi"].strip()
        assert step["text"]["en"].strip()
        assert step["text"]["vi"] != step["text"]["en"]
        assert "{" not in step["text"]["vi"] + step["text"]["en"]


def test_amounts_are_written_as_numbers(ask):
    """A term's amount is written as a number, whole amounts without a fraction."""
    for amount in (2, 0.25, 1.5):
        term = {"amount": amount, "unit": "working_days" if amount != 1.5 else "hours"}
        steps = ask(**GOOD | {"term": term})["explanation"]
        facts = next(step["facts"] for step in steps if step["code"] == "counted")
        assert facts["term"] == term
        assert Decimal(str(facts["term"]["amount"])) == Decimal(str(amount))
