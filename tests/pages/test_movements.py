"""Phong trào thi đua: is each movement alive, and how far is each unit?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.folders import write_folder
from tests.pages.screens import ROOT, bodies, open_screen, run_screen, text_of

SAMPLE = ROOT / "data"


@pytest.fixture(scope="module")
def sample() -> str:
    """What the screen says for the sample, without any filter."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        return open_screen("movements", SAMPLE, monkeypatch)


def test_the_answer_names_the_movement_that_is_hardly_alive(sample: str) -> None:
    assert "6 phong trào đang triển khai; 1 cần chú ý: Mỗi đơn vị một sáng kiến (minh họa) – " in sample
    assert "không có kết quả mới từ 30/06/2026 (139 ngày), mới 2/34 đơn vị tham gia." in sample
    assert "Kế hoạch và thực hiện" not in sample


def test_movements_stand_under_their_launching_level(sample: str) -> None:
    assert (
        "Trung ương 2 phong trào Cả nước thi đua xây dựng nông thôn mới 05/01/2026 – 31/12/2030 · MH-01/KH-TW"
        in sample
    )
    assert (
        "Đơn vị tham gia 10 /34 Chỉ tiêu đạt 7 /18 2 chưa đánh giá được Hoàn thành bình quân 91,8%" in sample
    )
    assert (
        "▲ Lâu không có kết quả mới ▲ Ít đơn vị tham gia Ghi nhận gần nhất: 30/06/2026, 139 ngày trước"
        in sample
    )
    assert "quá 60 ngày không có kết quả mới, hoặc dưới 10% số đơn vị" in sample


def test_the_movement_of_the_address_stands_first_with_the_way_back(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = run_screen("movements", SAMPLE, monkeypatch, movement="PT5")
    text = text_of(screen)
    assert text.index("Kế hoạch và thực hiện: Mỗi đơn vị") < text.index("Các phong trào khác")
    assert any(
        '<a href="movements" target="_self">Xem tất cả phong trào</a>' in body for body in bodies(screen)
    )
    assert text.count("Mỗi đơn vị một sáng kiến (minh họa) 15/04/2026") == 1
    assert "Kế hoạch và thực hiện: Mỗi đơn vị một sáng kiến (minh họa)" in text
    assert "TT Hành chính công 2/3 sáng kiến · ○ Chưa đạt 66,7%" in text
    assert "THCS số 2 chưa có số/3 sáng kiến · – Không tính –" in text


def test_an_unknown_movement_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("movements", SAMPLE, monkeypatch, movement="KHONGCO")
    assert "Tính đến 16/11/2026 không có phong trào “KHONGCO”. Hãy chọn một phong trào dưới đây." in text
    assert "Trung ương 2 phong trào" in text
    assert "Kế hoạch và thực hiện" not in text


def test_one_unit_counts_its_own_results(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("movements", SAMPLE, monkeypatch, unit="T01", movement="PT1")
    assert "3 cần chú ý trong phạm vi đang xem" in text
    assert "Thôn 1 206/207 hộ · ○ Chưa đạt 99,5%" in text
    assert "Thôn 2" not in text


def test_a_movement_without_results_in_the_filter_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("movements", SAMPLE, monkeypatch, unit="T01", movement="PT3")
    assert "Chưa có kết quả của phong trào này" in text
    assert "Hãy đổi bộ lọc, hoặc điền thêm: Ghi kết quả phong trào" in text


def test_before_any_launch_there_is_nothing_and_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("movements", SAMPLE, monkeypatch, as_of="2026-01-04")
    assert "Tính đến 04/01/2026 chưa có phong trào thi đua nào được phát động." in text


def test_an_empty_folder_says_why_and_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("movements", write_folder(tmp_path), monkeypatch)
    assert "Chưa có phong trào nào để theo dõi" in text
    assert "Hãy xem tính đến một ngày muộn hơn, hoặc điền thêm: Thêm phong trào" in text


def test_all_ended_and_names_are_shown_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    movements = (
        "movement_id,name,launched_by,launched_on,ends_on\nM,<script>x</script>,Xã,01/01/2026,01/02/2026\n"
    )
    text = open_screen(
        "movements", write_folder(tmp_path, {"movements": movements}), monkeypatch, as_of="2026-06-30"
    )
    assert "Không có phong trào đang triển khai, 1 đã kết thúc." in text
    assert (
        "<script>x</script> 01/01/2026 – 01/02/2026 – Đã kết thúc Ghi nhận gần nhất: chưa có lần nào" in text
    )


def test_what_needs_attention_stands_first_and_what_ended_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = {
        "units": "unit_id,name\nA,Đơn vị A\n",
        "movements": """
            movement_id,name,launched_by,launched_on,ends_on
            E,Đã xong,Xã,01/01/2026,01/02/2026
            L,Đang chạy,Xã,01/01/2026,
            D,Đứng im,Xã,01/01/2026,
            """,
        "movement_results": "recorded_on,movement_id,unit_id,indicator,target,actual\n29/06/2026,L,A,Hộ,1,1\n",
    }
    text = open_screen("movements", write_folder(tmp_path, tables), monkeypatch, as_of="2026-06-30")
    assert "1 cần chú ý: Đứng im – chưa có kết quả nào từ khi phát động 01/01/2026 (180 ngày)." in text
    cards = text[text.index("3 phong trào") :]
    assert cards.index("Đứng im") < cards.index("Đang chạy") < cards.index("Đã xong")
