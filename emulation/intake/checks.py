"""What rows must satisfy together: unique keys, references, and the order of a dossier's events.

Each check refuses rows among those that passed so far; the contract's "Problems".
"""

from __future__ import annotations

import difflib
import time
from collections import Counter
from collections.abc import Callable, Iterable
from copy import copy
from datetime import date
from typing import Any, Self

from emulation.intake.cells import written
from emulation.intake.disk import Stamp
from emulation.intake.problems import Problem, column_letters
from emulation.schema import CLOSING_STAGES, TABLE, Table

Record = dict[str, Any]
"""A row's values by column name, and `line`: its row number in Excel."""
Key = tuple[Any, ...]
HINTED = 20
"""Unknown ids of a file for which a near one is looked up: it takes long, and many faults have one cause."""


class Checked:
    """The rows of one file that may count, and what became of the others."""

    def __init__(self, table: Table, at: dict[str, int], body: str = "", name: str = "") -> None:
        self.table, self.at, self.body = table, at, body
        self.name = name or table.file
        """What problems call the file: a sheet of a workbook has another name."""
        self.read_at = time.time()
        self.stamp: Stamp | None = None
        """The state of the file on disk when it was read; None for what does not lie in the folder."""
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self.rows = 0
        """How many rows stand under the heading, blank ones apart: the records and the refused."""
        self.refused = 0
        self.lost: dict[Key, Problem] = {}
        """Keys of refused rows, each with the problem behind it: what points at them is not unknown."""
        self.following: Counter[Problem] = Counter()
        """Problem (of another file) → how many rows here went with the row that it refused."""

    def twin(self) -> Self:
        """A copy to check against other files, while this one stays as read."""
        twin = copy(self)
        twin.records, twin.problems = list(self.records), list(self.problems)
        twin.lost, twin.following = dict(self.lost), Counter(self.following)
        return twin

    def key(self, record: Record) -> Key:
        return tuple(record[name] for name in self.table.key)

    def lose(self, record: Record, root: Problem) -> None:
        """Count a row as refused because of `root`."""
        self.refused += 1
        key = self.key(record)
        if key and None not in key:
            self.lost.setdefault(key, root)

    def problem(
        self, record: Record, column: str, reason: str, remedy: str, *, note: bool = False
    ) -> Problem:
        index = self.at.get(column)
        cell = f"{column_letters(index)}{record['line']}" if index is not None else ""
        label = self.table.column(column).label
        return Problem(self.name, reason, remedy, cell, label, written(record.get(column)), note)

    def refuse(self, wrong: Callable[[Record], Problem | None]) -> None:
        """Drop the records for which `wrong` names a problem."""
        kept = []
        for record in self.records:
            if problem := wrong(record):
                self.problems.append(problem)
                self.lose(record, problem)
            else:
                kept.append(record)
        self.records = kept


def unique(file: Checked, key_lines: dict[Key, int]) -> None:
    """Refuse rows whose key an earlier row has. `key_lines`: key → the first line with it."""
    if not file.table.key:
        return
    labels = ", ".join(file.table.column(name).label for name in file.table.key)
    remedy = "Mỗi mã chỉ đứng một dòng: xoá hoặc đổi mã một dòng"

    def wrong(record: Record) -> Problem | None:
        first = key_lines.get(file.key(record), record["line"])
        if first == record["line"]:
            return None
        return file.problem(record, file.table.key[0], f"trùng {labels} với dòng {first}", remedy)

    file.refuse(wrong)


def references(file: Checked, files: dict[str, Checked]) -> None:
    """Refuse rows that point at a key no row has; rows that point at a refused row go quietly with it."""
    for reference in file.table.references:
        if target := files.get(reference.table):
            _point(file, reference.columns, target)


def _point(file: Checked, columns: tuple[str, ...], target: Checked) -> None:
    present = {target.key(record) for record in target.records}
    firsts = {known[0] for known in [*present, *target.lost]}
    hints: dict[Key, str] = {}
    kept = []
    for record in file.records:
        key = tuple(record[name] for name in columns)
        if key in present or key[0] is None:
            kept.append(record)
        elif root := target.lost.get(key):
            file.following[root] += 1
            file.lose(record, root)
        else:
            if key not in hints:
                hints[key] = _hint(key, target, present) if len(hints) < HINTED else ""
            column = columns[0] if key[0] not in firsts else columns[-1]
            problem = _unknown(file, record, column, key, target, hints[key])
            file.problems.append(problem)
            file.lose(record, problem)
    file.records = kept


def _unknown(file: Checked, record: Record, column: str, key: Key, target: Checked, hint: str) -> Problem:
    where = target.name
    if len(key) > 1:
        pair = " – ".join(map(str, key))
        reason, remedy = (
            f"không có phân công này ({pair}) trong {where}",
            f"Sửa mã, hoặc thêm dòng vào {where}",
        )
    else:
        reason, remedy = f"mã không có trong {where}", f"{hint}Sửa mã, hoặc thêm mã vào {where}"
    return file.problem(record, column, reason, remedy)


