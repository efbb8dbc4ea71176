"""What a form would change goes into the folder, whatever dress its files have, and does there what it said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emulation.intake import read_folder
from emulation.office import extensions, progress, reception, scores, steps
from emulation.office.change_set import ChangeSet
from emulation.scope import Scope
from emulation.store import Clashed, save
from emulation.warehouse import Warehouse
from tests.folders import write_folder

DAY = date(2026, 7, 15)
SCOPE = Scope.at(DAY)
TABLES = {
    "units": "unit_id,name\nA,Đơn vị A\nB,Đơn vị B\n",
    "tasks": "task_id,year,clause,title,due_on\n007,2026,II.1.a,Một,2026-07-31\n",
    "assignments": "task_id,unit_id,role\n007,A,chu tri\n007,B,phoi hop\n",
    "progress": "recorded_on;task_id;unit_id;status;Cột riêng;note\n"
    "2026-06-01; 007 ;A;hoan thanh;giữ;'=1+1\n"
    "01/05/2026;007;A;Đang thực hiện;;\n",
    "awards": "award_id,name,category,level,working_days\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã,10\n",
    "dossiers": "dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type\n",
    "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Một,Hai,Chuẩn,10\n",
    "scores": "recorded_on\tperiod\tunit_id\tcriterion_id\tstage\tpoints\n46174\t2026-q2\tA\tC1\ttự chấm\t8.50\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", TABLES)


def read(folder: Path) -> Warehouse:
    reading, _ = read_folder(folder)
    assert not reading.faults, [p.line() for p in reading.faults]
    return Warehouse(reading)


def kept(folder: Path, change_set: ChangeSet) -> Warehouse:
    save(folder, change_set.edits, change_set.what)
    return read(folder)


def test_progress_of_two_units(folder: Path) -> None:
    entry = progress.Entry(DAY, "Đang thực hiện", ("007",), ("A", "B"), note="=A1")
    change_set = progress.prepare(read(folder), SCOPE, entry, today=DAY)
    after = kept(folder, change_set)
    stands = progress.standing(after, SCOPE, ["007"], ["A", "B"])
    assert [row["status_since"] for row in stands] == [DAY, DAY]
    assert (folder / "progress.csv").read_text("utf-8-sig").splitlines()[1:] == [
        *TABLES["progress"].splitlines()[1:],
        "15/07/2026;007;A;Đang thực hiện;;'=A1",
        "15/07/2026;007;B;Đang thực hiện;;'=A1",
    ]
    again = progress.prepare(after, SCOPE, entry, today=DAY)
    assert [change.before for change in again.changes] == [change.after for change in change_set.changes]


def test_a_dossier_from_reception_to_decision(folder: Path) -> None:
    received = reception.Entry(date(2026, 7, 1), "A", "Cá nhân", ("Cá nhân 01",), "GK", "Công trạng")
    change_set = reception.prepare(read(folder), SCOPE, received, today=DAY)
    data = kept(folder, change_set)
    (dossier,) = (row["dossier_id"] for row in steps.waiting(data, SCOPE, DAY))
    for stage, day in zip(
        ("Thẩm định", "Họp Hội đồng", "Trình Chủ tịch", "Đã khen thưởng"), range(2, 6), strict=True
    ):
        assert stage in steps.stages(data, SCOPE, date(2026, 7, day), [dossier])
        change_set = steps.prepare(data, SCOPE, steps.Entry(date(2026, 7, day), (dossier,), stage), today=DAY)
        data = kept(folder, change_set)
    assert change_set.changes[0].after == "Đã khen thưởng – kết thúc, đúng hạn (hạn 15/07/2026)"
    assert steps.waiting(data, SCOPE, DAY) == []
    assert data.ask("awards_given", SCOPE)["awards"].tolist() == [1]


def test_points_with_the_total_that_was_told(folder: Path) -> None:
    entry = scores.Entry(DAY, "2026-Q2", "Tự chấm", "A", {"C1": "9,25"})
    change_set = scores.prepare(read(folder), SCOPE, entry, today=DAY)
    assert (change_set.changes[0].before, change_set.changes[0].after) == ("8,5 (Tự chấm)", "9,25 (Tự chấm)")
    data = kept(folder, change_set)
    assert scores.filled(scores.sheet(data, SCOPE, DAY, "2026-Q2", "A"), "Tự chấm") == {"C1": "9,25"}


def test_who_decided_on_what_is_no_longer_so_is_asked(folder: Path) -> None:
    data = read(folder)
    change_sets = [
        progress.prepare(data, SCOPE, progress.Entry(DAY, status, ("007",), (unit,)), today=DAY)
        for status, unit in (("Hoàn thành", "A"), ("Đang thực hiện", "A"), ("Hoàn thành", "B"))
    ]
    save(folder, change_sets[0].edits, change_sets[0].what)
    with pytest.raises(Clashed):
        save(folder, change_sets[1].edits, change_sets[1].what)
    save(folder, change_sets[2].edits, change_sets[2].what)
    assert len(read(folder).table("progress")) == 4


def test_two_officers_do_not_give_one_id_twice(folder: Path) -> None:
    data = read(folder)
    received = reception.Entry(DAY, "A", "Cá nhân", ("Cá nhân 01",), "GK", "Công trạng")
    change_sets = [reception.prepare(data, SCOPE, received, today=DAY) for _ in range(2)]
    save(folder, change_sets[0].edits, change_sets[0].what)
    with pytest.raises(Clashed):
        save(folder, change_sets[1].edits, change_sets[1].what)
    assert len(read(folder).table("dossiers")) == len(read(folder).table("dossier_events")) == 1


def test_an_extension_makes_its_file(folder: Path) -> None:
    (folder / "extensions.csv").unlink()
    entry = extensions.Entry(DAY, "007", ("A",), date(2026, 8, 14), "=1", "")
    data = kept(folder, extensions.prepare(read(folder), SCOPE, entry, today=DAY).signed("Lan"))
    (row,) = data.table("extensions").to_dict("records")
    assert (row["due_on"], row["unit_id"], row["document_no"], row["recorded_by"]) == (
        date(2026, 8, 14),
        "A",
        "=1",
        "Lan",
    )
    ((due_on,),) = data.ask("tasks", SCOPE)[["due_on"]].to_records(index=False).tolist()
    assert due_on == date(2026, 8, 14)
    again = extensions.Entry(DAY, "007", ("A",), date(2026, 8, 21))
    assert kept(folder, extensions.prepare(data, SCOPE, again, today=DAY)).table("extensions").shape[0] == 2


HEADINGS = {
    "progress": "recorded_on,task_id,unit_id,status,evidence,note",
    "dossiers": "dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,movement_id,due_on",
    "dossier_events": "occurred_on,dossier_id,stage,document_no,note",
}


def heading(folder: Path, table: str) -> str:
    return (folder / f"{table}.csv").read_text("utf-8-sig").splitlines()[0]


def test_files_of_the_former_form_keep_their_columns(folder: Path) -> None:
    write_folder(folder, TABLES | {name: f"{columns}\n" for name, columns in HEADINGS.items()})
    received = reception.Entry(DAY, "A", "Cá nhân", ("Cá nhân 01",), "GK", "Công trạng", quantity="1")
    data = kept(folder, reception.prepare(read(folder), SCOPE, received, today=DAY))
    data = kept(
        folder, progress.prepare(data, SCOPE, progress.Entry(DAY, "Hoàn thành", ("007",), ("A",)), today=DAY)
    )
    assert {name: heading(folder, name) for name in HEADINGS} == HEADINGS


def test_a_form_adds_the_column_that_it_needs_and_no_other(folder: Path) -> None:
    write_folder(folder, TABLES | {name: f"{columns}\n" for name, columns in HEADINGS.items()})
    received = reception.Entry(DAY, "A", "Cá nhân", ("Giáo viên",), "GK", "Công trạng", quantity="24")
    data = kept(folder, reception.prepare(read(folder), SCOPE, received, today=DAY).signed(" Lan "))
    assert {name: heading(folder, name).removeprefix(HEADINGS[name]) for name in HEADINGS} == {
        "progress": "",
        "dossiers": ",Số lượng",
        "dossier_events": ",Người ghi",
    }
    assert data.table("dossiers")["quantity"].tolist() == [24]
    assert data.table("dossier_events")["recorded_by"].tolist() == ["Lan"]
    step = steps.Entry(date(2026, 7, 16), tuple(data.table("dossiers")["dossier_id"]), "Thẩm định")
    assert len(kept(folder, steps.prepare(data, SCOPE, step, today=DAY)).table("dossier_events")) == 2


def test_a_name_that_the_reader_would_refuse_keeps_from_saving(folder: Path) -> None:
    change_set = progress.prepare(
        read(folder), SCOPE, progress.Entry(DAY, "Hoàn thành", ("007",), ("A",)), today=DAY
    ).signed("#REF!")
    assert change_set.refusals[0].startswith("Người ghi “#REF!”: ")
    assert not change_set.allowed
