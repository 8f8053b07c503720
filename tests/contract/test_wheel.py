"""The wheel, which is what a container runs: it carries what the service reads besides its code."""

import subprocess
import sys
from zipfile import ZipFile

import pytest
from holding import ROOT

FOLDERS = ("docs", "examples", "rules")


@pytest.fixture(scope="module")
def carried(tmp_path_factory):
    """Build the wheel, and list what is in it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as opened:
        return set(opened.namelist())


def test_wheel_carries_the_changelog(carried):
    """The guide leads to it."""
    assert "sla_service/_data/CHANGELOG.md" in carried


@pytest.mark.parametrize("folder", FOLDERS)
def test_wheel_carries_the_folder_whole(carried, folder):
    """Every file of the folder is in the wheel."""
    files = [path for path in (ROOT / folder).rglob("*.*") if path.is_file()]
    assert len(files) > 10
    assert {f"sla_service/_data/{path.relative_to(ROOT)}" for path in files} <= carried
