"""The movements of a period: those that ran in it, those launched in it, what is not known of them."""

from datetime import date

import pytest

from emulation.reports.contents import movements
from tests.reports.contents.told import WARD, Told, rows

COLUMNS = "movement_id name launched_by launched_on ends_on units indicators met mean_completion"
OLD = ("P0", "Đã xong", "Phường", date(2025, 1, 1), date(2025, 12, 31), 4, 4, 4, 1.2)
RUNNING = ("P1", "Nông thôn mới", "Trung ương", date(2025, 5, 1), None, 10, 20, 5, 0.455)
NEW = ("P2", "Sáng, xanh, sạch", "Phường", date(2026, 3, 2), date(2026, 12, 31), 0, 0, 0, None)
LATER = ("P3", "Kỳ sau", "Phường", date(2026, 7, 1), None, 1, 1, 1, 1.0)


def told(*lines, unjudged=0, **asked):
    given = rows(COLUMNS, *lines)
    judged = rows("movement_id judged", *((line[0], line[6] - unjudged) for line in lines))
    facts = Told(rows={"movements": given, "movement_activity": judged}, tables={"plan": [WARD]}, **asked)
    return movements.SECTION.values(facts)


def test_those_that_ran_in_the_period():
    found = told(OLD, RUNNING, NEW, LATER)
    assert found["phong_trao.cau"] == [
        "Trong 6 tháng đầu năm 2026 có 2 phong trào thi đua được triển khai (1 do Trung ương phát động, 1 do phường phát "
        "động).",
        "Phát động trong kỳ 1 phong trào: “Sáng, xanh, sạch”.",
        "Đến ngày 30/06/2026, 5/20 chỉ tiêu của các đơn vị đạt kế hoạch (mỗi chỉ tiêu của một đơn vị tính một lần). Chưa có "
        "số liệu về kết quả của “Sáng, xanh, sạch”.",
    ]
    assert [found[f"so.{name}"] for name in ("phong_trao", "phong_trao_moi", "chi_tieu", "chi_tieu_dat")] == [
        *("2", "1", "20", "5")
    ]


def test_a_movement_without_results_has_dashes_not_noughts():
    running, new = told(RUNNING, NEW)["phong_trao.bang"]
    assert list(running.values())[2:] == ["từ 01/05/2025", "10", "20", "5", "45,5%"]
    assert list(new.values())[2:] == ["02/03/2026 –\n31/12/2026", "–", "–", "–", "–"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "Chưa có số liệu về phong trào thi đua."),
        ([OLD], "Trong 6 tháng đầu năm 2026 không có phong trào thi đua nào được triển khai."),
    ],
)
def test_no_movement(lines, said):
    assert told(*lines)["phong_trao.cau"] == [said]


def test_none_is_new_none_has_results():
    silent = (*RUNNING[:5], 0, 0, 0, None)
    found = told(silent)
    assert found["phong_trao.cau"] == [
        "Trong 6 tháng đầu năm 2026 có 1 phong trào thi đua được triển khai (do Trung ương phát động).",
        "Trong kỳ không phát động phong trào mới.",
        "Chưa có số liệu về kết quả thực hiện chỉ tiêu của các đơn vị.",
    ]
    assert (found["so.chi_tieu"], found["so.chi_tieu_dat"]) == ("–", "–")


def test_nothing_met_is_said_as_such():
    assert told((*RUNNING[:5], 2, 3, 0, 0.1))["phong_trao.cau"][-1].startswith(
        "Đến ngày 30/06/2026, chưa có chỉ tiêu nào đạt kế hoạch trong số 3 chỉ tiêu của các đơn vị"
    )


def test_what_cannot_be_judged_is_left_out_and_said():
    assert told(RUNNING, unjudged=2)["phong_trao.cau"][-1] == (
        "Đến ngày 30/06/2026, 5/18 chỉ tiêu của các đơn vị đạt kế hoạch (mỗi chỉ tiêu của một đơn vị tính một lần; 2 chỉ "
        "tiêu chưa đánh giá được)."
    )
