"""What given files would change: told before anything is changed, at their own cells, with nothing lost."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from emulation.folder import DataFolder
from emulation.intake import read_folder
from emulation.office import importing
from emulation.office.importing import Import
from emulation.schema import TABLES
from emulation.scope import Scope
from emulation.store import RowChange, history, read_document, restoring, save
from emulation.warehouse import Warehouse
from emulation.workbook import workbook
from tests.folders import write_folder

UNITS = """
    Mã đơn vị,Tên đơn vị,Tên gọn,Người nhập
    A,Đơn vị A,ĐV A,Lan
    B,Đơn vị B,,
"""
TASKS = """
    Mã nhiệm vụ,Năm,Điều khoản,Quý,Nội dung,Hạn hoàn thành
    T1,2026,II.1.a,1,Việc một,31/03/2026
"""
ASSIGNMENTS = """
    Mã nhiệm vụ,Mã đơn vị,Vai trò
    T1,A,Chủ trì
    T1,B,Phối hợp
"""
PROGRESS = """
    Ngày ghi nhận,Mã nhiệm vụ,Mã đơn vị,Trạng thái,Ghi chú
    01/02/2026,T1,A,Đang thực hiện,
    01/03/2026,T1,A,Hoàn thành,xong
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tables = {"units": UNITS, "tasks": TASKS, "assignments": ASSIGNMENTS, "progress": PROGRESS}
    return write_folder(tmp_path / "data", tables)


def given(folder: Path, name: str, text: str, *, removing: Sequence[str] = ()) -> Import:
    lines = "\n".join(line.strip() for line in text.strip().splitlines()) + "\n"
    return importing.prepare([(name, lines.encode())], DataFolder(folder), removing=removing)


def told(changes: Sequence[RowChange]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(change.kind, "/".join(change.key[:-1]), change.fields) for change in changes]


def test_the_same_file_changes_nothing(folder: Path):
    prepared = given(folder, "units.csv", UNITS)
    assert (prepared.edits, prepared.problems, prepared.caused) == ((), (), ())
    assert [(f.table, f.rows, f.refused, f.missing) for f in prepared.files] == [("units", 2, 0, ())]


def test_the_difference_is_told_and_nothing_is_changed(folder: Path):
    before = (folder / "progress.csv").read_bytes()
    prepared = given(
        folder,
        "tien do.csv",
        """
        Ngày ghi nhận;Mã nhiệm vụ;Mã đơn vị;Trạng thái;Ghi chú
        1/2/2026;T1;A;dang thuc hien;
        1/3/2026;T1;A;Hoàn thành;đã xong
        5/3/2026;T1;B;Hoàn thành;
        """,
    )
    assert told(prepared.files[0].changes) == [
        ("Sửa", "01/03/2026/T1/A", ("note",)),
        ("Thêm", "05/03/2026/T1/B", ("recorded_on", "task_id", "unit_id", "status")),
    ]
    assert (folder / "progress.csv").read_bytes() == before


def test_refused_rows_stay_out_and_are_named_at_the_given_cell(folder: Path):
    prepared = given(
        folder,
        "progress.csv",
        """
        Ngày ghi nhận,Mã nhiệm vụ,Mã đơn vị,Trạng thái
        02/02/2026,T1,B,Xong
        03/02/2026,T9,B,Hoàn thành
        04/02/2026,T1,B,Hoàn thành
        """,
    )
    assert [(p.file, p.cell) for p in prepared.problems] == [("progress.csv", "D2"), ("progress.csv", "B3")]
    assert [key for _, key, _ in told(prepared.files[0].changes)] == ["04/02/2026/T1/B"]
    assert (prepared.files[0].rows, prepared.files[0].refused) == (3, 2)


def test_a_refused_row_leaves_the_folders_own_for_others_to_build_on(folder: Path):
    uploads = [
        ("units.csv", b"Ma don vi,Ten don vi,Ma khoi\nA,Don vi A,K9\nC,,\n"),
        ("assignments.csv", "Mã nhiệm vụ,Mã đơn vị,Vai trò\nT1,A,Phối hợp\nT1,C,Phối hợp\n".encode()),
    ]
    prepared = importing.prepare(uploads, DataFolder(folder))
    assert [(p.file, p.cell, "kéo theo" in p.reason) for p in prepared.problems] == [
        ("units.csv", "C2", False),
        ("units.csv", "B3", True),
    ]
    assert prepared.caused == ()
    assert [(f.table, f.refused, told(f.changes)) for f in prepared.files] == [
        ("units", 2, []),
        ("assignments", 1, [("Sửa", "T1/A", ("role",))]),
    ]


