"""Nhập, xuất: files in and out, and the step into the next year."""

import streamlit as st

from emulation.schema import TABLE
from emulation.ui.frame import frame
from emulation.ui.office import saving
from emulation.ui.office.exchange import exporting, importing, sending_up, sentences
from emulation.ui.parts import blocks

frame.heading("Nhập, xuất", "Chưa có gì thay đổi cho tới khi bấm Áp dụng; áp dụng rồi vẫn hoàn tác được.")
saving.outcome()

way_in, way_out = st.columns([3, 2], gap="large")
with way_in:
    blocks.section("Nhập tệp", "Xem lỗi và những gì sẽ đổi, rồi quyết định.")
    files = importing.given_files()
with way_out:
    blocks.section("Xuất", "Một sổ Excel gồm mọi tệp; sửa xong thả lại vào ô Nhập tệp.")
    exporting.buttons()
    blocks.section("Gửi cấp trên", "Số liệu của ngày đang xem, đã ký; không có tên ai còn đang được xét.")
    sending_up.draw()

if files:
    prepared = importing.import_of(files)
    blocks.lead(sentences.verdict(prepared))
    importing.show_origin(prepared)
    importing.decide(prepared)
    importing.show_problems(prepared)
    for file in prepared.files:
        if importing.differs(prepared, file):
            blocks.section(TABLE[file.table].title)
            importing.show_file(prepared, file)
    same = [file for file in prepared.files if not importing.differs(prepared, file)]
    if same:
        st.caption(sentences.unchanged(same))
else:
    with frame.part():
        blocks.section("Sang năm mới", "Kế hoạch năm sau lập từ kế hoạch năm nay; nhật ký để trống.")
        exporting.next_year()
