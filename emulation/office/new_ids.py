"""The id that is proposed for a new row, so that nobody has to invent one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from emulation.office import numbering
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
_NAMED = ("units", "awards")
"""Files whose ids are made of names."""
_DAYS = {"dossiers": "received_on", "movements": "launched_on", "meetings": "held_on"}


def proposed(table: Table, cells: Cells, rows: Sequence[Cells], year: int) -> str:
    """The id for a new row of `table`; empty where a row's key is no id of its own. `rows`: those that there are.

    `year`: the present one, for a row that names none.
    """
    if table.name not in _FIRST:
        return ""
    (key,) = table.key
    own = _year(table, cells) or year
    known = [row[key] for row in rows if row.get(key)]
    if table.name == "tasks" and cells.get("clause"):
        tasks = [_task(row) for row in rows if row.get("task_id")]
        return numbering.task_ids(tasks, own, [cells["clause"]])[0]
    if (name := cells.get("name", "")) and table.name in _NAMED:
        return numbering.ids_of_names([name], known)[0]
    of_year = [row[key] for row in rows if row.get(key) and _year(table, row) in (own, 0)]
    return numbering.next_ids(known, of_year, own, first=_FIRST[table.name].format(year=own))[0]


def _task(row: Cells) -> dict[str, object]:
    year = row.get("year", "")
    return {**row, "year": int(year) if year.isdecimal() else 0, "clause": row.get("clause", "")}


def _year(table: Table, cells: Cells) -> int:
    """The year that a row names: its own, or that of its day; 0 where it names none."""
    text = cells.get(_DAYS.get(table.name, "year"), "")
    found = re.search(r"(?:19|20)\d\d$", text)
    return int(found[0]) if found else 0
