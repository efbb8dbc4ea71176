"""Parts of the page *Dữ liệu*: links to the daily work, and the daily backup."""

from __future__ import annotations

from emulation import permits
from emulation.access import Action, may_open
from emulation.store import SaveRefused, backup
from emulation.ui.frame import filters
from emulation.ui.office import saving
from emulation.ui.parts import blocks, session, viewer

_WORK = (
    ("Ghi nhận tiến độ", "entry", "tien-do"),
    ("Gia hạn nhiệm vụ", "entry", "gia-han"),
    ("Tiếp nhận hồ sơ", "entry", "tiep-nhan"),
    ("Chuyển bước hồ sơ", "entry", "chuyen-buoc"),
    ("Nhập điểm", "entry", "cham-diem"),
    ("Kết quả phong trào", "entry", "phong-trao"),
    ("Ghi cuộc họp, kết luận", "entry", "cuoc-hop"),
    ("Thêm nhiệm vụ", "entry", "nhiem-vu"),
    ("Phân công đơn vị", "entry", "phan-cong"),
    ("Ký, trả lại hồ sơ", "entry", "ky-ho-so"),
    ("Chỉ đạo", "entry", "chi-dao"),
    ("Mới từ các đơn vị", "inbox", ""),
    ("Nhập tệp, xuất Excel", "exchange", ""),
    ("Xem lịch sử", "history", ""),
)


def daily_work() -> None:
    """Links to what an officer does each day."""
    who = viewer.viewer()
    offered = [
        way for way in _WORK if permits.may_fill(who, way[2]) or (not way[2] and may_open(who.role, way[1]))
    ]
    blocks.ways([(title, filters.link(page, form=form or None)) for title, page, form in offered])


def copy_of_the_day() -> str:
    """Make the daily backup if there is none yet and who looks may. Returns a warning if that fails."""
    if saving.not_permitted(Action.BACK_UP):
        return ""
    try:
        backup.daily(session.folder().path)
    except SaveRefused as refused:
        return f"Chưa sao lưu được hôm nay: {refused}"
    return ""
