"""A commune of which something presses."""

from __future__ import annotations

from datetime import date

DAY, MONDAY = date(2026, 11, 17), date(2026, 11, 23)
"""A Tuesday, and the Monday after it."""
MANY = tuple(f"U{number:02}" for number in range(5, 41))
COMMUNE = {
    "plan": "year,issuer,view_on\n2026,UBND xã Thử,17/11/2026\n",
    "blocs": "bloc_id,name\nK1,Khối một\n",
    "units": "unit_id,name,bloc_id,email\n"
    "A,Trường Mầm non Hoa Sen,K1,a@xa.example\n"
    "B,Thôn Bùi Xá,K1,b@xa.example; b2@xa.example\n"
    "C,Thôn không địa chỉ,K1,\n"
    "D,Thôn sai địa chỉ,K1,thôn d@xa\n"
    + "".join(f"{each},Thôn số {each},K1,{each.lower()}@xa.example\n" for each in MANY)
    + "E,Thôn Trễ “Hạn” <1>,K1,e@xa.example\n",
    "tasks": """
        task_id,year,clause,quarter,title,due_on
        T1,2026,II.3.a,3,Sơ kết & đôn đốc <quý III>,30/09/2026
        T2,2026,II.4.a,4,Bình xét cuối năm,20/11/2026
        T3,2026,II.4.b,4,Tổng kết,30/11/2026
        T4,2026,II.4.c,4,Đăng ký thi đua,23/11/2026
        """,
    "assignments": "task_id,unit_id,role\nT1,E,Chủ trì\nT2,B,Chủ trì\nT3,B,Phối hợp\n"
    + "".join(f"T2,{each},Phối hợp\n" for each in "ACDE")
    + "".join(f"T4,{each},Chủ trì\n" for each in MANY),
    "awards": "award_id,name,category,level\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã\n",
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,quantity
        H1,02/11/2026,B,Cá nhân,Nguyễn Thị Kín,GK,Công trạng,
        H2,02/11/2026,A,Cá nhân,Trần Văn Riêng,GK,Công trạng,
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        02/11/2026,H1,Tiếp nhận
        10/11/2026,H1,Yêu cầu bổ sung
        02/11/2026,H2,Tiếp nhận
        10/11/2026,H2,Trình Chủ tịch
        """,
}
"""On DAY, T2 is due in three days for A, B, C, D and E, which is late with T1 too and so gets a letter; B has a dossier to
complete; MANY have T4 in six days. All in all forty-one units, of which thirty-nine have an address and a reason."""
