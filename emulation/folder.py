"""An open data folder: its present edition, read again when files change, never worse than what was shown."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from emulation.intake import (
    FileState,
    Problem,
    Reading,
    Source,
    disk,
    fingerprint,
    not_a_folder,
    read_files,
    read_folder,
    states,
)
from emulation.intake.checks import Checked
from emulation.schema import TABLE
from emulation.scope import VIETNAM
from emulation.warehouse import Warehouse

SETTLE = 1.0
"""Seconds for which files must lie still before they are read: one that is being written changes sooner."""
NOT_A_FOLDER = "đây là tệp; bảng theo dõi cần một thư mục dữ liệu (đưa sổ Excel vào qua Nhập tệp)"
LAKE = "kho số liệu"
"""Of a city's edition what is stale, in place of a file: everybody may know that it is away."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The data as read at one moment. `stale`: file → why a former version of it is in use, and of when.

    `files`: what each file holds and how fresh it is.
    """

    version: str
    warehouse: Warehouse
    problems: tuple[Problem, ...]
    stale: Mapping[str, str]
    read_at: float
    files: tuple[FileState, ...] = ()


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
        self._busy: frozenset[str] = frozenset()
        self._count = 0
        self._led: Edition | None = None
        self._ahead: list[str] = []
        self._asked = self._done = 0
        self._tickets = threading.Lock()
        self._shown = self._changed = fingerprint(path)
        self._since = time.monotonic()
        self._edition = self._read(self._shown)

    @property
    def present(self) -> Edition:
        """The edition last read, without a look at the disk."""
        return self._edition

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

    def refresh(self) -> Edition:
        """An edition of the files as they are at this moment or later, as after a save of the program's own. Those who ask
        while one is being read share the next one."""
        with self._tickets:
            self._asked += 1
            mine = self._asked
        with self._lock:
            if self._done < mine:
                upto = self._asked
                self._shown = self._changed = fingerprint(self.path)
                self._edition = self._read(self._shown)
                self._done = upto
            return self._edition

    def shown(self) -> Edition:
        """The edition for all screens: the present one, or where somebody leads them, the one they were led to last."""
        return self._led or self.edition()

    def lead(self, edition: Edition | None) -> None:
        """Have all screens show this edition until they are led to another; with None no longer."""
        with self._tickets:
            self._led = edition
            known = edition.version if edition else self._edition.version
            self._ahead = self._ahead[self._ahead.index(known) + 1 :] if known in self._ahead else []

    def is_ahead(self, version: str) -> bool:
        """Whether this edition is later than the one for all screens."""
        return self._led is not None and version in self._ahead

    def preview(self, given: Mapping[str, Source], tell: Callable[[float], None] | None = None) -> Reading:
        """What would be read if what is `given` (table → its new content) stood in the folder.

        `tell` gets the share of the work that is done, 0 to 1.
        """
        return read_files(given, self.path, self._good, tell)

    def _is_due(self, now: str) -> bool:
        if now != self._changed:
            self._changed, self._since = now, time.monotonic()
        changed = now != self._shown or self._freed()
        return changed and time.monotonic() - self._since >= self._settle

    def _freed(self) -> bool:
        """Whether a file that another program held, and may not have changed, can be opened again."""
        return any(disk.can_open(self.path / TABLE[name].file) for name in self._busy)

    def _read(self, state: str) -> Edition:
        if self.path.is_file():
            reading = not_a_folder(self.path, NOT_A_FOLDER)
        else:
            reading, self._good = read_folder(self.path, keep=self._good)
        self._busy = reading.busy
        self._count += 1
        # The same files may stand for different data after a broken version: the count keeps caches apart.
        version = f"{state}.{self._count}"
        with self._tickets:
            self._ahead += [version] if self._led else []
        return Edition(
            version,
            Warehouse(reading),
            tuple(reading.problems),
            self._stale(reading),
            time.time(),
            states(reading, self.path),
        )

    def _stale(self, reading: Reading) -> dict[str, str]:
        good = self._good
        return {
            TABLE[name].file: _since_when(reason, good[name].read_at) for name, reason in reading.kept.items()
        }


_opening = threading.Lock()


def opened(path: Path) -> DataFolder:
    """The data folder at a path, opened once for all who show it."""
    with _opening:
        return _opened(path)


@lru_cache(maxsize=4)
def _opened(path: Path) -> DataFolder:
    return DataFolder(path)


def _since_when(reason: str, read_at: float) -> str:
    moment = datetime.fromtimestamp(read_at, VIETNAM)
    return (
        f"chưa đọc được tệp trên đĩa ({reason}), đang dùng bản đọc lúc {moment:%H:%M} ngày {moment:%d/%m/%Y}"
    )
