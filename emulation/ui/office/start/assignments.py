"""Step 4, *Phân công*: the way to the grid of units and tasks."""

from __future__ import annotations

from emulation.ui.frame import filters
from emulation.ui.parts import blocks, notices, session


def draw() -> None:
    """What the grid needs, and the link to it."""
    lacking = [
        noun for table, noun in (("units", "đơn vị"), ("tasks", "nhiệm vụ")) if session.table(table).empty
    ]
    if lacking:
        notices.nothing(
            f"Chưa phân công được: chưa có {' và '.join(lacking)}.",
            "Phân công nói đơn vị nào chủ trì, phối hợp nhiệm vụ nào.",
            "Làm bước đó trước.",
        )
        return
    blocks.note("Bảng đơn vị × nhiệm vụ: chọn Chủ trì, Phối hợp ở từng ô, hoặc giao cả khối một lần.")
    blocks.ways([("Mở bảng phân công", filters.link("entry", form="phan-cong"))], large=True)
