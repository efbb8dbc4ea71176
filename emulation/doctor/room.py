"""Whether the disk has room for what is saved."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from emulation.doctor.finding import Finding, fault, good, note
from emulation.doctor.place import Place

LEAST, LITTLE = 200_000_000, 2_000_000_000
"""Bytes free below which saving is in danger; and below which it is time to make room. A year of saves takes some 100 MB."""
LEAST_FILES = 1000
"""Further files for which the file system has entries (inodes); each save makes two or more."""
_REMEDY = (
    "Xoá hoặc chuyển bớt tệp không cần sang ổ khác; không xoá lich-su, sao-luu khi chưa chép đi nơi khác."
)


def look(place: Place, free_of: Callable[[Path], int] | None = None) -> Iterator[Finding]:
    """`free_of`: bytes free where a folder lies."""
    folder = next(
        (each for each in (place.data, *place.data.absolute().parents) if each.is_dir()), place.root
    )
    free = (free_of or _free)(folder)
    said = f"Ổ đĩa chứa {place.data} còn trống {_amount(free)}"
    if free < LEAST or _files_left(folder) < LEAST_FILES:
        yield fault(f"{said}: sắp không lưu được nữa.", _REMEDY)
    elif free < LITTLE:
        yield note(f"{said}.", _REMEDY)
    else:
        yield good(f"{said}.")


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def _files_left(folder: Path) -> int:
    """How many more files can be made. Windows and some file systems (which say 0 of 0) have no such limit."""
    if not hasattr(os, "statvfs"):
        return LEAST_FILES
    state = os.statvfs(folder)
    return state.f_favail if state.f_files else LEAST_FILES


def _amount(size: int) -> str:
    """Bytes as people say it: 1,5 GB."""
    return f"{size / 1e9:.1f} GB".replace(".", ",") if size >= 1e9 else f"{size / 1e6:.0f} MB"
