"""Where what is shipped lies, which folders of rules need none below them, and which are in use."""

import os
from collections.abc import Sequence
from pathlib import Path

RULES_DIR = "SLA_RULES_DIR"

_PACKAGE = Path(__file__).parent.parent


def is_whole(folder: Path) -> bool:
    """Can a folder of rules stand alone? Then it has schemas of its own."""
    return (folder / "schema").is_dir()


def rules_folder() -> Path:
    """Find the shipped rules."""
    return shipped("rules")


def shipped(name: str) -> Path:
    """Find a file or folder that is shipped: in the installed package, else beside it in the repository."""
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.exists() else _PACKAGE.parent / name


def over_shipped(listed: Sequence[Path]) -> tuple[Path, ...]:
    """Put the shipped rules below the listed folders, unless the first is whole: with schemas of its own."""
    if listed and is_whole(listed[0]):
        return tuple(listed)
    return (rules_folder(), *listed)


def configured_folders() -> tuple[Path, ...]:
    """List the folders to load, lowest first: those that SLA_RULES_DIR names, over the shipped one."""
    listed = os.environ.get(RULES_DIR, "").split(os.pathsep)
    return over_shipped([Path(folder) for folder in listed if folder])
