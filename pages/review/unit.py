"""Đơn vị: one unit on one page, beside its bloc."""

import streamlit as st

from emulation.ui import blocks, filters, frame, names, notices, sentences_overview, session, tables, words
from emulation.ui import sentences_unit as sentences
from emulation.ui.blocks import Step
from emulation.ui.tables import Column

scope = session.scope()
if len(scope.units) != 1:
    frame.heading("Đơn vị")
    blocks.lead("Chọn một đơn vị ở ô lọc phía trên, hoặc chọn trong danh sách dưới đây.")
    blocs = names.of("blocs", "bloc_id", "name")
    units = session.ask("unit_progress")
    if units.empty:
        notices.nothing(
            "Chưa có đơn vị nào", "Tệp units.csv chưa có dòng nào được tính.", "Thêm đơn vị vào units.csv."
        )
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in session.each(units):
        group = groups.setdefault(blocs.get(row.bloc_id, "Ngoài các khối"), [])
        group.append((row.name, filters.link("unit", unit=row.unit_id)))
    blocks.links(list(groups.items()))
    st.stop()

name = names.units(short=False)[scope.units[0]]
ranking = session.ask("unit_ranking")
beside = session.ask("unit_beside_bloc")
steps = session.ask("unit_next")
all_ranked = int(session.ask("unit_ranking", scope.but(units=(), blocs=()))["rank"].notna().sum())

frame.heading(name)
blocks.lead(sentences.standing(ranking, steps, scope.period, all_ranked))
blocks.figures(sentences.figures(ranking, beside, scope.period, scope.as_of))

to_do, comparison = st.columns([3, 2], gap="large")
with to_do:
    blocks.section("Việc nên làm tiếp", "" if len(steps) else "Không có việc nào quá hạn hay sắp đến hạn.")
    page_of = {"task": ("progress", "task"), "dossier": ("dossiers", "dossier"), "score": ("rankings", "")}
    shown = []
    for row in session.each(steps):
        page, parameter = page_of[row.kind]
        link = filters.link(page, **({parameter: row.id} if parameter else {}))
        shown.append(
            Step(row.need, row.what, "", row.state, sentences_overview.due_words(row.days_late), link)
        )
    blocks.steps(shown, first=6, more=f"Xem {max(len(shown) - 6, 0)} việc còn lại")
with comparison:
    blocks.section("So với trung bình khối")
    blocks.pairs(
        sentences.beside_bloc(beside),
        ("Chỉ số", "Đơn vị", "Trung bình khối", "So với khối"),
        f"{name} so với khối",
    )

blocks.section("Nhiệm vụ", f"Các nhiệm vụ năm {scope.year} mà đơn vị chủ trì hoặc phối hợp.")
tables.table(
    session.ask("unit_tasks"),
    {
        "clause": "Điều khoản",
        "title": "Nhiệm vụ",
        "role": Column("Vai trò", hide_on_phone=True),
        "due_on": Column("Hạn", "date"),
        "state": Column("Tình trạng", "state"),
        "completed_on": Column("Hoàn thành ngày", "date", hide_on_phone=True),
        "days_late": Column("Trễ", "days"),
    },
    key="unit_tasks",
    caption=f"Nhiệm vụ của {name}",
    file_name="nhiem-vu-don-vi",
    empty="Đơn vị chưa được phân công nhiệm vụ nào trong phạm vi đang xem.",
)

blocks.section("Hồ sơ chờ xử lý")
dossiers = session.ask("pending_dossiers")
awards = names.of("awards", "award_id", "name")
tables.table(
    dossiers.assign(award=dossiers["award_id"].map(awards)),
    {
        "dossier_id": "Mã hồ sơ",
        "award": "Danh hiệu, hình thức",
        "nominee_name": "Đối tượng",
        "stage": "Bước",
        "due_on": Column("Hạn giải quyết", "date"),
        "timeliness": Column("Thời hạn", "state"),
    },
    key="unit_dossiers",
    caption=f"Hồ sơ chờ xử lý của {name}",
    file_name="ho-so-don-vi",
    empty="Đơn vị không có hồ sơ nào đang chờ.",
)

given, movements = st.columns(2, gap="large")
with given:
    blocks.section("Khen thưởng", f"Đã khen thưởng trong năm {scope.year}, đến {words.day(scope.as_of)}.")
    rows = session.ask("awards_given")
    tables.table(
        rows.assign(award=rows["award_id"].map(awards)),
        {
            "award": "Danh hiệu, hình thức",
            "nominee_kind": "Đối tượng",
            "commendation_type": "Loại",
            "awards": Column("Số lượng", "number"),
        },
        key="unit_awards",
        caption=f"Khen thưởng của {name}",
        file_name="khen-thuong-don-vi",
        empty="Chưa có khen thưởng nào trong phạm vi đang xem.",
    )
with movements:
    blocks.section("Phong trào thi đua")
    tables.table(
        session.ask("unit_movements"),
        {
            "movement": "Phong trào",
            "indicator": "Chỉ tiêu",
            "target": Column("Kế hoạch", "number"),
            "actual": Column("Thực hiện", "number"),
            "completion": Column("Đạt", "percent"),
        },
        key="unit_movements",
        caption=f"Kết quả phong trào của {name}",
        file_name="phong-trao-don-vi",
        empty="Đơn vị chưa ghi nhận kết quả phong trào nào.",
    )
