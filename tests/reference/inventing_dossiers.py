"""Invents awards, dossiers and the courses that dossiers take."""

from datetime import date, timedelta
from random import Random

from .inventing_tasks import Deadlines
from .reading import Row

LEVELS = ("Cấp xã", "Cấp phường", "Cấp đặc khu", "Cấp tỉnh", "Cấp thành phố", "Cấp bộ", "Cấp Nhà nước")
KINDS = ("Cá nhân", "Tập thể", "Hộ gia đình")
TYPES = ("Công trạng", "Đột xuất", "Phong trào", "Cống hiến", "Niên hạn", "Đối ngoại")
ENDS = ("Đã khen thưởng", "Đã khen thưởng", "Đã khen thưởng", "Không đủ điều kiện", "Trả lại", "Rút hồ sơ")


def invent_awards(rng: Random) -> list[Row]:
    return [
        {
            "award_id": f"KT{number:02d}",
            "name": f"Giấy khen loại {number}",
            "category": rng.choice(("Danh hiệu thi đua", "Hình thức khen thưởng")),
            "level": rng.choice(LEVELS),
            "working_days": rng.choice((None, 1, 5, 10, 12, 15, 20, 20, 45)),
            "legal_basis": rng.choice((None, "Điều 59, NĐ 129/2025/NĐ-CP")),
        }
        for number in range(1, rng.randint(5, 9))
    ]


def invent_dossiers(
    rng: Random,
    years: list[int],
    unit_ids: list[str],
    awards: list[Row],
    movements: list[Row],
    deadlines: Deadlines,
) -> tuple[list[Row], list[Row]]:
    """The dossiers, and their events one dossier after another in order of time."""
    dossiers: list[Row] = []
    events: list[Row] = []
    # Some quarters stay without a dossier.
    empty = {(year, quarter) for year in years for quarter in (1, 2, 3, 4) if rng.random() < 0.2}
    # In others every dossier reaches its end, so that a task measured by them can be done.
    tidy_years = {year for year in years if rng.random() < 0.3}
    tidy = {(year, quarter) for year in years for quarter in (1, 2, 3, 4) if rng.random() < 0.5}
    tidy |= {(year, quarter) for year in tidy_years for quarter in (1, 2, 3, 4)}
    for number in range(rng.randint(60, 150)):
        received_on = date(rng.choice(years), 1, 1) + timedelta(days=rng.randrange(365))
        quarter = (received_on.year, (received_on.month + 2) // 3)
        if quarter in empty:
            continue
        own_due = received_on + timedelta(
            days=rng.randint(30, 120) if quarter in tidy else rng.randint(0, 60)
        )
        if rng.random() < 0.3:
            own_due = max(received_on, deadlines.near(own_due))
        dossier = {
            "dossier_id": f"{number:03d}" if rng.random() < 0.3 else f"HS{number}",
            "received_on": received_on,
            "unit_id": rng.choice(unit_ids),
            "nominee_kind": rng.choice(KINDS),
            "nominee_name": f"Nguyễn Thị Hường {number}",
            "award_id": rng.choice(awards)["award_id"],
            "commendation_type": rng.choice(TYPES),
            "movement_id": rng.choice(movements)["movement_id"] if rng.random() < 0.3 else None,
            "due_on": own_due if rng.random() < (0.5 if quarter in tidy else 0.3) else None,
            "quantity": rng.choice((None, None, 1, 2, rng.randint(3, 40))),
        }
        dossiers.append(dossier)
        course = _course(rng, dossier, quarter in tidy)
        if rng.random() < 0.12:
            _date_early(rng, course, received_on)
        events += course
    if rng.random() < 0.5:
        rng.shuffle(dossiers)
    return dossiers, events


def _stages(rng: Random) -> list[str]:
    """A whole course: perhaps incomplete papers, perhaps the higher level, which may send it back; one end."""
    stages = ["Thẩm định"] * rng.randint(1, 2)
    while rng.random() < 0.4:
        stages += ["Yêu cầu bổ sung"] * rng.randint(1, 2)
        stages += [rng.choice(("Thẩm định", "Tiếp nhận"))] * rng.randint(0, 1)
    stages += ["Họp Hội đồng", "Trình Chủ tịch"][: rng.randint(0, 2)]
    if rng.random() < 0.4:
        stages += ["Trình cấp trên"] * rng.randint(1, 2)
        if rng.random() < 0.5:
            stages += [rng.choice(("Yêu cầu bổ sung", "Thẩm định", "Trình Chủ tịch"))]
            stages += ["Trình cấp trên"] * rng.randint(0, 1)
    return stages


def _course(rng: Random, dossier: Row, tidy: bool) -> list[Row]:
    """Its events; a closing one only as the last of all, also of its date."""
    if not tidy and rng.random() < 0.08:
        return []
    stages = _stages(rng)
    if tidy:
        stages.append(rng.choice((*ENDS, "Trình cấp trên")))
    elif rng.random() < 0.25:
        stages = stages[: rng.randint(0, len(stages))]
    elif rng.random() < 0.85:
        stages.append(rng.choice(ENDS))
    day = dossier["received_on"]
    rows: list[Row] = []
    if rng.random() < 0.8:
        stages.insert(0, "Tiếp nhận")
    elif stages and stages[0] != "Tiếp nhận":
        day += timedelta(days=rng.randint(0, 5))
    for stage in stages:
        rows.append(
            {
                "occurred_on": day,
                "dossier_id": dossier["dossier_id"],
                "stage": stage,
                "document_no": rng.choice((None, "15/TTr-UBND")),
                "recorded_by": rng.choice((None, "Phạm Văn Tuý")),
            }
        )
        day += timedelta(days=rng.choice((0, 1, 1, 2) if tidy else (0, 1, 1, 2, 3, 5, 8, 13)))
    return rows


def _date_early(rng: Random, course: list[Row], received_on: date) -> None:
    """Dates its first event or two before the reception, where what then counts is beyond doubt: a closing one only
    when it is alone, and none where the dossier was received twice on that day."""
    receptions = [row for row in course if row["stage"] == "Tiếp nhận" and row["occurred_on"] == received_on]
    others = [row for row in course if row["stage"] != "Tiếp nhận"]
    early = others[: rng.choice((1, 1, 2))]
    if len(receptions) > 1 or (len(others) > 1 and any(row["stage"] in ENDS for row in early)):
        return
    for row in early:
        row["occurred_on"] = received_on - timedelta(days=rng.randint(1, 9))
