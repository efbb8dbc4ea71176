"""A cell's canonical text → what the cell of a sheet holds, such that reading it gives the same text again."""

from __future__ import annotations

import re
from datetime import date

from emulation.intake.cells import Fault, for_file, parse
from emulation.schema import Column

LONGEST = 32_767
"""The longest text of a cell in Excel, in UTF-16 units."""

NUMBERS = {"date": "dd/mm/yyyy", "decimal": "General", "whole": "0", "year": "0", "quarter": "0"}
"""The kinds of columns whose values are numbers to Excel, each with its format."""

_EPOCH = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29/02/1900 that never was, so programs differ about the days before."""
_DIGITS = 15
"""As many digits of a number Excel keeps."""
_TAKEN = re.compile(r"_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_|\A<r>.*</r>\Z", re.DOTALL)
"""What XlsxWriter would take for a code of the workbook's own: of two codes in a row (_x000B_) it marks only the first
as text, and what looks like rich text it writes as such."""


def stored(text: str, column: Column) -> str | int | float:
    """The number (of a date its day number) or the text for a cell. Raises Fault where no cell can hold it.

    `text` is canonical. A refused cell stays a text, as a sheet's text is read (a comma in it might be one of
    thousands); so does a number or day that Excel would round or shift.
    """
    if column.kind not in NUMBERS:
        return _fitting(text)
    try:
        value = parse(text, column)
    except Fault:
        return _fitting(for_file(text, column, ","))
    if isinstance(value, date):
        return (value - _EPOCH).days if value >= _FIRST_DAY else text
    exact = len(re.sub(r"\D", "", text)) <= _DIGITS and text != "-0"
    return value if exact and isinstance(value, int | float) else text


def _fitting(text: str) -> str:
    """`text`, if a cell can hold it whole."""
    if len(text) * 2 > LONGEST and (length := len(text.encode("utf-16-le")) // 2) > LONGEST:
        raise Fault(
            f"chữ dài {grouped(length)} ký tự, một ô Excel chỉ chứa được {grouped(LONGEST)}",
            "Rút ngắn ô này rồi xuất lại",
        )
    if _TAKEN.search(text):
        raise Fault("chữ này trùng với mã riêng của sổ Excel", "Viết khác đi rồi xuất lại")
    return text


def grouped(number: int) -> str:
    """32767 → 32.767."""
    return f"{number:,}".replace(",", ".")
