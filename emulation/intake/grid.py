"""CSV text → rows of fields, with Excel's row numbers."""

from __future__ import annotations

import csv
import io
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from emulation.intake.problems import Unreadable
from emulation.text import trim

SEPARATORS = (";", "\t", ",")
LOOK_DOWN = 12
"""Number of rows at the top of a file or sheet in which the heading is searched."""
_SEP_LINE = re.compile(
    r"(?P<quote>\"?)sep=(?P<separator>[;,\t|])(?P=quote)[ ;,\t]*(?:\r\n|\r|\n|$)", re.IGNORECASE
)
_LINE_END = re.compile(r"\r\n|\r|\n")
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))

Row = tuple[int, list[str]]
"""Excel's row number (a field with line breaks is one row, blank rows count) and the fields."""


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file: its body, the separator in its `sep=` line, and whether the last line is terminated."""

    body: str
    separator: str | None
    ended: bool


def prepare(text: str) -> Text:
    """Remove a `sep=` line, which Excel does not show as a row."""
    body = text.lstrip("\ufeff")
    separator = None
    if match := _SEP_LINE.match(body):
        separator, body = match["separator"], body[match.end() :]
    return Text(body, separator, body.endswith(("\n", "\r")))


def rows(body: str, separator: str) -> Iterator[Row]:
    """The rows that are not blank. Raises Unreadable if quotes do not pair up."""
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for fields in reader:
            number += 1
            # Most rows begin with a letter or digit, which need not be trimmed.
            if fields and ("0" <= fields[0] < "{" or any(map(trim, fields))):
                yield number, fields
    except csv.Error:
        raise Unreadable(
            'dấu ngoặc kép (") mở mà không đóng, hoặc đóng sai chỗ; các dòng sau bị nuốt mất',
            "Xoá hoặc gõ đủ dấu ngoặc kép ở dòng này, rồi lưu lại bằng Excel",
            cell=f"A{number + 1}",
        ) from None


def lines(field: str) -> list[str]:
    """The lines of a text, with any line ends."""
    return _LINE_END.split(field)


def cut_off(body: str, former: str) -> bool:
    """Whether `body` ends within a line of `former`: the file is being written, or was truncated by copying."""
    last = unicodedata.normalize("NFD", lines(body)[-1])
    return any(line.startswith(last) and line != last for line in lines(unicodedata.normalize("NFD", former)))
