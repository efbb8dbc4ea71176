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
    """What is counted: the plan's tasks, or under a filter the units' parts of them."""
    return "phần việc" if scope.filtered else "nhiệm vụ"


def tasks_late(row: Mapping[Any, Any]) -> str:
    """How many tasks are overdue. `row`: of `plan_standing`."""
    longest = words.number(row["longest_overdue"])
    return f"{words.number(row['overdue'])} nhiệm vụ quá hạn, lâu nhất {longest} ngày"


def parts_late(row: Mapping[Any, Any]) -> str:
    """How many parts are overdue. `row`: of `headline`, its figure parts_overdue.

    >>> parts_late({"value": 4, "units": 2, "longest": 230}), parts_late({"value": 1, "units": 1, "longest": 3})
    ('4 phần việc của 2 đơn vị quá hạn, lâu nhất 230 ngày', '1 phần việc quá hạn, lâu nhất 3 ngày')
    """
    whose = f" của {words.number(row['units'])} đơn vị" if row["units"] > 1 else ""
    return (
        f"{words.number(row['value'])} phần việc{whose} quá hạn, lâu nhất {words.number(row['longest'])} ngày"
    )


def standing(row: Mapping[Any, Any], parts: Mapping[Any, Any] | None, scope: Scope) -> str:
    """Is the plan on time, and who is late. `row`: of `plan_standing`; `parts`: as in `parts_late`, None where they are not
    to be seen.

    >>> from datetime import date
    >>> row = {"overdue": 2, "longest_overdue": 47}
    >>> parts = {"value": 23, "units": 14, "longest": 230}
    >>> standing(row, parts, Scope(date(2026, 11, 16), 2026))  # doctest: +ELLIPSIS
    'Kế hoạch đang chậm: 2 nhiệm vụ quá hạn, lâu nhất 47 ngày; 23 phần việc của 14 đơn vị quá hạn, lâu nhất ...'
    """
    if parts is None:
        return f"Kế hoạch đang chậm: {tasks_late(row)}." if row["overdue"] else "Không nhiệm vụ nào quá hạn."
    late = parts_late(parts) if parts["value"] else "không phần việc nào quá hạn"
    if scope.filtered:
        return f"Đang chậm: {late}." if parts["value"] else "Không phần việc nào quá hạn."
    if row["overdue"]:
        return f"Kế hoạch đang chậm: {tasks_late(row)}; {late}."
    return f"Không nhiệm vụ nào quá hạn; {late}."


def counts(row: Mapping[Any, Any], scope: Scope) -> str:
    """What had to be done by the day, in parts that add up; then what was done before it had to be, and what is near.

    >>> from datetime import date
    >>> row = {"due": 12, "done_on_time": 9, "done_late": 1, "overdue": 2, "due_today": 0, "at_rest": 0}
    >>> counts(row | {"early": 1, "due_soon": 0}, Scope(date(2026, 11, 16), 2026))  # doctest: +ELLIPSIS
    'Đến 16/11/2026 phải xong 12 nhiệm vụ: 9 đúng hạn, 1 trễ hạn, 2 quá hạn; ngoài ra 1 đã xong trước hạn; không ...'
    """
    what = thing(scope)
    parts = {
        "đúng hạn": row["done_on_time"],
        "trễ hạn": row["done_late"],
        "quá hạn": row["overdue"],
        "đến hạn hôm nay": row["due_today"],
        "đến hạn vào ngày nghỉ": row["at_rest"],
    }
    said = f"Đến {words.day(scope.as_of)} chưa {what} nào đến hạn"
    if row["due"]:
        said = f"Đến {words.day(scope.as_of)} phải xong {words.number(row['due'])} {what}{words.split(row['due'], parts)}"
    early = f"; ngoài ra {words.number(row['early'])} đã xong trước hạn" if row["early"] else ""
    soon = (
        f"{words.number(row['due_soon'])} sắp đến hạn" if row["due_soon"] else f"không {what} nào sắp đến hạn"
    )
    return f"{said}{early}; {soon}."


LISTS = {
    "": "Tất cả",
    "overdue": "Quá hạn",
    "done": "Đã xong",
    "late": "Ai chậm",
    "conclusions": "Kết luận cuộc họp",
}
"""What the address may ask to see (`lists`) → what the link to it says."""


def list_title(shown: str, scope: Scope) -> str:
    """The heading of a list of tasks, or of parts."""
    what = thing(scope)
    return f"{what.capitalize()} {LISTS[shown].lower()}" if shown else f"Các {what}"


