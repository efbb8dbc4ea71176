"""Xếp hạng khối thi đua: who leads and why; what is tied, provisional or not scored."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from emulation.ui.review.rankings.figures import rank_lines
from emulation.ui.review.rankings.sentences import ranking_columns
from tests.folders import write_folder
from tests.pages.screens import ROOT, open_screen

SAMPLE = ROOT / "data"


@pytest.fixture(scope="module")
def sample() -> str:
    """What the screen says for the sample, without any filter."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        return open_screen("rankings", SAMPLE, monkeypatch)


TIED = {
    "plan": "year,issuer\n2026,UBND phường A\n",
    "blocs": "bloc_id,name\nK1,Khối <một>\n",
    "units": "unit_id,name,bloc_id\nA,Đơn vị A,K1\nB,Đơn vị B,K1\nC,Đơn vị C,K1\nD,Ngoài khối,\n",
    "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Nhóm,Tiêu chí,Chuẩn,10\n",
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        01/06/2026,2026-Q2,A,C1,Hội đồng chấm,9
        01/06/2026,2026-Q2,B,C1,Tự chấm,12
        02/06/2026,2026-Q2,B,C1,Hội đồng chấm,9
        """,
}


def test_while_ranks_are_provisional_nobody_leads_but_by_the_last_final_ranking(sample: str) -> None:
    assert (
        "Quý IV/2026 đang tạm tính: khối đã chấm 12, mới tự chấm 11, chưa chấm 10 trong 33 đơn vị. "
        "Kỳ chính thức gần nhất, Quý II/2026: Công an xã và Trường Tiểu học số 1 đồng hạng nhất toàn xã với 97,75 điểm."
    ) in sample
    assert "dẫn đầu" not in sample
    assert "đứng đầu" not in sample


def test_the_points_of_the_first_whose_scoring_has_come_furthest_say_why(sample: str) -> None:
    assert "Công an xã Hạng 4 toàn xã · hạng 2 trong khối · Xuất sắc† · Khối chấm · tạm tính" in sample
    assert "95 chuẩn + 0 thưởng − 0 trừ = 95 tổng điểm" in sample
    assert "Thực hiện nhiệm vụ Chuẩn 45 /45" in sample
    assert "Điểm trừ Trừ không" in sample


def test_ranks_that_do_not_compare_have_no_arrows_and_say_once_why(sample: str) -> None:
    assert sample.count("Quý IV/2026 đang tạm tính nên chưa so với kỳ trước.") == 1
    assert "▲ 10" not in sample
    assert "change" not in ranking_columns("toàn xã", compared=False)
    assert "Chấm rỗng: kỳ đang tạm tính. Các kỳ không xếp cùng những đơn vị" in sample


def test_a_school_year_counts_the_schools_and_compares_with_the_one_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = open_screen("rankings", SAMPLE, monkeypatch, period="2025-2026")
    assert "Năm học 2025-2026: Trường Tiểu học số 1 dẫn đầu với 102,25 điểm" in text
    assert "Đã chấm 8/8 đơn vị chấm theo năm học." in text
    assert "3/3 đơn vị đã chấm" in text
    assert "3 THCS số 2 Tốt 87,75 tăng hạng ▲ 3" in text
    assert "Thôn 1" not in text


def test_what_is_not_scored_stands_last_without_rank_or_zero(sample: str) -> None:
    assert "5/5 đơn vị đã chấm" in sample
    assert "4 VP Đảng ủy Khá · tạm tính 73,00 – MTTQ xã Chưa chấm –" in sample


def test_shared_ranks_are_shown_as_shared(sample: str) -> None:
    assert "2 Thôn 7 Tốt · tạm tính 91,75 2 Thôn 8 Tốt · tạm tính 91,75 4 Thôn 9" in sample


def test_the_quarter_of_the_filter_is_the_period(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("rankings", SAMPLE, monkeypatch, quarter="3")
    assert "Quý III/2026 đang tạm tính: Hội đồng đã chấm 31, " in text
    assert "Hạng 1 toàn xã · hạng 1 trong khối · Xuất sắc† · Hội đồng chấm" in text
    assert "trừ = 102,75 tổng điểm" in text


def test_one_unit_is_shown_with_its_place_in_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("rankings", SAMPLE, monkeypatch, unit="T06")
    assert "trong 33 đơn vị. Thôn 6 tạm xếp hạng 2 toàn xã, hạng 1 trong khối với 96,5 điểm." in text
    assert "Kỳ chính thức gần nhất, Quý II/2026: Thôn 6 xếp" in text
    assert "95,75 chuẩn + 0,75 thưởng" in text
    assert "Tự chấm và Hội đồng chấm: Thôn 6" in text


def test_a_unit_named_in_the_address_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("rankings", SAMPLE, monkeypatch, ranked="CAX", quarter="3")
    assert "Tự chấm và Hội đồng chấm: Công an xã" in text
    assert "Đăng ký, ký kết giao ước thi đua Chuẩn Tự chấm 10,00 → Hội đồng 9,75 9,75 /10" in text


def test_a_unit_without_scores_is_said_not_to_be_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("rankings", SAMPLE, monkeypatch, ranked="MTTQ")
    assert "Chưa chấm, chưa xếp hạng" in text
    assert "Chưa chấm không phải là 0 điểm" in text


def test_an_unknown_unit_in_the_address_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("rankings", SAMPLE, monkeypatch, ranked="<b>ai")
    assert "Đơn vị “<b>ai” không có trong dữ liệu" in text
    assert "Công an xã Hạng 4 toàn xã" in text


def test_a_tie_is_said_as_such_and_a_final_ranking_is_not_called_provisional(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = open_screen("rankings", write_folder(tmp_path, TIED), monkeypatch, as_of="2026-06-30")
    assert "Đơn vị A và Đơn vị B đồng hạng nhất toàn phường với 9 điểm" in text
    assert "Đã chấm 2/3 đơn vị." in text
    assert "Khối <một> đứng đầu các khối, trung bình 9 điểm" in text


def test_points_above_the_maximum_are_marked_as_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_folder(tmp_path, TIED)
    text = open_screen("rankings", folder, monkeypatch, as_of="2026-06-30", ranked="B")
    assert "Tự chấm 10 → Hội đồng 9 · có điểm cho vượt mức, đã cắt ở mức tối đa 9 /10" in text


def test_a_unit_outside_every_bloc_is_not_ranked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("rankings", write_folder(tmp_path, TIED), monkeypatch, as_of="2026-06-30", unit="D")
    assert "Đơn vị ngoài các khối thi đua, không xếp hạng" in text


def test_the_rules_name_the_bands_of_the_data(sample: str) -> None:
    assert (
        "Xếp loại† (giả định, sửa được ở Dữ liệu, bảng Xếp loại): Xuất sắc từ 95 · Tốt từ 85 · Khá từ 70"
        in sample
    )
    assert "đồng hạng (1, 2, 2, 4)" in sample


def test_an_empty_folder_says_why_and_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("rankings", write_folder(tmp_path), monkeypatch)
    assert "Chưa có khối thi đua nào trong phạm vi đang xem" in text
    assert "Hãy đổi bộ lọc, hoặc điền thêm: Thêm khối Thêm đơn vị Nhập điểm" in text


def test_units_without_any_score_are_listed_and_not_ranked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_folder(tmp_path, {name: TIED[name] for name in ("blocs", "units")})
    text = open_screen("rankings", folder, monkeypatch, as_of="2026-06-30")
    assert "Quý II/2026: chưa đơn vị nào được chấm điểm (0/3), nên chưa có xếp hạng." in text
    assert "Chưa chấm · 0/3 đơn vị đã chấm" in text
    assert "Đến Quý II/2026 chưa có kỳ nào được xếp hạng" in text


def test_lines_break_where_a_unit_was_not_scored_and_shared_ends_share_a_label() -> None:
    ranks = {"A": (1, 2), "B": (None, 2), "C": (2, 1), "D": (3, None)}
    rows = [row for unit, (q1, q2) in ranks.items() for row in ((unit, "2026-Q1", q1), (unit, "2026-Q2", q2))]
    history = pd.DataFrame(rows, columns=["unit_id", "period", "rank"], dtype=object)
    drawn = rank_lines(history, {"A": "A & <i>", "B": "B", "C": "C"}, {"A", "B", "D"}, "A").to_dict()
    assert [label["text"] for label in drawn["layout"]["annotations"]] == ["<b>2 A &amp; &lt;i&gt;, B</b>"]
    others, *named = [list(trace["y"]) for trace in drawn["data"]]
    assert others == [2, 1, None]
    assert named == [[None, 2, None], [3, None, None], [1, 2, None]]
    assert list(drawn["layout"]["xaxis"]["ticktext"]) == ["Quý I<br>2026", "Quý II<br>2026"]
    assert drawn["data"][-1]["text"][0] == "A &amp; &lt;i&gt;<br>Quý I/2026: hạng 1"


def test_lines_tell_provisional_periods_and_those_that_rank_others_apart() -> None:
    rows = [("A", "2026-Q1", 1), ("B", "2026-Q1", None), ("A", "2026-Q2", 1), ("B", "2026-Q2", 2)]
    history = pd.DataFrame(rows, columns=["unit_id", "period", "rank"], dtype=object)
    drawn = rank_lines(history, {"A": "A", "B": "B"}, {"A"}, "A", {"2026-Q2"}).to_dict()
    assert list(drawn["layout"]["xaxis"]["ticktext"]) == [
        "Quý I<br>2026<br>1 đơn vị",
        "Quý II<br>2026<br>tạm tính<br>2 đơn vị",
    ]
    assert [list(trace["marker"]["symbol"][:2]) for trace in drawn["data"]] == [["circle", "circle-open"]] * 2
