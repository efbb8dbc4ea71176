"""What several figures of a report are of, worked out from the rows of the contract's queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from emulation import words

ENDED = ("Hoàn thành", "Không phát sinh")
number, percent, points = words.number, words.percent, words.points


class Asked(Protocol):
    """A document that can be asked for the rows of queries, and the days of its period."""

    first: date
    last: date

    def ask(self, query: str, **changes: Any) -> list[Any]: ...


def totals(lines: Iterable[Iterable[int]]) -> list[int]:
    return [sum(column) for column in zip(*lines, strict=True)]


def share(part: int, whole: int) -> str:
    return percent(part / whole) if whole else words.MISSING


COUNTS = ("tasks", "done_on_time", "done_late", "in_progress", "not_started", "not_arising", "overdue")


def counts(report: Asked, quarters: Iterable[int]) -> list[int]:
    """The columns of quarterly_progress added up, `due_soon` last."""
    rows = [row for q in quarters for row in report.ask("quarterly_progress", quarter=q) if row.quarter == q]
    return totals([getattr(row, name) for name in (*COUNTS, "due_soon")] for row in rows)


def running(report: Asked) -> list[Any]:
    rows = report.ask("movements")
    return [m for m in rows if m.launched_on <= report.last and (not m.ends_on or m.ends_on >= report.first)]


def provisional(row: Any) -> bool:
    return row.stage in ("Tự chấm", "Khối chấm")


def conclusions(report: Asked) -> list[Any]:
    """Those of the period's meetings, and of earlier ones what was open when it began."""
    rows = [row for row in report.ask("conclusions") if row.held_on <= report.last]
    new = [row for row in rows if row.held_on >= report.first]
    then_open = [
        row
        for row in rows
        if row.status not in ENDED or (row.completed_on and row.completed_on >= report.first)
    ]
    return [row for row in rows if row in new or row in then_open]