def test_rows_that_the_file_lacks_stay_unless_they_are_to_go(folder: Path):
    only_a = "Mã đơn vị,Tên đơn vị\nA,Đơn vị A mới"
    kept = given(folder, "units.csv", only_a)
    assert told(kept.edits[0].changes) == [("Sửa", "A", ("name",))]
    assert kept.caused == ()
    removed = given(folder, "units.csv", only_a, removing=["units"])
    assert told(removed.edits[0].changes) == [("Sửa", "A", ("name",)), ("Xoá", "B", ("unit_id", "name"))]
    assert [(p.file, p.cell, p.value) for p in removed.caused] == [("assignments.csv", "B3", "B")]


def test_rows_that_would_point_at_what_goes_are_told(folder: Path):
    uploads = [
        ("units.csv", b"Ma don vi,Ten don vi\nA,Don vi A\n"),
        ("assignments.csv", ASSIGNMENTS.encode()),
    ]
    prepared = importing.prepare(uploads, DataFolder(folder), removing=["units"])
    assert [(p.file, p.cell, p.value) for p in prepared.problems] == [("assignments.csv", "B4", "B")]
    assert [(p.file, p.cell, p.value) for p in prepared.caused] == [("assignments.csv", "B3", "B")]


def test_columns_that_the_file_lacks_keep_their_values(folder: Path):
    prepared = given(folder, "units.csv", "Mã đơn vị,Tên đơn vị\nA,Đơn vị A mới")
    save(folder, prepared.edits, prepared.what)
    assert "A,Đơn vị A mới,ĐV A,Lan" in (folder / "units.csv").read_text(encoding="utf-8-sig")


def test_several_files_are_judged_together(folder: Path):
    units = UNITS.strip() + "\nC,Đơn vị C,,\n"
    lines = "\n".join(line.strip() for line in units.splitlines())
    uploads = [
        ("assignments.csv", "Mã nhiệm vụ,Mã đơn vị,Vai trò\nT1,C,Phối hợp\n".encode()),
        ("units.csv", lines.encode()),
    ]
    prepared = importing.prepare(uploads, DataFolder(folder))
    assert prepared.problems == ()
    assert [edit.table for edit in prepared.edits] == ["units", "assignments"]
    assert prepared.what == "Nhập units.csv, assignments.csv: 2 dòng thêm"


def test_two_files_for_one_table_are_a_problem(folder: Path):
    data = UNITS.encode()
    prepared = importing.prepare([("units.csv", data), ("units (1).csv", data)], DataFolder(folder))
    assert [p.file for p in prepared.problems] == ["units (1).csv"]


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(folder: Path):
    uploads = [("anh.png", b"\x89PNG\r\n\x1a\n\0\0"), ("units.csv", b"Ma don vi,Ten don vi\nZ,Moi\n")]
    prepared = importing.prepare(uploads, DataFolder(folder))
    assert [p.file for p in prepared.problems] == ["anh.png"]
    assert [edit.table for edit in prepared.edits] == ["units"]


def test_a_damaged_file_of_the_folder_is_replaced_as_a_whole(folder: Path):
    (folder / "units.csv").write_bytes(b"")
    prepared = given(folder, "units.csv", UNITS)
    assert prepared.edits[0].content is not None
    save(folder, prepared.edits, prepared.what)
    assert not read_folder(folder)[0].faults


def test_rows_that_would_become_faults_are_told_at_their_own_cell(folder: Path):
    dossiers = (
        "Mã hồ sơ,Ngày tiếp nhận,Mã đơn vị,Đối tượng,Tên đối tượng,Mã khen thưởng,Loại khen thưởng\n"
        "H1,01/02/2026,A,Cá nhân,Cá nhân 01,G,Công trạng\n"
    )
    (folder / "awards.csv").write_text(
        "Mã khen thưởng,Tên danh hiệu,Nhóm,Cấp quyết định\nG,Giấy khen,Hình thức khen thưởng,Cấp xã\n".replace(
            "Tên danh hiệu", '"Tên danh hiệu, hình thức"'
        ),
        encoding="utf-8",
    )
    (folder / "dossiers.csv").write_text(dossiers, encoding="utf-8")
    (folder / "dossier_events.csv").write_text(
        "Ngày,Mã hồ sơ,Bước xử lý\n\n10/03/2026,H1,Thẩm định\n", encoding="utf-8"
    )
    prepared = given(folder, "dossier_events.csv", "Ngày,Mã hồ sơ,Bước xử lý\n05/03/2026,H1,Trả lại")
    assert prepared.problems == ()
    assert [(p.file, p.cell) for p in prepared.caused] == [("dossier_events.csv", "A3")]


def test_an_import_is_one_change_that_can_be_undone(folder: Path):
    before = (folder / "units.csv").read_bytes()
    prepared = given(folder, "units.csv", "Mã đơn vị,Tên đơn vị\nC,Đơn vị C")
    saved = save(folder, prepared.edits, prepared.what)
    assert history.entries(folder)[0].what == "Nhập units.csv: 1 dòng thêm"
    restoring.undo(folder, saved.entry_id)
    assert (folder / "units.csv").read_bytes() == before


