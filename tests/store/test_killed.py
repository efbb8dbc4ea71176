"""Writers that were killed: the next save drops what they began, or finishes it as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulation.schema import TABLE
from emulation.store import Edit, NewRow, disk, history, save, saving
from tests.store.writing import PROGRESS, UNITS, everything, later, small

UNIT = Edit("units", rows=[NewRow({"unit_id": "U3", "name": "Thôn Ba"})])
REPORT = Edit("progress", rows=[later("xong")])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small(tmp_path / "data")


def text(folder: Path, table: str) -> str:
    return (folder / TABLE[table].file).read_bytes().decode("utf-8")


class Killed(BaseException):
    """As if the process ended here."""


@pytest.mark.parametrize(
    ("stop", "done"), [("draft", False), ("_replace_all", False), ("replace", True), ("_committed", True)]
)
def test_a_killed_save_is_dropped_or_finished_as_a_whole(folder, monkeypatch, stop, done):
    save(folder, [Edit("units", content=UNITS.encode() + b"\r\n")], "trước")
    then = everything(folder)
    kill_at(monkeypatch, stop)
    with pytest.raises(Killed):
        save(folder, [UNIT, REPORT], "bị cắt")
    monkeypatch.undo()
    saved = save(folder, [Edit("blocs", rows=[NewRow({"bloc_id": "K1", "name": "Khối"})])], "sau")
    now = everything(folder)
    assert not [name for name in now if name.endswith(".tam")]
    assert ("U3" in text(folder, "units"), "xong" in text(folder, "progress")) == (done, done)
    told = [entry.what for entry in history.entries(folder)]
    assert told[0] == "sau"
    assert ("bị cắt" in told) == done
    if not done:
        assert {name: data for name, data in now.items() if name != "blocs.csv"} == then
    kept = {path.name.partition(".")[0] for path in (folder / "lich-su").rglob("*.gz")}
    assert kept == {entry.id for entry in history.entries(folder)}
    assert saved.warning == ""


@pytest.mark.parametrize("way", ["edited", "damaged"])
def test_a_killed_save_that_cannot_be_finished_is_dropped(folder, monkeypatch, way):
    save(folder, [Edit("units", content=UNITS.encode() + b"\r\n")], "trước")
    kill_at(monkeypatch, "_replace_all" if way == "edited" else "replace")
    with pytest.raises(Killed):
        save(folder, [UNIT, REPORT], "bị cắt")
    monkeypatch.undo()
    if way == "edited":
        (folder / "units.csv").write_bytes(UNITS.encode() + b"U9;x;\r\n")
    else:
        (content,) = (folder / "lich-su").rglob(f"{history.drafts(folder)[0].entry.id}*progress*.gz")
        content.write_bytes(b"")
    save(folder, [Edit("blocs", rows=[NewRow({"bloc_id": "K1", "name": "Khối"})])], "sau")
    assert text(folder, "progress") == PROGRESS
    assert "bị cắt" not in [entry.what for entry in history.entries(folder)]
    assert history.drafts(folder) == []


def kill_at(monkeypatch: pytest.MonkeyPatch, stop: str) -> None:
    """End the process at a point of a save: nothing that would tidy up runs."""

    def end(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(history, "discard", lambda draft: None)
    monkeypatch.setattr(saving, "_put_back", lambda files: None)
    monkeypatch.setattr(saving, "_delete", lambda path: None)
    if stop == "draft":
        genuine = disk.write
        monkeypatch.setattr(
            disk, "write", lambda path, data: end() if path.name.endswith(".cho") else genuine(path, data)
        )
    elif stop == "replace":
        one = saving._File.replace
        monkeypatch.setattr(
            saving._File,
            "replace",
            lambda file, path: end() if file.table.name == "progress" else one(file, path),
        )
    else:
        monkeypatch.setattr(saving, stop, end)
