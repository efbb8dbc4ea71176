"""The statistics forms: what the data carry stands in its cell, what they do not is marked, nothing is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from emulation.intake import read_folder
from emulation.reports.forms import forms, term
from emulation.reports.layouts import PROVINCE, STATE
from emulation.schema import COMMENDATION_TYPES, NOMINEE_KINDS
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse, write_folder
from tests.reference.folders import write_random_folder
from tests.reports.workbooks import facts_of, formulas_hold, shown, texts, written

YEAR = Scope.at(date(2026, 11, 16))
PLAN = "year,issuer,place,notice\n2026,Ủy ban nhân dân xã A,Xã A,Số liệu giả định.\n"
NAMES = {
    "HC": ("Cấp Nhà nước", "Huân chương Lao động hạng Ba"),
    "CV": ("Cấp Nhà nước", "Huy chương Chiến sĩ vẻ vang"),
    "BM": ("Cấp Nhà nước", "Bà mẹ Việt Nam anh hùng"),
    "CP": ("Cấp Nhà nước", "Cờ thi đua của Chính phủ"),
    "TTG": ("Cấp Nhà nước", "Bằng khen của Thủ tướng Chính phủ"),
    "LT": ("Cấp Nhà nước", "Thư khen của Chủ tịch nước"),
    "BK": ("Cấp thành phố", "BẰNG KHEN của Chủ tịch UBND thành phố"),
    "CSTD": ("Cấp thành phố", "Chiến sĩ thi đua cấp thành phố"),
    "KNC": ("Cấp thành phố", "Kỷ niệm chương của ngành"),
    "XS": ("Cấp thành phố", "Tập thể lao động xuất sắc"),
    "GK": ("Cấp xã", "Giấy khen"),
}
GIVEN = (  # award, nominee, type, how many
    ("HC", "Cá nhân", "Cống hiến", 2),
    ("HC", "Hộ gia đình", "Công trạng", 1),
    ("CV", "Cá nhân", "Niên hạn", 4),
    ("BM", "Cá nhân", "Cống hiến", 1),
    ("CP", "Tập thể", "Phong trào", 1),
    ("CP", "Cá nhân", "Phong trào", 1),
    ("TTG", "Tập thể", "Đột xuất", 3),
    ("LT", "Cá nhân", "Đối ngoại", 1),
    ("BK", "Tập thể", "Công trạng", 2),
    ("BK", "Hộ gia đình", "Phong trào", 1),
    ("CSTD", "Cá nhân", "Công trạng", 5),
    ("KNC", "Cá nhân", "Cống hiến", 2),
    ("XS", "Tập thể", "Công trạng", 6),
    ("GK", "Cá nhân", "Công trạng", 9),
)
MOVEMENTS = """movement_id,name,launched_by,launched_on,ends_on
A,Dài hạn,Trung ương,05/01/2026,31/12/2030
B,Trọn năm,Thành phố,01/01/2026,31/12/2026
C,Ngắn,Xã,02/03/2026,31/12/2026
D,Không hạn,Xã,15/04/2025,
E,Đã xong,Xã,01/01/2024,31/12/2025
F,Chưa phát động,Xã,01/12/2026,31/12/2026
"""


def dossiers() -> dict[str, str]:
    """Every award of GIVEN, decided in June 2026, and one decided the year before."""
    rows = [(a, k, t) for a, k, t, many in GIVEN for _ in range(many)]
    lines = [f"H{n},01/06/2025,U,{k},Tên,{a},{t}" for n, (a, k, t) in enumerate([*rows, rows[0]])]
    days = ["20/06/2026"] * len(rows) + ["20/06/2025"]
    return {
        "dossiers": "dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type\n"
        + "\n".join(lines)
        + "\n",
        "dossier_events": "occurred_on,dossier_id,stage\n"
        + "".join(f"{day},H{n},Đã khen thưởng\n" for n, day in enumerate(days)),
    }


TABLES = {
    "plan": PLAN,
    "units": "unit_id,name\nU,Đơn vị\n",
    "awards": "award_id,name,category,level\n"
    + "".join(f"{key},{name},Hình thức khen thưởng,{level}\n" for key, (level, name) in NAMES.items()),
    "movements": MOVEMENTS,
    **dossiers(),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return forms(facts_of(warehouse(tmp_path_factory.mktemp("forms"), TABLES), "forms", YEAR))


@pytest.fixture(scope="module")
def book(made: bytes) -> Workbook:
    return shown(made)


def line(sheet: Worksheet, code: str) -> list[Any]:
    """The figures of the line with that code, the total first."""
    first = 2 if sheet.title == "0601" else 3
    (cells,) = (row for row in sheet.iter_rows() if row[1].value == code)
    return [cell.value for cell in cells[first:]]


def cell_of(sheet: Worksheet, code: str, index: int) -> Any:
    """The cell of a line with a code, counted from the line's label."""
    return next(row[index] for row in sheet.iter_rows() if row[1].value == code)


