"""Ghi nhận tiến độ: one state on one day for one or more assignments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product

from emulation import words
from emulation.intake.cells import written
from emulation.office.change_set import ChangeSet, Draft, Row, ask, check_day, cleaned, last_rows, rows_of
from emulation.schema import PROGRESS_STATES
from emulation.scope import Scope
from emulation.warehouse import Warehouse

STATES = PROGRESS_STATES
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of the form: id → label. `not_offered`: label of a task → reason."""

    tasks: dict[str, str]
    units: dict[str, str]
    not_offered: dict[str, str]


@dataclass(frozen=True, slots=True)
class Own:
    """The evidence and the note of one unit, as typed."""

    unit: str
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """The input of the form. All assignments between `tasks` and `units` get the state.

    `own`: a unit's evidence and note where it has others than all; an empty text stands for those of all.
    """

    day: date
    status: str
    tasks: tuple[str, ...]
    units: tuple[str, ...]
    evidence: str = ""
    note: str = ""
    own: tuple[Own, ...] = ()

    def of_unit(self, unit: str) -> Own:
        """The evidence and the note of a unit."""
        own = next((each for each in self.own if each.unit == unit), Own(unit))
        return Own(unit, own.evidence or self.evidence, own.note or self.note)


def choices(
    warehouse: Warehouse,
    scope: Scope,
    *,
    tasks: Iterable[str] = (),
    units: Iterable[str] = (),
    own: tuple[str, ...] = (),
) -> Choices:
    """The tasks of the chosen units, of the year and what is still open of the one before, and the units of the chosen
    tasks. A chosen option is always included.

    `own`: the units for which somebody speaks, where they may record for these only.
    """
    tasks, units = set(tasks), set(units)
    asked = ask(warehouse, "entry_assignments", scope)
    pairs = [row for row in asked if row["is_offered"] and (not own or row["unit_id"] in own)]
    offered_tasks = {
        row["task_id"]: in_list(row, scope)
        for row in pairs
        if not units or row["unit_id"] in units or row["task_id"] in tasks
    }
    by_name = {row["unit_id"]: row["unit_name"] for row in pairs}
    working = {row["unit_id"] for row in pairs if not tasks or row["task_id"] in tasks}
    order = [unit["unit_id"] for unit in rows_of(warehouse, "units")]
    offered_units = {u: by_name[u] for u in order if u in working or (u in units and u in by_name)}
    left_out = {} if own else _not_offered(warehouse, scope.year, {row["task_id"] for row in pairs})
    return Choices(offered_tasks, offered_units, left_out)


def in_list(row: Row, scope: Scope) -> str:
    """A task in a list: its clause and title, with its year where that is another one's.

    >>> in_list({"clause": "II.4.a", "task_title": "Tổng kết", "year": 2026}, Scope.at(date(2027, 1, 5), year=2027))
    'II.4.a – Tổng kết (năm 2026)'
    """
    label = f"{row['clause']} – {row['task_title']}"
    return label if row["year"] == scope.year else f"{label} (năm {row['year']})"


def standing(warehouse: Warehouse, scope: Scope, tasks: Iterable[str], units: Iterable[str]) -> list[Row]:
    """The state of the assignments between the tasks and the units on the scope's day (`queries/entry_assignments.sql`)."""
    return _between(ask(warehouse, "entry_assignments", scope), tasks, units)


def _between(pairs: list[Row], tasks: Iterable[str], units: Iterable[str]) -> list[Row]:
    tasks, units = set(tasks), set(units)
    return [row for row in pairs if row["task_id"] in tasks and row["unit_id"] in units]


def prepare(warehouse: Warehouse, scope: Scope, entry: Entry, *, today: date) -> ChangeSet:
    """The change set of a record. `scope`: that of the screens, whose day they show."""
    draft = Draft()
    on_day = scope.but(as_of=entry.day)
    pairs = ask(warehouse, "entry_assignments", on_day)
    before = _between(pairs, entry.tasks, entry.units)
    ids = {"task_ids": list(entry.tasks), "unit_ids": list(entry.units)}
    log = ask(warehouse, "entry_progress_rows", scope, **ids)
    _check_choice(draft, entry, pairs, before)
    check_day(draft, entry.day, scope.as_of, today)
    last = last_rows("progress", log)
    for row in before:
        said = {"recorded_on": entry.day, "task_id": row["task_id"], "unit_id": row["unit_id"]}
        given = entry.of_unit(row["unit_id"])
        said |= {"status": entry.status, "evidence": given.evidence, "note": given.note}
        draft.add("progress", said, last.get(_pair(row)))
    if not draft.refused:
        supposed = warehouse.supposing(draft.records)
        after = {_pair(row): row for row in standing(supposed, on_day, entry.tasks, entry.units)}
        for row in before:
            own = cleaned(entry.of_unit(row["unit_id"]).evidence) if entry.own else ""
            state = _state(after[_pair(row)])
            draft.change(named(row), _state(row), f"{state}, {own}" if own else state)
            _check(draft, entry, row, after[_pair(row)])
        _warn_of_later_rows(draft, warehouse, supposed, scope, entry, log)
    return draft.finish(_what(entry, before))


