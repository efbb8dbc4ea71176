"""Communes that nobody ever kept. A commune's year is drawn once: when each unit began and ended its part of each task,
which way each dossier went, what points were given on which day. `day.py` says what of it is known on a day, so that
5,928 editions cost what writing them costs; as many warehouses would take a night. The same seed draws the same years."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, product
from typing import NamedTuple

from benchmarks.communes.words import (
    ENDINGS,
    GIVENS,
    MIDDLES,
    PLACES,
    SURNAMES,
    Award,
    Sample,
    Unit,
    sample,
    working_days_after,
)
from emulation.text import file_part

YEAR = 2025
"""One that is over wherever this runs: a package of a day to come would be refused."""
FEWEST, USUAL, MOST = 12, 30, 90
"""Units of a commune."""
IN_A_BLOC = 8
IN_A_CLUSTER, MOST_CLUSTERS = 11, 34
"""Communes of a city's cluster, about; a nation has as many clusters as it has provinces."""
DOSSIERS = 4.5
"""Of a unit in a year, about."""
KINDS = ("Cá nhân", "Tập thể", "Hộ gia đình")
TYPES = ("Công trạng", "Đột xuất", "Phong trào")
CRITERIA = ("01", "02", "03", "06", "07", "08", "09")
"""Those of the sample that are given by hand to every unit."""


class Part(NamedTuple):
    """What a unit does of a task, from when to when. `ending`: done, or said not to arise."""

    task: int
    unit: int
    begun_on: date
    ended_on: date
    ending: str


class Dossier(NamedTuple):
    """What was asked for whom, and its stages with their first days."""

    id: str
    unit: int
    kind: str
    nominee: str
    award: Award
    type: str
    quantity: int
    received_on: date
    due_on: date | None
    days: tuple[date, ...]
    stages: tuple[str, ...]
    handed_up_on: date | None
    settled_on: date | None


class Marks(NamedTuple):
    """A unit's points of a quarter by criterion, bonus, deduction, and the days of the three steps of scoring."""

    points: tuple[float, ...]
    bonus: float
    deduction: float
    steps: tuple[date, date, date]


class Result(NamedTuple):
    """A unit's part of a movement, growing from the day of its launch to `share` of the target at the year's end."""

    movement: int
    unit: int
    target: int
    share: float


