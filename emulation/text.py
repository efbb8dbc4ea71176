"""Comparing Vietnamese text the way people type it."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """`text` without diacritics, in lower case, blanks collapsed: "Quý  IV" → "quy iv".

    >>> fold("Nghi Dương")
    'nghi duong'
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.split())
