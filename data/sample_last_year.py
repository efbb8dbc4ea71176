"""The sample's second half of 2025, so that a year ago can be compared with.

The commune exists since 01/07/2025. All of this is invented: a plan of its own with short tasks, each of which says so,
dossiers of July to November (those of December are with the others), and nothing that stays open into 2026.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

import sample_facts as facts
from sample_tools import Row, after, between, day, expand, table, untidy, workday

NOTICE = "Số liệu minh họa: năm 2025 không có gì là của xã thật; mọi nhiệm vụ, số liệu và văn bản “MH-” là giả định."
PLAN = (
    2025, "MH-01/KH-UBND", date(2025, 7, 8), "Công tác thi đua, khen thưởng 6 tháng cuối năm 2025 (minh họa)",
    *facts.PLAN[4:11], None, NOTICE,
)  # fmt: skip

# clause | meeting | quarter | due | leads | co-operating units | their own due date | short title | title
TASKS = """
1.a||3|31/07|PVHXH|VPUB||Kiện toàn Hội đồng, các khối|Kiện toàn Hội đồng Thi đua, khen thưởng xã và các khối thi đua
1.b||3|15/08|PVHXH|all||Phát động thi đua 6 tháng cuối năm|Phát động thi đua 6 tháng cuối năm 2025
1.c||3|30/09|PVHXH|VPUB BXD||Giải quyết hồ sơ khen thưởng Quý III|Giải quyết hồ sơ đề nghị khen thưởng Quý III (nếu có)
1.d||3|30/09|PVHXH|VPUB BXD MTTQ||Tập huấn công tác thi đua, khen thưởng|Tập huấn công tác thi đua, khen thưởng cho các đơn vị
2.a||4|31/10|PVHXH|schools villages||Tự kiểm tra công tác thi đua|Các đơn vị tự kiểm tra công tác thi đua, khen thưởng
2.b||4|19/12|PVHXH|VPUB BXD UBKT||Bình xét danh hiệu năm 2025|Họp Hội đồng bình xét danh hiệu thi đua, hình thức khen thưởng năm 2025
2.c||4|31/12|PVHXH|all|12/12|Báo cáo tổng kết năm 2025|Báo cáo tổng kết công tác thi đua, khen thưởng năm 2025
2.d||4|31/12|PVHXH|VPUB BXD||Giải quyết hồ sơ khen thưởng Quý IV|Giải quyết hồ sơ đề nghị khen thưởng Quý IV (nếu có)
3||||TTSN|MTTQ HPN DTN villages||Tuyên truyền phong trào thi đua|Tuyên truyền các phong trào thi đua, gương điển hình tiên tiến
KL.1|L01|3|15/08|VPUB|PVHXH||Lập sổ theo dõi khen thưởng|Lập sổ theo dõi khen thưởng của xã
KL.2|L02|4|31/10|PVHXH|TTHCC||Rà soát hồ sơ còn thiếu|Rà soát, yêu cầu bổ sung hồ sơ khen thưởng còn thiếu
""".strip()
# The leads' own log: clause, unit, day, status, evidence
LEAD_LOG = """
1.a PVHXH 09/07 D|1.a PVHXH 28/07 H MH-03/QĐ-UBND|1.b PVHXH 21/07 D|1.b PVHXH 14/08 H MH-07/BC-VHXH
1.d PVHXH 08/09 D|1.d PVHXH 26/09 H MH-15/BC-VHXH|2.a PVHXH 06/10 D|2.a PVHXH 18/11 H MH-26/BC-VHXH
2.b PVHXH 01/12 D|2.b PVHXH 18/12 H MH-02/BB-HĐ|2.c PVHXH 10/11 D|2.c PVHXH 29/12 H MH-38/BC-UBND
3 TTSN 14/07 D|3 TTSN 30/12 H MH-31/BC-TTSN|KL.1 VPUB 28/07 D|KL.1 VPUB 20/08 H MH-11/TB-VPUB
KL.2 PVHXH 30/10 H MH-22/BC-VHXH
""".strip().replace("\n", "|")
MEETINGS = """
L01|22/07/2025|Họp Hội đồng|Ra mắt Hội đồng, phân công theo dõi các khối thi đua|Hội trường UBND xã|1.a
L02|10/10/2025|Họp Hội đồng|Chấm điểm các khối thi đua Quý III năm 2025|Hội trường UBND xã|
L03|06/11/2025|Họp UBND|Rà soát tiến độ công tác thi đua, khen thưởng Quý IV năm 2025|Phòng họp UBND xã|2.c
""".strip()
# received from | to | award:type:count (with :unit where only one can be meant)
WAVES = """
07/07/2025|26/09/2025|GK:Phong trào:8, GK:Đột xuất:6, GKHGD:Phong trào:4, LDTT:Công trạng:2, BKTP:Công trạng:2, BKTP:Đột xuất:1:CAX
01/10/2025|24/10/2025|GK:Phong trào:5, GK:Đột xuất:4, GKHGD:Phong trào:2, CSTDCS:Công trạng:2, BKTP:Công trạng:1
29/10/2025|30/10/2025|GK:Phong trào:3, GK:Đột xuất:2
03/11/2025|14/11/2025|GDVH:Phong trào:4, LDTT:Công trạng:2, GK:Đột xuất:2
17/11/2025|28/11/2025|GK:Phong trào:2, TTLDTT:Công trạng:1
""".strip()
WITH_LATE_ONES = (date(2025, 7, 7), date(2025, 10, 29))


def _day(text: str) -> date:
    return day(f"{text or '31/12'}/2025")


def _by_dossiers(title: str) -> bool:
    return title.startswith("Giải quyết hồ sơ")


def tasks() -> list[Row]:
    rows: list[Row] = []
    for clause, meeting, quarter, due, _, _, _, short, title in table(TASKS):
        conditional, measured = ("có", "hồ sơ") if _by_dossiers(title) else ("không", "nhập tay")
        text = (f"{title} (minh họa)", short, None)
        rows.append(
            (f"2025-{clause}", 2025, clause, quarter, *text, conditional, measured, _day(due), meeting)
        )
    return rows


def assignments() -> list[Row]:
    rows: list[Row] = []
    for clause, _, _, _, leads, helpers, own, _, _ in table(TASKS):
        rows += [(f"2025-{clause}", unit, "Chủ trì", None) for unit in expand(leads)]
        others = [unit for unit in expand(helpers) if unit not in expand(leads)]
        rows += [(f"2025-{clause}", unit, "Phối hợp", _day(own) if own else None) for unit in others]
    return rows


def progress(reliability: dict[str, float]) -> list[Row]:
    """The leads' log and the other units' rows: on time as often as a unit is reliable, else some days late."""
    rng = random.Random(2025)
    rows: list[Row] = []
    for entry in LEAD_LOG.split("|"):
        clause, unit, when, status, *evidence = entry.split(" ", 4)
        rows.append((_day(when), f"2025-{clause}", unit, facts.STATUSES[status], "".join(evidence), None))
    for clause, meeting, _, due, _, helpers, own, _, title in table(TASKS):
        if meeting or _by_dossiers(title):
            continue
        ends = _day(own or due)
        for unit in expand(helpers):
            if unit in expand(facts.LEAD):
                continue
            begun = workday(ends - timedelta(between(rng, 12, 24)))
            on_time = rng.random() < reliability[unit]
            done = (
                workday(ends - timedelta(between(rng, 0, 6))) if on_time else after(ends, between(rng, 1, 8))
            )
            number = between(rng, 1, 60)
            rows.append((begun, f"2025-{clause}", unit, "Đang thực hiện", None, None))
            rows.append((done, f"2025-{clause}", unit, "Hoàn thành", f"MH-{number:02d}/BC-{unit}", None))
    return untidy(rows, 23)
