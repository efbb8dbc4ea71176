"""Points, totals, ranks and bands of one period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from .moment import Moment, Standing, quarter_dates
from .reading import Row

STAGES = ("Tự chấm", "Khối chấm", "Hội đồng chấm")


@dataclass(frozen=True)
class Score:
    """A scored unit's total and the stage it has reached."""

    total: Fraction
    stage: str | None


def period_of(day: date) -> str:
    """“default period: the quarter of D”."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def period_dates(period: str) -> tuple[date, date]:
    """“Period dates: the quarter's or the year's”."""
    year, _, quarter = period.partition("-Q")
    return quarter_dates(int(year), int(quarter) if quarter else None)


def previous_period(period: str) -> str:
    """“the previous period of the same kind ... (Q1 against the year before's Q4)”."""
    year, _, quarter = period.partition("-Q")
    if not quarter:
        return str(int(year) - 1)
    return f"{int(year) - 1}-Q4" if quarter == "1" else f"{year}-Q{int(quarter) - 1}"


def completion_rate(standings: Iterable[Standing]) -> Fraction | None:
    """“completion = done ÷ (all − không phát sinh)... An empty denominator gives no rate”."""
    arising = [s for s in standings if s.status != "Không phát sinh"]
    done = sum(s.status == "Hoàn thành" for s in arising)
    return Fraction(done, len(arising)) if arising else None


def on_time_rate(standings: Iterable[Standing]) -> Fraction | None:
    """“on-time = done on time ÷ (done on time + done late + overdue). An empty denominator gives no rate”."""
    words = [s.timeliness for s in standings]
    on_time = words.count("Đúng hạn")
    judged = on_time + words.count("Trễ hạn") + words.count("Quá hạn")
    return Fraction(on_time, judged) if judged else None


def ranks(values: Mapping[str, Fraction]) -> dict[str, int]:
    """“compare exact totals ..., descending, ties share (1, 2, 2, 4)”."""
    return {key: 1 + sum(other > value for other in values.values()) for key, value in values.items()}


def points_of_rows(moment: Moment, period: str, unit_id: str, criterion: Row) -> tuple[Fraction, str] | None:
    """“*chấm điểm*: the last row of the highest stage reached, cut at `max_points`”; with that stage."""
    for stage in reversed(STAGES):
        rows = moment.logs["scores"].get((period, unit_id, criterion["criterion_id"], stage))
        if rows:
            return min(rows[-1]["points"], criterion["max_points"]), stage
    return None


class Period:
    """One period's scores as of a moment."""

    def __init__(self, moment: Moment, period: str) -> None:
        self.moment = moment
        self.period = period
        self.first, self.last = period_dates(period)
        self.criteria = [row for row in moment.tables["criteria"] if row["year"] == self.first.year]

    def contains(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    @cached_property
    def standings(self) -> dict[str, list[Standing]]:
        """By unit: its assignments (any role) due inside the period."""
        found: dict[str, list[Standing]] = {}
        for row in self.moment.tables["assignments"]:
            standing = self.moment.assignment(row)
            if self.contains(standing.due_on):
                found.setdefault(row["unit_id"], []).append(standing)
        return found

    def awards(self, unit_ids: Iterable[str]) -> int:
        """Dossiers of the units “that reached Đã khen thưởng inside the period and ≤ D”."""
        chosen = set(unit_ids)
        dossiers = [d for d in self.moment.dossiers if d.row["unit_id"] in chosen]
        return sum(self.contains(d.awarded_on) for d in dossiers)

    def points(self, unit_id: str, criterion: Row) -> Fraction | None:
        """“*tiến độ*: max_points × the unit's on-time rate over its assignments (any role) due inside the period
        and ≤ D; *khen thưởng*: points_each × its dossiers that reached Đã khen thưởng inside the period and ≤ D,
        cut at max_points (none: 0). No row or no rate → not scored.”"""
        if criterion["source"] == "tiến độ":
            due = [s for s in self.standings.get(unit_id, []) if s.due_on <= self.moment.day]
            rate = on_time_rate(due)
            return None if rate is None else criterion["max_points"] * rate
        if criterion["source"] == "khen thưởng":
            return min(criterion["points_each"] * self.awards([unit_id]), criterion["max_points"])
        scored = points_of_rows(self.moment, self.period, unit_id, criterion)
        return scored[0] if scored else None

    def score(self, unit_id: str) -> Score | None:
        """“Total = Chuẩn + Thưởng − Trừ over what is scored; it may exceed 100. Chưa chấm (no total, no rank ...):
        a unit without a single score of source chấm điểm in the period where the year has such criteria, or for
        which nothing at all is scored.” None where Chưa chấm. “A unit's stage = the lowest among its chấm điểm
        points (empty where the year has no such criteria)”.
        """
        graded = [c for c in self.criteria if c["source"] in (None, "chấm điểm")]
        found = (points_of_rows(self.moment, self.period, unit_id, c) for c in graded)
        stages = [points[1] for points in found if points]
        if graded and not stages:
            return None
        if all(self.points(unit_id, criterion) is None for criterion in self.criteria):
            return None
        base, bonus, deduction = (self.sum_of(unit_id, kind) for kind in ("Chuẩn", "Thưởng", "Trừ"))
        return Score(base + bonus - deduction, min(stages, key=STAGES.index) if stages else None)

    def sum_of(self, unit_id: str, kind: str) -> Fraction:
        """“base, bonus, deduction (0 where nothing of the kind)”, over what is scored, also of a unit Chưa chấm."""
        points = (self.points(unit_id, c) for c in self.criteria if c["kind"] == kind)
        return sum((p for p in points if p is not None), Fraction(0))

    @cached_property
    def scores(self) -> dict[str, Score]:
        """Of the ranked units: “units outside every bloc are not ranked”."""
        found = {u["unit_id"]: self.score(u["unit_id"]) for u in self.moment.tables["units"] if u["bloc_id"]}
        return {unit_id: score for unit_id, score in found.items() if score}

    @cached_property
    def commune_ranks(self) -> dict[str, int]:
        return ranks({unit_id: score.total for unit_id, score in self.scores.items()})

    def members(self, bloc_id: str) -> list[str]:
        return [u["unit_id"] for u in self.moment.tables["units"] if u["bloc_id"] == bloc_id]

    def bloc_ranks(self, bloc_id: str) -> dict[str, int]:
        return ranks({m: self.scores[m].total for m in self.members(bloc_id) if m in self.scores})

    def mean_total(self, bloc_id: str) -> Fraction | None:
        """“Bloc mean = mean total of its ranked members”."""
        totals = [self.scores[m].total for m in self.members(bloc_id) if m in self.scores]
        return sum(totals, Fraction(0)) / len(totals) if totals else None

    def band(self, total: Fraction) -> str | None:
        """“the highest whose `from_points` ≤ total; below the lowest none”."""
        reached = [row for row in self.moment.tables["bands"] if row["from_points"] <= total]
        return max(reached, key=lambda row: row["from_points"])["name"] if reached else None