@dataclass(frozen=True)
class Commune:
    """A commune and its whole year. `habit`: when it sends, of `HABITS`."""

    id: str
    name: str
    cluster: str
    year: int
    habit: str
    sample: Sample
    units: Sequence[Unit]
    blocs: Sequence[tuple[str, str]]
    parts: Sequence[Part]
    dossiers: Sequence[Dossier]
    marks: dict[tuple[int, int], Marks]
    """(quarter, unit) → its points; none for one that sends no score."""
    results: Sequence[Result]

    def sends(self, day: date) -> bool:
        """Whether there is a package of the week that ends on this day."""
        return HABITS[self.habit](day.timetuple().tm_yday // 7)


HABITS = {
    "weekly": lambda week: True,
    "fortnightly": lambda week: week % 2 == 0,
    "stopped": lambda week: week < 30,
    "silent": lambda week: False,
}
_OFTEN = (("weekly", 88), ("fortnightly", 6), ("stopped", 4), ("silent", 2))


def communes(
    count: int, seed: int = 1, year: int = YEAR, names: Iterable[str] | None = None
) -> Iterator[Commune]:
    """So many communes, each with a year of its own. One in ten is never late, so that rates are equal here and there.
    `names`: of the communes, without their kind."""
    clusters = max(1, min(MOST_CLUSTERS, count // IN_A_CLUSTER))
    for number, name in enumerate(islice(names or _names(seed), count)):
        chance = random.Random(f"{seed} {number}")
        kind = "phường" if chance.random() < 0.35 else "xã"
        full = f"{kind} {name}"
        cluster = f"Cụm thi đua số {number * clusters // count + 1}"
        yield drawn_commune(file_part(full), full, cluster, year, chance)


def _names(seed: int) -> Iterator[str]:
    """Names of two syllables that differ without diacritics too, as ids do; then some with a side after them."""
    chance, seen = random.Random(f"{seed} names"), set()
    for sides in (("",), (" Đông", " Tây", " Nam", " Bắc")):
        every = [
            f"{first} {last}{side}" for first, last, side in product(PLACES, ENDINGS, sides) if first != last
        ]
        for name in chance.sample(every, len(every)):
            if (folded := file_part(name)) not in seen:
                seen.add(folded)
                yield name


def drawn_commune(id: str, name: str, cluster: str, year: int, chance: random.Random) -> Commune:
    known = sample(year)
    units, blocs = _units(known, name, chance)
    diligence = 1.0 if chance.random() < 0.1 else chance.betavariate(9, 2)
    return Commune(
        id,
        name,
        cluster,
        year,
        chance.choices([name for name, _ in _OFTEN], [often for _, often in _OFTEN])[0],
        known,
        units,
        blocs,
        list(_parts(known, len(units), diligence, chance)),
        list(_dossiers(known, units, year, diligence, chance)),
        dict(_marks(units, year, chance)),
        list(_results(known, units, chance)),
    )


def _units(known: Sample, name: str, chance: random.Random) -> tuple[list[Unit], list[tuple[str, str]]]:
    """Offices and schools as in the sample, as many as there is room for, then hamlets in blocs of their own."""
    count = min(MOST, max(FEWEST, round(USUAL * math.exp(chance.gauss(0, 0.45)))))
    here = name.split()[0]
    offices = [
        Unit(unit.id, unit.name.replace("xã", here), unit.bloc) for unit in known.offices[: count * 2 // 3]
    ]
    hamlets = count - len(offices)
    word = "Tổ dân phố" if here == "phường" else "Thôn"
    blocs = [bloc for bloc in known.blocs if any(unit.bloc == bloc[0] for unit in offices)]
    more = math.ceil(hamlets / IN_A_BLOC)
    first = len(known.blocs) + 1
    blocs += [(f"K{first + i}", f"Khối {word.lower()} số {i + 1}") for i in range(more)]
    units = [
        Unit(f"T{i + 1:02}", f"{word} {i + 1}", f"K{first + i * more // hamlets}") for i in range(hamlets)
    ]
    return offices + units, blocs


def _parts(known: Sample, units: int, diligence: float, chance: random.Random) -> Iterator[Part]:
    """The first part of a task is its lead's: the task stands as that does."""
    for number, task in enumerate(known.tasks):
        start = task.held_on or date(task.due_on.year, max(1, 3 * task.quarter - 2), 1)
        room = max(1, (task.due_on - start).days)
        arises = not task.conditional or chance.random() < 0.8
        helpers = round(units * chance.choice((0.05, 0.2, 0.5)))
        for unit in chance.sample(range(units), 1 + helpers):
            begun_on = start + timedelta(chance.randrange(room))
            on_time = chance.random() < diligence
            left = max(0, (task.due_on - begun_on).days)
            waits = chance.randint(0, left) if on_time else left + 1 + round(chance.expovariate(1 / 25))
            ending = "Hoàn thành" if arises else "Không phát sinh"
            yield Part(number, unit, begun_on, begun_on + timedelta(waits), ending)


def _dossiers(
    known: Sample, units: Sequence[Unit], year: int, diligence: float, chance: random.Random
) -> Iterator[Dossier]:
    weights = [
        12 if award.level == "Cấp xã" else 4 if award.level != "Cấp Nhà nước" else 0.5
        for award in known.awards
    ]
    count = round(len(units) * DOSSIERS * chance.uniform(0.6, 1.4))
    days = sorted(min(chance.randrange(365), chance.randrange(365) + 90) for _ in range(count))
    for number, on in enumerate(days, start=1):
        award = chance.choices(known.awards, weights)[0]
        kind = "Hộ gia đình" if award.id in ("GDVH", "GKHGD") else chance.choice(KINDS[:2])
        received_on = date(year, 1, 1) + timedelta(on)
        due_on = working_days_after(received_on, award.working_days) if award.working_days else None
        pace = 1.0 if chance.random() < diligence else chance.uniform(1.5, 4)
        steps = list(_steps(received_on, award, pace, chance))
        handed_up_on = next((day for day, stage in steps if stage == "Trình cấp trên"), None)
        closed_on = steps[-1][0] if steps[-1][1] in ENDS else None
        settled_on = min((day for day in (handed_up_on, closed_on) if day), default=None)
        yield Dossier(
            f"HS-{year}-{number:03}",
            chance.randrange(len(units)),
            kind,
            _nominee(kind, chance),
            award,
            chance.choice(TYPES),
            1 if chance.random() < 0.8 else chance.randint(2, 12),
            received_on,
            due_on,
            tuple(day for day, _ in steps),
            tuple(stage for _, stage in steps),
            handed_up_on,
            settled_on,
        )


ENDS = ("Đã khen thưởng", "Không đủ điều kiện", "Trả lại", "Rút hồ sơ")


def _steps(day: date, award: Award, pace: float, chance: random.Random) -> Iterator[tuple[date, str]]:
    """A dossier's way. One in thirty stays where it is."""
    way = ["Tiếp nhận", "Thẩm định"]
    if chance.random() < 0.15:
        way += ["Yêu cầu bổ sung", "Thẩm định"]
    way += ["Họp Hội đồng", "Trình Chủ tịch"]
    if award.level != "Cấp xã":
        way.append("Trình cấp trên")
    way.append(ENDS[0] if chance.random() < 0.9 else chance.choice(ENDS[1:]))
    if chance.random() < 0.03:
        way = way[: chance.randint(1, len(way) - 1)]
    for number, stage in enumerate(way):
        if number:
            day += timedelta(1 + round(chance.uniform(0, 5) * pace))
        yield day, stage
        if stage == "Trình cấp trên":
            day += timedelta(chance.randint(15, 120))


def _nominee(kind: str, chance: random.Random) -> str:
    if kind == "Tập thể":
        return f"Tập thể {chance.choice(GIVENS)} {chance.randint(1, 99)}"
    person = f"{chance.choice(SURNAMES)} {chance.choice(MIDDLES)} {chance.choice(GIVENS)}"
    return f"Hộ gia đình ông {person}" if kind == "Hộ gia đình" else person


def _marks(
    units: Sequence[Unit], year: int, chance: random.Random
) -> Iterator[tuple[tuple[int, int], Marks]]:
    for quarter, (number, unit) in product(range(1, 5), enumerate(units)):
        if unit.bloc and chance.random() < 0.93:
            own = date(year, 3 * quarter, 20) + timedelta(chance.randint(0, 12))
            steps = (own, own + timedelta(chance.randint(3, 6)), own + timedelta(chance.randint(8, 20)))
            points = tuple(chance.randint(28, 40) / 4 for _ in CRITERIA)
            bonus = chance.choice((0.0, 0.0, 1.0, 2.5))
            yield (quarter, number), Marks(points, bonus, chance.choice((0.0, 0.0, 0.0, 0.5, 1.0)), steps)


def _results(known: Sample, units: Sequence[Unit], chance: random.Random) -> Iterator[Result]:
    for movement in range(len(known.movements)):
        for unit in sorted(chance.sample(range(len(units)), len(units) // 3)):
            yield Result(movement, unit, chance.randint(20, 250), chance.uniform(0.6, 1.2))
