"""One file → its rows, each accepted or refused with the reason; not yet checked against the other files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from emulation.intake import checks, grid, headers
from emulation.intake.cells import Fault, Value, parse
from emulation.intake.checks import Checked, Key, Record
from emulation.intake.decoding import decode
from emulation.intake.problems import Problem, Unreadable, Unusable, column_letters
from emulation.schema import Column, Table

HALF_WRITTEN = "tệp đang ghi dở hoặc bị cắt: dòng cuối chưa trọn"
_WAIT = "Chờ ghi xong; nếu tệp đã đủ, xuống dòng ở cuối tệp rồi lưu lại"


def read_file(path: Path, table: Table, former: Checked | None = None) -> Checked | None:
    """The rows of a file; None where an optional one is missing. Raises Unreadable.

    With a `former` version in hand, a file whose last line is not whole counts as unreadable.
    """
    data = _bytes(path, table)
    if data is None:
        return None
    text = grid.prepare(decode(data))
    if not text.body.strip():
        raise Unreadable("tệp không có dòng nào, cả dòng tiêu đề", "Chép lại tệp từ bản lưu trước")
    if former and not text.ended and grid.cut_off(text.body, former.body):
        raise Unreadable(HALF_WRITTEN, _WAIT)
    header = headers.find(text, table)
    file = Checked(table, header.at, text.body)
    file.problems += header.problems
    _Rows(file, header).read(text, keep_former=former is not None)
    if not header.usable:
        raise Unusable(file.problems)
    return file


def _bytes(path: Path, table: Table) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if table.optional and not path.is_symlink():
            return None
        raise Unreadable("thiếu tệp bắt buộc này", "Chép tệp vào thư mục dữ liệu (đúng tên tệp)") from None
    except OSError:
        if path.is_dir():
            raise Unreadable(
                "đây là thư mục, không phải tệp", "Xoá hoặc đổi tên thư mục, chép tệp vào"
            ) from None
        raise Unreadable("không mở được tệp", "Đóng tệp trong Excel, kiểm tra quyền đọc của tệp") from None


class _Rows:
    """Judges the rows under a header, and puts each in its file."""

    def __init__(self, file: Checked, header: headers.Header) -> None:
        self.file, self.table, self.header = file, file.table, header
        self._cells = [(c, header.at.get(c.name), _cached(c)) for c in file.table.columns]
        # A missing column is told once, for the file.
        self._missing = {c.name for c in file.table.columns if c.required and c.name not in header.at}

    def read(self, text: grid.Text, *, keep_former: bool) -> None:
        found = list(grid.rows(text.body, self.header.separator))
        self.file.problems += [self._title(row) for row in found if row[0] < self.header.row]
        rows = [row for row in found if row[0] > self.header.row]
        torn = None if text.ended else self._torn(rows)
        if torn and keep_former:
            raise Unreadable(HALF_WRITTEN, _WAIT)
        key_lines: dict[Key, int] = {}
        for number, fields in rows:
            record, problems = self._record(number, fields)
            shape = self._torn_problem(number, fields) if number == torn else self._shape(number, fields)
            self._settle(record, [shape] if shape else problems, key_lines)
        checks.unique(self.file, key_lines)

    def _settle(self, record: Record, problems: list[Problem], key_lines: dict[Key, int]) -> None:
        key = self.file.key(record)
        if key and None not in key:
            key_lines.setdefault(key, record["line"])
        if problems:
            self.file.lose(record, problems[0])
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
            try:
                record[column.name] = value_of(raw)
            except Fault as fault:
                record[column.name] = None
                problems.append(
                    self._problem(number, index or 0, fault.reason, fault.remedy, raw, column.label)
                )
        return record, problems

    def _problem(
        self, number: int, index: int, reason: str, remedy: str, value: str, label: str = ""
    ) -> Problem:
        return Problem(self.table.file, reason, remedy, f"{column_letters(index)}{number}", label, value)

    def _title(self, row: grid.Row) -> Problem:
        number, fields = row
        index = next(i for i, text in enumerate(fields) if text.strip())
        remedy = "Xoá các dòng tên bảng phía trên dòng tiêu đề"
        return self._problem(number, index, "dòng này đứng trên dòng tiêu đề", remedy, fields[index])

    def _torn(self, rows: list[grid.Row]) -> int | None:
        """The number of the last row where it has fewer fields than any other."""
        if not rows:
            return None
        *others, (number, last) = rows
        fewest = min([self.header.width, *(len(fields) for _, fields in others)])
        return number if len(last) < fewest else None

    def _torn_problem(self, number: int, fields: list[str]) -> Problem:
        reason = "dòng cuối chưa trọn: tệp bị cắt giữa chừng"
        return self._problem(number, 0, reason, "Lưu lại tệp, hoặc gõ đủ dòng này", fields[0])

    def _shape(self, number: int, fields: list[str]) -> Problem | None:
        """What is wrong with a row as a whole: its cells stand in wrong columns, so they are not judged."""
        width = self.header.width
        if len(fields) > width:
            reason = f"dòng có {len(fields)} ô, nhiều hơn {width} cột của dòng tiêu đề"
            remedy = "Đặt số có dấu phẩy và chữ có dấu ngăn cách trong ngoặc kép, hoặc lưu lại bằng Excel"
            return self._problem(number, width, reason, remedy, fields[width])
        for index, text in enumerate(fields):
            if text.strip() and index not in self.header.titled:
                reason, remedy = "ô có dữ liệu nhưng cột không có tiêu đề", "Đặt tiêu đề cho cột, hoặc xoá ô"
                return self._problem(number, index, reason, remedy, text)
            if self._hides_rows(index, text):
                reason = "ô này chứa cả dòng dữ liệu khác: thừa dấu ngoặc kép"
                return self._problem(number, index, reason, "Xoá dấu ngoặc kép thừa ở ô này", text)
        return None

    def _hides_rows(self, index: int, text: str) -> bool:
        """Whether a field of several lines is the rest of one row and the start of another, perhaps with whole
        rows between: what two stray quotes make of them."""
        first, *others = [self._split(line) for line in grid.lines(text)]
        if not others:
            return False
        if any(self._suits(cells, 0) >= 2 for cells in others):
            return True
        last = others[-1]
        torn = len(first) == self.header.width - index and len(last) == index + 1 > 1
        return torn and self._suits(first, index) >= 0 and self._suits(last, 0) >= 0

    def _split(self, line: str) -> list[str]:
        return [cell.strip('" ') for cell in line.split(self.header.separator)]

    def _suits(self, cells: list[str], start: int) -> int:
        """How many cells tell that they belong into the columns from `start` on; -1 if one does not fit."""
        telling = 0
        for column, index, value_of in self._cells:
            if index is None or not 0 <= index - start < len(cells):
                continue
            text = cells[index - start]
            try:
                value_of(text)
            except Fault:
                return -1
            telling += bool(text) and column.kind not in ("text", "id")
        return telling


def _cached(column: Column) -> Callable[[str], Value]:
    """`parse` for one column, each text once: columns hold few different ones."""
    known: dict[str, Value | Fault] = {}

    def value_of(text: str) -> Value:
        if text not in known:
            try:
                known[text] = parse(text, column)
            except Fault as fault:
                known[text] = fault
        value = known[text]
        if isinstance(value, Fault):
            raise value
        return value

    return value_of
