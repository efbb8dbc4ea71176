"""The styles and scripts that lie beside the code."""

from pathlib import Path

_UI = Path(__file__).parents[1]
_IN_SHADOW_ROOT = {"parts/table.css", "show/slides.css", "show/player.css", "show/print.css"}
"""Stylesheets of components with a shadow root. The component loads them; the page must not."""


def asset(*names: str) -> str:
    """The text of files below `emulation/ui`, joined in this order."""
    return "\n".join((_UI / name).read_text(encoding="utf-8") for name in names)


def stylesheets(*rooms: str) -> list[str]:
    """The stylesheets of rooms in cascade order: a room's own before those of its folders. Without shadow-root sheets."""
    files = [
        file.relative_to(_UI)
        for room in rooms
        for file in sorted((_UI / room).rglob("*.css"), key=lambda file: (len(file.parts), file))
    ]
    return [name for file in files if (name := file.as_posix()) not in _IN_SHADOW_ROOT]
