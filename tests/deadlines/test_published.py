"""What calendars tell of changed and withdrawn deadlines, where what was told is kept, lost or damaged."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation.deadlines import published
from emulation.deadlines.deadline import Deadline
from emulation.deadlines.published import Published, Version, publish
from emulation.store import SaveRefused, disk

DAY = date(2026, 11, 16)
AT = 1_794_000_000
"""The time of the data, in seconds since 1970."""
MEETING = Deadline("meeting", "H1", "", date(2026, 12, 18), "Họp Hội đồng", "Bình xét")
PART = Deadline("part", "T1", "A", date(2026, 11, 20), "Hạn", "Hội nghị", "II.4.a", "Hội trường")
MOVED = Deadline("part", "T1", "A", date(2026, 11, 27), "Hạn", "Hội nghị", "II.4.a", "Hội trường")
PAST = Deadline("part", "T2", "A", date(2026, 10, 15), "Hạn", "Quá lâu")


def told(folder: Path, *stands: Deadline, at: int = AT, day: date = DAY) -> dict[str, Version]:
    """The version of each that calendars tell, by its title."""
    found = publish(folder, stands, "xa-nghi-duong", at, day).told(stands, day)
    return {each.deadline.what: each for each in found}


def test_what_did_not_change_is_told_as_before_and_nothing_is_written(tmp_path: Path) -> None:
    first = told(tmp_path, PART, MEETING)
    kept = (tmp_path / published.FILE).stat()
    assert told(tmp_path, MEETING, PART, at=AT + 86_400) == first
    after = (tmp_path / published.FILE).stat()
    assert (after.st_mtime_ns, after.st_ino) == (kept.st_mtime_ns, kept.st_ino)


def test_each_change_is_a_higher_version_whatever_the_clock_says(tmp_path: Path) -> None:
    first = told(tmp_path, PART)["Hội nghị"]
    for at in (AT + 60, AT + 60, 0, -5, AT * 2, 10**30, AT):
        for stands in ((MOVED,), (), (PART,)):
            then = told(tmp_path, *stands, at=at)["Hội nghị"]
            assert then.sequence > first.sequence
            assert then.at >= first.at
            assert then.is_withdrawn is (not stands)
            first = then


def test_a_withdrawn_deadline_is_told_of_until_a_month_after_its_day(tmp_path: Path) -> None:
    told(tmp_path, PART, PAST)
    assert {what: each.is_withdrawn for what, each in told(tmp_path).items()} == {"Hội nghị": True}
    assert set(told(tmp_path, day=date(2026, 12, 21))) == {"Hội nghị"}
    assert told(tmp_path, day=date(2026, 12, 22)) == {}
    assert told(tmp_path, PAST, PART)["Hội nghị"].is_withdrawn is False


STRANGE = {"kind": "x", "id": "1", "unit_id": "A", "day": "2026-12-01", "word": "", "what": "Lạ"}
DAMAGED = (
    b"",
    b"{",
    b"[]",
    b"\xff",
    b'{"commune": "", "versions": [{}]}',
    *(
        json.dumps({"commune": "", "versions": [kept | {"sequence": 1, "is_withdrawn": True}]}).encode()
        for kept in (
            {"deadline": STRANGE, "at": 1},
            {"deadline": STRANGE | {"kind": "part", "what": 5}, "at": 1},
            {"deadline": STRANGE | {"kind": "part"}, "at": 10**30},
        )
    ),
)


@pytest.mark.parametrize("kept", [None, *DAMAGED])
def test_without_what_was_told_a_change_counts_all_the_same(tmp_path: Path, kept: bytes | None) -> None:
    first = told(tmp_path, PART, MEETING)
    (tmp_path / published.FILE).unlink()
    if kept is not None:
        (tmp_path / published.FILE).write_bytes(kept)
    then = told(tmp_path, MOVED, MEETING, at=AT + 60)
    assert then["Hội nghị"].sequence > first["Hội nghị"].sequence
    assert "Lạ" not in then
    assert told(tmp_path, MEETING, at=AT + 120)["Hội nghị"].is_withdrawn  # it is remembered anew


def test_a_folder_that_cannot_be_written_has_calendars_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = told(tmp_path, PART, MEETING)
    kept = (tmp_path / published.FILE).read_bytes()

    def refuse(*_: Any) -> None:
        raise SaveRefused("chỉ đọc")

    for refused in ("put", "locked"):
        monkeypatch.setattr(disk, refused, refuse)
        then = told(tmp_path, MOVED, at=AT + 60)
        assert (then["Bình xét"].is_withdrawn, then["Hội nghị"].deadline) == (True, MOVED)
        assert then["Hội nghị"].sequence > first["Hội nghị"].sequence
    assert (tmp_path / published.FILE).read_bytes() == kept
    assert told(tmp_path / "none", MOVED).keys() == {"Hội nghị"}
    assert told(tmp_path / published.FILE, MOVED).keys() == {"Hội nghị"}  # a workbook in place of a folder


def test_whose_they_are_stays_once_it_is_known(tmp_path: Path) -> None:
    def commune(said: str) -> str:
        return publish(tmp_path, [PART], said, AT, DAY).commune

    assert [commune(said) for said in ("", "xa-nghi-duong", "ubnd-xa-nghi-duong")] == [
        "",
        "xa-nghi-duong",
        "xa-nghi-duong",
    ]


def test_what_is_kept_is_read_back_whole(tmp_path: Path) -> None:
    now = publish(tmp_path, [PART, MEETING], "xa", AT, DAY).with_these([MEETING], "xa", AT + 60, DAY)
    assert publish(tmp_path, [MEETING], "xa", AT + 60, DAY) == now
    assert published._read(tmp_path) == now != Published()
