"""The first days of a year: last year's work and ranks are what the screens are about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from emulation.ui.parts import picker
from tests.folders import write_folder
from tests.pages.screens import choose, open_screen, run_screen, text_of

TABLES = {
    "plan": "year,issuer\n2026,UBND xã Thử\n",
    "blocs": "bloc_id,name\nK1,Khối một\n",
    "units": "unit_id,name,bloc_id\nA,Đơn vị A,K1\nB,Đơn vị B,K1\n",
    "tasks": """
        task_id,year,clause,quarter,title,due_on
        T1,2026,II.4.a,4,Việc năm cũ,15/12/2026
        T2,2026,II.4.b,4,Việc đã xong,15/12/2026
        """,
    "assignments": "task_id,unit_id,role\nT1,A,Chủ trì\nT2,A,Chủ trì\n",
    "progress": "recorded_on,task_id,unit_id,status\n10/12/2026,T2,A,Hoàn thành\n",
    "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Nhóm,Tiêu chí,Chuẩn,10\n",
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        01/10/2026,2026-Q3,A,C1,Hội đồng chấm,9
        20/12/2026,2026-Q4,A,C1,Tự chấm,8
        20/12/2026,2026-H2,B,C1,Tự chấm,7
        """,
}
NEW_PLAN = {
    "plan": "year,issuer\n2026,UBND xã Thử\n2027,UBND xã Thử\n",
    "tasks": TABLES["tasks"] + "        T3,2027,II.1.a,1,Việc năm mới,31/03/2027\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("old"), TABLES)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same once the next plan is there."""
    return write_folder(tmp_path_factory.mktemp("planned"), TABLES | NEW_PLAN)


def test_the_overview_is_of_the_last_year_that_has_tasks(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = open_screen("overview", folder, monkeypatch, as_of="2027-01-05")
    assert "Năm 2026 · Tất cả quý · Toàn xã · tính đến 05/01/2027" in text
    assert "Nhiệm vụ đã hoàn thành 1 /2 Nhiệm vụ quá hạn 1 /2" in text
    assert "II.4.a · Việc năm cũ Nhiệm vụ quá hạn" in text
    assert "Quý IV/2026 · 1 đơn vị chưa tự chấm điểm" in text


def test_once_the_next_plan_is_there_the_former_one_still_presses(
    planned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = open_screen("overview", planned, monkeypatch, as_of="2027-01-10")
    assert "Nhiệm vụ đã hoàn thành 0 /1 Nhiệm vụ quá hạn 0 /1" in text
    assert "1 quá hạn (1 của năm 2026)" in text
    assert "trễ 26 ngày II.4.a · Việc năm cũ Nhiệm vụ năm 2026 quá hạn" in text
    text = open_screen("unit", planned, monkeypatch, as_of="2027-01-10", unit="A")
    assert "II.4.a · Việc năm cũ (nhiệm vụ năm 2026) Hoàn thành ngay" in text
    text = open_screen("overview", planned, monkeypatch, as_of="2027-01-10", quarter="1")
    assert "Việc năm cũ" not in text  # a quarter is asked about for itself


@pytest.mark.parametrize("as_of", ["2027-01-05", "2027-01-10"])
def test_the_ranking_is_the_last_there_is_and_says_so(
    planned: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, as_of: str
) -> None:
    text = open_screen("rankings", planned if as_of.endswith("10") else folder, monkeypatch, as_of=as_of)
    assert "Quý IV/2026 đang tạm tính: mới tự chấm 1, chưa chấm 1 trong 2 đơn vị." in text
    assert "Kỳ chính thức gần nhất, Quý III/2026: Đơn vị A dẫn đầu toàn xã với 9 điểm." in text
    assert "Đang xem Quý IV/2026, kỳ gần nhất đã có xếp hạng. Quý I/2027 chưa có." in text


def test_a_period_of_the_address_is_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("rankings", folder, monkeypatch, as_of="2027-01-05", period="2026-H2")
    assert "6 tháng cuối năm 2026 đang tạm tính: mới tự chấm 1, chưa chấm 1 trong 2 đơn vị." in text
    assert "Đang xem" not in text
    text = open_screen("unit", folder, monkeypatch, as_of="2027-01-05", unit="B", period="2026-H2")
    assert "6 tháng cuối năm 2026 (tạm tính): hạng 1 toàn xã trên 1 đơn vị đã chấm" in text


def test_a_period_that_cannot_be_meant_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("rankings", folder, monkeypatch, as_of="2027-01-05", period="2026-H7")
    assert "Không có kỳ chấm điểm “2026-H7”." in text
    assert "Đang xem Quý IV/2026" in text


def test_the_notice_is_of_the_period_that_is_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen(
        "office/reports", folder, monkeypatch, as_of="2027-01-05", report="ranking", period="2026-H2"
    )
    assert "Thông báo kết quả xếp hạng khối thi đua 6 tháng cuối năm 2026" in text
    text = open_screen("office/reports", folder, monkeypatch, as_of="2027-01-05", report="ranking")
    assert "Thông báo kết quả xếp hạng khối thi đua quý IV năm 2026" in text
    assert "Đang xem Quý IV/2026, kỳ gần nhất đã có xếp hạng." in text


def test_the_forms_offer_what_is_open_of_last_year_and_a_choice_of_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: dict[str, list[str]] = {}

    def pick_many(label: str, options: Sequence[picker.Option], **_: object) -> list[str]:
        offered[label] = [option.name for option in options]
        return []

    monkeypatch.setattr(picker, "pick_many", pick_many)
    plan = {"plan": "year,issuer,view_on\n2027,UBND xã Thử,10/01/2027\n"}
    folder = write_folder(tmp_path, TABLES | NEW_PLAN | plan)
    app = run_screen("office/entry", folder, monkeypatch, form="tien-do")
    assert offered["Nhiệm vụ"] == ["II.4.a – Việc năm cũ (năm 2026)"]
    choose(app, Năm="2026")
    assert "Năm 2026 · các màn hình đang tính đến 10/01/2027" in text_of(app)
    assert offered["Nhiệm vụ"] == ["II.4.a – Việc năm cũ", "II.4.b – Việc đã xong"]
    assert app.query_params["year"] == "2026"
