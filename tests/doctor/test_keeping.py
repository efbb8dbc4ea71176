"""What the doctor finds of copies, of the history, and of saves that a killed program left."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from emulation.doctor import Grade, Place, keeping
from emulation.scope import VIETNAM
from emulation.store import Edit, backup, save
from tests.doctor.places import bad, only, place, touch
from tests.store.writing import PROGRESS


def saved(tmp_path: Path) -> Place:
    """A folder with one save of now, and its copy."""
    at = place(tmp_path, now=datetime.now(VIETNAM))
    save(at.data, [Edit("progress", content=PROGRESS.encode())], "Ghi tiến độ")
    return at


def copy_of(at: Place) -> Path:
    return backup.backups(at.data)[0].path


def test_after_a_save_all_is_well(tmp_path: Path) -> None:
    assert not bad(keeping.look(saved(tmp_path)))


def test_saves_without_a_copy_are_a_fault(tmp_path: Path) -> None:
    at = saved(tmp_path)
    shutil.rmtree(at.data / backup.FOLDER)
    assert only(keeping.look(at)).grade is Grade.FAULT


def test_a_copy_older_than_the_last_save_is_a_fault(tmp_path: Path) -> None:
    at = saved(tmp_path)
    copy_of(at).rename(at.data / backup.FOLDER / "2026-01-05.zip")
    assert "05/01/2026" in only(keeping.look(at)).what


def test_changes_from_outside_that_no_copy_has_are_a_note(tmp_path: Path) -> None:
    at = place(tmp_path)
    (at.data / backup.FOLDER).mkdir()
    made = backup.daily(at.data)
    assert made
    made.rename(made.with_name("2026-11-01.zip"))
    assert only(keeping.look(at)).grade is Grade.NOTE


def test_an_old_copy_of_what_did_not_change_is_good(tmp_path: Path) -> None:
    at = place(tmp_path)
    made = backup.daily(at.data)
    assert made
    made.rename(made.with_name(f"{(at.now - timedelta(days=1)).date()}.zip"))
    assert not bad(keeping.look(at))


def test_a_damaged_copy_is_a_fault(tmp_path: Path) -> None:
    at = saved(tmp_path)
    content = bytearray(copy_of(at).read_bytes())
    content[60:90] = b"x" * 30
    copy_of(at).write_bytes(bytes(content))
    assert "không đọc được" in only(keeping.look(at)).what


def test_a_damaged_entry_or_version_of_the_history_is_a_fault(tmp_path: Path) -> None:
    at = saved(tmp_path)
    (entry,) = list((at.data / "lich-su").glob("*/*Ghi*")) or [max((at.data / "lich-su").glob("*/*.json"))]
    entry.write_text("{", encoding="utf-8")
    assert entry.name in only(keeping.look(at)).what
    at = saved(tmp_path / "other")
    version = max((at.data / "lich-su").glob("*/*.gz"))
    version.write_bytes(b"not gzip")
    assert only(keeping.look(at)).grade is Grade.FAULT


def test_what_a_killed_save_left_is_a_note_once_it_is_old(tmp_path: Path) -> None:
    at = saved(tmp_path)
    for name in ("lich-su/20260101-080000-000000.cho", ".progress.csv.tam"):
        (at.data / name).write_bytes(b"")
    assert not bad(keeping.look(at))
    for name in ("lich-su/20260101-080000-000000.cho", ".progress.csv.tam"):
        touch(at.data / name, at.now - timedelta(hours=1))
    assert ".progress.csv.tam" in only(keeping.look(at)).what
