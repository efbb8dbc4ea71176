"""Communes whose ways are known: how long a dossier lies at a stage, how punctual a unit is, and so what is probable."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from emulation.schema import TABLES
from emulation.workdays import calendar_days

_DAYS, _WORKED, _NUMBERS, _ = calendar_days({})
_WORKING = [day for day, works in zip(_DAYS, _WORKED, strict=True) if works]
_NUMBER = dict(zip(_DAYS, _NUMBERS, strict=True))
BEGIN, END = date(2025, 1, 1), date(2026, 12, 31)
STAGES = ("Tiếp nhận", "Thẩm định", "Họp Hội đồng", "Trình Chủ tịch")
AWARDS = {"A": ("Cấp xã", 10), "B": ("Cấp xã", 20), "C": ("Cấp xã", 15), "P": ("Cấp tỉnh", 20)}
UNITS = 12
DRAWN = 20_000
"""So many dossiers are drawn to know a true probability."""
Row = Mapping[str, Any]
Rng = np.random.Generator


@dataclass(frozen=True)
class Commune:
    """How a commune works. `drawn`: how the days at a stage are drawn: `lognormal` about a median of each award and stage,
    `exponential` with one mean (no memory), `any` of nine alike (noise), or `coin`: a dossier keeps to its days until, on
    the last one, a coin decides whether it is a week late. `slows`: from 2026 on appraisal takes twice as long.

    `punctual`: the least and the greatest share of parts that a unit has done in time; with `coin` all are done on the last
    day or after it. `slackens`: from 2026 on the first half of the units has its punctuality halved.
    """

    drawn: str
    punctual: tuple[float, float]
    slows: bool = False
    slackens: bool = False
    returned: float = 0.2

    def days(self, rng: Rng, award: str, stage: int, number: int, size: int) -> np.ndarray:
        """Working days at a stage to which dossiers come on the working day `number`."""
        if self.drawn == "exponential":
            found = rng.geometric(1 / 4, size)
        elif self.drawn == "any":
            found = rng.integers(0, 9, size)
        elif self.drawn == "coin":
            allowed = AWARDS[award][1]
            usual = np.full(size, allowed - 3 * (allowed // 4) if stage == 3 else allowed // 4)
            found = usual + (5 * rng.integers(0, 2, size) if stage == 3 else 0)
        else:
            median = (1, 5, 4, 3)[stage] * {"A": 0.6, "B": 1, "C": 1.3, "P": 1.4}[award] + 0.5
            found = np.floor(rng.lognormal(np.log(median), 0.7, size)).astype(int)
        return found * 2 if self.slows and stage == 1 and number > _NUMBER[date(2026, 1, 1)] else found

    def goes_back(self, rng: Rng, size: int) -> np.ndarray:
        return rng.random(size) < (0 if self.drawn == "coin" else self.returned)

    def punctuality(self, unit: int, due: date) -> float:
        least, most = self.punctual
        usual = least + (most - least) * unit / (UNITS - 1)
        return usual / 2 if self.slackens and due.year == 2026 and unit < UNITS // 2 else usual

    def true_dossier(
        self, award: str, stage: str, elapsed: int, allowed: int, is_fixed: bool
    ) -> float | None:
        """How probable it is that a dossier that has been at its stage for `elapsed` working days, that day included, needs
        more than `allowed` from its beginning. None of one that waits for its unit, and where the commune's way changes."""
        if self.slows or stage not in STAGES:
            return None
        stayed, needed, clock = self._drawn(award, STAGES.index(stage))
        alike = stayed > elapsed
        return float(((needed if is_fixed else clock)[alike] > allowed).mean()) if alike.sum() >= 50 else None

    def _drawn(self, award: str, stage: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        key = self, award, stage
        if key not in _DRAWN:
            rng = np.random.default_rng(9)
            stayed = self.days(rng, award, stage, 0, DRAWN)
            needed, clock, at_stage = stayed.copy(), stayed.copy(), stayed
            for place in range(stage, len(STAGES)):
                todo = np.ones(DRAWN, bool)
                while place == 1 and (todo := todo & self.goes_back(rng, DRAWN)).any():
                    again = self.days(rng, award, 1, 0, DRAWN) * todo
                    needed, clock = needed + again + rng.geometric(0.2, DRAWN) * todo, clock + again
                if place + 1 < len(STAGES):
                    following = self.days(rng, award, place + 1, 0, DRAWN)
                    needed, clock = needed + following, clock + following
            _DRAWN[key] = at_stage, needed, clock
        return _DRAWN[key]

    def true_part(self, unit: int, due: date, ahead: int) -> float | None:
        """How probable it is that a part still open `ahead` calendar days before its last day is late."""
        if self.slackens:
            return None
        punctual = self.punctuality(unit, due)
        still_open = 1.0 if self.drawn == "coin" else 1 - (1 - EARLY) ** ahead
        return (1 - punctual) / (1 - punctual + punctual * still_open)


EARLY, LATE, NEVER = 1 / 8, 1 / 12, 0.1
"""Of parts: that one which is in time is done one day before its last day, and not the day before, and so on; the same after
it; that one which is late is never done."""
_DRAWN: dict[tuple[Commune, str, int], tuple[np.ndarray, np.ndarray, np.ndarray]] = {}


def write(commune: Commune, seed: int, folder: Path) -> None:
    """Two years of the commune as a data folder."""
    rng = np.random.default_rng(seed)
    dossiers, events = _dossiers(commune, rng)
    tasks, assignments, progress = _tasks(commune, rng)
    _write(
        folder,
        {
            "units": [{"unit_id": f"U{n}", "name": f"Đơn vị {n}"} for n in range(UNITS)],
            "awards": [
                {"award_id": key, "name": key, "category": "Danh hiệu thi đua", "level": level, "working_days": days}
                for key, (level, days) in AWARDS.items()
            ],
            "dossiers": dossiers,
            "dossier_events": events,
            "tasks": tasks,
            "assignments": assignments,
            "progress": progress,
        },
    )  # fmt: skip


def _dossiers(commune: Commune, rng: Rng) -> tuple[list[Row], list[Row]]:
    dossiers: list[Row] = []
    events: list[Row] = []
    for number in range(_NUMBER[BEGIN] + 1, _NUMBER[END] + 1):
        for _ in range(rng.poisson(1)):
            key, award = f"D{len(dossiers)}", str(rng.choice(list(AWARDS)))
            own = _WORKING[number + int(rng.integers(3, 30)) - 1] if rng.random() < 0.15 else None
            dossiers.append(
                {
                    "dossier_id": key,
                    "received_on": _WORKING[number - 1],
                    "unit_id": f"U{rng.integers(UNITS)}",
                    "nominee_kind": "Cá nhân",
                    "nominee_name": key,
                    "award_id": award,
                    "commendation_type": "Công trạng",
                    "due_on": None if commune.drawn == "coin" else own,
                }
            )
            for at, stage in _route(commune, rng, award, number):
                if at <= _NUMBER[END]:
                    events.append({"occurred_on": _WORKING[at - 1], "dossier_id": key, "stage": stage})
    return dossiers, events


def _route(commune: Commune, rng: Rng, award: str, number: int) -> Iterable[tuple[int, str]]:
    """The working days on which a dossier comes to its stages; one in fifty sticks at one for good."""
    place = 0
    yield number, STAGES[0]
    while place < len(STAGES):
        if commune.drawn != "coin" and rng.random() < 0.005:
            return
        number += int(commune.days(rng, award, place, number, 1)[0])
        if place == 1 and commune.goes_back(rng, 1)[0]:
            yield number, "Yêu cầu bổ sung"
            number += int(rng.geometric(0.2))
        else:
            place += 1
        if place < len(STAGES):
            yield number, STAGES[place]
    yield number, "Trình cấp trên" if award == "P" else "Đã khen thưởng"


def _tasks(commune: Commune, rng: Rng) -> tuple[list[Row], list[Row], list[Row]]:
    tasks: list[Row] = []
    assignments: list[Row] = []
    progress: list[Row] = []
    for number in range(UNITS * 40):
        key, unit = f"T{number}", number % UNITS
        due = _WORKING[_NUMBER[BEGIN] + int(rng.integers(_NUMBER[END] - _NUMBER[BEGIN]))]
        quarter = (due.month + 2) // 3
        tasks.append(
            {
                "task_id": key,
                "year": due.year,
                "clause": f"II.{quarter}.a",
                "quarter": quarter,
                "title": key,
                "due_on": due,
            }
        )
        assignments.append({"task_id": key, "unit_id": f"U{unit}", "role": "Chủ trì"})
        if rng.random() < commune.punctuality(unit, due):
            days = 0 if commune.drawn == "coin" else 1 - int(rng.geometric(EARLY))
        elif rng.random() < NEVER:
            continue
        else:
            days = int(rng.geometric(LATE))
        done = due + timedelta(days=days)
        if BEGIN <= done <= END:
            progress.append(
                {"recorded_on": done, "task_id": key, "unit_id": f"U{unit}", "status": "Hoàn thành"}
            )
    return tasks, assignments, progress


def _write(folder: Path, tables: Mapping[str, Iterable[Row]]) -> None:
    for table in TABLES:
        names = [column.name for column in table.columns]
        with (folder / table.file).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([column.label for column in table.columns])
            for row in tables.get(table.name, ()):
                writer.writerow(["" if row.get(name) is None else row[name] for name in names])
