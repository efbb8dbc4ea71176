"""Writing so that a file is always the old one or the new one, and saying in Vietnamese why it could not be."""

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
"""Held while writing, and while being the next to write."""
LOCK_WAIT = 10.0
"""Seconds for which a save waits for its turn, and then for the one before it to end."""
_ASK_EVERY = 0.01
REPLACE_WAIT = 3.0
"""Seconds for which a file that another program holds is tried again."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ESTALE}


class SaveRefused(Exception):
    """Nothing was changed; why, and what the officer can do, in a Vietnamese sentence."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for writing. The operating system frees it when its holder is killed. Raises SaveRefused."""
    if not folder.is_dir():
        raise SaveRefused(f"Không còn thư mục dữ liệu {folder}. Kiểm tra ổ đĩa hoặc mạng rồi thử lại.")
    lock, turn = (
        filelock.FileLock(folder / name, timeout=LOCK_WAIT, poll_interval=_ASK_EVERY) for name in (LOCK, TURN)
    )
    try:
        with turn:  # Else one who writes without pause would take the lock again before another asks for it.
            lock.acquire()
    except filelock.Timeout:
        raise SaveRefused("Đang có người khác ghi, thử lại sau giây lát.") from None
    except OSError as error:
        raise refusal(error, folder) from None
    try:
        yield
    finally:
        lock.release()


def refusal(error: OSError, place: Path) -> SaveRefused:
    """What an error of the disk at `place` means for the officer."""
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
    """The file's bytes; None where there is none. Raises SaveRefused."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise (in_use(path) if os.name == "nt" else refusal(error, path)) from None
    except OSError as error:
        raise refusal(error, path) from None


def in_use(path: Path) -> SaveRefused:
    """Another program holds the file, as Excel does on Windows."""
    return SaveRefused(
        f"Tệp {path.name} đang mở trong Excel (hoặc chương trình khác). Đóng tệp đó lại rồi bấm lưu lần nữa."
    )


def temporary(path: Path) -> Path:
    """The file beside `path` in which its next content is written. Its name is always the same: writers hold the
    lock, so one that is there already was left by a writer that was killed."""
    return path.with_name(f".{path.name}.tam")


def write(path: Path, data: bytes) -> None:
    """A file whose content is on the disk when this returns. Raises OSError, and then leaves none."""
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
    """The next content of `path` beside it, with its mode, ready to take its place. Raises OSError."""
    waiting = temporary(path)
    write(waiting, data)
    if path.exists():
        shutil.copymode(path, waiting)
    return waiting


def replace(waiting: Path, path: Path) -> None:
    """Put `waiting` in the place of `path` at once. Raises SaveRefused where another program holds the file."""
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
    """Write the whole file at once: it has the old content or the new one. Raises OSError, SaveRefused."""
    try:
        replace(prepare(path, data), path)
    except BaseException:
        with suppress(OSError):
            temporary(path).unlink(missing_ok=True)
        raise
    settle(path.parent)


def settle(folder: Path) -> None:
    """Have the folder's names on the disk too, where the system can (not on Windows, and not on every share)."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
