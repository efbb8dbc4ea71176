"""Nhập, xuất: files in and out, and the step into the next year."""

import streamlit as st

from emulation.schema import TABLE
from emulation.ui import blocks, exchange, export, frame, saving
from emulation.ui import sentences_exchange as sentences

frame.heading("Nhập, xuất", "Chưa có gì thay đổi cho tới khi bấm Áp dụng; áp dụng rồi vẫn hoàn tác được.")
saving.outcome()

way_in, way_out = st.columns([3, 2], gap="large")
with way_in:
    blocks.section("Nhập tệp", "Xem lỗi và những gì sẽ đổi, rồi quyết định.")
    files = exchange.given_files()
with way_out:
    blocks.section("Xuất", "Một sổ Excel gồm mọi tệp; sửa xong thả lại vào ô Nhập tệp.")
    export.buttons()

if files:
    plan = exchange.plan_of(files)
    blocks.lead(sentences.verdict(plan))
    exchange.decide(plan)
    exchange.show_problems(plan)
    for file in plan.files:
        if plan.taken(file) or file.missing or file.replaces:
            blocks.section(TABLE[file.table].title)
            exchange.show_file(plan, file)
    same = [file for file in plan.files if not (file.changes or file.missing or file.replaces)]
    if same:
        st.caption(sentences.unchanged(same))
else:
    with frame.part():
        blocks.section("Sang năm mới", "Kế hoạch năm sau lập từ kế hoạch năm nay; nhật ký để trống.")
        export.next_year()
