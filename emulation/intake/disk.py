"""Reads files that another program may hold open or be writing."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

from emulation.intake.problems import Unreadable

PATIENCE = 0.8
"""Seconds that reading a folder waits in total for files that are held open or being written."""
_PAUSE = 0.05

Stamp = tuple[int, int, int]
"""Modification time, size and inode: the state of a file."""


class Busy(Unreadable):
    """A file that is held open or being written now. It must be tried again, even if its state does not change."""


class Patience:
    """The remaining time to wait, for all files of a folder together."""

    def __init__(self, seconds: float = PATIENCE) -> None:
        self.left = seconds

    def wait(self) -> bool:
        """Wait before a retry. Returns False if no time is left."""
        if self.left <= 0:
            return False
        time.sleep(_PAUSE)
        self.left -= _PAUSE
        return True


NONE = Patience(0)


def default_folder() -> Path:
    """The folder that EMULATION_DATA names, else the sample."""
    return Path(os.environ.get("EMULATION_DATA") or Path(__file__).parents[2] / "data")


def stamp(path: Path) -> Stamp | None:
    """The state of the file; None if it does not exist."""
    try:
        return _stamp(path.stat())
    except OSError:
        return None


def read_bytes(path: Path, patience: Patience) -> tuple[bytes, Stamp]:
    """A consistent snapshot of a file, and its state.

    If the file cannot be opened or changes during the read, the read is repeated while `patience` lasts. Raises
    FileNotFoundError, Unreadable (not a regular file) and Busy.
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
