"""What *Việc của đơn vị* says in words, from the rows of its queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from emulation import words
from emulation.office.reported import Returned

_REASONS = {  # what is owed -> why it is in the list, most urgent first
    "late": "quá hạn",
    "today": "đến hạn hôm nay",
    "near": "sắp đến hạn",
    "dossier": "hồ sơ chờ bổ sung",
    "score": "kỳ chưa tự chấm",
    "movement": "phong trào chưa có kết quả",
}
_GIVEN_BY: dict[str, str] = {"Tiến độ": "Tự tính theo tiến độ", "Khen thưởng": "Tự tính theo khen thưởng"}
_NOT_GIVEN = "Chưa chấm"


def owed(rows: Iterable[Any], returned: int) -> str:
    """How much a unit owes, and of what kind, so that the parts make up the whole; how much of it was `returned` before.

    `rows`: those owed of `unit_duties`.
    """
    counts = Counter(map(_reason, rows))
    back = f" {words.number(returned)} báo cáo bị trả lại." if returned else ""
    if not counts:
        return f"Đơn vị không còn việc nào phải báo lúc này.{back}"
    told = ", ".join(f"{counts[kind]} {why}" for kind, why in _REASONS.items() if counts[kind])
    return f"Còn {words.number(counts.total())} việc phải báo: {told}.{back}"


def _reason(row: Any) -> str:
    if row.kind != "task":
        return row.kind
    if row.state == "Quá hạn":
        return "late"
    return "near" if row.days_late else "today"


def what(row: Any) -> str:
    """What a row of `unit_duties` is about."""
    return f"Tự chấm {words.period(row.id)}" if row.kind == "score" else row.what


def need(row: Any, year: int) -> str:
    """How a thing that is owed stands: its state and its deadline."""
    if row.kind == "task":
        of_year = "" if row.year == year else f"nhiệm vụ năm {row.year} · "
        return f"{of_year}{row.status}, hạn {words.deadline(row.due_on, row.expires_on)}"
    if row.kind == "dossier":
        return f"Nộp bổ sung hồ sơ, chờ từ {words.day(row.paused_since)}"
    if row.kind == "score":
        return f"Kỳ chấm đến {words.day(row.due_on)}"
    until = f"đến {words.day(row.due_on)}; " if row.due_on else ""
    return f"Phong trào {until}{words.number(row.peers)} đơn vị cùng khối đã có kết quả"


def due(row: Any) -> str:
    """How late or near a thing is; empty where its state says more."""
    if row.kind == "dossier" and row.days_late is None:
        return "chờ bổ sung"
    if row.days_late is None or (row.kind == "score" and row.days_late <= 0):
        return ""
    return words.days_late(row.days_late)


def remark(row: Any) -> tuple[str, str]:
    """A row of `unit_remarks`: what it is, and what was said when."""
    day = words.day(row.said_on)
    if row.kind == "Gia hạn":
        paper = f"văn bản số {row.document_no}, " if row.document_no else ""
        return "Được gia hạn", f"đến {words.day(row.due_on)} ({paper}ngày {day})"
    if row.kind == "Đề nghị gia hạn":
        return "Chờ trả lời", f"đã đề nghị gia hạn đến {words.day(row.due_on)} ngày {day}: {row.said}"
    return row.kind, f"{row.said} (ngày {day})"


@dataclass(frozen=True)
class Back:
    """What was returned to a unit for one reason: rows about one thing that it reports, as `unit_duties` names things."""

    unit_id: str
    kind: str
    id: str
    what: str
    reason: str
    when: datetime
    rows: int


def returned(found: Iterable[Returned], named: Mapping[str, Mapping[str, str]]) -> list[Back]:
    """The reports that were returned; the scores of one period together. `named`: table → id → name.

    A request that was refused is among the remarks, whoever wrote the answer down.
    """
    backs: dict[tuple[str, ...], Back] = {}
    for each in found:
        if each.report.is_remark:
            continue
        cells = each.report.cells
        match each.report.table:
            case "progress":
                kind, key, about = (
                    "task",
                    cells["task_id"],
                    named["tasks"].get(cells["task_id"], cells["task_id"]),
                )
            case "scores":
                kind, key, about = "score", cells["period"], f"Tự chấm {words.period(cells['period'])}"
            case _:
                kind, key = "movement", cells["movement_id"]
                about = f"{named['movements'].get(key, key)} · {cells['indicator']}"
        place = each.report.unit, kind, about, each.reason
        rows = backs[place].rows + 1 if place in backs else 1
        backs[place] = Back(each.report.unit, kind, key, about, each.reason, each.when, rows)
    return list(backs.values())


def back(row: Back) -> str:
    """Why something was returned, and when."""
    many = f"{words.number(row.rows)} tiêu chí: " if row.kind == "score" else ""
    return f"{many}{row.reason} ({words.moment(row.when)})"


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