def _hint(key: Key, target: Checked, present: set[Key]) -> str:
    ids = [str(known[0]) for known in [*present, *target.lost]]
    near = difflib.get_close_matches(str(key[0]), ids, n=1, cutoff=0.6) if len(key) == 1 else []
    return f"Có phải “{near[0]}”? " if near else ""


def told(files: dict[str, Checked]) -> None:
    """Add to each problem how many rows of other files went with the row that it refused."""
    followers: dict[Problem, list[str]] = {}
    for file in files.values():
        for root, count in file.following.items():
            followers.setdefault(root, []).append(f"{count} dòng ở {file.name}")
    for file in files.values():
        file.problems = [p.followed_by(followers[p]) if p in followers else p for p in file.problems]


def rules(files: dict[str, Checked]) -> None:
    """The rules between rows that only one file has."""
    for name, check in _RULES.items():
        if name in files:
            check(files[name], files)


def _by_key(files: dict[str, Checked], name: str) -> dict[str, Record]:
    target = files.get(name)
    return {r[TABLE[name].key[0]]: r for r in target.records} if target else {}


def _progress(file: Checked, files: dict[str, Checked]) -> None:
    tasks = _by_key(files, "tasks")

    def wrong(record: Record) -> Problem | None:
        if tasks.get(record["task_id"], {}).get("measured_by") != "hồ sơ":
            return None
        return file.problem(
            record,
            "task_id",
            "nhiệm vụ này theo dõi bằng hồ sơ nên không ghi tiến độ bằng tay",
            "Xoá dòng này; trạng thái tự tính từ dossiers.csv",
        )

    file.refuse(wrong)


def _events(file: Checked, files: dict[str, Checked]) -> None:
    received = {k: r["received_on"] for k, r in _by_key(files, "dossiers").items()}

    def too_early(record: Record) -> Problem | None:
        day = received.get(record["dossier_id"])
        if day is None or record["occurred_on"] >= day:
            return None
        return file.problem(
            record,
            "occurred_on",
            f"trước ngày tiếp nhận hồ sơ ({day:%d/%m/%Y})",
            "Sửa ngày này, hoặc ngày tiếp nhận",
        )

    file.refuse(too_early)
    closed = _closed_on(file.records)

    def too_late(record: Record) -> Problem | None:
        day = closed.get(record["dossier_id"])
        if day is None or record["occurred_on"] <= day:
            return None
        return file.problem(
            record,
            "occurred_on",
            f"hồ sơ đã kết thúc ngày {day:%d/%m/%Y}",
            "Xoá dòng này, hoặc sửa dòng kết thúc",
        )

    file.refuse(too_late)


def _closed_on(events: Iterable[Record]) -> dict[str, date]:
    """Dossier → the first day that ends with a closing stage (of one day's rows only the last exists)."""
    last_of_day = {(e["dossier_id"], e["occurred_on"]): e["stage"] for e in events}
    closed: dict[str, date] = {}
    for (dossier, day), stage in last_of_day.items():
        if stage in CLOSING_STAGES:
            closed[dossier] = min(day, closed.get(dossier, day))
    return closed


def _criteria(file: Checked, files: dict[str, Checked]) -> None:
    def wrong(record: Record) -> Problem | None:
        if record["source"] != "khen thưởng" or record["points_each"] is not None:
            return None
        return file.problem(
            record,
            "points_each",
            "tiêu chí tính theo khen thưởng phải có điểm mỗi lần",
            "Điền số điểm cho mỗi lần khen",
        )

    file.refuse(wrong)


def _scores(file: Checked, files: dict[str, Checked]) -> None:
    criteria = _by_key(files, "criteria")

    def wrong(record: Record) -> Problem | None:
        criterion = criteria.get(record["criterion_id"])
        if criterion is None or criterion["source"] == "chấm điểm":
            return None
        reason = f"tiêu chí này tự tính từ {criterion['source']}, không chấm tay"
        return file.problem(record, "criterion_id", reason, "Xoá dòng này, hoặc đổi nguồn điểm của tiêu chí")

    file.refuse(wrong)
    for record in file.records:
        criterion = criteria.get(record["criterion_id"])
        if criterion and record["points"] > criterion["max_points"]:
            most = written(criterion["max_points"])
            file.problems.append(
                file.problem(
                    record, "points", f"quá điểm tối đa {most}, chỉ tính {most}", "Xem lại điểm", note=True
                )
            )


_RULES: dict[str, Callable[[Checked, dict[str, Checked]], None]] = {
    "criteria": _criteria,
    "progress": _progress,
    "dossier_events": _events,
    "scores": _scores,
}
