"""Files that lie beside those of the folder and are called or headed like one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from emulation.__main__ import main
from emulation.intake import read_folder
from emulation.schema import TABLE
from tests.folders import write_folder
from tests.intake.books import book
from tests.intake.test_checks import BASE, progress


def put(folder: Path, *names: str, like: str = "progress.csv") -> None:
    for name in names:
        (folder / name).write_bytes((folder / like).read_bytes())


def moved(folder: Path, name: str, to: str) -> None:
    (folder / name).rename(folder / to)


def checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = main(["check", "--data", str(folder)])
    return code, capsys.readouterr().out.splitlines()


COPIES = [
    "progress-DESKTOP-7QK2A1.csv",
    "progress (Máy VHXH's conflicted copy 2026-06-25).csv",
    "progress (1).csv",
    "Copy of progress.csv",
    "progress - Copy (2).csv",
    "progress.csv.txt",
    "PROGRESS_cu.tsv",
    "số liệu tháng 6.csv",
    "Nhật ký tiến độ.csv",
]


def test_each_copy_is_noted_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_folder(tmp_path, BASE | {"progress": progress("01/02/2026,N1,U1,Hoàn thành")})
    put(folder, *COPIES)
    code, lines = checked(folder, capsys)
    assert code == 0
    assert sorted(line.split(":")[1].strip() for line in lines[:-1]) == sorted(COPIES)
    assert all(line.startswith("Lưu ý: ") and "giống progress.csv" in line for line in lines[:-1])


@pytest.mark.parametrize("name", ["progress.xlsx", "Tiến độ quý II.xlsx"])
def test_a_workbook_beside_is_noted(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_folder(tmp_path, BASE)
    rows = [line.split(",") for line in progress("01/02/2026,N1,U1,Hoàn thành").splitlines()]
    (folder / name).write_bytes(book({"Sheet1": rows}))
    code, (line, _) = checked(folder, capsys)
    assert code == 0
    assert line.startswith(f"Lưu ý: {name}: tệp này giống progress.csv")


def test_files_under_names_of_sheets_are_problems_where_the_real_ones_are_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_folder(tmp_path, BASE)
    moved(folder, "scores.csv", "Thi đua 2026 - scores.csv")
    moved(folder, "criteria.csv", "criteria_2026.csv")
    moved(folder, "movement_results.csv", "TDKT-movement_results.csv")
    moved(folder, "units.csv", "Danh sách đơn vị.csv")
    code, lines = checked(folder, capsys)
    assert code == 1
    assert [line.split(":")[0] for line in lines] == [
        "units.csv",
        "criteria.csv",
        "scores.csv",
        "movement_results.csv",
    ]
    assert "“Danh sách đơn vị.csv”" in lines[0]
    assert "“criteria_2026.csv”: đổi tên tệp đúng thành criteria.csv" in lines[1]


OTHERS: list[Callable[[Path], object]] = [
    lambda folder: (folder / "Kế hoạch năm 2026.xlsx").write_bytes(b"x"),
    lambda folder: (folder / "kế hoạch năm.csv").write_text("STT,Việc\n1,Họp\n", encoding="utf-8"),
    lambda folder: (folder / "units và bands.csv").write_text("a,b\n1,2\n", encoding="utf-8"),
    lambda folder: (folder / "~$progress.xlsx").write_bytes(b"x"),
    lambda folder: (folder / ".progress.csv.tam").write_bytes(b"x"),
    lambda folder: (folder / "progress.docx").write_bytes(b"x"),
    lambda folder: (folder / "sao-luu").mkdir() or put(folder, "sao-luu/progress (1).csv"),
    lambda folder: (folder / "scores (1).csv").mkdir(),
    lambda folder: (folder / "planning.xlsx").write_bytes(b"x"),
]


@pytest.mark.parametrize("other", OTHERS)
def test_other_files_are_not_mentioned(other: Callable[[Path], object], tmp_path: Path) -> None:
    folder = write_folder(tmp_path, BASE)
    for name in ("plan", "bands", "scores"):
        (folder / TABLE[name].file).unlink()
    other(folder)
    assert read_folder(folder)[0].problems == []


def test_a_copy_named_like_one_file_and_headed_like_another_is_what_its_headings_say(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, BASE)
    put(folder, "scores của units.csv", like="units.csv")
    (folder / "scores.csv").unlink()
    (note,) = read_folder(folder)[0].problems
    assert note.note
    assert "giống units.csv" in note.reason


def test_an_optional_file_of_zero_bytes_is_damaged_though_a_copy_lies_beside(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, BASE)
    put(folder, "extensions (1).csv", like="extensions.csv")
    (folder / "extensions.csv").write_bytes(b"")
    assert [(p.file, p.note) for p in read_folder(folder)[0].problems] == [
        ("extensions.csv", False),
        ("extensions (1).csv", True),
    ]
