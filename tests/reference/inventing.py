"""Invents the rows of a data folder; each file's rows break no rule of the contract."""

from datetime import date, timedelta
from random import Random
from typing import Any

from .inventing_dossiers import invent_awards, invent_dossiers
from .inventing_scores import invent_bands, invent_criteria, invent_scores
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
TITLES = ("Ký kết giao ước thi đua", "Tổ chức sơ kết, đánh giá", "Phát động phong trào “Cả nước chung sức”")


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
        rng = self.rng
        tasks = self._tasks()
        assignments = self._assignments(tasks)
        awards = invent_awards(rng)
        movements = self._movements()
        dossiers, events = invent_dossiers(rng, self.years, self.unit_ids, awards, movements)
        criteria = invent_criteria(rng, self.years)
        return {
            "plan": self._plan(),
            "blocs": self.blocs,
            "units": self.units,
            "tasks": tasks,
            "assignments": assignments,
            "progress": self._progress(tasks, assignments),
            "awards": awards,
            "dossiers": dossiers,
            "dossier_events": shuffled_log(rng, events, "occurred_on", ("dossier_id",)),
            "criteria": criteria,
            "scores": shuffled_log(
                rng,
                invent_scores(rng, self.years, self.unit_ids, criteria),
                "recorded_on",
                ("period", "unit_id", "criterion_id", "stage"),
            ),
            "bands": invent_bands(rng),
            "movements": movements,
            "movement_results": self._movement_results(movements),
            "meetings": self._meetings(tasks),
            "days_off": self._days_off(),
        }

    def day_in(self, year: int) -> date:
        return date(year, 1, 1) + timedelta(days=self.rng.randrange(365))

    def some_time(self) -> date:
        return self.day_in(self.rng.choice(self.years))

    # -- who -----------------------------------------------------------------------------------------

    def _plan(self) -> list[Row]:
        return [
            {
                "year": year,
                "number": f"{self.rng.randint(10, 99)}/KH-UBND",
                "issuer": "UBND xã Nghi Dương",
                "view_on": self.day_in(year) if self.rng.random() < 0.7 else None,
            }
            for year in self.rng.sample(self.years, len(self.years))
        ]

    def _blocs(self) -> list[Row]:
        count = self.rng.randint(5, 8)
        return [{"bloc_id": f"K{n}", "name": f"{BLOC_NAMES[n % 4]} số {n}"} for n in range(1, count + 1)]

    def _units(self) -> list[Row]:
        rng = self.rng
        count = rng.randint(25, 45)
        ids = [f"{n:03d}" if n % 3 else f"ĐV{n:02d}" for n in range(1, count)] + ["7"]
        rng.shuffle(ids)
        # The last bloc may stay without members.
        homes = [bloc["bloc_id"] for bloc in self.blocs[: -1 if rng.random() < 0.2 else None]]
        return [
            {
                "unit_id": unit_id,
                "name": f"{rng.choice(UNIT_NAMES)} {unit_id}",
                "short_name": f"Đv {unit_id}" if rng.random() < 0.5 else None,
                "bloc_id": rng.choice(homes) if rng.random() < 0.9 else None,
                "bloc_role": rng.choice(("Khối trưởng", "Khối phó", "Thành viên", None)),
            }
            for unit_id in ids
        ]

    # -- the plan ------------------------------------------------------------------------------------

    def _tasks(self) -> list[Row]:
        rng = self.rng
        tasks: list[Row] = []
        for year in self.years:
            for number in range(rng.randint(12, 24)):
                quarter = rng.choice((1, 1, 2, 2, 3, 3, 4, 4, None))
                due_on = self._quarter_end(year, quarter)
                if rng.random() < 0.4:
                    due_on += timedelta(days=rng.randint(-60, 20))
                tasks.append(
                    {
                        "task_id": f"T{len(tasks) + 1:02d}",
                        "year": year,
                        "clause": f"II.{quarter or 5}.{'abcdđeg'[number % 7]}",
                        "quarter": quarter,
                        "title": f"{rng.choice(TITLES)}, lần {number}",
                        "conditional": rng.choice(("có", "không", None)),
                        "measured_by": rng.choice(("nhập tay", "nhập tay", None, None, "hồ sơ")),
                        "due_on": due_on,
                    }
                )
        return tasks

    def _quarter_end(self, year: int, quarter: int | None) -> date:
        return (
            date(year, 12, 31) if quarter in (4, None) else date(year, 3 * quarter + 1, 1) - timedelta(days=1)
        )

    def _assignments(self, tasks: list[Row]) -> list[Row]:
        rng = self.rng
        rows: list[Row] = []
        for task in tasks:
            if rng.random() < 0.08:
                continue
            lead_chance = rng.choice((0, 0.3, 0.5, 0.5, 1))
            for unit_id in rng.sample(self.unit_ids, rng.choice((1, 2, 3, 4, 6, 10))):
                own = task["due_on"] + timedelta(days=rng.randint(-40, 40))
                rows.append(
                    {
                        "task_id": task["task_id"],
                        "unit_id": unit_id,
                        "role": "Chủ trì" if rng.random() < lead_chance else "Phối hợp",
                        "due_on": own if rng.random() < 0.2 else None,
                    }
                )
        if rng.random() < 0.5:
            rng.shuffle(rows)
        return rows

    def _progress(self, tasks: list[Row], assignments: list[Row]) -> list[Row]:
        rng = self.rng
        by_id = {task["task_id"]: task for task in tasks}
        moods = {task["task_id"]: rng.choice(("mixed", "mixed", "done", "done", "none")) for task in tasks}
        rows: list[Row] = []
        for assignment in assignments:
            task = by_id[assignment["task_id"]]
            if task["measured_by"] != "hồ sơ" and rng.random() < 0.85:
                due_on = assignment["due_on"] or task["due_on"]
                rows += self._one_progress(assignment, due_on, moods[task["task_id"]])
        return shuffled_log(rng, rows, "recorded_on", ("task_id", "unit_id"))

    def _one_progress(self, assignment: Row, due_on: date, mood: str) -> list[Row]:
        """A course of the work: undone and done again, several rows of one date, often ending on the due date."""
        rng = self.rng
        words = [
            "Chưa bắt đầu",
            "Đang thực hiện",
            "Đang thực hiện",
            "Hoàn thành",
            "Hoàn thành",
            "Không phát sinh",
        ]
        statuses = rng.choices(words, k=rng.randint(1, 5))
        if mood == "done":
            statuses += ["Hoàn thành"] * rng.randint(1, 2)
        elif mood == "none" and rng.random() < 0.9:
            statuses.append("Không phát sinh")
        day = due_on + timedelta(days=rng.choice((0, 1, -1, *range(-70, 30, 7))))
        rows: list[Row] = []
        for status in reversed(statuses):
            rows.insert(
                0,
                {
                    "recorded_on": day,
                    "task_id": assignment["task_id"],
                    "unit_id": assignment["unit_id"],
                    "status": status,
                    "evidence": rng.choice((None, "Báo cáo số 12/BC-UBND", "Ảnh, “tư liệu”")),
                    "note": rng.choice((None, "xong, chờ ký")),
                },
            )
            day -= timedelta(days=rng.choice((0, 1, 3, 10, 25)))
        return rows

    # -- movements, meetings, days off ---------------------------------------------------------------

    def _movements(self) -> list[Row]:
        rows: list[Row] = []
        for number in range(1, self.rng.randint(4, 8)):
            launched_on = self.some_time()
            ends_on = launched_on + timedelta(days=self.rng.randint(30, 500))
            rows.append(
                {
                    "movement_id": f"PT{number}",
                    "name": f"Phong trào Dân vận khéo {number}",
                    "launched_by": self.rng.choice(("Trung ương", "Thành phố", "Xã")),
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
            indicators = rng.sample(
                ("Km đường hoa", "Tuyến đường, ngõ sáng", "Hộ tham gia"), rng.randint(1, 3)
            )
            for unit_id in rng.sample(self.unit_ids, rng.randint(2, 14)):
                for indicator in indicators:
                    day = movement["launched_on"] + timedelta(days=rng.randint(-20, 90))
                    target = rng.choice((None, 0, 3, 4, 10.5, 12))
                    for _ in range(rng.choice((0, 1, 1, 2, 3, 5))):
                        row = {"recorded_on": day, "movement_id": movement["movement_id"], "unit_id": unit_id}
                        actual = rng.choice((None, 0, 3, 3, 4, 4, 10.25, 10.5, 15))
                        row |= {"indicator": indicator, "measure": "cái", "target": target, "actual": actual}
                        rows.append(row)
                        day += timedelta(days=rng.choice((0, 10, 40)))
                        target = rng.choice((target, target, target, None, 5))
        return shuffled_log(rng, rows, "recorded_on", ("movement_id", "unit_id", "indicator"))

    def _meetings(self, tasks: list[Row]) -> list[Row]:
        kinds = ("Họp Hội đồng", "Họp UBND", "Hội nghị cụm", "Khác")
        return [
            {
                "meeting_id": f"H{number}",
                "held_on": self.some_time(),
                "kind": self.rng.choice(kinds),
                "title": "Họp xét khen thưởng",
                "task_id": self.rng.choice(tasks)["task_id"] if self.rng.random() < 0.4 else None,
            }
            for number in range(self.rng.randint(0, 6))
        ]

    def _days_off(self) -> list[Row]:
        """Both kinds, on weekdays, week-ends and public holidays alike."""
        days = {self.some_time() for _ in range(self.rng.randint(2, 25))}
        days |= {date(year, 4, 30) for year in self.years if self.rng.random() < 0.3}
        return [
            {"day": day, "kind": self.rng.choice(("Nghỉ", "Làm bù")), "name": "Nghỉ bù"}
            for day in sorted(days)
        ]


def shuffled_log(rng: Random, rows: list[Row], date_column: str, key: tuple[str, ...]) -> list[Row]:
    """The rows in any order, but those of one thing and date still one after another as they were."""
    if rng.random() < 0.15:
        return rows

    def same_date(row: Row) -> tuple[Any, ...]:
        return (row[date_column], *(row[column] for column in key))

    queues: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        queues.setdefault(same_date(row), []).append(row)
    mixed = rng.sample(rows, len(rows))
    return [queues[same_date(row)].pop(0) for row in mixed]
