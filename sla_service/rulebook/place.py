"""Where the shipped rules lie, and which folders need none below them."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_PACKAGED = _PACKAGE / "_data" / "rules"
_CHECKED_OUT = _PACKAGE.parent / "rules"


def is_whole(folder: Path) -> bool:
    """Can a folder of rules stand alone? Then it has schemas of its own."""
    return (folder / "schema").is_dir()


def rules_folder() -> Path:
    """Find the shipped rules: within the installed package, else beside it in the repository."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKED_OUT
