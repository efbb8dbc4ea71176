"""Comparing Vietnamese text the way people type it."""

from __future__ import annotations

import re
import unicodedata

_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_NUMBER = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?%?")


def fold(text: str) -> str:
    """`text` without diacritics, in lower case, blanks collapsed: "Quý  IV" → "quy iv".

    >>> fold("Nghi Dương")
    'nghi duong'
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.split())


def escape_formula(text: str) -> str:
    """`text` with an apostrophe in front where a spreadsheet would run it as a formula; else as it is.

    Numbers stay numbers. `unescape_formula` undoes it exactly, whatever the text.
    """
    return f"'{text}" if _runs(text) else text


def unescape_formula(text: str) -> str:
    """`text` without the apostrophe that `escape_formula` put in front."""
    return text[1:] if text.startswith("'") and _runs(text) else text


def _runs(text: str) -> bool:
    bare = text.lstrip("'")
    return bool(_FORMULA.match(bare)) and not _NUMBER.fullmatch(bare)
