"""The styles and scripts that lie beside the code."""

from pathlib import Path


def asset(*names: str) -> str:
    """The text of files below `emulation/ui`, one after another."""
    return "\n".join((Path(__file__).parents[1] / name).read_text(encoding="utf-8") for name in names)
