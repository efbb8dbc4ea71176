"""Step 4, *Phân công*: the way to the grid of units and tasks."""

from __future__ import annotations

from emulation.ui.frame import filters
from emulation.ui.parts import blocks, notices, session


def draw() -> None:
    """What the grid needs, and the link to it."""
    needed = (("units", "đơn vị", "don-vi"), ("tasks", "nhiệm vụ", "nhiem-vu"))
    lacking = {noun: step for table, noun, step in needed if session.table(table).empty}
    if lacking:
        notices.nothing(
            f"Chưa phân công được: chưa có {' và '.join(lacking)}.",
            "Phân công nói đơn vị nào chủ trì, phối hợp nhiệm vụ nào.",
            "Hãy làm trước:",
            [(f"Bước {noun}", filters.link("start", step=step)) for noun, step in lacking.items()],
        )
        return
    blocks.note("Bảng đơn vị × nhiệm vụ: chọn Chủ trì, Phối hợp ở từng ô, hoặc giao cả khối một lần.")
    blocks.ways([("Mở bảng phân công", filters.link("entry", form="phan-cong"))], large=True)
