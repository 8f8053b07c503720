"""Where the shipped rules lie, which folders need none below them, and which are in use."""

import os
from collections.abc import Sequence
from pathlib import Path

RULES_DIR = "SLA_RULES_DIR"

_PACKAGE = Path(__file__).parent.parent
_PACKAGED = _PACKAGE / "_data" / "rules"
_CHECKED_OUT = _PACKAGE.parent / "rules"


def is_whole(folder: Path) -> bool:
    """Can a folder of rules stand alone? Then it has schemas of its own."""
    return (folder / "schema").is_dir()


def rules_folder() -> Path:
    """Find the shipped rules: within the installed package, else beside it in the repository."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKED_OUT


def over_shipped(listed: Sequence[Path]) -> tuple[Path, ...]:
    """Put the shipped rules below the listed folders, unless the first is whole: with schemas of its own."""
    if listed and is_whole(listed[0]):
        return tuple(listed)
    return (rules_folder(), *listed)


def configured_folders() -> tuple[Path, ...]:
    """List the folders to load, lowest first: those that SLA_RULES_DIR names, over the shipped one."""
    listed = os.environ.get(RULES_DIR, "").split(os.pathsep)
    return over_shipped([Path(folder) for folder in listed if folder])
