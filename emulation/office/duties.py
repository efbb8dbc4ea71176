"""What a unit owes and what was returned to it, in words: for its screen and for the mail that reminds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from emulation import words
from emulation.office.reported import Returned

WHY = {  # what is owed -> why it is in the list, most urgent first
    "late": "quá hạn",
    "today": "đến hạn hôm nay",
    "near": "sắp đến hạn",
    "dossier": "hồ sơ chờ bổ sung",
    "score": "kỳ chưa tự chấm",
    "movement": "phong trào chưa có kết quả",
}


def owed(counts: Counter[str], returned: int) -> str:
    """How much a unit owes, and of what kind, so that the parts make up the whole; how much of it was `returned` before.

    `counts`: of the rows owed of `unit_duties`, by `why`.
    """
    back = f" {words.number(returned)} báo cáo bị trả lại." if returned else ""
    if not counts:
        return f"Đơn vị không còn việc nào phải báo lúc này.{back}"
    told = ", ".join(f"{counts[kind]} {said}" for kind, said in WHY.items() if counts[kind])
    return f"Còn {words.number(counts.total())} việc phải báo: {told}.{back}"


def why(row: Any) -> str:
    """Why a row of `unit_duties` is owed, a key of WHY."""
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
