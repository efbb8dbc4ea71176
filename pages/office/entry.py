"""Ghi nhận: what is written down each day, without touching a file; to each the forms for what they may record."""

import streamlit as st

from emulation import permits, words
from emulation.ui.frame import frame
from emulation.ui.office import saving
from emulation.ui.office.entry import (
    assigning,
    conclusions,
    directive,
    extension,
    form,
    movement_result,
    new_task,
    progress,
    reception,
    request,
    scores,
    signing,
    step,
    year,
)
from emulation.ui.parts import session, viewer

FORMS = {  # word in the address -> title, form
    "tien-do": ("Ghi nhận tiến độ", progress.draw),
    "gia-han": ("Gia hạn", extension.draw),
    "tiep-nhan": ("Tiếp nhận hồ sơ", reception.draw),
    "chuyen-buoc": ("Chuyển bước hồ sơ", step.draw),
    "cham-diem": ("Nhập điểm", scores.draw),
    "ky-ho-so": ("Ký, trả lại hồ sơ", signing.draw),
    "chi-dao": ("Chỉ đạo", directive.draw),
    "tu-cham": ("Tự chấm", scores.draw_own),
    "phong-trao": ("Kết quả phong trào", movement_result.draw),
    "cuoc-hop": ("Cuộc họp, kết luận", conclusions.draw),
    "nhiem-vu": ("Nhiệm vụ", new_task.draw),
    "phan-cong": ("Phân công", assigning.draw),
    "xin-gia-han": ("Xin gia hạn", request.draw),
}

scope = session.scope()
frame.heading("Ghi nhận", f"Năm {scope.year} · các màn hình đang tính đến {words.day(scope.as_of)}")
saving.outcome()
offered = {word: title for word, (title, _) in FORMS.items() if permits.may_fill(viewer.viewer(), word)}
with st.container(horizontal=True, key="entry-choice"):
    chosen = form.choose(offered)
    if chosen != "nhiem-vu":  # asks for the plan's year itself
        year.choose()
with st.container(key="entry"):
    FORMS[chosen][1]()
