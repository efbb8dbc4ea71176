"""Invents the rows of a data folder; each file's rows break no rule of the contract."""

from datetime import date, timedelta
from random import Random

from .inventing_dossiers import invent_awards, invent_dossiers
from .inventing_scores import invent_bands, invent_criteria, invent_scores
from .inventing_tasks import (
    Deadlines,
    day_in,
    invent_assignments,
    invent_extensions,
    invent_meetings,
    invent_progress,
    invent_tasks,
)
from .logs import shuffled_log
from .reading import Row

BLOC_NAMES = ("Khối Đảng, đoàn thể", "Khối Cơ quan hành chính", "Khối Trường học", "Khối Thôn, tổ dân phố")
UNIT_NAMES = (
    "Thôn Đông Phương",
    "Trường Tiểu học",
    "Phòng Kinh tế",
    "Trạm Y tế",
    "Hội Nông dân",
    "Thôn Tú Đôi",
)
INDICATORS = (
    ("Km đường hoa", "KM ĐƯỜNG HOA", "km  đường hoa", "Kmđường hoa"),
    ("Hòa giải, thuỷ lợi", "hoà giải, thủy lợi", "HOÀ GIẢI,  THỦY LỢI", "Hòa giải,thuỷ lợi"),
    ("Số vụ vi phạm", "Số vụ  vi phạm", "SỐ VỤ VI PHẠM"),
    ("Hộ nghèo khoẻ mạnh", "Hộ nghèo khỏe mạnh"),
)
"""Each indicator's spellings; they differ by case, spaces and the place of a tone mark."""


