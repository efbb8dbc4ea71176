"""The dossiers: received and ended in the period, waiting and late on the day; never who is nominated."""

from datetime import date

import pytest

from emulation.reports.contents import dossiers
from tests.reports.contents.told import Told, rows

PENDING = "dossier_id unit_id nominee_name stage timeliness working_days_left with_higher_level"


def waiting(*lines):
    return rows(PENDING, *[(f"H{n}", "A", "Nguyễn Văn A", *line) for n, line in enumerate(lines)])


def told(pending=(), came=(), stages=(), **asked):
    found = {
        "dossier_summary": rows("stage dossiers overdue due_soon oldest_received_on", *stages),
        "pending_dossiers": pending,
        "period_dossiers": rows("quarter_asked received awarded not_eligible returned withdrawn", *came),
        "headline": rows("figure longest", ("dossiers_overdue", 21)),
    }
    return dossiers.SECTION.values(
        Told(rows=found, tables={"units": rows("unit_id name", ("A", "Thôn 1"))}, **asked)
    )


WHEN = "Trong 6 tháng đầu năm 2026"
IN_TIME = ("Thẩm định", "Chưa đến hạn", 5, "không")
SOON = ("Thẩm định", "Sắp đến hạn", 2, "không")
LATE = ("Trình Chủ tịch", "Quá hạn", -15, "không")
LATE_TOO = ("Thẩm định", "Quá hạn", -1, "không")
ABOVE = ("Trình cấp trên", "Đúng hạn", None, "có")


@pytest.mark.parametrize(
    ("pending", "said"),
    [
        ([IN_TIME, SOON], "2 hồ sơ chưa kết thúc (của mọi kỳ). Không hồ sơ nào quá hạn. 1 hồ sơ sắp đến hạn."),
        (
            [LATE, ABOVE],
            "2 hồ sơ chưa kết thúc (của mọi kỳ), trong đó 1 đã trình cấp trên. 1 hồ sơ quá hạn giải quyết 21 ngày, ở bước "
            "Trình Chủ tịch.",
        ),
        (
            [LATE, LATE_TOO, IN_TIME],
            "3 hồ sơ chưa kết thúc (của mọi kỳ). 2 hồ sơ quá hạn giải quyết, gồm 1 ở bước Trình Chủ tịch, 1 ở bước Thẩm "
            "định, "
            "lâu nhất 21 ngày.",
        ),
        (
            [LATE, LATE_TOO],
            "2 hồ sơ chưa kết thúc (của mọi kỳ). Cả 2 hồ sơ quá hạn giải quyết, gồm 1 ở bước Trình Chủ tịch, 1 ở bước Thẩm "
            "định, lâu nhất 21 ngày.",
        ),
        ([ABOVE, ABOVE], "2 hồ sơ chưa kết thúc (của mọi kỳ), đều đã trình cấp trên. Không hồ sơ nào quá hạn."),
    ],
    ids=["in time", "late and handed up", "late at two stages", "all late", "all handed up"],
)  # fmt: skip
def test_what_waits_on_the_day(pending, said):
    assert told(waiting(*pending))["ho_so.cau"][1] == f"Đến ngày 30/06/2026, còn {said}"


def test_nothing_waits():
    said = "Đến ngày 30/06/2026, không có hồ sơ nào của Thôn 1 chưa kết thúc."
    assert told(units=("A",))["ho_so.cau"][1] == said


@pytest.mark.parametrize(
    ("came", "day", "said"),
    [
        ([], 30, "không tiếp nhận, không giải quyết xong hồ sơ đề nghị khen thưởng nào của Thôn 1."),
        ([], 29, "chưa tiếp nhận, chưa giải quyết xong hồ sơ đề nghị khen thưởng nào của Thôn 1."),
        ([(1, 2, 0, 0, 0, 0), (2, 3, 0, 0, 0, 0), (3, 9, 9, 9, 9, 9)], 30, "tiếp nhận 5 hồ sơ đề nghị khen thưởng của Thôn "
         "1; "
         "không giải quyết xong hồ sơ nào."),
        ([(1, 0, 2, 0, 0, 0)], 30, "không tiếp nhận hồ sơ đề nghị khen thưởng nào của Thôn 1; giải quyết xong 2 hồ sơ (đều "
         "đã "
         "khen thưởng)."),
        ([(1, 1, 2, 1, 0, 0), (2, 0, 1, 0, 1, 1)], 30, "tiếp nhận 1 hồ sơ đề nghị khen thưởng của Thôn 1; giải quyết xong "
         "6 hồ "
         "sơ (3 đã khen thưởng, 1 không đủ điều kiện, 1 trả lại, 1 rút hồ sơ)."),
    ],
)  # fmt: skip
def test_what_came_in_and_was_finished_in_the_period(came, day, said):
    found = told(came=came, as_of=date(2026, 6, day), units=("A",))
    assert found["ho_so.cau"][0] == f"{WHEN} {said}"


def test_the_table_has_the_stages_at_which_dossiers_wait():
    stages = [
        ("Thẩm định", 2, 1, 1, None),
        ("Họp Hội đồng", 0, 0, 0, None),
        ("Đã khen thưởng", 3, 0, 0, None),
    ]
    found = told(waiting(LATE_TOO, SOON), stages=stages)
    assert [list(line.values()) for line in found["ho_so.bang"]] == [["Thẩm định", "2", "1", "1", "–"]]
    assert (found["so.ho_so"], found["so.ho_so_dang_xu_ly"], found["so.ho_so_qua_han"]) == ("2", "2", "1")


def test_no_nominee_is_named():
    assert "Nguyễn" not in str(told(waiting(LATE_TOO, IN_TIME)))
