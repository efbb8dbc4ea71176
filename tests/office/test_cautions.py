"""What an import takes in but warns of, as the forms do; and days that it writes out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation.folder import DataFolder
from emulation.office import import_part, importing
from emulation.office.cautions import of_name
from emulation.office.importing import Import
from tests.folders import write_folder

TABLES = {
    "units": "Mã đơn vị,Tên đơn vị\nA,Đơn vị A\n",
    "awards": "award_id,name,category,level\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã\n",
    "dossiers": "Mã hồ sơ,Ngày tiếp nhận,Mã đơn vị,Đối tượng,Tên đối tượng,Mã khen thưởng,Loại khen thưởng\n"
    "HS-01,02/03/2026,A,Cá nhân,Nguyễn Một,GK,Công trạng\nHS-02,02/03/2026,A,Cá nhân,Trần Hai,GK,Công trạng\n",
    "dossier_events": "Ngày,Mã hồ sơ,Bước xử lý,Số văn bản\n02/03/2026,HS-01,Tiếp nhận,\n02/03/2026,HS-02,Tiếp nhận,\n",
    "criteria": "Mã tiêu chí,Năm,Nhóm tiêu chí,Tiêu chí,Loại điểm,Điểm tối đa\nC1,2026,N,Một,Chuẩn,10\n",
}
DOSSIERS = TABLES["dossiers"].splitlines()[0]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(import_part, "today", lambda: date(2026, 11, 30))
    return write_folder(tmp_path / "data", TABLES)


def given(folder: Path, name: str, *lines: str, **choices: Any) -> Import:
    return importing.prepare([(name, "\n".join(lines).encode())], DataFolder(folder), **choices)


def noted(prepared: Import) -> list[tuple[str, str, str]]:
    assert all(note.note for note in prepared.notes)
    return [(note.cell, note.value, note.reason) for note in prepared.notes]


def test_a_slip_that_is_accepted_is_noted_at_its_cell_and_taken(folder: Path):
    prepared = given(
        folder,
        "dossier_events.csv",
        "Ngày,Mã hồ sơ,Bước xử lý,Số văn bản",
        "02/03/2026,HS-01,Tiếp nhận,",
        "02/12/2026,HS-01,Thẩm định,",
        "03/11/2026,HS-02,Đã khen thưởng,",
    )
    assert noted(prepared) == [
        ("A3", "02/12/2026", "ngày chưa tới, hôm nay là 30/11/2026"),
        ("D4", "", "đã khen thưởng mà chưa có số quyết định"),
    ]
    assert len(prepared.edits[0].changes) == 2


def test_points_above_the_maximum_are_noted(folder: Path):
    prepared = given(
        folder,
        "scores.csv",
        "Ngày chấm;Kỳ;Mã đơn vị;Mã tiêu chí;Bước chấm;Điểm",
        "01/10/2026;2026-Q3;A;C1;Hội đồng chấm;12",
    )
    assert noted(prepared) == [("F2", "12", "quá điểm tối đa 10, chỉ tính 10")]


def test_a_name_pasted_from_a_list_is_noted_where_it_is_new(folder: Path):
    line = "02/03/2026,A,Cá nhân,{},GK,Công trạng"
    old = TABLES["dossiers"].splitlines()[1:]
    prepared = given(
        folder,
        "dossiers.csv",
        DOSSIERS,
        *old,
        f"HS-03,{line.format('1. Lê Ba')}",
        f"HS-04,{line.format('Phạm Bốn - Trưởng thôn 2')}",
    )
    assert noted(prepared) == [
        ("E4", "1. Lê Ba", "tên bắt đầu bằng “1.”, như chép từ danh sách"),
        ("E5", "Phạm Bốn - Trưởng thôn 2", "tên kèm chức danh “Trưởng thôn 2”"),
    ]


@pytest.mark.parametrize(
    "name", ["Nguyễn Văn A", "Trần Công Chức", "Hồ Sĩ Giáo", "Đinh Thị Kế Toán", "H'Hen Niê"]
)
def test_a_name_is_a_name(name: str):
    assert of_name(name) == ""


def test_days_as_lists_have_them_are_written_out_and_said(folder: Path):
    prepared = given(
        folder,
        "dossier_events.csv",
        "Ngày;Mã hồ sơ;Bước xử lý",
        "30.11.2026;HS-01;Thẩm định",
        "3/11/26;HS-02;Thẩm định",
    )
    assert prepared.problems == ()
    assert noted(prepared) == [
        ("A2", "30.11.2026", "hiểu là ngày 30/11/2026"),
        ("A3", "3/11/26", "hiểu là ngày 03/11/2026"),
    ]
    assert [change.key[0] for change in prepared.edits[0].changes] == ["30/11/2026", "03/11/2026"]


def test_of_a_column_with_the_month_first_nothing_is_guessed(folder: Path):
    prepared = given(
        folder,
        "dossier_events.csv",
        "Ngày;Mã hồ sơ;Bước xử lý",
        "11/30/26;HS-01;Thẩm định",
        "3/11/26;HS-02;Thẩm định",
    )
    assert [problem.cell for problem in prepared.problems] == ["A2", "A3"]
    assert (prepared.notes, prepared.edits) == ((), ())


def test_a_deleted_dossiers_events_are_said_as_such_without_another_persons_id(folder: Path):
    first = TABLES["dossiers"].splitlines()[1]
    prepared = given(folder, "dossiers.csv", DOSSIERS, first, removing=["dossiers"])
    [left] = prepared.caused
    assert (left.file, left.cell, left.value) == ("dossier_events.csv", "B3", "HS-02")
    assert left.reason == "mã này bị xoá khỏi dossiers.csv khi nhập, dòng này còn lại"
    assert "HS-01" not in left.remedy
