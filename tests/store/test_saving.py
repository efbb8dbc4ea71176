"""Saving into a folder: all or nothing, with a sentence for what stands in the way."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import threading
from pathlib import Path

import filelock
import pytest

from emulation.intake import fingerprint, read_folder
from emulation.schema import TABLE
from emulation.store import (
    Clashed,
    Document,
    Edit,
    NewRow,
    RowChange,
    SaveRefused,
    backup,
    digest,
    disk,
    history,
    read_document,
    save,
)
from tests.store.writing import PROGRESS, UNITS, everything, later, report, small

BOM = "\ufeff"
UNIT = Edit("units", rows=[NewRow({"unit_id": "U3", "name": "Thôn Ba"})])
REPORT = Edit("progress", rows=[later("xong")])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(disk, "REPLACE_WAIT", 0.1)
    monkeypatch.setattr(disk, "LOCK_WAIT", 0.1)
    return small(tmp_path / "data")


def text(folder: Path, table: str) -> str:
    return (folder / TABLE[table].file).read_bytes().decode("utf-8")


def refused(folder: Path, *edits: Edit) -> str:
    """Why a save was refused; nothing may have changed."""
    then = everything(folder)
    with pytest.raises(SaveRefused) as refusal:
        save(folder, edits, "ghi")
    assert everything(folder) == then
    assert not history.drafts(folder)
    return str(refusal.value)


def test_a_save_adds_its_rows_and_says_so(folder):
    saved = save(folder, [REPORT, UNIT], "Ghi nhận tiến độ", who="Lan")
    assert text(folder, "progress") == BOM + PROGRESS + "07/01/2026;T1;U1;Hoàn thành;;xong\r\n"
    assert text(folder, "units") == BOM + UNITS + "U3;Thôn Ba;\r\n"
    entry = history.entries(folder)[0]
    assert (entry.id, entry.what, entry.who, entry.tables) == (
        saved.entry_id,
        "Ghi nhận tiến độ",
        "Lan",
        ("units", "progress"),
    )
    assert (saved.merged, saved.warning) == ([], "")
    assert {path.name for path in folder.iterdir()} == {
        "units.csv",
        "progress.csv",
        ".khoa",
        ".khoa-cho",
        "lich-su",
        "sao-luu",
    }


def test_what_saving_leaves_in_the_folder_does_not_disturb_the_reader(folder):
    reading, _ = read_folder(folder)
    save(folder, [Edit("units", content=(folder / "units.csv").read_bytes() + b"\r\n")], "x")
    state = fingerprint(folder)
    history.draft(folder, "x", "", {"units": ("", b"")})
    assert fingerprint(folder) == state
    assert read_folder(folder)[0].records == reading.records


def test_nothing_to_change_writes_nothing(folder):
    row = read_document(folder, "units").rows()["U2", "1"]
    same = Edit("units", changes=[RowChange(("U2", "1"), {**row, "name": "cũ"}, row)])
    content = Edit("progress", content=(folder / "progress.csv").read_bytes())
    saved = save(folder, [same, content], "không gì")
    assert saved.entry_id == ""
    assert [entry.what for entry in history.entries(folder)] == [history.FIRST] * 2
    assert text(folder, "units") == UNITS


def test_a_missing_file_is_made_with_its_heading(folder):
    save(folder, [Edit("bands", rows=[NewRow({"name": "A", "from_points": "90,5"})])], "x")
    assert text(folder, "bands") == BOM + "Xếp loại;Từ điểm\r\nA;90,5\r\n"
    assert read_document(folder, "meetings").rows() == {}
    assert digest(folder, "meetings") == ""


def test_a_link_stays_one_and_a_mode_too(folder, tmp_path):
    real = tmp_path / "elsewhere.csv"
    (folder / "units.csv").rename(real)
    real.chmod(0o640)
    (folder / "units.csv").symlink_to(real)
    save(folder, [UNIT], "x")
    assert (folder / "units.csv").is_symlink()
    assert "U3" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "elsewhere.csv"]


def test_a_link_in_a_circle_is_refused(folder):
    (folder / "units.csv").unlink()
    (folder / "units.csv").symlink_to("units.csv")
    with pytest.raises(SaveRefused, match=r"units\.csv"):
        save(folder, [UNIT], "x")
    assert "sao lưu" in save(folder, [REPORT], "x").warning


def test_others_changes_are_merged_and_told(folder):
    seen = digest(folder, "progress")
    first = save(
        folder, [Edit("progress", rows=[NewRow(report("08/01/2026", "U7"))])], "của Minh", who="Minh"
    )
    saved = save(folder, [Edit("progress", rows=REPORT.rows, base=seen)], "của Lan")
    assert [entry.id for entry in saved.merged] == [first.entry_id]
    assert [row["unit_id"] for row in read_document(folder, "progress").rows().values()] == [
        "U1",
        "U2",
        "U7",
        "U1",
    ]


def test_a_clash_writes_nothing_until_one_insists(folder):
    seen = digest(folder, "progress")
    first = save(folder, [REPORT], "của Minh")
    then = everything(folder)
    edits = [UNIT, Edit("progress", rows=[later("của tôi")], base=seen)]
    with pytest.raises(Clashed) as clashed:
        save(folder, edits, "của Lan")
    assert everything(folder) == then
    assert [entry.id for entry in clashed.value.between] == [first.entry_id]
    assert not clashed.value.final
    save(folder, edits, "của Lan", insist=True)
    assert [row["note"] for row in read_document(folder, "progress").rows().values()][2:] == [
        "xong",
        "của tôi",
    ]


def test_insisting_does_not_double_a_key(folder):
    then = everything(folder)
    with pytest.raises(Clashed, match="đã có dòng Mã đơn vị U1") as clashed:
        save(folder, [REPORT, Edit("units", rows=[NewRow({"unit_id": "U1", "name": "x"})])], "x", insist=True)
    assert clashed.value.final
    assert everything(folder) == then


def test_a_whole_file_clashes_with_any_change(folder):
    seen = digest(folder, "units")
    save(folder, [UNIT], "x")
    mine = Edit("units", content=UNITS.encode(), base=seen)
    with pytest.raises(Clashed, match="tệp đã được sửa sau khi bạn xem"):
        save(folder, [mine], "y")
    save(folder, [mine], "y", insist=True)
    assert text(folder, "units") == UNITS


def test_what_another_program_wrote_is_kept_and_told(folder):
    save(folder, [UNIT], "x")
    seen = digest(folder, "units")
    (folder / "units.csv").write_bytes(UNITS.encode() + b"U8;T\xc3\xa1m;\r\n")
    os.utime(folder / "units.csv", (1_760_000_000, 1_760_000_000))
    saved = save(folder, [Edit("units", rows=[NewRow({"unit_id": "U9", "name": "Chín"})], base=seen)], "y")
    (outside,) = saved.merged
    assert (outside.what, f"{outside.when:%d/%m/%Y %H:%M}") == (history.OUTSIDE, "09/10/2025 15:53")
    assert history.version(folder, outside.id, "units").endswith(b"U8;T\xc3\xa1m;\r\n")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "tệp rỗng"),
        ((PROGRESS + '"').encode(), "dấu ngoặc kép"),
        (PROGRESS.replace("Trạng thái", "Lạ").encode(), "thiếu cột “Trạng thái”"),
        ((PROGRESS + "07/01/2026;T1;U1;Hoàn thành").encode(), "dòng cuối chưa trọn"),
    ],
    ids=["empty", "quote", "column", "torn"],
)
def test_a_damaged_file_takes_no_rows_but_can_be_replaced(folder, data, said):
    (folder / "progress.csv").write_bytes(data)
    assert said in refused(folder, UNIT, REPORT)
    save(folder, [Edit("progress", content=PROGRESS.encode())], "thay")
    assert text(folder, "progress") == PROGRESS


def test_what_a_file_cannot_hold_is_refused(folder):
    assert "ký tự" in refused(folder, UNIT, Edit("progress", rows=[later("a\0b")]))


# ---- what the disk and other programs do


def test_a_file_that_excel_holds_puts_all_back(folder, monkeypatch):
    refuse_replacing(monkeypatch, "progress.csv")
    assert refused(folder, UNIT, REPORT) == (
        "Tệp progress.csv đang mở trong Excel (hoặc chương trình khác). Đóng tệp đó lại rồi bấm lưu lần nữa."
    )
    monkeypatch.undo()
    assert save(folder, [UNIT, REPORT], "x").entry_id


def refuse_replacing(monkeypatch: pytest.MonkeyPatch, name: str, times: float = float("inf")) -> None:
    genuine, left = os.replace, [times]

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == name and left[0] > 0:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "in use", str(source))
        genuine(source, target)

    monkeypatch.setattr(os, "replace", replace)


def test_a_file_that_is_held_for_a_moment_is_waited_for(folder, monkeypatch):
    refuse_replacing(monkeypatch, "units.csv", times=2)
    save(folder, [UNIT], "x")
    assert "U3" in text(folder, "units")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "Ổ đĩa đã đầy"),
        (errno.EDQUOT, "Ổ đĩa đã đầy"),
        (errno.EFBIG, "Ổ đĩa đã đầy"),
        (errno.EACCES, "Không có quyền ghi"),
        (errno.EROFS, "Không có quyền ghi"),
        (errno.ENOENT, "Không còn thư mục"),
        (errno.EIO, "Ổ đĩa báo lỗi"),
    ],
)
@pytest.mark.parametrize("at", ["progress.csv.gz", ".progress.csv.tam"])
def test_a_disk_that_refuses_is_told_in_words(folder, monkeypatch, number, said, at):
    genuine = disk.write

    def write(path: Path, data: bytes) -> None:
        if path.name.endswith(at):
            raise OSError(number, os.strerror(number), str(path))
        genuine(path, data)

    save(folder, [Edit("units", content=UNITS.encode() + b"\r\n")], "trước")
    monkeypatch.setattr(disk, "write", write)
    assert said in refused(folder, UNIT, REPORT)


def test_a_file_for_reading_only_stays_as_it_is(folder, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "units.csv")
    assert "chỉ đọc" in refused(folder, UNIT)


def test_a_file_written_meanwhile_is_not_overwritten(folder, monkeypatch):
    genuine = disk.prepare

    def prepare(path: Path, data: bytes) -> Path:
        path.write_bytes(b"other")
        return genuine(path, data)

    monkeypatch.setattr(disk, "prepare", prepare)
    with pytest.raises(SaveRefused, match="vừa được chương trình khác ghi"):
        save(folder, [UNIT], "x")
    assert text(folder, "units") == "other"


def test_another_writer_is_waited_for_but_not_forever(folder):
    lock = filelock.FileLock(folder / disk.LOCK)
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with lock:
            holding.set()
            done.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    holding.wait(10)
    assert refused(folder, UNIT) == "Đang có người khác ghi, thử lại sau giây lát."
    done.set()
    other.join()
    assert save(folder, [UNIT], "x").entry_id


def test_who_writes_without_pause_lets_others_have_their_turn(folder, monkeypatch):
    monkeypatch.setattr(disk, "LOCK_WAIT", 10)
    rounds, stop = [0], threading.Event()

    def write_on() -> None:
        while not stop.is_set():
            with disk.locked(folder):
                rounds[0] += 1
                stop.wait(0.02)

    other = threading.Thread(target=write_on)
    other.start()
    waited = []
    for _ in range(6):
        before = rounds[0]
        with disk.locked(folder):
            waited.append(rounds[0] - before)
    stop.set()
    other.join()
    assert max(waited) <= 3


def test_a_folder_that_is_gone_is_not_made_again(folder):
    shutil.rmtree(folder)
    with pytest.raises(SaveRefused, match="Không còn thư mục dữ liệu"):
        save(folder, [UNIT], "x")
    assert not folder.exists()


def test_a_save_that_is_done_is_no_error(folder, monkeypatch):
    """The history could not take the draft in; the next save does."""
    save(folder, [REPORT], "trước")
    refuse_renaming = {"on": True}
    genuine = history.commit

    def commit(draft: history.Draft) -> None:
        if draft.entry.what == "x" and refuse_renaming["on"]:
            raise OSError(errno.EIO, "I/O error")
        genuine(draft)

    monkeypatch.setattr(history, "commit", commit)
    saved = save(folder, [Edit("units", content=UNITS.encode() + b"U3;Ba;\r\n")], "x")
    assert "chưa vào được Lịch sử" in saved.warning
    assert "U3" in text(folder, "units")
    refuse_renaming["on"] = False
    save(folder, [Edit("progress", rows=[later("xong hẳn")])], "sau", insist=True)
    assert [entry.what for entry in history.entries(folder)][:2] == ["sau", "x"]


def test_a_copy_of_the_day_that_fails_does_not_keep_from_saving(folder, monkeypatch):
    def make(folder: Path) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(backup, "make", make)
    assert "sao lưu" in save(folder, [UNIT], "x").warning


@pytest.mark.skipif(sys.platform == "win32", reason="no such mode there")
def test_a_new_file_is_readable_as_the_others(folder):
    save(folder, [Edit("bands", rows=[NewRow({"name": "A", "from_points": "90"})])], "x")
    assert (folder / "bands.csv").stat().st_mode == (folder / "units.csv").stat().st_mode


def test_a_document_read_where_nothing_is(folder):
    assert read_document(folder, "plan").columns == Document.empty(TABLE["plan"]).columns


# ---- many at once


def test_reports_of_many_at_one_moment_are_all_there_once_each_with_its_author(folder, monkeypatch):
    monkeypatch.setattr(disk, "LOCK_WAIT", 60)
    units = [f"U{number}" for number in range(3, 7)]
    begin = threading.Barrier(len(units))

    def report_thrice(unit: str) -> None:
        seen = None
        begin.wait()
        for number in range(3):
            row = report("07/01/2026", unit, f"{unit} {number}")
            for _ in ("pressed", "pressed again"):
                save(folder, [Edit("progress", rows=[NewRow(row, seen)])], unit, who=unit, account=unit)
            seen = row

    reporting = [threading.Thread(target=report_thrice, args=(unit,)) for unit in units]
    for each in reporting:
        each.start()
    for each in reporting:
        each.join()
    notes = sorted(row["note"] for row in read_document(folder, "progress").rows().values())
    assert [note for note in notes if note.startswith("U")] == [
        f"{unit} {number}" for unit in units for number in range(3)
    ]
    saved = [entry for entry in history.entries(folder) if entry.account]
    assert sorted((entry.account, entry.added["progress"][0]["note"]) for entry in saved) == [
        (unit, f"{unit} {number}") for unit in units for number in range(3)
    ]
