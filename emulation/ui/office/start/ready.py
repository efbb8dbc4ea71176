"""Step 5, *Danh mục, khung điểm*: titles, forms, criteria and bands that are ready, to be chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from emulation.office.founding import ready
from emulation.scope import today
from emulation.ui.office.start import sheet, steps
from emulation.ui.parts import blocks, notices, session

_WORD = "danh-muc"
_TAKE = st.column_config.CheckboxColumn("Lấy", width="small")
_TABLES: dict[str, tuple[str, str, dict[str, Any], tuple[str, ...]]] = {
    # table -> heading, what is assumed of it, its columns after "take", those that cannot be changed here
    "awards": (
        "Danh mục danh hiệu, hình thức khen thưởng",
        "Danh hiệu, hình thức, cấp quyết định theo Luật Thi đua, khen thưởng 2022. Số ngày† là giả định: sửa theo quy định "
        "của tỉnh, thành phố.",
        {
            "name": st.column_config.TextColumn("Tên danh hiệu, hình thức", width="large"),
            "category": st.column_config.TextColumn("Nhóm", width="medium"),
            "level": st.column_config.TextColumn("Cấp quyết định", width="small"),
            "working_days": st.column_config.TextColumn("Số ngày làm việc†", width="small"),
        },
        ("category", "level"),
    ),
    "criteria": (
        "Khung tiêu chí chấm điểm",
        "Giả định†: chưa có bảng điểm chung toàn quốc cho cấp xã. Điểm chuẩn của khung này cộng lại là 100.",
        {
            "group": st.column_config.TextColumn("Nhóm tiêu chí", width="medium"),
            "name": st.column_config.TextColumn("Tiêu chí", width="large"),
            "kind": st.column_config.TextColumn("Loại điểm", width="small"),
            "max_points": st.column_config.TextColumn("Điểm tối đa†", width="small"),
            "source": st.column_config.TextColumn("Nguồn điểm", width="small"),
        },
        ("kind", "source"),
    ),
    "bands": (
        "Mức xếp loại",
        "Giả định†.",
        {
            "name": st.column_config.TextColumn("Xếp loại", width="medium"),
            "from_points": st.column_config.TextColumn("Từ điểm†", width="small"),
        },
        (),
    ),
}


def draw() -> None:
    """Each table with what is ready and not there yet, and one button for all that is ticked."""
    years = [row["year"] for row in session.records(session.table("plan"))]
    year = max(years, default=today().year)
    commune = session.commune(year)
    chosen = {}
    for table, (title, assumed, columns, fixed) in _TABLES.items():
        offered = ready.missing(
            table, ready.rows(table, commune, year), session.records(session.table(table))
        )
        if not offered:
            continue
        blocks.section(title, assumed)
        chosen[table] = _chosen(table, offered, columns, fixed, f"{commune.issuer}{commune.superior}{year}")
    if not chosen:
        notices.success("Danh mục, khung điểm có sẵn đều đã ở trong dữ liệu.")
        return
    change_set = ready.prepare(chosen, year)
    count = sum(map(len, chosen.values()))
    steps.save_button(_WORD, change_set, f"Lưu {count} dòng đã chọn")


def _chosen(
    table: str, offered: Sequence[dict[str, str]], columns: dict[str, Any], fixed: Sequence[str], of: str
) -> list[dict[str, str]]:
    """The ticked rows as corrected; of columns that are not shown as they are ready."""
    shown = [{"take": True, **{name: row[name] for name in columns}} for row in offered]
    source = (of, tuple(ready.keys_of(table, offered)))
    rows = sheet.edited(table, shown, {"take": _TAKE, **columns}, source=source, fixed=fixed, adds=False)
    return [
        {**row, **{name: str(got[name] or "") for name in columns}}
        for row, got in zip(offered, rows, strict=True)
        if got["take"]
    ]
