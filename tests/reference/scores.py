"""Points, totals, ranks and bands of one period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from .moment import Dossier, Moment, Standing, quarter_dates
from .reading import Row

OTHER_LEVELS = {
    "Cấp phường": "Cấp xã",
    "Cấp đặc khu": "Cấp xã",
    "Cấp thành phố": "Cấp tỉnh",
    "Cấp bộ": "Cấp tỉnh",
}
"""“Words in brackets above are the same value under another name”."""
STAGES = ("Tự chấm", "Khối chấm", "Hội đồng chấm")
KINDS = ("Chuẩn", "Thưởng", "Trừ")


@dataclass(frozen=True)
class Score:
    """What a scored unit has of each kind, and the stage it has reached."""

    base: Fraction
    bonus: Fraction
    deduction: Fraction
    stage: str | None

    @property
    def total(self) -> Fraction:
        """“Total = Chuẩn + Thưởng − Trừ over what is scored; it may exceed 100.”"""
        return self.base + self.bonus - self.deduction


def period_of(day: date) -> str:
    """“default period: the quarter of D”."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def period_dates(period: str) -> tuple[date, date]:
    """“Period dates: the quarter's, half-year's, year's or school year's”; “`2026-H1`, `2026-H2` (six months)”,
    “`2025-2026` (school year, 01/09 to 31/08)”."""
    year, _, part = period.partition("-")
    first = int(year)
    if part.startswith("Q"):
        return quarter_dates(first, int(part[1]))
    if part == "H1":
        return date(first, 1, 1), date(first, 7, 1) - timedelta(days=1)
    if part == "H2":
        return date(first, 7, 1), date(first, 12, 31)
    if part:
        return date(first, 9, 1), date(int(part), 8, 31)
    return quarter_dates(first, None)


def previous_period(period: str) -> str:
    """“the previous period of the same kind ... (Q1 against the year before's Q4, H1 against its H2)”."""
    year, _, part = period.partition("-")
    before = int(year) - 1
    if part in ("Q1", "H1"):
        return f"{before}-{'Q4' if part == 'Q1' else 'H2'}"
    if part[:1] in ("Q", "H"):
        return f"{year}-{part[0]}{int(part[1]) - 1}"
    return f"{before}-{year}" if part else str(before)


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


def plain_level(word: str) -> str:
    return OTHER_LEVELS.get(word, word)


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
        self.homes = {unit["unit_id"]: unit["bloc_id"] for unit in moment.tables["units"]}

    def criteria(self, unit_id: str) -> list[Row]:
        """“A unit's criteria are those of its bloc and those of none”; “A period's criteria are those of the year in
        which it ends.”"""
        return [
            row
            for row in self.moment.tables["criteria"]
            if row["year"] == self.last.year and row["bloc_id"] in (None, self.homes[unit_id])
        ]

    def contains(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    @cached_property
    def standings(self) -> dict[str, list[Standing]]:
        """By unit: its assignments (any role) due inside the period: “periods go by” the due date itself."""
        found: dict[str, list[Standing]] = {}
        for rows in self.moment.assignments.values():
            for row in rows:
                standing = self.moment.assignment(row)
                if self.contains(standing.due_on):
                    found.setdefault(row["unit_id"], []).append(standing)
        return found

    def awarded(self, unit_ids: Iterable[str]) -> list[Dossier]:
        """Dossiers of the units “that reached Đã khen thưởng inside the period and ≤ D”."""
        chosen = set(unit_ids)
        dossiers = [d for d in self.moment.dossiers if d.row["unit_id"] in chosen]
        return [d for d in dossiers if self.contains(d.awarded_on)]

    def awards(self, unit_ids: Iterable[str]) -> int:
        """“the quantity of its members' dossiers that reached Đã khen thưởng inside it, ≤ D”."""
        return sum(d.quantity for d in self.awarded(unit_ids))

    def counts(self, criterion: Row, dossier: Dossier) -> bool:
        """“(of that award or level, where the criterion names one)”; of both where it names both."""
        award = self.moment.awards[dossier.row["award_id"]]
        level = criterion["award_level"]
        right_award = criterion["award_id"] in (None, award["award_id"])
        return right_award and (level is None or plain_level(level) == plain_level(award["level"]))

    def points(self, unit_id: str, criterion: Row) -> Fraction | None:
        """“*tiến độ*: max_points × the unit's on-time rate over its assignments (any role) due inside the period
        and ≤ D; *khen thưởng*: points_each × the quantity of its dossiers (of that award or level, where the
        criterion names one) that reached Đã khen thưởng inside the period and ≤ D, cut at max_points (none: 0). No
        row or no rate → not scored.”"""
        if criterion["source"] == "tiến độ":
            due = [s for s in self.standings.get(unit_id, []) if s.due_on <= self.moment.day]
            rate = on_time_rate(due)
            return None if rate is None else criterion["max_points"] * rate
        if criterion["source"] == "khen thưởng":
            quantity = sum(d.quantity for d in self.awarded([unit_id]) if self.counts(criterion, d))
            return min(criterion["points_each"] * quantity, criterion["max_points"])
        scored = points_of_rows(self.moment, self.period, unit_id, criterion)
        return scored[0] if scored else None

    def score(self, unit_id: str) -> Score | None:
        """None where “Chưa chấm (stage `Chưa chấm`; total, base, bonus, deduction, rank, bloc_rank, rank_change and
        band empty): a unit without a single score of source chấm điểm in the period where it has such criteria, or
        for which nothing at all is scored. A unit's stage = the lowest among its chấm điểm points (empty where it
        has no such criteria)”. “base, bonus, deduction (0 where nothing of the kind)”.
        """
        criteria = self.criteria(unit_id)
        graded = [c for c in criteria if c["source"] in (None, "chấm điểm")]
        found = (points_of_rows(self.moment, self.period, unit_id, c) for c in graded)
        stages = [points[1] for points in found if points]
        if graded and not stages:
            return None
        points = [(c["kind"], self.points(unit_id, c)) for c in criteria]
        scored = [(kind, value) for kind, value in points if value is not None]
        if not scored:
            return None
        sums = {k: sum((v for kind, v in scored if kind == k), Fraction(0)) for k in KINDS}
        return Score(*sums.values(), stage=min(stages, key=STAGES.index) if stages else None)

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
