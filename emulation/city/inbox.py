"""The folders of packages at the city: those that came, those that were taken, those that were refused and why.

A package moves only after it is settled what became of it. A process that ends before leaves it where it came to, and
taking it again changes nothing.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from emulation.scope import VIETNAM
from emulation.store import disk
from emulation.text import trim

CAME, TAKEN, REFUSED = "goi-den", "goi-da-nhan", "goi-tu-choi"
_WHY = ".txt"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A package that was refused: its file's name, the sentence why, and when."""

    name: str
    why: str
    when: datetime


def packages(folder: Path) -> list[Path]:
    """The packages that lie in a folder, as they came; none without the folder. Hidden files and those still being written
    (`.tam`) are none."""
    found = []
    with suppress(FileNotFoundError):
        for path in folder.iterdir():
            if is_package(path):
                with suppress(FileNotFoundError):  # another process has put it away
                    found.append((path.stat().st_mtime_ns, path.name, path))
    return [path for _, _, path in sorted(found)]


def is_package(path: Path) -> bool:
    return path.suffix.lower() == ".zip" and not path.name.startswith((".", "~")) and path.is_file()


def lay(city: Path, name: str, data: bytes) -> None:
    """Lay a package into the inbox, where it is whole or not at all. Raises OSError."""
    folder = city / CAME
    folder.mkdir(exist_ok=True)
    waiting = folder / f".{name}.{token_hex(4)}.tam"
    disk.write(waiting, data)
    try:
        waiting.replace(folder / name)
    except OSError:
        waiting.unlink(missing_ok=True)
        raise
    disk.sync_folder(folder)


def put_away(city: Path, path: Path) -> None:
    """Move a package that is taken. Raises OSError."""
    _move(path, city / TAKEN)


def refuse(city: Path, path: Path, why: str) -> None:
    """Move a package that is refused, with the reason beside it. Raises OSError and SaveRefused."""
    folder = city / REFUSED
    folder.mkdir(exist_ok=True)
    disk.put(_reason(folder / path.name), f"{why}\n".encode("utf-8-sig"))
    _move(path, folder)


def refusals(city: Path) -> list[Refusal]:
    """The packages that were refused and lie there still, the last one first."""
    found = []
    for path in packages(city / REFUSED):
        with suppress(FileNotFoundError):
            found.append(_refusal(path))
    return sorted(found, key=lambda refusal: refusal.when, reverse=True)


def _refusal(path: Path) -> Refusal:
    """Raises FileNotFoundError where it has just been moved on, or has no reason beside it."""
    reason = _reason(path)
    when = datetime.fromtimestamp(reason.stat().st_mtime, VIETNAM)
    return Refusal(path.name, trim(reason.read_text(encoding="utf-8-sig", errors="replace")), when)


def _reason(path: Path) -> Path:
    return path.with_name(path.name + _WHY)


def _move(path: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    path.replace(folder / path.name)
    disk.sync_folder(folder)
