"""Excel workbooks are read as the folder of their sheets: the same rows, the same problems, at the sheet's cells."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from emulation.intake import (
    Book,
    Reading,
    Unreadable,
    open_upload,
    package,
    read_files,
    read_folder,
    workbook,
)
from emulation.intake.workbook import read_workbook
from emulation.schema import TABLES
from tests.folders import write_folder
from tests.intake.books import Rows, Text, book, folder_as_book, with_part
from tests.intake.conftest import SAMPLE
from tests.intake.officers import to_cp1258
from tests.intake.verdict import untouched, values

MOST = 400
"""So many rows of each of the sample's files make a sound folder."""
UNITS = ["Mã đơn vị", "Tên đơn vị"]
SHEET = "xl/worksheets/sheet1.xml"
EMPTY = {table.title: [[column.label for column in table.columns]] for table in TABLES}


def read(path: Path, sheets: dict[str, Rows]) -> Reading:
    """The reading of a workbook with these sheets, every other one with its heading only."""
    file = path / "so.xlsx"
    file.write_bytes(book(EMPTY | sheets))
    return read_folder(file)[0]


def units(data: bytes) -> Book:
    return read_workbook("so.xlsx", data)


def text_of(data: bytes, table: str = "units") -> list[str]:
    return units(data).sheets[table].data.decode("utf-8-sig").split("\n")


def test_the_sample_in_excel_is_the_sample(tmp_path: Path) -> None:
    (tmp_path / "so.xlsx").write_bytes(folder_as_book(SAMPLE, most=MOST))
    reading, _ = read_folder(tmp_path / "so.xlsx")
    assert reading.faults == []
    assert values(reading) == {name: rows[:MOST] for name, rows in values(untouched()[0]).items()}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2026, 2, 23), "23/02/2026"),
        (date(2026, 2, 3), "03/02/2026"),
        (datetime(2026, 2, 23, 8, 30), "23/02/2026 08:30:00"),
        (time(8, 30), "08:30:00"),
        (18.75, '"18,75"'),
        (0.1, '"0,1"'),
        (1e-7, '"0,0000001"'),
        (20.0, "20"),
        (12_345_678_901, "12345678901"),
        (-3, "-3"),
        (True, "TRUE"),
        ("#N/A", "#N/A"),
        ("  hai  dòng\nchữ ", '"  hai  dòng\nchữ "'),
        (Text("=1+1"), "=1+1"),
        (Text("'=1+1"), "'=1+1"),
        (Text("=> xem"), "=> xem"),
        ('="007"', '"=""007"""'),
        (Text("007"), "007"),
        ("a\r\nb\rc_x000D_", '"a\nb\nc_x000D_"'),
        ("x005F_", "x005F_"),
    ],
)
def test_a_cell_is_written_as_an_officer_would(value: Any, text: str) -> None:
    data = book({"Đơn vị": [UNITS, ["U1", value, "|"]]})
    assert "\n".join(text_of(data)[1:-1]) == f"U1,{text},|"


def test_a_percentage_stays_one() -> None:
    data = with_part(
        book({"Đơn vị": [UNITS, ["U1", 0.843]]}),
        "xl/styles.xml",
        lambda xml: xml.replace('numFmtId="0"', 'numFmtId="10"'),
    )
    assert text_of(data)[1] == 'U1,"84,3%"'


def test_text_in_pieces_is_one_text() -> None:
    def in_pieces(xml: str) -> str:
        return xml.replace(
            "<t>Mot</t>",
            '<r><t xml:space="preserve">Mo </t></r><r><t>t</t></r><rPh sb="0" eb="1"><t>?</t></rPh>',
        )

    data = with_part(book({"Đơn vị": [UNITS, ["U1", "Mot"]]}), "xl/sharedStrings.xml", in_pieces)
    assert text_of(data)[1] == "U1,Mo t"


def test_cells_as_other_programs_write_them() -> None:
    """Without an address, with the text in the cell, with an error, a number with all the digits of its bits."""
    cells = [
        '<c t="inlineStr"><is><t>U1</t></is></c>',
        '<c t="inlineStr"><is><t>a_x000D_b_xD83D__x0000_</t></is></c>',
        '<c t="e"><v>#N/A</v></c>',
        "<c><v>19.199999999999999</v></c>",
    ]
    row = f"<row>{''.join(cells)}</row></sheetData>"
    data = with_part(book({"Đơn vị": [UNITS]}), SHEET, lambda xml: xml.replace("</sheetData>", row))
    assert "\n".join(text_of(data)[1:-1]) == 'U1,"a\nb_xD83D__x0000_",#N/A,"19,2"'


def test_a_problem_names_workbook_sheet_and_cell(tmp_path: Path) -> None:
    rows = [["DANH SÁCH ĐƠN VỊ"], [], [], UNITS, ["U1", "Một"], [], ["U2"], ["U1", "Ba"], ["U4", "Bốn", "?"]]
    problems = read(tmp_path, {"Đơn vị": rows}).faults
    assert [(p.file, p.cell) for p in problems] == [
        ("so.xlsx · Đơn vị", cell) for cell in ("A1", "B7", "A8", "C9")
    ]
    assert problems[-1].reason == "ô có dữ liệu nhưng cột không có tiêu đề"


