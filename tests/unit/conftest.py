"""Fixtures of the unit tests."""

import shutil

import pytest
from breaking import ROOT, SMALL


@pytest.fixture
def folder(tmp_path):
    """Make a small folder of valid rules, with the schemas of the shipped one."""
    shutil.copytree(SMALL, tmp_path / "rules")
    shutil.copytree(ROOT / "rules" / "schema", tmp_path / "rules" / "schema")
    return tmp_path / "rules"
