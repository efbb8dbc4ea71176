"""Đơn vị: one unit on one page, beside its bloc."""

import streamlit as st

from emulation import ranks, words
from emulation.ui.frame import calendar, empty, filters, forecasts, frame, ranking_period
from emulation.ui.parts import blocks, conclusions, names, session, tables
from emulation.ui.parts.movements import indicators
from emulation.ui.parts.unit import DOSSIER_COLUMNS, MOVEMENT_COLUMNS, ranked
from emulation.ui.review import unit
from emulation.ui.review.steps import FIRST, steps

unit.settle()
scope = session.scope()
if len(scope.units) != 1:
    frame.heading("Đơn vị", slide="standing", back="unit")
    blocks.lead("Chọn một đơn vị ở ô lọc phía trên, hoặc chọn trong danh sách dưới đây.")
    blocs = names.blocs()
    units = session.ask("unit_progress")
    if units.empty:
        empty.nothing(
            "Chưa có đơn vị nào", "Dữ liệu chưa có đơn vị nào để xem.", "units", do="Hãy điền thêm:"
        )
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in session.each(names.with_units(units)):
        groups.setdefault(row.bloc_id or "", []).append((row.name, filters.link("unit", unit=row.unit_id)))
    blocks.links([(blocs.get(bloc, "Ngoài các khối"), members) for bloc, members in groups.items()])
    st.stop()

name, whose = names.units(short=False)[scope.units[0]], filters.time_in_words(scope)
frame.heading(name, filters.in_words(scope), slide="standing", back="unit")
with frame.part():
    rank = next(session.each(session.ask("unit_ranking")), None)
    comparison = next(session.each(session.ask("rank_comparison")))
    due_soon = session.ask("unit_progress")["due_soon"][0]
    blocks.lead(
        f"{ranked(rank, comparison, scope.period, session.commune().whole)} "
        f"{unit.due(session.ask('headline'), due_soon, scope)}"
    )
    ranking_period.draw()
    blocks.figures(unit.cards(rank, comparison, session.ask("unit_beside_bloc"), scope))
    if rank is not None and rank.rank is not None and not comparison.comparable:
        blocks.note(ranks.not_compared(comparison, scope.period))

with frame.part():
    to_do = session.ask("unit_next")
    blocks.section(f"Việc nên làm tiếp ({len(to_do)})", unit.next_line(to_do, scope))
    blocks.steps(steps(to_do), FIRST, "việc")
    forecasts.section()

with frame.part():
    parts, columns = unit.parts(session.ask("unit_tasks"), session.ask("task_extensions", task=None))
    blocks.section("Phần việc", f"Đơn vị chủ trì hoặc phối hợp, {whose}.")
    tables.table(
        parts,
        columns,
        key="unit_tasks",
        caption=f"Phần việc của {name}",
        file_name="nhiem-vu-don-vi",
        empty="Đơn vị chưa được phân công nhiệm vụ nào trong phạm vi đang xem.",
    )

with frame.part():
    conclusions.of_units()

with frame.part():
    waiting = session.ask("waiting_list", **dict.fromkeys(("level", "type", "stage", "kind", "deadline")))
    blocks.section("Hồ sơ chưa kết thúc", f"Tiếp nhận mọi năm, đến {words.day(scope.as_of)}.")
    tables.table(
        names.with_nominees(waiting),
        DOSSIER_COLUMNS,
        key="unit_dossiers",
        caption=f"Hồ sơ chưa kết thúc của {name}",
        file_name="ho-so-don-vi",
        empty="Đơn vị không có hồ sơ nào chưa kết thúc.",
    )

given, movements = st.columns(2, gap="large")
with given, frame.part():
    blocks.section(
        "Khen thưởng",
        f"Đã khen thưởng {filters.time_in_words(scope.of_awards)}, đến {words.day(scope.as_of)}.",
    )
    tables.table(
        names.with_awards(session.ask("awards_given", scope.of_awards)),
        unit.AWARD_COLUMNS,
        key="unit_awards",
        caption=f"Khen thưởng của {name}",
        file_name="khen-thuong-don-vi",
        empty="Chưa có khen thưởng nào trong phạm vi đang xem.",
    )
with movements, frame.part():
    blocks.section("Phong trào thi đua", f"Mọi năm, đến {words.day(scope.as_of)}.")
    tables.table(
        indicators(session.ask("unit_movements")),
        MOVEMENT_COLUMNS,
        key="unit_movements",
        caption=f"Kết quả phong trào của {name}",
        file_name="phong-trao-don-vi",
        empty="Đơn vị chưa ghi nhận kết quả phong trào nào.",
    )
calendar.draw(scope.units[0])
