"""Phong trào thi đua: is each movement alive?"""

import streamlit as st

from emulation.ui.frame import frame
from emulation.ui.parts import blocks, names, notices, session, tables
from emulation.ui.parts.movements import indicators, limits
from emulation.ui.review.movements import figures, sentences

scope = session.scope()
movements = names.with_movements(session.ask("movements")).merge(
    session.ask("movement_activity"), on="movement_id"
)
known = list(movements["movement_id"])
asked = st.query_params.get("movement", "")

frame.heading("Phong trào thi đua", slide="movements", back="movements")
blocks.lead(sentences.alive(movements, filtered=scope.filtered))

if not known:
    notices.nothing(
        "Chưa có phong trào nào để theo dõi",
        "Chưa có phong trào phát động đến ngày đang xem.",
        "Hãy điền movements.csv và movement_results.csv, hoặc chọn ngày xem muộn hơn.",
    )
    st.stop()
if asked and asked not in known:
    notices.refusal(f"Phong trào “{asked}” không có đến ngày đang xem. Hãy chọn một phong trào dưới đây.")
chosen = asked if asked in known else known[0]

blocks.section("Theo cấp phát động", f"{limits(movements)} Chọn tên phong trào để xem từng đơn vị.")
figures.cards(movements, chosen)
with st.expander("Xem số liệu các phong trào"):
    tables.table(
        movements,
        sentences.MOVEMENT_COLUMNS,
        key="movements",
        caption="Các phong trào thi đua",
        file_name="phong-trao-thi-dua",
    )

name = movements.loc[movements["movement_id"] == chosen, "name"].iloc[0]
blocks.section(f"Kế hoạch và thực hiện: {name}", "Vạch đứng là kế hoạch (100%); đơn vị đạt cao nhất ở trên.")
results = session.ask("movement_targets", movement=chosen)
if results.empty:
    notices.nothing(
        "Chưa có kết quả của phong trào này",
        "Đến ngày đang xem chưa đơn vị nào trong phạm vi đang xem có số liệu.",
        "Hãy nhập kết quả vào movement_results.csv, hoặc đổi bộ lọc.",
    )
else:
    figures.targets(results)
    with st.expander("Xem số liệu từng đơn vị"):
        tables.table(
            indicators(results),
            sentences.TARGET_COLUMNS,
            key="targets",
            caption=f"Kế hoạch và thực hiện: {name}",
            file_name="ket-qua-phong-trao",
        )
