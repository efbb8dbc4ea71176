"""What a unit's page says in words, from the rows of its queries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from emulation import words
from emulation.ui.parts import session
from emulation.ui.parts.blocks import Figure
from emulation.ui.parts.tables import TableColumn
from emulation.ui.parts.tasks import FOLLOWS, extension, roles
from emulation.vocabulary import is_provisional

_MEASURES = {
    "points": ("Điểm thi đua", words.points),
    "on_time": ("Tỷ lệ đúng hạn", words.percent),
    "completion": ("Tỷ lệ hoàn thành nhiệm vụ", words.percent),
    "awards": ("Khen thưởng trong năm", words.number),
    "pending": ("Hồ sơ chưa kết thúc", words.number),
}


TASK_COLUMNS = {
    "clause": TableColumn("Điều khoản"),
    "title": TableColumn("Nhiệm vụ"),
    "role": TableColumn("Vai trò", hide_on_phone=True, help=FOLLOWS),
    "due_on": TableColumn("Hạn", "due", width="9.5rem"),
    "extended": TableColumn("Gia hạn", width="26%", hide_on_phone=True),
    "concluded_on": TableColumn("Kết luận họp ngày", "date", hide_on_phone=True),
    "state": TableColumn("Tình trạng", "state"),
    "completed_on": TableColumn("Hoàn thành ngày", "date", hide_on_phone=True),
    "days_late": TableColumn("Trễ", "days"),
}
DOSSIER_COLUMNS = {
    "dossier_id": TableColumn("Mã hồ sơ"),
    "award_name": TableColumn("Danh hiệu, hình thức"),
    "nominee_name": TableColumn("Đối tượng"),
    "stage": TableColumn("Bước"),
    "due_on": TableColumn("Hạn giải quyết", "due"),
    "state": TableColumn("Thời hạn", "state"),
}
AWARD_COLUMNS = {
    "award": TableColumn("Danh hiệu, hình thức"),
    "nominee_kind": TableColumn("Đối tượng"),
    "commendation_type": TableColumn("Loại"),
    "awards": TableColumn("Số lượng", "number", help="Số cá nhân, tập thể, hộ được khen thưởng."),
}
MOVEMENT_COLUMNS = {
    "movement": TableColumn("Phong trào"),
    "indicator": TableColumn("Chỉ tiêu"),
    "target": TableColumn("Kế hoạch", "number"),
    "actual": TableColumn("Thực hiện", "number"),
    "completion": TableColumn("Đạt", "percent"),
}


def tasks(rows: pd.DataFrame, extensions: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, TableColumn]]:
    """The rows of `unit_tasks` with their extensions, and the columns to show: a column that is seldom filled is
    shown only if it has a value."""
    told: dict[str, list[str]] = {}
    for row in extensions.assign(unit_name=None).to_dict("records"):
        told.setdefault(row["task_id"], []).append(extension(row))
    extended = [f"{'; '.join(told[task])}" if task in told else None for task in rows["task_id"]]
    found = roles(rows).assign(extended=pd.Series(extended, rows.index, dtype=object))
    seldom = [name for name in ("extended", "concluded_on") if not found[name].notna().any()]
    return found, {name: head for name, head in TASK_COLUMNS.items() if name not in seldom}


def standing(ranking: pd.DataFrame, steps: pd.DataFrame, period: str, of_units: int, whole: str) -> str:
    """Where the unit stands in the ranking of the `whole` (toàn xã) and how much it has to do next."""
    late = int((steps["state"] == "Quá hạn").sum())
    to_do = (
        f"{len(steps)} việc cần làm" + (f", {late} việc đã quá hạn" if late else "")
        if len(steps)
        else "không có việc gấp"
    )
    if ranking.empty:
        return f"Đơn vị không thuộc khối nào nên không xếp hạng; {to_do}."
    row = ranking.iloc[0]
    if row["rank"] is None:
        return f"{words.period(period)}: chưa chấm điểm; {to_do}."
    provisional = " (tạm tính)" if is_provisional(row["stage"]) else ""
    return (
        f"{words.period(period)}: {words.points(row['total'])} điểm{provisional}, hạng {row['rank']} {whole} trên "
        f"{of_units} đơn vị đã chấm, hạng {row['bloc_rank']} trong khối; {to_do}."
    )


def figures(
    ranking: pd.DataFrame, beside: pd.DataFrame, period: str, as_of: date, whole: str
) -> list[Figure]:
    """Rank, points, on-time rate and pending dossiers, each with the mean of the bloc."""
    rank = None if ranking.empty else ranking["rank"][0]
    change = None if ranking.empty else ranking["rank_change"][0]
    of_rank = f"{whole} · {words.period(period)}" if rank is not None else "chưa chấm hoặc không thuộc khối"
    moved = (
        ""
        if change is None
        else f"{words.change(change)} bậc so với kỳ trước"
        if change
        else "● giữ hạng kỳ trước"
    )
    shown = [Figure(words.MISSING if rank is None else str(rank), "Xếp hạng", of_rank, moved)]
    for row in session.each(beside[beside["measure"].isin(["points", "on_time", "pending"])]):
        label, form = _MEASURES[row.measure]
        mean = (
            f"trung bình khối {form(row.bloc_mean)} · đến {words.day(as_of)}"
            if row.bloc_mean is not None
            else f"đến {words.day(as_of)}"
        )
        shown.append(Figure(form(row.value), label, mean))
    return shown


def beside_bloc(beside: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    """Each measure: the unit's value, the bloc's mean, and how they compare (▲ more, ▼ less, ● equal)."""
    rows = []
    for row in session.each(beside):
        label, form = _MEASURES[row.measure]
        members = (
            f"{form(row.bloc_mean)} ({row.members} đơn vị)" if row.bloc_mean is not None else words.MISSING
        )
        rows.append((label, form(row.value), members, _against(row.value, row.bloc_mean)))
    return rows


def _against(value: Any, mean: Any) -> str:
    if value is None or mean is None:
        return words.MISSING
    difference = round(value - mean, 9)
    return "▲ cao hơn" if difference > 0 else "▼ thấp hơn" if difference < 0 else "● bằng"
