"""Hồ sơ trình lên: what lies with the higher level, whose, and since when?"""

from emulation import words
from emulation.ui.city import begins, lists, standing
from emulation.ui.frame import frame
from emulation.ui.parts import blocks, session

frame.heading("Hồ sơ trình lên", slide="city-handed-up", back="handed_up")
begins.where_there_is_nothing()
with frame.part():
    (totals,) = standing.rows("city/totals")
    waiting = standing.rows("city/handed_up")
    day = words.day(session.scope().as_of)
    of = f"của {totals.sent}/{totals.communes} xã, phường đã gửi số liệu"
    if not totals.sent:
        blocks.lead(f"Đến {day}, chưa biết hồ sơ nào đang ở cấp trên: chưa xã, phường nào gửi số liệu.")
    elif waiting:
        oldest = waiting[0]
        blocks.lead(
            f"Đến {day}, {words.number(len(waiting))} hồ sơ đang ở cấp trên, {of}; lâu nhất {words.number(oldest.days)} "
            f"ngày, của {oldest.name}."
        )
    else:
        blocks.lead(f"Đến {day}, không có hồ sơ nào đang ở cấp trên, {of}.")
    if totals.sent:
        blocks.section("Từng hồ sơ", "Trình lâu nhất ở trên; tính cả hồ sơ của mọi năm.")
        lists.handed_up()
    if waiting:
        blocks.section("Theo xã, phường và danh hiệu", "Danh hiệu, hình thức cùng tên được cộng chung.")
        lists.handed_up_counts()
