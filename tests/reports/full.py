"""The files of a small commune that lack nothing for any report."""

FULL = {
    "plan": """
        year,number,issued_on,title,issuer,place,signer_title,signer_name,superior,unit_id,symbol
        2026,67/KH-UBND,23/02/2026,Kế hoạch,UBND xã A,Xã A,CHỦ TỊCH,Trần A,UBND tỉnh B,A,VHXH
        """,
    "blocs": "bloc_id,name\nK1,Khối một\n",
    "units": "unit_id,name,bloc_id\nA,Đơn vị A,K1\n",
    "tasks": """
        task_id,year,clause,quarter,title,due_on,meeting_id
        T1,2026,II.2.a,2,Việc quý,30/06/2026,
        T2,2026,II.5.a,,Việc cả năm,31/12/2026,
        T3,2026,KL.1,2,Việc kết luận,30/06/2026,M1
        """,
    "assignments": "task_id,unit_id,role\nT1,A,Chủ trì\nT2,A,Chủ trì\nT3,A,Chủ trì\n",
    "progress": """
        recorded_on,task_id,unit_id,status,evidence,note
        20/06/2026,T1,A,Hoàn thành,12/BC,
        20/06/2026,T2,A,Đang thực hiện,,
        20/06/2026,T3,A,Hoàn thành,13/BC,
        """,
    "awards": "award_id,name,category,level,working_days\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã,10\n",
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type
        H1,01/06/2026,A,Tập thể,Đội A,GK,Công trạng
        H2,01/06/2026,A,Cá nhân,Bà B,GK,Công trạng
        """,
    "dossier_events": "occurred_on,dossier_id,stage\n10/06/2026,H1,Đã khen thưởng\n10/06/2026,H2,Họp Hội đồng\n",
    "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Nhóm,Tiêu chí,Chuẩn,100\n",
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        25/06/2026,2026-Q2,A,C1,Hội đồng chấm,90
        25/06/2026,2026,A,C1,Hội đồng chấm,90
        """,
    "movements": "movement_id,name,launched_by,launched_on\nP1,Xanh sạch đẹp,Xã,01/04/2026\n",
    "movement_results": """
        recorded_on,movement_id,unit_id,indicator,target,actual
        20/06/2026,P1,A,Tuyến đường,4,3
        """,
    "meetings": "meeting_id,held_on,kind,title,place\nM1,10/06/2026,Họp Hội đồng,Xét khen thưởng,Hội trường\n",
}
