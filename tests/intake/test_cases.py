"""Every case of the intake cases, and their relatives, on a copy of the sample folder."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from emulation.__main__ import CONTRACT, main
from emulation.intake import Problem, Reading, read_folder
from emulation.intake.files import read_file
from emulation.intake.problems import Unreadable
from emulation.schema import TABLES, Column, Table
from emulation.scope import Scope
from emulation.text import fold
from emulation.warehouse import Warehouse
from tests.intake.conftest import SAMPLE
from tests.intake.officers import Rows, change, each_cell, rows_of, save, text_of, to_tcvn3, to_vni

NBSP = "\u00a0"
DATE_LABELS = ("Ngày ghi nhận", "Ngày tiếp nhận", "Hạn giải quyết", "Ngày")


def answers(reading: Reading) -> dict[str, Any]:
    warehouse = Warehouse(reading)
    scope = Scope.at(warehouse.default_as_of)
    return {query: warehouse.answer(query, scope) for query in CONTRACT}


@cache
def untouched() -> tuple[Reading, dict[str, Any]]:
    reading, _ = read_folder(SAMPLE)
    return reading, answers(reading)


def values(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [{k: v for k, v in record.items() if k != "line"} for record in records]
        for name, records in reading.records.items()
    }


def assert_same(folder: Path, *, ask: bool = False) -> None:
    reading, _ = read_folder(folder)
    assert [problem.line() for problem in reading.faults] == []
    assert values(reading) == values(untouched()[0])
    if ask:
        assert answers(reading) == untouched()[1]


def problems(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines that `check` prints (without the mere notes), after it has failed as it should."""
    code = main(["check", "--data", str(folder)])
    out, err = capsys.readouterr()
    assert code == 1
    assert err == ""
    return [line for line in out.splitlines() if not line.startswith("Lưu ý")]


# --- same ------------------------------------------------------------------------------------------


def semicolon(folder: Path) -> None:
    each_cell(folder / "scores.csv", lambda text: text.replace(".", ","), "Điểm")
    save(folder / "scores.csv", rows_of(folder / "scores.csv"), ";", "\r\n")


def unicode_text(folder: Path) -> None:
    save(folder / "dossier_events.csv", rows_of(folder / "dossier_events.csv"), "\t", "\r\n", "utf-16")


def cp1258(folder: Path) -> None:
    save(folder / "units.csv", rows_of(folder / "units.csv"), ";", "\r\n", "cp1258")


def nfd(folder: Path) -> None:
    path = folder / "dossiers.csv"
    path.write_text(normalize("NFD", path.read_text(encoding="utf-8")), encoding="utf-8")


def excel_round_trip(folder: Path) -> None:
    path = folder / "dossiers.csv"
    each_cell(path, unpadded, *DATE_LABELS)
    rows = rows_of(path)
    padded = [[*row, "", ""] for row in rows] + [[""] * (len(rows[0]) + 2)] * 3
    save(path, padded, ";", "\r\n", "utf-8-sig")


def unpadded(day: str) -> str:
    return "/".join(part.lstrip("0") for part in day.split("/"))


def headers_spaces(folder: Path) -> None:
    rows = rows_of(folder / "tasks.csv")
    rows[0] = [f" {NBSP}{label.replace(' ', NBSP + ' ')} {NBSP}" for label in rows[0]]
    save(folder / "tasks.csv", rows)


def extra_column(folder: Path) -> None:
    rows = rows_of(folder / "progress.csv")
    save(
        folder / "progress.csv",
        [[*row[:3], "Người nhập" if i == 0 else "Ông A", *row[3:]] for i, row in enumerate(rows)],
    )


def cr_only(folder: Path) -> None:
    save(folder / "awards.csv", rows_of(folder / "awards.csv"), end="\r")


def mixed_line_ends(folder: Path) -> None:
    ends = ["\r\n", "\n", "\r"]
    lines = [text_of([row], end=ends[i % 3]) for i, row in enumerate(rows_of(folder / "awards.csv"))]
    (folder / "awards.csv").write_bytes("".join(lines).encode())


