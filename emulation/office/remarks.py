"""Chỉ đạo, Xin gia hạn, Không gia hạn: a remark on assignments, which repeats the state and so changes no figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from emulation import remarks
from emulation.intake.cells import written
from emulation.office.change_set import ChangeSet, Draft, Row, ask, check_day, cleaned, last_rows
from emulation.office.progress import STATES, named, standing
from emulation.scope import Scope
from emulation.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Directive:
    """The input of the form *Chỉ đạo*: what the chairman says to units of a task."""

    day: date
    task: str
    units: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """The input of the form *Xin gia hạn*: until when a unit asks for its part of a task to be extended, and why."""

    day: date
    task: str
    unit: str
    due_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request for an extension is answered with no, and why."""

    day: date
    task: str
    unit: str
    reason: str


def direct(warehouse: Warehouse, scope: Scope, entry: Directive, *, today: date) -> ChangeSet:
    """The change set of a directive. `scope`: that of the screens, whose day they show."""
    draft = Draft()
    rows = _of_task(draft, warehouse, scope.but(as_of=entry.day), entry.task, entry.units)
    check_day(draft, entry.day, scope.as_of, today)
    _remark(draft, warehouse, scope, entry.day, rows, remarks.directive(_line(entry.text)))
    names = [row["unit_name"] for row in rows]
    whose = names[0] if len(names) == 1 else f"{len(names)} đơn vị"
    return draft.finish(f"Chỉ đạo {rows[0]['clause']}: {whose}" if rows else "Chỉ đạo")


def ask_for_time(warehouse: Warehouse, scope: Scope, entry: Request, *, today: date) -> ChangeSet:
    """The change set of a request for an extension. `scope`: that of the screens, whose day they show."""
    assert entry.due_on
    draft = Draft()
    rows = _of_task(draft, warehouse, scope.but(as_of=entry.day), entry.task, (entry.unit,))
    check_day(draft, entry.day, scope.as_of, today)
    for row in rows:
        if row["status"] in ("Hoàn thành", "Không phát sinh"):
            draft.refuse(f"{named(row)} đã {row['status'].lower()}", "Chọn việc chưa xong")
        elif entry.due_on <= row["due_on"]:
            remedy = "Chọn ngày muộn hơn"
            draft.refuse(f"Hạn mới không muộn hơn hạn hiện nay {written(row['due_on'])}", remedy)
    _remark(draft, warehouse, scope, entry.day, rows, remarks.request(entry.due_on, _line(entry.reason)))
    of = f"{rows[0]['clause']} của {rows[0]['unit_name']} " if rows else ""
    return draft.finish(f"Xin gia hạn {of}đến {written(entry.due_on)}")


def refuse(warehouse: Warehouse, scope: Scope, entry: Refusal, *, today: date) -> ChangeSet:
    """The change set of a refusal. `scope`: that of the screens, whose day they show."""
    draft = Draft()
    rows = _of_task(draft, warehouse, scope.but(as_of=entry.day), entry.task, (entry.unit,))
    check_day(draft, entry.day, scope.as_of, today)
    _remark(draft, warehouse, scope, entry.day, rows, remarks.refusal(_line(entry.reason)))
    return draft.finish(f"Không gia hạn {named(rows[0])}" if rows else "Không gia hạn")


def _line(text: str) -> str:
    return " ".join(cleaned(text).split())


def _of_task(draft: Draft, warehouse: Warehouse, on_day: Scope, task: str, units: Iterable[str]) -> list[Row]:
    """The chosen assignments as they stand on the day."""
    rows = standing(warehouse, on_day, (task,), units)
    if missing := set(units) - {row["unit_id"] for row in rows}:
        which = "đơn vị đã chọn" if len(missing) == 1 else f"{len(missing)} đơn vị đã chọn"
        draft.refuse(f"Nhiệm vụ không giao cho {which}", "Chọn đơn vị được giao nhiệm vụ")
    return rows


def _remark(draft: Draft, warehouse: Warehouse, scope: Scope, day: date, rows: list[Row], note: str) -> None:
    ids = {"task_ids": [row["task_id"] for row in rows], "unit_ids": [row["unit_id"] for row in rows]}
    last = last_rows("progress", ask(warehouse, "entry_progress_rows", scope, **ids)) if rows else {}
    for row in rows:
        if row["recorded_on"] is None and row["status"] != STATES[0]:
            # Its first row would take it from the state of the task, which it follows until then.
            draft.refuse(f"{named(row)} theo nhiệm vụ đã xong, chưa ghi lần nào", "Bỏ chọn đơn vị này")
        elif row["recorded_on"] is None and row["role"] == "Phối hợp":
            draft.warn(
                "Chưa ghi lần nào: từ dòng này không theo nhiệm vụ, phải ghi tiến độ riêng", named(row)
            )
        said = {"recorded_on": day, "task_id": row["task_id"], "unit_id": row["unit_id"]}
        said |= {"status": row["status"], "note": note}
        draft.add("progress", said, last.get((row["task_id"], row["unit_id"])))
        draft.change(named(row), "", note)
