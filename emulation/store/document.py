"""One CSV file that can be edited: whatever is not edited keeps its exact text and its order."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Self

from emulation.intake import grid, headers
from emulation.intake.cells import canonical, for_file, without_year
from emulation.intake.decoding import decode
from emulation.intake.problems import Problem, Unreadable
from emulation.schema import TABLE, Column, Table
from emulation.text import escape_formula, trim

RowKey = tuple[str, ...]
"""The identity cells of a row as canonical text, then its number among the rows with the same ones ("1", "2" …)."""

Cells = Mapping[str, str]
"""Canonical text by column, as `Document.rows` gives it."""

UNTITLED = "(cột không tiêu đề {})"
"""Column name of cells without a heading. Intake refuses a row that has such cells. They are kept when a row is copied, so
that the copy is refused as well."""
BLANK = "(ô trống)"
"""Stands for a blank cell beyond the last heading: a field too many, too."""

_UNTITLED = re.compile(re.escape(UNTITLED).replace(r"\{\}", "([0-9]+)"))
_BOM = "\ufeff"
_cache: dict[tuple[Column, str], dict[str, str]] = {}
"""Cache for all documents: (column, separator) → raw text → canonical text. The same file is read at every save."""
_CACHED_MOST = 200_000


class Unwritable(Exception):
    """An edit that the document cannot hold without altering other content. The message is in Vietnamese."""


@dataclass(frozen=True, eq=False)
class Document:
    """The rows of one file. Immutable: `edited` returns a new document that shares the untouched rows."""

    table: Table
    separator: str
    line_end: str
    above: Sequence[list[str]]
    """The raw fields of the rows above the heading. A blank row is an empty list, here and in `body`."""
    heading: Sequence[str]
    at: Mapping[str, int]
    """Schema name → index in `heading`."""
    body: Sequence[list[str]]
    problems: tuple[Problem, ...] = ()
    """Problems of the heading."""
    usable: bool = True
    """False if a required column is missing, or the heading of a typed column is misspelt."""
    torn: bool = False
    """Whether the last row is truncated: the file is being written, or was damaged."""
    digest: str = ""
    """SHA-256 of the bytes that were read."""

    @classmethod
    def read(cls, data: bytes, table: Table) -> Self:
        """Parse a file in any CSV dialect that intake reads. Raises Unreadable."""
        text = grid.prepare(decode(data))
        if not text.body.strip():
            raise Unreadable("tệp không có dòng nào, cả dòng tiêu đề", "Chép lại tệp từ bản lưu trước")
        header = headers.find(text, table)
        rows = _with_gaps(grid.rows(text.body, header.separator))
        body = rows[header.row :]
        fewest = min([header.width, *(len(fields) for fields in body[:-1] if fields)])
        return cls(
            table,
            header.separator if header.separator in grid.SEPARATORS else ";",
            next((end for end in ("\r\n", "\n", "\r") if end in text.body), "\r\n"),
            rows[: header.row - 1],
            rows[header.row - 1],
            header.at,
            body,
            tuple(header.problems),
            header.usable,
            bool(body) and not text.ended and len(body[-1]) < fewest,
            digest_of(data),
        )

    @classmethod
    def empty(cls, table: Table) -> Self:
        """A document without rows: the Vietnamese heading, in the dialect of Excel with Vietnamese settings."""
        labels = [column.label for column in table.columns]
        at = {column.name: index for index, column in enumerate(table.columns)}
        return cls(table, ";", "\r\n", [], labels, at, [])

    # ---- reading

    @cached_property
    def _places(self) -> dict[str, int]:
        """Column name → index: the columns in file order, then those without a heading, if any row has a cell there."""
        known = {index: name for name, index in self.at.items()}
        places: dict[str, int] = {}
        for index, text in enumerate(self.heading):
            if name := known.get(index) or " ".join(text.split()):
                places[_unlike(name, places)] = index
        widest = max((len(fields) for fields in self.body), default=0)
        for number, index in enumerate(self._untitled(widest), start=1):
            if any(self._loose(fields, index) for fields in self.body):
                places[_unlike(UNTITLED.format(number), places)] = index
        return places

    def _untitled(self, width: int) -> list[int]:
        width = max(width, len(self.heading))
        return [i for i in range(width) if i >= len(self.heading) or not self.heading[i].strip()]

    def _loose(self, fields: list[str], index: int) -> str:
        """The text of a cell without a heading."""
        if index >= len(fields):
            return ""
        return trim(fields[index]) or (BLANK if index >= len(self.heading) else "")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns in file order: the schema's name, or the heading's text of a column unknown to the schema."""
        return tuple(self._places)

    def column(self, name: str) -> Column:
        """The schema's column, or a text column of that name if the schema has none."""
        return next((c for c in self.table.columns if c.name == name), Column(name, name))

    @cached_property
    def positions(self) -> dict[RowKey, int]:
        """Row → index in `body`."""
        filled = [i for i, fields in enumerate(self.body) if fields]
        return dict(zip(self.rows(), filled, strict=True))

    def line(self, key: RowKey) -> int:
        """Excel's number of a row."""
        return len(self.above) + 2 + self.positions[key]

    def rows(self) -> dict[RowKey, dict[str, str]]:
        """All rows that are not blank, refused ones included, in file order. Do not modify."""
        return self._rows

    @cached_property
    def _rows(self) -> dict[RowKey, dict[str, str]]:
        filled = [fields for fields in self.body if fields]
        texts = {name: self._column_texts(name, index, filled) for name, index in self._places.items()}
        if "quarter" in self.at:
            texts["quarter"] = self._column_texts("quarter", self.at["quarter"], filled, texts.get("year"))
        nothing = [""] * len(filled)
        identities = zip(*(texts.get(name, nothing) for name in self.table.identity), strict=True)
        counts: dict[tuple[str, ...], int] = {}
        rows = {}
        for identity, cells in zip(identities, zip(*texts.values(), strict=True), strict=True):
            counts[identity] = number = counts.get(identity, 0) + 1
            rows[*identity, str(number)] = dict(zip(texts, cells, strict=True))
        return rows

    def _column_texts(
        self, name: str, index: int, filled: list[list[str]], years: Sequence[str] | None = None
    ) -> list[str]:
        """The canonical text of a column's cells; each distinct raw text is parsed once. `years`: the year of each row,
        which its quarter may repeat."""
        if index not in self._titled:
            return [self._loose(fields, index) for fields in filled]
        column = self.column(name)
        dialect = column, self.separator
        known = _cache.setdefault(dialect, {})
        if len(known) > _CACHED_MOST:
            known = _cache[dialect] = {}  # Another thread may still be using the full one.
        texts = []
        for row, fields in enumerate(filled):
            text = fields[index] if index < len(fields) else ""
            if years:
                text = without_year(text, _year(years[row]))
            if text not in known:
                known[text] = canonical(text, column, self.separator)
            texts.append(known[text])
        return texts

    @cached_property
    def _titled(self) -> frozenset[int]:
        return frozenset(i for i, text in enumerate(self.heading) if text.strip())

    # ---- editing

    def edited(
        self, changed: Mapping[int, Cells], removed: Iterable[int] = (), added: Sequence[Cells] = ()
    ) -> Self:
        """A new document with cells changed (index in `body` → cells), rows removed (indexes) and rows appended.

        Missing columns are added at the right. Raises Unwritable.
        """
        wanted = [name for cells in (*changed.values(), *added) for name, text in cells.items() if text]
        wider = self._widened([name for name in dict.fromkeys(wanted) if self._needs_heading(name)])
        gone = set(removed)
        body = [
            wider._filled(fields, changed[i]) if i in changed else fields
            for i, fields in enumerate(self.body)
            if i not in gone
        ]
        body += [wider._filled([], cells) for cells in added]
        return replace(wider, body=body)

    def _needs_heading(self, name: str) -> bool:
        return name not in self._places and untitled_number(name) is None

    def _widened(self, names: list[str]) -> Self:
        if not names:
            return self
        if any(len(fields) > len(self.heading) for fields in self.body):
            raise Unwritable("tệp có dòng nhiều ô hơn dòng tiêu đề nên chưa thêm được cột; sửa dòng đó trước")
        heading, at = list(self.heading), dict(self.at)
        for name in names:
            column = self.column(name)
            if problem := next((p for p in self.problems if p.label == column.label), None):
                raise Unwritable(f"{problem.reason}. {problem.remedy}")
            if column in self.table.columns:
                at[name] = len(heading)
            heading.append(column.label)
        return replace(self, heading=heading, at=at)

    def _filled(self, fields: list[str], cells: Cells) -> list[str]:
        """A row's raw fields with `cells` replaced."""
        filled = list(fields)
        if "year" in cells and "quarter" not in cells and "quarter" in self.at:
            cells = {**cells, "quarter": self._quarter(fields)}
        for name, text in cells.items():
            index = self._place(name)
            if index is None or (index >= len(filled) and not text):
                continue
            filled += [""] * (index + 1 - len(filled))
            filled[index] = self._raw(name, index, text)
        if len(filled) > len(self.heading):
            emptied = {self._place(name) for name, text in cells.items() if not text}
            while len(filled) > len(self.heading) and len(filled) - 1 in emptied:
                filled.pop()
        return filled + [""] * (len(self.heading) - len(filled))

    def _quarter(self, fields: list[str]) -> str:
        """A row's quarter without the year, which may be about to change."""
        texts = {name: self._cell(fields, self.at.get(name)) for name in ("quarter", "year")}
        year = canonical(texts["year"], self.column("year"))
        return canonical(without_year(texts["quarter"], _year(year) or 0), self.column("quarter"))

    def _cell(self, fields: list[str], index: int | None) -> str:
        return "" if index is None or index >= len(fields) else fields[index]

    def _place(self, name: str) -> int | None:
        if name in self._places:
            return self._places[name]
        if (number := untitled_number(name)) is not None:
            return self._untitled(len(self.heading) + number)[number - 1]
        return None

    def _raw(self, name: str, index: int, text: str) -> str:
        """The raw text of a cell whose canonical text is `text`."""
        if (name, text) not in self._raws:
            self._raws[name, text] = self._written(name, index, text)
        return self._raws[name, text]

    @cached_property
    def _raws(self) -> dict[tuple[str, str], str]:
        return {}

    def _written(self, name: str, index: int, text: str) -> str:
        text = unicodedata.normalize("NFC", trim(text))
        if index not in self._titled:
            return "" if text == BLANK else text
        column = self.column(name)
        if column.kind not in ("text", "id"):
            return for_file(text, column, self.separator)
        # A refused text, or one that has its apostrophe already, is written unchanged.
        raw = escape_formula(text)
        return text if canonical(raw, column) != text and canonical(text, column) == text else raw

    # ---- as a file

    def to_bytes(self) -> bytes:
        """The file in UTF-8 with a BOM, which Excel needs, with its own separator and line ends. Raises Unwritable.

        A `sep=` line is dropped, because Excel then ignores the BOM. So are blank rows at the end.
        """
        last = max((i for i, fields in enumerate(self.body) if fields), default=-1)
        rows = [*self.above, self.heading, *self.body[: last + 1]]
        lines: list[str] = []
        writer = csv.writer(_Lines(lines), delimiter=self.separator, lineterminator="\r\n")
        writer.writerows(rows)
        text = _BOM + self.line_end.join([*lines, ""])
        try:
            data = text.encode()
            again = headers.find(grid.prepare(text), self.table)
            whole = "\0" not in text and (again.row, again.separator) == (len(self.above) + 1, self.separator)
        except (UnicodeEncodeError, Unreadable):
            whole = False
        if not whole:
            raise Unwritable("có ô chứa ký tự hoặc tên cột làm tệp không đọc lại được như cũ")
        return data


