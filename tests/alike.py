"""A folder in which all names are alike: two blocs "Khối", six units "Thôn 6", twelve tasks of one clause and one title,
two awards, movements, criteria and meetings of one name. It is seen on 16/11/2026, and has one of each thing whose
deadline is more than a day: a day of rest, extensions, late dossiers, a clock that stands, a dossier of many."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.folders import write_folder

SEEN_ON = date(2026, 11, 16)
UNITS = ("T01", "T02", "T03", "T04", "T05", "T06")
MONTHS = range(1, 13)


def alike(path: Path) -> Path:
    return write_folder(path, TABLES)


def _rows(header: str, *rows: str) -> str:
    return "\n".join((header, *rows)) + "\n"


def _monthly() -> list[str]:
    """Due on the last day but two of each month: 28/02 and 28/03/2026 are a Saturday, 28/06 a Sunday."""
    return [
        f"N{month:02},2026,5.4,{(month + 2) // 3},Báo cáo tháng,,,nhập tay,28/{month:02}/2026,"
        for month in MONTHS
    ]


TABLES = {
    "plan": _rows("year,issuer,view_on", "2026,Ủy ban nhân dân xã Thử,16/11/2026"),
    "blocs": _rows("bloc_id,name", "K1,Khối", "K2,Khối"),
    "units": _rows(
        "unit_id,name,bloc_id", *(f"{unit},Thôn 6,{'K1' if unit < 'T04' else 'K2'}" for unit in UNITS)
    ),
    "tasks": _rows(
        "task_id,year,clause,quarter,title,short_title,place,measured_by,due_on,meeting_id",
        *_monthly(),
        "H4,2026,5.5,4,Giải quyết hồ sơ,,,hồ sơ,07/12/2026,",
        "R1,2026,KL,4,Kết luận,,,nhập tay,31/10/2026,W1",
        "R2,2026,KL,4,Kết luận,,,nhập tay,30/11/2026,W2",
    ),
    "assignments": _rows(
        "task_id,unit_id,role",
        *(f"N{month:02},{UNITS[month % 6]},Chủ trì" for month in MONTHS),
        *(f"N{month:02},{UNITS[(month + 1) % 6]},Phối hợp" for month in MONTHS),
        "H4,T01,Chủ trì",
        "R1,T01,Chủ trì",
        "R2,T02,Chủ trì",
    ),
    "progress": _rows(
        "recorded_on,task_id,unit_id,status",
        *(f"27/{month:02}/2026,N{month:02},{UNITS[month % 6]},Hoàn thành" for month in range(1, 9)),
    ),
    "extensions": _rows(
        "decided_on,task_id,unit_id,due_on,document_no",
        "20/10/2026,N10,,15/11/2026,9/UBND",
        "25/10/2026,N10,T05,30/11/2026,10/UBND",
        "12/11/2026,N10,T05,05/12/2026,",
    ),
    "awards": _rows(
        "award_id,name,category,level,working_days",
        *(f"A{n},Giấy khen,Hình thức khen thưởng,Cấp xã,20" for n in (1, 2)),
    ),
    "dossiers": _rows(
        "dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on,quantity",
        "D1,05/10/2026,T01,Cá nhân,Cán bộ,A1,Công trạng,20/10/2026,24",
        "D2,05/10/2026,T02,Tập thể,Tổ,A2,Công trạng,,3",
        "D3,05/10/2026,T02,Hộ gia đình,Hộ,A1,Công trạng,15/11/2026,",
        "D4,01/10/2026,T03,Cá nhân,Cán bộ,A1,Công trạng,,5",
        "D5,01/10/2026,T04,Cá nhân,Cán bộ,A2,Công trạng,,",
    ),
    "dossier_events": _rows(
        "occurred_on,dossier_id,stage",
        "08/10/2026,D2,Yêu cầu bổ sung",
        "20/10/2026,D4,Đã khen thưởng",
        "21/10/2026,D5,Đã khen thưởng",
        "12/11/2026,D3,Trình Chủ tịch",
    ),
    "criteria": _rows(
        "criterion_id,year,group,name,kind,max_points",
        "C1,2026,Nhóm,Tiêu chí,Chuẩn,50",
        "C2,2026,Nhóm,Tiêu chí,Chuẩn,50",
        "C3,2026,Nhóm,Tiêu chí,Thưởng,5",
        "C4,2026,Nhóm,Tiêu chí,Trừ,5",
    ),
    "scores": _rows(
        "recorded_on,period,unit_id,criterion_id,stage,points",
        *(
            f'{day},{period},{unit},{criterion},Hội đồng chấm,"{points - place},{half}"'
            for day, period, half in (("01/10/2026", "2026-Q3", 5), ("10/11/2026", "2026-Q4", 25))
            for place, unit in enumerate(UNITS)
            for criterion, points in (("C1", 45), ("C2", 40))
        ),
        *(f"10/11/2026,2026-Q4,T01,{criterion},Hội đồng chấm,2" for criterion in ("C3", "C4")),
    ),
    "bands": _rows("name,from_points", "Tốt,80", "Khá,0"),
    "movements": _rows(
        "movement_id,name,launched_by,launched_on", *(f"P{n},Phong trào,Xã,0{n}/01/2026" for n in (1, 2))
    ),
    "movement_results": _rows(
        "recorded_on,movement_id,unit_id,indicator,measure,target,actual,better",
        "01/11/2026,P1,T01,Hộ nghèo,hộ,10,5,thấp hơn",
        "01/11/2026,P1,T02,Hộ nghèo,hộ,10,12,thấp hơn",
        "01/11/2026,P1,T03,Hộ văn hoá,hộ,10,12,",
        "01/11/2026,P2,T01,Hộ nghèo,hộ,10,5,",
    ),
    "meetings": _rows(
        "meeting_id,held_on,kind,title", *(f"W{n},12/10/2026,Họp UBND,Giao ban" for n in (1, 2))
    ),
}
