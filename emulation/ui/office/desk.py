"""Parts of the page *Dữ liệu*: links to the daily work, and the daily backup."""

from __future__ import annotations

from emulation.store import SaveRefused, backup
from emulation.ui.frame import filters
from emulation.ui.parts import blocks, session

_WORK = (
    ("Ghi nhận tiến độ", "entry", "tien-do"),
    ("Gia hạn nhiệm vụ", "entry", "gia-han"),
    ("Tiếp nhận hồ sơ", "entry", "tiep-nhan"),
    ("Chuyển bước hồ sơ", "entry", "chuyen-buoc"),
    ("Nhập điểm", "entry", "cham-diem"),
    ("Nhập tệp, xuất Excel", "exchange", None),
    ("Xem lịch sử, khôi phục", "history", None),
)


def daily_work() -> None:
    """Links to what an officer does each day."""
    blocks.ways([(title, filters.link(page, form=form)) for title, page, form in _WORK])


def copy_of_the_day() -> str:
    """Make the daily backup if there is none yet. Returns a warning if that fails."""
    try:
        backup.daily(session.folder().path)
    except SaveRefused as refused:
        return f"Chưa sao lưu được hôm nay: {refused}"
    return ""
