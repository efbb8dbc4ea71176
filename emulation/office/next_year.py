"""Sang năm mới: a copy of this year's plan, tasks, assignments and criteria for the next year, with dates shifted.

Logs, extensions, dossiers, movements and meetings are not copied, nor are the tasks that a meeting decided.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from emulation.intake.cells import written
from emulation.office.change_set import ChangeSet, Draft, Row, rows_of
from emulation.schema import TABLE
from emulation.warehouse import Warehouse

_SHIFTED_TEXTS = {"plan": ("title",), "tasks": ("title", "short_title"), "criteria": ("group", "name")}


def shift_date(day: date) -> date:
    """The same day a year later; 28 February for a 29 February.

    >>> shift_date(date(2028, 2, 29))
    datetime.date(2029, 2, 28)
    """
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def shift_text(text: str, year: int) -> str:
    """Add one to `year`, the year before and the year after wherever they occur in `text`.

    Other years, spans of several years and document numbers stay, because they do not depend on the plan's year.

    >>> shift_text("Tổng kết năm 2026, phương hướng năm 2027; năm học 2025-2026", 2026)
    'Tổng kết năm 2027, phương hướng năm 2028; năm học 2026-2027'
    >>> shift_text("theo NĐ 152/2025/NĐ-CP, giai đoạn 2026-2030, đến 29/02/2028", 2027)
    'theo NĐ 152/2025/NĐ-CP, giai đoạn 2026-2030, đến 28/02/2029'
    """
    near = "|".join(str(y) for y in (year - 1, year, year + 1))
    span = r"(?P<first>[0-9]{4})(?P<between>\s*[-–—]\s*)(?P<last>[0-9]{4})"
    leap_day = rf"29(?P<february>/0?2/)(?P<leap>{near})"
    pattern = rf"(?<![0-9])(?:{span}|{leap_day}|(?P<year>{near}))(?![0-9])(?!/[^\W\d_])"
    return re.sub(pattern, lambda match: _moved(match, year), text)


def _moved(match: re.Match[str], year: int) -> str:
    if match["first"]:
        first, last = int(match["first"]), int(match["last"])
        follows = last == first + 1 and abs(first + last - 2 * year) <= 3
        return f"{first + 1}{match['between']}{last + 1}" if follows else match[0]
    if match["leap"]:
        return f"28{match['february']}{int(match['leap']) + 1}"
    return str(int(match["year"]) + 1)


def shift_ids(ids: Sequence[str], year: int) -> dict[str, str]:
    """Id → the id for the next year: the year in it replaced, or the next year appended.

    If all ids begin with the last two digits of the year, these are the year.

    >>> shift_ids(["2026-II.1.a", "KH"], 2026), shift_ids(["26-01", "26-T1"], 2026)
    ({'2026-II.1.a': '2027-II.1.a', 'KH': 'KH-2027'}, {'26-01': '27-01', '26-T1': '27-T1'})
    """
    in_full = re.compile(rf"(?<![0-9]){year}(?![0-9])")
    in_short = re.compile(rf"{year % 100:02}(?![0-9])")
    all_short = all(in_short.match(i) for i in ids)

    def shifted(id_: str) -> str:
        if in_full.search(id_):
            return in_full.sub(str(year + 1), id_)
        return f"{(year + 1) % 100:02}{id_[2:]}" if all_short else f"{id_}-{year + 1}"

    return {id_: shifted(id_) for id_ in ids}


def prepare(warehouse: Warehouse, year: int) -> ChangeSet:
    """The change set that adds the year after `year`. It is forbidden if that year's plan has tasks already."""
    draft = Draft()
    of_year = _of_year(warehouse, "tasks", year)
    tasks = [task for task in of_year if not task["meeting_id"]]
    if any(not task["meeting_id"] for task in _of_year(warehouse, "tasks", year + 1)):
        draft.refuse(f"Năm {year + 1} đã có nhiệm vụ", "Sửa các nhiệm vụ ấy ở Dữ liệu, bảng Nhiệm vụ")
    elif not tasks:
        draft.refuse(f"Năm {year} không có nhiệm vụ nào để chuyển sang", "Chọn năm đã có kế hoạch")
    else:
        _add_plan(draft, warehouse, year)
        new_ids = _add_shifted(draft, warehouse, "tasks", year, tasks)
        _add_assignments(draft, warehouse, tasks, new_ids)
        _add_criteria(draft, warehouse, year)
        _tell_what_to_look_at(draft, tasks, year)
        for task in of_year:
            if task["meeting_id"]:
                draft.warn("Việc theo kết luận của một cuộc họp không chuyển sang năm sau", task["clause"])
    return draft.finish(f"Sang năm mới: kế hoạch {year + 1} từ kế hoạch {year}")


