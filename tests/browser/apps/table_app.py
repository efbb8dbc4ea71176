"""A page with nothing but tables, to look at the table component in a real browser."""

from datetime import date

import pandas as pd
import streamlit as st

from emulation.ui.parts.tables import TableColumn, choose, table

ROWS = pd.DataFrame(
    [
        ("U1", "Đoàn thanh niên xã", 84.25, date(2026, 3, 31), 0.843, "Đúng hạn", None),
        ("U2", "UBND xã Nghi Dương", 1234.5, date(2026, 6, 30), 1.0, "Quá hạn", 5),
        ("U3", "Ấp Bắc", None, None, None, "Chưa bắt đầu", None),
        ("U4", "Dân quân thường trực", 90.0, date(2025, 12, 31), 0.5, "Sắp đến hạn", -3),
        ("U5", "an ninh cơ sở", 9.0, date(2026, 1, 2), 0.07, "Không phát sinh", None),
        ("U6", "Trường Tiểu học số 10", 100.0, date(2026, 9, 30), 0.125, "Trễ hạn", 12),
        ("U7", "Trường Tiểu học số 2", 95.125, date(2026, 9, 5), 0.99, "Đang thực hiện", None),
        (
            "U8",
            "Phòng Văn hoá - Xã hội, cơ quan thường trực Hội đồng Thi đua - Khen thưởng xã",
            -0.5,
            date(2026, 11, 24),
            0.0,
            "Chưa đến hạn",
            0,
        ),
        ("U9", "=1+1 <img src=x onerror=alert(1)>", 3.0, date(2026, 4, 1), 0.33, "Hoàn thành", None),
        *[
            (f"V{n}", f"Thôn {n}", float(n), date(2026, 2, n), n / 20, "Hoàn thành", None)
            for n in range(1, 12)
        ],
    ],
    columns=["unit_id", "name", "total", "due_on", "rate", "state", "late"],
)
COLUMNS = {
    "name": TableColumn("Đơn vị", width="34%"),
    "total": TableColumn("Tổng điểm", "number", help="Điểm chuẩn cộng điểm thưởng, trừ điểm trừ."),
    "due_on": TableColumn("Hạn hoàn thành", "date"),
    "rate": TableColumn("Tỷ lệ đúng hạn", "percent", hide_on_phone=True),
    "state": TableColumn("Tiến độ", "state"),
    "late": TableColumn("Trễ hạn", "days", hide_on_phone=True),
}


def opened(unit_id: str) -> None:
    st.session_state["opened"] = unit_id


def begin_again(turn: int) -> None:
    st.session_state.clear()
    st.session_state["turn"] = turn


turn = st.session_state.get("turn", 0)  # in every key: the next turn's tables are others
st.title("Bảng")
st.button("Chạy lại")
st.button("Từ đầu", on_click=begin_again, args=(turn + 1,))
fewer = st.toggle("Bớt một dòng", key=f"fewer {turn}")
table(
    ROWS.iloc[:-1] if fewer else ROWS,
    COLUMNS,
    key=f"units {turn}",
    caption="Kết quả của các đơn vị, quý III/2026",
    file_name="ket-qua-don-vi",
    opens="unit_id",
    on_open=opened,
)
st.write(f"Đã mở: {st.session_state.get('opened', 'chưa')}")
table(ROWS.head(3), {"name": "Đơn vị"}, key=f"few {turn}", caption="Ba đơn vị đầu", file_name="ba-don-vi")
table(
    ROWS.head(0),
    COLUMNS,
    key=f"none {turn}",
    caption="Không có gì",
    file_name="trong",
    empty="Chưa có đơn vị nào trong khối.",
)
ticked = choose(
    ROWS.iloc[:-1] if fewer else ROWS,
    {"name": "Đơn vị"},
    id="unit_id",
    key=f"choice {turn}",
    chosen=["U2", "V11", "X"],
    caption="Chọn đơn vị",
    file_name="chon",
)
st.write(f"Đã chọn: {' '.join(ticked) or 'chưa'}.")
