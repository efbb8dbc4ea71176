"""Đơn vị: one unit on one page, a list of units where none or several are chosen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.folders import write_folder
from tests.pages.screens import ROOT, open_screen

SAMPLE = ROOT / "data"


def test_one_unit_beside_its_bloc(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("unit", SAMPLE, monkeypatch, unit="T03")
    assert (
        "Quý IV/2026 (tạm tính): hạng 21 toàn xã trên 23 đơn vị đã chấm, hạng 3 trong khối, 72,75 điểm."
        in text
    )
    assert "Điểm thi đua Quý IV/2026 72,75 trung bình khối 81,08 (3 đơn vị) ▼ thấp hơn" in text
    assert "Đúng hạn năm 2026 20% (1/5 phần việc) trung bình khối 64% (5 đơn vị)" in text


def test_with_a_quarter_every_block_is_of_it_or_names_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("unit", SAMPLE, monkeypatch, unit="T03", quarter="3")
    assert "Đúng hạn Quý III/2026 0% (0/1 phần việc)" in text
    assert "Khen thưởng Quý III/2026 1 trung bình khối" in text
    assert "Phần việc Đơn vị chủ trì hoặc phối hợp, Quý III/2026." in text
    assert "Đã khen thưởng Quý III/2026, đến 16/11/2026." in text
    assert "Phần việc của Quý III/2026; hồ sơ của mọi kỳ." in text
    assert "II.4.b" not in text
    text = open_screen("unit", SAMPLE, monkeypatch, unit="T03", quarter="0")
    assert "Đã khen thưởng năm 2026, đến 16/11/2026." in text  # whole-year tasks have no awards of their own


def test_the_lead_and_what_is_to_be_done_agree_on_what_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("unit", SAMPLE, monkeypatch, unit="T03")
    late = "không phần việc nào quá hạn; 1 phần việc sắp đến hạn; 1 hồ sơ quá hạn, lâu nhất 21 ngày."
    assert f"Năm 2026, đến 16/11/2026: {late}" in text
    assert "Việc nên làm tiếp (2) 1 quá hạn, 1 sắp đến hạn." in text
    assert "trễ 21 ngày Giấy khen của Chủ tịch UBND xã · Cá nhân 71 Hồ sơ ở bước Thẩm định" in text


def test_no_change_of_rank_where_ranks_do_not_compare_and_once_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = open_screen("unit", SAMPLE, monkeypatch, unit="T03")
    assert "bậc" not in text
    assert text.count("Quý IV/2026 đang tạm tính nên chưa so với kỳ trước.") == 1
    text = open_screen("unit", SAMPLE, monkeypatch, unit="THCS1", period="2025-2026")
    assert re.search(r"Xếp hạng Năm học 2025-2026 \d /8 (▲ \d bậc|▼ \d bậc|● giữ hạng)", text)


def test_a_unit_not_scored_has_no_rank_and_no_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("unit", SAMPLE, monkeypatch, unit="DTN", quarter="3")
    assert "Quý III/2026: chưa chấm điểm" in text
    assert "Xếp hạng Quý III/2026 –" in text


def test_a_unit_outside_the_blocs_is_not_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "không thuộc khối nào nên không xếp hạng" in open_screen("unit", SAMPLE, monkeypatch, unit="HTX1")


def test_without_a_choice_every_unit_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("unit", SAMPLE, monkeypatch)
    assert "Chọn một đơn vị" in text
    assert "Trường Tiểu học số 1" in text
    assert "Ngoài các khối" in text


def test_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Chưa có đơn vị nào" in open_screen("unit", write_folder(tmp_path), monkeypatch)


def test_what_meetings_gave_the_unit_is_listed_as_the_whole_task_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = open_screen("unit", SAMPLE, monkeypatch, unit="PKT", quarter="1")
    assert "Kết luận cuộc họp 1 kết luận: 1 quá hạn; đơn vị chủ trì hoặc phối hợp, mọi năm" in text
    assert "Kết luận cuộc họp" not in open_screen("unit", SAMPLE, monkeypatch, unit="T03")
