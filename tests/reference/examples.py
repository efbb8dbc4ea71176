"""Small folders for examples worked out by hand."""

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from .contract import Answer, answer
from .folders import write_table
from .reading import COLUMNS, Row

ALL_YEAR = date(2026, 12, 31)
UNITS = [{"unit_id": f"0{n}", "name": f"Thôn {n}", "bloc_id": "K1" if n < 5 else None} for n in range(1, 6)]


def march(day: int) -> date:
    return date(2026, 3, day)


class Folder:
    """A folder with five units, four of them in the one bloc, and what a test adds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for file in COLUMNS:
            self.write(file, [])
        self.write("blocs", [{"bloc_id": "K1", "name": "Khối một"}])
        self.write("units", UNITS)

    def write(self, file: str, rows: list[Row]) -> None:
        write_table(self.path / f"{file}.csv", file, rows, set(), Random(2))

    def task(self, **columns: Any) -> None:
        task = {"task_id": "T1", "year": 2026, "clause": "II.1.a", "quarter": 1, "title": "Ký kết"}
        self.write("tasks", [{**task, "due_on": march(31), **columns}])

    def assign(self, *roles: str) -> None:
        rows = [{"task_id": "T1", "unit_id": f"0{n}", "role": role} for n, role in enumerate(roles, 1)]
        self.write("assignments", rows)

    def progress(self, *rows: tuple[str, date, str]) -> None:
        names = ("unit_id", "recorded_on", "status")
        self.write("progress", [{"task_id": "T1", **dict(zip(names, row, strict=True))} for row in rows])

    def extend(self, *rows: tuple[date, str | None, date]) -> None:
        names = ("decided_on", "unit_id", "due_on")
        self.write("extensions", [{"task_id": "T1", **dict(zip(names, row, strict=True))} for row in rows])

    def meetings(self, **held_on: date) -> None:
        common = {"kind": "Họp UBND", "title": "Giao ban"}
        self.write("meetings", [{"meeting_id": key, "held_on": d, **common} for key, d in held_on.items()])

    def dossiers(self, *rows: Row, working_days: int | None = 5) -> None:
        award = {"award_id": "A", "name": "Giấy khen", "category": "Hình thức khen thưởng", "level": "Cấp xã"}
        self.write("awards", [{**award, "working_days": working_days}])
        common = {"unit_id": "01", "nominee_kind": "Cá nhân", "nominee_name": "Lê Thị Hoa", "award_id": "A"}
        common["commendation_type"] = "Công trạng"
        self.write("dossiers", [{**common, **row} for row in rows])

    def events(self, *rows: tuple[str, date, str]) -> None:
        names = ("dossier_id", "occurred_on", "stage")
        self.write("dossier_events", [dict(zip(names, row, strict=True)) for row in rows])

    def criterion(self, *rows: Row) -> None:
        common = {"year": 2026, "group": "A", "name": "B", "kind": "Chuẩn", "max_points": 50}
        self.write("criteria", [{**common, **row} for row in rows])

    def scores(self, *rows: tuple[str, str, str, date, float], period: str = "2026-Q1") -> None:
        names = ("unit_id", "criterion_id", "stage", "recorded_on", "points")
        self.write("scores", [{"period": period, **dict(zip(names, row, strict=True))} for row in rows])

    def ask(self, query: str, day: date, **options: Any) -> Answer:
        return answer(self.path, query, as_of=day, **options)


def column(rows: Answer, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]
