"""What rows must satisfy together: unique keys, references, and the order of a dossier's events.

Each check refuses rows among those that passed so far; the contract's "Problems".
"""

from __future__ import annotations

import difflib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from datetime import date
from typing import Any, Self

from emulation.intake.cells import written
from emulation.intake.disk import Stamp
from emulation.intake.problems import Problem, column_letters
from emulation.intake.suspects import perhaps_lost
from emulation.schema import CLOSING_STAGES, TABLE, Table
from emulation.text import spelling

Record = dict[str, Any]
"""A row's values by column name, and `line`: its row number in Excel."""
Key = tuple[Any, ...]
Wrong = tuple[str, str, str]
"""The column in which a check finds a row wrong, why, and the remedy."""
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
        self.rejected: list[Record] = []
        """Rows that were refused: they do not count, but what else is wrong with them is still told."""
        self.unknown: dict[int, set[str]] = {}
        """Line → its columns whose cell was refused, about which nothing else can be said."""
        self.problems: list[Problem] = []
        self.rows = 0
        """How many rows stand under the heading, blank ones apart: the records and the refused."""
        self.refused = 0
        self.lost: dict[Key, Problem] = {}
        """Keys of refused rows, each with the problem behind it: what points at them is not unknown."""
        self.following: Counter[Problem] = Counter()
        """Problem (of another file) → how many rows here went with the row that it refused."""
        self._told: set[tuple[int, str, str]] = set()

    def twin(self) -> Self:
        """A copy to check against other files, while this one stays as read."""
        twin = copy(self)
        twin.records, twin.rejected = list(self.records), list(self.rejected)
        twin.problems, twin._told = list(self.problems), set(self._told)
        twin.lost, twin.following = dict(self.lost), Counter(self.following)
        return twin

    def key(self, record: Record) -> Key:
        return tuple(record[name] for name in self.table.key)

    def reject(self, record: Record, root: Problem, *, torn: bool = False) -> None:
        """Count a row as refused because of `root`. `torn`: its cells stand in wrong columns, so that nothing else
        can be said of it."""
        self.refused += 1
        if not torn:
            self.rejected.append(record)
        key = self.key(record)
        if key and None not in key:
            self.lost.setdefault(key, root)

    def tell(self, record: Record, wrong: Wrong) -> Problem | None:
        """Name what a check finds wrong with a row; None where that was told before, or the cell is refused anyway."""
        column, reason, remedy = wrong
        at = (record["line"], column, reason)
        if at in self._told or column in self.unknown.get(record["line"], ()):
            return None
        self._told.add(at)
        self.problems.append(problem := self.problem(record, column, reason, remedy))
        return problem

    def problem(
        self, record: Record, column: str, reason: str, remedy: str, *, note: bool = False
    ) -> Problem:
        index = self.at.get(column)
        cell = f"{column_letters(index)}{record['line']}" if index is not None else ""
        label = self.table.column(column).label
        return Problem(self.name, reason, remedy, cell, label, written(record.get(column)), note)

    def refuse(self, wrong: Callable[[Record], Wrong | None]) -> None:
        """Drop the records with which something is `wrong`, and tell it of those that are refused already."""
        for record in list(self.rejected):
            if found := wrong(record):
                self.tell(record, found)
        kept = []
        for record in self.records:
            if (found := wrong(record)) and (problem := self.tell(record, found)):
                self.reject(record, problem)
            else:
                kept.append(record)
        self.records = kept

    def note(self, record: Record, column: str, reason: str, remedy: str) -> None:
        """Tell of a row that counts all the same."""
        self.problems.append(self.problem(record, column, reason, remedy, note=True))


def unique(file: Checked, key_lines: dict[Key, int]) -> None:
    """Refuse rows whose key an earlier row has. `key_lines`: key → the first line with it."""
    if not file.table.key:
        return
    labels = ", ".join(file.table.column(name).label for name in file.table.key)
    remedy = "Mỗi mã chỉ đứng một dòng: xoá hoặc đổi mã một dòng"

    def wrong(record: Record) -> Wrong | None:
        first = key_lines.get(file.key(record), record["line"])
        return (
            None
            if first == record["line"]
            else (file.table.key[0], f"trùng {labels} với dòng {first}", remedy)
        )

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
    known = set(columns)

    def wrong(record: Record) -> Wrong | None:
        key = tuple(record[name] for name in columns)
        if (
            key in present
            or key in target.lost
            or key[0] is None
            or known & file.unknown.get(record["line"], set())
        ):
            return None
        if key not in hints:
            hints[key] = _hint(key, target, present) if len(hints) < HINTED else ""
        return (columns[0] if key[0] not in firsts else columns[-1], *_unknown(key, target, hints[key]))

    file.refuse(wrong)
    kept = []
    for record in file.records:
        key = tuple(record[name] for name in columns)
        if key not in present and (root := target.lost.get(key)):
            file.following[root] += 1
            file.reject(record, root)
        else:
            kept.append(record)
    file.records = kept


def _unknown(key: Key, target: Checked, hint: str) -> tuple[str, str]:
    where = target.name
    if len(key) > 1:
        pair = " – ".join(map(str, key))
        return f"không có phân công này ({pair}) trong {where}", f"Sửa mã, hoặc thêm dòng vào {where}"
    return f"mã không có trong {where}", f"{hint}Sửa mã, hoặc thêm mã vào {where}"


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


