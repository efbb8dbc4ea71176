"""One committer at a time: a lock of the city's folder, which dies with its holder."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import filelock

from emulation import words
from emulation.intake.problems import shown
from emulation.scope import VIETNAM

LOCK, HOLDER = ".khoa-kho", ".khoa-kho-giu"
"""The lock, and a note of who holds it or held it last."""
_ASK_EVERY = 0.02


class Busy(Exception):
    """Another holds the lock, or nobody can. The message is a sentence in Vietnamese."""


@contextmanager
def locked(city: Path, wait: float) -> Iterator[None]:
    """Hold the lock; wait for it so many seconds. Raises Busy."""
    lock = filelock.FileLock(city / LOCK, timeout=wait, poll_interval=_ASK_EVERY)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise Busy(f"Kho số liệu đang bận ghi{_by(city / HOLDER)}; nhận lại sau.") from None
    except OSError as error:
        raise Busy(f"Không khoá được thư mục {city} để ghi ({error.strerror}).") from None
    try:
        with suppress(OSError):  # the note is for people
            now = datetime.now(VIETNAM)
            (city / HOLDER).write_text(
                f"máy {platform.node()}, tiến trình {os.getpid()}, từ {words.moment(now)}", "utf-8"
            )
        yield
    finally:
        lock.release()


def _by(note: Path) -> str:
    try:
        return f" ({shown(note.read_text('utf-8'))})"
    except (OSError, ValueError):
        return ""
