"""Each of the seventeen files: a row comes, changes and goes in the grid, in the workbook and as CSV, with one result."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from emulation.folder import DataFolder
from emulation.office import exporting, importing
from emulation.office.named import names_for
from emulation.office.table import Pending, Sheet
from emulation.office.table_check import Verdict, verdict
from emulation.schema import TABLE, TABLES
from emulation.store import read_document, save
from tests.folders import write_folder

DAY = date(2026, 11, 16)
STEPS = ("added", "changed", "removed")
Cells = Mapping[str, str]

BASE = {
    "plan": "year,issuer,title\n2026,UBND xã,Kế hoạch\n",
    "blocs": "bloc_id,name\nK1,Khối một\n",
    "units": "unit_id,name,bloc_id,Điện thoại\nA,Đơn vị A,K1,0225\nB,Đơn vị B,K1,\n",
    "tasks": "task_id,year,clause,title,due_on\n007,2026,II.1.a,Một,31/07/2026\n008,2026,II.1.b,Hai,31/07/2026\n",
    "assignments": "task_id,unit_id,role\n007,A,Chủ trì\n007,B,Phối hợp\n",
    "progress": "recorded_on,task_id,unit_id,status,note\n01/06/2026,007,A,Đang thực hiện,xong\n",
    "extensions": "decided_on,task_id,due_on\n01/06/2026,007,31/08/2026\n",
    "awards": "award_id,name,category,level,working_days\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã,10\n",
    "dossiers": "dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type\n"
    "HS1,01/07/2026,A,Cá nhân,Cá nhân 01,GK,Công trạng\n",
    "dossier_events": "occurred_on,dossier_id,stage\n01/07/2026,HS1,Tiếp nhận\n",
    "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Một,Hai,Chuẩn,10\n",
    "scores": "recorded_on,period,unit_id,criterion_id,stage,points\n01/07/2026,2026-Q2,A,C1,Tự chấm,8.5\n",
    "bands": "name,from_points\nTốt,85\n",
    "movements": "movement_id,name,launched_by,launched_on\nPT1,Phong trào một,Xã,01/01/2026\n",
    "movement_results": "recorded_on,movement_id,unit_id,indicator,target,actual\n01/06/2026,PT1,A,Hộ đạt,200,46\n",
    "meetings": "meeting_id,held_on,kind,title\nH1,01/06/2026,Khác,Họp\n",
    "days_off": "day,kind,name\n02/01/2026,Nghỉ,Tết\n",
}

NEW: dict[str, Cells] = {  # file -> a row that refers to nothing new, as it stands in the file
    "plan": {"year": "2027", "issuer": "UBND xã"},
    "blocs": {"bloc_id": "K9", "name": "Khối mới"},
    "units": {"unit_id": "MOI", "name": "Đơn vị mới", "bloc_id": "K1"},
    "tasks": {
        "task_id": "VM",
        "year": "2026",
        "clause": "II.4.h",
        "title": "Việc mới",
        "due_on": "31/12/2026",
    },
    "assignments": {"task_id": "008", "unit_id": "A", "role": "Phối hợp"},
    "progress": {
        "recorded_on": "16/11/2026",
        "task_id": "007",
        "unit_id": "B",
        "status": "Đang thực hiện",
    },
    "extensions": {"decided_on": "16/11/2026", "task_id": "008", "due_on": "20/12/2026"},
    "awards": {
        "award_id": "MOI",
        "name": "Giấy khen mới",
        "category": "Hình thức khen thưởng",
        "level": "Cấp xã",
    },
    "dossiers": {
        "dossier_id": "HS-MOI",
        "received_on": "16/11/2026",
        "unit_id": "B",
        "nominee_kind": "Tập thể",
        "nominee_name": "Tập thể mới",
        "award_id": "GK",
        "commendation_type": "Công trạng",
    },
    "dossier_events": {"occurred_on": "16/11/2026", "dossier_id": "HS1", "stage": "Thẩm định"},
    "criteria": {
        "criterion_id": "26-99",
        "year": "2026",
        "group": "Nhóm mới",
        "name": "Tiêu chí mới",
        "kind": "Thưởng",
        "max_points": "2,5",
    },
    "scores": {
        "recorded_on": "16/11/2026",
        "period": "2026-Q3",
        "unit_id": "B",
        "criterion_id": "C1",
        "stage": "Tự chấm",
        "points": "1,25",
    },
    "bands": {"name": "Yếu", "from_points": "10"},
    "movements": {
        "movement_id": "PTM",
        "name": "Phong trào mới",
        "launched_by": "Xã",
        "launched_on": "01/11/2026",
    },
    "movement_results": {
        "recorded_on": "16/11/2026",
        "movement_id": "PT1",
        "unit_id": "B",
        "indicator": "Chỉ tiêu mới",
        "target": "1200",
        "actual": "60,5",
    },
    "meetings": {"meeting_id": "HM", "held_on": "20/12/2026", "kind": "Khác", "title": "Họp mới"},
    "days_off": {"day": "24/12/2026", "kind": "Nghỉ"},
}
CHANGED: dict[str, Cells] = {  # file -> what changes of that row
    "plan": {"place": "Nghi Dương"},
    "blocs": {"name": "Khối đổi tên"},
    "units": {"short_name": "ĐV mới", "bloc_id": ""},
    "tasks": {"due_on": "30/12/2026"},
    "assignments": {"due_on": "15/12/2026"},
    "progress": {"note": "=đã báo cáo"},
    "extensions": {"document_no": "5/TB"},
    "awards": {"working_days": "10"},
    "dossiers": {"quantity": "12"},
    "dossier_events": {"note": 'nói "thế"; và, nữa'},
    "criteria": {"max_points": "3"},
    "scores": {"points": "1,5"},
    "bands": {"from_points": "12,5"},
    "movements": {"ends_on": "31/12/2026"},
    "movement_results": {"measure": "hộ"},
    "meetings": {"place": "Hội trường"},
    "days_off": {"name": "Nghỉ bù"},
}
REFUSED: dict[str, Cells] = {  # file -> a new row that the reader would refuse
    "plan": {"year": "26", "issuer": "UBND xã"},
    "blocs": {"bloc_id": "K1", "name": "Trùng mã"},
    "units": {**NEW["units"], "bloc_id": "K0"},
    "tasks": {**NEW["tasks"], "due_on": "31/02/2026"},
    "assignments": {**NEW["assignments"], "role": "Trưởng"},
    "progress": {**NEW["progress"], "task_id": "008"},
    "extensions": {**NEW["extensions"], "due_on": ""},
    "awards": {**NEW["awards"], "working_days": "1.250"},
    "dossiers": {**NEW["dossiers"], "quantity": "0"},
    "dossier_events": {**NEW["dossier_events"], "stage": "Xong"},
    "criteria": {**NEW["criteria"], "max_points": "0"},
    "scores": {**NEW["scores"], "points": "-1"},
    "bands": {"name": "Yếu", "from_points": "mười"},
    "movements": {**NEW["movements"], "launched_by": "Thôn"},
    "movement_results": {**NEW["movement_results"], "target": "1.200"},
    "meetings": {**NEW["meetings"], "task_id": "không có"},
    "days_off": {"day": "24/12/26x", "kind": "Nghỉ"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", BASE)


def copied(folder: Path, to: Path) -> Path:
    to.mkdir()
    for table in TABLES:
        shutil.copy(folder / table.file, to)
    return to


def texts(folder: Path) -> dict[str, str]:
    return {table.file: (folder / table.file).read_text("utf-8-sig") for table in TABLES}


def judged(data: DataFolder, table: str, pending: Pending) -> Verdict:
    edition = data.edition()
    sheet = Sheet(read_document(data.path, table), names_for(TABLE[table], edition.warehouse), DAY.year)
    return verdict(sheet.effect(pending), edition, data.preview, DAY)


def by_grid(folder: Path, step: str) -> None:
    data, edits = DataFolder(folder), []
    for table, new in NEW.items():
        last = list(read_document(folder, table).rows())[-1]
        pending = {
            "added": Pending(added=(new,)),
            "changed": Pending({last: CHANGED[table]}),
            "removed": Pending(removed=frozenset({last})),
        }[step]
        found = judged(data, table, pending)
        assert found.allowed, (table, found.refusals, found.pointing)
        edits += found.edits
    save(folder, edits, step)


def by_workbook(folder: Path, step: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exporting.export(DataFolder(folder)).data))
    for table, new in NEW.items():
        sheet, names = book[TABLE[table].title], {c.name: c.label for c in TABLE[table].columns}
        headings = [cell.value for cell in sheet[1]]
        last = max(n for n in range(1, sheet.max_row + 1) if sheet.cell(n, 1).value)
        if step == "removed":
            sheet.delete_rows(last)
            continue
        row = last + (step == "added")
        for name, text in (new if step == "added" else CHANGED[table]).items():
            sheet.cell(row, headings.index(names[name]) + 1, escaped(text))
    out = io.BytesIO()
    book.save(out)
    brought_in(folder, [("sổ.xlsx", out.getvalue())], step)


def by_csv(folder: Path, step: str) -> None:
    uploads = []
    for table, new in NEW.items():
        columns = {c.name: c.label for c in TABLE[table].columns}
        heading, *rows = csv.reader((folder / TABLE[table].file).read_text("utf-8-sig").splitlines())
        names = {label: name for name, label in columns.items()}
        named = [names.get(each, each) for each in heading]
        last = dict(zip(named, rows.pop(), strict=False)) if step != "added" else {}
        if step != "removed":
            last |= {
                name: escaped(text) for name, text in (new if step == "added" else CHANGED[table]).items()
            }
            heading += [columns[name] for name in last if name not in named]
            rows.append([last.get(name, "") for name in dict.fromkeys([*named, *last])])
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([heading, *rows])
        uploads.append((TABLE[table].file, out.getvalue().encode("utf-8-sig")))
    brought_in(folder, uploads, step)


def escaped(text: str) -> str:
    """As Excel wants a text that begins like a formula."""
    return f"'{text}" if text.startswith("=") else text


def brought_in(folder: Path, uploads: list[tuple[str, bytes]], step: str) -> None:
    removing = list(NEW) if step == "removed" else []
    prepared = importing.prepare(uploads, DataFolder(folder), removing=removing)
    assert not prepared.problems
    assert not prepared.caused
    save(folder, prepared.edits, prepared.what)


def test_a_row_of_each_file_comes_changes_and_goes_alike_in_every_way(folder: Path, tmp_path: Path):
    ways = {"grid": by_grid, "workbook": by_workbook, "CSV": by_csv}
    folders = {way: copied(folder, tmp_path / way) for way in ways}
    former = texts(folder)
    for step in STEPS:
        for way, work in ways.items():
            work(folders[way], step)
        grid = texts(folders["grid"])
        assert [file for file, text in grid.items() if text == former[file]] == [], step
        for way in ways:
            for file, text in texts(folders[way]).items():
                assert text == grid[file], (step, way, file)
        former = grid
    before = {table.name: read_document(folder, table.name).rows() for table in TABLES}
    after = {table.name: read_document(folders["grid"], table.name).rows() for table in TABLES}
    assert {name: list(rows) for name, rows in after.items()} == {
        name: list(rows) for name, rows in before.items()
    }


def test_a_row_that_the_reader_would_refuse_is_refused_at_its_place(folder: Path):
    data = DataFolder(folder)
    for table, cells in REFUSED.items():
        found = judged(data, table, Pending(added=(cells,)))
        assert not found.allowed, table
        assert any("Dòng mới 1" in each for each in found.refusals), (table, found.refusals)
