"""Xếp hạng khối thi đua: who leads, and why?"""

import streamlit as st

from emulation import words
from emulation.periods import earlier, rank_history
from emulation.ui.frame import frame, ranking_period
from emulation.ui.parts import blocks, figure, names, notices, scoring, session, tables
from emulation.ui.review.rankings import figures, lists, sentences

STRESSED = 5

scope = session.scope()
whole = scope.but(blocs=(), units=())
period, all_units = words.period(scope.period), session.commune().whole
blocs = None if session.ask_readable("bloc_ranking") is None else scoring.blocs(scope)
ranking, everyone = scoring.units(scope), scoring.units(whole)
compared = scoring.comparison(scope)
unit_names, short_names = names.units(short=False), names.units()

asked = st.query_params.get("ranked", "")
first = sentences.shown_first(ranking)
chosen = asked if asked in unit_names else scope.units[0] if len(scope.units) == 1 else first

frame.heading("Xếp hạng khối thi đua", slide="ranking", back="rankings")
if asked and asked not in unit_names:
    notices.refusal(f"Đơn vị “{asked}” không có trong dữ liệu. Hãy chọn một đơn vị bên dưới.")
by_stage = scoring.provisional(scope) if compared.provisional else ""
said = sentences.lead(ranking, blocs, scope, all_units, by_stage)
blocks.lead(f"{said} {scoring.last_final(scope, all_units)}".rstrip())
ranking_period.draw()

if not chosen and (blocs is None or blocs.empty):
    notices.nothing(
        "Chưa có khối thi đua nào trong phạm vi đang xem",
        "Xếp hạng cần khối, đơn vị thuộc khối và điểm của đơn vị.",
        "Hãy điền blocs.csv, cột Mã khối trong units.csv và scores.csv, hoặc đổi bộ lọc.",
    )
    st.stop()

by_bloc, why = st.columns([1, 1], gap="large")
with by_bloc, frame.part():
    about = f"{period}{', tạm tính' if by_stage else ''}; trung bình các đơn vị đã có điểm."
    blocks.section("Khối theo điểm trung bình", about)
    stand_out = sentences.stressed_blocs(scoring.blocs(scope), compared, filtered=scope.filtered)
    figures.bloc_bars(scoring.blocs(whole), stand_out)

criteria = session.ask("criterion_points", whole, unit=chosen)
standings = everyone[everyone["unit_id"] == chosen].to_dict("records")
standing = standings[0] if standings else None
with why:
    blocks.section("Vì sao?", f"Điểm {period} theo nhóm tiêu chí; chọn đơn vị khác ở danh sách bên dưới.")
    if chosen:
        figures.unit_points(unit_names[chosen], standing, criteria)
    if standing is None or standing["rank"] is None:
        notices.nothing(
            f"{unit_names.get(chosen, 'Các đơn vị')}: chưa có điểm để xếp hạng {period}",
            sentences.why_not_ranked(standing, chosen),
            "Hãy đề nghị đơn vị gửi điểm tự chấm và nhập vào scores.csv, hoặc chọn kỳ khác ở trên.",
        )

figures.rules(sentences.rules(session.table("bands")))

blocks.section("Đơn vị trong từng khối", sentences.about_cards(compared, scope.period, all_units))
with frame.part():
    shown, emphasised = scoring.blocs(scope), {chosen, *scope.units}
    figures.bloc_cards(everyone, shown, short_names, emphasised, compared=compared.comparable)
    lists.blocs(scoring.blocs(whole), period)

blocks.section(
    f"Xếp hạng {all_units}",
    "Chọn tên đơn vị: điểm hiện ở đầu màn hình. Đơn vị chưa chấm ở cuối, không tính là 0.",
)
tables.table(
    sentences.ranking_rows(ranking, names.blocs()),
    sentences.ranking_columns(all_units, compared=compared.comparable),
    key="ranking",
    caption=f"Xếp hạng đơn vị, {period}, tính đến {words.day(scope.as_of)}",
    file_name="xep-hang-don-vi",
    opens="unit_id",
    on_open=lambda unit: st.query_params.update(ranked=unit),
    page_rows=10,
    empty="Không có đơn vị nào thuộc khối thi đua trong phạm vi đang xem.",
)

history = rank_history(lambda of: session.ask("unit_ranking", whole.but(period=of)), scope.period)
provisional = sentences.provisional_periods(
    {of: scoring.comparison(whole.but(period=of)) for of in (scope.period, earlier(scope.period, 2))}
)
blocks.section("Thứ hạng qua các kỳ", sentences.history_note(history, provisional))
stressed = {chosen, *ranking["unit_id"][: None if 0 < len(ranking) <= 2 * STRESSED else STRESSED]}
if history["rank"].notna().any():
    figure.draw(
        lambda: figures.rank_lines(history, short_names, stressed, chosen, provisional),
        chosen,
        key="history",
        says="thứ hạng các đơn vị qua các kỳ, số liệu ở bảng ngay dưới.",
    )
    lists.history(history, unit_names, all_units)
else:
    notices.nothing(
        f"Đến {period} chưa có kỳ nào được xếp hạng",
        "Tính đến ngày này chưa có điểm nào.",
        "Hãy nhập điểm vào scores.csv, hoặc chọn Tính đến ngày muộn hơn.",
    )

if chosen and len(criteria):
    blocks.section(
        f"Tự chấm và Hội đồng chấm: {unit_names[chosen]}",
        "Thanh là điểm được tính, vạch đứng là điểm tự chấm; cả hai cắt ở mức tối đa.",
    )
    figures.self_against_council(criteria)
    lists.criteria(criteria, f"{unit_names[chosen]}, {period}")
