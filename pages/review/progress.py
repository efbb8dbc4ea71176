"""Tiến độ theo quý: is the plan on time?"""

import streamlit as st

from emulation import words
from emulation.ui.frame import filters, frame
from emulation.ui.parts import blocks, figure, notices, session, tables
from emulation.ui.parts.tasks import FOLLOWS, roles
from emulation.ui.review.progress import conclusions, figures, sentences, task_sheet

scope = session.scope()
standing = session.ask("plan_standing").iloc[0].to_dict()
tasks = session.ask("task_list")

frame.heading("Tiến độ theo quý", slide="plan" if scope.quarter is None else "tasks", back="progress")
task_sheet.SHEET.show_asked()
if tasks.empty:
    notices.nothing(
        "Chưa có nhiệm vụ nào để theo dõi.",
        f"Không có nhiệm vụ năm {scope.year} trong phạm vi đang xem.",
        "Hãy đổi bộ lọc, hoặc thêm nhiệm vụ vào tệp tasks.csv và phân công vào assignments.csv.",
    )
    st.stop()
blocks.lead(sentences.standing(standing, scope))

over_time, by_quarter = st.columns([3, 2], gap="large")
with over_time:
    blocks.section(
        "Kế hoạch và thực hiện", f"Số {sentences.thing(scope)} cộng dồn theo ngày, năm {scope.year}."
    )
    curve = session.ask("plan_curve")
    if curve.empty:
        notices.nothing("Không có gì để vẽ.", "Mọi nhiệm vụ đang xem đều không phát sinh.", "Hãy đổi bộ lọc.")
    else:
        figure.draw(
            figures.curve(curve, scope.as_of, scope.year),
            key="curve",
            says=sentences.curve_says(standing, scope),
        )

with by_quarter:
    blocks.section("Trạng thái theo quý", "Chọn tên quý để chỉ xem quý đó.")
    states = session.ask("quarter_states")
    st.html(
        figures.quarter_bars(states, sentences.thing(scope), lambda q: filters.link("progress", quarter=q))
    )

with st.expander("Xem số liệu"):
    tables.table(
        curve,
        {
            "day": tables.TableColumn("Ngày", "date"),
            "planned": tables.TableColumn("Phải xong", "number"),
            "done": tables.TableColumn("Đã xong", "number"),
        },
        key="curve_rows",
        caption="Cộng dồn đến mỗi ngày có việc đến hạn hoặc hoàn thành",
        file_name="ke-hoach-va-thuc-hien",
    )

blocks.section(
    "Tỷ lệ đúng hạn của từng đơn vị", "Đúng hạn trên số việc đã đến hạn hoặc đã xong, mọi vai trò."
)
with frame.part():
    rates = session.ask("unit_quarters")
    if rates.empty:
        notices.nothing(
            "Chưa có tỷ lệ nào.",
            "Chưa đơn vị nào được giao việc trong phạm vi đang xem.",
            "Hãy thêm dòng vào assignments.csv.",
        )
    else:
        st.html(figures.rate_map(rates))
        with st.expander("Xem số liệu"):
            tables.table(
                rates.assign(period=[words.quarter(quarter) for quarter in rates["quarter"]]),
                {
                    "unit_name": "Đơn vị",
                    "period": "Quý",
                    "assigned": tables.TableColumn("Được giao", "number"),
                    "done_on_time": tables.TableColumn("Đúng hạn", "number"),
                    "done_late": tables.TableColumn("Trễ hạn", "number"),
                    "overdue": tables.TableColumn("Quá hạn", "number"),
                    "on_time_rate": tables.TableColumn("Tỷ lệ đúng hạn", "percent"),
                },
                key="rate_rows",
                caption="Việc của từng đơn vị theo quý",
                file_name="ty-le-dung-han",
            )

blocks.section("Các nhiệm vụ", "Chọn điều khoản để xem nguyên văn, các đơn vị, minh chứng và nhật ký.")
own = {}
if scope.filtered:
    own = {"unit_name": "Đơn vị", "role": tables.TableColumn("Vai trò", help=FOLLOWS)}
concluded = {"concluded_on": tables.TableColumn("Kết luận họp ngày", "date", hide_on_phone=True)}
tables.table(
    roles(tasks).assign(
        leads=tasks["leads"].map(sentences.team), partners=tasks["partners"].map(sentences.team)
    ),
    {
        "clause": tables.TableColumn("Điều khoản", width="6rem"),
        "title": tables.TableColumn("Nội dung", width="32%"),
        **own,
        "leads": "Chủ trì",
        "partners": tables.TableColumn("Phối hợp", hide_on_phone=True),
        "due_on": tables.TableColumn("Hạn", "due", width="9.5rem"),
        **(concluded if tasks["concluded_on"].notna().any() else {}),
        "state": tables.TableColumn("Trạng thái", "state"),
        "days_late": tables.TableColumn("Trễ", "days"),
    },
    key="tasks",
    caption="Nhiệm vụ theo thứ tự kế hoạch",
    file_name="nhiem-vu",
    opens="task_id",
    on_open=task_sheet.SHEET.open,
    page_rows=30,
)

conclusions.draw()
