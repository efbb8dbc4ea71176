"""The sample with a mark in each place that not everybody may see, so that whatever leaves the server tells whose it is.

What may be seen is said here once more in plain Python, from the files alone.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from pathlib import Path

ROOT = Path(__file__).parents[2]
DAY = "%d/%m/%Y"
Row = dict[str, str]


@dataclass(frozen=True)
class Marked:
    """Marks, each with the dossier or the unit that it tells of.

    `nominees`: mark → dossier. `records`: mark in the evidence or note of progress, the note of a score → unit; `steps`:
    mark in the number or note of a dossier's step → dossier. `recorders`: mark of who recorded it → its dossier or unit.
    """

    nominees: dict[str, str]
    steps: dict[str, str]
    records: dict[str, str]
    recorders: dict[str, str]
    unit_of: dict[str, str]
    decided: frozenset[str]
    on_agenda: frozenset[str]


def write(folder: Path) -> Marked:
    """Write the marked sample to a folder that does not exist yet."""
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    decided, on_agenda = publicity(folder, _rows(folder, "dossier_events"))
    nominees = _mark(folder, "dossiers", {"Tên đối tượng": "ZQN"}, lambda row: row["Mã hồ sơ"])
    steps = _mark(
        folder, "dossier_events", {"Số văn bản": "ZQD", "Ghi chú": "ZQG"}, lambda row: row["Mã hồ sơ"]
    )
    evidence = {"Văn bản, minh chứng": "ZQE", "Ghi chú": "ZQF"}
    records = _mark(folder, "progress", evidence, lambda row: row["Mã đơn vị"])
    records |= _mark(folder, "scores", {"Ghi chú": "ZQS"}, lambda row: row["Mã đơn vị"])
    recorders: dict[str, str] = {}
    for name in ("dossier_events", "progress", "scores", "movement_results"):
        of = "Mã hồ sơ" if name == "dossier_events" else "Mã đơn vị"
        recorders |= _mark(folder, name, {"Người ghi": f"ZQR{name[0]}"}, itemgetter(of))
    return Marked(
        nominees,
        steps,
        records,
        recorders,
        {row["Mã hồ sơ"]: row["Mã đơn vị"] for row in _rows(folder, "dossiers")},
        decided,
        on_agenda,
    )


def publicity(folder: Path, events: Iterable[Row]) -> tuple[frozenset[str], frozenset[str]]:
    """The dossiers whose award is decided on the day on which the data stand, and those that the Council is to look at."""
    today = datetime.strptime(_rows(folder, "plan")[0]["Ngày xem mặc định"], DAY)
    stages: dict[str, list[str]] = {}
    for row in sorted(events, key=lambda row: datetime.strptime(row["Ngày"], DAY)):
        if datetime.strptime(row["Ngày"], DAY) <= today:
            stages.setdefault(row["Mã hồ sơ"], []).append(row["Bước xử lý"])
    council_to_come = any(
        row["Loại"] == "Họp Hội đồng" and datetime.strptime(row["Ngày họp"], DAY) >= today
        for row in _rows(folder, "meetings")
    )
    return (
        frozenset(each for each, gone in stages.items() if "Đã khen thưởng" in gone),
        frozenset(each for each, gone in stages.items() if council_to_come and gone[-1] == "Họp Hội đồng"),
    )


def _rows(folder: Path, name: str) -> list[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _mark(folder: Path, name: str, columns: dict[str, str], of: Callable[[Row], str]) -> dict[str, str]:
    """Put a mark (its beginning by column) into every row of a file; mark → whom it tells of."""
    rows, marks = _rows(folder, name), {}
    for number, row in enumerate(rows):
        for column, begins in columns.items():
            row[column] = f"{begins}{number:05}Z"
            marks[row[column]] = of(row)
    _write(folder / f"{name}.csv", rows)
    return marks


def _write(path: Path, rows: Iterable[Row]) -> None:
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
