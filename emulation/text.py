"""Comparing Vietnamese text the way people type it."""

from __future__ import annotations

import re
import unicodedata

_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_NUMBER = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?%?")

UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
"""Characters that show nothing and are no blanks to Python, for a regular expression's brackets: soft hyphens,
zero-width spaces, byte order marks, marks of direction, fillers, variants."""
_UNSEEN = re.compile(f"[{UNSEEN}]")
_VARIANTS = re.compile("[\ufe00-\ufe0f]")
_AROUND = "".join(
    set(re.findall(rf"[\s{UNSEEN}]", "".join(map(chr, range(0x10000)))))
    - set(map(chr, range(0xFE00, 0xFE10)))
)
"""What may stand around a text: not the variants, which belong to the sign before them."""

_WORD = re.compile(r"[^\W\d_]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_D = str.maketrans("đð", "dd")
"""The small letters of Đ and of Ð, the Icelandic one that some keyboards give in its place."""


def trim(text: str) -> str:
    """`text` without the blanks and unseen characters around it."""
    return text.strip(_AROUND)


def seen(text: str) -> str:
    """`text` without the characters that show nothing."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def fold(text: str) -> str:
    """`text` without diacritics and unseen characters, in lower case, blanks collapsed: "Quý  IV" → "quy iv".

    >>> fold("Nghi Dương")
    'nghi duong'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFD", seen(text).casefold().translate(_D))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.split())


def spelling(text: str) -> str:
    """`text` without regard to case, blanks and the place of a tone mark, by which names spelt freely are compared.

    >>> spelling("hòa giải, thuỷ lợi") == spelling("HOÀ GIẢI,  THỦY LỢI") != spelling("hoa giải, thủy lợi")
    True
    """
    composed = unicodedata.normalize("NFC", seen(text).casefold())
    return "".join(_WORD.sub(_tones_last, composed).split())


def _tones_last(word: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFD", word[0])
    bare = "".join(c for c in letters if c not in _TONES)
    return bare + "".join(c for c in letters if c in _TONES)


def file_part(text: str) -> str:
    """`text` as a part of a file name that every system takes; empty where nothing of it can be one.

    >>> file_part("Thôn 1/Đội A.")
    'thon-1-doi-a'
    """
    return "-".join(re.findall("[a-z0-9]+", fold(text)))[:60].strip("-")


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
