"""What figures would be with rows that nobody has saved yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emulation import moments
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

DAY = date(2026, 7, 15)
SCOPE = Scope.at(DAY)
TABLES = {
    "units": "unit_id,name\nA,Đơn vị A\n",
    "tasks": "task_id,year,clause,quarter,title,due_on\nT1,2026,II.1.a,1,Một,31/03/2026\n",
    "assignments": "task_id,unit_id,role\nT1,A,Chủ trì\n",
    "progress": "recorded_on,task_id,unit_id,status\n15/03/2026,T1,A,Đang thực hiện\n",
    "awards": "award_id,name,category,level,working_days\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã,10\n",
}
DONE = {"recorded_on": date(2026, 3, 20), "task_id": "T1", "unit_id": "A", "status": "Hoàn thành"}
DOSSIER = {
    "dossier_id": "H1",
    "received_on": date(2026, 7, 6),
    "unit_id": "A",
    "nominee_kind": "Cá nhân",
    "nominee_name": "Cá nhân 01",
    "award_id": "GK",
    "commendation_type": "Công trạng",
}


def states(data: Warehouse) -> list[tuple]:
    return data.ask("tasks", SCOPE)[["status", "completed_on"]].to_records(index=False).tolist()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("supposing"), TABLES)


def test_rows_count_in_the_supposition_and_nowhere_else(data: Warehouse) -> None:
    done = [("Hoàn thành", date(2026, 3, 20))]
    assert states(data.supposing({"progress": [DONE]})) == done
    assert states(data) == [("Đang thực hiện", None)]
    assert states(data.supposing({"progress": [DONE]})) == done


def test_figures_are_those_of_a_folder_that_has_the_rows(
    data: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moments, "KEPT", 1)
    supposed = data.supposing({"progress": [DONE], "dossiers": [DOSSIER]})
    saved = TABLES | {
        "progress": TABLES["progress"] + "20/03/2026,T1,A,Hoàn thành\n",
        "dossiers": "dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type\n"
        "H1,06/07/2026,A,Cá nhân,Cá nhân 01,GK,Công trạng\n",
    }
    after = warehouse(tmp_path, saved)
    scope = SCOPE.but(since=date(2026, 3, 16))
    for query in ("quarterly_progress", "pending_dossiers", "changes", "unit_progress", "headline"):
        assert supposed.answer(query, scope) == after.answer(query, scope)


def test_of_one_day_the_supposed_row_is_the_last(data: Warehouse) -> None:
    again = DONE | {"recorded_on": date(2026, 3, 15)}
    assert states(data.supposing({"progress": [again, again | {"status": "Không phát sinh"}]})) == [
        ("Không phát sinh", None)
    ]
