"""Files of a data folder that are not tables, such as the commune's own templates. They are replaced as a whole, and their
former versions are kept."""

from __future__ import annotations

from pathlib import Path

from emulation.store import disk

FORMER = "ban-cu"
"""The folder next to such a file that holds its former versions, numbered from 1."""


def put(folder: Path, name: str, content: bytes) -> None:
    """Write the folder's file `name` (`mau-bao-cao/to-trinh.docx`). Raises SaveRefused; nothing has changed then."""
    path = folder / name
    with disk.locked(folder):
        try:
            if disk.read(path) == content:
                return
            _keep(path)
            path.parent.mkdir(exist_ok=True)
            disk.put(path, content)
        except OSError as error:
            raise disk.refusal(error, path) from None


def remove(folder: Path, name: str) -> None:
    """Delete the folder's file `name` if it exists. Raises SaveRefused; nothing has changed then."""
    path = folder / name
    with disk.locked(folder):
        try:
            _keep(path)
            path.unlink(missing_ok=True)
        except OSError as error:
            raise disk.refusal(error, path) from None
        disk.sync_folder(path.parent)


def _keep(path: Path) -> None:
    """Add the present version to the former ones, unless the last of them is the same."""
    content = disk.read(path)
    if content is None:
        return
    former = path.parent / FORMER
    former.mkdir(exist_ok=True)
    numbers = [
        int(number)
        for number in (each.stem.rpartition("-")[2] for each in _former(path))
        if number.isdecimal()
    ]
    last = max(numbers, default=0)
    if last and disk.read(_numbered(path, last)) == content:
        return
    disk.put(_numbered(path, last + 1), content)


def _former(path: Path) -> list[Path]:
    return list((path.parent / FORMER).glob(f"{path.stem}-*{path.suffix}"))


def _numbered(path: Path, number: int) -> Path:
    return path.parent / FORMER / f"{path.stem}-{number}{path.suffix}"
