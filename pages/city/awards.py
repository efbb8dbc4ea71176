"""Khen thưởng: which awards were given, where, and how many a unit?"""

from emulation import words
from emulation.ui.city import begins, lists, standing
from emulation.ui.frame import filters, frame
from emulation.ui.parts import blocks, session

scope = session.scope()

frame.heading("Khen thưởng", slide="city-awards", back="awards")
begins.where_there_is_nothing()
with frame.part():
    (totals,) = standing.rows("city/totals")
    when = filters.time_in_words(scope.of_awards)
    if totals.awards is None:
        blocks.lead(f"Chưa biết khen thưởng {when}: chưa xã, phường nào gửi số liệu.")
    else:
        a_unit = (
            ""
            if totals.awards_per_unit is None
            else f", {words.number(totals.awards_per_unit, 2)} một đơn vị"
        )
        blocks.lead(
            f"{when.capitalize()}, đến {words.day(scope.as_of)}: {words.number(totals.awards)} khen thưởng{a_unit}; của "
            f"{totals.sent}/{totals.communes} xã, phường đã gửi số liệu."
        )
    blocks.section("Theo danh hiệu, hình thức", "Danh hiệu, hình thức cùng tên được cộng chung.")
    lists.awards()
    blocks.section("Theo xã, phường", "Nhiều nhất một đơn vị ở trên; nơi chưa gửi ở cuối, không tính là 0.")
    lists.awards_by_commune()
