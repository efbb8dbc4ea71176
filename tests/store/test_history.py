"""What was saved can be seen, compared, taken back and brought back."""

from __future__ import annotations

import gzip
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from emulation.scope import VIETNAM
from emulation.store import (
    Clashed,
    Edit,
    NewRow,
    RowChange,
    SaveRefused,
    digest,
    history,
    read_document,
    restoring,
    save,
)
from emulation.store.history import NotKept
from tests.store.writing import PROGRESS, UNITS, everything, later, report, small


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small(tmp_path / "data")


def add(folder: Path, unit: str, what: str = "thêm") -> str:
    return save(folder, [Edit("units", rows=[NewRow({"unit_id": unit, "name": unit})])], what).entry_id


def units(folder: Path) -> list[str]:
    return [key[0] for key in read_document(folder, "units").rows()]


def test_every_version_is_kept(folder):
    first, second = add(folder, "U3"), add(folder, "U4", "lần hai")
    save(folder, [Edit("progress", rows=[later()])], "khác")
    entry, former, original = history.newest(folder, "units")
    assert [entry.id, former.id] == [second, first]
    assert (entry.what, original.what) == ("lần hai", history.FIRST)
    assert abs(entry.when - datetime.now(VIETNAM)) < timedelta(minutes=1)
    assert (folder / "units.csv").read_bytes() == history.version(folder, second, "units")
    assert history.before(folder, second, "units") == history.version(folder, first, "units")
    assert history.before(folder, first, "units") == UNITS.encode()
    assert history.before(folder, original.id, "units") is None
    assert len(history.entries(folder)) == 5


def test_ids_follow_each_other_even_if_the_clock_is_put_back(folder, monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2020, 1, 1, tzinfo=tz)

    first = add(folder, "U3")
    monkeypatch.setattr(history, "datetime", Clock)
    second, third = add(folder, "U4"), add(folder, "U5")
    assert first < second < third
    assert [entry.id for entry in history.entries(folder)][:3] == [third, second, first]


def test_undoing_the_last_change_gives_the_very_bytes(folder):
    then = everything(folder)
    both = [Edit("units", rows=[NewRow({"unit_id": "U3", "name": "Ba"})]), Edit("progress", rows=[later()])]
    done = save(folder, both, "ghi")
    now = everything(folder)
    undone = restoring.undo(folder, done.entry_id)
    assert everything(folder) == then
    assert history.entries(folder)[0].what == "Hoàn tác: ghi"
    restoring.undo(folder, undone.entry_id)
    assert everything(folder) == now


def test_undoing_an_older_change_keeps_what_came_after(folder):
    first = add(folder, "U3")
    second = add(folder, "U4")
    saved = restoring.undo(folder, first)
    assert units(folder) == ["U1", "U2", "U4"]
    assert [entry.id for entry in saved.merged] == [second]
    restoring.undo(folder, saved.entry_id)
    assert sorted(units(folder)) == ["U1", "U2", "U3", "U4"]


def test_undoing_what_was_changed_again_clashes(folder):
    row = read_document(folder, "units").rows()["U2", "1"]
    change = RowChange(("U2", "1"), row, {**row, "name": "Hai"})
    first = save(folder, [Edit("units", changes=[change])], "sửa").entry_id
    again = RowChange(("U2", "1"), {**row, "name": "Hai"}, {**row, "name": "Nhì"})
    save(folder, [Edit("units", changes=[again])], "sửa lại")
    with pytest.raises(Clashed, match="nay là “Nhì”, bạn ghi “Thôn Hai”"):
        restoring.undo(folder, first)
    restoring.undo(folder, first, insist=True)
    assert read_document(folder, "units").rows()["U2", "1"]["name"] == "Thôn Hai"


def test_undoing_a_column_that_came_along_blanks_it(folder):
    change = Edit("units", rows=[NewRow({"unit_id": "U3", "name": "Ba", "short_name": "B"})])
    first = save(folder, [change], "thêm cột").entry_id
    add(folder, "U4")
    restoring.undo(folder, first)
    assert units(folder) == ["U1", "U2", "U4"]
    assert {row["short_name"] for row in read_document(folder, "units").rows().values()} == {""}


