"""Atomic file writes, the lock of a data folder, and messages in Vietnamese for errors of the disk."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

LOCK, TURN = ".khoa", ".khoa-cho"
"""The lock of the writer, and the lock of the next in the queue."""
LOCK_WAIT = 10.0
"""Seconds to wait for each of the two locks."""
_ASK_EVERY = 0.01
REPLACE_WAIT = 3.0
"""Seconds during which replacing a file that another program holds open is retried."""

_TEMPORARY = ".tam"

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ESTALE}


class SaveRefused(Exception):
    """Nothing was changed. The message, in Vietnamese, gives the reason and the remedy."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's write lock. The operating system releases it if the process is killed. Raises SaveRefused."""
    if not folder.is_dir():
        raise SaveRefused(f"Không còn thư mục dữ liệu {folder}. Kiểm tra ổ đĩa hoặc mạng rồi thử lại.")
    lock, turn = (
        filelock.FileLock(folder / name, timeout=LOCK_WAIT, poll_interval=_ASK_EVERY) for name in (LOCK, TURN)
    )
    try:
        with turn:  # A queue of one: without it, a process that writes without pause would starve the others.
            lock.acquire()
    except filelock.Timeout:
        raise SaveRefused("Đang có người khác ghi, thử lại sau giây lát.") from None
    except OSError as error:
        raise refusal(error, folder) from None
    try:
        yield
    finally:
        lock.release()


def make_folder(folder: Path) -> None:
    """Make a data folder that is not there yet. What it lies in must exist: a drive that is gone is no place to begin.
    Raises SaveRefused."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise refusal(error, folder) from None


def refusal(error: OSError, place: Path) -> SaveRefused:
    """The message for an error of the disk at `place`."""
    if error.errno in _FULL:
        return SaveRefused(f"Ổ đĩa đã đầy, chưa ghi được {place.name}. Xoá bớt tệp không cần rồi lưu lại.")
    if error.errno in _FORBIDDEN:
        return SaveRefused(
            f"Không có quyền ghi {place}. Kiểm tra quyền của thư mục, hoặc tệp đang để “chỉ đọc”."
        )
    if error.errno in _GONE:
        return SaveRefused(f"Không còn thư mục chứa {place}. Kiểm tra ổ đĩa hoặc mạng rồi thử lại.")
    return SaveRefused(
        f"Ổ đĩa báo lỗi khi ghi {place.name} ({error.strerror or error}). Thử lại sau giây lát."
    )


def read(path: Path) -> bytes | None:
    """The file's bytes; None if it does not exist. Raises SaveRefused."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise (in_use(path) if os.name == "nt" else refusal(error, path)) from None
    except OSError as error:
        raise refusal(error, path) from None


def in_use(path: Path) -> SaveRefused:
    """The message for a file that another program holds open, as Excel does on Windows."""
    return SaveRefused(
        f"Tệp {path.name} đang mở trong Excel (hoặc chương trình khác). Đóng tệp đó lại rồi bấm lưu lần nữa."
    )


def temporary(path: Path) -> Path:
    """The temporary file for the next content of `path`. The name is fixed: writers hold the lock, so an existing one was
    left by a killed process and may be overwritten."""
    return path.with_name(f".{path.name}{_TEMPORARY}")


def unfinished(folder: Path) -> list[Path]:
    """The temporary files in a folder: of writes under way, and of killed processes."""
    return sorted(folder.glob(f".*{_TEMPORARY}"))


def write(path: Path, data: bytes) -> None:
    """Write and fsync a file. Raises OSError, and then deletes the file."""
    try:
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise


def prepare(path: Path, data: bytes) -> Path:
    """Write the temporary file for `path`, with the same mode. Raises OSError."""
    waiting = temporary(path)
    write(waiting, data)
    if path.exists():
        shutil.copymode(path, waiting)
    return waiting


def replace(waiting: Path, path: Path) -> None:
    """Rename the temporary file `waiting` to `path`. Raises SaveRefused if another program holds the file open."""
    wait, until = 0.02, time.monotonic() + REPLACE_WAIT
    while True:
        try:
            waiting.replace(path)
        except PermissionError:
            if time.monotonic() + wait > until:
                raise in_use(path) from None
            time.sleep(wait)
            wait *= 2
        except OSError as error:
            raise refusal(error, path) from None
        else:
            return


def put(path: Path, data: bytes) -> None:
    """Write a file atomically: at any time it has the old content or the new one. Raises OSError, SaveRefused."""
    try:
        replace(prepare(path, data), path)
    except BaseException:
        with suppress(OSError):
            temporary(path).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Fsync the folder, so that renames survive a crash. Does nothing where that is impossible (Windows, some shares)."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
