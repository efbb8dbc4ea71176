"""Lập dữ liệu mới: a new commune from nothing, step by step."""

import streamlit as st

from emulation.ui.frame import filters, frame
from emulation.ui.office import saving
from emulation.ui.office.start import assignments, plan, ready, steps, tasks, units
from emulation.ui.parts import blocks, session

DRAWN = {
    "ke-hoach": plan.draw,
    "don-vi": units.draw,
    "nhiem-vu": tasks.draw,
    "phan-cong": assignments.draw,
    "danh-muc": ready.draw,
}

frame.heading("Lập dữ liệu mới", f"Thư mục {session.folder().path}")
saving.outcome()
blocks.lead(steps.lead())
step = steps.choose()
with st.container(key="start"):
    steps.already(step)
    DRAWN[step.word]()
blocks.ways([("Xem Tổng quan", filters.link("")), ("Nhập từ sổ Excel", filters.link("exchange"))])