def test_references_speak_of_sheets(tmp_path: Path) -> None:
    assignments = [["Mã nhiệm vụ", "Mã đơn vị", "Vai trò"], ["N1", "U1", "Chủ trì"]]
    task, unit = read(tmp_path, {"Phân công": assignments}).faults
    assert task.line().startswith(
        "so.xlsx · Phân công A2 [Mã nhiệm vụ] “N1”: mã không có trong so.xlsx · Nhiệm vụ"
    )
    assert unit.line().startswith(
        "so.xlsx · Phân công B2 [Mã đơn vị] “U1”: mã không có trong so.xlsx · Đơn vị"
    )


@pytest.mark.parametrize("formula", ["=B9", "=SUM(1,2)", '="U"&"1"', "=IF(A9>1,1,2)"])
def test_a_formula_is_a_problem_at_its_cell(formula: str, tmp_path: Path) -> None:
    reading = read(tmp_path, {"Đơn vị": [UNITS, ["U1", formula], ["U2", Text(f"'{formula}")]]})
    (problem,) = reading.faults
    assert (problem.cell, problem.value) == ("B2", formula)
    assert "công thức" in problem.reason
    assert "Paste Values" in problem.remedy
    assert [record["name"] for record in reading.records["units"]] == [formula]


def test_a_formula_never_becomes_a_value_by_being_saved() -> None:
    """What the sheet is as a CSV file is refused as well, in any column that the table has."""
    assert text_of(book({"Đơn vị": [UNITS, ["U1", "=A9"]]}))[1] == f"U1,{workbook.NO_VALUE}"


def test_a_column_of_the_officers_own_may_compute(tmp_path: Path) -> None:
    sheet = [[*UNITS, "Độ dài"], ["U1", "Một", "=LEN(B2)"]]
    assert read(tmp_path, {"Đơn vị": sheet}).faults == []
    assert text_of(book({"Đơn vị": sheet}))[1] == "U1,Một,=LEN(B2)"


def test_a_formula_for_a_heading_is_a_problem(tmp_path: Path) -> None:
    reading = read(tmp_path, {"Đơn vị": [[*UNITS, '="Tên"&" gọn"'], ["U1", "Một", "M"]]})
    assert ("C1", "tiêu đề là công thức, không phải chữ") in {(p.cell, p.reason) for p in reading.faults}


@pytest.mark.parametrize(
    "title", ["Đơn vị", "don vi", " ĐƠN  VỊ ", "units", "units.csv", "Đơn vị (2)", "Trang tính1"]
)
def test_a_sheet_is_known_by_its_title_or_its_headings(title: str) -> None:
    data = book({"Hướng dẫn": [["Cách điền"]], title: [["Một"], UNITS, ["U1", "Một"]], "Sheet2": []})
    found = units(data)
    assert (list(found.sheets), found.notes, found.faults) == (["units"], [], {})


def test_every_table_is_known_by_its_headings(subtests: pytest.Subtests) -> None:
    for table in TABLES:
        with subtests.test(table.name):
            assert list(units(book({"Sheet1": EMPTY[table.title]})).sheets) == [table.name]
            text = ";".join(column.label for column in table.columns)
            assert list(open_upload("a.csv", text.encode("utf-16")).sheets) == [table.name]


def test_the_only_sheet_may_have_the_files_name() -> None:
    assert list(read_workbook("units.xlsx", book({"Sheet1": [["Mã dv", "Tên"]]})).sheets) == ["units"]


def test_a_sheet_that_is_no_table_is_told_of() -> None:
    found = units(book({"Đơn vị": [UNITS], "Tính thử": [["a", 1]]}))
    (note,) = found.notes
    assert note.line().startswith("Lưu ý: so.xlsx · Tính thử: trang này không phải bảng nào")


def test_two_sheets_for_one_table_are_none(tmp_path: Path) -> None:
    reading = read(tmp_path, {"units": [UNITS, ["U1", "Một"]]})
    (problem,) = reading.faults
    assert (problem.file, problem.remedy) == ("so.xlsx · units", "Chỉ để lại một trang")
    assert "units" in reading.unreadable


def test_a_missing_sheet_is_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "so.xlsx").write_bytes(
        book({k: v for k, v in EMPTY.items() if k not in ("Đơn vị", "Cuộc họp")})
    )
    reading, _ = read_folder(tmp_path / "so.xlsx")
    (problem,) = reading.faults
    assert problem.line().startswith("so.xlsx: thiếu trang “Đơn vị” (units.csv)")
    assert (reading.unreadable, reading.absent) == ({"units"}, {"meetings"})


def test_a_sheet_down_to_the_last_row_is_read() -> None:
    empty = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(9, 20_000))
    empty += "".join(
        f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"></c></row>' for n in range(20_000, 40_000)
    )
    last = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>U9</t></is></c></row></sheetData>'
    data = with_part(
        book({"Đơn vị": [UNITS, ["U1", "Một"]]}), SHEET, lambda xml: xml.replace("</sheetData>", empty + last)
    )
    lines = text_of(data)
    assert (len(lines), lines[1], lines[-2], set(lines[2:-2])) == (1_048_577, "U1,Một", "U9,", {""})


