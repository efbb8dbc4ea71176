"""Text as it comes out of Word, Excel and a browser: odd spaces, bullets that are letters of another font, numbering."""

from __future__ import annotations

import re
import unicodedata

from emulation.text import seen

_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_BULLET = "[-–—•·▪■●○◦❖➢✓*+\uf000-\uf0ff]"
_NUMBERING = re.compile(
    rf"(?:(?:\d{{1,3}}(?:\.\d{{1,2}})*|[IVX]{{1,5}}|[a-zđ])\s*[.)/](?!\d)|{_BULLET}+|o(?=\t))\s*"
)
_LONE_NUMBER = re.compile(rf"(?:\d{{1,4}}|[IVX]{{1,5}})\s*[.)]?|{_BULLET}+")


def lines(text: str) -> list[str]:
    """The lines of a pasted text, trimmed, blank ones as empty; single spaces and tabs only.

    >>> lines("Công\\u00a0an  xã \\r\\n\\tThôn\\u20091\\vThôn 2")
    ['Công an xã', '\\tThôn 1', 'Thôn 2']
    """
    plain = seen(unicodedata.normalize("NFC", text))
    cut = _LINE_ENDS.split(plain)
    return ["\t".join(" ".join(cell.split()) for cell in line.split("\t")).strip(" ") for line in cut]


def cells(line: str) -> list[str]:
    """The filled cells of a line of a table, without that of a running number.

    >>> cells("1\\tCông an xã\\t\\tKhối 2"), cells("•\\tThôn 1"), cells("Thôn 1")
    (['Công an xã', 'Khối 2'], ['Thôn 1'], ['Thôn 1'])
    """
    filled = [cell for cell in line.split("\t") if cell]
    return filled[1:] if len(filled) > 1 and _LONE_NUMBER.fullmatch(filled[0]) else filled


def unnumbered(text: str) -> str:
    """`text` without the number, letter or bullet before it.

    >>> [unnumbered(each) for each in ("1. Thôn 1", "- Công an xã", "đ) Trạm Y tế", "IV. Khối thôn", "3.5 km")]
    ['Thôn 1', 'Công an xã', 'Trạm Y tế', 'Khối thôn', '3.5 km']
    """
    found = _NUMBERING.match(text)
    return text[found.end() :] if found and found.end() < len(text) else text


def unended(text: str) -> str:
    """`text` without the signs by which a list ends its lines.

    >>> unended("Thôn 1;"), unended("thực hiện kế hoạch./."), unended("v.v...")
    ('Thôn 1', 'thực hiện kế hoạch', 'v.v')
    """
    return re.sub(r"[\s;,.:/]+$", "", text)
