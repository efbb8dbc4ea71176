"""A commune's own templates: put whole, taken away, no version lost."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from emulation.store import SaveRefused, disk, kept_files

NAME = "mau/to-trinh.docx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def kept(folder: Path) -> dict[str, bytes]:
    """All files of the template's folder, by their place in it."""
    found = folder / "mau"
    return {
        path.relative_to(found).as_posix(): path.read_bytes() for path in found.rglob("*") if path.is_file()
    }


def test_every_former_version_is_kept_under_its_number(folder: Path):
    for content in (b"one", b"two", b"three"):
        kept_files.put(folder, NAME, content)
    assert kept(folder) == {
        "to-trinh.docx": b"three",
        "ban-cu/to-trinh-1.docx": b"one",
        "ban-cu/to-trinh-2.docx": b"two",
    }


def test_the_same_again_changes_nothing(folder: Path):
    kept_files.put(folder, NAME, b"one")
    kept_files.put(folder, NAME, b"one")
    assert kept(folder) == {"to-trinh.docx": b"one"}


def test_what_is_taken_away_is_kept_and_once_only(folder: Path):
    for _ in range(2):
        kept_files.put(folder, NAME, b"one")
        kept_files.remove(folder, NAME)
    assert kept(folder) == {"ban-cu/to-trinh-1.docx": b"one"}


def test_taking_away_what_is_not_there_is_no_fault(folder: Path):
    kept_files.remove(folder, NAME)
    assert not (folder / "mau").exists()


def test_a_full_disk_is_told_and_leaves_what_was_there(folder: Path, monkeypatch: pytest.MonkeyPatch):
    kept_files.put(folder, NAME, b"one")

    def full(path: Path, data: bytes) -> Path:
        raise OSError(errno.ENOSPC, "full", str(path))

    monkeypatch.setattr(disk, "prepare", full)
    with pytest.raises(SaveRefused, match="Ổ đĩa đã đầy, chưa ghi được to-trinh"):
        kept_files.put(folder, NAME, b"two")
    assert kept(folder) == {"to-trinh.docx": b"one"}


def test_a_folder_that_is_gone_is_told(tmp_path: Path):
    with pytest.raises(SaveRefused, match="Không còn thư mục dữ liệu"):
        kept_files.put(tmp_path / "gone", NAME, b"one")
