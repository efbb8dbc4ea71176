"""A file on disk → its bytes, though Excel may hold it or be in the middle of writing it."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

from emulation.intake.problems import Unreadable

PATIENCE = 0.8
"""Seconds for which a folder's reading waits, in all, for files that are held or being written."""
_PAUSE = 0.05

Stamp = tuple[int, int, int]
"""Time of the last change, size and inode: equal only while a file stays as it is."""


class Busy(Unreadable):
    """A file that is held or being written now: to be tried again, though it may not change."""


class Patience:
    """The time that may still be spent on waiting, for all files of a folder together."""

    def __init__(self, seconds: float = PATIENCE) -> None:
        self.left = seconds

    def wait(self) -> bool:
        """Wait a little; False once there is no time left."""
        if self.left <= 0:
            return False
        time.sleep(_PAUSE)
        self.left -= _PAUSE
        return True


NONE = Patience(0)


def stamp(path: Path) -> Stamp | None:
    """The state of the file at `path`; None where there is none."""
    try:
        return _stamp(path.stat())
    except OSError:
        return None


def read_bytes(path: Path, patience: Patience) -> tuple[bytes, Stamp]:
    """A file's bytes as they were at one moment, and its state then.

    A file that cannot be opened or that changes while it is read is tried again as long as `patience` lasts.
    Raises FileNotFoundError, Unreadable for what is no file, and Busy.
    """
    while True:
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise Unreadable("đây là thư mục, không phải tệp", "Xoá hoặc đổi tên thư mục, chép tệp vào")
            with path.open("rb") as file:
                before = _stamp(os.fstat(file.fileno()))
                data = file.read()
                if before == _stamp(os.fstat(file.fileno())):
                    return data, before
            busy = Busy("tệp đang được ghi", "Chờ ghi xong rồi xem lại")
        except FileNotFoundError:
            raise
        except OSError:
            busy = Busy("không mở được tệp", "Đóng tệp trong Excel, kiểm tra quyền đọc của tệp")
        if not patience.wait():
            raise busy


def can_open(path: Path) -> bool:
    try:
        with path.open("rb"):
            return True
    except OSError:
        return False


def _stamp(state: os.stat_result) -> Stamp:
    return state.st_mtime_ns, state.st_size, state.st_ino
