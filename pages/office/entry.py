"""Ghi nhận: what an officer writes down each day, without touching a file."""

import streamlit as st

from emulation import words
from emulation.ui import (
    entry,
    entry_extension,
    entry_progress,
    entry_reception,
    entry_scores,
    entry_step,
    frame,
    saving,
    session,
)

FORMS = {  # word in the address -> title, form
    "tien-do": ("Ghi nhận tiến độ", entry_progress.draw),
    "gia-han": ("Gia hạn", entry_extension.draw),
    "tiep-nhan": ("Tiếp nhận hồ sơ", entry_reception.draw),
    "chuyen-buoc": ("Chuyển bước hồ sơ", entry_step.draw),
    "cham-diem": ("Nhập điểm", entry_scores.draw),
}

scope = session.scope()
frame.heading("Ghi nhận", f"Năm {scope.year} · các màn hình đang tính đến {words.day(scope.as_of)}")
saving.outcome()
form = entry.choose({word: title for word, (title, _) in FORMS.items()})
with st.container(key="entry"):
    FORMS[form][1]()
