"""Detects suspicious texts: formulas, lost or misread letters, ids that look like other ids."""

from __future__ import annotations

import re

from emulation.text import UNSEEN

_REF = r"\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}"
_LONGEST = 8192
"""Longest formula in Excel, in characters."""
_CONSTANT = re.compile(r'=\s*"((?:[^"]|"")*)"')
# After "=": a cell, a function, arithmetic, another sheet or workbook, a table column, concatenation, a DDE command.
_FORMULA = re.compile(
    rf"=\s*[-+(@]*(?:{_REF}\s*(?:$|[-+*/^&<>=:;,)%])|[A-Z][A-Z0-9.]*\(|[0-9][0-9.,]*%?\s*(?:$|[-+*/^&<>=)])"
    r"|'[^']+'!|\[|\w+!\$?[A-Z]|\w*\[|\"[^\"]*\"\s*&|\w+\|')",
    re.IGNORECASE,
)
# Many notes begin with a dash, a plus or an at sign, so here the whole text must be a formula.
_SIGNED = re.compile(
    rf"[-+@](?:{_REF}(?:[-+*/^:&]\(?(?:{_REF}|[0-9.,]+)\)?)*|[A-Z]{{2,}}[A-Z0-9.]*\([ -~]*\)(?:[-+*/^&][ -~]+)?)"
)

# UTF-8 decoded with another code page: "HoÃ n thÃ nh". Characters that may also follow a capital letter, as in
# “ĐẢNG ỦY XÔ, count only between letters.
_TAIL = "\x80-\x9f¡-ª¬-¶¸-º¼-¿€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ"
_MARKS = r"[…‘’“”•–—](?=\w)"
_MISREAD = re.compile(
    rf"áº|á»(?:[{_TAIL}«·]|{_MARKS})|[ÃĂ](?:[{_TAIL}]|{_MARKS}|(?<=[a-zđ].)\xa0)|Ä[{_TAIL}‘]|Æ[{_TAIL}\xa0]|â€"
)
_LOST = re.compile(r"[^\W\d_]\?+([^\W\d_])")
# Initial consonants that are no word: "Lê Th?", "Kinh t?". Several capitals may be an acronym.
_HALF = re.compile(
    r"(?<![^\W\d_])(?:[Nn]gh?|[Nn]h|[Gg][hi]|[KkPpTtCc]h|[Qq]u|[Tt]r|[b-df-hj-np-tv-xđB-DF-HJ-NP-TV-XĐ])\?(?!\w)"
)
_UNITS = re.compile(r"(?<![^\W\d_])[mgl]\?")
_WORD_END = re.compile(r"[^\W\d_]\?+(?!\w)")
_ADDRESS = re.compile(r"[/=&@]|\.\w")

# Excel's conversion of an id like 1E5 or 1-2 to a number or date.
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Thg ?[0-9]{1,2})"
_MANGLED = re.compile(
    rf"[0-9](?:[.,][0-9]+)?E\+[0-9]+|[0-9]{{1,2}}-{_MONTH}(?:-[0-9]{{2,4}})?|{_MONTH}-[0-9]{{2,4}}"
)
_HIDDEN = re.compile(rf"[{UNSEEN}\x00-\x1f\x7f-\x9f]|[^\S ]|  ")
_QUOTED = re.compile(r"[\"'“”‘’]\S+")
# Homoglyphs of ASCII characters: Icelandic, Cyrillic, Greek, full-width and mathematical letters, Roman numerals, hyphens.
_ALIKE = re.compile(
    "[ÐðƉАВЕЅІЈКМНОРСТУХаеорсухѕіјһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο\uff01-\uff5e\u2160-\u217f\U0001d400-\U0001d7ff\u2010\u2011\u2212]"
)


def constant(text: str) -> str | None:
    """The text of a formula that is only a string, as ="007", which keeps leading zeros; else None."""
    match = _CONSTANT.fullmatch(text)
    return match[1].replace('""', '"') if match else None


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would evaluate `text`: "=SUM(A1:A3)", "+B2*2"; not "=> xem", "- A4", "+84 912"."""
    if text.startswith("="):
        return bool(_FORMULA.match(text))
    return len(text) <= _LONGEST and bool(_SIGNED.fullmatch(text))


def lost_letters(text: str) -> bool:
    """Whether letters were lost or misread when a file was saved: "Ho\ufffdn", "HoÃ n thÃ nh", "Ho?n th?nh"."""
    if not text.isascii() and ("\ufffd" in text or _MISREAD.search(text)):
        return True
    if "?" not in text:
        return False
    words = [word for word in text.split() if "?" in word and not _ADDRESS.search(word)]
    return any(
        any(after.islower() for after in _LOST.findall(word))
        or (_HALF.search(word) and not _UNITS.search(word))
        for word in words
    )


def perhaps_lost(text: str) -> bool:
    """Whether a question mark at the end of a word may stand for a lost letter ("Trần Thị Hu?"), or for a question."""
    return any(_WORD_END.search(word) for word in text.split() if not _ADDRESS.search(word))


def unlike(id_: str) -> tuple[str, str] | None:
    """Reason and remedy if an id may look like another one; None for an ordinary id."""
    if match := _HIDDEN.search(id_):
        where = f"sau “{id_[: match.start()]}”" if match.start() else "ở đầu"
        return f"mã có ký tự không nhìn thấy hoặc dấu cách lạ {where}", "Xoá rồi gõ lại mã"
    if match := _ALIKE.search(id_):
        return f"mã có ký tự lạ “{match[0]}” trông giống ký tự trên bàn phím", "Xoá rồi gõ lại mã"
    if _QUOTED.fullmatch(id_):
        return "mã có dấu nháy ở đầu", "Xoá dấu nháy quanh mã"
    if _MANGLED.fullmatch(id_):
        return "mã đã bị Excel đổi thành số hoặc ngày", "Định dạng cột là Văn bản (Text), rồi gõ lại mã"
    return None
