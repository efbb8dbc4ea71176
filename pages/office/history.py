"""Lịch sử: what was changed, when, and the way back."""

import streamlit as st

from emulation.ui.frame import frame
from emulation.ui.office import saving
from emulation.ui.office.history import sentences, view
from emulation.ui.parts import blocks, notices, tables

frame.heading("Lịch sử", view.what_is_kept())
saving.outcome()
entries = view.entries()

if not entries:
    notices.nothing(
        "Chưa có thay đổi nào được lưu trong chương trình.",
        "Lịch sử bắt đầu từ lần lưu đầu tiên ở Ghi nhận hoặc Nhập, xuất.",
        view.how_to_keep(),
    )
else:
    blocks.lead(sentences.standing(entries))
    chosen = view.chosen(entries)
    listed, shown = st.columns([2, 3], gap="large")
    with listed:
        blocks.section("Các lần thay đổi", "Mới nhất ở trên. Chọn một lần để xem.")
        tables.table(
            sentences.listed(entries),
            sentences.COLUMNS,
            key="history",
            caption="Các lần thay đổi, mới nhất ở trên",
            file_name="lich-su",
            opens="id",
            on_open=view.choose,
            page_rows=12,
        )
    with shown:
        blocks.section(chosen.what, sentences.when_and_who(chosen))
        view.undo_button(chosen)
        for table in view.tables_of(chosen):
            view.show_table(chosen, table)

blocks.section("Bản sao hằng ngày", sentences.BACKUPS)
view.backups()
