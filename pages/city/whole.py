"""Toàn thành phố: who is late, who sent nothing, and how do we stand?"""

from emulation.ui.city import begins, exporting, overview, standing
from emulation.ui.frame import filters, frame
from emulation.ui.parts import blocks, session

scope = session.scope()

frame.heading(filters.where_in_words() or session.whole().capitalize(), slide="city")
begins.where_there_is_nothing()
with frame.part():
    (totals,) = standing.rows("city/totals")
    communes = standing.rows("city/communes")
    late, silent = overview.late(communes), overview.silent(communes)
    blocks.lead(overview.lead(totals, scope))
    blocks.figures(overview.cards(totals, scope))
    blocks.section(f"Đang trễ ({len(late)})", overview.late_line(late))
    blocks.steps(late, overview.FIRST, overview.COMMUNES)
    blocks.section(f"Chưa gửi, số liệu cũ ({len(silent)})", overview.silent_line(silent))
    blocks.steps(silent, overview.FIRST, overview.COMMUNES)
    blocks.section("Theo cụm", "Mỗi ô một xã, phường; chọn ô để mở.")
    standing.tiles(communes)
    exporting.button()