def trailing_blank_rows(folder: Path) -> None:
    path = folder / "progress.csv"
    save(path, rows_of(path), ";")
    with path.open("a", encoding="utf-8") as file:
        file.write(";;;;;\n;;;;;\n\n   \n;;;;;;;;\n\n")


def leading_blank_rows(folder: Path) -> None:
    rows = rows_of(folder / "assignments.csv")
    save(
        folder / "assignments.csv",
        [[], ["", "", "", ""], [NBSP], *rows[:4], [], *rows[4:9], ["", ""], *rows[9:]],
    )


def sep_line(folder: Path) -> None:
    path = folder / "dossiers.csv"
    path.write_text("sep=;\n" + text_of(rows_of(path), ";"), encoding="utf-8")


def quoted_newlines(folder: Path) -> None:
    rows = rows_of(folder / "progress.csv")
    for i, row in enumerate(rows[1:40]):
        row[5] = f'Dòng một, có phẩy;\nchấm phẩy; "ngoặc kép"\r\n28/01/2026, ba, bốn, năm, sáu, {i}\n\n'
    save(folder / "progress.csv", rows)


def nbsp_in_ids(folder: Path) -> None:
    each_cell(folder / "dossiers.csv", lambda text: f" {NBSP}{text}{NBSP} ")
    double = lambda text: text.replace(" ", f" {NBSP} ")  # noqa: E731
    each_cell(folder / "dossiers.csv", double, "Đối tượng", "Loại khen thưởng")


def nbsp_everywhere(folder: Path) -> None:
    for table in TABLES:
        each_cell(folder / table.file, lambda text: f"{NBSP} {text} {NBSP}", header=True)


def coded_without_diacritics(folder: Path) -> None:
    each_cell(folder / "progress.csv", fold, "Trạng thái")


def coded_in_capitals(folder: Path) -> None:
    for table in TABLES:
        labels = [column.label for column in table.columns if column.kind == "code"]
        if labels:
            each_cell(folder / table.file, str.upper, *labels)


def excel_serials(folder: Path) -> None:
    each_cell(folder / "dossiers.csv", serial, "Ngày tiếp nhận", "Hạn giải quyết")


def serial(text: str) -> str:
    day, month, year = map(int, text.split("/"))
    return str((date(year, month, day) - date(1899, 12, 30)).days)


def dates_midnight(folder: Path) -> None:
    each_cell(folder / "dossier_events.csv", lambda text: f"{text} 00:00:00", "Ngày")


def iso_dates(folder: Path) -> None:
    each_cell(folder / "dossier_events.csv", lambda text: "-".join(reversed(text.split("/"))), "Ngày")


def quarter_words(folder: Path) -> None:
    each_cell(folder / "tasks.csv", lambda text: "Quý " + ("I", "II", "III", "IV")[int(text) - 1], "Quý")


def quarters_roman(folder: Path) -> None:
    each_cell(folder / "tasks.csv", lambda text: ("I", "ii", "quy III", "QUÝ  4")[int(text) - 1], "Quý")


def bom_and_sep_line(folder: Path) -> None:
    path = folder / "scores.csv"
    path.write_bytes(("sep=;\r\n" + text_of(rows_of(path), ";", "\r\n")).encode("utf-8-sig"))


def sep_line_of_tabs_in_utf16(folder: Path) -> None:
    path = folder / "units.csv"
    path.write_bytes(("SEP=\t\r\n" + text_of(rows_of(path), "\t", "\r\n")).encode("utf-16"))


def sep_line_with_cr(folder: Path) -> None:
    path = folder / "units.csv"
    path.write_bytes(("sep=;\r" + text_of(rows_of(path), ";", "\r")).encode())


def utf16_big_endian(folder: Path) -> None:
    text = text_of(rows_of(folder / "tasks.csv"), ";")
    (folder / "tasks.csv").write_bytes(b"\xfe\xff" + text.encode("utf-16-be"))


def no_last_line_end(folder: Path) -> None:
    for table in TABLES:
        path = folder / table.file
        path.write_bytes(path.read_bytes().rstrip(b"\n"))


