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
from typing import Self

from emulation.addresses import addresses
from emulation.intake.cells import MOST, written
from emulation.intake.disk import Stamp
from emulation.intake.problems import Problem, column_letters
from emulation.intake.records import Key, Record, Records
from emulation.intake.suspects import perhaps_lost
from emulation.schema import CLOSING_STAGES, TABLE, Table
from emulation.text import spelling

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
        self.records = Records({"line": [], **{c.name: [] for c in table.columns}})
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
        other.rejected = list(self.rejected)
        other.problems, other._reported = list(self.problems), set(self._reported)
        other.lost, other.following = dict(self.lost), Counter(self.following)
        return other

    def key(self, record: Record) -> Key:
        return _key(record, self.table.key)

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

    def refuse(
        self, columns: tuple[str, ...], keys: Collection[Key], wrong: Callable[[Record], Wrong | None]
    ) -> None:
        """Refuse the records for which `wrong` finds a problem. Also report problems of rows refused before.

        `wrong` is asked only about rows whose values in `columns` are one of `keys`.
        """
        for record in [r for r in self.rejected if _key(r, columns) in keys]:
            if found := wrong(record):
                self.report(record, found)
        refused = set()
        for record in self.records.having(columns, keys):
            if (found := wrong(record)) and (problem := self.report(record, found)):
                self.reject(record, problem)
                refused.add(record["line"])
        self.records = self.records.without(refused)

    def note(self, record: Record, column: str, reason: str, remedy: str) -> None:
        """Report something about a row that is accepted nevertheless."""
        self.problems.append(self.problem(record, column, reason, remedy, note=True))


def _key(record: Record, columns: Iterable[str]) -> Key:
    return tuple([record[name] for name in columns])


def unique(file: Checked, key_lines: dict[Key, list[int]]) -> None:
    """Refuse rows with the key of an earlier row. `key_lines`: key → its lines."""
    firsts = {key: lines[0] for key, lines in key_lines.items() if len(lines) > 1}
    if not firsts:
        return
    labels = ", ".join(file.table.column(name).label for name in file.table.key)
    remedy = "Mỗi mã chỉ đứng một dòng: xoá hoặc đổi mã một dòng"

    def wrong(record: Record) -> Wrong | None:
        first = firsts[file.key(record)]
        return (
            None
            if first == record["line"]
            else (file.table.key[0], f"trùng {labels} với dòng {first}", remedy)
        )

    file.refuse(file.table.key, firsts, wrong)


def references(file: Checked, files: dict[str, Checked]) -> None:
    """Refuse rows that refer to an unknown key. Rows that refer to a refused row are refused without another problem."""
    for reference in file.table.references:
        if target := files.get(reference.table):
            _point(file, reference.columns, target)


def _point(file: Checked, columns: tuple[str, ...], target: Checked) -> None:
    present = target.records.distinct(target.table.key)
    named = file.records.distinct(columns) | {_key(record, columns) for record in file.rejected}
    strange = {key for key in named - present if key[0] is not None}
    if not strange:
        return
    firsts = {known[0] for known in [*present, *target.lost]}
    hints: dict[Key, str] = {}
    known = set(columns)

    def wrong(record: Record) -> Wrong | None:
        key = _key(record, columns)
        if key in target.lost or known & file.unknown.get(record["line"], set()):
            return None
        if key not in hints:
            hints[key] = _hint(key, target, present) if len(hints) < MOST_HINTS else ""
        return (columns[0] if key[0] not in firsts else columns[-1], *_unknown(key, target, hints[key]))

    file.refuse(columns, strange, wrong)
    followers = file.records.having(columns, strange & target.lost.keys())
    for record in followers:
        root = target.lost[_key(record, columns)]
        file.following[root] += 1
        file.reject(record, root)
    file.records = file.records.without({record["line"] for record in followers})


def _unknown(key: Key, target: Checked, hint: str) -> tuple[str, str]:
    where = target.name
    if len(key) > 1:
        pair = " – ".join(map(str, key))
        return f"không có phân công này ({pair}) trong {where}", f"Sửa mã, hoặc thêm dòng vào {where}"
    if target.table.name == "dossiers":
        return f"mã không có trong {where}", "Nếu hồ sơ đã bị xoá thì xoá cả dòng này, nếu gõ sai thì sửa mã"
    return f"mã không có trong {where}", f"{hint}Sửa mã, hoặc thêm mã vào {where}"


def _hint(key: Key, target: Checked, present: set[Key]) -> str:
    if target.table.name == "dossiers":
        return ""  # Ids of dossiers are much alike, and the nearest is another person's.
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
        if wrong := addresses(record["email"])[1]:
            reason = f"“{wrong[0]}” không phải địa chỉ thư điện tử, không gửi thư nhắc việc đến đó được"
            file.note(
                record, "email", reason, "Ghi như t03@nghiduong.example; nhiều địa chỉ thì cách bằng dấu ;"
            )