def list_empty(shown: str, scope: Scope) -> str:
    """What a list says where it has no row."""
    if shown == "conclusions":
        return "Chưa có cuộc họp nào kết luận việc gì trong phạm vi đang xem."
    return f"Không {thing(scope)} nào {LISTS[shown].lower()} trong phạm vi đang xem."


def curve_says(row: Mapping[Any, Any], scope: Scope) -> str:
    """The curve in words."""
    return (
        f"số {thing(scope)} phải xong theo kế hoạch và số đã xong, cộng dồn trong năm {scope.year}. "
        f"Đến {words.day(scope.as_of)} phải xong {words.number(row['due'])}, đã xong {words.number(row['done'])}, "
        f"trên tổng số {words.number(row['tasks'])}."
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


DIRECTIVE = "Chỉ đạo"
"""The `remark` of `task_log` by which the chairman's notes are known."""


def directive(row: Any) -> str:
    """A row of `task_log`: Chỉ đạo ngày 15/11/2026 cho Thôn 3: báo cáo trước 20/11."""
    text = row.note.partition(": ")[2]
    return f"{DIRECTIVE} ngày {words.day(row.recorded_on)} cho {row.unit_name}: {text}"


def request(row: Any) -> str:
    """A row of `extension_requests`: Thôn 3 đề nghị gia hạn đến 31/12/2026 (ngày 12/11/2026): chờ kinh phí."""
    asked = f"đến {words.day(row.requested_due_on)} (ngày {words.day(row.since)})"
    return f"{row.owner} đề nghị gia hạn {asked}: {row.reason.rstrip('.')}."


def _concluded(task: Mapping[Any, Any]) -> str | None:
    return task["concluded_on"] and f"{task['concluded_by']}, {words.day(task['concluded_on'])}"


def conclusions(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The rows of `meeting_conclusions` under the meeting that each comes from, the latest first."""
    return [(_meeting(of.iloc[0].to_dict()), of) for _, of in rows.groupby("meeting_id", sort=False)]


def conclusions_before(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `meeting_conclusions` for one table, each beside its meeting."""
    return rows.assign(
        leads=rows["leads"].map(team), meeting=[_meeting(row) for row in rows.to_dict("records")]
    )


def _meeting(row: Mapping[Any, Any]) -> str:
    """Họp UBND 12/10/2026: Giao ban tháng 10."""
    return f"{meeting_on(row)}: {row['meeting_title']}"


LATE_COLUMNS = {
    "unit_name": TableColumn("Đơn vị"),
    "clause": TableColumn("Điều khoản", width="6rem"),
    "title": TableColumn("Nhiệm vụ", width="32%"),
    "role": TableColumn("Vai trò", hide_on_phone=True),
    "due_on": TableColumn("Hạn", "due", width="9.5rem"),
    "days_late": TableColumn("Trễ", "days"),
    "task_state": TableColumn(
        "Cả nhiệm vụ", "state", help="Trạng thái của nhiệm vụ theo các đơn vị chủ trì.", hide_on_phone=True
    ),
}
CONCLUSION_COLUMNS = {
    "title": TableColumn("Kết luận", width="40%"),
    "leads": TableColumn("Chủ trì", width="20%"),
    "due_on": TableColumn("Hạn", "due", width="16%"),
    "state": TableColumn("Trạng thái", "state", width="12%"),
    "days_late": TableColumn("Trễ", "days", width="12%", hide_on_phone=True),
}
EARLIER_COLUMNS = {
    "title": TableColumn("Kết luận", width="30%"),
    "meeting": TableColumn("Cuộc họp", width="20%", hide_on_phone=True),
    **{
        name: head if name != "leads" else TableColumn("Chủ trì", width="16%")
        for name, head in CONCLUSION_COLUMNS.items()
        if name != "title"
    },
}


def _followed(task: Mapping[Any, Any], place: str) -> str:
    if task["measured_by"] != "hồ sơ":
        return "Theo ghi nhận của các đơn vị"
    if task["dossiers"] is None:  # counts that the viewer does not see
        return "Theo hồ sơ tiếp nhận trong kỳ"
    if not task["dossiers"]:
        return "Theo hồ sơ tiếp nhận trong kỳ: chưa có hồ sơ nào"
    here, late = task["dossiers_open"], task["dossiers_overdue"]
    parts = {f"đang xử lý ở {place}": here, "đã xong hoặc ở cấp trên": task["dossiers"] - here}
    overdue = f"{late} hồ sơ quá hạn" if late else "không hồ sơ nào quá hạn"
    return (
        f"Theo {task['dossiers']} hồ sơ tiếp nhận trong kỳ{words.split(task['dossiers'], parts)}; {overdue}"
    )
