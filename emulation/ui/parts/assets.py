"""The styles and scripts that lie beside the code."""

import hashlib
from pathlib import Path

_UI = Path(__file__).parents[1]
_IN_SHADOW_ROOT = {"parts/table.css", "show/slides.css", "show/player.css", "show/print.css"}
"""Stylesheets of components with a shadow root. The component loads them; the page must not."""
_SCRIPTS: dict[str, str] = {}


def asset(*names: str) -> str:
    """The text of files below `emulation/ui`, joined in this order."""
    return "\n".join((_UI / name).read_text(encoding="utf-8") for name in names)


def script(name: str, text: str) -> str:
    """What a component loads its script with: the server keeps the `text` as a file, the browser too, so that a run need
    not send it with each table.
    """
    file = f"{name}-{hashlib.sha256(text.encode()).hexdigest()[:16]}.js"
    _SCRIPTS[file] = text
    # The framework makes a module of its own out of this, in which an address needs its origin.
    return f'const file = await import(location.origin + "/script/{file}")\nexport default file.default\n'


def script_file(file: str) -> str | None:
    """The text of a file that a component asks for; None where there is none of that name."""
    return _SCRIPTS.get(file)


def stylesheets(*rooms: str) -> list[str]:
    """The stylesheets of rooms in cascade order: a room's own before those of its folders. Without shadow-root sheets."""
    files = [
        file.relative_to(_UI)
        for room in rooms
        for file in sorted((_UI / room).rglob("*.css"), key=lambda file: (len(file.parts), file))
    ]
    return [name for file in files if (name := file.as_posix()) not in _IN_SHADOW_ROOT]
