"""What the workbook looks like to who fills it in, and what it refuses to hold."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from emulation.schema import TABLE, TABLES, home
from emulation.store import Document
from emulation.workbook import CannotExport, explain, workbook
from emulation.workbook import export as export_module
from tests.workbook.books import TODAY, document

UNITS = [["007", "Thôn =Đông", "", "K1", "thanh vien"], ["ĐV2", "- Thôn Tây", "", "", "không rõ"]]
SCORES = [
    ["05/01/2026", "2026", "007", "C1", "Tự chấm", "18,75", ""],
    ["31/02/2026", "2026-q1", "007", "C1", "Tự chấm", "1.250", "=> xem\nlại"],
]
OWN = "Người nhập"


@pytest.fixture(scope="module")
def book() -> Workbook:
    """A workbook of all tables, some with rows, as openpyxl sees it."""
    documents = {table.name: Document.empty(table) for table in TABLES}
    documents["units"] = document("units", UNITS)
    headings = [OWN, *(column.label for column in TABLE["scores"].columns)]
    documents["scores"] = document("scores", [["An", *row] for row in SCORES], headings)
    return openpyxl.load_workbook(io.BytesIO(workbook(documents, TODAY)))


def cell(book: Workbook, table: str, label: str, row: int) -> Any:
    sheet = book[TABLE[table].title]
    return next(column[row - 1] for column in sheet.iter_cols() if column[0].value == label)


def rules(book: Workbook, table: str) -> dict[str, Any]:
    """Heading → its data validation."""
    sheet = book[TABLE[table].title]
    found: dict[str, Any] = {}
    for rule in sheet.data_validations.dataValidation:
        cells = next(iter(rule.sqref.ranges))
        assert (cells.min_row, cells.max_row) == (2, 1_048_576)
        found[str(sheet.cell(1, cells.min_col).value)] = rule
    return found


def refusal(table: str, rows: list[list[str]]) -> str:
    with pytest.raises(CannotExport) as caught:
        workbook({table: document(table, rows)}, TODAY)
    return str(caught.value)


# ---- sheets and headings


def test_a_guide_and_then_a_sheet_for_every_table_in_order(book: Workbook) -> None:
    assert book.sheetnames == ["Hướng dẫn", *(table.title for table in TABLES)]
    assert book.active == book.worksheets[0]


def test_the_guide_says_what_it_is_and_leads_to_every_sheet(book: Workbook) -> None:
    guide = book["Hướng dẫn"]
    texts = [c.value for row in guide.iter_rows() for c in row if c.value is not None]
    assert "Sổ này xuất từ chương trình ngày 23/11/2026, mỗi tệp dữ liệu một trang." in texts
    assert {table.title for table in TABLES} <= set(texts)
    assert all(any(str(text).startswith(table.holds) for text in texts) for table in TABLES)
    links = {c.hyperlink.location for row in guide.iter_rows() for c in row if c.hyperlink}
    assert links == {f"'{table.title}'!A1" for table in TABLES}


def test_an_empty_book_says_so_and_one_that_lacks_a_file_names_it() -> None:
    units = {"units": Document.empty(TABLE["units"])}
    book = openpyxl.load_workbook(io.BytesIO(workbook(units, TODAY)))
    texts = " ".join(str(c.value) for row in book["Hướng dẫn"].iter_rows() for c in row)
    assert "Sổ mẫu còn trống, tạo ngày 23/11/2026" in texts
    assert "tasks.csv" in texts
    assert "units.csv" not in texts
    assert book.sheetnames == ["Hướng dẫn", "Đơn vị"]


def test_headings_stay_in_sight_and_explain_themselves(book: Workbook, subtests: pytest.Subtests) -> None:
    for table in TABLES:
        with subtests.test(table.name):
            sheet = book[table.title]
            heads: dict[str, Any] = {str(c.value): c for c in sheet[1]}
            assert [*heads][: len(table.columns)] == [column.label for column in table.columns]
            for column in table.columns:
                head = heads[column.label]
                assert head.comment.text == explain(table, column)
                assert head.font.bold
            fills = {c.required: heads[c.label].fill.fgColor.rgb for c in table.columns}
            assert len({*fills.values()}) == len(fills)
            assert sheet.freeze_panes == "A2"
            assert sheet.auto_filter.ref.startswith("A1:")
            assert sheet.print_title_rows == "$1:$1"
            assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_a_column_of_the_files_own_follows_with_a_note(book: Workbook) -> None:
    last: Any
    *_, last = book["Nhật ký chấm điểm"][1]
    assert last.value == OWN
    assert "chương trình giữ nguyên" in last.comment.text
    assert cell(book, "scores", OWN, 2).value == "An"


# ---- cells


def test_days_numbers_and_texts_are_what_they_are_to_excel(book: Workbook) -> None:
    shown = {label: cell(book, "scores", label, 2) for label in ("Ngày chấm", "Kỳ", "Mã đơn vị", "Điểm")}
    assert {label: (c.value, c.number_format) for label, c in shown.items()} == {
        "Ngày chấm": (datetime(2026, 1, 5), "dd/mm/yyyy"),
        "Kỳ": ("2026", "@"),
        "Mã đơn vị": ("007", "@"),
        "Điểm": (18.75, "General"),
    }
    assert cell(book, "units", "Vai trò trong khối", 2).value == "Thành viên"


def test_a_refused_cell_is_its_own_text(book: Workbook) -> None:
    assert cell(book, "scores", "Ngày chấm", 3).value == "31/02/2026"
    assert cell(book, "scores", "Điểm", 3).value == "1.250"
    assert cell(book, "units", "Vai trò trong khối", 3).value == "không rõ"


def test_no_text_is_a_formula(book: Workbook) -> None:
    kinds = {c.data_type for sheet in book for row in sheet.iter_rows() for c in row}
    assert "f" not in kinds
    assert cell(book, "scores", "Ghi chú", 3).value == "=> xem\nlại"
    assert cell(book, "scores", "Ghi chú", 3).quotePrefix
    assert cell(book, "units", "Tên đơn vị", 3).quotePrefix
    assert not cell(book, "units", "Tên đơn vị", 2).quotePrefix


def test_new_rows_have_the_formats_too(book: Workbook) -> None:
    columns = book["Nhật ký chấm điểm"].column_dimensions
    assert [columns[letter].number_format for letter in "ABF"] == ["dd/mm/yyyy", "@", "General"]


# ---- what may be typed


def test_coded_cells_offer_their_words_and_ids_those_of_their_sheet(book: Workbook) -> None:
    found = rules(book, "scores")
    assert found["Bước chấm"].formula1 == '"Tự chấm,Khối chấm,Hội đồng chấm"'
    column = "'Đơn vị'!$A:$A"
    assert found["Mã đơn vị"].formula1 == f"'Đơn vị'!$A$2:INDEX({column},MAX(2,COUNTA({column})))"
    assert "2026-Q4" in found["Kỳ"].formula1
    assert {rule.type for rule in found.values()} == {"date", "list", "decimal"}


def test_excel_only_warns_where_the_reader_takes_more(book: Workbook) -> None:
    found = {(t.name, label): rule for t in TABLES for label, rule in rules(book, t.name).items()}
    stops = {place for place, rule in found.items() if rule.errorStyle != "warning"}
    years = {(name, "Năm") for name in ("plan", "tasks", "criteria")}
    assert stops == {*years, ("awards", "Số ngày làm việc giải quyết"), ("dossiers", "Số lượng")}
    assert all(rule.error and rule.errorTitle for rule in found.values())
    assert "23/02/2026" in found["progress", "Ngày ghi nhận"].error
    assert "trang “Đơn vị”" in found["scores", "Mã đơn vị"].error


def test_every_column_but_plain_text_and_new_ids_is_helped(book: Workbook, subtests: pytest.Subtests) -> None:
    for table in TABLES:
        with subtests.test(table.name):
            free = {
                c.label
                for c in table.columns
                if c.kind == "text" or (c.kind == "id" and not home(table, c.name))
            }
            assert rules(book, table.name).keys() == {c.label for c in table.columns} - free


def test_ids_of_a_sheet_that_is_not_there_are_free() -> None:
    data = workbook({"scores": Document.empty(TABLE["scores"])}, TODAY)
    assert "Mã đơn vị" not in rules(openpyxl.load_workbook(io.BytesIO(data)), "scores")


# ---- what a workbook cannot hold


def test_a_text_too_long_is_refused_with_its_cell() -> None:
    rows = [["U1", "a", "", "", ""], ["U2", "b", "n" * 32_768, "", ""]]
    assert refusal("units", rows).startswith("units.csv C3 [Tên gọn] “nnn")
    assert "chữ dài 32.768 ký tự, một ô Excel chỉ chứa được 32.767" in refusal("units", rows)
    assert "32.768" in refusal("units", [["U1", "😀" * 16_384]])


@pytest.mark.parametrize("text", ["_x0041_x0042_", "<r><t>a</t></r>"])
def test_a_text_like_the_workbooks_own_codes_is_refused(text: str) -> None:
    assert "units.csv B2 [Tên đơn vị]" in refusal("units", [["U1", text]])


def test_a_cell_of_an_own_column_is_named_by_its_row() -> None:
    given = document("blocs", [["K1", "a", "b"], ["K2", "a", "n" * 40_000]], ["Mã khối", "Tên khối", "Riêng"])
    with pytest.raises(CannotExport, match=r"blocs\.csv dòng 3 \[Riêng\]"):
        workbook({"blocs": given}, TODAY)


def test_too_many_rows_or_columns_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    far = [""] * 16_384
    with pytest.raises(CannotExport, match=r"blocs\.csv dòng 2: ô nằm ngoài 16\.384 cột"):
        workbook(
            {"blocs": document("blocs", [["K1", "a", *far, "x"]], ["Mã khối", "Tên khối", *far, ""])}, TODAY
        )
    monkeypatch.setattr(export_module, "LAST_ROW", 2)
    assert "blocs.csv: tệp có 3 dòng" in refusal("blocs", [[f"K{n}", "a"] for n in range(3)])
