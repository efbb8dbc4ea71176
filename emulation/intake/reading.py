"""A whole data folder → checked rows and every problem at once. Nothing here changes a file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from emulation.intake import checks, grid, headers
from emulation.intake.cells import Fault, parse
from emulation.intake.checks import Checked, Record
from emulation.intake.decoding import decode
from emulation.intake.problems import Problem, Unreadable, column_letters
from emulation.schema import TABLES, Table


@dataclass(slots=True)
class Reading:
    """What a data folder says.

    `records`: table → the rows that count (each with `line`, its row in Excel); a table that could not be read
    is absent. `absent`: optional tables without a file. `problems` come file by file, row by row.
    """

    records: dict[str, list[Record]]
    problems: list[Problem] = field(default_factory=list)
    absent: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()
    refused: dict[str, int] = field(default_factory=dict)

    @property
    def faults(self) -> list[Problem]:
        """The problems that leave rows out (not the mere notes)."""
        return [p for p in self.problems if not p.note]


def fingerprint(folder: Path) -> str:
    """A short name for the state of the folder's files: their sizes and times, and which of them are there."""
    parts = []
    for table in TABLES:
        try:
            stat = (folder / table.file).stat()
            parts.append(f"{table.name}:{stat.st_mtime_ns}:{stat.st_size}")
        except OSError:
            parts.append(f"{table.name}:-")
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def read_folder(folder: Path, keep: dict[str, Checked] | None = None) -> tuple[Reading, dict[str, Checked]]:
    """Read every file of `folder`; a file that cannot be read is taken from `keep`, the files as once read well.

    Gives the reading, and the files before they were checked against each other (the next call's `keep`).
    """
    if not folder.is_dir():
        return _no_folder(folder), {}
    files: dict[str, Checked] = {}
    own_problems: dict[str, list[Problem]] = {}
    absent, unreadable = set(), set()
    for table in TABLES:
        try:
            file = _read_file(folder / table.file, table)
        except Unreadable as error:
            own_problems[table.name] = [error.problem(table)]
        except headers.Columns as error:
            own_problems[table.name] = error.problems
        else:
            if file is None:
                absent.add(table.name)
                continue
            files[table.name] = file
            continue
        if keep and table.name in keep:
            files[table.name] = keep[table.name]
        else:
            unreadable.add(table.name)
    alone = {name: _copy(file) for name, file in files.items()}
    for name in files:
        checks.references(files[name], files)
    checks.rules(files)
    _drop_dependents(files)
    problems = []
    for table in TABLES:
        found = own_problems.get(table.name, [])
        if table.name in files and not found:
            found = sorted(files[table.name].problems, key=_place)
        problems += found
    return (
        Reading(
            {name: file.records for name, file in files.items()},
            problems,
            frozenset(absent),
            frozenset(unreadable),
            {name: file.refused for name, file in files.items()},
        ),
        alone,
    )


def _no_folder(folder: Path) -> Reading:
    what = "đây là tệp, không phải thư mục" if folder.exists() else "không có thư mục này"
    problem = Problem(str(folder), what, "Kiểm tra đường dẫn sau --data hoặc trong EMULATION_DATA")
    return Reading({}, [problem], unreadable=frozenset(t.name for t in TABLES))


def _place(problem: Problem) -> tuple[int, int, str]:
    letters = problem.cell.rstrip("0123456789")
    return int(problem.cell[len(letters) :] or 0), len(letters), letters


def _copy(file: Checked) -> Checked:
    twin = Checked(file.table, file.at)
    twin.records, twin.problems = list(file.records), list(file.problems)
    twin.named, twin.refused = set(file.named), file.refused
    return twin


def _drop_dependents(files: dict[str, Checked]) -> None:
    """Rows refused by a late rule take those that point at them along (until nothing changes)."""
    before = -1
    while before != (total := sum(f.refused for f in files.values())):
        before = total
        for file in files.values():
            checks.references(file, files)


