"""Tiến độ theo quý: is the plan on time?"""

import streamlit as st

from emulation import words
from emulation.ui.frame import calendar, empty, filters, folded, frame
from emulation.ui.parts import blocks, figure, notices, session, tables
from emulation.ui.review.progress import compared, conclusions, figures, lists, sentences, task_sheet

scope = session.scope()
standing = session.ask("plan_standing").iloc[0].to_dict()
late = lists.parts_overdue()
tasks = session.ask("task_list")

frame.heading("Tiến độ theo quý", slide="plan" if scope.quarter is None else "tasks", back="progress")
task_sheet.SHEET.show_asked()
if tasks.empty:
    empty.nothing(
        "Chưa có nhiệm vụ nào để theo dõi.",
        f"Không có nhiệm vụ năm {scope.year} trong phạm vi đang xem.",
        "tasks",
        "assignments",
    )
    conclusions.draw()
    st.stop()
shown = lists.asked()
lists.lead(standing, late, shown)
beside = compared.draw(shown)
lists.views(shown)
with st.container():  # there even if empty: what keeps its place is not drawn anew
    if shown:
        lists.draw(shown, tasks)

over_time, by_quarter = st.columns([3, 2], gap="large")
with over_time:
    said = f"Số {sentences.thing(scope)} cộng dồn theo ngày, năm {scope.year}{compared.thin_line(beside)}."
    blocks.section("Kế hoạch và thực hiện", said)
    curve = session.ask("plan_curve")
    if curve.empty:
        notices.nothing("Không có gì để vẽ.", "Mọi nhiệm vụ đang xem đều không phát sinh.", "Hãy đổi bộ lọc.")
    else:
        figure.draw(
            lambda: figures.curve(curve, scope.as_of, scope.year, compared.curve_a_year_ago(beside)),
            beside.then.against,
            key="curve",
            says=sentences.curve_says(standing, scope),
        )

with by_quarter:
    blocks.section("Trạng thái theo quý", "Chọn tên quý để chỉ xem quý đó.")
    states = session.ask("quarter_states")
    concluded = (
        filters.link("progress", show=lists.CONCLUSIONS) if lists.CONCLUSIONS in lists.offered() else None
    )
    st.html(
        figures.quarter_bars(
            states,
            sentences.thing(scope),
            quarter=lambda quarter: filters.link("progress", quarter=quarter),
            compared=lambda quarter: compared.of_quarter(beside, quarter),
            conclusions=concluded,
        )
    )

folded.table(
    "Xem số liệu",
    lambda: curve,
    {
        "day": tables.TableColumn("Ngày", "date"),
        "planned": tables.TableColumn("Phải xong", "number"),
        "done": tables.TableColumn("Đã xong", "number"),
    },
    key="curve_rows",
    caption="Cộng dồn đến mỗi ngày có nhiệm vụ đến hạn hoặc hoàn thành",
    file_name="ke-hoach-va-thuc-hien",
)
compared.table(beside)

if shown != lists.LATE:
    with frame.part():
        lists.who_is_late()

with frame.part():
    rates = session.ask("unit_quarters")
    blocks.section(
        "Tỷ lệ đúng hạn của từng đơn vị",
        "Đúng hạn trên số phần việc đã đến hạn hoặc đã xong, mọi vai trò.",
    )
    if rates.empty:
        empty.nothing(
            "Chưa có tỷ lệ nào.",
            "Chưa đơn vị nào có phần việc trong phạm vi đang xem.",
            "assignments",
        )
    else:
        drawn, more = blocks.first_units(rates)
        st.html(figures.rate_map(drawn))
        blocks.others(more, "đơn vị", "mở “Xem số liệu” ngay dưới để tìm")
        folded.table(
            "Xem số liệu",
            lambda: rates.assign(period=[words.quarter(quarter) for quarter in rates["quarter"]]),
            {
                "unit_name": "Đơn vị",
                "period": "Quý",
                "assigned": tables.TableColumn("Phần việc", "number"),
                "done_on_time": tables.TableColumn("Đúng hạn", "number"),
                "done_late": tables.TableColumn("Trễ hạn", "number"),
                "overdue": tables.TableColumn("Quá hạn", "number"),
                "on_time_rate": tables.TableColumn("Tỷ lệ đúng hạn", "percent"),
            },
            key="rate_rows",
            caption="Phần việc của từng đơn vị theo quý",
            file_name="ty-le-dung-han",
        )

if shown not in (lists.OVERDUE, lists.DONE):
    lists.draw("", tasks)
if shown != lists.CONCLUSIONS:
    conclusions.draw()
calendar.draw()
