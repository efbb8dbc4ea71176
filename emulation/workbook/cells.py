"""Canonical text → the value of a sheet's cell. Reading the cell gives the same canonical text."""

from __future__ import annotations

import re
from datetime import date

from emulation.intake.cells import Fault, for_file, parse
from emulation.schema import Column

LONGEST = 32_767
"""Longest text of an Excel cell, in UTF-16 code units."""

NUMBERS = {"date": "dd/mm/yyyy", "decimal": "General", "whole": "0", "year": "0", "quarter": "0"}
"""Kind of column → number format, for the kinds that Excel stores as numbers."""

_EPOCH = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29/02/1900, which did not exist, so programs disagree about earlier days."""
_DIGITS = 15
"""Significant digits of a number in Excel."""
_TAKEN = re.compile(r"_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_|\A<r>.*</r>\Z", re.DOTALL)
"""Texts that XlsxWriter does not escape: of two consecutive escapes (_x000B_) it escapes only the first, and text that looks
like rich-text XML it writes as XML."""


def stored(text: str, column: Column) -> str | int | float:
    """The number (of a date: its serial number) or text to store for canonical `text`. Raises Fault if no cell can hold it.

    A refused text stays text, in the form in which a sheet's text is read. So does a number that Excel would round, and a
    date that it would shift.
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
    """`text`, if a cell can hold it. Raises Fault otherwise."""
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