def _units(file: Checked, files: dict[str, Checked]) -> None:
    first: dict[str, int] = {}
    for record in file.records:
        column = "short_name" if record["short_name"] else "name"
        line = first.setdefault(spelling(record[column]), record["line"])
        if line != record["line"]:
            reason = f"tên gọn giống hệt dòng {line}, trên màn hình khó phân biệt"
            file.note(record, column, reason, "Thêm vào Tên gọn điều phân biệt hai đơn vị")


def _progress(file: Checked, files: dict[str, Checked]) -> None:
    tasks = _by_key(files, "tasks")

    def wrong(record: Record) -> Wrong | None:
        if tasks.get(record["task_id"], {}).get("measured_by") != "hồ sơ":
            return None
        reason = "nhiệm vụ này theo dõi bằng hồ sơ nên không ghi tiến độ bằng tay"
        return "task_id", reason, "Xoá dòng này; trạng thái tự tính từ dossiers.csv"

    file.refuse(wrong)


def _events(file: Checked, files: dict[str, Checked]) -> None:
    received = {k: r["received_on"] for k, r in _by_key(files, "dossiers").items()}
    closed = _closed_on(file.records, received)

    def too_late(record: Record) -> Wrong | None:
        day = closed.get(record["dossier_id"])
        if day is None or record["occurred_on"] is None or _counts_from(record, received) <= day:
            return None
        return "occurred_on", f"hồ sơ đã kết thúc ngày {day:%d/%m/%Y}", "Xoá dòng này, hoặc sửa dòng kết thúc"

    file.refuse(too_late)
    for record in file.records:
        day = _counts_from(record, received)
        if record["occurred_on"] < day:
            reason = f"trước ngày tiếp nhận hồ sơ ({day:%d/%m/%Y}), tính là của ngày tiếp nhận"
            file.note(record, "occurred_on", reason, "Sửa ngày này, hoặc ngày tiếp nhận")


def _counts_from(event: Record, received: Mapping[str, date]) -> date:
    """The day of an event: of one before the reception, that of the reception."""
    return max(event["occurred_on"], received.get(event["dossier_id"], event["occurred_on"]))


def _closed_on(events: Iterable[Record], received: Mapping[str, date]) -> dict[str, date]:
    """Dossier → the first day that ends with a closing stage: of one day's rows only the last exists, and those
    dated before the reception come after its Tiếp nhận."""
    by_day: dict[tuple[str, date], list[Record]] = {}
    for event in events:
        by_day.setdefault((event["dossier_id"], _counts_from(event, received)), []).append(event)
    closed: dict[str, date] = {}
    for (dossier, day), of_day in by_day.items():
        moved = any(event["occurred_on"] < day for event in of_day)
        last = max(of_day, key=lambda e: (not (moved and e["stage"] == "Tiếp nhận"), e["line"]))
        if last["stage"] in CLOSING_STAGES:
            closed[dossier] = min(day, closed.get(dossier, day))
    return closed


def _criteria(file: Checked, files: dict[str, Checked]) -> None:
    def wrong(record: Record) -> Wrong | None:
        if record["source"] != "khen thưởng" or record["points_each"] is not None:
            return None
        reason = "tiêu chí tính theo khen thưởng phải có điểm mỗi lần"
        return "points_each", reason, "Điền số điểm cho mỗi lần khen"

    file.refuse(wrong)


def _scores(file: Checked, files: dict[str, Checked]) -> None:
    criteria = _by_key(files, "criteria")

    def wrong(record: Record) -> Wrong | None:
        criterion = criteria.get(record["criterion_id"])
        if criterion is None or criterion["source"] == "chấm điểm":
            return None
        reason = f"tiêu chí này tự tính từ {criterion['source']}, không chấm tay"
        return "criterion_id", reason, "Xoá dòng này, hoặc đổi nguồn điểm của tiêu chí"

    file.refuse(wrong)
    for record in file.records:
        criterion = criteria.get(record["criterion_id"])
        if criterion and record["points"] > criterion["max_points"]:
            most = written(criterion["max_points"])
            file.note(record, "points", f"quá điểm tối đa {most}, chỉ tính {most}", "Xem lại điểm")


_RULES: dict[str, Callable[[Checked, dict[str, Checked]], None]] = {
    "units": _units,
    "criteria": _criteria,
    "progress": _progress,
    "dossier_events": _events,
    "scores": _scores,
}
_ASKING = ("note", "evidence", "notice")
"""Columns in which an officer may well ask something."""


def doubtful(files: dict[str, Checked]) -> None:
    """Note the names of which letters may have been lost, where the text could also be a question."""
    for file in files.values():
        for column in file.table.columns:
            if column.kind != "text" or column.name in _ASKING:
                continue
            for record in file.records:
                if "?" in (record[column.name] or "") and perhaps_lost(record[column.name]):
                    reason = "có thể mất chữ ở chỗ dấu ? khi lưu tệp không phải Unicode"
                    file.note(record, column.name, reason, "Gõ lại ô này nếu chữ bị mất")
