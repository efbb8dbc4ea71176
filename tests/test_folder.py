"""An open data folder: fresh figures within seconds, and never worse ones than were shown."""

from __future__ import annotations

import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest

from emulation import folder as folder_module
from emulation.folder import SETTLE, DataFolder
from emulation.intake.files import read_file
from emulation.intake.problems import Unreadable
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


def test_the_same_files_give_the_same_edition(opened: DataFolder) -> None:
    assert opened.edition() is opened.edition()


def test_a_changed_file_gives_a_new_edition(opened: DataFolder, path: Path) -> None:
    before = opened.edition()
    write(path / "units.csv", UNITS + "U9,Đơn vị số 9,\n")
    after = settled(opened)
    assert after.version != before.version
    assert names(after) == [*names(before), "Đơn vị số 9"]
    assert after.stale == {}


def test_a_change_counts_only_after_the_files_have_lain_still(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [128.0]
    monkeypatch.setattr(folder_module.time, "monotonic", lambda: clock[0])
    opened = DataFolder(path)
    before = opened.edition()
    for wait in (0.0, SETTLE * 0.75, SETTLE * 0.75):
        clock[0] += wait
        write(path / "units.csv", UNITS + f"U9,{clock[0]},\n")
        assert opened.edition() is before
    clock[0] += SETTLE * 0.75
    assert opened.edition() is before
    clock[0] += SETTLE * 0.25
    assert names(opened.edition())[-1] == str(clock[0] - SETTLE)


def test_the_settle_time_leaves_room_for_five_seconds() -> None:
    assert SETTLE <= 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("grown", [False, True], ids=["same text", "with a row more"])
def test_a_file_cut_at_any_byte_inside_a_line_is_not_taken_for_whole(
    grown: bool, encoding: str, path: Path
) -> None:
    file, table = path / "units.csv", TABLE["units"]
    former = read_file(file, table)
    text = UNITS.replace("\n", "\r\n") + ("U9,Đơn vị số 9,\r\n" if grown else "")
    line_ends = [text.rsplit("\r\n", lines)[0] for lines in range(1, 11)]
    whole = text.encode(encoding)
    for size in range(len(whole)):
        file.write_bytes(whole[:size])
        try:
            read_file(file, table, former)
        except Unreadable:
            continue
        read = whole[:size].decode(encoding)
        assert read.endswith("\r\n") or read.rstrip("\r") in line_ends, f"cut inside a line: {read[-20:]!r}"


def test_a_growing_file_is_shown_only_when_whole(opened: DataFolder, path: Path) -> None:
    before = names(opened.edition())
    whole = (UNITS + "U9,Đơn vị số 9,ĐV 9\n").encode()
    for size in (0, 10, whole.index(b"U3,") + 8, whole.index(b"U9,") + 1, len(whole) - 9):
        write(path / "units.csv", whole[:size])
        edition = settled(opened)
        assert names(edition) == before, size
        assert list(edition.stale) == ["units.csv"]
    write(path / "units.csv", whole)
    assert names(settled(opened)) == [*before, "Đơn vị số 9"]


def test_a_file_cut_in_its_last_cell_is_not_taken_for_whole(opened: DataFolder, path: Path) -> None:
    write(path / "bands.csv", "Xếp loại,Từ điểm\nTốt,80\nKhá,7")
    edition = settled(opened)
    assert list(edition.warehouse.table("bands")["from_points"]) == [85, 70]
    assert "dòng cuối chưa trọn" in edition.stale["bands.csv"]


def test_a_short_last_row_without_line_end_keeps_the_former_version(opened: DataFolder, path: Path) -> None:
    write(path / "units.csv", UNITS + "U9,Đơn")
    assert "units.csv" in settled(opened).stale
    write(path / "units.csv", UNITS + "U9,Đơn vị số 9,\n")
    edition = settled(opened)
    assert edition.stale == {}
    assert edition.problems == ()
    assert names(edition)[-1] == "Đơn vị số 9"


def test_rows_deleted_at_the_end_are_gone(opened: DataFolder, path: Path) -> None:
    write(path / "units.csv", UNITS.rsplit("U8", 1)[0])
    edition = settled(opened)
    assert edition.stale == {}
    assert len(names(edition)) == 7


def test_a_file_saved_without_a_last_line_end_is_read(opened: DataFolder, path: Path) -> None:
    write(path / "units.csv", UNITS + "U9,Đơn vị số 9,ĐV 9")
    assert names(settled(opened))[-1] == "Đơn vị số 9"


@pytest.mark.parametrize(
    "damage", [b"", b"PK\x03\x04", b"a\0b", UNITS.replace("Tên đơn vị", "Ten don vj").encode()]
)
def test_a_damaged_file_leaves_its_former_version_in_use(
    damage: bytes, opened: DataFolder, path: Path
) -> None:
    before = names(opened.edition())
    for _ in range(3):
        write(path / "units.csv", damage)
        edition = settled(opened)
        assert names(edition) == before
        assert [problem.file for problem in edition.problems] == ["units.csv"]
        assert list(edition.stale) == ["units.csv"]
    write(path / "units.csv", UNITS)
    mended = settled(opened)
    assert (mended.stale, mended.problems) == ({}, ())


def test_other_files_stay_fresh_beside_a_damaged_one(opened: DataFolder, path: Path) -> None:
    write(path / "units.csv", b"")
    write(path / "bands.csv", BANDS + "Đạt,50\n")
    edition = settled(opened)
    assert list(edition.stale) == ["units.csv"]
    assert len(edition.warehouse.table("bands")) == 3


def test_what_is_stale_says_why_and_of_when(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [datetime(2026, 11, 16, 14, 5, tzinfo=VIETNAM).timestamp()]
    monkeypatch.setattr(time, "time", lambda: clock[0])
    opened = DataFolder(path, settle=0)
    for text in (BANDS, BANDS + "Đạt,50\n"):
        clock[0] += 3600
        write(path / "units.csv", b"")
        write(path / "bands.csv", text)
        said = settled(opened).stale["units.csv"]
        assert said.startswith("chưa đọc được tệp trên đĩa (tệp rỗng (0 byte)")
        assert said.endswith("đang dùng bản đọc lúc 14:05 ngày 16/11/2026")


def test_a_wrong_row_is_left_out_and_named_while_the_rest_is_fresh(opened: DataFolder, path: Path) -> None:
    write(path / "units.csv", UNITS.replace("U3,Đơn vị số 3", "U3,") + "U9,Đơn vị số 9,\n")
    edition = settled(opened)
    assert edition.stale == {}
    assert [problem.cell for problem in edition.problems] == ["B4"]
    assert len(names(edition)) == 8


def test_a_deleted_required_file_leaves_its_former_version_in_use(opened: DataFolder, path: Path) -> None:
    before = names(opened.edition())
    (path / "units.csv").unlink()
    edition = settled(opened)
    assert names(edition) == before
    assert edition.stale["units.csv"].startswith("chưa đọc được tệp trên đĩa (thiếu tệp bắt buộc này)")


def test_a_deleted_optional_file_is_gone_for_good(opened: DataFolder, path: Path) -> None:
    (path / "bands.csv").unlink()
    edition = settled(opened)
    assert (edition.stale, edition.problems) == ({}, ())
    assert edition.warehouse.table("bands").empty
    assert "bands" in edition.warehouse.absent
    write(path / "bands.csv", b"")
    assert settled(opened).stale == {}


def test_a_folder_that_drops_out_leaves_all_in_use(opened: DataFolder, path: Path) -> None:
    before = opened.edition()
    shutil.move(path, path.with_name("elsewhere"))
    edition = settled(opened)
    assert names(edition) == names(before)
    assert len(edition.problems) == 1
    assert edition.warehouse.unreadable == frozenset()
    shutil.move(path.with_name("elsewhere"), path)
    back = settled(opened)
    assert (back.stale, back.problems) == ({}, ())


def test_a_folder_that_is_not_there_may_come(tmp_path: Path) -> None:
    opened = DataFolder(tmp_path / "later", settle=0)
    assert len(opened.edition().problems) == 1
    write_folder(tmp_path / "later", {"units": UNITS})
    assert len(names(settled(opened))) == 8


def test_a_version_is_never_used_for_two_states_of_the_data(opened: DataFolder, path: Path) -> None:
    seen: dict[str, list[str]] = {}
    for text in (UNITS, b"", UNITS.replace("số 1", "số một"), b"", UNITS):
        path.joinpath("units.csv").write_bytes(text.encode() if isinstance(text, str) else text)
        os.utime(path / "units.csv", ns=(len(text), len(text)))
        edition = settled(opened)
        assert seen.setdefault(edition.version, names(edition)) == names(edition)


def test_many_sessions_see_whole_editions_only(opened: DataFolder, path: Path) -> None:
    written = Event()

    def look() -> set[int]:
        counts = {len(names(opened.edition()))}
        while not written.is_set():
            counts.add(len(names(opened.edition())))
        return counts

    with ThreadPoolExecutor(8) as pool:
        looks = [pool.submit(look) for _ in range(8)]
        for number in range(9, 12):
            before = opened.edition()
            write(path / "units.csv", UNITS + f"U{number},Đơn vị số {number},\n" * (number % 2))
            while opened.edition() is before:
                pass
        written.set()
    assert set().union(*(look.result() for look in looks)) <= {8, 9}
    assert len(names(settled(opened))) == 9


def test_nobody_waits_while_another_session_reads(
    opened: DataFolder, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = opened.edition()
    real, begun, looked = folder_module.read_folder, Event(), Event()

    def until_looked(*args: object, **more: object) -> object:
        begun.set()
        assert looked.wait(60)
        return real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(folder_module, "read_folder", until_looked)
    write(path / "units.csv", UNITS + "U9,Đơn vị số 9,\n")
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(settled, opened)
        assert begun.wait(60)
        assert opened.edition() is before
        looked.set()
        assert len(names(reading.result())) == 9


def test_those_who_save_while_one_reads_share_the_next_reading(
    opened: DataFolder, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, begun, saved = folder_module.read_folder, Event(), Event()
    readings = []

    def until_saved(*args: object, **more: object) -> object:
        readings.append(args)
        begun.set()
        assert saved.wait(60)
        return real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(folder_module, "read_folder", until_saved)
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(opened.refresh)
        assert begun.wait(60)
        write(path / "units.csv", UNITS + "U9,Đơn vị số 9,\n")
        others = [pool.submit(opened.refresh) for _ in range(3)]
        while opened._asked < 4:
            pass
        saved.set()
        first.result()
        assert {len(names(other.result())) for other in others} == {9}
    assert len(readings) == 2


def test_all_screens_stay_where_they_are_led_and_a_later_edition_is_ahead_of_them(
    opened: DataFolder, path: Path
) -> None:
    first = opened.present
    opened.lead(first)
    write(path / "units.csv", UNITS + "U9,Đơn vị số 9,\n")
    later = opened.refresh()
    assert (opened.shown(), opened.is_ahead(later.version), opened.is_ahead(first.version)) == (
        first,
        True,
        False,
    )
    opened.lead(later)
    assert (opened.shown(), opened.is_ahead(later.version)) == (later, False)
    opened.lead(None)
    assert opened.shown() is later
