"""The dossiers as they stand: received, ended, waiting, late; never who is nominated."""

import pytest

from emulation.reports.contents import dossiers
from emulation.schema import DOSSIER_STAGES
from tests.reports.contents.told import Told, rows

PENDING = "dossier_id unit_id nominee_name stage timeliness working_days_left with_higher_level"


def waiting(*lines):
    return rows(PENDING, *[(f"H{n}", "A", "Nguyễn Văn A", *line) for n, line in enumerate(lines)])


def told(stages: dict[str, tuple], pending=(), known=True, **asked):
    summary = rows(
        "stage dossiers overdue due_soon oldest_received_on",
        *[(stage, *stages.get(stage, (0, 0, 0)), None) for stage in DOSSIER_STAGES],
    )
    tables = {"dossiers": [1] if known else [], "units": rows("unit_id name", ("A", "Thôn 1"))}
    return dossiers.SECTION.values(
        Told(rows={"dossier_summary": summary, "pending_dossiers": pending}, tables=tables, **asked)
    )


RECEIVED = "Đến ngày 30/06/2026 đã tiếp nhận 5 hồ sơ đề nghị khen thưởng (tính cả các năm trước)"
IN_TIME = ("Thẩm định", "Chưa đến hạn", 5, "không")
SOON = ("Thẩm định", "Sắp đến hạn", 2, "không")
LATE = ("Trình Chủ tịch", "Quá hạn", -15, "không")
LATE_TOO = ("Thẩm định", "Quá hạn", -1, "không")
ABOVE = ("Trình cấp trên", "Đúng hạn", None, "có")


@pytest.mark.parametrize(
    ("pending", "said"),
    [
        (
            [IN_TIME, SOON],
            [
                f"{RECEIVED}: 3 hồ sơ đã giải quyết xong, 2 hồ sơ đang giải quyết.",
                "Không có hồ sơ quá hạn giải quyết. 1 hồ sơ sắp đến hạn.",
            ],
        ),
        (
            [LATE, ABOVE],
            [
                f"{RECEIVED}: 3 hồ sơ đã giải quyết xong, 2 hồ sơ đang giải quyết, trong đó 1 hồ sơ đã trình cấp trên.",
                "1 hồ sơ quá hạn giải quyết, ở bước Trình Chủ tịch; lâu nhất quá 15 ngày làm việc.",
            ],
        ),
        (
            [LATE, LATE_TOO],
            [
                f"{RECEIVED}: 3 hồ sơ đã giải quyết xong, 2 hồ sơ đang giải quyết.",
                "2 hồ sơ quá hạn giải quyết, gồm 1 ở bước Trình Chủ tịch, 1 ở bước Thẩm định; lâu nhất quá 15 ngày làm "
                "việc.",
            ],
        ),
        (
            [ABOVE, ABOVE],
            [
                f"{RECEIVED}: 3 hồ sơ đã giải quyết xong, 2 hồ sơ đang giải quyết, đều đã trình cấp trên.",
                "Không có hồ sơ quá hạn giải quyết.",
            ],
        ),
    ],
    ids=["in time", "late and handed up", "late at two stages", "all handed up"],
)  # fmt: skip
def test_what_waits(pending, said):
    stages = {"Đã khen thưởng": (3, 0, 0), "Thẩm định": (2, 0, 0)}
    assert told(stages, waiting(*pending))["ho_so.cau"] == said


@pytest.mark.parametrize(
    ("stages", "known", "asked", "said"),
    [
        ({}, False, {}, "Chưa có số liệu về hồ sơ đề nghị khen thưởng."),
        ({}, True, {"units": ("A",)}, "Đến ngày 30/06/2026 chưa tiếp nhận hồ sơ đề nghị khen thưởng nào của Thôn 1."),
        (
            {"Trả lại": (1, 0, 0)},
            True,
            {},
            "Đến ngày 30/06/2026 đã tiếp nhận 1 hồ sơ đề nghị khen thưởng (tính cả các năm trước), đã giải quyết xong.",
        ),
    ],
    ids=["nothing recorded", "none received", "all ended"],
)  # fmt: skip
def test_nothing_waits(stages, known, asked, said):
    assert told(stages, known=known, **asked)["ho_so.cau"] == [said]


def test_the_table_has_the_stages_that_dossiers_stand_at():
    found = told({"Thẩm định": (2, 1, 1), "Đã khen thưởng": (3, 0, 0)}, waiting(LATE_TOO, SOON))
    assert [list(line.values()) for line in found["ho_so.bang"]] == [
        ["Thẩm định", "2", "1", "1", "–"],
        ["Đã khen thưởng", "3", "–", "–", "–"],
    ]
    assert (found["so.ho_so"], found["so.ho_so_dang_xu_ly"], found["so.ho_so_qua_han"]) == ("5", "2", "1")


def test_no_nominee_is_named():
    assert "Nguyễn" not in str(told({"Thẩm định": (2, 1, 0)}, waiting(LATE_TOO, IN_TIME)))
