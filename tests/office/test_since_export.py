"""An exported workbook comes back: what the officer changed in it is taken, and nothing else, whatever others did since."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from emulation.folder import DataFolder
from emulation.intake.origin import SHEET
from emulation.office import exporting, importing
from emulation.office.importing import Import
from emulation.store import disk, history, read_document, save
from emulation.store.edit import Edit, NewRow, RowChange
from tests.folders import write_folder

PLAN = 'Năm,Cơ quan ban hành,Cấp trên trực tiếp\n2026,"{}",Ủy ban nhân dân thành phố Hải Phòng\n'
TABLES = {
    "plan": PLAN.format("Ủy ban nhân dân xã Nghi Dương"),
    "units": "Mã đơn vị,Tên đơn vị,Tên gọn\nA,Đơn vị A,\nB,Đơn vị B,\nC,Đơn vị C,\n",
    "tasks": "Mã nhiệm vụ,Năm,Điều khoản,Nội dung,Hạn hoàn thành\nT1,2026,I,Việc một,31/03/2026\n",
    "assignments": "Mã nhiệm vụ,Mã đơn vị,Vai trò\nT1,A,Chủ trì\nT1,B,Phối hợp\n",
    "progress": "Ngày ghi nhận,Mã nhiệm vụ,Mã đơn vị,Trạng thái,Ghi chú\n"
    "01/02/2026,T1,A,Đang thực hiện,sáng\n01/02/2026,T1,A,Hoàn thành,chiều\n02/02/2026,T1,B,Đang thực hiện,\n",
}
Work = Callable[[Any], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", TABLES)


def exported(folder: Path) -> bytes:
    return exporting.export(DataFolder(folder)).data


def worked_on(book: bytes, *works: Work) -> bytes:
    """The workbook after the officer's work on it."""
    opened = openpyxl.load_workbook(io.BytesIO(book))
    for work in works:
        work(opened)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def cell(sheet: str, address: str, value: object) -> Work:
    return lambda book: book[sheet].__setitem__(address, value)


def no_row(sheet: str, row: int) -> Work:
    return lambda book: book[sheet].delete_rows(row)


def no_sheet(book: Any) -> None:
    del book[SHEET]


def no_properties(book: Any) -> None:
    while book.custom_doc_props.names:
        del book.custom_doc_props[book.custom_doc_props.names[0]]


def brought(folder: Path, book: bytes, **choices: Any) -> Import:
    return importing.prepare([("bản chép (2).xlsx", book)], DataFolder(folder), **choices)


def change(folder: Path, table: str, key: str, **cells: str) -> None:
    """What somebody else saves meanwhile."""
    before = read_document(folder, table).rows()[key, "1"]
    save(folder, [Edit(table, changes=[RowChange((key, "1"), before, {**before, **cells})])], "Người khác")


def told(prepared: Import) -> list[tuple[str, str, str, dict[str, str]]]:
    """Table, kind, key and the changed cells."""
    return [
        (edit.table, c.kind, "/".join(c.key), {name: (c.after or {}).get(name, "") for name in c.fields})
        for edit in prepared.edits
        for c in edit.changes
    ]


def names(folder: Path) -> dict[str, str]:
    return {key[0]: row["name"] for key, row in read_document(folder, "units").rows().items()}


def test_an_old_export_with_one_changed_cell_changes_one_cell(folder: Path):
    book = worked_on(exported(folder), cell("Đơn vị", "C2", "ĐV A"))
    for unit in "BC":
        change(folder, "units", unit, name=f"{unit} đổi tên")
    change(folder, "units", "A", name="A đổi tên")
    prepared = brought(folder, book)
    assert told(prepared) == [("units", "Sửa", "A/1", {"short_name": "ĐV A"})]
    assert (prepared.problems, prepared.caused, prepared.exported[0].lost) == ((), (), ())
    save(folder, prepared.edits, prepared.what)
    assert names(folder) == {"A": "A đổi tên", "B": "B đổi tên", "C": "C đổi tên"}


def test_a_row_that_others_removed_stays_away_and_one_that_they_added_stays(folder: Path):
    book = worked_on(exported(folder), cell("Đơn vị", "C2", "ĐV A"))
    gone = read_document(folder, "units").rows()["C", "1"]
    edit = Edit(
        "units", changes=[RowChange(("C", "1"), gone, None)], rows=[NewRow({"unit_id": "D", "name": "Đ"})]
    )
    save(folder, [edit], "Người khác")
    prepared = brought(folder, book, removing=["units"])
    assert told(prepared) == [("units", "Sửa", "A/1", {"short_name": "ĐV A"})]
    assert [file.missing for file in prepared.files if file.missing] == []


