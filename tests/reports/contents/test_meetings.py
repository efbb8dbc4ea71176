"""The meetings of a period: held by the day, or still to come."""

from datetime import date

from emulation.reports.contents import meetings
from tests.reports.contents.told import Told, rows

COLUMNS = "meeting_id held_on kind title place"
COUNCIL = ("H1", date(2026, 6, 23), "Họp Hội đồng", "Bình xét ngành Giáo dục", "Hội trường")
OTHER = ("H2", date(2026, 1, 27), "Khác", "UBND xã giao ban", None)
NEXT = ("H3", date(2026, 7, 10), "Họp Hội đồng", "Chấm điểm", None)


def told(*lines, as_of=date(2026, 6, 30), kind="half-year"):
    return meetings.SECTION.values(Told(kind, as_of, tables={"meetings": rows(COLUMNS, *lines)}))["hop.cau"]


def test_those_held_stand_in_order():
    assert told(COUNCIL, OTHER, NEXT) == [
        "Các cuộc họp, hội nghị trong 6 tháng đầu năm 2026:",
        "- Ngày 27/01/2026, UBND xã giao ban.",
        "- Ngày 23/06/2026, Họp Hội đồng: Bình xét ngành Giáo dục (Hội trường).",
    ]


def test_those_to_come_are_not_told_as_held():
    assert told(COUNCIL, as_of=date(2026, 6, 22)) == [
        "Các cuộc họp, hội nghị dự kiến trong kỳ, sau ngày 22/06/2026:",
        "- Ngày 23/06/2026, Họp Hội đồng: Bình xét ngành Giáo dục (Hội trường).",
    ]


def test_none_in_the_period_is_not_the_same_as_none_known():
    assert told(NEXT) == ["Chưa ghi nhận cuộc họp, hội nghị nào trong 6 tháng đầu năm 2026."]
    assert told() == ["Chưa có số liệu về các cuộc họp, hội nghị."]
