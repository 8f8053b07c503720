import shutil

import pytest
from flask import Flask
from holding import ROOT, HoldingClient

from sla_service.app import create_app

pytest.register_assert_rewrite("asking", "breaking", "helpers", "pages", "serving")

# every client of the suite, also of an app that a test makes for itself
Flask.test_client_class = HoldingClient


@pytest.fixture(scope="session")
def app():
    return create_app()


@pytest.fixture
def folder(tmp_path):
    """Make a small folder of valid rules, with the schemas of the shipped one."""
    shutil.copytree(ROOT / "tests" / "cases" / "small_rules", tmp_path / "rules")
    shutil.copytree(ROOT / "rules" / "schema", tmp_path / "rules" / "schema")
    return tmp_path / "rules"


@pytest.fixture(scope="session")
def client(app):
    return app.test_client()


@pytest.fixture(scope="session")
def book(app):
    return app.extensions["rule_book"]


@pytest.fixture(scope="session")
def ask(client):
    """Post a due-date request and give back the answer, which must be 200."""

    def ask(**request):
        response = client.post("/v1/due-dates", json=request)
        assert response.status_code == 200, response.get_json()
        return response.get_json()

    return ask


@pytest.fixture(scope="session")
def refuse(client):
    """Post a due-date request that must be refused, and give back the problem."""

    def refuse(**request):
        response = client.post("/v1/due-dates", json=request, headers={"Accept-Language": "en"})
        assert response.status_code == 422, response.get_json()
        return response.get_json()

    return refuse
