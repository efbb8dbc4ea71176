"""What the movements' screen says in words: which are alive, and since when nothing was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from emulation import words
from emulation.ui.parts import session
from emulation.ui.parts.movements import LOWER, running_and_weak
from emulation.ui.parts.tables import TableColumn

CHOOSE = " Chọn tên phong trào để xem từng đơn vị."
NAMED = 3
"""How many movements that need attention the first sentence names."""


def alive(movements: pd.DataFrame, as_of: date, *, filtered: bool) -> str:
    """How many movements are under way, and which of them are hardly alive, since when.

    `movements`: the rows of `movements` with those of `movement_activity`.
    """
    if movements.empty:
        return f"Tính đến {words.day(as_of)} chưa có phong trào thi đua nào được phát động."
    running, weak = running_and_weak(movements)
    ended = len(movements) - len(running)
    where = " trong phạm vi đang xem" if filtered else ""
    parts = [f"{len(running) or 'Không có'} phong trào đang triển khai"]
    if ended:
        parts.append(f"{ended} đã kết thúc")
    if running.empty:
        return f"{', '.join(parts)}."
    if weak.empty:
        return f"{', '.join(parts)}; phong trào nào cũng có kết quả mới{where}."
    shown = "; ".join(f"{row['name']} – {_why_weak(row)}" for row in session.records(weak.head(NAMED)))
    rest = f"; và {len(weak) - NAMED} phong trào khác" if len(weak) > NAMED else ""
    return f"{', '.join(parts)}; {len(weak)} cần chú ý{where}: {shown}{rest}."


def _why_weak(row: Mapping[Any, Any]) -> str:
    reasons = []
    if row["last_recorded_on"] is None:
        reasons.append(f"chưa có kết quả nào từ khi phát động {words.day(row['quiet_since'])}{_ago(row)}")
    elif row["days_quiet"] > row["quiet_days"]:
        reasons.append(f"không có kết quả mới từ {words.day(row['quiet_since'])}{_ago(row)}")
    if row["is_few"]:
        reasons.append(f"mới {row['units']}/{row['all_units']} đơn vị tham gia")
    return ", ".join(reasons)


def _ago(row: Mapping[Any, Any]) -> str:
    return f" ({words.number(row['days_quiet'])} ngày)"


def named(movements: pd.DataFrame) -> dict[str, str]:
    """The movements that the first sentence names: name → id."""
    _, weak = running_and_weak(movements)
    return dict(zip(weak["name"].head(NAMED), weak["movement_id"], strict=False))


def indicators_met(row: Mapping[Any, Any]) -> tuple[int, int, str]:
    """How many indicators are met, of how many that can be judged, and a remark on the others.

    >>> indicators_met({"met": 7, "judged": 18, "indicators": 20})
    (7, 18, '2 chưa đánh giá được')
    """
    others = row["indicators"] - row["judged"]
    return row["met"], row["judged"], f"{words.number(others)} chưa đánh giá được" if others else ""


def last_recorded(row: Mapping[Any, Any]) -> str:
    """30/10/2026, 17 ngày trước."""
    if row["last_recorded_on"] is None:
        return "chưa có lần nào"
    ago = "hôm nay" if row["days_since"] == 0 else f"{words.number(row['days_since'])} ngày trước"
    return f"{words.day(row['last_recorded_on'])}, {ago}"


def period_of(row: Mapping[Any, Any]) -> str:
    """05/01/2026 – 31/12/2030, or without an end."""
    ends = words.day(row["ends_on"]) if row["ends_on"] is not None else "chưa định ngày kết thúc"
    return f"{words.day(row['launched_on'])} – {ends}"


def against_target(row: Mapping[Any, Any], digits: int | None = None) -> str:
    """206/207 hộ; what is not known is said. `digits`: of the whole list."""
    actual = words.number(row["actual"], digits) if row["actual"] is not None else "chưa có số"
    target = words.number(row["target"], digits) if row["target"] is not None else "chưa giao"
    return f"{actual}/{target} {row['measure'] or ''}".strip()


MOVEMENT_COLUMNS = {
    "name": TableColumn("Phong trào"),
    "launched_by": TableColumn("Cấp phát động"),
    "state": TableColumn("Tình trạng"),
    "launched_on": TableColumn("Phát động", "date", hide_on_phone=True),
    "ends_on": TableColumn("Kết thúc", "date", hide_on_phone=True),
    "document_no": TableColumn("Văn bản", hide_on_phone=True),
    "units": TableColumn("Đơn vị tham gia", "number", help="Số đơn vị đã có ít nhất một kết quả."),
    "all_units": TableColumn("Tổng số đơn vị", "number"),
    "met": TableColumn(
        "Chỉ tiêu đạt",
        "number",
        help=f"Lần ghi nhận cuối có thực hiện bằng hoặc hơn kế hoạch; chỉ tiêu {LOWER}: bằng hoặc thấp hơn.",
    ),
    "judged": TableColumn("Chỉ tiêu đánh giá được", "number", help="Có cả số thực hiện và kế hoạch khác 0."),
    "indicators": TableColumn(
        "Chỉ tiêu theo dõi", "number", help="Mỗi chỉ tiêu của một đơn vị tính một lần."
    ),
    "mean_completion": TableColumn(
        "Hoàn thành bình quân",
        "percent",
        help=f"Trung bình cộng của thực hiện ÷ kế hoạch; chỉ tiêu {LOWER}: 2 − thực hiện ÷ kế hoạch, không dưới 0.",
    ),
    "last_recorded_on": TableColumn("Ghi nhận gần nhất", "date"),
}

TARGET_COLUMNS = {
    "name": TableColumn("Đơn vị"),
    "indicator": TableColumn("Chỉ tiêu"),
    "actual": TableColumn("Thực hiện", "number"),
    "target": TableColumn("Kế hoạch", "number"),
    "measure": TableColumn("Đơn vị tính", hide_on_phone=True),
    "completion": TableColumn("Hoàn thành", "percent"),
    "result": TableColumn("Kết quả", help="Trống: thiếu kế hoạch hay số thực hiện, hoặc kế hoạch bằng 0."),
    "recorded_on": TableColumn("Ngày ghi nhận", "date", hide_on_phone=True),
}
