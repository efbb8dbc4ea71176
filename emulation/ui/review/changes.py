"""What changed since the Council's last meeting, for *Tổng quan*."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pandas as pd

from emulation import words
from emulation.ui.parts.tables import TableColumn

COLUMNS = {
    "changed_on": TableColumn("Từ ngày", "date"),
    "kind": TableColumn("Loại"),
    "what": TableColumn("Nội dung"),
    "unit": TableColumn("Đơn vị"),
    "before": TableColumn("Trước"),
    "after": TableColumn("Nay"),
}
_HAPPENED = {  # kind of `changes` -> what happened
    "task": "lượt đơn vị cập nhật",
    "dossier": "hồ sơ chuyển bước",
    "score": "điểm mới",
    "movement": "chỉ tiêu cập nhật",
}


def counted(rows: pd.DataFrame, since: date | None) -> str:
    """What was recorded since the last meeting, counted by kind: of all years and quarters."""
    begin = f"Từ họp Hội đồng ngày {words.day(since)}" if since else "Chưa có cuộc họp Hội đồng nào để so"
    counts = Counter(rows["kind"])
    parts = [f"{words.number(counts[kind])} {what}" for kind, what in _HAPPENED.items() if kind in counts]
    return f"{begin}: {', '.join(parts)} (mọi năm, mọi quý)." if parts else f"{begin}: chưa có thay đổi nào."