def english_headings(folder: Path) -> None:
    for table in TABLES:
        rows = rows_of(folder / table.file)
        names = {column.label: column.name for column in table.columns}
        save(folder / table.file, [[names[label] for label in rows[0]], *rows[1:]])


def headings_without_diacritics(folder: Path) -> None:
    for table in TABLES:
        rows = rows_of(folder / table.file)
        save(folder / table.file, [[fold(label).upper() for label in rows[0]], *rows[1:]])


def columns_reversed(folder: Path) -> None:
    for table in TABLES:
        save(folder / table.file, [row[::-1] for row in rows_of(folder / table.file)])


def trailing_empty_cells_left_out(folder: Path) -> None:
    for table in TABLES:
        save(folder / table.file, [trimmed(row) for row in rows_of(folder / table.file)])


def trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row


def quarters_period_in_small_letters(folder: Path) -> None:
    each_cell(folder / "scores.csv", str.lower, "Kỳ")


CASES: list[Callable[[Path], None]] = [
    *(semicolon, unicode_text, cp1258, nfd, excel_round_trip, headers_spaces, extra_column, cr_only),
    *(trailing_blank_rows, leading_blank_rows, sep_line, nbsp_in_ids, coded_without_diacritics),
    *(excel_serials, dates_midnight, quarter_words),
]
RELATIVES: list[Callable[[Path], None]] = [
    *(mixed_line_ends, nbsp_everywhere, coded_in_capitals, iso_dates, quarters_roman),
    *(bom_and_sep_line, sep_line_of_tabs_in_utf16, sep_line_with_cr, utf16_big_endian),
    *(no_last_line_end, english_headings, headings_without_diacritics, columns_reversed),
    *(trailing_empty_cells_left_out, quarters_period_in_small_letters),
]


