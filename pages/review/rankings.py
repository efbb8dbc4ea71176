"""Xếp hạng khối thi đua: who leads, and why?"""

import streamlit as st

from emulation import words
from emulation.ui.frame import empty, frame, ranking_period
from emulation.ui.parts import blocks, names, notices, scoring, session, tables, viewer
from emulation.ui.review.rankings import figures, history, lists, sentences

scope = session.scope()
whole = scope.but(blocs=(), units=())
period, all_units = words.period(scope.period), session.commune().whole
blocs = None if session.ask_readable("bloc_ranking") is None else scoring.blocs(scope)
ranking, everyone = scoring.units(scope), scoring.units(whole)
compared = scoring.comparison(scope)
unit_names, free = names.units(short=False), viewer.viewer().filters_freely
known = {unit: name for unit, name in unit_names.items() if viewer.chooses(unit)}

asked = st.query_params.get("ranked", "")
first = sentences.shown_first(ranking) if free else next(iter(known), "")
chosen = asked if asked in known else scope.units[0] if len(scope.units) == 1 else first

frame.heading("Xếp hạng khối thi đua", slide="ranking", back="rankings")
if asked and asked not in known:
    notices.refusal(f"Đơn vị “{asked}” không có trong dữ liệu. Hãy chọn một đơn vị bên dưới.")
by_stage = scoring.provisional(scope) if compared.provisional else ""
said = sentences.lead(ranking, blocs, scope, all_units, by_stage)
blocks.lead(f"{said} {scoring.last_final(scope, all_units)}".rstrip())
ranking_period.draw()

if not chosen and by_stage and not free:
    notices.nothing(f"{period}: {sentences.LATER}", sentences.WHEN_FINAL, "Hãy chọn kỳ khác ở trên.")
    st.stop()
if not chosen and (blocs is None or blocs.empty):
    empty.nothing(
        "Chưa có khối thi đua nào trong phạm vi đang xem",
        "Xếp hạng cần khối, đơn vị thuộc khối và điểm của đơn vị.",
        "blocs",
        "units",
        "scores",
    )
    st.stop()

both = viewer.asks("criterion_points") and (free or not by_stage)
by_bloc, why = st.columns([1, 1], gap="large") if both else (st.container(), st.container())
with by_bloc, frame.part():
    shown, of_all = scoring.blocs(scope), scoring.blocs(whole)
    about = f"{period}{', tạm tính' if by_stage else ''}; trung bình các đơn vị đã có điểm."
    blocks.section("Khối theo điểm trung bình", about)
    figures.bloc_bars(of_all, sentences.stressed_blocs(shown, compared, filtered=scope.filtered))

with why, frame.part():
    criteria = session.ask("criterion_points", whole, unit=chosen)
    standing = next(iter(session.records(everyone[everyone["unit_id"] == chosen])), None)
    other = "; chọn đơn vị khác ở danh sách bên dưới" if free else ""
    blocks.section("Vì sao?", f"Điểm {period} theo nhóm tiêu chí{other}.")
    if chosen:
        figures.unit_points(unit_names[chosen], standing, criteria)
    if standing is None or standing["total"] is None:
        empty.nothing(
            f"{unit_names.get(chosen, 'Các đơn vị')}: chưa có điểm để xếp hạng {period}",
            sentences.why_not_ranked(standing, chosen),
            "scores",
            do="Hãy chọn kỳ khác ở trên, hoặc đề nghị đơn vị gửi điểm tự chấm rồi nhập:",
        )

figures.rules(sentences.rules(session.table("bands")))

with frame.part():
    shown, emphasised = scoring.blocs(scope), {chosen, *scope.units}
    about = sentences.about_cards(compared, scope.period, all_units)
    blocks.section("Đơn vị trong từng khối", about)
    figures.bloc_cards(everyone, shown, names.units(), emphasised, compared=compared.comparable)
    lists.blocs(lambda: scoring.blocs(whole), period)

if free or not by_stage:
    chooses = "Chọn tên đơn vị: điểm hiện ở đầu màn hình. " if free else ""
    blocks.section(f"Xếp hạng {all_units}", f"{chooses}Đơn vị chưa chấm ở cuối, không tính là 0.")
    tables.table(
        sentences.ranking_rows(ranking, names.blocs()),
        sentences.ranking_columns(all_units, compared=compared.comparable),
        key="ranking",
        caption=f"Xếp hạng đơn vị, {period}, tính đến {words.day(scope.as_of)}",
        file_name="xep-hang-don-vi",
        opens="unit_id",
        on_open=(lambda unit: st.query_params.update(ranked=unit)) if free else None,
        page_rows=10,
        empty="Không có đơn vị nào thuộc khối thi đua trong phạm vi đang xem.",
    )
    history.draw(whole, chosen, ranking)

points = session.ask_readable("criterion_points", whole, unit=chosen)
if chosen and points is not None and len(points):
    blocks.section(
        f"Tự chấm và Hội đồng chấm: {unit_names[chosen]}",
        "Thanh là điểm được tính, vạch đứng là điểm tự chấm; cả hai cắt ở mức tối đa.",
    )
    figures.self_against_council(points)
    lists.criteria(points, f"{unit_names[chosen]}, {period}")
