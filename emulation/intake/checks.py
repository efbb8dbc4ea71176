"""Checks between rows and files: unique keys, references, the order of a dossier's events (contract, "Problems").

Each check refuses some of the rows that passed the checks before it.
"""

from __future__ import annotations

import difflib
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from copy import copy
from datetime import date
from itertools import chain
from operator import itemgetter
from typing import Any, Self

from emulation.intake.cells import MOST, written
from emulation.intake.disk import Stamp
from emulation.intake.problems import Problem, column_letters
from emulation.intake.suspects import perhaps_lost
from emulation.schema import CLOSING_STAGES, TABLE, Table
from emulation.text import spelling

Record = dict[str, Any]
"""A row's values by column name, and `line`: its row number in Excel."""
Key = tuple[Any, ...]
Wrong = tuple[str, str, str]
"""Column, reason and remedy of a problem that a check finds in a row."""
MOST_HINTS = 20
"""Most unknown ids of a file for which a similar id is suggested. The search is slow, and many faults have one cause."""


class Checked:
    """One file during the checks: its accepted rows, its refused rows and its problems."""

    def __init__(self, table: Table, at: dict[str, int], body: str = "", name: str = "") -> None:
        self.table, self.at, self.body = table, at, body
        self.name = name or table.file
        """The file's name in problems. A sheet of a workbook has another than the schema's."""
        self.read_at = time.time()
        self.stamp: Stamp | None = None
        """The state of the file on disk when it was read; None if it is not in the folder."""
        self.records: list[Record] = []
        self.rejected: list[Record] = []
        """Refused rows. Later checks still report their other problems."""
        self.unknown: dict[int, set[str]] = {}
        """Line → columns whose cell was refused. Other checks skip these."""
        self.problems: list[Problem] = []
        self.rows = 0
        """Number of rows below the heading, without blank ones: accepted and refused."""
        self.refused = 0
        self.lost: dict[Key, Problem] = {}
        """Key of a refused row → its problem. A reference to it is not reported as unknown."""
        self.following: Counter[Problem] = Counter()
        """Problem in another file → number of rows of this file refused because they refer to its row."""
        self._reported: set[tuple[int, str, str]] = set()

    def working_copy(self) -> Self:
        """A copy for the checks between files. This one stays as it was read."""
        other = copy(self)
        other.records, other.rejected = list(self.records), list(self.rejected)
        other.problems, other._reported = list(self.problems), set(self._reported)
        other.lost, other.following = dict(self.lost), Counter(self.following)
        return other

    def all_rows(self) -> Iterable[Record]:
        """The accepted rows, then the refused ones to which further checks apply."""
        return chain(self.records, self.rejected)

    def names(self, column: str, ids: Collection[Any]) -> bool:
        """Whether any row has one of `ids` in that column. Most checks concern few ids, and have nothing to do."""
        return not set(ids).isdisjoint(map(itemgetter(column), self.all_rows()))

    def key(self, record: Record) -> Key:
        return tuple(record[name] for name in self.table.key)

    def reject(self, record: Record, root: Problem, *, torn: bool = False) -> None:
        """Refuse a row because of the problem `root`. `torn`: its cells are in wrong columns, so no other check applies."""
        self.refused += 1
        if not torn:
            self.rejected.append(record)
        key = self.key(record)
        if key and None not in key:
            self.lost.setdefault(key, root)

    def report(self, record: Record, wrong: Wrong) -> Problem | None:
        """Report a problem. Returns None if it was reported before, or if the cell itself was refused."""
        column, reason, remedy = wrong
        at = (record["line"], column, reason)
        if at in self._reported or column in self.unknown.get(record["line"], ()):
            return None
        self._reported.add(at)
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
        """Refuse the records for which `wrong` finds a problem. Also report problems of rows refused before."""
        for record in list(self.rejected):
            if found := wrong(record):
                self.report(record, found)
        kept = []
        for record in self.records:
            if (found := wrong(record)) and (problem := self.report(record, found)):
                self.reject(record, problem)
            else:
                kept.append(record)
        self.records = kept

    def note(self, record: Record, column: str, reason: str, remedy: str) -> None:
        """Report something about a row that is accepted nevertheless."""
        self.problems.append(self.problem(record, column, reason, remedy, note=True))


def unique(file: Checked, key_lines: dict[Key, int]) -> None:
    """Refuse rows with the key of an earlier row. `key_lines`: key → first line."""
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
    """Refuse rows that refer to an unknown key. Rows that refer to a refused row are refused without another problem."""
    for reference in file.table.references:
        if target := files.get(reference.table):
            _point(file, reference.columns, target)


