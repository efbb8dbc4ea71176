"""Text → rows of text with Excel's row numbers."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from emulation.intake.cells import parse_date
from emulation.intake.problems import Unreadable

SEPARATORS = (";", "\t", ",")
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))

Row = tuple[int, list[str]]
"""Excel's row number (a field with line breaks is one row, blank rows count) and the fields."""


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file: its body, the separator that a `sep=` line names, whether its last line is ended."""

    body: str
    separator: str | None
    ended: bool


def prepare(text: str) -> Text:
    """Take a `sep=` line off, which Excel does not show as a row."""
    first, _, rest = text.lstrip("\ufeff").replace("\r\n", "\n").partition("\n")
    name = first.strip().strip('"').lower()
    separator = first.strip().strip('"')[4:5] if name.startswith("sep=") and len(name) <= 5 else None
    body = rest if separator else text.lstrip("\ufeff")
    return Text(body, separator or None, body.endswith(("\n", "\r")))


def rows(body: str, separator: str) -> Iterator[Row]:
    """The rows that hold anything. Raises Unreadable where the quotes do not pair up."""
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for fields in reader:
            number += 1
            if any(field.strip() for field in fields):
                yield number, fields
    except csv.Error:
        raise Unreadable(
            "dấu ngoặc kép (\") mở mà không đóng, hoặc đóng sai chỗ; các dòng sau bị nuốt mất",
            "Xoá hoặc gõ đủ dấu ngoặc kép ở dòng này, rồi lưu lại bằng Excel",
            cell=f"A{number + 1}",
        ) from None


def swallowed_row(fields: list[str], separator: str, width: int) -> bool:
    """Whether a field seems to hold a whole further row: a date first, as many fields as the header.

    Two stray quotes in two rows pair up and would hide the rows between them.
    """
    for field in fields:
        for line in field.splitlines()[1:]:
            parts = line.split(separator)
            if len(parts) >= max(3, width - 1) and isinstance(parse_date(parts[0].strip('" ')), tuple):
                return True
    return False
