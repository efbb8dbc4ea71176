"""The styles and scripts that lie beside the code."""

from pathlib import Path

_UI = Path(__file__).parents[1]
_IN_SHADOW_ROOT = {"parts/table.css", "show/slides.css", "show/stage.css", "show/print.css"}
"""Sheets that a component keeps to itself: it joins them by their names."""


def asset(*names: str) -> str:
    """The text of files below `emulation/ui`, one after another."""
    return "\n".join((_UI / name).read_text(encoding="utf-8") for name in names)


def stylesheets(*rooms: str) -> list[str]:
    """The sheets of rooms that dress the page, in the order of the cascade: a room's own before those of its folders."""
    files = [
        file.relative_to(_UI)
        for room in rooms
        for file in sorted((_UI / room).rglob("*.css"), key=lambda file: (len(file.parts), file))
    ]
    return [name for file in files if (name := file.as_posix()) not in _IN_SHADOW_ROOT]
