"""A whole folder: nothing is lost in silence, nothing raises, whatever the bytes."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulation.intake import read_folder
from emulation.intake.checks import Checked
from emulation.intake.files import read_file
from emulation.intake.problems import Unreadable
from emulation.schema import TABLE, TABLES, Table
from tests.folders import write_folder
from tests.intake.conftest import SAMPLE

fuzzing = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def read(path: Path, table: Table, data: bytes) -> Checked | None:
    """The file as read; None where it is named as unreadable."""
    path.write_bytes(data)
    try:
        return read_file(path, table)
    except Unreadable as error:
        problems = error.problems(table)
    assert problems
    assert all(problem.remedy and problem.line() for problem in problems)
    return None


CELL = st.one_of(
    st.sampled_from(
        ["", "01/02/2026", "U1", "Hoàn thành", "1.250", "18,75", "2026", "2026-Q1", "\u00a0", "#N/A"]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
)


@fuzzing
@given(st.sampled_from(TABLES), st.lists(st.lists(CELL, max_size=12), max_size=12), st.sampled_from(",;\t"))
def test_every_row_is_accepted_or_refused(
    tmp_path: Path, table: Table, rows: list[list[str]], separator: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow([column.label for column in table.columns])
    # The writer cannot tell a row of one empty field from an empty line; both are blank.
    writer.writerows(rows)
    body = normalize("NFC", out.getvalue())
    file = read(tmp_path / table.file, table, body.encode())
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator)
    filled = sum(any(cell.strip() for cell in row) for row in reader) - 1
    assert file is not None
    around = any("không phải dữ liệu" in p.reason or "dòng tiêu đề" in p.reason for p in file.problems)
    assert len(file.records) + file.refused == file.rows
    assert file.rows == filled or (around and file.rows < filled)
    assert file.refused <= len(file.problems)


@fuzzing
@given(st.sampled_from(TABLES), st.binary(max_size=400))
def test_any_bytes_are_read_or_named(tmp_path: Path, table: Table, data: bytes) -> None:
    read(tmp_path / table.file, table, data)


@fuzzing
@given(st.sampled_from(TABLES), st.binary(max_size=200))
def test_any_bytes_below_a_header_are_read_or_named(tmp_path: Path, table: Table, data: bytes) -> None:
    header = ",".join(f'"{column.label}"' for column in table.columns) + "\n"
    read(tmp_path / table.file, table, header.encode() + data)


def spoilt(data: bytes, rng: random.Random) -> bytes:
    """A few bytes lost, doubled, swapped or put in."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at, length = rng.randrange(len(out)), rng.choice((1, 1, 2, 40, 500))
        piece = rng.choice((b"", b'"', b",", b";", b"\n", b"\r", b"\xff", out[at : at + length] * 2, b"#N/A"))
        out[at : at + length] = piece
    return bytes(out)


@pytest.mark.parametrize("seed", range(30))
def test_a_spoilt_sample_never_raises_and_loses_no_row_in_silence(seed: int, folder: Path) -> None:
    rng = random.Random(seed)
    for table in rng.sample(TABLES, 3):
        path = folder / table.file
        path.write_bytes(spoilt(path.read_bytes(), rng))
    reading, files = read_folder(folder)
    for name, file in files.items():
        assert len(reading.records[name]) + reading.refused[name] == len(file.records) + file.refused
        lost = reading.refused[name]
        told = {p.cell[1:] for p in reading.faults if p.file == TABLE[name].file}
        following = reading.refused[name] - file.refused
        assert lost <= len(told) + following


def test_problems_come_file_by_file_and_row_by_row(folder: Path) -> None:
    for name in ("scores", "blocs", "progress"):
        path = folder / f"{name}.csv"
        path.write_bytes(path.read_bytes() + b"x\ny\n")
    found = [(p.file, int(p.cell[1:])) for p in read_folder(folder)[0].faults]
    order = [table.file for table in TABLES]
    assert found == sorted(found, key=lambda place: (order.index(place[0]), place[1]))


def test_a_short_last_row_without_line_end_is_one_that_was_cut(tmp_path: Path) -> None:
    write_folder(tmp_path, {"units": "Mã đơn vị,Tên đơn vị,Tên gọn\nU1,Đơn vị một,Một\nU2,Đơn vị"})
    (problem,) = read_folder(tmp_path)[0].faults
    assert problem.line().startswith("units.csv A3 “U2”: dòng cuối chưa trọn")


def test_a_short_last_row_among_short_rows_is_just_short(tmp_path: Path) -> None:
    write_folder(tmp_path, {"units": "Mã đơn vị,Tên đơn vị,Tên gọn\nU1,Đơn vị một\nU2,Đơn vị hai"})
    reading, _ = read_folder(tmp_path)
    assert reading.faults == []
    assert [record["short_name"] for record in reading.records["units"]] == [None, None]


def test_a_problem_is_one_line_however_odd_its_value(tmp_path: Path) -> None:
    odd = '"' + "a\r\nb\tc\u202e" * 60 + '"'
    write_folder(
        tmp_path, {"tasks": f"Mã nhiệm vụ,Năm,Điều khoản,Nội dung,Hạn hoàn thành\nN1,{odd},I,Việc,1/1/2026\n"}
    )
    (problem,) = read_folder(tmp_path)[0].faults
    assert problem.cell == "B2"
    assert len(problem.line().splitlines()) == 1
    assert len(problem.line()) < 250


def test_rows_keep_excels_number(tmp_path: Path) -> None:
    write_folder(tmp_path, {"blocs": ',\n\nMã khối,Tên khối\nK1,"Khối\nmột"\n\n,\nK2,Khối hai\n'})
    reading, _ = read_folder(tmp_path)
    assert [record["line"] for record in reading.records["blocs"]] == [4, 7]


def test_a_hundred_thousand_rows_are_read(folder: Path) -> None:
    header, *rows = (SAMPLE / "progress.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    many = [rows[i % len(rows)].replace(",,\n", f",VB {i},ghi chú {i}\n") for i in range(100_000)]
    (folder / "progress.csv").write_text(header + "".join(many), encoding="utf-8")
    reading, _ = read_folder(folder)
    assert len(reading.records["progress"]) == 100_000
