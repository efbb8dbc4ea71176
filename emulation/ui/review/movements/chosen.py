"""The movement that is chosen: how it stands, and each unit's result against its target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulation import words
from emulation.ui.frame import empty, filters, folded
from emulation.ui.parts import blocks, session, viewer
from emulation.ui.parts.movements import indicators
from emulation.ui.review.movements import figures, sentences


def draw(movement: Mapping[Any, Any]) -> None:
    """Its card, its units, and the way back to all. `movement`: of `movements` with `movement_activity`."""
    name = movement["name"]
    figures.card(movement, back=filters.link("movements"))
    if not viewer.asks("movement_targets"):
        return
    results = session.ask("movement_targets", movement=movement["movement_id"])
    blocks.section(
        f"Kế hoạch và thực hiện: {name}", "Vạch đứng là kế hoạch (100%); đơn vị đạt cao nhất ở trên."
    )
    if results.empty:
        empty.nothing(
            "Chưa có kết quả của phong trào này",
            f"Tính đến {words.day(session.scope().as_of)} chưa đơn vị nào trong phạm vi đang xem có số liệu.",
            "movement_results",
        )
        return
    figures.targets(results)
    folded.table(
        "Xem số liệu từng đơn vị",
        lambda: indicators(results),
        sentences.TARGET_COLUMNS,
        key="targets",
        caption=f"Kế hoạch và thực hiện: {name}",
        file_name="ket-qua-phong-trao",
    )
