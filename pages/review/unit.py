"""Đơn vị: one unit on one page, beside its bloc."""

import streamlit as st

from emulation import words
from emulation.ui.frame import filters, frame, ranking_period
from emulation.ui.parts import blocks, names, notices, session, tables
from emulation.ui.parts.movements import indicators
from emulation.ui.review import unit
from emulation.ui.review.steps import FIRST, steps

scope = session.scope()
if len(scope.units) != 1:
    frame.heading("Đơn vị", slide="standing", back="unit")
    blocks.lead("Chọn một đơn vị ở ô lọc phía trên, hoặc chọn trong danh sách dưới đây.")
    blocs = names.blocs()
    units = session.ask("unit_progress")
    if units.empty:
        notices.nothing(
            "Chưa có đơn vị nào", "Tệp units.csv chưa có dòng nào được tính.", "Thêm đơn vị vào units.csv."
        )
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in session.each(names.with_units(units)):
        groups.setdefault(row.bloc_id or "", []).append((row.name, filters.link("unit", unit=row.unit_id)))
    blocks.links([(blocs.get(bloc, "Ngoài các khối"), members) for bloc, members in groups.items()])
    st.stop()

name = names.units(short=False)[scope.units[0]]
frame.heading(name, slide="standing", back="unit")
with frame.part():
    due = session.ask("unit_next")
    whole = session.commune().whole
    of_units = session.ask("ranked_units")["units"][0]
    ranking, beside = session.ask("unit_ranking"), session.ask("unit_beside_bloc")
    blocks.lead(unit.standing(ranking, due, scope.period, of_units, whole))
    ranking_period.draw()
    blocks.figures(unit.figures(ranking, beside, scope.period, scope.as_of, whole))

    to_do, comparison = st.columns([3, 2], gap="large")
    with to_do:
        blocks.section("Việc nên làm tiếp", "" if len(due) else "Không có việc nào quá hạn hay sắp đến hạn.")
        shown = steps(due)
        blocks.steps(shown, FIRST, "việc")
    with comparison:
        blocks.section("So với trung bình khối")
        blocks.pairs(
            unit.beside_bloc(beside),
            ("Chỉ số", "Đơn vị", "Trung bình khối", "So với khối"),
            f"{name} so với khối",
        )

with frame.part():
    blocks.section("Nhiệm vụ", f"Các nhiệm vụ năm {scope.year} mà đơn vị chủ trì hoặc phối hợp.")
    tasks, columns = unit.tasks(session.ask("unit_tasks"), session.ask("task_extensions", task=None))
    tables.table(
        tasks,
        columns,
        key="unit_tasks",
        caption=f"Nhiệm vụ của {name}",
        file_name="nhiem-vu-don-vi",
        empty="Đơn vị chưa được phân công nhiệm vụ nào trong phạm vi đang xem.",
    )

with frame.part():
    blocks.section("Hồ sơ chờ xử lý")
    tables.table(
        names.with_nominees(
            session.ask("waiting_list", **dict.fromkeys(("level", "type", "stage", "kind", "deadline")))
        ),
        unit.DOSSIER_COLUMNS,
        key="unit_dossiers",
        caption=f"Hồ sơ chờ xử lý của {name}",
        file_name="ho-so-don-vi",
        empty="Đơn vị không có hồ sơ nào đang chờ.",
    )

given, movements = st.columns(2, gap="large")
with given, frame.part():
    blocks.section("Khen thưởng", f"Đã khen thưởng trong năm {scope.year}, đến {words.day(scope.as_of)}.")
    tables.table(
        names.with_awards(session.ask("awards_given")),
        unit.AWARD_COLUMNS,
        key="unit_awards",
        caption=f"Khen thưởng của {name}",
        file_name="khen-thuong-don-vi",
        empty="Chưa có khen thưởng nào trong phạm vi đang xem.",
    )
with movements, frame.part():
    blocks.section("Phong trào thi đua")
    tables.table(
        indicators(session.ask("unit_movements")),
        unit.MOVEMENT_COLUMNS,
        key="unit_movements",
        caption=f"Kết quả phong trào của {name}",
        file_name="phong-trao-don-vi",
        empty="Đơn vị chưa ghi nhận kết quả phong trào nào.",
    )
