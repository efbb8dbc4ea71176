"""An open data folder: its present edition, read again when files change, never worse than what was shown."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from emulation.intake import Problem, Reading, fingerprint, read_folder
from emulation.intake.checks import Checked
from emulation.schema import TABLE
from emulation.scope import VIETNAM
from emulation.warehouse import Warehouse

SETTLE = 1.0
"""Seconds for which files must lie still before they are read: one that is being written changes sooner."""


def default_folder() -> Path:
    """The folder that EMULATION_DATA names, else the sample."""
    return Path(os.environ.get("EMULATION_DATA") or Path(__file__).parent.parent / "data")


@dataclass(frozen=True, slots=True)
class Edition:
    """The data as read at one moment. `stale`: file → why a former version of it is in use, and of when."""

    version: str
    warehouse: Warehouse
    problems: tuple[Problem, ...]
    stale: Mapping[str, str]
    read_at: float


class DataFolder:
    """A folder of CSV files and the edition that screens show. One for the server; safe between sessions.

    A file that cannot be read (required but missing, damaged, half-written) leaves its former version in use;
    an optional one that was deleted is gone.
    """

    def __init__(self, path: Path, settle: float = SETTLE) -> None:
        self.path = path
        self._settle = settle
        self._lock = threading.Lock()
        self._good: dict[str, Checked] = {}
        self._count = 0
        self._shown = self._changed = fingerprint(path)
        self._since = 0.0
        self._edition = self._read(self._shown)

    def edition(self) -> Edition:
        """The present edition; a new one once changed files have lain still. Nobody waits for it."""
        now = fingerprint(self.path)
        if self._lock.acquire(blocking=False):
            try:
                if self._is_due(now):
                    self._edition, self._shown = self._read(now), now
            finally:
                self._lock.release()
        return self._edition

    def _is_due(self, now: str) -> bool:
        if now != self._changed:
            self._changed, self._since = now, time.monotonic()
        return now != self._shown and time.monotonic() - self._since >= self._settle

    def _read(self, state: str) -> Edition:
        reading, self._good = read_folder(self.path, keep=self._good)
        self._count += 1
        # The same files may stand for different data after a broken version: the count keeps caches apart.
        version = f"{state}.{self._count}"
        return Edition(
            version, Warehouse(reading), tuple(reading.problems), self._stale(reading), time.time()
        )

    def _stale(self, reading: Reading) -> dict[str, str]:
        good = self._good
        return {
            TABLE[name].file: _since_when(reason, good[name].read_at) for name, reason in reading.kept.items()
        }


def _since_when(reason: str, read_at: float) -> str:
    moment = datetime.fromtimestamp(read_at, VIETNAM)
    return (
        f"chưa đọc được tệp trên đĩa ({reason}), đang dùng bản đọc lúc {moment:%H:%M} ngày {moment:%d/%m/%Y}"
    )