# ---- 0601


def test_movements_that_run_in_the_year_stand_under_who_launched_them(book: Workbook) -> None:
    sheet = book["0601"]
    assert line(sheet, "01") == [4, 1, 1, 2]
    assert [line(sheet, code) for code in ("06", "07", "08", "09", "10")] == [
        [1, 0, 0, 1],
        [1, 0, 1, 0],
        [0, 0, 0, 0],
        [1, 1, 0, 0],
        [0, 0, 0, 0],
    ]


def test_a_movement_without_an_end_is_named(book: Workbook) -> None:
    assert any("mã 06–10: Không hạn (1 phong trào)" in text for text in texts(book["0601"]))


def test_what_the_data_do_not_know_of_movements_is_marked(book: Workbook) -> None:
    sheet = book["0601"]
    assert line(sheet, "02") == ["x", "x", None, None]
    assert line(sheet, "04") == ["x", None, None, "x"]
    assert line(sheet, "11") == line(sheet, "12") == ["x"] * 4


@pytest.mark.parametrize(
    ("launched", "ends", "expected"),
    [
        ((2026, 3, 2), (2026, 3, 2), "Dưới 1 năm"),
        ((2026, 1, 5), (2027, 1, 3), "Dưới 1 năm"),
        ((2026, 1, 5), (2027, 1, 4), "1 năm"),
        ((2026, 1, 5), (2027, 1, 5), "1 năm"),
        ((2026, 1, 5), (2027, 1, 6), "Từ 1 năm đến dưới 3 năm"),
        ((2026, 1, 5), (2029, 1, 3), "Từ 1 năm đến dưới 3 năm"),
        ((2026, 1, 5), (2029, 1, 4), "Từ 3 năm đến dưới 5 năm"),
        ((2026, 1, 5), (2031, 1, 4), "Từ 5 năm trở lên"),
        ((2024, 2, 29), (2025, 2, 28), "1 năm"),
        ((2024, 2, 29), (9999, 12, 31), "Từ 5 năm trở lên"),
        ((2026, 1, 5), (2026, 1, 4), ""),
    ],
)
def test_how_long_a_movement_lasts(launched: Any, ends: Any, expected: str) -> None:
    assert term(date(*launched), date(*ends)) == expected
    assert term(date(*launched), None) == ""


# ---- 0602


def test_state_awards_stand_in_their_columns_by_nominee(book: Workbook) -> None:
    sheet = book["0602"]
    assert line(sheet, "01") == [14, 1, 2, 0, 4, 0, 0, 0, 1, 1, 3, 0, 0, 0, 2]
    assert line(sheet, "06") == [4, 0, None, 0, None, None, None, 0, None, 1, 3, None, None, 0, None]
    assert line(sheet, "08") == [1, 1, None, 0, None, None, None, 0, None, None, 0, None, None, 0, None]
    assert line(sheet, "09") == [9, None, 2, None, 4, 0, 0, None, 1, None, None, 0, 0, None, 2]


def test_state_awards_are_divided_by_type(book: Workbook) -> None:
    totals = [line(book["0602"], str(code))[0] for code in range(15, 21)]
    assert totals == [1, 2, 3, 1, 3, 4]
    assert line(book["0602"], "19")[1:5] == [0, 2, 0, 0]


def test_an_award_that_fits_no_column_of_its_own_is_another_form(book: Workbook) -> None:
    (said,) = (text for text in texts(book["0602"]) if "xếp vào cột theo tên" in text)
    assert "cột 9: Cờ thi đua của Chính phủ 1, Thư khen của Chủ tịch nước 1" in said


def test_what_the_data_do_not_know_of_awards_is_marked_and_no_zero(book: Workbook) -> None:
    sheet = book["0602"]
    for code in ("02", "03", "21"):
        assert line(sheet, code) == ["x"] * 15
    for code in ("10", "11", "12", "13", "14"):
        assert line(sheet, code)[:3] == ["x", None, "x"]
    assert line(sheet, "07")[:3] == ["x", "x", None]


def test_the_marks_differ(made: bytes) -> None:
    sheet = written(made)["0602"]
    unknown, impossible, figure = (cell_of(sheet, code, 4) for code in ("07", "09", "06"))
    assert unknown.fill.patternType == "lightUp"
    assert impossible.border.diagonalUp
    assert impossible.border.diagonalDown
    assert figure.fill.patternType is None
    assert not figure.border.diagonalUp
    assert {"Dữ liệu không có; điền tay.", "Biểu không có số liệu ở ô này."} <= set(texts(sheet))


# ---- 0603


def test_city_awards_stand_in_their_columns(book: Workbook) -> None:
    sheet = book["0603"]
    assert line(sheet, "01") == [10, 3, 5, 0, 2]
    assert line(sheet, "02") == [2, 2, None, 0, 0]
    assert line(sheet, "04") == [1, 1, None, None, 0]
    assert line(sheet, "05") == [7, 0, 5, None, 2]
    assert line(sheet, "11") == [7, 2, 5, 0, 0]


