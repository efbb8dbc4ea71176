"""Đơn vị: one unit on one page, a list of units where none or several are chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.folders import write_folder
from tests.pages.screens import ROOT, open_screen

SAMPLE = ROOT / "data"


def test_one_unit_beside_its_bloc(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("unit", SAMPLE, monkeypatch, unit="T03")
    assert (
        "Quý IV/2026: 72,75 điểm (tạm tính), hạng 21 toàn xã trên 23 đơn vị đã chấm, hạng 3 trong khối"
        in text
    )
    assert "Điểm thi đua 72,75 81,08 (3 đơn vị) ▼ thấp hơn" in text


def test_a_unit_not_scored_has_no_rank_and_no_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("unit", SAMPLE, monkeypatch, unit="DTN", quarter="3")
    assert "Quý III/2026: chưa chấm điểm" in text
    assert "Xếp hạng –" in text


def test_a_unit_outside_the_blocs_is_not_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "không thuộc khối nào nên không xếp hạng" in open_screen("unit", SAMPLE, monkeypatch, unit="HTX1")


def test_without_a_choice_every_unit_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("unit", SAMPLE, monkeypatch)
    assert "Chọn một đơn vị" in text
    assert "Trường Tiểu học số 1" in text
    assert "Ngoài các khối" in text


def test_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Chưa có đơn vị nào" in open_screen("unit", write_folder(tmp_path), monkeypatch)