class Inventor:
    """Everything random about one folder."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        first = rng.choice((2023, 2024, 2024, 2025))
        self.years = list(range(first, first + rng.choice((2, 3, 3))))
        self.blocs = self._blocs()
        self.units = self._units()
        self.unit_ids = [unit["unit_id"] for unit in self.units]

    def tables(self) -> dict[str, list[Row]]:
        rng, years = self.rng, self.years
        days_off = self._days_off()
        deadlines = Deadlines(rng, years, days_off)
        meetings = invent_meetings(rng, years)
        tasks = invent_tasks(rng, years, meetings, deadlines)
        assignments = invent_assignments(rng, tasks, self.unit_ids, deadlines)
        awards = invent_awards(rng)
        movements = self._movements()
        dossiers, events = invent_dossiers(rng, years, self.unit_ids, awards, movements, deadlines)
        criteria = invent_criteria(rng, years, self.blocs, awards)
        return {
            "plan": self._plan(),
            "blocs": self.blocs,
            "units": self.units,
            "tasks": tasks,
            "assignments": assignments,
            "progress": invent_progress(rng, tasks, assignments),
            "extensions": invent_extensions(rng, tasks, assignments, self.unit_ids, deadlines),
            "awards": awards,
            "dossiers": dossiers,
            "dossier_events": shuffled_log(rng, events, "occurred_on", ("dossier_id",)),
            "criteria": criteria,
            "scores": shuffled_log(
                rng,
                invent_scores(rng, years, self.units, criteria),
                "recorded_on",
                ("period", "unit_id", "criterion_id", "stage"),
            ),
            "bands": invent_bands(rng),
            "movements": movements,
            "movement_results": self._movement_results(movements),
            "meetings": meetings,
            "days_off": days_off,
        }

    def some_time(self) -> date:
        return day_in(self.rng, self.rng.choice(self.years))

    # -- who -----------------------------------------------------------------------------------------

    def _plan(self) -> list[Row]:
        rng = self.rng
        return [
            {
                "year": year,
                "number": f"{rng.randint(10, 99)}/KH-UBND",
                "issuer": "UBND phường Nghi Dương",
                "superior": rng.choice((None, "Ủy ban nhân dân tỉnh Nghệ An")),
                "unit_id": rng.choice((None, *self.unit_ids)),
                "symbol": rng.choice((None, "VHXH")),
                "view_on": day_in(rng, year) if rng.random() < 0.7 else None,
            }
            for year in rng.sample(self.years, len(self.years))
        ]

    def _blocs(self) -> list[Row]:
        count = self.rng.randint(5, 8)
        return [{"bloc_id": f"K{n}", "name": f"{BLOC_NAMES[n % 4]} số {n}"} for n in range(1, count + 1)]

    def _units(self) -> list[Row]:
        """Some bear one name, some one short name."""
        rng = self.rng
        count = rng.randint(25, 45)
        ids = [f"{n:03d}" if n % 3 else f"ĐV{n:02d}" for n in range(1, count)] + ["7"]
        rng.shuffle(ids)
        # The last bloc may stay without members.
        homes = [bloc["bloc_id"] for bloc in self.blocs[: -1 if rng.random() < 0.2 else None]]
        return [
            {
                "unit_id": unit_id,
                "name": rng.choice(UNIT_NAMES) + rng.choice(("", f" {unit_id}", f" {unit_id}")),
                "short_name": rng.choice((None, None, f"Đv {unit_id}", "Thôn 6")),
                "bloc_id": rng.choice(homes) if rng.random() < 0.9 else None,
                "bloc_role": rng.choice(("Khối trưởng", "Khối phó", "Thành viên", None)),
            }
            for unit_id in ids
        ]

    # -- movements, days off -------------------------------------------------------------------------

    def _movements(self) -> list[Row]:
        levels = ("Trung ương", "Tỉnh", "Thành phố", "Xã", "Phường", "Đặc khu")
        rows: list[Row] = []
        for number in range(1, self.rng.randint(4, 8)):
            launched_on = self.some_time()
            ends_on = launched_on + timedelta(days=self.rng.randint(30, 500))
            rows.append(
                {
                    "movement_id": f"PT{number}",
                    "name": f"Phong trào Dân vận khéo {number}",
                    "launched_by": self.rng.choice(levels),
                    "launched_on": launched_on,
                    "ends_on": ends_on if self.rng.random() < 0.7 else None,
                }
            )
        return rows

    def _movement_results(self, movements: list[Row]) -> list[Row]:
        """Now and then a result stands in the log before its movement is launched."""
        rng = self.rng
        rows: list[Row] = []
        for movement in movements[: -1 if rng.random() < 0.3 else None]:
            indicators = rng.sample(INDICATORS, rng.randint(1, 3))
            for unit_id in rng.sample(self.unit_ids, rng.randint(2, 14)):
                for spellings in indicators:
                    rows += self._one_result(movement, unit_id, spellings)
        return shuffled_log(rng, rows, "recorded_on", ("movement_id", "unit_id"))

    def _one_result(self, movement: Row, unit_id: str, spellings: tuple[str, ...]) -> list[Row]:
        """The column `better` may be put right in a later row."""
        rng = self.rng
        rows: list[Row] = []
        day = movement["launched_on"] + timedelta(days=rng.randint(-20, 90))
        target = rng.choice((None, 0, 3, 4, 10.5, 12))
        better = rng.choice((None, None, "cao hơn", "thấp hơn", "thấp hơn"))
        for _ in range(rng.choice((0, 1, 1, 2, 3, 5))):
            rows.append(
                {
                    "recorded_on": day,
                    "movement_id": movement["movement_id"],
                    "unit_id": unit_id,
                    "indicator": spellings[0] if rng.random() < 0.5 else rng.choice(spellings),
                    "measure": "cái",
                    "target": target,
                    "actual": rng.choice((None, 0, 3, 3, 4, 4, 10.25, 10.5, 15)),
                    "better": better if rng.random() < 0.9 else rng.choice((None, "thấp hơn")),
                    "recorded_by": rng.choice((None, "Trần Thị Hoà")),
                }
            )
            day += timedelta(days=rng.choice((0, 10, 40)))
            target = rng.choice((target, target, target, None, 5))
        return rows

    def _days_off(self) -> list[Row]:
        """Both kinds, on weekdays, week-ends and public holidays alike; a few in a row."""
        days = {self.some_time() for _ in range(self.rng.randint(2, 25))}
        days |= {day + timedelta(days=1) for day in sorted(days) if self.rng.random() < 0.3}
        days |= {date(year, 4, 30) for year in self.years if self.rng.random() < 0.3}
        return [
            {"day": day, "kind": self.rng.choice(("Nghỉ", "Nghỉ", "Làm bù")), "name": "Nghỉ bù"}
            for day in sorted(days)
        ]
