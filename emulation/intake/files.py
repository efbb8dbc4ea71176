"""One file → its rows, each accepted or refused. Checks between files come later (`checks`)."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby, islice, zip_longest
from pathlib import Path
from string import ascii_uppercase
from typing import Any

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


class _Texts(dict[str, Value]):
    """Text → its value in one column of a file. Each text is parsed once: columns hold few distinct ones."""

    def __init__(self, parse: Callable[[str], Value]) -> None:
        super().__init__()
        self._parse = parse
        self.faults: dict[str, Fault] = {}
        """Text → why it was refused; its value is None."""
        self.odd: set[str] = set()
        """The texts whose rows must be read one by one: refused, or with line breaks, which may hide rows."""

    def __missing__(self, text: str) -> Value:
        value = None
        try:
            value = self._parse(text)
        except Fault as fault:
            self.faults[text] = fault
        if text in self.faults or "\n" in text or "\r" in text:
            self.odd.add(text)
        self[text] = value
        return value

    def value_of(self, text: str) -> Value:
        """The value of a text. Raises Fault."""
        value = self[text]
        if fault := self.faults.get(text):
            raise fault
        return value


class _Rows:
    """Reads the rows below a heading into a `Checked`.

    Whole columns are parsed at once. Only rows in doubt – a refused cell, a wrong shape, perhaps no data – are read cell by
    cell, from their fields.
    """

    def __init__(
        self, file: Checked, header: headers.Header, formulas: Mapping[str, str], tell: Tell | None
    ) -> None:
        self.file, self.header, self.formulas, self.tell = file, header, formulas, tell
        # A missing column is reported once, for the file.
        missing = {c.name for c in file.table.columns if c.required and c.name not in header.at}
        self._cells = [
            (c, header.at.get(c.name), _Texts(partial(_parse, c, header.separator, missing)))
            for c in file.table.columns
        ]
        known = set(header.at.values())
        self._others = {
            i: _Texts(_ignored if i in header.titled else _untitled)
            for i in range(header.width)
            if i not in known
        }
        self._doubts: dict[int, tuple[list[str], list[Problem]]] = {}
        """Line of a row in doubt → its fields, and the problems of its cells."""
        self._short: dict[int, list[str]] = {}
        """Line of a row with fewer fields than the heading → its fields."""

    def read(self, text: grid.Text, *, keep_former: bool) -> None:
        above: list[grid.Row] = []
        records: list[Record] = []
        whole = text.body.count("\n") or 1
        rows = grid.rows(text.body, self.header.separator)
        while chunk := list(islice(rows, _ROWS_A_TURN)):
            self._yield_to_threads(min(chunk[0][0] / whole, 1))
            above += [row for row in chunk if row[0] < self.header.row]
            records += self._parsed([row for row in chunk if row[0] > self.header.row])
        self._report_block(above, ABOVE)
        own = self._without_blocks(records, ended=text.ended)
        torn = None if text.ended else self._torn(own)
        if torn and keep_former:
            raise Unreadable(HALF_WRITTEN, _WAIT)
        self.file.rows = len(own)
        self._settle(own, torn)

    def _parsed(self, rows: list[grid.Row]) -> list[Record]:
        """The records of some rows, parsed by column, and those in doubt by cell."""
        if not rows:
            return []
        lines, fields = zip(*rows, strict=True)
        columns = list(zip_longest(*fields, fillvalue=""))
        doubts: set[int] = set()

        def values(texts: Sequence[str], known: _Texts) -> list[Value]:
            found = list(map(known.__getitem__, texts))
            if not known.odd.isdisjoint(texts):
                doubts.update(i for i, text in enumerate(texts) if text in known.odd)
            return found

        parsed: dict[str, Sequence[Any]] = {"line": lines}
        for column, index, known in self._cells:
            texts = columns[index] if index is not None and index < len(columns) else [""] * len(rows)
            if column.kind == "quarter":
                texts = [_dated(text, year) for text, year in zip(texts, parsed["year"], strict=True)]
            parsed[column.name] = values(texts, known)
        for index, known in self._others.items():
            if index < len(columns):
                values(columns[index], known)
        for i, row in enumerate(fields):
            if len(row) != self.header.width:
                if len(row) > self.header.width:
                    doubts.add(i)
                else:
                    self._short[lines[i]] = row
        if self.file.table.key:
            doubts.update(i for i, row in enumerate(fields) if headers.stray(row, self.header))
        records = [dict(zip(parsed, row, strict=True)) for row in zip(*parsed.values(), strict=True)]
        for i in sorted(doubts):
            records[i], problems = self._record(*rows[i])
            self._doubts[lines[i]] = fields[i], problems
        return records

    def _without_blocks(self, records: list[Record], *, ended: bool) -> list[Record]:
        """The records of the table. Rows that do not belong to it are reported, one problem per block."""
        if not self._doubts:
            return records
        own: list[Record] = []
        for strange, run in groupby(records, key=self._seems_foreign):
            block = list(run)
            start = self._where_block_starts(block, records, ended=ended) if strange else len(block)
            own += block[:start]
            self._report_block([(r["line"], self._doubts.pop(r["line"])[0]) for r in block[start:]], BELOW)
        return own

    def _where_block_starts(self, run: list[Record], records: list[Record], *, ended: bool) -> int:
        """The index in `run` from which on its rows do not belong to the table: a total or a remark, or below the table a
        nearly empty row. A single last row may instead be a truncated row of the table."""
        below = run[-1] is records[-1] and len(run) < len(records) and (ended or len(run) > 1)
        return next(
            (i for i, r in enumerate(run) if self._stray(r) or (below and self._is_sparse(r))), len(run)
        )

    def _stray(self, record: Record) -> tuple[str, str] | None:
        """Reason and remedy if a row is a total, a remark or a heading. A row of a log without problems is none of these."""
        fields, problems = self._doubts[record["line"]]
        return headers.stray(fields, self.header) if problems or self.file.table.key else None

    def _seems_foreign(self, record: Record) -> bool:
        """Whether a row seems not to belong to the table: a required cell is empty, and no date, number or code is valid."""
        if record["line"] not in self._doubts:
            return False
        if self._stray(record):
            return True
        if not self._doubts[record["line"]][1]:
            return False
        filled = self._filled(record)
        telling = any(c.kind not in _LOOSE and record[c.name] is not None for c in filled)
        return not telling and any(c.required and c not in filled for c in self.file.table.columns)

    def _is_sparse(self, record: Record) -> bool:
        """Whether fewer than half of the required cells are filled."""
        filled = self._filled(record)
        needed = [c in filled for c in self.file.table.columns if c.required]
        return 2 * sum(needed) < len(needed)

    def _filled(self, record: Record) -> list[Column]:
        fields, _ = self._doubts[record["line"]]
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

    def _settle(self, records: list[Record], torn: int | None) -> None:
        """Accept the records without problems, refuse the others."""
        if torn:
            self._doubts.setdefault(torn, (self._short[torn], []))
        shapes = {
            line: self._torn_problem(line, fields) if line == torn else self._shape(line, fields)
            for line, (fields, _) in self._doubts.items()
        }
        _spell_alike([r for r in records if not shapes.get(r["line"])], self.file.table)
        key_lines: dict[Key, int] = {}
        if self.file.table.key:
            for record in records:
                if None not in (key := self.file.key(record)):
                    key_lines.setdefault(key, record["line"])
        for record in records:
            line = record["line"]
            shape = shapes.get(line)
            problems = [shape] if shape else self._doubts[line][1] if line in shapes else None
            if problems:
                self.file.reject(record, problems[0], torn=shape is not None)
                self.file.problems += problems
            else:
                self.file.records.append(record)
        checks.unique(self.file, key_lines)

    def _record(self, number: int, fields: list[str]) -> tuple[Record, list[Problem]]:
        record: Record = {"line": number}
        problems = []
        for column, index, known in self._cells:
            raw = fields[index] if index is not None and index < len(fields) else ""
            text = without_year(raw, record.get("year")) if column.kind == "quarter" else raw
            try:
                record[column.name] = known.value_of(text)
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

    def _torn(self, records: list[Record]) -> int | None:
        """The number of the last row if it has fewer fields than any other; else None."""
        if not records:
            return None
        *others, last = [r["line"] for r in records]
        fewest = min([self.header.width, *(len(self._short[line]) for line in others if line in self._short)])
        return last if last in self._short and len(self._short[last]) < fewest else None

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
        for column, index, known in self._cells:
            if index is None or not 0 <= index - start < len(cells):
                continue
            text = cells[index - start]
            text = without_year(text, None) if column.kind == "quarter" else text
            try:
                known.value_of(text)
            except Fault:
                return -1
            telling += bool(text) and column.kind not in _LOOSE
        return telling


def _parse(column: Column, separator: str, missing: Collection[str], text: str) -> Value:
    return None if column.name in missing else parse(text, column, separator)


def _ignored(text: str) -> None:
    """The value of a cell in a column that the schema does not know."""


def _untitled(text: str) -> None:
    """The value of a cell in a column without a heading. Raises Fault unless it is blank."""
    if trim(text):
        raise Fault("", "")


def _dated(quarter: str, year: Value) -> str:
    """`without_year`; a text with line breaks stays, so that its row is in doubt."""
    return quarter if "\n" in quarter or "\r" in quarter else without_year(quarter, year)


def _spell_alike(records: list[Record], table: Table) -> None:
    """In columns with free spelling, replace a name by its first spelling in the file."""
    for name in [c.name for c in table.columns if c.spelt_freely]:
        first: dict[str, str] = {}
        alike: dict[str | None, str | None] = {None: None}
        for record in records:
            text = record[name]
            if text not in alike:
                alike[text] = first.setdefault(spelling(text), text)
            record[name] = alike[text]
