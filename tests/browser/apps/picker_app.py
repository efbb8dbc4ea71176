"""A page with pickers alone, to try them in a real browser."""

import streamlit as st

from emulation.ui.frame import frame
from emulation.ui.parts.picker import Option, pick_many, pick_one

UNITS = [
    Option("HND", "Hội Nông dân", group="Khối Mặt trận và đoàn thể"),
    *[Option(f"MN{n}", f"Trường Mầm non số {n}", group="Khối trường học") for n in (1, 2, 3)],
    Option("X1", "<img src=x onerror=alert(1)>", "A & B"),
]
TASKS = [
    Option("NV", "Công tác an ninh"),
    Option("NA", "Lo công việc ấn loát"),
    *[Option(f"NV{n:03}", f"Nhiệm vụ thứ {n}", f"II.{n}") for n in range(498)],
]

frame.let_in()
frame.open_frame()
st.title("Chọn")
fewer = st.toggle("Bớt một đơn vị")
units = pick_many(
    "Đơn vị",
    UNITS[:1] + UNITS[2:] if fewer else UNITS,
    key=f"units-{st.query_params.get('unit', '')}",
    chosen=st.query_params.get_all("unit"),
    help="Những đơn vị được ghi cùng một kết quả.",
    select_all="Chọn tất cả 5 đơn vị",
)
st.write(f"Đơn vị: {' '.join(units) or 'chưa'}.")
task = pick_one("Nhiệm vụ", TASKS, key="task")
st.write(f"Nhiệm vụ: {task}.")
kind = pick_one("Loại", UNITS[:2], key="kind", chosen="HND", required=True)
st.write(f"Loại: {kind}.")
