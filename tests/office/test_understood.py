"""An import understands a name where an id should be, if exactly one thing has it. The reader of the files does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulation.folder import DataFolder
from emulation.intake import read_folder
from emulation.office import importing
from emulation.office.importing import Import
from emulation.store import save
from tests.folders import write_folder

TABLES = {
    "units": "unit_id,name,short_name\nCAX,Công an xã,CA xã\nTHA,Thôn Hạ,\nTHA2,Thôn Hà,\nX1,Trạm,\nX2,Trạm,\n",
    "tasks": "task_id,year,clause,title,due_on\nT1,2026,II.1.a,Ban hành Kế hoạch,31/03/2026\n",
}
HEAD = "Mã nhiệm vụ,Mã đơn vị,Vai trò\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", TABLES)


def prepared(folder: Path, **files: str) -> Import:
    uploads = [(f"{name}.csv", text.encode()) for name, text in files.items()]
    return importing.prepare(uploads, DataFolder(folder))


@pytest.mark.parametrize(
    ("unit", "id_"),
    [
        ("Công an xã", "CAX"),
        ("CONG AN  XA", "CAX"),
        ("ca xã", "CAX"),
        ("Thôn Hà", "THA2"),
        ("CAX", "CAX"),
    ],
)
def test_a_name_that_one_thing_has_is_its_id(folder: Path, unit: str, id_: str):
    found = prepared(folder, assignments=f"{HEAD}T1,{unit},Chủ trì\n")
    assert not found.problems
    assert [change.after["unit_id"] for change in found.files[0].changes if change.after] == [id_]
    told = [(n.cell, n.value, n.reason) for n in found.notes]
    assert told == ([] if unit == id_ else [("B2", unit, f"hiểu là mã {id_}")])


@pytest.mark.parametrize("unit", ["thon ha", "Trạm", "Công an", "cax"])
def test_a_name_of_none_or_of_several_stays_refused(folder: Path, unit: str):
    found = prepared(folder, assignments=f"{HEAD}T1,{unit},Chủ trì\n")
    assert [(p.cell, p.value) for p in found.problems] == [("B2", unit)]
    assert found.edits == ()


def test_each_part_of_a_double_key_and_what_comes_with_it_in_one_import(folder: Path):
    found = prepared(
        folder,
        units="Mã đơn vị,Tên đơn vị\nTYT,Trạm Y tế\n",
        assignments=f"{HEAD}Ban hành kế hoạch,Trạm y tế,Chủ trì\n",
        progress="Ngày ghi nhận,Mã nhiệm vụ,Mã đơn vị,Trạng thái\n01/02/2026,ban hanh ke hoach,Trạm Y tế,Hoàn thành\n",
    )
    assert not found.problems
    save(folder, found.edits, found.what)
    reading, _ = read_folder(folder)
    assert not reading.faults
    assert reading.records["progress"].column("unit_id") == ["TYT"]


def test_the_folder_itself_still_wants_ids(folder: Path):
    (folder / "assignments.csv").write_text(f"{HEAD}T1,Công an xã,Chủ trì\n", encoding="utf-8")
    reading, _ = read_folder(folder)
    assert [(p.cell, p.value) for p in reading.faults] == [("B2", "Công an xã")]
