"""A small folder, those who look at it, and the rows that they may or may not add to it."""

from __future__ import annotations

from datetime import date

from emulation import remarks
from emulation.access import PUBLIC, Role, Viewer
from emulation.office.change_set import texts
from emulation.store import Edit, NewRow

DAY = date(2026, 11, 16)
ROWS = {
    "plan": "year,issuer,view_on\n2026,UBND xã,16/11/2026\n",
    "blocs": "bloc_id,name\nK1,Khối một\n",
    "units": "unit_id,name,bloc_id\nA,Thôn A,K1\nB,Thôn B,K1\nĐB,Thôn Đông,K1\n",
    "meetings": "meeting_id,held_on,kind,title\nM1,20/11/2026,Họp UBND,Giao ban\n",
    "tasks": """
        task_id,year,clause,title,due_on,measured_by
        T1,2026,II.1.a,Ký kết,15/11/2026,
        T2,2026,II.1.đ,Hồ sơ,31/12/2026,hồ sơ
        T3,2026,II.2.a,Xong rồi,31/12/2026,
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        T1,B,Phối hợp
        T2,A,Chủ trì
        T3,B,Chủ trì
        T3,A,Phối hợp
        """,
    "progress": """
        recorded_on,task_id,unit_id,status,note
        01/11/2026,T1,A,Đang thực hiện,
        02/11/2026,T3,B,Hoàn thành,
        12/11/2026,T1,A,Đang thực hiện,Đề nghị gia hạn đến 01/12/2026: chờ
        """,
    "extensions": "decided_on,task_id,unit_id,due_on\n10/11/2026,T1,B,20/12/2026\n",
    "awards": """
        award_id,name,category,level
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã
        BK,Bằng khen,Hình thức khen thưởng,Cấp tỉnh
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type
        H1,02/11/2026,A,Cá nhân,Nguyễn Văn A,GK,Công trạng
        H2,02/11/2026,B,Cá nhân,Nguyễn Văn B,BK,Công trạng
        H3,02/11/2026,B,Cá nhân,Nguyễn Văn C,GK,Công trạng
        H4,02/11/2026,B,Cá nhân,Nguyễn Văn D,GK,Công trạng
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        02/11/2026,H1,Tiếp nhận
        10/11/2026,H1,Trình Chủ tịch
        02/11/2026,H2,Tiếp nhận
        10/11/2026,H2,Trình Chủ tịch
        02/11/2026,H3,Thẩm định
        10/11/2026,H4,Trình Chủ tịch
        14/11/2026,H4,Rút hồ sơ
        """,
    "criteria": """
        criterion_id,year,group,name,kind,max_points
        C1,2026,Phong trào,Hưởng ứng,Chuẩn,10
        C2,2026,Nhiệm vụ,Hoàn thành,Chuẩn,20
        """,
    "scores": "recorded_on,period,unit_id,criterion_id,stage,points\n12/11/2026,2026-Q4,A,C2,Khối chấm,9\n",
    "bands": "name,from_points\nTốt,85\n",
    "movements": "movement_id,name,launched_by,launched_on\nP1,Xanh,Xã,01/03/2026\nP2,Sau,Xã,01/12/2026\n",
    "movement_results": "recorded_on,movement_id,unit_id,indicator,actual\n30/06/2026,P1,A,Hộ sạch,40\n",
    "days_off": "day,kind\n24/11/2026,Nghỉ\n",
}
UNIT = Viewer(Role.UNIT, "thon.a", "Thôn A, Lan", ("A",))
CHAIRMAN = Viewer(Role.CHAIRMAN, "ct", "Nguyễn Văn Chủ")
STANDING = Viewer(Role.STANDING, "vhxh", "Phòng VHXH")
COUNCIL = Viewer(Role.COUNCIL, "hd1", "Uỷ viên")
GUEST = Viewer(Role.GUEST, "khach", "Khách")
OTHERS = (CHAIRMAN, COUNCIL, UNIT, GUEST, PUBLIC)


def row(table: str, **values: object) -> Edit:
    """An edit that adds a row as a form would."""
    return Edit(table, rows=(NewRow(texts(table, values)),))


def mine(**values: object) -> Edit:
    said = {"recorded_on": DAY, "task_id": "T1", "unit_id": "A", "status": "Hoàn thành"}
    return row("progress", **(said | values))


def scored(**values: object) -> Edit:
    said = {"recorded_on": DAY, "period": "2026-Q4", "unit_id": "A", "criterion_id": "C1", "stage": "Tự chấm"}
    return row("scores", **(said | {"points": 9.5} | values))


def reached(**values: object) -> Edit:
    said = {"recorded_on": DAY, "movement_id": "P1", "unit_id": "A", "indicator": "Hộ sạch", "actual": 60.0}
    return row("movement_results", **(said | values))


def decided(**values: object) -> Edit:
    said = {"occurred_on": DAY, "dossier_id": "H1", "stage": "Đã khen thưởng", "document_no": "15/QĐ"}
    return row("dossier_events", **(said | values))


def directed(**values: object) -> Edit:
    said = {"recorded_on": DAY, "task_id": "T1", "unit_id": "A", "status": "Đang thực hiện"}
    return row("progress", **(said | {"note": remarks.directive("làm ngay")} | values))


def granted(**values: object) -> Edit:
    said = {"decided_on": DAY, "task_id": "T1", "unit_id": "A", "due_on": date(2026, 12, 1)}
    return row("extensions", **(said | values))


def denied(**values: object) -> Edit:
    return directed(**({"note": remarks.refusal("đã muộn")} | values))