def test_an_award_in_no_column_is_named_and_so_are_those_of_the_commune(book: Workbook) -> None:
    said = " ".join(texts(book["0603"]))
    assert "kể cả Tổng số: Tập thể lao động xuất sắc (Tập thể) 6." in said
    assert "9 khen thưởng Cấp xã trong năm không thuộc các biểu" in said


@pytest.mark.parametrize("seed", [1, 2])
def test_no_award_is_lost(seed: int, tmp_path: Path) -> None:
    write_random_folder(tmp_path, seed)
    data = Warehouse(read_folder(tmp_path)[0])
    facts = facts_of(data, "forms", Scope.at(date(2100, 1, 1), year=max(_years(data))))
    book = shown(forms(facts))
    given = facts.rows("awards_given")
    assert given
    for name, form, level in (("0602", STATE, "Cấp Nhà nước"), ("0603", PROVINCE, "Cấp thành phố")):
        held = [
            row
            for row in given
            if row.level == level
            and any(s.takes(facts.name("awards", row.award_id), row.nominee_kind) for s in form.slots)
        ]
        assert level != "Cấp Nhà nước" or len(held) == sum(row.level == level for row in given)
        by_label = {row[0].value: row[form.first_slot - 1].value for row in book[name].iter_rows()}
        assert by_label["Tổng số"] == sum(row.awards for row in held)
        for kind in NOMINEE_KINDS:
            assert by_label[f"- {kind}"] == sum(r.awards for r in held if r.nominee_kind == kind)
        ways = {"Công trạng": "Thường xuyên", "Phong trào": "Chuyên đề"}
        for type_ in COMMENDATION_TYPES:
            expected = sum(r.awards for r in held if r.commendation_type == type_)
            assert by_label[f"- {ways.get(type_, type_)}"] == expected
        said = " ".join(texts(book[name]))
        for row in given:
            if row.level == level and row not in held:
                assert f"{facts.name('awards', row.award_id)} ({row.nominee_kind})" in said


def _years(data: Warehouse) -> list[int]:
    """Years in which something was awarded."""
    days = data.rows_of("select occurred_on from dossier_events where stage = 'Đã khen thưởng'")
    return [day.year for (day,) in days]


# ---- the paper


def test_totals_are_formulas_with_the_value_they_come_to(made: bytes) -> None:
    in_0601, in_0602, in_0603 = 6, 14 + 10, 4 + 10
    assert formulas_hold(made) == in_0601 + in_0602 + in_0603


@pytest.mark.parametrize("name", ["0601", "0602", "0603"])
def test_a_form_is_a_page_to_sign(book: Workbook, name: str) -> None:
    sheet, said = book[name], texts(book[name])
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight or 1) == (1, 1)
    assert said[0] == f"Biểu số: {name}.N/BNV-TĐKT"
    assert {"Đơn vị báo cáo: Ủy ban nhân dân xã A", "Người lập biểu", "Thủ trưởng đơn vị"} <= set(said)
    assert "Xã A, ngày … tháng … năm …" in said
    assert "Năm 2026. Số liệu tính đến 16/11/2026" in said
    assert said[-1].endswith("Số liệu giả định.")
    assumed = next(text for text in said if text.startswith("† Giả định"))
    assert "chưa xác minh" in assumed
    assert any("02/2023/TT-BNV" in text and text.endswith("†") for text in said)


def test_the_form_is_of_the_whole_year_and_says_a_filter(tmp_path: Path) -> None:
    data = warehouse(tmp_path, TABLES)
    book = shown(forms(facts_of(data, "forms", YEAR.but(quarter=1, units=("U",)))))
    assert line(book["0603"], "01")[0] == 10
    assert "Phạm vi số liệu: Đơn vị" in texts(book["0603"])
    assert any("không thu hẹp số phong trào" in text for text in texts(book["0601"]))


def test_an_empty_folder_gives_forms_that_say_so(tmp_path: Path) -> None:
    book = shown(forms(facts_of(warehouse(tmp_path), "forms", YEAR)))
    assert line(book["0602"], "01") == [0] * 15
    assert any("Chưa có phong trào nào." in text for text in texts(book["0601"]))
    for name in ("0602", "0603"):
        assert any("xếp vào cột theo tên: chưa có." in text for text in texts(book[name]))


def test_a_file_that_cannot_be_read_is_named_and_the_other_forms_stand(tmp_path: Path) -> None:
    write_folder(tmp_path, TABLES)
    (tmp_path / "dossiers.csv").write_bytes(b"\0\0")
    book = shown(forms(facts_of(Warehouse(read_folder(tmp_path)[0]), "forms", YEAR)))
    assert line(book["0601"], "01") == [4, 1, 1, 2]
    for name in ("0602", "0603"):
        assert any("không đọc được tệp dossiers.csv" in text for text in texts(book[name]))
