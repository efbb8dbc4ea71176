"""An open city: the edition of its lake that screens show, read anew when packages came in, kept while the lake is away."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from emulation import words
from emulation.city import communes as known_communes
from emulation.city.communes import Commune
from emulation.city.lake import Edition as Sent
from emulation.city.lake import Lake, LakeAway
from emulation.city.places import CATALOGUE, place
from emulation.city.warehouse import CityWarehouse
from emulation.folder import LAKE, DataFolder, Edition
from emulation.intake.disk import stamp
from emulation.scope import VIETNAM

if TYPE_CHECKING:
    import pyarrow as pa

LOOK_EVERY = 1.0
"""Seconds between two looks at the lake: a question to its catalogue each."""
_LOG = logging.getLogger(__name__)


class _Reader:
    """The lake, read only; opened anew once it was away. Safe between threads."""

    def __init__(self, city: Path) -> None:
        self._city = city
        self._lock = threading.RLock()
        self._lake: Lake | None = None

    def snapshot(self) -> int | None:
        """The number of its present state; None of a city that has no lake yet. Raises LakeAway."""
        folder = place(self._city).folder
        if folder and not (folder / CATALOGUE).exists():
            return None
        with self._lock:
            try:
                self._lake = self._lake or Lake(self._city, reads=True)
                return self._lake.snapshot()
            except LakeAway:
                self.close()
                raise

    def editions(self, snapshot: int) -> list[Sent]:
        with self._lock:
            return self._open().editions(snapshot)

    def rows(self, snapshot: int, table: str, wanted: Sequence[tuple[str, date]]) -> pa.Table:
        with self._lock:
            return self._open().read(table, wanted, snapshot)

    def _open(self) -> Lake:
        self._lake = self._lake or Lake(self._city, reads=True)
        return self._lake

    def close(self) -> None:
        with self._lock:
            if self._lake:
                self._lake.close()
            self._lake = None


@dataclass(frozen=True)
class _Snapshot:
    """A state of the lake, whatever is taken meanwhile (`warehouse.Source`)."""

    reader: _Reader
    number: int | None
    """None: there is no lake yet."""
    editions: Sequence[Sent] = ()

    @property
    def version(self) -> str:
        return str(self.number)

    def rows(self, table: str, wanted: Sequence[tuple[str, date]]) -> pa.Table:
        return self.reader.rows(self.number or 0, table, wanted)


class City(DataFolder):
    """The folder of a city, whose edition is of its lake and not of files of its own. One for the server."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader = _Reader(path)
        self._lock = threading.Lock()
        self._led: Edition | None = None
        self._state: tuple[object, ...] = ()
        self._communes: list[Commune] = []
        self._count = 0
        self._away_since = ""
        self._looked = float("-inf")
        self._edition = self._empty()
        self._look()

    @property
    def present(self) -> Edition:
        """The edition last read, without a look at the lake."""
        return self._edition

    def edition(self) -> Edition:
        """The present edition; a new one once packages came in. Nobody waits for it."""
        if time.monotonic() - self._looked >= LOOK_EVERY and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._edition

    def refresh(self) -> Edition:
        """The edition of the lake as it is at this moment."""
        with self._lock:
            self._look()
        return self._edition

    def shown(self) -> Edition:
        """The edition for all screens: the present one, or the one they were led to last."""
        return self._led or self.edition()

    def lead(self, edition: Edition | None) -> None:
        """Have all screens show this edition until they are led to another; with None no longer."""
        self._led = edition

    def is_ahead(self, version: str) -> bool:
        """Nobody saves at a city's screens, so none is ahead of the others."""
        return False

    def _look(self) -> None:
        self._looked = time.monotonic()
        try:
            state = (self._snapshot(), stamp(self.path / known_communes.TABLE.file))
            if state != self._state:
                self._read(state[0])
                self._state = state
            elif self._away_since:
                self._show(replace(self._edition, stale={}))
            self._away_since = ""
        except LakeAway as away:
            if not self._away_since:
                self._away_since = words.moment(datetime.now(VIETNAM))
                _LOG.warning("The lake is away: %s", away)  # why is for the operator, and not for screens
                shown = "; đang xem số liệu của lần đọc trước" if self._state else ""
                why = f"Không đọc được kho số liệu từ {self._away_since}{shown}. Trang tự cập nhật khi kho trở lại."
                self._show(replace(self._edition, stale={LAKE: why}))

    def _snapshot(self) -> int | None:
        number = self._reader.snapshot()
        if number is None and any(self._state[:1]):  # a folder of the network may be gone for a while
            raise LakeAway("Thư mục kho số liệu không còn.")
        return number

    def _read(self, snapshot: int | None) -> None:
        communes = known_communes.read(self.path)
        if communes or not communes.problems:
            self._communes = list(
                communes.values()
            )  # of a file that cannot be read now the former version holds
        sent = [] if snapshot is None else self._reader.editions(snapshot)
        warehouse = CityWarehouse(_Snapshot(self._reader, snapshot, sent), self._communes)
        warehouse.warm()  # where the lake goes away meanwhile, what is shown stays
        self._show(Edition("", warehouse, tuple(communes.problems), {}, time.time()))

    def _show(self, edition: Edition) -> None:
        self._count += 1
        self._edition = replace(edition, version=f"{edition.warehouse.version}.{self._count}")

    def _empty(self) -> Edition:
        return Edition("0", CityWarehouse(_Snapshot(self._reader, None), []), (), {}, time.time())
