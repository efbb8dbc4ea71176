"""The rows below a heading → values by column, each row accepted or refused."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, islice, zip_longest
from typing import Any

from emulation.intake import checks, grid, headers
from emulation.intake.cells import Fault, Value, parse, without_year
from emulation.intake.checks import Checked
from emulation.intake.problems import Problem, Unreadable, column_letters
from emulation.intake.records import Key, Record, Records
from emulation.schema import Column
from emulation.text import spelling, trim

HALF_WRITTEN = "tệp đang ghi dở hoặc bị cắt: dòng cuối chưa trọn"
WAIT = "Chờ ghi xong; nếu tệp đã đủ, xuống dòng ở cuối tệp rồi lưu lại"
FORMULA = Fault(
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

    def values_of(self, texts: Sequence[str]) -> list[Value]:
        return list(map(self.__getitem__, texts))

    def odd_in(self, texts: Sequence[str]) -> set[int]:
        """The indexes of the odd ones among texts whose values were taken before."""
        if self.odd.isdisjoint(texts):
            return set()
        return {i for i, text in enumerate(texts) if text in self.odd}

    def value_of(self, text: str) -> Value:
        """The value of a text. Raises Fault."""
        value = self[text]
        if fault := self.faults.get(text):
            raise fault
        return value


class Rows:
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
        self._columns: dict[str, list[Any]] = {"line": [], **{c.name: [] for c in file.table.columns}}
        self._doubts: dict[int, tuple[Record, list[str], list[Problem]]] = {}
        """Line of a row in doubt → the row, its fields, and the problems of its cells."""
        self._short: dict[int, list[str]] = {}
        """Line of a row with fewer fields than the heading → its fields."""

    def read(self, text: grid.Text, *, keep_former: bool) -> None:
        above: list[grid.Row] = []
        whole = text.body.count("\n") or 1
        rows = grid.rows(text.body, self.header.separator)
        while chunk := list(islice(rows, _ROWS_A_TURN)):
            self._yield_to_threads(min(chunk[0][0] / whole, 1))
            above += [row for row in chunk if row[0] < self.header.row]
            if below := [row for row in chunk if row[0] > self.header.row]:
                self._parse(below)
        self._report_block(above, ABOVE)
        records = self._without_blocks(Records(self._columns), ended=text.ended)
        torn = None if text.ended else self._torn(records.column("line"))
        if torn and keep_former:
            raise Unreadable(HALF_WRITTEN, WAIT)
        self.file.rows = len(records)
        self._settle(records, torn)

    def _parse(self, rows: list[grid.Row]) -> None:
        """Parse some rows by column, and those in doubt by cell."""
        lines, fields = zip(*rows, strict=True)
        columns = list(zip_longest(*fields, fillvalue=""))
        parsed: dict[str, list[Any]] = {"line": list(lines)}
        doubts = set(self._shapeless(lines, fields))
        for column, index, known in self._cells:
            texts = columns[index] if index is not None and index < len(columns) else [""] * len(rows)
            if column.kind == "quarter":
                texts = [_dated(text, year) for text, year in zip(texts, parsed["year"], strict=True)]
            parsed[column.name] = known.values_of(texts)
            doubts |= known.odd_in(texts)
        for index, known in self._others.items():
            if index < len(columns):
                known.values_of(columns[index])
                doubts |= known.odd_in(columns[index])
        for i in sorted(doubts):
            record, problems = self._record(*rows[i])
            self._doubts[lines[i]] = record, fields[i], problems
            for name, value in record.items():
                parsed[name][i] = value
        for name, values in parsed.items():
            self._columns[name] += values

    def _shapeless(self, lines: Sequence[int], fields: Sequence[list[str]]) -> Iterator[int]:
        """The indexes of the rows with more fields than the heading, or that may be a total, a remark or a heading."""
        width, keyed = self.header.width, bool(self.file.table.key)
        for i, row in enumerate(fields):
            if len(row) > width or (keyed and headers.stray(row, self.header)):
                yield i
            elif len(row) < width:
                self._short[lines[i]] = row

    def _without_blocks(self, records: Records, *, ended: bool) -> Records:
        """The records of the table. Rows that do not belong to it are reported, one problem per block."""
        lines = records.column("line")
        foreign: set[int] = set()
        for strange, run in groupby(lines, key=self._seems_foreign) if self._doubts else ():
            if strange:
                block = list(run)
                start = self._where_block_starts(block, lines, ended=ended)
                self._report_block([(line, self._doubts.pop(line)[1]) for line in block[start:]], BELOW)
                foreign.update(block[start:])
        return records.without(foreign)

    def _where_block_starts(self, run: list[int], lines: Sequence[int], *, ended: bool) -> int:
        """The index in `run` from which on its rows do not belong to the table: a total or a remark, or below the table a
        nearly empty row. A single last row may instead be a truncated row of the table."""
        below = run[-1] == lines[-1] and len(run) < len(lines) and (ended or len(run) > 1)
        return next(
            (i for i, line in enumerate(run) if self._stray(line) or (below and self._is_sparse(line))),
            len(run),
        )

    def _stray(self, line: int) -> tuple[str, str] | None:
        """Reason and remedy if a row is a total, a remark or a heading. A row of a log without problems is none of these."""
        _, fields, problems = self._doubts[line]
        return headers.stray(fields, self.header) if problems or self.file.table.key else None

    def _seems_foreign(self, line: int) -> bool:
        """Whether a row seems not to belong to the table: a required cell is empty, and no date, number or code is valid."""
        if line not in self._doubts:
            return False
        record, _, problems = self._doubts[line]
        if not problems or self._stray(line):
            return self._stray(line) is not None
        filled = self._filled(line)
        telling = any(c.kind not in _LOOSE and record[c.name] is not None for c in filled)
        return not telling and any(c.required and c not in filled for c in self.file.table.columns)

    def _is_sparse(self, line: int) -> bool:
        """Whether fewer than half of the required cells are filled."""
        filled = self._filled(line)
        needed = [c in filled for c in self.file.table.columns if c.required]
        return 2 * sum(needed) < len(needed)

    def _filled(self, line: int) -> list[Column]:
        _, fields, _ = self._doubts[line]
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

    def _settle(self, records: Records, torn: int | None) -> None:
        """Accept the records without problems, refuse the others."""
        if torn and torn not in self._doubts:
            self._doubts[torn] = records.having(("line",), {(torn,)})[0], self._short[torn], []
        shapes = {
            line: self._torn_problem(line, fields) if line == torn else self._shape(line, fields)
            for line, (_, fields, _) in self._doubts.items()
        }
        self._spell_alike(records, {line for line, shape in shapes.items() if shape})
        key_lines: dict[Key, list[int]] = {}
        if self.file.table.key:
            for key, line in zip(records.keys(self.file.table.key), records.column("line"), strict=True):
                if None not in key:
                    key_lines.setdefault(key, []).append(line)
        refused = set()
        for line, (record, _, problems) in self._doubts.items():
            shape = shapes[line]
            if found := [shape] if shape else problems:
                refused.add(line)
                self.file.reject(record, found[0], torn=shape is not None)
                self.file.problems += found
        self.file.records = records.without(refused)
        checks.unique(self.file, key_lines)

    def _spell_alike(self, records: Records, shapeless: Collection[int]) -> None:
        """In columns with free spelling, replace a name by its first spelling in the file."""
        for name in [c.name for c in self.file.table.columns if c.spelt_freely]:
            first: dict[str, str] = {}
            alike: dict[str | None, str | None] = {None: None}
            texts = records.column(name)
            for i, line in enumerate(records.column("line")):
                if line in shapeless:
                    continue
                if texts[i] not in alike:
                    alike[texts[i]] = first.setdefault(spelling(texts[i]), texts[i])
                texts[i] = alike[texts[i]]
                if line in self._doubts:
                    self._doubts[line][0][name] = texts[i]

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
            fault, raw = FORMULA, formula
        return self._problem(number, index, fault.reason, fault.remedy, raw, label)

    def _problem(
        self, number: int, index: int, reason: str, remedy: str, value: str, label: str = ""
    ) -> Problem:
        return Problem(self.file.name, reason, remedy, f"{column_letters(index)}{number}", label, value)

    def _torn(self, lines: Sequence[int]) -> int | None:
        """The number of the last row if it has fewer fields than any other; else None."""
        if not lines or lines[-1] not in self._short:
            return None
        others = [len(self._short[line]) for line in lines[:-1] if line in self._short]
        return lines[-1] if len(self._short[lines[-1]]) < min([self.header.width, *others]) else None

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
