"""The log of mails: what was begun is known whatever happens, and a torn line loses nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from emulation.intake import read_folder
from emulation.remind import log
from emulation.remind.log import Entry
from emulation.scope import VIETNAM
from emulation.store import backup
from tests.folders import write_folder

REASON = ("task", "T1", "7 ngày", "2026-11-20")
AT = datetime(2026, 11, 17, 8, 0, tzinfo=VIETNAM)


def entry(unit: str) -> Entry:
    to = (f"{unit.lower()}@xa.example",)
    return Entry(
        log.new_id(), AT, date(2026, 11, 17), unit, f"Thôn {unit}", to, (REASON,), "1 sắp đến hạn", "Hoa"
    )


def test_what_is_kept_reads_back(tmp_path: Path):
    begun = entry("A")
    with log.writing(tmp_path) as book:
        book.begin(begun)
        assert log.told(log.entries(tmp_path), "A") == (set(), {REASON})
        book.end(replace(begun, outcome=log.SENT, said="Máy chủ không nhận b@xa.example."))
    (kept,) = log.entries(tmp_path)
    assert replace(kept, at=AT) == replace(begun, outcome=log.SENT, said="Máy chủ không nhận b@xa.example.")
    assert log.told([kept], "A") == ({REASON}, set())
    assert log.told([kept], "B") == (set(), set())


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_torn_last_line_is_no_event_and_the_next_one_is_whole(tmp_path: Path, cut: int):
    first, second = entry("A"), entry("B")
    with log.writing(tmp_path) as book:
        book.begin(first)
        book.end(replace(first, outcome=log.SENT))
    (path,) = (tmp_path / log.FOLDER).glob("*.jsonl")
    path.write_bytes(path.read_bytes()[:-cut])
    assert log.told(log.entries(tmp_path), "A") == (({REASON}, set()) if cut == 1 else (set(), {REASON}))
    with log.writing(tmp_path) as book:
        book.begin(second)
    assert [each.unit for each in log.entries(tmp_path)] == ["B", "A"]


def test_lines_of_others_are_skipped(tmp_path: Path):
    with log.writing(tmp_path) as book:
        book.begin(entry("A"))
    (path,) = (tmp_path / log.FOLDER).glob("*.jsonl")
    path.write_bytes(b'[1]\n{"id": 3}\n\xff\xfe\nnull\n' + path.read_bytes())
    assert [each.unit for each in log.entries(tmp_path)] == ["A"]


def test_it_is_nobody_elses_and_no_data(tmp_path: Path):
    write_folder(tmp_path)
    before, _ = read_folder(tmp_path)
    with log.writing(tmp_path) as book:
        book.begin(entry("A"))
    after, _ = read_folder(tmp_path)
    assert after.problems == before.problems
    (path,) = (tmp_path / log.FOLDER).glob("*.jsonl")
    assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)
    made = backup.make(tmp_path)
    assert made
    assert not [name for name in backup.contents(tmp_path, date.fromisoformat(made.stem)) if "thu" in name]