def _point(file: Checked, columns: tuple[str, ...], target: Checked) -> None:
    present = _keys(target.records, target.table.key)
    strange = {key for key in _keys(file.all_rows(), columns) - present if key[0] is not None}
    if not strange:
        return
    firsts = {known[0] for known in [*present, *target.lost]}
    hints: dict[Key, str] = {}
    known = set(columns)

    def wrong(record: Record) -> Wrong | None:
        key = tuple(record[name] for name in columns)
        if key not in strange or key in target.lost or known & file.unknown.get(record["line"], set()):
            return None
        if key not in hints:
            hints[key] = _hint(key, target, present) if len(hints) < MOST_HINTS else ""
        return (columns[0] if key[0] not in firsts else columns[-1], *_unknown(key, target, hints[key]))

    file.refuse(wrong)
    kept = []
    for record in file.records:
        key = tuple(record[name] for name in columns)
        if key in strange and (root := target.lost.get(key)):
            file.following[root] += 1
            file.reject(record, root)
        else:
            kept.append(record)
    file.records = kept


def _keys(records: Iterable[Record], columns: tuple[str, ...]) -> set[Key]:
    records = list(records)
    return set(zip(*(map(itemgetter(column), records) for column in columns), strict=True))


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


def add_followers(files: dict[str, Checked]) -> None:
    """Add to each problem the number of rows of other files that were refused because of it."""
    followers: dict[Problem, list[str]] = {}
    for file in files.values():
        for root, count in file.following.items():
            followers.setdefault(root, []).append(f"{count} dòng ở {file.name}")
    for file in files.values():
        file.problems = [p.followed_by(followers[p]) if p in followers else p for p in file.problems]


def rules(files: dict[str, Checked]) -> None:
    """Apply the rules of single files."""
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
    by_dossiers = {id_ for id_, task in _by_key(files, "tasks").items() if task["measured_by"] == "hồ sơ"}

    def wrong(record: Record) -> Wrong | None:
        if record["task_id"] not in by_dossiers:
            return None
        reason = "nhiệm vụ này theo dõi bằng hồ sơ nên không ghi tiến độ bằng tay"
        return "task_id", reason, "Xoá dòng này; trạng thái tự tính từ dossiers.csv"

    if file.names("task_id", by_dossiers):
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
    """The day from which an event counts: not before the reception of the dossier."""
    day, first = event["occurred_on"], received.get(event["dossier_id"])
    return first if first and first > day else day


def _closed_on(events: Iterable[Record], received: Mapping[str, date]) -> dict[str, date]:
    """Dossier → the first day that ends with a closing stage. Of the rows of a day only the last counts; rows dated before
    the reception are placed after its row Tiếp nhận."""
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
    derived = {id_: c["source"] for id_, c in criteria.items() if c["source"] != "chấm điểm"}
    largest = {id_: c["max_points"] for id_, c in criteria.items()}

    def wrong(record: Record) -> Wrong | None:
        source = derived.get(record["criterion_id"])
        if source is None:
            return None
        reason = f"tiêu chí này tự tính từ {source}, không chấm tay"
        return "criterion_id", reason, "Xoá dòng này, hoặc đổi nguồn điểm của tiêu chí"

    if file.names("criterion_id", derived):
        file.refuse(wrong)
    for record in file.records:
        if record["points"] > largest.get(record["criterion_id"], MOST):
            most = written(largest[record["criterion_id"]])
            file.note(record, "points", f"quá điểm tối đa {most}, chỉ tính {most}", "Xem lại điểm")


_RULES: dict[str, Callable[[Checked, dict[str, Checked]], None]] = {
    "units": _units,
    "criteria": _criteria,
    "progress": _progress,
    "dossier_events": _events,
    "scores": _scores,
}
_MAY_ASK = ("note", "evidence", "notice")
"""Columns in which a question mark is likely to be a question."""


def note_lost_letters(files: dict[str, Checked]) -> None:
    """Add a note to names in which a question mark may stand for a lost letter."""
    for file in files.values():
        for column in file.table.columns:
            if column.kind != "text" or column.name in _MAY_ASK:
                continue
            for record in file.records:
                if "?" in (record[column.name] or "") and perhaps_lost(record[column.name]):
                    reason = "có thể mất chữ ở chỗ dấu ? khi lưu tệp không phải Unicode"
                    file.note(record, column.name, reason, "Gõ lại ô này nếu chữ bị mất")