def test_the_work_done_is_told(folder: Path):
    shares: list[float] = []
    importing.prepare([("units.csv", UNITS.encode())], DataFolder(folder), tell=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Mã đơn vị,Tên đơn vị\nA,Đơn vị A\nB,Đơn vị B,thừa", ("units.csv C3", "nhiều hơn 2 cột")),
        ("Mã đơn vị,Tên đơn vị,Tên gọnn\nA,Đơn vị A,A", ("units.csv C1", "gần giống “Tên gọn”")),
    ],
)
def test_a_file_that_cannot_be_set_beside_the_folders_own_is_refused(
    folder: Path, text: str, wrong: tuple[str, str]
):
    prepared = given(folder, "units.csv", text)
    assert (prepared.files, prepared.edits) == ((), ())
    lines = [problem.line() for problem in prepared.problems]
    assert lines[0].startswith(wrong[0])
    assert wrong[1] in lines[0]
    assert "chưa nhập được bảng này" in lines[1]


def test_a_row_mended_by_the_import_is_taken(folder: Path):
    (folder / "units.csv").write_text("Mã đơn vị,Tên đơn vị\nA,Đơn vị A\nB,Đơn vị B,thừa\n", "utf-8")
    prepared = given(folder, "units.csv", "Mã đơn vị,Tên đơn vị\nA,Đơn vị A\nB,Đơn vị B")
    assert (prepared.problems, prepared.files[0].refused) == ((), 0)
    save(folder, prepared.edits, prepared.what)
    assert not read_folder(folder)[0].refused["units"]


def test_a_fault_in_a_column_that_the_import_lacks_is_told_at_the_folders_own_cell(folder: Path):
    progress = PROGRESS.replace("Ghi chú", "Trạng thái 2,Ghi chú").replace("xong", ",=A1+B2")
    write_folder(folder, {"progress": progress})
    prepared = given(
        folder,
        "progress.csv",
        "Ngày ghi nhận,Mã nhiệm vụ,Mã đơn vị,Trạng thái\n01/03/2026,T1,A,Đang thực hiện",
    )
    assert [(p.file, p.cell, p.value) for p in prepared.problems] == [
        ("progress.csv", "B2", "T1"),
        ("progress.csv", "F3", "=A1+B2"),
    ]
    assert prepared.edits == ()


FORMER = {
    "units": UNITS,
    "tasks": TASKS,
    "assignments": ASSIGNMENTS,
    "progress": PROGRESS,
    "awards": "award_id,name,category,level\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã\n",
    "dossiers": "dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type\n"
    "H1,02/03/2026,A,Cá nhân,Một,GK,Công trạng\n",
}
"""Files without the columns that came on 30/11/2026."""


def filled_in(data: bytes, cells: dict[str, dict[str, Any]]) -> bytes:
    """The workbook after an officer typed into sheets (title → address → value)."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet, typed in cells.items():
        for address, value in typed.items():
            book[sheet][address] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_workbook_of_a_folder_of_the_former_form_changes_only_what_is_typed(tmp_path: Path):
    folder = write_folder(tmp_path / "former", FORMER)
    (folder / "extensions.csv").unlink()
    book = workbook({t.name: read_document(folder, t.name) for t in TABLES}, date(2026, 4, 1))
    assert importing.prepare([("so.xlsx", book)], DataFolder(folder)).edits == ()
    typed = {
        "Gia hạn": {"A2": date(2026, 3, 30), "B2": "T1", "D2": date(2026, 4, 30)},
        "Hồ sơ khen thưởng": {"J2": 24},
    }
    prepared = importing.prepare([("so.xlsx", filled_in(book, typed))], DataFolder(folder))
    assert (prepared.problems, prepared.caused) == ((), ())
    assert [(edit.table, told(edit.changes)) for edit in prepared.edits] == [
        ("extensions", [("Thêm", "30/03/2026/T1/", ("decided_on", "task_id", "due_on"))]),
        ("dossiers", [("Sửa", "H1", ("quantity",))]),
    ]
    tasks = (folder / "tasks.csv").read_bytes()
    save(folder, prepared.edits, prepared.what)
    lines = (folder / "dossiers.csv").read_text("utf-8-sig").splitlines()
    assert (lines[0], lines[1]) == (
        f"{FORMER['dossiers'].splitlines()[0]},Số lượng",
        "H1,02/03/2026,A,Cá nhân,Một,GK,Công trạng,24",
    )
    assert (folder / "tasks.csv").read_bytes() == tasks
    data = Warehouse(read_folder(folder)[0])
    assert data.ask("tasks", Scope.at(date(2026, 4, 1)))["due_on"].tolist() == [date(2026, 4, 30)]
    assert next(history.newest(folder, "extensions")).what == prepared.what
