"""Where the shipped rules lie."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_PACKAGED = _PACKAGE / "_data" / "rules"
_CHECKED_OUT = _PACKAGE.parent / "rules"


def rules_folder() -> Path:
    """Find the shipped rules: within the installed package, else beside it in the repository."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKED_OUT
