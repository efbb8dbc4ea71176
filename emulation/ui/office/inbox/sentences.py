"""What *Mới từ các đơn vị* says, and its tables."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from emulation import words
from emulation.office import requests
from emulation.office.change_set import Row
from emulation.office.inbox import Item
from emulation.ui.parts.tables import TableColumn

ABOUT = "Đơn vị báo cáo là được tính ngay; ở đây xem lại, và trả lại nếu chưa đạt."
ABOUT_REQUESTS = "Đề nghị gia hạn của các đơn vị, chờ trả lời."
REPORTS = {
    "what": TableColumn("Báo cáo", width="23%"),
    "unit": TableColumn("Đơn vị", width="13%"),
    "change": TableColumn("Thay đổi", width="17%"),
    "evidence": TableColumn("Minh chứng, ghi chú"),
    "when": TableColumn("Lúc", "moment", width="7rem"),
    "who": TableColumn("Người báo cáo", width="10%", hide_on_phone=True),
}
REQUESTS = {
    "what": TableColumn("Nhiệm vụ", width="30%"),
    "owner": TableColumn("Đơn vị", width="18%"),
    "due_on": TableColumn("Hạn hiện nay", "due", width="9.5rem"),
    "requested_due_on": TableColumn("Xin đến", "date", width="7rem"),
    "reason": TableColumn("Lý do"),
    "since": TableColumn("Ngày xin", "date", hide_on_phone=True),
}


def reports_line(found: Sequence[Item]) -> str:
    """12 báo cáo mới của 5 đơn vị, lần đầu lúc 08:00 ngày 16/11/2026."""
    first = words.moment(found[-1].report.when)
    units = len({item.report.unit for item in found})
    return (
        f"{words.number(len(found))} báo cáo của {words.number(units)} đơn vị chưa xem, sớm nhất lúc {first}."
    )


def requests_line(found: Sequence[Row]) -> str:
    units = len({row["unit_id"] for row in found})
    return f"{words.number(len(found))} phần việc của {words.number(units)} đơn vị."


def reports(found: Sequence[Item]) -> pd.DataFrame:
    """Rows for `REPORTS`."""
    return pd.DataFrame(
        [
            {
                "id": item.report.id,
                "what": item.what,
                "unit": item.unit,
                "change": _change(item),
                "evidence": item.evidence or None,
                "when": item.report.when,
                "who": item.report.who or None,
            }
            for item in found
        ],
        dtype=object,
    )


def _change(item: Item) -> str:
    """Đang thực hiện → Hoàn thành; and why it is nothing to be returned any more."""
    same = item.before == item.after
    said = f"vẫn {item.after}" if same else " → ".join(filter(None, (item.before, item.after)))
    return f"{said}. {item.settled}." if item.settled else said


def asked(found: Sequence[Row]) -> pd.DataFrame:
    """Rows for `REQUESTS`."""
    return pd.DataFrame([{"key": requests.key(row), **row} for row in found], dtype=object)


WAYS = {"progress": "Tiến độ", "history": "Lịch sử", "entry": "Ghi nhận"}


def why_nothing(signs_in: bool, sees_reports: bool) -> tuple[str, str, str, str]:
    """What an empty list says: what is missing, why, what to do, and the page where that is."""
    if not sees_reports:
        return (
            "Không có đề nghị gia hạn nào chờ trả lời.",
            "Đề nghị của đơn vị hiện ở đây ngay khi được gửi.",
            "Hạn hiện nay của từng việc:",
            "progress",
        )
    if signs_in:
        return (
            "Không có gì mới từ các đơn vị.",
            "Báo cáo của đơn vị hiện ở đây ngay khi được gửi, cho đến khi được xem hoặc trả lại.",
            "Những lần đã xem, đã trả lại:",
            "history",
        )
    return (
        "Không có gì mới từ các đơn vị.",
        "Máy này không dùng tài khoản nên đơn vị không tự báo cáo tại đây. Báo cáo chỉ hiện ra khi thư mục dữ liệu này cũng "
        "được mở trên máy chủ có tài khoản của đơn vị.",
        "Hãy ghi thay đơn vị:",
        "entry",
    )
