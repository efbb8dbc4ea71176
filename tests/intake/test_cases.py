"""The intake cases that are the same data in another dress, and their relatives, on the sample folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest

from emulation.__main__ import CONTRACT
from emulation.intake import read_folder
from emulation.schema import TABLES
from emulation.scope import Scope
from emulation.text import fold
from emulation.warehouse import Warehouse
from tests.intake.officers import each_cell, quoted_newlines, rows_of, save, text_of
from tests.intake.verdict import answers, assert_same, untouched

NBSP = "\u00a0"
DATE_LABELS = ("Ngày ghi nhận", "Ngày tiếp nhận", "Hạn giải quyết", "Ngày")


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


def quarters_with_year(folder: Path) -> None:
    rows = rows_of(folder / "tasks.csv")
    year, quarter = rows[0].index("Năm"), rows[0].index("Quý")
    for n, row in enumerate(rows[1:]):
        row[quarter] = row[quarter] and ("{}/{}", "Quý {}/{}", "{} năm {}")[n % 3].format(
            row[quarter], row[year]
        )
    save(folder / "tasks.csv", rows)


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


MOVED: list[Callable[[Path], None]] = [leading_blank_rows, sep_line]
"""Rows stand on other lines, so answers are asked for too. Of the others equal values in equal order say as much."""
DRESSES: list[Callable[[Path], None]] = [
    *(*MOVED, semicolon, unicode_text, cp1258, nfd, excel_round_trip, headers_spaces, extra_column, cr_only),
    *(trailing_blank_rows, nbsp_in_ids, coded_without_diacritics, excel_serials, dates_midnight),
    *(quarter_words, quarters_with_year, mixed_line_ends, nbsp_everywhere, coded_in_capitals, iso_dates),
    *(quarters_roman, bom_and_sep_line, sep_line_of_tabs_in_utf16, sep_line_with_cr, utf16_big_endian),
    *(no_last_line_end, english_headings, headings_without_diacritics, columns_reversed),
    *(trailing_empty_cells_left_out, quarters_period_in_small_letters),
]


@pytest.mark.parametrize("dress", DRESSES, ids=lambda f: f.__name__)
def test_the_same_data_in_another_dress_gives_the_same_values_and_answers(
    dress: Callable[[Path], None], folder: Path
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    dress(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} != before
    assert_same(folder, ask=dress in MOVED)


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
    each_cell(folder / "tasks.csv", lambda _: "", "Mã cuộc họp")
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
