"""What *Hồ sơ chờ xử lý* says of the dossiers that wait: the sentence with its links, and the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from emulation.ui.frame import filters
from emulation.ui.parts import blocks, session, tables
from emulation.ui.review.dossiers import dossier_sheet, sentences

FORECAST = tables.TableColumn(
    "Dự báo",
    hide_on_phone=True,
    help="Khả năng trễ tính từ các hồ sơ trước, ghi khi từ 50%; căn cứ: trong cửa sổ của hồ sơ.",
)


def lead(standing: Mapping[Any, Any], chosen: Mapping[str, str | None]) -> None:
    """What is stuck where, the overdue ones a link to their list; with choices of the page's own the way back to all.

    `standing`: the row of `waiting_standing`; `chosen`: of `dossier_filter`.
    """
    values = list(filter(None, chosen.values()))
    said = sentences.standing(standing, session.commune().noun, values)
    links = {}
    if values:
        said += f" {sentences.ALL}"
        links[sentences.ALL] = filters.link("dossiers")
    elif standing["overdue"]:
        links[sentences.overdue(standing)] = filters.link("dossiers", deadline="Quá hạn")
    blocks.lead(said, links)


def waiting(rows: pd.DataFrame, expected: Mapping[str, Any]) -> None:
    """The dossiers, the most urgent first, each opening its window. `expected`: dossier → its row of `forecast`."""
    blocks.section("Từng hồ sơ")
    said = [sentences.may_be_late(expected.get(dossier)) for dossier in rows["dossier_id"]]
    forecast = {"forecast": FORECAST} if any(said) else {}
    tables.table(
        rows.assign(
            working=rows["working_days_left"].map(sentences.working_days),
            forecast=pd.Series(said, rows.index, dtype=object),
        ),
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
            "days_late": tables.TableColumn(
                "Còn, trễ",
                "days",
                help="Ngày theo lịch đến ngày cuối còn đúng hạn; trống khi không có hạn, thời hạn tạm dừng hoặc đã trình "
                "cấp trên kịp hạn. Số ngày làm việc: trong cửa sổ của hồ sơ, hoặc khi đưa chuột lên ô.",
                hover="working",
            ),
        }
        | forecast,
        key="waiting",
        caption="Gấp nhất ở trên; chọn mã hồ sơ để xem đường đi và căn cứ tính hạn",
        file_name="ho-so-cho-xu-ly",
        opens="dossier_id",
        on_open=dossier_sheet.SHEET.open,
    )