def _check_choice(draft: Draft, entry: Entry, pairs: list[Row], before: list[Row]) -> None:
    if not entry.tasks or not entry.units:
        draft.refuse("Chưa chọn nhiệm vụ hoặc đơn vị", "Chọn ít nhất một nhiệm vụ và một đơn vị")
    elif not before:
        draft.refuse(
            "Không có phân công nào giữa các nhiệm vụ và đơn vị đã chọn",
            "Chọn đơn vị được giao nhiệm vụ, hoặc thêm phân công",
        )
    clauses = {row["task_id"]: row["clause"] for row in pairs}
    names = {row["unit_id"]: row["unit_name"] for row in pairs}
    missing = set(product(entry.tasks, entry.units)) - {_pair(row) for row in before}
    for task, unit in product(entry.tasks, entry.units):
        if before and (task, unit) in missing and task in clauses and unit in names:
            draft.warn("Bỏ qua vì không được phân công", f"{clauses[task]} · {names[unit]}")


def _check(draft: Draft, entry: Entry, before: Row, after: Row) -> None:
    name = named(before)
    if _follows(before):
        draft.warn("Đang theo nhiệm vụ đã xong, từ dòng này tính theo ngày ghi riêng", name)
    elif before["status"] == entry.status:
        draft.warn("Đã ở trạng thái này, dòng mới không đổi trạng thái", name)
    elif before["status"] == "Hoàn thành":
        draft.warn(
            f"Lùi từ Hoàn thành về {entry.status}", f"{name} (hoàn thành {written(before['completed_on'])})"
        )
    if entry.status == "Không phát sinh" and before["conditional"] != "có":
        draft.warn("Không phát sinh nhưng nhiệm vụ không ghi “nếu có”", name)
    if before["status"] != "Hoàn thành" and after["timeliness"] == "Trễ hạn":
        late = f"hạn {words.deadline(after['due_on'], after['expires_on'])}, trễ {after['days_late']} ngày"
        draft.warn("Hoàn thành sau hạn nên là Trễ hạn", f"{name} ({late})")
    if before["recorded_on"] == entry.day:
        draft.warn("Ngày này đã có dòng, dòng mới thay dòng cũ", f"{name} ({before['status']})")


def _warn_of_later_rows(
    draft: Draft, warehouse: Warehouse, supposed: Warehouse, scope: Scope, entry: Entry, log: list[Row]
) -> None:
    """Warn if rows of later days exist already: they determine the final state."""
    later = {_pair(row) for row in log if row["recorded_on"] > entry.day}
    if not later:
        return
    in_the_end = scope.but(as_of=max(row["recorded_on"] for row in log))
    now = standing(warehouse, in_the_end, entry.tasks, entry.units)
    then = standing(supposed, in_the_end, entry.tasks, entry.units)
    for was, will in zip(now, then, strict=True):
        if _pair(was) in later:
            moved = was["status_since"] != will["status_since"]
            instead = f" thay cho {written(was['status_since'])}" if moved else ""
            since = f"{will['status']} từ {written(will['status_since'])}{instead}"
            draft.warn(
                "Đã có dòng của ngày sau, dòng mới chỉ bổ sung lịch sử; sau cùng vẫn là",
                f"{named(was)} {since}",
            )


def _not_offered(warehouse: Warehouse, year: int, offered: set[str]) -> dict[str, str]:
    titles = {
        row["task_id"]: row["title"] for row in ask(warehouse, "task_names", Scope.at(date(year, 1, 1)))
    }
    reasons = {}
    for task in rows_of(warehouse, "tasks"):
        if task["year"] == year and task["task_id"] not in offered:
            by_dossiers = task["measured_by"] == "hồ sơ"
            reasons[f"{task['clause']} – {titles[task['task_id']]}"] = (
                "trạng thái tự tính từ hồ sơ khen thưởng" if by_dossiers else "chưa phân công đơn vị nào"
            )
    return reasons


def _what(entry: Entry, pairs: list[Row]) -> str:
    clauses = list({row["task_id"]: row["clause"] for row in pairs}.values())
    units = list({row["unit_id"]: row["unit_name"] for row in pairs}.values())
    tasks = clauses[0] if len(clauses) == 1 else f"{len(clauses)} nhiệm vụ"
    whose = units[0] if len(units) == 1 else f"{len(units)} đơn vị"
    return f"Ghi tiến độ {tasks}: {whose} {entry.status}"


def named(row: Row) -> str:
    """An assignment in short: II.1.a · Thôn 3."""
    return f"{row['clause']} · {row['unit_name']}"


def _state(row: Row) -> str:
    """Hoàn thành từ 05/04/2026, trễ hạn 5 ngày."""
    since = f" từ {written(row['status_since'])}" if row["recorded_on"] else f" ({_unrecorded(row)})"
    late = f", {row['timeliness'].lower()} {row['days_late']} ngày" if row["days_late"] else ""
    return f"{row['status']}{since}{late}"


def _unrecorded(row: Row) -> str:
    return "theo nhiệm vụ, chưa ghi lần nào" if _follows(row) else "chưa ghi lần nào"


def _follows(row: Row) -> bool:
    """Whether a supporting unit without a record takes the state of the finished task (contract, "Assignment state")."""
    return row["recorded_on"] is None and row["status"] != STATES[0]


def _pair(row: Row) -> Pair:
    return row["task_id"], row["unit_id"]
