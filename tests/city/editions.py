"""Editions in memory, as a lake would hold them: what a test says of each, the rest as of a commune with nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from emulation.city.communes import Commune
from emulation.city.lake import Edition
from emulation.city.warehouse import CityWarehouse
from emulation.publish.contents import PUBLISHED

_KINDS = {"varchar": pa.string(), "date": pa.date32(), "double": pa.float64(), "bigint": pa.int64()}
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass
class Sent:
    """What communes sent: (commune, day) → table → rows, values by column; of a column left out none."""

    version: str = "1"
    tables: dict[tuple[str, date], Rows] = field(default_factory=dict)
    editions: list[Edition] = field(default_factory=list)

    def send(
        self, commune: str, day: date, *, notice: str = "", **tables: Sequence[Mapping[str, Any]]
    ) -> Sent:
        """Of a commune and a day these rows."""
        said = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        superior = "Ủy ban nhân dân thành phố Hải Phòng"
        self.editions.append(
            Edition(commune, day, "0a1b2c3d", said, day.year, commune, superior, "1", 1, notice, said)
        )
        self.tables[commune, day] = tables
        return self

    def rows(self, table: str, wanted: Sequence[tuple[str, date]]) -> pa.Table:
        of = next(each for each in PUBLISHED if each.name == table)
        kinds = {"commune": "varchar", "as_of": "date", "line": "bigint"}
        kinds |= {column.name: column.sql_type for column in of.columns}
        found = [
            {"commune": commune, "as_of": day, "line": line, **row}
            for commune, day in sorted(wanted)
            for line, row in enumerate(self.tables[commune, day].get(table, ()), 2)
        ]
        return pa.table(
            {name: pa.array([row.get(name) for row in found], _KINDS[kind]) for name, kind in kinds.items()}
        )


def warehouse(sent: Sent, communes: Mapping[str, str | None]) -> CityWarehouse:
    """The city that has these communes (id → cluster), each called as its id."""
    return CityWarehouse(sent, [Commune(id_, id_, cluster, None) for id_, cluster in communes.items()])


def quarter(number: int, tasks: int, on_time: int = 0, late: int = 0, **more: int) -> dict[str, int]:
    """A row of `quarterly_progress`."""
    counts = {"in_progress": 0, "not_started": 0, "not_arising": 0, "overdue": 0, "due_soon": 0}
    return {"quarter": number, "tasks": tasks, "done_on_time": on_time, "done_late": late, **counts, **more}


def units(count: int) -> list[dict[str, str]]:
    """Rows of `unit_progress`."""
    return [{"unit_id": f"U{number}", "name": f"Đơn vị {number}"} for number in range(count)]