@pytest.mark.parametrize("dress", CASES + RELATIVES, ids=lambda f: f.__name__)
def test_the_same_data_in_another_dress_gives_the_same_answers(
    dress: Callable[[Path], None], folder: Path
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    dress(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} != before
    assert_same(folder, ask=dress in CASES)


def test_notes_of_several_lines_change_no_figure(folder: Path) -> None:
    quoted_newlines(folder)
    reading, _ = read_folder(folder)
    assert reading.faults == []
    assert answers(reading) == untouched()[1]
    assert reading.records["progress"][0]["note"].startswith('Dòng một, có phẩy;\nchấm phẩy; "ngoặc kép"')


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_every_file_in_every_dress(separator: str, encoding: str, folder: Path) -> None:
    for number, table in enumerate(TABLES):
        end = ("\n", "\r\n", "\r")[number % 3]
        save(folder / table.file, rows_of(folder / table.file), separator, end, encoding)
    assert_same(folder)


def test_every_file_decomposed_and_padded(folder: Path) -> None:
    for table in TABLES:
        rows = [[normalize("NFD", text) for text in [*row, "", ""]] for row in rows_of(folder / table.file)]
        save(folder / table.file, [[""], *rows, [], [""] * 9], ";", "\r\n", "utf-8-sig")
    assert_same(folder)


def test_optional_files_with_only_a_header_are_empty(folder: Path) -> None:
    for table in TABLES:
        if table.optional:
            save(folder / table.file, rows_of(folder / table.file)[:1])
    each_cell(folder / "dossiers.csv", lambda _: "", "Mã phong trào")
    reading, _ = read_folder(folder)
    assert reading.faults == []
    assert not reading.absent
    assert all(reading.records[table.name] == [] for table in TABLES if table.optional)


def test_missing_optional_files_are_empty_and_what_points_there_is_not_reported(folder: Path) -> None:
    for table in TABLES:
        if table.optional:
            (folder / table.file).unlink()
    reading, _ = read_folder(folder)
    assert reading.faults == []
    assert reading.absent == {table.name for table in TABLES if table.optional}
    warehouse = Warehouse(reading)
    assert all(warehouse.answer(query, Scope.at(date(2026, 11, 16)))[0] for query in CONTRACT)


# --- problem: a cell -------------------------------------------------------------------------------

CELLS = [
    ("movement_results.csv", "G20", "1.250", "hàng nghìn"),
    ("movement_results.csv", "F20", "1.250", "hàng nghìn"),
    ("movement_results.csv", "F20", "−1.250", "hàng nghìn"),
    ("movement_results.csv", "F20", "1,250.5", "không phải số"),
    ("movement_results.csv", "F20", "12%", "không phải số"),
    ("movement_results.csv", "F20", "1 250", "không phải số"),
    ("movement_results.csv", "F20", "9" * 400, "số quá lớn"),
    ("movement_results.csv", "B20", "PT99", "mã không có trong movements.csv"),
    ("progress.csv", "A30", "02/23/2026", "không có ngày này"),
    ("progress.csv", "A30", "31/02/2026", "không có ngày này"),
    ("progress.csv", "A30", "16/11/26", "không phải ngày tháng"),
    ("progress.csv", "A30", "16/11/1926", "năm không thể có"),
    ("progress.csv", "A30", "16/11/2226", "năm không thể có"),
    ("progress.csv", "A30", "tháng 11", "không phải ngày tháng"),
    ("progress.csv", "A30", "", "bắt buộc"),
    ("progress.csv", "D30", "Xong", "không phải giá trị cho phép"),
    ("progress.csv", "C30", "KHONGCO", "không có phân công này"),
    ("tasks.csv", "D3", "5", "không phải quý"),
    ("tasks.csv", "D3", "Quý V", "không phải quý"),
    ("tasks.csv", "B3", "26", "không phải năm"),
    ("tasks.csv", "J3", "31/04/2026", "không có ngày này"),
    ("scores.csv", "B30", "2026-Q5", "không phải kỳ"),
    ("scores.csv", "B30", "Q1/2026", "không phải kỳ"),
    ("scores.csv", "F30", "-1", "nhỏ hơn 0"),
    ("scores.csv", "F30", "1.000", "hàng nghìn"),
    ("scores.csv", "C30", "CAX2", "mã không có trong units.csv"),
    ("scores.csv", "D30", "99-99", "mã không có trong criteria.csv"),
    ("criteria.csv", "F3", "0", "lớn hơn 0"),
    ("awards.csv", "E3", "2,5", "không phải số nguyên"),
    ("awards.csv", "E3", "-3", "nhỏ hơn 0"),
    ("awards.csv", "E3", "9" * 30, "số quá lớn"),
    ("units.csv", "D3", "K99", "mã không có trong blocs.csv"),
    ("units.csv", "E3", "Trưởng khối", "không phải giá trị cho phép"),
    ("dossiers.csv", "F9", "LDT", "Có phải “LDTT”?"),
    ("dossiers.csv", "H9", "PT99", "mã không có trong movements.csv"),
    ("meetings.csv", "F3", "2026-II.9", "mã không có trong tasks.csv"),
    ("days_off.csv", "B2", "Nghĩ phép", "không phải giá trị cho phép"),
    ("bands.csv", "B3", "tám mươi", "không phải số"),
    ("plan.csv", "I2", "#REF!", "lỗi của Excel"),
    ("progress.csv", "F30", "Hoµn thµnh tèt", "bảng mã cũ"),
    ("progress.csv", "D30", "§ang thùc hiÖn", "không phải giá trị cho phép"),
    ("units.csv", "B3", "Hoäi Noâng daân", "bảng mã cũ"),
]


@pytest.mark.parametrize(("file", "cell", "value", "said"), CELLS, ids=lambda text: str(text)[:20])
def test_a_wrong_cell_is_named_at_its_place(
    file: str, cell: str, value: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder / file, cell, value)
    (line,) = problems(folder, capsys)
    assert line.startswith(f"{file} {cell} [")
    assert said in line


@pytest.mark.parametrize(
    "value", ["0,125", "0.125", "19.25", "-0.125", "1.250,5", "1.250.000", "1250", "1,250"]
)
def test_numbers_that_can_be_read_in_one_way_only_are_read(value: str, folder: Path) -> None:
    change(folder / "movement_results.csv", "F20", value)
    reading, _ = read_folder(folder)
    assert reading.faults == []


def test_all_excel_errors_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    errors = {
        "F5": "#N/A",
        "C6": "#REF!",
        "B7": "#VALUE!",
        "G8": "#NAME?",
        "B9": "########",
        "I10": "#DIV/0!",
    }
    for cell, error in errors.items():
        change(folder / "dossiers.csv", cell, error)
    lines = problems(folder, capsys)
    own = [line for line in lines if "lỗi của Excel" in line]
    assert [line.split()[1] for line in own] == ["F5", "C6", "B7", "G8", "B9", "I10"]
    assert lines == own, "events of the refused dossiers are not reported one by one"


def test_all_problems_of_a_file_are_named_in_its_order(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "dossiers.csv"
    wrong = {"B4": "32/01/2026", "C5": "XYZ", "D6": "Con người", "E7": "", "F8": "KHONG", "G9": "#N/A"}
    for cell, value in wrong.items():
        change(path, cell, value)
    save(path, [*rows_of(path), rows_of(path)[1]])
    last = f"A{len(rows_of(path))}"
    assert [line.split()[1] for line in problems(folder, capsys)] == [*wrong, last]


def test_the_cell_below_notes_of_several_lines_has_excels_row(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quoted_newlines(folder)
    change(folder / "progress.csv", "A60", "02/23/2026")
    (line,) = problems(folder, capsys)
    assert line.startswith("progress.csv A60 [Ngày ghi nhận] “02/23/2026”")


def test_the_cell_below_blank_rows_has_excels_row(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(folder / "units.csv")
    rows[4][3] = "K99"
    save(folder / "units.csv", [[], *rows[:2], [], [""], *rows[2:]])
    assert problems(folder, capsys)[0].startswith("units.csv D8 [Mã khối] “K99”")


def test_an_unquoted_decimal_comma_is_a_field_too_many(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (folder / "scores.csv").read_text(encoding="utf-8").splitlines()
    cells = lines[19].split(",")
    lines[19] = ",".join([*cells[:5], "18,75", ""])
    (folder / "scores.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (line,) = problems(folder, capsys)
    assert line.startswith("scores.csv H20:")
    assert "ngoặc kép" in line


def test_a_row_of_one_cell_lacks_what_is_required(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(folder / "dossier_events.csv")
    rows[9] = rows[9][:1]
    save(folder / "dossier_events.csv", rows)
    assert [line.split()[1] for line in problems(folder, capsys)] == ["B10", "C10"]


def test_a_cell_without_a_heading_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(folder / "units.csv")
    rows[0].append("")
    rows[5].append("ghi thêm")
    save(folder / "units.csv", rows)
    assert problems(folder, capsys)[0].startswith("units.csv F6 “ghi thêm”")


def test_a_repeated_key_names_the_first_row(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(folder / "awards.csv")
    save(folder / "awards.csv", [*rows, rows[1]])
    (line,) = problems(folder, capsys)
    assert line.startswith(f"awards.csv A{len(rows) + 1} [Mã khen thưởng]")
    assert "trùng Mã khen thưởng với dòng 2" in line


def test_rows_that_follow_a_refused_row_are_counted_in_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder / "blocs.csv", "A2", "")
    lines = problems(folder, capsys)
    assert lines[0].startswith("blocs.csv A2")
    assert all(line.startswith("units.csv D") for line in lines[1:]), "an id that is not there is unknown"
    assert "kéo theo" in lines[1]
    assert "dòng ở assignments.csv" in lines[1]
    assert "dòng ở dossier_events.csv" in " ".join(lines[1:])


# --- problem: a file -------------------------------------------------------------------------------


def workbook(folder: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    (folder / "progress.csv").write_bytes(data.getvalue())


def unclosed_quote(folder: Path) -> None:
    path = folder / "progress.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[9].split(",")
    lines[9] = ",".join([*cells[:4], "", '"ghi chú mở ngoặc'])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def rewritten(change_bytes: Callable[[str], bytes]) -> Callable[[Path], None]:
    def do(folder: Path) -> None:
        path = folder / "progress.csv"
        path.write_bytes(change_bytes(path.read_text(encoding="utf-8")))

    return do


def directory(folder: Path) -> None:
    (folder / "progress.csv").unlink()
    (folder / "progress.csv").mkdir()


FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "tcvn3": (rewritten(to_tcvn3), "TCVN3"),
    "vni": (rewritten(to_vni), "VNI"),
    "tcvn3 in UTF-8": (rewritten(lambda t: to_tcvn3(t).decode("latin-1").encode()), "TCVN3"),
    "workbook": (workbook, "sổ Excel"),
    "old workbook": (rewritten(lambda t: b"\xd0\xcf\x11\xe0" + t.encode()), "sổ Excel"),
    "zero bytes": (rewritten(lambda t: b""), "0 byte"),
    "blank": (rewritten(lambda t: b"\n ;;\n"), "tiêu đề"),
    "BOM only": (rewritten(lambda t: b"\xef\xbb\xbf"), "không có dòng nào"),
    "NUL": (rewritten(lambda t: t.encode()[:500] + b"\0" + t.encode()[500:]), "NUL"),
    "UTF-16 without BOM": (rewritten(lambda t: t.encode("utf-16-le")), "NUL"),
    "half a letter": (rewritten(lambda t: t.encode()[: t.encode().rindex(b"\xe1") + 1]), "cắt ngang"),
    "unclosed quote": (unclosed_quote, "A10"),
    "directory": (directory, "thư mục"),
    "missing": (lambda folder: (folder / "progress.csv").unlink(), "thiếu tệp"),
    "no header": (rewritten(lambda t: t.split("\n", 1)[1].encode()), "tiêu đề"),
    "a web page": (rewritten(lambda t: b"<!DOCTYPE html><html><body>404</body></html>"), "tiêu đề"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_one_problem(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, said = FILES[name]
    spoil(folder)
    (line,) = problems(folder, capsys)
    assert line.startswith("progress.csv")
    assert said in line


@pytest.mark.parametrize("file", [table.file for table in TABLES])
def test_zero_bytes_are_a_damaged_file_everywhere(
    file: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / file).write_bytes(b"")
    (line,) = problems(folder, capsys)
    assert line.startswith(f"{file}: tệp rỗng")


@pytest.mark.parametrize("query", CONTRACT)
def test_show_names_an_unreadable_file_and_gives_no_figures_that_need_it(
    query: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "units.csv").write_bytes(b"")
    code = main(["show", query, "--data", str(folder)])
    out, err = capsys.readouterr()
    assert "units.csv" in err
    assert code == (1 if not out else 0)


def test_a_file_without_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "units.csv":
            raise PermissionError
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    (problem,) = read_folder(folder)[0].faults
    assert problem.line().startswith("units.csv: không mở được tệp. Đóng tệp trong Excel")


def test_an_empty_folder_lacks_every_required_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = problems(tmp_path, capsys)
    assert [line.split(":")[0] for line in lines] == [table.file for table in TABLES if not table.optional]


@pytest.mark.parametrize(
    "make", [lambda path: None, lambda path: path.write_text("")], ids=["missing", "a file"]
)
def test_no_folder(make: Callable[[Path], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path / "none")
    (line,) = problems(tmp_path / "none", capsys)
    assert "thư mục" in line
    assert main(["show", "tasks", "--data", str(tmp_path / "none")]) == 1


# --- headings --------------------------------------------------------------------------------------


def misspelt(label: str) -> str:
    """Two letters of the middle in each other's place, or one too many."""
    bare = fold(label).replace(" ", "")
    middle = len(bare) // 2
    swapped = bare[: middle - 1] + bare[middle] + bare[middle - 1] + bare[middle + 1 :]
    return swapped if len(bare) > 4 and swapped != bare else bare + "h"


def header_problems(path: Path, table: Table) -> list[Problem]:
    try:
        file = read_file(path, table)
    except Unreadable as error:
        return error.problems(table)
    assert file is not None
    return file.problems


@pytest.mark.parametrize(
    ("table", "column"),
    [pytest.param(t, c, id=f"{t.name}-{c.name}") for t in TABLES for c in t.columns],
)
def test_a_misspelt_heading_is_named_with_the_right_one(table: Table, column: Column, folder: Path) -> None:
    rows = rows_of(folder / table.file)
    index = rows[0].index(column.label)
    rows[0][index] = misspelt(column.label)
    save(folder / table.file, rows)
    found = header_problems(folder / table.file, table)
    assert [p.cell for p in found] == [f"{chr(65 + index)}1"]
    assert f"“{column.label}”" in found[0].remedy


@pytest.mark.parametrize("heading", ["Hạn riêng (nếu có)", "Han rieg", "due on:"])
def test_a_near_optional_heading_does_not_let_its_values_vanish(
    heading: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder / "assignments.csv", "D1", heading)
    (line,) = problems(folder, capsys)
    assert line.startswith(f"assignments.csv D1 [Hạn riêng] “{heading}”")


def test_the_contracts_misspelt_heading(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder / "progress.csv", "D1", "Trang thia")
    (line,) = problems(folder, capsys)
    assert line.startswith("progress.csv D1 [Trạng thái] “Trang thia”")
    assert "Sửa tiêu đề thành “Trạng thái”" in line


@pytest.mark.parametrize("label", ["Trạng thái", "Ghi chú", "status", "Người nhập"])
def test_a_heading_given_twice(label: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(folder / "progress.csv")
    more = [label, "Người nhập"] if label == "Người nhập" else [label]
    save(folder / "progress.csv", [[*rows[0], *more], *([*row, *[""] * len(more)] for row in rows[1:])])
    (line,) = problems(folder, capsys)
    assert line.startswith("progress.csv G1" if len(more) == 1 else "progress.csv H1")
    assert "hai cột" in line


def test_title_rows_are_named_and_the_rows_below_still_count(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = rows_of(folder / "scores.csv")
    title: Rows = [["BẢNG CHẤM ĐIỂM", *[""] * 6], ["Năm 2026", *[""] * 6], [""] * 7]
    save(folder / "scores.csv", [*title, *rows])
    assert [line.split()[1] for line in problems(folder, capsys)] == ["A1", "A2"]
    assert values(read_folder(folder)[0]) == values(untouched()[0])


def test_problems_of_heading_and_rows_are_named_together(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder / "progress.csv", "D1", "Trang thia")
    change(folder / "progress.csv", "E1", "Van ban minh chug")
    change(folder / "progress.csv", "A17", "31/02/2026")
    change(folder / "units.csv", "D3", "K99")
    lines = problems(folder, capsys)
    assert [" ".join(line.split()[:2]) for line in lines] == [
        *("units.csv D3", "progress.csv D1", "progress.csv E1", "progress.csv A17")
    ]


# --- quotes that hide rows -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("progress.csv", 5),
        ("dossiers.csv", 4),
        ("tasks.csv", 4),
        ("units.csv", 1),
        ("scores.csv", 6),
        ("blocs.csv", 1),
    ],
)
@pytest.mark.parametrize("apart", [1, 3])
def test_two_stray_quotes_do_not_hide_the_rows_between_them(
    file: str, column: int, apart: int, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / file).open(encoding="utf-8", newline="") as stream:
        rows = [[text.split(",")[0] for text in row] for row in csv.reader(stream)]
    rows[2][column] = '"' + rows[2][column]
    rows[2 + apart][column] = rows[2 + apart][column] + '"'
    text = "".join(",".join(row) + "\n" for row in rows).replace(",Văn bản,", ',"Văn bản, minh chứng",')
    (folder / file).write_text(text, encoding="utf-8")
    named = (f"{file} {chr(65 + column)}3", f"{file} A3:")
    assert any(line.startswith(named) for line in problems(folder, capsys))


def test_nothing_changes_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    main(["check", "--data", str(folder)])
    main(["show", "tasks", "--data", str(folder)])
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before
    shutil.rmtree(folder)
