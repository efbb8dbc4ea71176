"""Parts of the page *Nhập, xuất*: the workbook with all data, the empty one, and next year's plan."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from emulation.office.exporting import export
from emulation.office.next_year import prepare as prepare_next_year
from emulation.schema import TABLES
from emulation.scope import today
from emulation.store import Document
from emulation.ui.office import saving
from emulation.ui.office.exchange import sentences
from emulation.ui.parts import blocks, notices, session, tables
from emulation.workbook import CannotExport, workbook

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BOOK = "workbook"
_CHANGES = {"about": "Bảng", "before": "Năm nay", "after": "Năm sau"}


def buttons() -> None:
    """Downloads of the workbook with all data, made on request, and of an empty one."""
    st.button("Tạo sổ Excel từ dữ liệu hiện nay", on_click=_make_book, key="make_book")
    match st.session_state.get(_BOOK):
        case (str(version), bytes(data), tuple(warnings)) if version == session.edition().version:
            st.download_button(
                f"Tải sổ Excel ({len(data) / 1024:.0f} KB)",
                data,
                file_name=f"thi-dua-khen-thuong-{today():%Y-%m-%d}.xlsx",
                mime=_XLSX,
                type="primary",
            )
            for sentence in warnings:
                notices.refusal(sentence)
        case str(refusal):
            notices.refusal(refusal)
    st.download_button(
        "Tải sổ mẫu trống",
        lambda: workbook({table.name: Document.empty(table) for table in TABLES}, today()),
        file_name="mau-thi-dua-khen-thuong.xlsx",
        mime=_XLSX,
        help="Cho nơi khác bắt đầu: các trang chỉ có tiêu đề, danh sách chọn và ghi chú cách điền.",
    )


def _make_book() -> None:
    folder = session.folder()
    try:
        made = export(folder)
    except CannotExport as error:
        st.session_state[_BOOK] = f"Chưa tạo được sổ Excel: {error}"
    else:
        st.session_state[_BOOK] = (folder.edition().version, made.data, sentences.about_export(made))


def next_year() -> None:
    """Next year's plan: the preview of what it adds, and the button to save it."""
    warehouse = session.edition().warehouse
    warehouse.require("tasks")
    year = st.selectbox("Lập từ kế hoạch năm", warehouse.years, key="next_year_from", width=220)
    if not st.toggle(f"Xem trước kế hoạch năm {year + 1}", key=saving.fresh("next_year_shown")):
        return
    change_set = prepare_next_year(warehouse, year)
    for sentence in change_set.refusals:
        notices.refusal(sentence)
    if not change_set.allowed:
        return
    tables.table(
        pd.DataFrame(
            [(c.about, c.before, c.after) for c in change_set.changes], columns=list(_CHANGES), dtype=object
        ),
        _CHANGES,
        key="next_year_changes",
        caption=f"Sẽ thêm cho năm {year + 1}; năm {year} giữ nguyên",
        file_name=f"ke-hoach-{year + 1}",
    )
    for sentence in change_set.warnings:
        blocks.note(f"⚠ {sentence}")
    st.button(
        f"Lập kế hoạch năm {year + 1}",
        type="primary",
        on_click=saving.save,
        args=(change_set.edits, change_set.what),
        key="next_year_save",
    )
