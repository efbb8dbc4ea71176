"""What rows must satisfy together: unique keys, references, and the order of a dossier's events.

Each check takes the rows that passed so far and gives back those to refuse; the contract's "Problems".
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from emulation.intake.problems import Problem, column_letters
from emulation.schema import CLOSING_STAGES, TABLE, Table

Record = dict[str, Any]
"""A row's values by column name, and `line`: its row number in Excel."""


class Checked:
    """The rows of one file that may count, what was wrong with the others, and the keys the file has named."""

    def __init__(self, table: Table, at: dict[str, int]) -> None:
        self.table, self.at = table, at
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self.named: set[tuple[Any, ...]] = set()
        """Every key in the file, refused rows' too: what points at those is not called unknown."""
        self.refused = 0

    def problem(self, record: Record, column: str, reason: str, remedy: str, *, note: bool = False) -> Problem:
        index = self.at.get(column)
        cell = f"{column_letters(index)}{record['line']}" if index is not None else ""
        value = record.get(column)
        text = _as_written(value)
        label = self.table.column(column).label
        return Problem(self.table.file, reason, remedy, cell, label, text, note)

    def refuse(self, wrong: Callable[[Record], Problem | bool | None]) -> None:
        """Drop the records for which `wrong` names a problem (or says True: dropped with what it depends on)."""
        kept = []
        for record in self.records:
            verdict = wrong(record)
            if isinstance(verdict, Problem):
                self.problems.append(verdict)
            if verdict:
                self.refused += 1
            else:
                kept.append(record)
        self.records = kept


def _as_written(value: Any) -> str:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return "" if value is None else str(value)


def unique(file: Checked, key_lines: dict[tuple[Any, ...], int]) -> None:
    """Refuse rows whose key an earlier row has. `key_lines`: key → first line with it, refused rows included."""
    key = file.table.key
    if not key:
        return

    def wrong(record: Record) -> Problem | None:
        first = key_lines[tuple(record[k] for k in key)]
        if first == record["line"]:
            return None
        labels = ", ".join(file.table.column(k).label for k in key)
        return file.problem(
            record, key[0], f"trùng {labels} với dòng {first}", "Mỗi mã chỉ đứng một dòng: xoá hoặc đổi mã một dòng"
        )

    file.refuse(wrong)


def references(file: Checked, files: dict[str, Checked]) -> None:
    """Refuse rows that point at a key no row has; rows that point at a refused row go quietly with it."""
    for reference in file.table.references:
        target = files.get(reference.table)
        if target is None:
            continue
        present = {tuple(r[k] for k in target.table.key) for r in target.records}
        texts = [k[-1] for k in sorted(target.named, key=str)] if len(reference.columns) == 1 else []
        file.refuse(lambda r, ref=reference, t=target, p=present, x=texts: _unknown(file, r, ref.columns, t, p, x))


def _unknown(
    file: Checked, record: Record, columns: tuple[str, ...], target: Checked, present: set[tuple[Any, ...]], texts: list[str]
) -> Problem | bool | None:
    values = tuple(record.get(c) for c in columns)
    if values in present or values[0] is None:
        return None
    if values in target.named:
        return True
    if len(columns) > 1:
        reason = f"không có phân công này ({' – '.join(map(str, values))}) trong {target.table.file}"
        return file.problem(record, columns[-1], reason, f"Sửa mã, hoặc thêm dòng phân công vào {target.table.file}")
    near = difflib.get_close_matches(str(values[0]), texts, n=1, cutoff=0.6)
    hint = f"Có phải “{near[0]}”? " if near else ""
    return file.problem(
        record, columns[0], f"mã không có trong {target.table.file}", f"{hint}Sửa mã, hoặc thêm mã vào {target.table.file}"
    )


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
            record, "occurred_on", f"trước ngày tiếp nhận hồ sơ ({day:%d/%m/%Y})", "Sửa ngày này, hoặc ngày tiếp nhận"
        )

    file.refuse(too_early)
    closed = _closed_on(file.records)

    def too_late(record: Record) -> Problem | None:
        day = closed.get(record["dossier_id"])
        if day is None or record["occurred_on"] <= day:
            return None
        return file.problem(
            record, "occurred_on", f"hồ sơ đã kết thúc ngày {day:%d/%m/%Y}", "Xoá dòng này, hoặc sửa dòng kết thúc"
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
            record, "points_each", "tiêu chí tính theo khen thưởng phải có điểm mỗi lần", "Điền số điểm cho mỗi lần khen"
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
            most = _as_written(criterion["max_points"])
            file.problems.append(
                file.problem(record, "points", f"quá điểm tối đa {most}, chỉ tính {most}", "Xem lại điểm", note=True)
            )


_RULES: dict[str, Callable[[Checked, dict[str, Checked]], None]] = {
    "criteria": _criteria,
    "progress": _progress,
    "dossier_events": _events,
    "scores": _scores,
}
