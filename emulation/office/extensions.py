"""Gia hạn: a new due date of a task or of some of its units, valid from the day of the decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from emulation import words
from emulation.intake.cells import written
from emulation.office.change_set import ChangeSet, Draft, Row, ask, check_day, last_rows, rows_of
from emulation.office.progress import in_list
from emulation.scope import Scope
from emulation.warehouse import Warehouse

WHOLE = "cả nhiệm vụ"


@dataclass(frozen=True, slots=True)
class Entry:
    """The input of the form. Without `units`, the task itself is extended, and so is every unit without its own date."""

    day: date
    task: str
    units: tuple[str, ...]
    due_on: date | None
    document_no: str = ""
    note: str = ""


def tasks(warehouse: Warehouse, scope: Scope) -> dict[str, str]:
    """The tasks that exist on the scope's day, of the year and what is still open of the one before: id → label."""
    return {
        row["task_id"]: in_list(row, scope)
        for row in ask(warehouse, "entry_extensions", scope)
        if row["unit_id"] is None and row["is_offered"]
    }


def units(warehouse: Warehouse, scope: Scope, task: str) -> dict[str, str]:
    """The units whose own date may be extended: id → name. A task measured by its dossiers has none."""
    return {
        row["unit_id"]: row["unit_name"]
        for row in standing(warehouse, scope, task)
        if row["unit_id"] and not row["by_dossiers"]
    }


def standing(warehouse: Warehouse, scope: Scope, task: str) -> list[Row]:
    """The state of a task and its units on the scope's day (`queries/entry_extensions.sql`)."""
    return [row for row in ask(warehouse, "entry_extensions", scope) if row["task_id"] == task]


def in_words(row: Row) -> tuple[str, str]:
    """The name and the state of a row of `standing`."""
    return _name(row), _state(row)


def prepare(warehouse: Warehouse, scope: Scope, entry: Entry, *, today: date) -> ChangeSet:
    """The change set of an extension. `scope`: that of the screens, whose day they show."""
    draft = Draft()
    then = {row["unit_id"]: row for row in standing(warehouse, scope.but(as_of=entry.day), entry.task)}
    log = [row for row in rows_of(warehouse, "extensions") if row["task_id"] == entry.task]
    _check_choice(draft, entry, then)
    check_day(draft, entry.day, scope.as_of, today)
    last = last_rows("extensions", log)
    extended = entry.units or (None,)
    for unit in extended:
        said = {"decided_on": entry.day, "task_id": entry.task, "unit_id": unit, "due_on": entry.due_on}
        said |= {"document_no": entry.document_no, "note": entry.note}
        draft.add("extensions", said, last.get((entry.task, unit)))
    if not draft.refused:
        shown = scope.but(as_of=max(entry.day, scope.as_of))
        before = standing(warehouse, shown, entry.task)
        after = standing(warehouse.supposing(draft.records), shown, entry.task)
        for was, will in zip(before, after, strict=True):
            if was["unit_id"] in extended or _state(was) != _state(will):
                draft.change(_name(was), _state(was), _state(will))
        _warn(draft, entry, [then[unit] for unit in extended], log)
        _tell_what_stays(draft, entry, after)
    return draft.finish(_what(entry, then))


def _check_choice(draft: Draft, entry: Entry, then: dict[str | None, Row]) -> None:
    if not then:
        day = written(entry.day)
        draft.refuse(
            f"Ngày {day} chưa có nhiệm vụ này",
            "Chọn nhiệm vụ trong danh sách, hoặc ngày khác",
        )
        return
    if unknown := [unit for unit in entry.units if unit not in then]:
        draft.refuse(f"Nhiệm vụ không giao cho {', '.join(unknown)}", "Chọn đơn vị được giao nhiệm vụ")
    if entry.units and then[None]["by_dossiers"]:
        draft.refuse(
            "Nhiệm vụ theo dõi bằng hồ sơ không tính hạn riêng của đơn vị",
            "Bỏ chọn đơn vị để gia hạn cả nhiệm vụ",
        )


def _warn(draft: Draft, entry: Entry, extended: list[Row], log: list[Row]) -> None:
    assert entry.due_on
    for row in extended:
        name, former = _name(row), row["own_due_on"] or row["due_on"]
        if entry.due_on <= former:
            draft.warn("Hạn mới không muộn hơn hạn cũ", f"{name} (hạn cũ {written(former)})")
        if row["status"] in ("Hoàn thành", "Không phát sinh"):
            draft.warn(f"Đã {row['status'].lower()} khi gia hạn", name)
        of_row = [each for each in log if each["unit_id"] == row["unit_id"]]
        if same := [each for each in of_row if each["decided_on"] == entry.day]:
            draft.warn(
                "Ngày này đã có lần gia hạn, lần mới thay lần cũ", f"{name} ({written(same[-1]['due_on'])})"
            )
        if later := [each for each in of_row if each["decided_on"] > entry.day]:
            end = max(later, key=lambda each: each["decided_on"])
            holds = f"{name} đến {written(end['due_on'])}, gia hạn ngày {written(end['decided_on'])}"
            draft.warn("Đã có lần gia hạn của ngày sau, sau cùng vẫn là", holds)


def _tell_what_stays(draft: Draft, entry: Entry, after: list[Row]) -> None:
    """Warn of what does not follow: units with a date of their own, and a task whose period or lead unit is due later."""
    if entry.units:
        return
    for row in after[1:]:
        if row["own_due_on"] and not row["by_dossiers"]:
            draft.warn(
                "Có hạn riêng nên không theo hạn mới của nhiệm vụ", f"{row['unit_name']} ({_due(row)})"
            )
    if after[0]["own_due_on"] == entry.due_on and after[0]["due_on"] > entry.due_on:
        of = "kỳ và các hồ sơ" if after[0]["by_dossiers"] else "đơn vị chủ trì"
        draft.warn(f"Hạn của nhiệm vụ vẫn theo hạn muộn hơn của {of}", _due(after[0]))


def _what(entry: Entry, then: dict[str | None, Row]) -> str:
    clause = then[None]["clause"] if then else entry.task
    names = [then[unit]["unit_name"] for unit in entry.units if unit in then]
    whose = f" của {names[0] if len(names) == 1 else f'{len(names)} đơn vị'}" if names else ""
    return f"Gia hạn {clause}{whose} đến {written(entry.due_on)}"


def _name(row: Row) -> str:
    return f"{row['clause']} · {row['unit_name'] or WHOLE}"


def _state(row: Row) -> str:
    """hạn 31/03/2026, quá hạn 14 ngày; the timeliness only if there is one."""
    late = f" {row['days_late']} ngày" if row["days_late"] else ""
    return f"hạn {_due(row)}" + (f", {row['timeliness'].lower()}{late}" if row["timeliness"] else "")


def _due(row: Row) -> str:
    return words.deadline(row["due_on"], row["expires_on"])