def _add_plan(draft: Draft, warehouse: Warehouse, year: int) -> None:
    if _of_year(warehouse, "plan", year + 1):
        draft.warn(f"Đã có kế hoạch năm {year + 1}, giữ nguyên")
        return
    for row in _of_year(warehouse, "plan", year):
        new = _shifted("plan", row, year) | {"number": None, "issued_on": None, "view_on": None}
        draft.add("plan", new)
        draft.change("Kế hoạch năm", _line("plan", row), f"{_line('plan', new)} (số, ngày ban hành để trống)")


def _add_criteria(draft: Draft, warehouse: Warehouse, year: int) -> None:
    if there := _of_year(warehouse, "criteria", year + 1):
        draft.warn(f"Đã có {len(there)} tiêu chí chấm điểm năm {year + 1}, giữ nguyên")
    else:
        _add_shifted(draft, warehouse, "criteria", year, _of_year(warehouse, "criteria", year))


def _add_shifted(
    draft: Draft, warehouse: Warehouse, table: str, year: int, rows: list[Row]
) -> dict[str, str]:
    """Add the rows of the next year. Returns old id → new id."""
    (key,) = TABLE[table].key
    ids = shift_ids([row[key] for row in rows], year)
    _refuse_taken(draft, table, ids, [row[key] for row in rows_of(warehouse, table)])
    for row in rows:
        new = _shifted(table, row, year) | {key: ids[row[key]]}
        draft.add(table, new)
        draft.change(TABLE[table].title, _line(table, row), _line(table, new))
    return ids


def _refuse_taken(draft: Draft, table: str, ids: dict[str, str], known: list[str]) -> None:
    holders = Counter([*known, *ids.values()])
    for old, id_ in ids.items():
        if holders[id_] > 1:
            draft.refuse(
                f"Mã mới {id_} (từ {old}) trùng với mã khác trong bảng {TABLE[table].title}",
                f"Đổi mã {old} để mã năm sau không trùng",
            )


def _add_assignments(draft: Draft, warehouse: Warehouse, tasks: list[Row], new_ids: dict[str, str]) -> None:
    by_task: dict[str, list[Row]] = {row["task_id"]: [] for row in tasks}
    for row in rows_of(warehouse, "assignments"):
        if row["task_id"] in by_task:
            by_task[row["task_id"]].append(row)
    for task, rows in by_task.items():
        for row in rows:
            own_due = row["due_on"] and shift_date(row["due_on"])
            draft.add("assignments", row | {"task_id": new_ids[task], "due_on": own_due})
        if rows:
            own = [written(row["due_on"]) for row in rows if row["due_on"]]
            dated = f", {len(own)} hạn riêng" if own else ""
            draft.change(
                TABLE["assignments"].title,
                f"{task}: {len(rows)} đơn vị{dated}",
                f"{new_ids[task]}: {len(rows)} đơn vị{dated}",
            )


def _tell_what_to_look_at(draft: Draft, tasks: Iterable[Row], year: int) -> None:
    for task in tasks:
        if task["place"]:
            draft.warn("Địa điểm giữ như năm trước, nên xem lại", f"{task['clause']} – {task['place']}")
        if shift_date(task["due_on"]).year != year + 1:
            moved = written(shift_date(task["due_on"]))
            draft.warn(f"Hạn mới không nằm trong năm {year + 1}", f"{task['clause']} – {moved}")


def _shifted(table: str, row: Row, year: int) -> Row:
    """The row for the next year: its year, its dates and the years in its texts are shifted."""
    new = dict(row) | {"year": year + 1}
    for column in TABLE[table].columns:
        value = row[column.name]
        if column.kind == "date" and value:
            new[column.name] = shift_date(value)
        elif column.name in _SHIFTED_TEXTS[table] and value:
            new[column.name] = shift_text(value, year)
    return new


def _line(table: str, row: Row) -> str:
    """2026-II.1.a · Ban hành Kế hoạch 2026 · hạn 31/03/2026."""
    if table == "plan":
        parts = [str(row["year"]), row["number"], row["title"]]
    elif table == "tasks":
        parts = [row["task_id"], row["title"], f"hạn {written(row['due_on'])}"]
    else:
        parts = [row["criterion_id"], row["name"], f"tối đa {written(row['max_points'])} điểm"]
    return " · ".join(part for part in parts if part)


def _of_year(warehouse: Warehouse, table: str, year: int) -> list[Row]:
    return [row for row in rows_of(warehouse, table) if row["year"] == year]
