"""What presses for each unit, and which of it is a reason to write: what is overdue, due within days, or was returned.

A thing presses as long as the unit's own screen lists it as owed (`queries/unit_duties.sql`). A reason is such a thing and
its stage, so that each stage is told once: due within 7, 3, 1 days; each week that it is overdue; each time it is returned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from emulation import words
from emulation.office import duties, reported
from emulation.office.change_set import ask
from emulation.remind.log import Reason
from emulation.scope import Scope
from emulation.warehouse import Warehouse

STAGES = (1, 3, 7)
"""Days before a deadline within which a unit is written to, once for each."""


RETURNED = "returned"
GROUPS = {RETURNED: "bị trả lại", **duties.WHY}
"""Why something presses → that in words, the most urgent first: as the unit's screen counts it."""


@dataclass(frozen=True, slots=True)
class Pressing:
    """Something that presses. `group`: one of GROUPS; `how`: its state and deadline in words; `reason`: empty where it is
    none to write."""

    group: str
    what: str
    how: str
    reason: Reason = ()

    @property
    def has_letter(self) -> bool:
        """Whether it is of those about which a unit gets a letter: its own late part of a task."""
        return self.group == "late"


def pressing(warehouse: Warehouse, folder: Path, as_of: date) -> dict[str, list[Pressing]]:
    """Unit → what presses, the most urgent first; in the order of units.csv. Raises NotAvailable."""
    scope = Scope.at(as_of, year=warehouse.default_year(as_of))
    units = [row["unit_id"] for row in ask(warehouse, "unit_names", scope)]
    found: dict[str, list[Pressing]] = {unit: [] for unit in units}
    unnamed = Unnamed(warehouse, scope)
    columns, rows = warehouse.answer("unit_duties", scope)
    for row in (SimpleNamespace(**dict(zip(columns, values, strict=True))) for values in rows):
        if row.is_owed:
            found[row.unit_id].append(_owed(row, scope, unnamed))
    for back in _returned(warehouse, folder, scope, units):
        found[back.unit_id].append(_back(back))
    order = list(GROUPS)
    return {
        unit: sorted(things, key=lambda thing: order.index(thing.group))
        for unit, things in found.items()
        if things
    }


class Unnamed:
    """Dossiers by award and number: a mail is forwarded, and their nominees are private until the award is decided."""

    def __init__(self, warehouse: Warehouse, scope: Scope) -> None:
        awards = {row["award_id"]: row["award_name"] for row in ask(warehouse, "award_names", scope)}
        self._said = {
            row["dossier_id"]: f"Hồ sơ {row['dossier_id']}: {awards.get(row['award_id'], row['award_id'])}, "
            f"{words.counted(row['quantity'], row['nominee_kind'])}"
            for row in ask(warehouse, "pending_dossiers", scope.but(blocs=(), units=()))
        }

    def of(self, dossier: str) -> str:
        return self._said.get(dossier, f"Hồ sơ {dossier}")


def _owed(row: Any, scope: Scope, unnamed: Unnamed) -> Pressing:
    what = unnamed.of(row.id) if row.kind == "dossier" else duties.what(row)
    lateness = "" if row.days_late is None else duties.due(row)
    how = "; ".join(filter(None, (duties.need(row, scope.year), lateness)))
    return Pressing(duties.why(row), what, how, _stage(row, scope.as_of))


def _stage(row: Any, as_of: date) -> Reason:
    """The thing and its stage; empty where the stage is none to write."""
    if row.days_late is not None and row.days_late > 0:
        return (row.kind, row.id, "quá hạn", _week(as_of))
    if row.kind == "dossier":
        return (row.kind, row.id, "chờ bổ sung", row.paused_since.isoformat())
    within = [days for days in STAGES if row.kind == "task" and (row.days_late or 0) >= -days]
    return (row.kind, row.id, f"{within[0]} ngày", row.expires_on.isoformat()) if within else ()


def _week(day: date) -> str:
    """The week of a day: 2026-W53 holds the first days of 2027.

    >>> _week(date(2027, 1, 3))
    '2026-W53'
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _returned(
    warehouse: Warehouse, folder: Path, scope: Scope, units: Sequence[str]
) -> Iterable[duties.Back]:
    tasks = {
        row["task_id"]: f"{row['clause']} · {row['title']}" for row in ask(warehouse, "task_names", scope)
    }
    movements = {row["movement_id"]: row["movement_name"] for row in ask(warehouse, "movement_names", scope)}
    return duties.returned(reported.returned(folder, units), {"tasks": tasks, "movements": movements})


def _back(back: duties.Back) -> Pressing:
    reason = (back.kind, back.id, "trả lại", back.when.isoformat())
    return Pressing(RETURNED, back.what, f"Trả lại: {duties.back(back)}", reason)


def counted(things: Iterable[Pressing]) -> str:
    """How many there are of each group: 2 quá hạn, 1 sắp đến hạn."""
    counts = Counter(thing.group for thing in things)
    return ", ".join(
        f"{words.number(counts[group])} {said}" for group, said in GROUPS.items() if counts[group]
    )