def _read_file(path: Path, table: Table) -> Checked | None:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        if table.optional:
            return None
        raise Unreadable("thiếu tệp bắt buộc này", "Chép tệp vào thư mục dữ liệu (đúng tên tệp)") from None
    except OSError:
        raise Unreadable("không mở được tệp", "Đóng tệp trong Excel, kiểm tra quyền đọc của tệp") from None
    text = grid.prepare(decode(data))
    if not text.body.strip():
        raise Unreadable("tệp không có dòng nào, cả dòng tiêu đề", "Chép lại tệp từ bản lưu trước")
    header = headers.find(text, table)
    file = Checked(table, header.at)
    file.problems += header.problems
    _read_rows(file, header, text)
    return file


def _read_rows(file: Checked, header: headers.Header, text: grid.Text) -> None:
    found = list(grid.rows(text.body, header.separator))
    rows = [row for row in found if row[0] > header.row]
    file.problems += [_title(file.table, number, fields) for number, fields in found if number < header.row]
    torn = rows[-1][0] if rows and not text.ended else None
    key_lines: dict[tuple[Any, ...], int] = {}
    for number, fields in rows:
        shape = _shape(file.table, header, number, fields, torn=number == torn)
        record, problems = _record(file.table, header, number, fields)
        problems = [shape] if shape else problems
        key = tuple(record[name] for name in file.table.key)
        if key and None not in key:
            key_lines.setdefault(key, number)
            file.named.add(key)
        file.problems += problems
        if problems:
            file.refused += 1
        else:
            file.records.append(record)
    checks.unique(file, key_lines)


def _record(table: Table, header: headers.Header, number: int, fields: list[str]) -> tuple[Record, list[Problem]]:
    record: Record = {"line": number}
    problems = []
    for column in table.columns:
        index = header.at.get(column.name)
        raw = fields[index] if index is not None and index < len(fields) else ""
        try:
            record[column.name] = parse(raw, column)
        except Fault as fault:
            record[column.name] = None
            cell = f"{column_letters(index)}{number}" if index is not None else ""
            problems.append(Problem(table.file, fault.reason, fault.remedy, cell, column.label, raw))
    return record, problems


def _title(table: Table, number: int, fields: list[str]) -> Problem:
    index, text = next((i, f) for i, f in enumerate(fields) if f.strip())
    remedy = "Xoá các dòng tên bảng phía trên dòng tiêu đề"
    return Problem(table.file, "dòng này đứng trên dòng tiêu đề", remedy, f"{column_letters(index)}{number}", "", text)


def _shape(table: Table, header: headers.Header, number: int, fields: list[str], *, torn: bool) -> Problem | None:
    """What is wrong with a row as a whole: its cells stand in the wrong columns, so they are not judged."""
    if len(fields) > header.width:
        cell, value = f"{column_letters(header.width)}{number}", fields[header.width]
        return Problem(
            table.file,
            f"dòng có {len(fields)} ô, nhiều hơn {header.width} cột của dòng tiêu đề",
            "Đặt số có dấu phẩy và chữ có dấu ngăn cách trong ngoặc kép, hoặc lưu lại bằng Excel",
            cell,
            value=value,
        )
    if torn and len(fields) < header.width:
        reason = "dòng cuối ghi dở: tệp bị cắt giữa chừng"
        return Problem(table.file, reason, "Lưu lại tệp, hoặc gõ đủ dòng này", f"A{number}", value=fields[0])
    if grid.swallowed_row(fields, header.separator, header.width):
        reason = "một ô chứa cả một dòng dữ liệu khác: thừa dấu ngoặc kép"
        return Problem(table.file, reason, "Xoá dấu ngoặc kép thừa ở dòng này", f"A{number}", value=fields[0])
    for index, text in enumerate(fields):
        if text.strip() and index not in header.titled:
            reason = "ô có dữ liệu nhưng cột không có tiêu đề"
            return Problem(table.file, reason, "Đặt tiêu đề cho cột, hoặc xoá ô", f"{column_letters(index)}{number}", value=text)
    return None
