"""One file → its rows, each accepted or refused. Checks between files come later (`checks`)."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from string import ascii_uppercase

from emulation.intake import checks, disk, grid, headers, lookalikes
from emulation.intake.cells import Fault, Value, parse, without_year
from emulation.intake.checks import Checked, Key, Record
from emulation.intake.decoding import decode
from emulation.intake.problems import Problem, Unreadable, Unusable, column_letters
from emulation.schema import Column, Table
from emulation.text import spelling, trim

HALF_WRITTEN = "tệp đang ghi dở hoặc bị cắt: dòng cuối chưa trọn"
_WAIT = "Chờ ghi xong; nếu tệp đã đủ, xuống dòng ở cuối tệp rồi lưu lại"
_FORMULA = Fault(
    "ô là công thức, không phải giá trị",
    "Chép ô rồi dán lại bằng Dán giá trị (Paste Values), hoặc gõ thẳng giá trị, rồi lưu lại",
)
ABOVE = ("{} đứng trên dòng tiêu đề", "Xoá {} (tên bảng, quốc hiệu) khỏi tệp")
BELOW = ("{} không phải dữ liệu: dòng cộng, ngày tháng, chữ ký", "Xoá {} khỏi tệp")
"""Reason and remedy for rows above and below the table."""
_LOOSE = ("text", "id")
"""Kinds of columns that accept almost any text."""
_ParsedRow = tuple[grid.Row, Record, list[Problem]]
_ROWS_A_TURN = 1000
"""Rows after which the GIL is released and the progress reported."""

Tell = Callable[[float], None]
"""A callback that receives the progress, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a table: the bytes of a CSV file, and the file name for its problems.

    `formulas`: cell → formula, if the source was a sheet. In known columns such cells have no value.
    """

    name: str
    data: bytes = field(repr=False)
    formulas: Mapping[str, str] = field(default_factory=dict)


def read_file(
    path: Path, table: Table, former: Checked | None = None, patience: disk.Patience = disk.NONE
) -> Checked | None:
    """Read a file; None if it is optional and missing. Raises Unreadable.

    If there is a `former` version to fall back on, a file with a truncated last line is unreadable. While `patience` lasts,
    a file that is held open or being written is tried again.
    """
    try:
        data, stamp = disk.read_bytes(path, patience)
    except FileNotFoundError:
        if table.optional and not path.is_symlink():
            return None
        raise lookalikes.missing(path, table) from None
    file = read_source(Source(table.file, data), table, former)
    file.stamp = stamp
    return file


def read_source(
    source: Source, table: Table, former: Checked | None = None, tell: Tell | None = None
) -> Checked:
    """Read one table from the bytes of a CSV file or sheet. Raises Unreadable."""
    text = grid.prepare(decode(source.data))
    if not text.body.strip():
        raise Unreadable("tệp không có dòng nào, cả dòng tiêu đề", "Chép lại tệp từ bản lưu trước")
    if former and not text.ended and grid.cut_off(text.body, former.body):
        raise Unreadable(HALF_WRITTEN, _WAIT)
    header = headers.find(text, table)
    file = Checked(table, header.at, text.body, source.name)
    file.problems += [replace(problem, file=source.name) for problem in header.problems]
    file.problems += _formulas_in_heading(source, header.row)
    _Rows(file, header, source.formulas, tell).read(text, keep_former=former is not None)
    if not header.usable:
        raise Unusable(file.problems)
    return file


def _formulas_in_heading(source: Source, row: int) -> list[Problem]:
    return [
        Problem(source.name, "tiêu đề là công thức, không phải chữ", _FORMULA.remedy, cell, value=formula)
        for cell, formula in source.formulas.items()
        if cell.lstrip(ascii_uppercase) == str(row)
    ]


class _Rows:
    """Reads the rows below a heading into a `Checked`."""

    def __init__(
        self, file: Checked, header: headers.Header, formulas: Mapping[str, str], tell: Tell | None
    ) -> None:
        self.file, self.header, self.formulas, self.tell = file, header, formulas, tell
        self._cells = [(c, header.at.get(c.name), _cached(c, header.separator)) for c in file.table.columns]
        # A missing column is reported once, for the file.
        self._missing = {c.name for c in file.table.columns if c.required and c.name not in header.at}

    def read(self, text: grid.Text, *, keep_former: bool) -> None:
        found = list(grid.rows(text.body, self.header.separator))
        self._report_block([row for row in found if row[0] < self.header.row], ABOVE)
        rows = self._table([row for row in found if row[0] > self.header.row], ended=text.ended)
        torn = None if text.ended else self._torn([row for row, _, _ in rows])
        if torn and keep_former:
            raise Unreadable(HALF_WRITTEN, _WAIT)
        self.file.rows = len(rows)
        key_lines: dict[Key, int] = {}
        spelt: dict[str, dict[str, str]] = {c.name: {} for c in self.file.table.columns if c.spelt_freely}
        for (number, fields), record, problems in rows:
            shape = self._torn_problem(number, fields) if number == torn else self._shape(number, fields)
            if not shape:
                _spell_alike(record, spelt)
            self._settle(record, [shape] if shape else problems, key_lines, torn=shape is not None)
        checks.unique(self.file, key_lines)

    def _table(self, rows: list[grid.Row], *, ended: bool) -> list[_ParsedRow]:
        """The rows of the table, parsed. Rows that do not belong to it are reported, one problem per block."""
        parsed: list[_ParsedRow] = []
        for done, row in enumerate(rows):
            if done % _ROWS_A_TURN == 0:
                self._yield_to_threads(done / len(rows))
            parsed.append((row, *self._record(*row)))
        own: list[_ParsedRow] = []
        for strange, run in groupby(parsed, key=self._seems_foreign):
            block = list(run)
            start = self._where_block_starts(block, parsed, ended=ended) if strange else len(block)
            own += block[:start]
            self._report_block([row for row, _, _ in block[start:]], BELOW)
        return own

    def _where_block_starts(self, run: list[_ParsedRow], rows: list[_ParsedRow], *, ended: bool) -> int:
        """The index in `run` from which on its rows do not belong to the table: a total or a remark, or below the table a
        nearly empty row. A single last row may instead be a truncated row of the table."""
        below = run[-1] is rows[-1] and len(run) < len(rows) and (ended or len(run) > 1)
        return next(
            (i for i, row in enumerate(run) if self._stray(row) or (below and self._is_sparse(row))), len(run)
        )

    def _stray(self, parsed: _ParsedRow) -> tuple[str, str] | None:
        """Reason and remedy if a row is a total, a remark or a heading. A row of a log without problems is none of these."""
        (_, fields), _, problems = parsed
        return headers.stray(fields, self.header) if problems or self.file.table.key else None

    def _seems_foreign(self, parsed: _ParsedRow) -> bool:
        """Whether a row seems not to belong to the table: a required cell is empty, and no date, number or code is valid."""
        _, record, problems = parsed
        if not problems or self._stray(parsed):
            return self._stray(parsed) is not None
        filled = self._filled(parsed)
        telling = any(c.kind not in _LOOSE and record[c.name] is not None for c in filled)
        return not telling and any(c.required and c not in filled for c in self.file.table.columns)

    def _is_sparse(self, parsed: _ParsedRow) -> bool:
        """Whether fewer than half of the required cells are filled."""
        filled = self._filled(parsed)
        needed = [c in filled for c in self.file.table.columns if c.required]
        return 2 * sum(needed) < len(needed)

    def _filled(self, parsed: _ParsedRow) -> list[Column]:
        (_, fields), _, _ = parsed
        return [c for c, i, _ in self._cells if i is not None and i < len(fields) and trim(fields[i])]

    def _report_block(self, rows: list[grid.Row], where: tuple[str, str]) -> None:
        """Report a block of rows outside the table as one problem at its first cell."""
        if not rows:
            return
        (number, fields), last = rows[0], rows[-1][0]
        index = next(i for i, text in enumerate(fields) if trim(text))
        reason, remedy = where
        if number == last:
            what = "dòng này"
            reason, remedy = (where is BELOW and headers.stray(fields, self.header)) or where
        else:
            what = f"các dòng {number} đến {last}"
        self.file.problems.append(
            self._problem(number, index, reason.format(what), remedy.format(what), fields[index])
        )

    def _yield_to_threads(self, share: float) -> None:
        """Release the GIL, so that other sessions stay responsive, and report the progress."""
        time.sleep(0)
        if self.tell:
            self.tell(share)

    def _settle(
        self, record: Record, problems: list[Problem], key_lines: dict[Key, int], *, torn: bool
    ) -> None:
        key = self.file.key(record)
        if key and None not in key:
            key_lines.setdefault(key, record["line"])
        if problems:
            self.file.reject(record, problems[0], torn=torn)
            self.file.problems += problems
        else:
            self.file.records.append(record)

    def _record(self, number: int, fields: list[str]) -> tuple[Record, list[Problem]]:
        record: Record = {"line": number}
        problems = []
        for column, index, value_of in self._cells:
            if column.name in self._missing:
                record[column.name] = None
                continue
            raw = fields[index] if index is not None and index < len(fields) else ""
            text = without_year(raw, record.get("year")) if column.kind == "quarter" else raw
            try:
                record[column.name] = value_of(text)
            except Fault as fault:
                record[column.name] = None
                self.file.unknown.setdefault(number, set()).add(column.name)
                problems.append(self._cell_problem(number, index or 0, fault, raw, column.label))
        return record, problems

    def _cell_problem(self, number: int, index: int, fault: Fault, raw: str, label: str) -> Problem:
        if formula := self.formulas.get(f"{column_letters(index)}{number}"):
            fault, raw = _FORMULA, formula
        return self._problem(number, index, fault.reason, fault.remedy, raw, label)

    def _problem(
        self, number: int, index: int, reason: str, remedy: str, value: str, label: str = ""
    ) -> Problem:
        return Problem(self.file.name, reason, remedy, f"{column_letters(index)}{number}", label, value)

    def _torn(self, rows: list[grid.Row]) -> int | None:
        """The number of the last row if it has fewer fields than any other; else None."""
        if not rows:
            return None
        *others, (number, last) = rows
        fewest = min([self.header.width, *(len(fields) for _, fields in others)])
        return number if len(last) < fewest else None

    def _torn_problem(self, number: int, fields: list[str]) -> Problem:
        reason = "dòng cuối chưa trọn: tệp bị cắt giữa chừng"
        return self._problem(number, 0, reason, "Lưu lại tệp, hoặc gõ đủ dòng này", fields[0])

    def _shape(self, number: int, fields: list[str]) -> Problem | None:
        """The problem of a row whose cells are in wrong columns; its cells are not checked then."""
        width = self.header.width
        if len(fields) > width:
            reason = f"dòng có {len(fields)} ô, nhiều hơn {width} cột của dòng tiêu đề"
            remedy = "Đặt số có dấu phẩy và chữ có dấu ngăn cách trong ngoặc kép, hoặc lưu lại bằng Excel"
            return self._problem(number, width, reason, remedy, fields[width])
        for index, text in enumerate(fields):
            if trim(text) and index not in self.header.titled:
                reason, remedy = "ô có dữ liệu nhưng cột không có tiêu đề", "Đặt tiêu đề cho cột, hoặc xoá ô"
                return self._problem(number, index, reason, remedy, text)
            if self._hides_rows(index, text):
                reason = "ô này chứa cả dòng dữ liệu khác: thừa dấu ngoặc kép"
                return self._problem(number, index, reason, "Xoá dấu ngoặc kép thừa ở ô này", text)
        return None

    def _hides_rows(self, index: int, text: str) -> bool:
        """Whether a field of several lines swallowed rows: two unpaired quotes join the end of one row, the rows between and
        the start of another."""
        if "\n" not in text and "\r" not in text:
            return False
        first, *others = [self._split(line) for line in grid.lines(text)]
        if any(self._suits(cells, 0) >= 2 for cells in others):
            return True
        last = others[-1]
        torn = len(first) == self.header.width - index and len(last) == index + 1 > 1
        return torn and self._suits(first, index) >= 0 and self._suits(last, 0) >= 0

    def _split(self, line: str) -> list[str]:
        return [cell.strip('" ') for cell in line.split(self.header.separator)]

    def _suits(self, cells: list[str], start: int) -> int:
        """The number of cells that fit a typed column, counted from column `start`; -1 if a cell is invalid there."""
        telling = 0
        for column, index, value_of in self._cells:
            if index is None or not 0 <= index - start < len(cells):
                continue
            text = cells[index - start]
            text = without_year(text, None) if column.kind == "quarter" else text
            try:
                value_of(text)
            except Fault:
                return -1
            telling += bool(text) and column.kind not in _LOOSE
        return telling


def _spell_alike(record: Record, spelt: Mapping[str, dict[str, str]]) -> None:
    """In columns with free spelling, replace a name by its first spelling in the file. `spelt`: column → normalised name →
    first spelling."""
    for column, first in spelt.items():
        if text := record[column]:
            record[column] = first.setdefault(spelling(text), text)


def _cached(column: Column, separator: str) -> Callable[[str], Value]:
    """`parse` for one column of a file, cached: columns hold few distinct texts."""
    known: dict[str, Value | Fault] = {}

    def value_of(text: str) -> Value:
        if text not in known:
            try:
                known[text] = parse(text, column, separator)
            except Fault as fault:
                known[text] = fault
        value = known[text]
        if isinstance(value, Fault):
            raise value
        return value

    return value_of
