"""The letters of reminder that go with mails: those of *Báo cáo*, each made when it is wanted."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.made import Made
from emulation.reports.request import NotAsked, Request
from emulation.reports.word import TemplateFault
from emulation.scope import VIETNAM
from emulation.warehouse import NotAvailable, Warehouse


class NoLetter(Exception):
    """A letter that is due cannot be made; the text says why."""


class Letters:
    """The letters of a day to units that are late with the tasks of its year."""

    def __init__(self, warehouse: Warehouse, folder: Path, as_of: date) -> None:
        request = Request.of(KINDS["reminders"], as_of, year=warehouse.default_year(as_of))
        self._made = Made(Facts(warehouse, request, datetime.now(VIETNAM)), folder)

    def to(self, unit: str) -> dict[str, bytes]:
        """The letter to a unit by its full name, file name → content; nothing where none is due. Raises NoLetter."""
        try:
            name = next((name for name, to in self._made.addressees().items() if to == unit), "")
            return {name: self._made.file(name)} if name else {}
        except NotAsked:
            return {}
        except (NotAvailable, TemplateFault) as why:
            raise NoLetter(f"Không kèm được công văn đôn đốc: {why}") from None
