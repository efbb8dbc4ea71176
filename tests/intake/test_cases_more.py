"""More of what becomes of files on the way: rows that are no data, short headings, files under other names."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulation.intake import read_folder
from emulation.intake.decoding import decode, looks_like_old_encoding
from emulation.intake.files import Source, read_source
from emulation.intake.problems import Problem, Unreadable
from emulation.schema import TABLE

BLOCS = "Mã khối,Tên khối\nK1,Khối Đảng\nK2,Khối xã\n"
COLUMNS_OF_THEIR_OWN = (
    *(
        "STT",
        "TT",
        "Ngày nhập",
        "Tên đơn vị",
        "SĐT",
        "Tiến độ",
        "Mã",
        "Số",
        "Phòng",
        "Loại",
        "Kết quả",
        "Lý do?",
    ),
)


def found(table: str, text: str | bytes) -> tuple[list[str], list[Problem]]:
    """The first cells of the rows that count, and the problems."""
    data = text if isinstance(text, bytes) else text.encode()
    try:
        file = read_source(Source(TABLE[table].file, data), TABLE[table])
    except Unreadable as error:
        return [], error.problems(TABLE[table])
    return [str(next(v for k, v in record.items() if k != "line")) for record in file.records], file.problems


@pytest.mark.parametrize(
    ("rows", "cell", "said"),
    [
        ("Mã khối,Tên khối\n", "A4", "tiêu đề lặp lại"),
        ("BLOC_ID,name\n", "A4", "tiêu đề lặp lại"),
        ("\ufeffMã khối,Tên khối\n", "A4", "tiêu đề lặp lại"),
        ("\nXếp loại,Từ điểm\n", "A5", "tiêu đề lặp lại"),
        ("Tổng cộng:,2\n", "A4", "dòng cộng"),
        ("Cộng,2\n", "A4", "dòng cộng"),
        ('"# sửa 5/3, xem lại",ghi chú\n', "A4", "ghi chú"),
        ("Người lập biểu,Chủ tịch\n", "A4", "ghi chú"),
        ("Trang 1/2\n", "B4", "bắt buộc"),
        ("=A2,Khối\n", "A4", "công thức"),
        ("K\u200b1,Khối\n", "A4", "không nhìn thấy"),
        ("K1\u200b,Khối\n", "A4", "trùng"),
        ("К1,Khối\n", "A4", "lạ “К”"),
        ("K3,Kh?i xã\n", "B4", "khi lưu"),
        ("K3,\u200b\n", "B4", "ô trống"),
    ],
)
def test_a_row_that_is_no_data_is_named(rows: str, cell: str, said: str) -> None:
    ids, (problem,) = found("blocs", BLOCS + rows)
    assert ids == ["K1", "K2"]
    assert (problem.file, problem.cell) == ("blocs.csv", cell)
    assert said in problem.reason


@pytest.mark.parametrize("row", ["Cộng đồng,Tổng cộng", "Tổng1,Tổng", "#1,Tên", "name,Khối"])
def test_a_row_that_looks_a_little_like_it_counts(row: str) -> None:
    assert found("blocs", f"{BLOCS}{row}\n") == (["K1", "K2", row.split(",")[0]], [])


def test_a_row_of_cells_that_show_nothing_is_blank() -> None:
    assert found("blocs", f"{BLOCS}\u200b,\ufeff \n\u00a0,\u3164\n") == (["K1", "K2"], [])


def test_a_log_may_have_an_indicator_of_sums() -> None:
    text = "Chỉ tiêu,Ngày ghi nhận,Mã phong trào,Mã đơn vị\nTổng số,31/03/2026,PT1,T01\n"
    assert found("movement_results", text)[1] == []


@pytest.mark.parametrize(
    ("table", "label", "short"),
    [
        ("movement_results", "Thực hiện", "TH"),
        ("movement_results", "Thực hiện", "hiện"),
        ("dossiers", "Hạn giải quyết", "Hạn GQ"),
        ("dossiers", "Hạn giải quyết", "Hạn"),
        ("units", "Vai trò trong khối", "Vai trò"),
        ("units", "Vai trò trong khối", "trong khối"),
        ("tasks", "Nếu có", "Nếu có (*)"),
        ("plan", "Ngày xem mặc định", "Ng?y xem m?c ??nh"),
        ("plan", "Ngày xem mặc định", "NgÃ\u00a0y xem máº·c Ä‘á»‹nh"),
    ],
)
def test_values_do_not_vanish_under_a_short_or_spoilt_heading(table: str, label: str, short: str) -> None:
    labels = [short if column.label == label else column.label for column in TABLE[table].columns]
    _, problems = found(table, "\t".join(labels) + "\n")
    assert [(p.cell, p.value) for p in problems] == [(f"{chr(65 + labels.index(short))}1", short)]


@pytest.mark.parametrize("table", ["units", "tasks", "awards", "dossiers", "movements", "meetings", "plan"])
def test_columns_of_their_own_are_allowed_though_optional_ones_are_missing(table: str) -> None:
    needed = [column.label for column in TABLE[table].columns if column.required]
    own = [label for label in COLUMNS_OF_THEIR_OWN if label not in needed]
    assert found(table, "\t".join(needed + own) + "\n")[1] == []


@pytest.mark.parametrize("heading", ["\u200bTên khối\ufeff", "Tên\u00ad khối", "Tên\nkhối", "ten_khoi"])
def test_what_nobody_sees_in_a_heading_does_not_count(heading: str) -> None:
    assert found("blocs", BLOCS.replace("Tên khối", f'"{heading}"')) == (["K1", "K2"], [])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"\x1f\x8b\x08\x00", "nén"),
        (b"{\\rtf1\\ansi M\\'e3}", "Word"),
        ("Mã khối,Tên khối\nK1,xã\n".encode("cp1252", "replace"), "không phải Unicode"),
    ],
)
def test_what_is_no_csv_file_is_named(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        decode(data)


@pytest.mark.parametrize("text", ["Zoë España", "Peña Núñez", "Noël, Citroën", "Bäckerei Größe", "Đắk Lắk"])
def test_foreign_names_are_no_old_encoding(text: str) -> None:
    assert not looks_like_old_encoding(text)


@pytest.mark.parametrize(
    "name", ["Scores.csv", "scores.CSV", "scores.csv.csv", "scores.csv.txt", "scores (1).csv", "scores.xlsx"]
)
def test_a_file_under_another_name_is_not_missing_in_silence(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "scores_cu.csv").write_text("x", encoding="utf-8")
    (problem,) = [p for p in read_folder(tmp_path)[0].faults if p.file == "scores.csv"]
    assert name in problem.remedy


def test_other_files_do_not_stand_for_a_missing_one(tmp_path: Path) -> None:
    for name in ("scores_cu.csv", "bands.csv.bak", "movement_result.xlsx", "planning.xlsx"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    optional = {"scores.csv", "bands.csv", "movement_results.csv", "plan.csv"}
    assert not optional & {p.file for p in read_folder(tmp_path)[0].faults}
