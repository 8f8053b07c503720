"""Where what is shipped lies, and which folders of rules need none below them."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def is_whole(folder: Path) -> bool:
    """Can a folder of rules stand alone? Then it has schemas of its own."""
    return (folder / "schema").is_dir()


def rules_folder() -> Path:
    """Find the shipped rules."""
    return shipped("rules")


def shipped(name: str) -> Path:
    """Find a folder that is shipped: within the installed package, else beside it in the repository."""
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name
