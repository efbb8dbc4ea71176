"""Ghi nhận: what an officer writes down each day, without touching a file."""

import streamlit as st

from emulation import words
from emulation.ui.frame import frame
from emulation.ui.office import saving
from emulation.ui.office.entry import extension, form, progress, reception, scores, step
from emulation.ui.parts import session

FORMS = {  # word in the address -> title, form
    "tien-do": ("Ghi nhận tiến độ", progress.draw),
    "gia-han": ("Gia hạn", extension.draw),
    "tiep-nhan": ("Tiếp nhận hồ sơ", reception.draw),
    "chuyen-buoc": ("Chuyển bước hồ sơ", step.draw),
    "cham-diem": ("Nhập điểm", scores.draw),
}

scope = session.scope()
frame.heading("Ghi nhận", f"Năm {scope.year} · các màn hình đang tính đến {words.day(scope.as_of)}")
saving.outcome()
chosen = form.choose({word: title for word, (title, _) in FORMS.items()})
with st.container(key="entry"):
    FORMS[chosen][1]()
