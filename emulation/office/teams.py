"""Whom new tasks are given to: the leads and the helpers of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from emulation import words
from emulation.office.change_set import LISTED, Draft, Row, ask, listed
from emulation.periods import QUARTERS
from emulation.schema import ROLES
from emulation.scope import Scope
from emulation.warehouse import Warehouse

LEAD, HELPER = ROLES


@dataclass(frozen=True, slots=True)
class Team:
    """The units that do a task."""

    leads: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()


def give(
    draft: Draft, warehouse: Warehouse, scope: Scope, tasks: Sequence[Row], given: Sequence[Team]
) -> None:
    """Add new tasks, each with the assignments of its team. Nothing is added where the save is forbidden."""
    names = {row["unit_id"]: row["unit_name"] for row in ask(warehouse, "unit_names", scope)}
    chosen = dict.fromkeys(unit for team in given for unit in (*team.leads, *team.helpers))
    if unknown := [unit for unit in chosen if unit not in names]:
        draft.refuse(f"Không có đơn vị {', '.join(unknown)}", "Chọn đơn vị trong danh sách")
    if draft.refused:
        return
    days = ask(warehouse, "entry_due_days", scope, days=[task["due_on"] for task in tasks])
    last_days = {row["due_on"]: row["expires_on"] for row in days}
    for task, team in zip(tasks, given, strict=True):
        draft.add("tasks", task)
        when = f"Quý {QUARTERS[task['quarter'] - 1]}" if task["quarter"] else "cả năm"
        due = words.deadline(task["due_on"], last_days.get(task["due_on"]))
        who = _assign(draft, names, task, team)
        draft.change(f"{task['clause']} · {task['title']}", "", "; ".join([f"{when}, hạn {due}", *who]))


def _assign(draft: Draft, names: Mapping[str, str], task: Row, team: Team) -> Iterator[str]:
    """Add the assignments of a task. Yields them in words, by role."""
    if not team.leads:
        draft.warn("Chưa có đơn vị chủ trì", task["clause"])
    if both := [names[unit] for unit in team.helpers if unit in team.leads]:
        draft.warn("Vừa chủ trì vừa phối hợp, chỉ ghi Chủ trì", f"{task['clause']} – {listed(both)}")
    for role, units in ((LEAD, team.leads), (HELPER, [u for u in team.helpers if u not in team.leads])):
        for unit in units:
            draft.add("assignments", {"task_id": task["task_id"], "unit_id": unit, "role": role})
        if units:
            told = ", ".join(names[unit] for unit in units[:LISTED])
            more = f" và {len(units) - LISTED} đơn vị nữa" if len(units) > LISTED else ""
            yield f"{role.lower()} {told}{more}"
