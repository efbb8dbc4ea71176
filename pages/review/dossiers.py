"""Hồ sơ chờ xử lý: what is stuck where?"""

import streamlit as st

from emulation import words
from emulation.ui.frame import filters, folded, frame
from emulation.ui.parts import blocks, figure, names, notices, session, tables
from emulation.ui.review.dossiers import dossier_filter, dossier_sheet, figures, lists, sentences

scope = session.scope()

frame.heading("Hồ sơ chờ xử lý", slide="dossiers", back="dossiers")
dossier_sheet.SHEET.show_asked()
lead = st.container()
chosen = dossier_filter.dossier_filter()
asked = dossier_filter.as_asked(chosen)
standing = session.ask("waiting_standing", scope, **asked).iloc[0].to_dict()
stages = session.ask("waiting_stages", scope, **asked)
waiting = names.with_nominees(session.ask("waiting_list", scope, **asked))
with lead:
    lists.lead(standing, chosen)

flow = figures.stage_flow(stages, lambda stage: filters.link("dossiers", **{**chosen, "stage": stage}))
narrowed = any(chosen.values())
if waiting.empty:
    notices.nothing(
        "Không có hồ sơ nào chưa kết thúc.",
        f"Tính đến {words.day(scope.as_of)} không có hồ sơ chưa kết thúc trong phạm vi đang xem.",
        "Hãy bỏ bớt bộ lọc, hoặc thêm hồ sơ vào tệp dossiers.csv và các bước vào dossier_events.csv.",
    )
else:
    if not narrowed:
        st.html(flow)
    lists.waiting(waiting)
    if narrowed:
        st.html(flow)
    blocks.section(
        "Hồ sơ nằm ở mỗi bước bao lâu",
        "Mỗi dấu một hồ sơ: ● quá hạn, ▲ sắp đến hạn, ○ còn lại. Mọi hồ sơ chưa kết thúc, không kể năm và quý.",
    )
    figure.draw(lambda: figures.ages(waiting, stages), *asked.values(), key="ages", says=sentences.ages_say())

totals = sentences.awards_totals(session.ask("awards_totals", scope.of_awards), session.commune())
period = words.quarter(scope.quarter) if scope.quarter is not None else "Cả năm"
blocks.section(
    "Đã khen thưởng", sentences.awards_say(totals, f"{period} {scope.year}, đến {words.day(scope.as_of)}")
)
if not totals.empty:
    st.html(figures.award_bars(totals))
    folded.table(
        "Xem số liệu",
        lambda: names.with_nominees(session.ask("awards_list", scope.of_awards)),
        {
            "dossier_id": "Mã hồ sơ",
            "awarded_on": tables.TableColumn("Ngày khen thưởng", "date"),
            "nominee_name": "Tên đối tượng",
            "nominee_kind": tables.TableColumn("Đối tượng", hide_on_phone=True),
            "unit_name": "Đơn vị",
            "award_name": "Danh hiệu, hình thức",
            "level": tables.TableColumn("Cấp quyết định", hide_on_phone=True),
            "commendation_type": tables.TableColumn("Loại", hide_on_phone=True),
        },
        key="awards",
        caption="Từng khen thưởng, mới nhất ở trên",
        file_name="da-khen-thuong",
        opens="dossier_id",
        on_open=dossier_sheet.SHEET.open,
    )
