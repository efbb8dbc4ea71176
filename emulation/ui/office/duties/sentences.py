"""What *Việc của đơn vị* says in words beside what is owed (`emulation/office/duties.py`), from the rows of its queries."""

from __future__ import annotations

from datetime import date
from typing import Any

from emulation import words

_GIVEN_BY: dict[str, str] = {"Tiến độ": "Tự tính theo tiến độ", "Khen thưởng": "Tự tính theo khen thưởng"}
_NOT_GIVEN = "Chưa chấm"


def remark(row: Any) -> tuple[str, str]:
    """A row of `unit_remarks`: what it is, and what was said when."""
    day = words.day(row.said_on)
    if row.kind == "Gia hạn":
        paper = f"văn bản số {row.document_no}, " if row.document_no else ""
        return "Được gia hạn", f"đến {words.day(row.due_on)} ({paper}ngày {day})"
    if row.kind == "Đề nghị gia hạn":
        return "Chờ trả lời", f"đã đề nghị gia hạn đến {words.day(row.due_on)} ngày {day}: {row.said}"
    return row.kind, f"{row.said} (ngày {day})"


def given(row: Any) -> tuple[str, str]:
    """A row of `unit_points`: who gave points, and how many for how much.

    >>> from types import SimpleNamespace as Row
    >>> given(Row(given_by="Khối chấm", criteria=7, points=79.5, on_time=None, judged=None))
    ('Khối chấm', '7 tiêu chí, 79,5 điểm')
    >>> given(Row(given_by="Tiến độ", criteria=1, points=10.0, on_time=2, judged=3))
    ('Tự tính theo tiến độ', '10 điểm; đúng hạn 2/3 phần việc đến hạn trong kỳ')
    >>> given(Row(given_by="Tiến độ", criteria=1, points=None, on_time=0, judged=0))
    ('Tự tính theo tiến độ', 'chưa có điểm; trong kỳ chưa có phần việc nào đến hạn')
    >>> given(Row(given_by="Chưa chấm", criteria=4, points=None, on_time=None, judged=None))
    ('Chưa chấm', '4 tiêu chí')
    """
    counted = f"{words.number(row.criteria)} tiêu chí"
    by = _GIVEN_BY.get(row.given_by) or row.given_by
    if row.given_by == _NOT_GIVEN:
        return by, counted
    if row.judged is None:
        return by, f"{counted}, {words.points(row.points)} điểm"
    kept = f"đúng hạn {words.number(row.on_time)}/{words.number(row.judged)} phần việc đến hạn trong kỳ"
    none = "trong kỳ chưa có phần việc nào đến hạn"
    points = "chưa có điểm" if row.points is None else f"{words.points(row.points)} điểm"
    return by, f"{points}; {kept if row.judged else none}"


def unscored(period: str) -> str:
    return f"Đơn vị chưa được chấm điểm kỳ nào đến {words.period(period)}."


def stands(row: Any, as_of: date) -> str:
    """How a part stands, for the window in which it is reported. `row`: of `entry_assignments`."""
    late = ""
    if row["days_late"]:
        late = f", trễ {words.number(row['days_late'])} ngày"
    elif row["completed_on"] is None and row["expires_on"] >= as_of:
        late = f", {words.days_late((as_of - row['expires_on']).days)}"
    since = f"ngày {words.day(row['recorded_on'])}" if row["recorded_on"] else "chưa ghi lần nào"
    due = words.deadline(row["due_on"], row["expires_on"])
    return f"{row['unit_name']} · hạn {due}{late} · {row['status']} ({since})"
