"""A copy a day, thirty of them, from which the folder can be restored."""

from __future__ import annotations

import time
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from emulation.store import Edit, NewRow, SaveRefused, backup, disk, history, read_document, restoring, save
from tests.store.writing import PROGRESS, UNITS, everything, small

DAY = date(2026, 3, 2)
UNIT = Edit("units", rows=[NewRow({"unit_id": "U3", "name": "Ba"})])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    on(monkeypatch, DAY)
    return small(tmp_path / "data")


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(backup, "today", lambda: day)


def test_the_first_save_of_a_day_makes_a_copy_of_what_was_before(folder, monkeypatch):
    save(folder, [UNIT], "x")
    save(folder, [Edit("bands", rows=[NewRow({"name": "A", "from_points": "90"})])], "y")
    (copy,) = backup.backups(folder)
    assert (copy.day, copy.path, copy.size) == (
        DAY,
        folder / "sao-luu" / "2026-03-02.zip",
        copy.path.stat().st_size,
    )
    with zipfile.ZipFile(copy.path) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "units.csv": UNITS.encode(),
            "progress.csv": PROGRESS.encode(),
        }
    assert backup.daily(folder) is None
    on(monkeypatch, DAY + timedelta(days=1))
    assert backup.daily(folder) == folder / "sao-luu" / "2026-03-03.zip"


def test_a_restored_copy_is_the_folder_of_that_day_and_can_be_undone(folder, monkeypatch):
    then = everything(folder)
    save(folder, [UNIT], "x")
    save(folder, [Edit("bands", rows=[NewRow({"name": "A", "from_points": "90"})])], "y")
    on(monkeypatch, DAY + timedelta(days=3))
    now = everything(folder)
    restored = restoring.restore_backup(folder, DAY)
    files = everything(folder)
    assert {name: files[name] for name in then} == then
    assert read_document(folder, "bands").rows() == {}
    assert history.entries(folder)[0].what == "Khôi phục bản sao lưu ngày 02/03/2026"
    restoring.undo(folder, restored.entry_id)
    assert everything(folder) == now


def test_thirty_copies_are_kept(folder, monkeypatch):
    for number in range(33):
        on(monkeypatch, DAY + timedelta(days=number))
        backup.daily(folder)
    for name in ("của tôi.zip", "2026-02-30.zip"):
        (folder / "sao-luu" / name).write_bytes(b"")
    days = [copy.day for copy in backup.backups(folder)]
    assert days == [DAY + timedelta(days=number) for number in range(32, 2, -1)]


def test_a_machine_that_believes_to_be_in_1970_saves_and_copies(folder, monkeypatch):
    on(monkeypatch, date(1970, 1, 1))
    monkeypatch.setattr(time, "localtime", lambda _=0: (1970, 1, 1, 7, 0, 0, 3, 1, 0))
    assert save(folder, [UNIT], "x").warning == ""
    assert backup.contents(folder, date(1970, 1, 1))["units"] == UNITS.encode()


def test_a_copy_is_whole_or_not_there(folder, monkeypatch):
    def replace(waiting: Path, path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "replace", replace)
    with pytest.raises(SaveRefused, match="Ổ đĩa đã đầy"):
        backup.daily(folder)
    assert list((folder / "sao-luu").iterdir()) == []


def test_a_damaged_copy_is_said(folder):
    copy = backup.daily(folder)
    assert copy
    copy.write_bytes(copy.read_bytes()[:50])
    with pytest.raises(SaveRefused, match=r"Không đọc được bản sao lưu 2026-03-02\.zip"):
        restoring.restore_backup(folder, DAY)
    with pytest.raises(SaveRefused, match="Không đọc được"):
        restoring.restore_backup(folder, DAY - timedelta(days=1))


def test_a_copy_with_a_password_is_said(folder):
    copy = backup.daily(folder)
    assert copy
    data = bytearray(copy.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    copy.write_bytes(data)
    with pytest.raises(SaveRefused, match="Không đọc được"):
        restoring.restore_backup(folder, DAY)


def test_a_folder_without_files_has_no_copy(tmp_path):
    assert backup.daily(tmp_path) is None
    assert backup.backups(tmp_path) == []
