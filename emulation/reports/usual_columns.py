"""Columns that several sheets of the statistics share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from operator import attrgetter as of
from typing import Any

from emulation.reports.facts import Facts
from emulation.reports.tables import SheetColumn
from emulation.schema import TABLE


def label(table: str, column: str) -> str:
    return TABLE[table].column(column).label


def names(facts: Facts, table: str, name: str = "unit_id") -> Callable[[Any], str]:
    """A function that gives the names for the ids in a row's column; ids and names are joined by `;`."""
    get = of(name)
    return lambda row: "; ".join(facts.name(table, key) for key in (get(row) or "").split(";") if key)


def counts(heading: str, name: str, width: float = 10) -> SheetColumn:
    return SheetColumn(heading, width, of(name), "whole", adds=True)


def rates() -> tuple[SheetColumn, SheetColumn]:
    return (
        SheetColumn("Tỷ lệ hoàn thành", 11, of("completion_rate"), "rate"),
        SheetColumn("Tỷ lệ đúng hạn", 11, of("on_time_rate"), "rate"),
    )


def last_day(facts: Facts) -> SheetColumn:
    """For a due date on a day off: the next working day, until which it counts as kept."""

    def of_row(row: Any) -> date | None:
        last = row.due_on and facts.last_day(row.due_on)
        return last if last != row.due_on else None

    return SheetColumn("Tính đến (hạn là ngày nghỉ)", 12, of_row, "day")
