"""The styles and scripts that lie beside the code."""

from pathlib import Path


def asset(*names: str) -> str:
    """The text of files of this folder, one after another."""
    return "\n".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in names)
