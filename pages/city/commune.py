"""Xã, phường: one commune through the days of which it sent figures."""

import streamlit as st

from emulation import words
from emulation.ui.city import begins, figures, lists, overview, standing
from emulation.ui.frame import filters, frame
from emulation.ui.parts import blocks, figure, names, session

scope = session.scope()
if len(scope.units) != 1:
    frame.heading("Xã, phường")
    begins.where_there_is_nothing()
    blocks.lead("Chọn một xã, phường ở ô lọc phía trên, hoặc chọn ô dưới đây.")
    standing.tiles(standing.rows("city/communes"))
    st.stop()

commune = scope.units[0]
name = names.units(short=False)[commune]
frame.heading(name)
with frame.part():
    (row,) = standing.rows("city/communes")
    (totals,) = standing.rows("city/totals")
    rank = "" if row.rank is None else f"Hạng {words.number(row.rank)} theo tỷ lệ hoàn thành. "
    blocks.lead(f"{rank}{standing.says(row)}.")
    if row.sent != "chưa":
        blocks.figures(overview.cards(totals, scope)[1:])

with frame.part():
    history = session.ask("city/history", commune=commune)
    if len(history) > 1:
        blocks.section(
            "Hoàn thành qua từng lần gửi", "Mỗi điểm một ngày số liệu; nét đứt quãng là không gửi."
        )
        figure.draw(lambda: figures.course(history), commune, key="course", says=figures.course_says(history))

with frame.part():
    (row,) = standing.rows("city/communes")
    if row.overdue:
        blocks.section("Nhiệm vụ quá hạn", f"Theo số liệu ngày {words.day(row.as_of)}.")
        lists.overdue_tasks()
    if row.handed_up:
        blocks.section("Hồ sơ trình lên", f"Theo số liệu ngày {words.day(row.as_of)}.")
        lists.handed_up_counts(of_one=True)
    if row.sent != "chưa":
        blocks.section(
            "Đơn vị", f"Phần việc của từng đơn vị, {filters.time_in_words(scope.but(quarter=None))}."
        )
        lists.units()
    blocks.section("Đã gửi", "Mỗi dòng một ngày số liệu.")
    lists.days(commune)
