"""The intake cases that are problems of a cell or a row, and their relatives, on the sample folder."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from emulation.__main__ import main
from emulation.intake import read_folder
from tests.intake.officers import change, quoted_newlines, rows_of, save
from tests.intake.verdict import problems

CELLS = [
    ("movement_results.csv", "G20", "1.250", "hàng nghìn"),
    ("movement_results.csv", "F20", "1.250", "hàng nghìn"),
    ("movement_results.csv", "F20", "−1.250", "hàng nghìn"),
    ("movement_results.csv", "F20", "1,250", "1250 nếu là hàng nghìn, 1,25 nếu là số thập phân"),
    ("movement_results.csv", "G20", "−38,125", "-38125 nếu là hàng nghìn, -38,1250 nếu"),
    ("awards.csv", "E3", "1,000", "hàng nghìn"),
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
    "value", ["0,125", "0.125", "19.25", "-0.125", "1.250,5", "1.250.000", "1250", "1,2500"]
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
    width, cells = lines[0].count(",") + 1, lines[19].split(",")
    lines[19] = ",".join([*cells[:5], "18,75", *[""] * (width - 6)])
    (folder / "scores.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (line,) = problems(folder, capsys)
    assert line.startswith(f"scores.csv {chr(65 + width)}20:")
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
    assert problems(folder, capsys)[0].startswith("units.csv G6 “ghi thêm”")


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
