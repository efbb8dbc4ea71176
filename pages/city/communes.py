"""Các xã, phường: how does each commune stand beside the others?"""

from emulation.ui.city import begins, lists, overview, standing
from emulation.ui.frame import filters, frame
from emulation.ui.parts import blocks, session

scope = session.scope()

frame.heading("Các xã, phường", slide="city-late", back="communes")
begins.where_there_is_nothing()
with frame.part():
    (totals,) = standing.rows("city/totals")
    blocks.lead(overview.lead(totals, scope))
    if len(scope.units) == 1:
        blocks.ways([("Xem riêng xã, phường này", filters.link("commune"))])
    blocks.section("Theo cụm", "Mỗi ô một xã, phường; chọn ô để mở.")
    standing.tiles(standing.rows("city/communes"))
    blocks.section("Xếp hạng", "Theo tỷ lệ hoàn thành; nơi chưa gửi ở cuối, không tính là 0.")
    lists.communes()
