"""An empty part of a screen: what is missing, why, and the forms and tables that fill it, for who may open them."""

from __future__ import annotations

from emulation import permits
from emulation.access import Action, may
from emulation.ui.frame import filters
from emulation.ui.parts import notices, viewer

_WAYS = {  # table that lacks rows -> what its link says, page, what opens there
    "tasks": ("Thêm nhiệm vụ", "entry", {"form": "nhiem-vu"}),
    "assignments": ("Phân công", "entry", {"form": "phan-cong"}),
    "units": ("Thêm đơn vị", "data", {"file": "units"}),
    "blocs": ("Thêm khối", "data", {"file": "blocs"}),
    "awards": ("Lấy danh mục khen thưởng", "start", {"step": "danh-muc"}),
    "criteria": ("Lấy khung tiêu chí", "start", {"step": "danh-muc"}),
    "dossiers": ("Tiếp nhận hồ sơ", "entry", {"form": "tiep-nhan"}),
    "scores": ("Nhập điểm", "entry", {"form": "cham-diem"}),
    "movements": ("Thêm phong trào", "data", {"file": "movements"}),
    "movement_results": ("Ghi kết quả phong trào", "entry", {"form": "phong-trao"}),
}


def nothing(what: str, why: str, *lacking: str, do: str = "Hãy đổi bộ lọc, hoặc điền thêm:") -> None:
    """An empty state: what is missing, why, and links to what fills the `lacking` tables. `do`: the sentence before them;
    who may fill none of them asks who can."""
    ways = [way for table in lacking if (way := _way(table))]
    notices.nothing(what, why, do if ways else notices.ASK, ways)


def _way(table: str) -> tuple[str, str] | None:
    """The text and the address of the link, if the viewer may fill the table there."""
    says, page, opens = _WAYS[table]
    who = viewer.viewer()
    fills = permits.may_fill(who, opens["form"]) if "form" in opens else may(who, Action.RECORD)
    return (says, filters.link(page, **opens)) if fills and viewer.opens(page) else None