def _progress(file: Checked, files: dict[str, Checked]) -> None:
    by_dossiers = {(id_,) for id_, task in _by_key(files, "tasks").items() if task["measured_by"] == "hồ sơ"}
    reason = "nhiệm vụ này theo dõi bằng hồ sơ nên không ghi tiến độ bằng tay"
    remedy = "Xoá dòng này; trạng thái tự tính từ dossiers.csv"
    file.refuse(("task_id",), by_dossiers, lambda _: ("task_id", reason, remedy))


def _events(file: Checked, files: dict[str, Checked]) -> None:
    received = {k: r["received_on"] for k, r in _by_key(files, "dossiers").items()}
    closed = _closed_on(file.records, received)

    def too_late(record: Record) -> Wrong | None:
        id_, occurred = record["dossier_id"], record["occurred_on"]
        day = closed[id_]
        if occurred is None or _counts_from(occurred, received.get(id_)) <= day:
            return None
        return "occurred_on", f"hồ sơ đã kết thúc ngày {day:%d/%m/%Y}", "Xoá dòng này, hoặc sửa dòng kết thúc"

    file.refuse(("dossier_id",), {(id_,) for id_ in closed}, too_late)
    for i, (id_, occurred) in enumerate(file.records.keys(("dossier_id", "occurred_on"))):
        day = _counts_from(occurred, received.get(id_))
        if occurred < day:
            reason = f"trước ngày tiếp nhận hồ sơ ({day:%d/%m/%Y}), tính là của ngày tiếp nhận"
            file.note(file.records[i], "occurred_on", reason, "Sửa ngày này, hoặc ngày tiếp nhận")


def _counts_from(occurred: date, received: date | None) -> date:
    """The day from which an event counts: not before the reception of the dossier."""
    return received if received and received > occurred else occurred


def _closed_on(events: Records, received: Mapping[str, date]) -> dict[str, date]:
    """Dossier → the first day that ends with a closing stage. Of the rows of a day only the last counts; rows dated before
    the reception are placed after its row Tiếp nhận."""
    stages = events.column("stage")
    days = [
        (id_, _counts_from(day, received.get(id_))) for id_, day in events.keys(("dossier_id", "occurred_on"))
    ]
    closing = {day for day, stage in zip(days, stages, strict=True) if stage in CLOSING_STAGES}
    by_day: dict[tuple[str, date], list[tuple[int, date, str]]] = {}
    for day, *event in zip(days, events.column("line"), events.column("occurred_on"), stages, strict=True):
        if day in closing:
            by_day.setdefault(day, []).append(tuple(event))
    closed: dict[str, date] = {}
    for (dossier, day), of_day in by_day.items():
        moved = any(occurred < day for _, occurred, _ in of_day)
        *_, last = max(of_day, key=lambda e: (not (moved and e[2] == "Tiếp nhận"), e[0]))
        if last in CLOSING_STAGES:
            closed[dossier] = min(day, closed.get(dossier, day))
    return closed


def _criteria(file: Checked, files: dict[str, Checked]) -> None:
    def wrong(record: Record) -> Wrong | None:
        if record["points_each"] is not None:
            return None
        reason = "tiêu chí tính theo khen thưởng phải có điểm mỗi lần"
        return "points_each", reason, "Điền số điểm cho mỗi lần khen"

    file.refuse(("source",), {("khen thưởng",)}, wrong)


def _scores(file: Checked, files: dict[str, Checked]) -> None:
    criteria = _by_key(files, "criteria")
    derived = {id_: c["source"] for id_, c in criteria.items() if c["source"] != "chấm điểm"}
    largest = {id_: c["max_points"] for id_, c in criteria.items()}

    def wrong(record: Record) -> Wrong:
        reason = f"tiêu chí này tự tính từ {derived[record['criterion_id']]}, không chấm tay"
        return "criterion_id", reason, "Xoá dòng này, hoặc đổi nguồn điểm của tiêu chí"

    file.refuse(("criterion_id",), {(id_,) for id_ in derived}, wrong)
    for i, (id_, points) in enumerate(file.records.keys(("criterion_id", "points"))):
        if points > largest.get(id_, MOST):
            most = written(largest[id_])
            file.note(file.records[i], "points", f"quá điểm tối đa {most}, chỉ tính {most}", "Xem lại điểm")


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
            texts = file.records.column(column.name)
            lost = {text for text in set(texts) if text and "?" in text and perhaps_lost(text)}
            for i in [i for i, text in enumerate(texts) if text in lost] if lost else ():
                reason = "có thể mất chữ ở chỗ dấu ? khi lưu tệp không phải Unicode"
                file.note(file.records[i], column.name, reason, "Gõ lại ô này nếu chữ bị mất")
