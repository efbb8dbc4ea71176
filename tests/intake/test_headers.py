"""Headings: misspelt, missing, given twice, below a title; on the sample folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulation.intake import Problem, read_folder
from emulation.intake.files import read_file
from emulation.intake.problems import Unreadable
from emulation.schema import TABLES, Table
from emulation.text import fold
from tests.intake.officers import Rows, change, rows_of, save
from tests.intake.verdict import problems, untouched, values


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


def test_a_misspelt_heading_is_named_with_the_right_one(tmp_path: Path, subtests: pytest.Subtests) -> None:
    for table in TABLES:
        for index, column in enumerate(table.columns):
            with subtests.test(f"{table.name}-{column.name}"):
                labels = [misspelt(c.label) if c is column else c.label for c in table.columns]
                save(tmp_path / table.file, [labels])
                found = header_problems(tmp_path / table.file, table)
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
    assert line.startswith(f"progress.csv {chr(65 + len(rows[0]) + len(more) - 1)}1")
    assert "hai cột" in line


def test_title_rows_are_one_problem_and_the_rows_below_still_count(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = rows_of(folder / "scores.csv")
    title: Rows = [["BẢNG CHẤM ĐIỂM", *[""] * 6], ["Năm 2026", *[""] * 6], [""] * 7]
    save(folder / "scores.csv", [*title, *rows])
    assert [line.split()[1] for line in problems(folder, capsys)] == ["A1"]
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
