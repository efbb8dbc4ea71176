"""The styles and scripts that lie beside the code."""

from pathlib import Path


def asset(*names: str) -> str:
    """The text of files of this folder, or below it, one after another."""
    return "\n".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in names)
