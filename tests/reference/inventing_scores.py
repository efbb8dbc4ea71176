"""Invents criteria, bands and scores."""

from datetime import date, timedelta
from random import Random

from .reading import Row

STAGES = ("Tự chấm", "Khối chấm", "Hội đồng chấm")


def invent_criteria(rng: Random, years: list[int]) -> list[Row]:
    """All three sources and kinds; some years without criteria, some without any of chấm điểm."""
    rows: list[Row] = []
    for year in years:
        mode = rng.choice(("all", "all", "all", "all", "derived", "none"))
        if mode == "none":
            continue
        for number in range(rng.randint(5, 9) if mode == "all" else rng.randint(1, 3)):
            derived = mode == "derived" or (number in (0, 1) and rng.random() < 0.7)
            source = rng.choice(("tiến độ", "khen thưởng")) if derived else rng.choice((None, "chấm điểm"))
            kind = rng.choice(("Chuẩn", "Chuẩn", "Chuẩn", "Thưởng", "Trừ"))
            rows.append(
                {
                    "criterion_id": f"C{year % 100}.{number}",
                    "year": year,
                    "group": f"Nhóm {number // 3 + 1}",
                    "name": f"Tiêu chí {number}",
                    "kind": kind,
                    "max_points": rng.choice((5, 10, 12.5, 20, 30, 40))
                    if kind == "Chuẩn"
                    else rng.choice((2, 5, 7.5)),
                    "source": source,
                    "points_each": rng.choice((0.25, 0.5, 1, 2)) if source == "khen thưởng" else None,
                }
            )
    return rows


def invent_bands(rng: Random) -> list[Row]:
    scale = rng.choice((0.5, 0.8, 1))
    rows = [
        {"name": "Xuất sắc", "from_points": 95 * scale},
        {"name": "Tốt", "from_points": 75 * scale},
        {"name": "Khá", "from_points": 50 * scale},
        {"name": "Trung bình", "from_points": rng.choice((0, 15))},
    ]
    rng.shuffle(rows)
    return rows[: rng.randint(2, 4)]


def invent_scores(rng: Random, years: list[int], unit_ids: list[str], criteria: list[Row]) -> list[Row]:
    """Periods with gaps between them; in each some units scored alike, partly, or not at all."""
    rows: list[Row] = []
    for year in years:
        graded = [c for c in criteria if c["year"] == year and c["source"] in (None, "chấm điểm")]
        if not graded:
            continue
        for part in ("-Q1", "-Q2", "-Q3", "-Q4", ""):
            if rng.random() < 0.3:
                continue
            end = date(year, 12, 31) if part in ("", "-Q4") else date(year, 3 * int(part[2]) + 1, 1)
            alike = {c["criterion_id"]: _points(rng, c) for c in graded}
            for unit_id in unit_ids:
                mode = rng.choice(("none", "partly", "alike", "alike", "full", "full"))
                stages = rng.choice((STAGES[:1], STAGES[:2], STAGES, STAGES[2:], STAGES[1:]))
                for criterion in graded:
                    if mode == "none" or (mode == "partly" and rng.random() < 0.5):
                        continue
                    final = alike[criterion["criterion_id"]] if mode == "alike" else _points(rng, criterion)
                    reached = stages if rng.random() < 0.85 else stages[: rng.randint(1, len(stages))]
                    rows += _one_score(rng, f"{year}{part}", unit_id, criterion, reached, final, end)
    return rows


def _points(rng: Random, criterion: Row) -> float:
    """Mostly near the maximum, in quarters of a point; now and then 0, the maximum or more."""
    maximum = float(criterion["max_points"])
    near = round(maximum * rng.uniform(0.6, 1) * 4) / 4
    return rng.choice((near, near, near, near, 0.0, maximum, maximum + 1.5))


def _one_score(
    rng: Random,
    period: str,
    unit_id: str,
    criterion: Row,
    stages: tuple[str, ...],
    final: float,
    end: date,
) -> list[Row]:
    """The stages one after another, the highest ending at `final`; mistakes put right later or the same day."""
    rows: list[Row] = []
    day = end + timedelta(days=rng.randint(-15, 10))
    for stage in stages:
        values = [final if stage == stages[-1] else rng.choice((final, _points(rng, criterion)))]
        while rng.random() < 0.15:
            values.insert(0, _points(rng, criterion))
        for value in values:
            rows.append(
                {
                    "recorded_on": day,
                    "period": period,
                    "unit_id": unit_id,
                    "criterion_id": criterion["criterion_id"],
                    "stage": stage,
                    "points": value,
                }
            )
            day += timedelta(days=rng.choice((0, 0, 2)))
        # A higher stage is sometimes dated before a lower one's correction.
        day += timedelta(days=rng.choice((0, 3, 7, -4)))
    return rows
