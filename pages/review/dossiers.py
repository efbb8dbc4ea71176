"""Hồ sơ chờ xử lý: what is stuck where?"""

import streamlit as st

from emulation import words
from emulation.ui.frame import frame
from emulation.ui.parts import blocks, figure, names, notices, session, tables
from emulation.ui.review.dossiers import dossier_filter, dossier_sheet, figures, sentences

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
    blocks.lead(sentences.standing(standing, session.commune().noun, filter(None, chosen.values())))

if waiting.empty:
    notices.nothing(
        "Không có hồ sơ nào đang chờ.",
        f"Đến {words.day(scope.as_of)} không có hồ sơ chưa kết thúc trong phạm vi đang xem.",
        "Hãy bỏ bớt bộ lọc, hoặc thêm hồ sơ vào tệp dossiers.csv và các bước vào dossier_events.csv.",
    )
else:
    st.html(figures.stage_flow(stages))
    blocks.section(
        "Hồ sơ nằm ở mỗi bước bao lâu",
        "Mỗi dấu một hồ sơ: ● quá hạn, ▲ sắp đến hạn, ○ còn lại. Mọi hồ sơ đang chờ, không kể năm và quý.",
    )
    figure.draw(figures.ages(waiting, stages), key="ages", says=sentences.ages_say(standing))

    blocks.section(
        "Từng hồ sơ", "Quá hạn và sắp đến hạn ở trên. Chọn mã hồ sơ để xem đường đi và căn cứ tính hạn."
    )
    tables.table(
        waiting,
        {
            "dossier_id": tables.TableColumn("Mã hồ sơ", width="8rem"),
            "nominee_name": "Tên đối tượng",
            "unit_name": tables.TableColumn("Đơn vị", hide_on_phone=True),
            "award_name": "Đề nghị",
            "stage": "Bước xử lý",
            "days_at_stage": tables.TableColumn("Ngày ở bước này", "number", hide_on_phone=True),
            "due_on": tables.TableColumn("Hạn", "due", hide_on_phone=True),
            "state": tables.TableColumn(
                "Thời hạn", "state", help="Tạm dừng: đang chờ bổ sung, thời hạn không chạy."
            ),
            "working_days_left": tables.TableColumn(
                "Còn lại (ngày làm việc)",
                "days_left",
                help="Ngày làm việc đến hạn; không tính cho hồ sơ đã trình cấp trên.",
            ),
        },
        key="waiting",
        caption="Hồ sơ đang chờ, gấp nhất ở trên",
        file_name="ho-so-cho-xu-ly",
        opens="dossier_id",
        on_open=dossier_sheet.SHEET.open,
    )

totals = sentences.awards_totals(session.ask("awards_totals"), session.commune())
period = words.quarter(scope.quarter) if scope.quarter is not None else "Cả năm"
blocks.section(
    "Đã khen thưởng", sentences.awards_say(totals, f"{period} {scope.year}, đến {words.day(scope.as_of)}")
)
if not totals.empty:
    st.html(figures.award_bars(totals))
    with st.expander("Xem số liệu"):
        tables.table(
            names.with_nominees(session.ask("awards_list")),
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
