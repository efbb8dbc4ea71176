"""Chuẩn bị trình chiếu: for which meeting, which slides in what order; one press starts the show."""

from emulation.ui.frame import filters, frame, ranking_period
from emulation.ui.parts import blocks, notices
from emulation.ui.show import order, player

request, refused = player.asked()
moment = player.moment(request)
parts = order.parts(moment, request)
slides = order.slides_of(parts, request)

frame.heading("Trình chiếu", filters.in_words(moment.scope))
for sentence in refused:
    notices.refusal(sentence)
if slides:
    blocks.lead(order.about(slides, request.meeting))
    blocks.ways([("Bắt đầu trình chiếu", order.start_link(request))], large=True)
else:
    notices.nothing(
        "Không có gì để chiếu",
        "Các phần đang chọn không có nội dung trong phạm vi đang xem.",
        "Hãy chọn thêm phần ở dưới, hoặc đổi bộ lọc.",
    )
ranking_period.draw(moment.scope)
order.draw(request, moment, parts)