def test_a_sheet_larger_than_it_says_is_read_whole() -> None:
    data = with_part(
        book({"Đơn vị": [UNITS, ["U1", "Một"]]}), SHEET, lambda xml: xml.replace('ref="A1:B2"', 'ref="A1"')
    )
    assert text_of(data)[1] == "U1,Một"


def test_rows_beyond_excels_last_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS_OF_EXCEL", 1000)
    far = '<row r="1001"><c r="A1001"><v>1</v></c></row></sheetData>'
    data = with_part(book({"Đơn vị": [UNITS]}), SHEET, lambda xml: xml.replace("</sheetData>", far))
    with pytest.raises(Unreadable, match="trang “Đơn vị” quá lớn"):
        units(data)


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = book({"Đơn vị": [UNITS, ["U1", "Một"]]})


@pytest.mark.filterwarnings("ignore:File contains an invalid specification")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "tệp rỗng"),
        (OLE + bytes(600), "sổ Excel kiểu cũ"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "sổ Excel có mật khẩu"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument"),
        (zipped(xl__workbook_bin=""), ".xlsb"),
        (b"<html><table></table></html>", "không phải sổ Excel"),
        (zipped(a_txt="a"), "bị hỏng"),
        (GOOD[:-30], "bị hỏng"),
        (GOOD[:700] + b"\xff" * 40 + GOOD[740:], "bị hỏng"),
        (with_part(GOOD, SHEET, lambda xml: xml[:-40]), "bị hỏng"),
        (
            with_part(GOOD, "xl/workbook.xml", lambda xml: xml.replace("openxmlformats", "oclc")),
            "một trang",
        ),
        (
            with_part(GOOD, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace("sheet1", "sheet7")),
            "một trang",
        ),
    ],
)
def test_what_is_no_sound_workbook_is_named(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        units(data)
    assert refused.value.remedy


def test_a_workbook_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as small:
        small.setattr(package, "MOST_BYTES", 1000)
        with pytest.raises(Unreadable, match="quá lớn"):
            units(GOOD)
    monkeypatch.setattr(workbook, "MOST_CELLS", 3)
    with pytest.raises(Unreadable, match="quá lớn"):
        units(book({"Đơn vị": [UNITS, ["U1", "Một"], ["U2", "Hai"]]}))


def test_a_given_workbook_is_read_as_if_it_stood_in_the_folder(tmp_path: Path) -> None:
    write_folder(tmp_path, {"units": "Mã đơn vị,Tên đơn vị\nU1,Một\n", "meetings": "Mã cuộc họp\n"})
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    told: list[float] = []
    given = units(book({"Đơn vị": [UNITS, *([f"U{n}", "Tên"] for n in range(2500)), ["U1", "Lại"]]})).sheets
    reading = read_files(given, tmp_path, tell=told.append)
    assert (reading.rows["units"], len(reading.records["units"]), reading.refused["units"]) == (2501, 2500, 1)
    assert {(p.file, p.cell) for p in reading.faults if p.cell} == {("so.xlsx · Đơn vị", "A2502")}
    assert "meetings.csv" in {p.file for p in reading.faults}
    assert told == sorted(told)
    assert (told[-1], len(told)) == (1.0, 4)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_given_csv_file_keeps_its_own_name_in_problems(tmp_path: Path) -> None:
    write_folder(tmp_path, {"assignments": "Mã nhiệm vụ,Mã đơn vị,Vai trò\nN1,U1,Chủ trì\n"})
    given = open_upload("don vi moi.csv", to_cp1258("Mã đơn vị;Tên đơn vị\nU1;\n"))
    assert list(given.sheets) == ["units"]
    problems = read_files(given.sheets, tmp_path).faults
    assert ("don vi moi.csv", "B2") in {(p.file, p.cell) for p in problems}


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("progress.csv", "progress"),
        ("Progress (1).CSV", "progress"),
        ("nhat ky ho so - Copy.csv", "dossier_events"),
    ],
)
def test_a_given_csv_file_is_known_by_its_name(name: str, table: str) -> None:
    assert list(open_upload(name, b"x").sheets) == [table]


def test_a_given_file_that_nothing_tells_is_refused() -> None:
    with pytest.raises(Unreadable, match="không nhận ra"):
        open_upload("a.csv", "Họ,Tên\n".encode())


def test_the_opening_of_a_large_workbook_tells_its_progress_and_can_be_given_up() -> None:
    class GivenUp(BaseException):
        """As the framework's own, it is no Exception."""

    data = book({"Đơn vị": [UNITS, *([f"U{n}", "Tên"] for n in range(2500))]})
    told: list[float] = []
    open_upload("so.xlsx", data, told.append)
    assert told == [pytest.approx(1000 / 2501), pytest.approx(2000 / 2501)]

    def leave(share: float) -> None:
        raise GivenUp

    with pytest.raises(GivenUp):
        open_upload("so.xlsx", data, leave)