def test_undoing_a_file_that_was_made_leaves_its_heading(folder):
    made = save(folder, [Edit("bands", rows=[NewRow({"name": "A", "from_points": "90"})])], "x").entry_id
    restoring.undo(folder, made)
    assert read_document(folder, "bands").rows() == {}


def test_a_former_version_is_brought_back_whole(folder):
    first = add(folder, "U3")
    add(folder, "U4")
    original = list(history.newest(folder, "units"))[-1]
    restoring.restore_version(folder, first, "units")
    assert units(folder) == ["U1", "U2", "U3"]
    restored = restoring.restore_version(folder, original.id, "units")
    assert (folder / "units.csv").read_bytes() == UNITS.encode()
    assert history.entries(folder)[0].what.startswith("Khôi phục units.csv như lúc ")
    restoring.undo(folder, restored.entry_id)
    assert units(folder) == ["U1", "U2", "U3"]


def test_a_damaged_file_is_undone_by_its_version(folder):
    (folder / "units.csv").write_bytes(b"")
    mended = save(folder, [Edit("units", content=UNITS.encode())], "thay").entry_id
    add(folder, "U3")
    with pytest.raises(NotKept, match=r"Không gộp được với lần sửa sau: units\.csv tệp rỗng"):
        restoring.undo(folder, mended)


def test_what_is_not_kept_is_said(folder):
    entry = add(folder, "U3")
    original = list(history.newest(folder, "units"))[-1]
    assert not original.undoable
    with pytest.raises(NotKept, match="bản đầu tiên"):
        restoring.undo(folder, original.id)
    for unknown in ("", "20200101-000000-000000", "../../units"):
        with pytest.raises(SaveRefused, match="Không tìm thấy"):
            restoring.undo(folder, unknown)
    with pytest.raises(NotKept, match="Không còn giữ"):
        history.version(folder, entry, "progress")
    kept = next((folder / "lich-su").rglob(f"{original.id}*.gz"))
    for damage in (b"", gzip.compress(UNITS.encode())[:-9], gzip.compress(b"x")):
        kept.write_bytes(damage)
        with pytest.raises(NotKept, match="Không còn giữ"):
            restoring.undo(folder, entry)


def test_a_damaged_entry_hides_no_other(folder):
    first, second = add(folder, "U3"), add(folder, "U4")
    (folder / "lich-su" / "2000-01").mkdir()
    for damage, text in enumerate(
        ("{", "[]", '{"when": 1, "what": "", "who": "", "after": {}, "before": {}}')
    ):
        place = folder / "lich-su" / "2000-01" / f"20000101-000000-{damage:06}.json"
        place.write_text(text, encoding="utf-8")
    assert [entry.id for entry in history.entries(folder)][:2] == [second, first]
    assert digest(folder, "units") == history.entries(folder)[0].digests["units"]


def test_what_people_put_beside_the_history_is_left_alone(folder):
    own = add(folder, "U3")
    entry = next((folder / "lich-su").glob(f"*/{own}.json"))
    entry.with_name("99990101-000000-000000 (1).json").write_bytes(entry.read_bytes())
    (folder / "lich-su" / "2999-12.zip").write_bytes(b"")
    (folder / "lich-su" / "2999-12").write_bytes(b"")
    assert history.entries(folder)[0].id == own
    assert units(folder)[-1] == "U3"
    assert history.entries(folder)[0].id < add(folder, "U4")


def test_the_history_of_a_new_folder_is_empty(tmp_path):
    assert history.entries(tmp_path) == []


def test_rows_of_one_thing_are_undone_one_by_one(folder):
    first = save(folder, [Edit("progress", rows=[NewRow(report("08/01/2026", "U7", "a"))])], "a").entry_id
    second = NewRow(report("08/01/2026", "U7", "b"), report("08/01/2026", "U7", "a"))
    save(folder, [Edit("progress", rows=[second])], "b")
    restoring.undo(folder, first)
    assert [row["note"] for row in read_document(folder, "progress").rows().values()] == ["", "ghi chú", "b"]
    assert (
        (folder / "progress.csv").read_text(encoding="utf-8-sig").startswith(PROGRESS.replace("\r\n", "\n"))
    )
