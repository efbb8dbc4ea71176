"""A small folder into which units report, and what becomes of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from emulation.access import Role
from emulation.folder import DataFolder
from emulation.office import inbox, reported
from emulation.office.change_set import ChangeSet, texts
from emulation.store import Edit, NewRow, save
from emulation.warehouse import Warehouse

TABLES = {
    "plan": "year,issuer,view_on\n2026,UBND xã,16/11/2026\n",
    "units": "unit_id,name\nA,Thôn A\nB,Thôn B\n",
    "tasks": """
        task_id,year,clause,title,due_on
        T1,2026,II.1.a,Ký kết,20/11/2026
        T2,2026,II.1.b,Sơ kết,30/11/2026
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        T1,B,Chủ trì
        T2,A,Chủ trì
        """,
    "progress": """
        recorded_on,task_id,unit_id,status,evidence,note,recorded_by
        01/11/2026,T1,A,Đang thực hiện,KH 5,,
        """,
    "criteria": """
        criterion_id,year,group,name,kind,max_points
        C1,2026,Phong trào,Hưởng ứng,Chuẩn,10
        C2,2026,Nhiệm vụ,Hoàn thành,Chuẩn,20
        """,
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points,note,recorded_by
        01/11/2026,2026-Q4,A,C1,Tự chấm,7,,
        """,
    "movements": "movement_id,name,launched_by,launched_on\nP1,Xanh,Xã,01/03/2026\n",
    "movement_results": """
        recorded_on,movement_id,unit_id,indicator,measure,target,actual
        30/06/2026,P1,A,Hộ sạch,hộ,100,40
        """,
}


class Desk:
    """A folder into which units report."""

    def __init__(self, path: Path) -> None:
        self.path, self.folder = path, DataFolder(path, settle=0)

    @property
    def warehouse(self) -> Warehouse:
        return self.folder.edition().warehouse

    def report(self, table: str = "progress", role: str = Role.UNIT, **values: Any) -> str:
        usual = {"recorded_on": date(2026, 11, 10), "unit_id": "A", "recorded_by": "Lan"}
        usual |= {
            "progress": {"task_id": "T1", "status": "Hoàn thành"},
            "scores": {"period": "2026-Q4", "criterion_id": "C1", "stage": "Tự chấm", "points": 9.5},
            "movement_results": {
                "movement_id": "P1",
                "indicator": "Hộ sạch",
                "measure": "hộ",
                "actual": 60,
                "better": "cao hơn",
            },
        }[table]
        edit = Edit(table, rows=[NewRow(texts(table, usual | values))])
        return save(self.path, [edit], "Ghi", who="Lan", role=role, insist=True).entry_id + ".1"

    def items(self) -> tuple[inbox.Item, ...]:
        return inbox.items(self.warehouse, reported.new_reports(self.path))

    def give_back(self, *ids: str, reason: str = "thiếu biên bản") -> ChangeSet:
        chosen = [item for item in self.items() if item.report.id in ids]
        return inbox.give_back(self.warehouse, chosen, reason)

    def save(self, made: ChangeSet) -> str:
        more = {"answers": made.answers, "reason": made.reason}
        return save(self.path, made.edits, made.what, who="Phòng", role=Role.STANDING, **more).entry_id

    def rows(self, table: str) -> list[str]:
        return (self.path / f"{table}.csv").read_text("utf-8-sig").splitlines()[1:]

    def ask_for_time(self, task: str = "T1", unit: str = "A", until: str = "05/12/2026") -> str:
        note = f"Đề nghị gia hạn đến {until}: chờ kinh phí"
        return self.report(task_id=task, unit_id=unit, status="Đang thực hiện", note=note)