def test_of_what_others_changed_too_theirs_stays_unless_it_is_to_be_overwritten(folder: Path):
    book = worked_on(exported(folder), cell("Đơn vị", "B2", "Tên trong sổ"), cell("Đơn vị", "C3", "ĐV B"))
    change(folder, "units", "A", name="Tên của người khác")
    prepared = brought(folder, book)
    assert told(prepared) == [("units", "Sửa", "B/1", {"short_name": "ĐV B"})]
    [clash] = prepared.files[[f.table for f in prepared.files].index("units")].clashes
    assert (clash.key, clash.column, clash.was, clash.theirs, clash.mine) == (
        ("A", "1"), "name", "“Đơn vị A”", "“Tên của người khác”", "“Tên trong sổ”",
    )  # fmt: skip
    save(folder, brought(folder, book, overwriting=["units"]).edits, "Nhập")
    assert names(folder)["A"] == "Tên trong sổ"


def test_what_the_officer_deleted_goes_only_on_request(folder: Path):
    book = worked_on(exported(folder), no_row("Đơn vị", 4))
    change(folder, "units", "B", name="B đổi tên")
    assert told(brought(folder, book)) == []
    assert told(brought(folder, book, removing=["units"])) == [
        ("units", "Xoá", "C/1", {"unit_id": "", "name": ""})
    ]


def test_sorting_the_rows_of_a_log_changes_nothing_and_deleting_one_of_a_day_no_other(folder: Path):
    def upside_down(book: Any) -> None:
        sheet = book["Nhật ký tiến độ"]
        rows = [[each.value for each in row] for row in sheet.iter_rows(min_row=2, max_row=4)]
        for number, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value

    book = exported(folder)
    assert told(brought(folder, worked_on(book, upside_down), removing=["progress"])) == []
    without = worked_on(book, upside_down, no_row("Nhật ký tiến độ", 4))
    assert [line[:3] for line in told(brought(folder, without, removing=["progress"]))] == [
        ("progress", "Xoá", "01/02/2026/T1/A/1")
    ]


def test_a_fault_is_named_at_the_cell_of_the_workbook(folder: Path):
    book = worked_on(exported(folder), cell("Nhật ký tiến độ", "D4", "Xong rồi"))
    change(folder, "units", "B", name="B đổi tên")
    prepared = brought(folder, book)
    assert [(p.cell, p.value) for p in prepared.problems] == [("D4", "Xong rồi")]
    assert told(prepared) == []


def test_an_own_column_is_taken_too(folder: Path):
    book = worked_on(exported(folder), cell("Đơn vị", "F1", "Điện thoại"), cell("Đơn vị", "F3", "0225"))
    change(folder, "units", "B", name="B đổi tên")
    assert told(brought(folder, book)) == [("units", "Sửa", "B/1", {"Điện thoại": "0225"})]


@pytest.mark.parametrize("lost", [(no_sheet,), (no_properties,)], ids=["sheet", "properties"])
def test_either_the_sheet_or_the_properties_will_do(folder: Path, lost: tuple[Work, ...]):
    book = worked_on(exported(folder), *lost)
    change(folder, "units", "B", name="B đổi tên")
    assert told(brought(folder, book)) == []


def test_with_neither_the_workbook_is_compared_with_the_present_data(folder: Path):
    book = worked_on(exported(folder), no_sheet, no_properties)
    change(folder, "units", "B", name="B đổi tên")
    prepared = brought(folder, book)
    assert told(prepared) == [("units", "Sửa", "B/1", {"name": "Đơn vị B"})]
    assert prepared.exported == ()


def test_a_version_that_is_not_kept_any_more_is_said_and_the_present_data_are_compared(folder: Path):
    book = exported(folder)
    change(folder, "units", "B", name="B đổi tên")
    for kept in (folder / history.FOLDER).rglob("*.units.csv.gz"):
        kept.unlink()
    prepared = brought(folder, book)
    assert [each.lost for each in prepared.exported] == [("units.csv",)]
    assert told(prepared) == [("units", "Sửa", "B/1", {"name": "Đơn vị B"})]


def test_another_communes_workbook_is_refused_by_name(folder: Path, tmp_path: Path):
    there = write_folder(tmp_path / "there", TABLES | {"plan": PLAN.format("UBND xã Kiến Hải")})
    prepared = brought(folder, exported(there))
    assert (prepared.files, prepared.edits) == ((), ())
    [problem] = prepared.problems
    assert "của Ủy ban nhân dân xã Kiến Hải" in problem.reason
    assert "không phải của Ủy ban nhân dân xã Nghi Dương" in problem.reason


def test_a_commune_that_was_renamed_or_has_no_plan_yet_takes_its_workbook(folder: Path, tmp_path: Path):
    book = exported(folder)
    before = read_document(folder, "plan").rows()["2026", "1"]
    after = {**before, "issuer": "Ủy ban nhân dân phường Nghi Dương"}
    save(folder, [Edit("plan", changes=[RowChange(("2026", "1"), before, after)])], "Đổi tên")
    assert brought(folder, book).problems == ()
    empty = write_folder(tmp_path / "empty")
    assert {edit.table for edit in brought(empty, book).edits} == set(TABLES)


def test_a_folder_that_cannot_be_written_is_exported_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(disk, "write", full)
    export = exporting.export(DataFolder(folder))
    assert "đầy" in export.not_kept
    assert told(brought(folder, export.data)) == []
