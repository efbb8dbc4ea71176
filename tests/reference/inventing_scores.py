"""Invents criteria, bands and scores."""

from datetime import date, timedelta
from random import Random

from .reading import Row

SAME_LEVELS = (("Cấp xã", "Cấp phường", "Cấp đặc khu"), ("Cấp tỉnh", "Cấp thành phố", "Cấp bộ"))
STAGES = ("Tự chấm", "Khối chấm", "Hội đồng chấm")


def invent_criteria(rng: Random, years: list[int], blocs: list[Row], awards: list[Row]) -> list[Row]:
    """All three sources and kinds; some years without criteria, some without any of chấm điểm. Some criteria are one
    bloc's alone; in some years all are, so that a bloc may have none."""
    rows: list[Row] = []
    for year in years:
        mode = rng.choice(("all", "all", "all", "blocs", "derived", "none"))
        if mode == "none":
            continue
        for number in range(rng.randint(1, 3) if mode == "derived" else rng.randint(5, 9)):
            derived = mode == "derived" or (number in (0, 1) and rng.random() < 0.8)
            source = rng.choice(("tiến độ", "khen thưởng")) if derived else rng.choice((None, "chấm điểm"))
            kind = rng.choice(("Chuẩn", "Chuẩn", "Chuẩn", "Thưởng", "Trừ"))
            own = rng.random() < (0.9 if mode == "blocs" else 0.3)
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
                    "bloc_id": rng.choice(blocs)["bloc_id"] if own else None,
                    **(_counting(rng, awards) if source == "khen thưởng" else {}),
                }
            )
    return rows


def _counting(rng: Random, awards: list[Row]) -> Row:
    """Which awards a criterion counts: any, one, those of a level (by any of its words), or both at once."""
    award = rng.choice(awards)
    words = next((words for words in SAME_LEVELS if award["level"] in words), (award["level"],))
    named = rng.choice(("any", "award", "level", "level", "both"))
    return {
        "points_each": rng.choice((0.125, 0.25, 0.5, 1, 2)),
        "award_id": award["award_id"] if named in ("award", "both") else None,
        "award_level": rng.choice(words) if named in ("level", "both") else None,
    }


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


def invent_scores(rng: Random, years: list[int], units: list[Row], criteria: list[Row]) -> list[Row]:
    """Periods with gaps between them; in each some units scored alike, partly, or not at all. Now and then a criterion
    of the year before is scored too, though it is none of the period's."""
    rows: list[Row] = []
    by_officers = [c for c in criteria if c["source"] in (None, "chấm điểm")]
    for year in years:
        graded = [c for c in by_officers if c["year"] == year]
        past = [c for c in by_officers if c["year"] == year - 1]
        if not graded:
            continue
        ends = {
            f"{year}-Q1": date(year, 4, 1),
            f"{year}-Q2": date(year, 7, 1),
            f"{year}-Q3": date(year, 10, 1),
            f"{year}-Q4": date(year, 12, 31),
            f"{year}-H1": date(year, 7, 1),
            f"{year}-H2": date(year, 12, 31),
            f"{year}": date(year, 12, 31),
            f"{year - 1}-{year}": date(year, 9, 1),
        }
        for period, end in ends.items():
            if rng.random() < 0.45:
                continue
            blocs = sorted({unit["bloc_id"] for unit in units if unit["bloc_id"]})
            # A school year is that of a few blocs.
            judged = rng.sample(blocs, min(2, len(blocs))) if len(period) == 9 else [None, *blocs]
            asked = graded + past[:1] if rng.random() < 0.15 else graded
            rows += _scores_of(rng, period, end, [u for u in units if u["bloc_id"] in judged], asked)
    return rows


def _scores_of(rng: Random, period: str, end: date, units: list[Row], graded: list[Row]) -> list[Row]:
    """Now and then a unit is given points of another bloc's criterion, which are not its own."""
    rows: list[Row] = []
    alike = {c["criterion_id"]: _points(rng, c) for c in graded}
    for unit in units:
        mode = rng.choice(("none", "partly", "alike", "alike", "full", "full"))
        stages = rng.choice((STAGES[:1], STAGES[:2], STAGES, STAGES[2:], STAGES[1:]))
        for criterion in graded:
            if mode == "none" or (mode == "partly" and rng.random() < 0.5):
                continue
            if criterion["bloc_id"] not in (None, unit["bloc_id"]) and rng.random() < 0.95:
                continue
            final = alike[criterion["criterion_id"]] if mode == "alike" else _points(rng, criterion)
            reached = stages if rng.random() < 0.85 else stages[: rng.randint(1, len(stages))]
            rows += _one_score(rng, period, unit["unit_id"], criterion, reached, final, end)
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
                    "recorded_by": rng.choice((None, "Vũ Thị Loan")),
                }
            )
            day += timedelta(days=rng.choice((0, 0, 2)))
        # A higher stage is sometimes dated before a lower one's correction.
        day += timedelta(days=rng.choice((0, 3, 7, -4)))
    return rows
