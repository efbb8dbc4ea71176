"""Text → rows of text with Excel's row numbers."""

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
"""Number of rows at the top of a file or sheet among which the heading is looked for."""
_SEP_LINE = re.compile(
    r"(?P<quote>\"?)sep=(?P<separator>[;,\t|])(?P=quote)[ ;,\t]*(?:\r\n|\r|\n|$)", re.IGNORECASE
)
_LINE_END = re.compile(r"\r\n|\r|\n")
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
    body = text.lstrip("\ufeff")
    separator = None
    if match := _SEP_LINE.match(body):
        separator, body = match["separator"], body[match.end() :]
    return Text(body, separator, body.endswith(("\n", "\r")))


def rows(body: str, separator: str) -> Iterator[Row]:
    """The rows that hold anything. Raises Unreadable where the quotes do not pair up."""
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for fields in reader:
            number += 1
            if any(map(trim, fields)):
                yield number, fields
    except csv.Error:
        raise Unreadable(
            'dấu ngoặc kép (") mở mà không đóng, hoặc đóng sai chỗ; các dòng sau bị nuốt mất',
            "Xoá hoặc gõ đủ dấu ngoặc kép ở dòng này, rồi lưu lại bằng Excel",
            cell=f"A{number + 1}",
        ) from None


def lines(field: str) -> list[str]:
    """The lines of a field, whatever ends them."""
    return _LINE_END.split(field)


def cut_off(body: str, former: str) -> bool:
    """Whether `body` ends inside a line of `former`: a file that is being written, or was cut when copied."""
    last = unicodedata.normalize("NFD", lines(body)[-1])
    return any(line.startswith(last) and line != last for line in lines(unicodedata.normalize("NFD", former)))
