"""Which rules are in use, and whether newer ones were refused: told by `/health/ready` and `/metrics`."""

import re
import shutil

import pytest

from sla_service.app import create_app
from sla_service.store import RuleStore

SAMPLE = re.compile(r'[a-z_]+(?:\{[a-z]+="[^"\\]*"(?:,[a-z]+="[^"\\]*")*\})? [0-9]+')
PERMIT = "procedures/permit.yaml"
BROKEN_AT = f"{PERMIT}:3:1: field"


def edit(folder, old, new):
    """Change a line of a procedure."""
    text = (folder / PERMIT).read_text("utf-8")
    assert old in text
    (folder / PERMIT).write_text(text.replace(old, new), "utf-8")


def ready(store, language="en"):
    """Ask an app that is made from a store whether it is ready."""
    response = create_app(store).test_client().get("/health/ready", headers={"Accept-Language": language})
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    return response.get_json()


def metrics(store):
    """Ask for the metrics; give each sample by its name and labels."""
    response = create_app(store).test_client().get("/metrics")
    assert response.content_type == "text/plain; version=0.0.4; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    text = response.get_data(as_text=True)
    assert text.endswith("\n")
    samples = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(SAMPLE.fullmatch(line) for line in samples)
    for line in samples:
        name = re.match("[a-z_]+", line)[0]
        assert f"# TYPE {name} gauge\n{line}" in text
        assert f"# HELP {name} " in text
    return dict(line.rsplit(" ", 1) for line in samples)


def test_fresh_rules(folder):
    """Rules that were loaded are fresh, without a fault."""
    store = RuleStore(folder)
    answer = ready(store)
    assert (answer["status"], answer["rules_state"], answer["fault"]) == ("ready", "fresh", None)
    info = f'sla_rules_info{{release="{answer["rules"]["release"]}",digest="{store.book.digest}"}}'
    assert metrics(store) == {info: "1", "sla_rules_stale": "0"}


def test_refused_rules_leave_the_last_good_ones(folder):
    """Broken rules are told with their first fault while the last good ones answer; mended they are fresh."""
    store = RuleStore(folder)
    good = store.book.digest
    edit(folder, "field: health", "field: magic")
    store.reload()
    answer = ready(store)
    assert (answer["status"], answer["rules_state"]) == ("ready", "stale")
    assert answer["rules"]["digest"] == good
    assert answer["fault"] == {
        "where": BROKEN_AT,
        "code": "unknown_reference",
        "message": "there is no “magic”",
    }
    assert ready(store, "vi")["fault"]["message"] == "không có “magic”"
    assert metrics(store)["sla_rules_stale"] == "1"
    assert any(good in sample for sample in metrics(store))

    edit(folder, "field: magic", "field: justice")
    store.reload()
    answer = ready(store)
    assert (answer["rules_state"], answer["fault"]) == ("fresh", None)
    assert answer["rules"]["digest"] == store.book.digest != good
    assert metrics(store)["sla_rules_stale"] == "0"


def test_app_keeps_the_rules_it_was_made_with(folder):
    """An app never changes its rules between two answers: a reload makes another app."""
    store = RuleStore(folder)
    client = create_app(store).test_client()
    before = client.get("/health/ready").get_json()
    edit(folder, "field: health", "field: justice")
    store.reload()
    assert client.get("/health/ready").get_json() == before


@pytest.mark.parametrize(
    ("schema", "code"),
    [("{", "not_json"), (None, "missing_file"), ('{"$ref": "nowhere.json"}', "bad_schema")],
)
def test_reload_outlives_whatever_is_wrong(folder, schema, code):
    """Even schemas that are no schemas leave the last good rules in use."""
    store = RuleStore(folder)
    file = folder / "schema" / "office.schema.json"
    file.unlink() if schema is None else file.write_text(schema, "utf-8")
    store.reload()
    answer = ready(store)
    assert (answer["rules_state"], answer["fault"]["code"]) == ("stale", code)
    assert answer["rules"]["digest"] == store.book.digest


def test_reload_outlives_a_folder_that_is_gone(folder):
    """Without its folder the service goes on with the rules that it has."""
    store = RuleStore(folder)
    shutil.rmtree(folder)
    store.reload()
    assert ready(store)["fault"]["code"] == "missing_file"


def test_refused_rules_do_not_change_what_is_answered(folder):
    """While newer rules are refused, due dates are counted by the last good ones."""
    store = RuleStore(folder)
    asked = {"authority": "vn", "procedure": "copy", "received_at": "2026-03-10T15:00:00+07:00"}
    before = create_app(store).test_client().post("/v1/due-dates", json=asked).get_json()
    edit(folder, "field: health", "field: magic")
    store.reload()
    assert create_app(store).test_client().post("/v1/due-dates", json=asked).get_json() == before