class _Lines:
    """A file for `csv.writer` that collects the rows without their line ends. (The writer quotes both CR and LF only if its
    line terminator is CR LF.)"""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def write(self, text: str) -> None:
        self._lines.append(text.removesuffix("\r\n"))


def digest(folder: Path, table: str) -> str:
    """SHA-256 of a file's present bytes; empty if it cannot be read."""
    try:
        return digest_of((folder / TABLE[table].file).read_bytes())
    except OSError:
        return ""


def read_document(folder: Path, table: str) -> Document:
    """Read a file. A missing optional file is an empty document. Raises Unreadable."""
    schema = TABLE[table]
    try:
        return Document.read((folder / schema.file).read_bytes(), schema)
    except FileNotFoundError:
        if schema.optional:
            return Document.empty(schema)
        raise Unreadable("thiếu tệp bắt buộc này", "Chép tệp vào thư mục dữ liệu (đúng tên tệp)") from None
    except OSError:
        raise Unreadable("không mở được tệp", "Đóng tệp trong Excel, kiểm tra quyền đọc của tệp") from None


def is_untitled(name: str) -> bool:
    """Whether a column name stands for cells without a heading (`UNTITLED`)."""
    return name.startswith(UNTITLED.partition("{")[0])


def untitled_number(name: str) -> int | None:
    """The number in a name made from `UNTITLED`; None for any other name."""
    match = _UNTITLED.fullmatch(name)
    return int(match[1]) if match else None


def digest_of(data: bytes) -> str:
    """SHA-256 of the bytes."""
    return hashlib.sha256(data).hexdigest()


def _year(text: str) -> int | None:
    """The year in a canonical text; None if it is not one."""
    return int(text) if re.fullmatch("[0-9]{4}", text) else None


def _with_gaps(rows: Iterable[grid.Row]) -> list[list[str]]:
    """The rows, with an empty list for each blank row between them, so that index + 1 is Excel's row number."""
    found: list[list[str]] = []
    for number, fields in rows:
        found += [[] for _ in range(number - 1 - len(found))]
        found.append(fields)
    return found


def _unlike(name: str, others: Iterable[str]) -> str:
    """`name`, with a number if another column has that name."""
    taken, number, own = set(others), 1, name
    while own in taken:
        number += 1
        own = f"{name} ({number})"
    return own
