"""Phong trào thi đua: is each movement alive?"""

import streamlit as st

from emulation import words
from emulation.ui.frame import empty, filters, folded, frame
from emulation.ui.parts import blocks, names, notices, session, viewer
from emulation.ui.parts.movements import limits
from emulation.ui.review.movements import chosen, figures, sentences

scope = session.scope()
movements = names.with_movements(session.ask("movements")).merge(
    session.ask("movement_activity"), on="movement_id"
)
known = list(movements["movement_id"])
asked = st.query_params.get("movement", "")

frame.heading("Phong trào thi đua", slide="movements", back="movements")
blocks.lead(
    sentences.alive(movements, scope.as_of, filtered=scope.filtered),
    {
        name: filters.link("movements", movement=each)
        for name, each in sentences.named(movements).items()
        if viewer.asks("movement_targets")
    },
)
if not known:
    empty.nothing(
        "Chưa có phong trào nào để theo dõi",
        f"Tính đến {words.day(scope.as_of)} chưa có phong trào nào được phát động.",
        "movements",
        do="Hãy xem tính đến một ngày muộn hơn, hoặc điền thêm:",
    )
    st.stop()
if asked in known:
    chosen.draw(movements[movements["movement_id"] == asked].iloc[0].to_dict())
elif asked:
    notices.refusal(
        f"Tính đến {words.day(scope.as_of)} không có phong trào “{asked}”. Hãy chọn một phong trào dưới đây."
    )

others = movements[movements["movement_id"] != asked]
if not others.empty:
    blocks.section(
        "Các phong trào khác" if asked in known else "Theo cấp phát động",
        f"{limits(movements)}{sentences.CHOOSE if viewer.asks('movement_targets') else ''}",
    )
    figures.cards(others)
folded.table(
    "Xem số liệu các phong trào",
    lambda: movements,
    sentences.MOVEMENT_COLUMNS,
    key="movements",
    caption="Các phong trào thi đua",
    file_name="phong-trao-thi-dua",
)
