"""The id that is proposed for a new row, so that nobody has to invent one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from emulation.office.numbering import next_ids
from emulation.schema import Table
from emulation.store.document import Cells

_FIRST = {
    "blocs": "K1",
    "units": "DV01",
    "tasks": "{year}-01",
    "awards": "KT01",
    "dossiers": "HS-{year}-001",
    "criteria": "{year}-01",
    "movements": "PT1",
    "meetings": "H01",
}
"""File → the id of its first row."""


def proposed(table: Table, cells: Cells, rows: Sequence[Cells], year: int) -> str:
    """The id for a new row of `table`; empty where a row's key is no id of its own. `rows`: those that there are.

    `year`: the present one, for a row that names none.
    """
    if table.name not in _FIRST:
        return ""
    (key,) = table.key
    own = _year(cells) or year
    known = [row[key] for row in rows if row.get(key)]
    of_year = [row[key] for row in rows if row.get(key) and _year(row) in (own, 0)]
    return next_ids(known, of_year, own)[0] if known else _FIRST[table.name].format(year=own)


def _year(cells: Cells) -> int:
    """The year that a row names: its own, or that of a day of it; 0 where it names none."""
    days = (cells.get(name, "") for name in ("year", "received_on", "launched_on", "held_on"))
    return next((int(found[0]) for day in days if (found := re.search(r"(?:19|20)\d\d$", day))), 0)
