"""An open data folder: its present edition, read again when files change, never worse than what is on screen."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from emulation.intake import Problem, fingerprint, read_folder
from emulation.intake.checks import Checked
from emulation.warehouse import Warehouse

SETTLE = 1.0
"""Seconds for which files must lie still before they are read: a file that is being written changes sooner."""


def default_folder() -> Path:
    """The folder that EMULATION_DATA names, else the sample."""
    return Path(os.environ.get("EMULATION_DATA") or Path(__file__).parent.parent / "data")


@dataclass(frozen=True, slots=True)
class Edition:
    """The data as read at one moment. `stale`: files of which a former version is in use, since the present
    one cannot be read."""

    version: str
    warehouse: Warehouse
    problems: tuple[Problem, ...]
    stale: tuple[str, ...]
    read_at: float


class DataFolder:
    """A folder of CSV files and the edition that screens show. One for the whole server; safe between sessions."""

    def __init__(self, path: Path, settle: float = SETTLE) -> None:
        self.path = path
        self._settle = settle
        self._lock = threading.Lock()
        self._good: dict[str, Checked] = {}
        self._seen: tuple[str, float] = ("", 0.0)
        self._edition = self._read(fingerprint(path))

    def edition(self) -> Edition:
        """The present edition; a new one once changed files have lain still."""
        now = fingerprint(self.path)
        if now == self._edition.version:
            return self._edition
        with self._lock:
            if now != self._seen[0]:
                self._seen = (now, time.monotonic())
            elif time.monotonic() - self._seen[1] >= self._settle and now != self._edition.version:
                self._edition = self._read(now)
        return self._edition

    def _read(self, version: str) -> Edition:
        reading, files = read_folder(self.path, keep=self._good)
        broken = {p.file for p in reading.problems}
        stale = tuple(f.table.file for name, f in files.items() if f is self._good.get(name) and f.table.file in broken)
        self._good = self._good | files
        return Edition(version, Warehouse(reading), tuple(reading.problems), stale, time.time())
