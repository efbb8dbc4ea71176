"""What *Tiến độ theo quý* says in sentences, from the rows of its queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from emulation import words
from emulation.scope import Scope
from emulation.ui.parts.tables import TableColumn
from emulation.ui.parts.tasks import meeting_on

NAMED = 3


def thing(scope: Scope) -> str:
    """What is counted: the plan's tasks, or what the chosen units have to do."""
    return "việc được giao" if scope.filtered else "nhiệm vụ"


def standing(row: Mapping[Any, Any], scope: Scope) -> str:
    """Is the plan on time, in one sentence.

    >>> from datetime import date
    >>> row = {"due": 12, "done": 11, "done_late": 1, "overdue": 2, "longest_overdue": 47, "due_soon": 1}
    >>> standing(row, Scope(date(2026, 11, 16), 2026))  # doctest: +ELLIPSIS
    'Kế hoạch đang chậm: đến 16/11/2026 phải xong 12 nhiệm vụ, đã xong 11 (1 trễ hạn); 2 quá hạn, ...'
    """
    what = thing(scope)
    if not row["due"] and not row["done"] and not row["overdue"]:
        answer = f"Chưa có {what} nào đến hạn"
    elif row["overdue"]:
        answer = "Kế hoạch đang chậm"
    elif row["done_late"]:
        answer = "Không có việc quá hạn, nhưng có việc đã làm trễ"
    else:
        answer = "Kế hoạch đúng hạn"
    late = f" ({row['done_late']} trễ hạn)" if row["done_late"] else ""
    overdue = (
        f"{row['overdue']} quá hạn, lâu nhất {row['longest_overdue']} ngày"
        if row["overdue"]
        else "không có việc quá hạn"
    )
    soon = f"{row['due_soon']} sắp đến hạn" if row["due_soon"] else "không có việc sắp đến hạn"
    return (
        f"{answer}: đến {words.day(scope.as_of)} phải xong {row['due']} {what}, "
        f"đã xong {row['done']}{late}; {overdue}; {soon}."
    )


def curve_says(row: Mapping[Any, Any], scope: Scope) -> str:
    """The curve in words."""
    return (
        f"số {thing(scope)} phải xong theo kế hoạch và số đã xong, cộng dồn trong năm {scope.year}. "
        f"Đến {words.day(scope.as_of)} phải xong {row['due']}, đã xong {row['done']}, "
        f"trên tổng số {row['tasks']}."
    )


def team(names: Sequence[str]) -> str | None:
    """Unit names where room is short: the first ones, then how many more.

    >>> team(["MTTQ xã", "Công an xã"]), team(list("abcde")), team([])
    ('MTTQ xã, Công an xã', 'a, b, c và 2 đơn vị khác', None)
    """
    if len(names) <= NAMED + 1:
        return ", ".join(names) or None
    return f"{', '.join(names[:NAMED])} và {len(names) - NAMED} đơn vị khác"


def task_facts(task: Mapping[Any, Any], place: str, extended: Sequence[str] = ()) -> list[tuple[str, str]]:
    """What is to be known of a task beside its text, as labels and values; `place`: xã; `extended`: its `extension`s."""
    facts = [
        ("Điều khoản", task["clause"]),
        ("Thời gian", f"{words.quarter(task['quarter'])} năm {task['year']}"),
        ("Hạn hoàn thành", words.deadline(task["due_on"], task["expires_on"], task["dossiers_expired_on"])),
        *(("Gia hạn", sentence) for sentence in extended),
        ("Kết luận cuộc họp", _concluded(task)),
        ("Địa điểm", task["place"]),
        ("Hoàn thành ngày", words.day(task["completed_on"]) if task["completed_on"] else None),
        ("Số ngày trễ", f"{task['days_late']} ngày" if task["days_late"] else None),
        ("Nếu có", "Được phép không phát sinh" if task["conditional"] == "có" else None),
        ("Cách theo dõi", _followed(task, place)),
    ]
    return [(label, value) for label, value in facts if value]


def _concluded(task: Mapping[Any, Any]) -> str | None:
    return task["concluded_on"] and f"{task['concluded_by']}, {words.day(task['concluded_on'])}"


def conclusions(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The rows of `meeting_conclusions` under the meeting that each comes from, the latest first."""
    return [(_meeting(of.iloc[0].to_dict()), of) for _, of in rows.groupby("meeting_id", sort=False)]


def _meeting(row: Mapping[Any, Any]) -> str:
    """Họp UBND 12/10/2026: Giao ban tháng 10."""
    return f"{meeting_on(row)}: {row['meeting_title']}"


CONCLUSION_COLUMNS = {
    "title": TableColumn("Kết luận", width="40%"),
    "leads": TableColumn("Chủ trì", width="20%"),
    "due_on": TableColumn("Hạn", "due", width="16%"),
    "state": TableColumn("Trạng thái", "state", width="12%"),
    "days_late": TableColumn("Trễ", "days", width="12%", hide_on_phone=True),
}


def _followed(task: Mapping[Any, Any], place: str) -> str:
    if task["measured_by"] != "hồ sơ":
        return "Theo ghi nhận của các đơn vị"
    return (
        f"Theo hồ sơ tiếp nhận trong kỳ: {task['dossiers']} hồ sơ, "
        f"{task['dossiers_open']} đang xử lý ở {place}, {task['dossiers_overdue']} quá hạn"
    )
