"""Screens of a folder in which all names are alike, and what they say of deadlines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.alike import alike
from tests.pages.screens import open_screen


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return alike(tmp_path_factory.mktemp("alike") / "data")


def test_the_overview_tells_tiles_and_actions_apart(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("overview", folder, monkeypatch)
    for month in range(1, 13):
        assert f"5.4 ({month})" in text
    assert "5.4 · Báo cáo tháng (N09)" in text
    assert "Nhiệm vụ quá hạn · hạn 31/10 (nghỉ), tính đến 02/11/2026" in text
    assert "có hồ sơ quá hạn" not in text  # the dossier stands for itself
    text = open_screen("unit", folder, monkeypatch, unit="T01")
    assert "hạn 31/12/2026; có hồ sơ quá hạn, hết hạn từ 20/10/2026" not in text


def test_the_units_to_choose_from_stand_under_their_own_bloc(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = open_screen("unit", folder, monkeypatch)
    assert (
        "Khối (K1) Thôn 6 (T01) Thôn 6 (T02) Thôn 6 (T03) Khối (K2) Thôn 6 (T04) Thôn 6 (T05) Thôn 6 (T06)"
        in text
    )


def test_a_task_tells_its_extensions(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("progress", folder, monkeypatch, task="N10")
    assert "Hạn hoàn thành 05/12 (nghỉ), tính đến 07/12/2026" in text
    assert (
        "Gia hạn từ 28/10/2026 đến 15/11 (nghỉ), tính đến 16/11/2026 (văn bản số 9/UBND, ngày 20/10/2026)"
        in text
    )
    assert "Gia hạn cho Thôn 6 (T05): từ 30/11/2026 đến 05/12 (nghỉ)" in text
    assert "Kết luận cuộc họp 2 kết luận: 1 quá hạn, 1 sắp đến hạn" in text


def test_each_bar_of_why_says_its_kind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("rankings", folder, monkeypatch, ranked="T01")
    assert "Nhóm Chuẩn 85,5 /100 Nhóm Thưởng + 2,0 /5 Nhóm Trừ − 2,0 /5" in text


def test_a_dossier_says_that_its_clock_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("dossiers", folder, monkeypatch, dossier="D2")
    assert "Đang chờ bổ sung từ 08/10/2026, thời hạn tạm dừng" in text
    assert "Tập thể (3 tập thể)" in text
    assert "‖ 1 tạm dừng thời hạn" in text


def test_lower_is_better_is_said_beside_the_indicator(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("movements", folder, monkeypatch, movement="P1")
    assert "Hộ nghèo (càng thấp càng tốt) Thôn 6 (T01) 5/10 hộ · ✓ Đạt 150%" in text
    assert "Phong trào (P1)" in text
    assert "Phong trào (P2)" in text
