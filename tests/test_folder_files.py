"""An open data folder: what each file holds, files that are held or being written, saves, previews."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

import pytest

from emulation.folder import DataFolder
from emulation.intake import Source, disk, read_folder
from emulation.intake import reading as reading_module
from emulation.intake.files import read_file
from emulation.schema import TABLE
from emulation.scope import VIETNAM
from tests.editions import BANDS, UNITS, names, settled, write
from tests.folders import write_folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_folder(tmp_path, {"units": UNITS, "bands": BANDS})


@pytest.fixture
def opened(path: Path) -> DataFolder:
    return DataFolder(path, settle=0)


def test_a_save_of_the_programs_own_shows_at_once(path: Path) -> None:
    opened = DataFolder(path, settle=3600)
    before = opened.edition()
    write(path / "units.csv", UNITS + "U9,Đơn vị số 9,\n")
    assert opened.edition() is before
    after = opened.refresh()
    assert len(names(after)) == 9
    assert opened.edition() is after


def test_only_changed_files_are_read_again(
    opened: DataFolder, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def noted(file: Path, *args: Any) -> object:
        asked.append(file.name)
        return read_file(file, *args)

    monkeypatch.setattr(reading_module, "read_file", noted)
    write(path / "units.csv", UNITS.replace("U8", "U9"))
    (path / "days_off.csv").unlink()
    assert names(settled(opened))[-1] == "Đơn vị số 8"
    assert asked == ["units.csv", "days_off.csv"]


def test_rows_are_checked_against_a_changed_file_though_their_own_did_not_change(
    opened: DataFolder, path: Path
) -> None:
    write(path / "units.csv", UNITS.replace("ĐV 1\n", "ĐV 1,K9\n").replace("Tên gọn", "Tên gọn,Mã khối"))
    assert [p.cell for p in settled(opened).problems] == ["D2"]
    write(path / "blocs.csv", "Mã khối,Tên khối\nK9,Khối\n")
    assert settled(opened).problems == ()


def test_a_file_held_by_another_program_is_waited_for(
    opened: DataFolder, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, refusals = Path.open, 3

    def held(file: Path, mode: str = "r") -> IO[Any]:
        nonlocal refusals
        if file.name == "units.csv" and refusals:
            refusals -= 1
            raise PermissionError
        return real(file, mode)

    write(path / "units.csv", UNITS + "U9,Đơn vị số 9,\n")
    monkeypatch.setattr(Path, "open", held)
    edition = settled(opened)
    assert (edition.stale, refusals, len(names(edition))) == ({}, 0, 9)


def test_a_file_held_for_long_leaves_its_former_version_until_it_is_free(
    opened: DataFolder, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def held(file: Path, mode: str = "r") -> IO[Any]:
        if file.name == "units.csv":
            raise PermissionError
        return real(file, mode)

    write(path / "units.csv", UNITS + "U9,Đơn vị số 9,\n")
    pauses: list[float] = []
    with monkeypatch.context() as excel:
        excel.setattr(Path, "open", held)
        excel.setattr(disk.time, "sleep", pauses.append)
        edition = settled(opened)
        assert sum(pauses) == pytest.approx(disk.PATIENCE)
        assert edition.stale["units.csv"].startswith("chưa đọc được tệp trên đĩa (không mở được tệp)")
        assert len(names(edition)) == 8
        assert opened.edition() is edition
    assert len(names(settled(opened))) == 9
    assert settled(opened).stale == {}


def test_a_file_that_changes_while_it_is_read_is_read_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, saves = os.fstat, 2

    def fstat(number: int) -> os.stat_result:
        nonlocal saves
        if saves:
            saves -= 1
            write(path / "bands.csv", BANDS + f"Đạt,5{saves}\n")
        return real(number)

    monkeypatch.setattr(os, "fstat", fstat)
    data, stamp = disk.read_bytes(path / "bands.csv", disk.Patience(1))
    assert data.decode().endswith("Đạt,50\n")
    assert stamp == disk.stamp(path / "bands.csv")


def test_what_never_lies_still_is_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fstat

    def fstat(number: int) -> os.stat_result:
        write(path / "bands.csv", BANDS)
        return real(number)

    monkeypatch.setattr(os, "fstat", fstat)
    with pytest.raises(disk.Busy, match="đang được ghi"):
        disk.read_bytes(path / "bands.csv", disk.Patience(0.1))


def test_an_edition_tells_what_each_file_holds(path: Path) -> None:
    write(path / "units.csv", UNITS + "U9,,\n")
    write(path / "movement_results.csv", b"")
    write(path / "days_off.csv", "Ngày,Loại ngày\n02/01/2026,Nghỉ\n")
    write(
        path / "scores.csv",
        "Ngày chấm,Kỳ,Mã đơn vị,Mã tiêu chí,Bước chấm,Điểm\n02/02/2026,2026-Q1,U1,C1,Tự chấm,1\n"
        "01/02/2026,2026-Q1,U1,C1,Tự chấm,1\n",
    )
    (path / "criteria.csv").unlink()
    (path / "tasks.csv").unlink()
    moment = datetime(2026, 11, 16, 14, 5, tzinfo=VIETNAM)
    os.utime(path / "units.csv", (moment.timestamp(), moment.timestamp()))
    opened = DataFolder(path, settle=0)
    files = {file.table.name: file for file in opened.edition().files}
    assert list(files) == list(TABLE)
    units = files["units"]
    assert (units.state, units.rows, units.accepted, units.refused) == ("Đọc được", 9, 8, 1)
    assert (units.modified, units.size, units.newest) == (moment, len((UNITS + "U9,,\n").encode()), None)
    assert (files["scores"].accepted, files["scores"].newest) == (2, date(2026, 2, 2))
    assert files["days_off"].newest is None
    states = {name: files[name].state for name in ("tasks", "criteria", "movement_results")}
    assert states == {"tasks": "Thiếu tệp", "criteria": "Chưa có tệp", "movement_results": "Không đọc được"}
    (path / "units.csv").unlink()
    gone = next(file for file in settled(opened).files if file.table.name == "units")
    assert (gone.state, gone.accepted, gone.modified, gone.size) == ("Đang dùng bản trước", 8, None, None)


def test_a_preview_reads_what_would_be_and_leaves_all_as_it_is(opened: DataFolder, path: Path) -> None:
    edition = opened.edition()
    preview = opened.preview({"bands": Source("moi.csv", BANDS.encode() + "Đạt,x\n".encode())})
    assert [(p.file, p.cell) for p in preview.faults] == [("moi.csv", "B4")]
    assert (preview.rows["bands"], len(preview.records["bands"])) == (3, 2)
    assert opened.refresh().problems == edition.problems == ()


@pytest.mark.parametrize("name", ["units", "bands"])
def test_a_file_saved_as_a_workbook_is_named(name: str, path: Path) -> None:
    (path / f"{name}.csv").rename(path / f"{name}.xlsx")
    reading, _ = read_folder(path)
    (problem,) = reading.faults
    assert f"Trong thư mục có “{name}.xlsx”: đưa vào qua Nhập tệp, hoặc mở bằng Excel" in problem.remedy


def test_the_dashboard_wants_a_folder(tmp_path: Path) -> None:
    (tmp_path / "so.xlsx").write_bytes(b"")
    (problem,) = DataFolder(tmp_path / "so.xlsx").edition().problems
    assert "cần một thư mục dữ liệu" in problem.reason
