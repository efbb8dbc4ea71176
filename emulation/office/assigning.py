"""Phân công: which units do which tasks, changed as cells of a grid of units × tasks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from emulation.intake.cells import written
from emulation.office.change_set import ChangeSet, Draft, Row, ask, listed, rows_of
from emulation.office.teams import LEAD
from emulation.scope import Scope
from emulation.warehouse import Warehouse

Cell = tuple[str, str]
"""A task and a unit, by their ids."""
NOBODY = "không giao"


@dataclass(frozen=True, slots=True)
class Entry:
    """The input of the form: task, unit and the role that the unit is to have there; an empty role takes it off the task."""

    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """What may be assigned: the year's tasks in the plan's order and the units by bloc; and who does what already."""

    tasks: tuple[Row, ...]
    units: tuple[Row, ...]
    roles: dict[Cell, str]


def grid(warehouse: Warehouse, scope: Scope) -> Grid:
    """The grid of the scope's year. Tasks: `task_id`, `clause`, `title`, `full_title`, `quarter`; units: `unit_id`, `name`,
    `bloc`, empty for those outside every bloc, which are the last."""
    named = {row["task_id"]: row for row in ask(warehouse, "task_names", scope)}
    of_year = [row for row in rows_of(warehouse, "tasks") if row["year"] == scope.year]
    tasks = tuple(named[row["task_id"]] | {"quarter": row["quarter"]} for row in of_year)
    blocs = {row["bloc_id"]: row["bloc_name"] for row in ask(warehouse, "bloc_names", scope)}
    in_order = [*blocs, None]
    units = sorted(
        ask(warehouse, "unit_names", scope), key=lambda row: in_order.index(_known(row["bloc_id"], blocs))
    )
    return Grid(
        tasks,
        tuple(
            {
                "unit_id": row["unit_id"],
                "name": row["unit_name"],
                "full_name": row["full_name"],
                "bloc": blocs.get(row["bloc_id"], ""),
            }
            for row in units
        ),
        {cell: row["role"] for cell, row in _assigned(warehouse).items()},
    )


def prepare(warehouse: Warehouse, scope: Scope, entry: Entry, *, today: date) -> ChangeSet:
    """The change set of changed cells. Own due dates stay with their assignments. `scope`: that of the screens."""
    draft = Draft()
    there, shown = _assigned(warehouse), grid(warehouse, scope)
    names = {row["unit_id"]: row["name"] for row in shown.units}
    clauses = {row["task_id"]: _clause(row) for row in shown.tasks}
    task_at, unit_at = ({id_: at for at, id_ in enumerate(ids)} for ids in (clauses, names))
    if gone := [
        id_ for task, unit, _ in entry.cells for id_ in (task, unit) if id_ not in {*clauses, *names}
    ]:
        draft.refuse(
            f"Không còn nhiệm vụ hoặc đơn vị {', '.join(dict.fromkeys(gone))}", "Tải lại trang rồi chọn lại"
        )
        return draft.finish("Phân công")
    wanted = {(task, unit): role for task, unit, role in entry.cells}
    in_order = sorted(wanted, key=lambda cell: (task_at[cell[0]], unit_at[cell[1]]))
    changed = [cell for cell in in_order if wanted[cell] != there.get(cell, {}).get("role", "")]
    for cell in changed:
        was, role = there.get(cell), wanted[cell]
        now = (was or {"task_id": cell[0], "unit_id": cell[1]}) | {"role": role}
        draft.put("assignments", was, now if role else None)
        draft.change(
            f"{clauses[cell[0]]} · {names[cell[1]]}",
            was["role"] if was else NOBODY,
            f"{role or NOBODY}{_own_due(was)}",
        )
    if not changed:
        draft.refuse("Các ô đã đúng như vậy", "Chọn ô khác")
    removed = {cell: f"{clauses[cell[0]]} · {names[cell[1]]}" for cell in changed if not wanted[cell]}
    _check_removed(draft, warehouse, there, removed)
    _warn_of_leads(draft, {cell: row["role"] for cell, row in there.items()} | wanted, changed, clauses)
    return draft.finish(_what(changed, clauses, names))


def _check_removed(
    draft: Draft, warehouse: Warehouse, there: dict[Cell, Row], removed: dict[Cell, str]
) -> None:
    """Refuse to remove what progress was recorded for; warn of due dates that would be lost. `removed`: cell → its name."""
    recorded = Counter((row["task_id"], row["unit_id"]) for row in rows_of(warehouse, "progress"))
    if kept := [f"{name} ({recorded[cell]} dòng)" for cell, name in removed.items() if recorded[cell]]:
        draft.refuse(
            f"Không bỏ được phân công đã ghi tiến độ: {listed(kept)}",
            "Giữ lại hoặc đổi vai trò; ghi nhầm thì xoá các dòng ấy trong bảng Nhật ký tiến độ trước",
        )
    extended = {(row["task_id"], row["unit_id"]) for row in rows_of(warehouse, "extensions")}
    for cell, name in removed.items():
        if there[cell]["due_on"]:
            draft.warn("Bỏ cả hạn riêng", f"{name} ({written(there[cell]['due_on'])})")
        if cell in extended:
            draft.warn("Lần gia hạn riêng không còn tác dụng", name)


def _warn_of_leads(
    draft: Draft, roles: dict[Cell, str], changed: list[Cell], clauses: dict[str, str]
) -> None:
    led = {task for (task, _), role in roles.items() if role == LEAD}
    for task in dict.fromkeys(task for task, _ in changed):
        if task not in led:
            draft.warn("Không có đơn vị chủ trì", clauses[task])


def _assigned(warehouse: Warehouse) -> dict[Cell, Row]:
    return {(row["task_id"], row["unit_id"]): row for row in rows_of(warehouse, "assignments")}


def _known(bloc: str | None, blocs: dict[str, str]) -> str | None:
    return bloc if bloc in blocs else None


def _clause(task: Row) -> str:
    """II.1.a; where a clause has several tasks, with the task's place among them."""
    return f"{task['clause']} ({task['in_clause']})" if task["in_clause"] else task["clause"]


def _own_due(was: Row | None) -> str:
    return f", hạn riêng {written(was['due_on'])}" if was and was["due_on"] else ""


def _what(changed: list[Cell], clauses: dict[str, str], names: dict[str, str]) -> str:
    tasks = list(dict.fromkeys(task for task, _ in changed))
    units = list(dict.fromkeys(unit for _, unit in changed))
    whose = names[units[0]] if len(units) == 1 else f"{len(units)} đơn vị"
    return f"Phân công {clauses[tasks[0]] if len(tasks) == 1 else f'{len(tasks)} nhiệm vụ'}: {whose}"
