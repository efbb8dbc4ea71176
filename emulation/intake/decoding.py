"""Bytes → text: detects the encodings in which spreadsheet programs save, and refuses what is ambiguous."""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress

from emulation.intake.problems import Unreadable
from emulation.intake.suspects import lost_letters

_LOST_IN_1252 = (
    "chữ trong tệp không phải Unicode: lưu kiểu “ANSI” của Windows tiếng Anh (Windows-1252), "
    "nhiều chữ đã mất thành dấu ?"
)
_FROM_THE_ORIGINAL = (
    "Chữ đã mất không lấy lại được từ tệp này: mở bản gốc trong Excel, Lưu thành (Save As) loại "
    "“CSV UTF-8 (Comma delimited)”, rồi chép đè tệp này"
)
SAVE_AS_UTF8 = "Trong Excel chọn Lưu thành (Save As) loại “CSV UTF-8 (Comma delimited)”, rồi chép lại tệp"

_VIETNAMESE = set("aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
# Text in TCVN3 (.VnTime) or VNI, decoded as Unicode or Windows-1258. The first pattern never occurs in Vietnamese words; the
# second may occur once, in a foreign name or a typing error.
_SURELY_OLD = re.compile(r"[a-zA-Z][µ¸¶¹¨¾¼½©®ª«¬¡¢£¤¥¦][a-z]|[a-z][ÄÅÆÇËÎÏÐÑÖØÛÜÞ]|[§®][µ¸¶·¹¨¾¼½©ª«¬\xad]")
_PERHAPS_OLD = re.compile(
    r"[a-zA-Z][µ¸¶¹¨¾¼½©ª¬¡¢£¤¥¦]|[§®¨©ª¬¡¢£¤¥¦][a-z]|[a-z][×ÀÁÂÃĂÈÉÊÌÍÒÓÔÕƠÙÚƯÝĐ]"
    r"|[aeiouyAEIOUY][øïû]|[aeoAEO][åä]|[aA]ë|\b[ñÑ]|[aeAE][àáảãạâấầẩẫậăắằẳẵặèéẻẽẹêếềểễệùúủũụ]"
)
# Windows-1252 decoded as Windows-1258: "xã" becomes "xă", and no word ends in ă.
_NOT_1258 = re.compile(r"ă(?![cmnptk])")
_OTHERS = {
    b"PK\x03\x04": "sổ Excel hoặc tệp nén",
    b"\xd0\xcf\x11\xe0": "sổ Excel kiểu cũ",
    b"%PDF": "tệp PDF",
    b"{\\rtf": "văn bản Word (RTF)",
    b"\x1f\x8b": "tệp nén",
    b"7z\xbc\xaf": "tệp nén",
    b"Rar!": "tệp nén",
}


def decode(data: bytes) -> str:
    """The text of a CSV file, in NFC: by its BOM, else strict UTF-8, else Windows-1258.

    Raises Unreadable for an empty file, a workbook, binary data, Windows-1252 and the old encodings TCVN3 and VNI.
    """
    if not data:
        raise Unreadable(
            "tệp rỗng (0 byte), có thể bị hỏng khi lưu hoặc sao chép", "Chép lại tệp từ bản lưu trước"
        )
    for start, what in _OTHERS.items():
        if data.startswith(start):
            raise Unreadable(f"đây là {what} bị đổi đuôi thành .csv, không phải tệp CSV", SAVE_AS_UTF8)
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(bom):
            text = _strictly(data[len(bom) :], encoding)
            break
    else:
        text = _without_bom(data)
    if "\0" in text:
        raise Unreadable("tệp có ký tự NUL, không phải văn bản CSV", SAVE_AS_UTF8)
    return unicodedata.normalize("NFC", text)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"mã ký tự bị hỏng ở byte thứ {error.start + 1}", SAVE_AS_UTF8) from None


def _without_bom(data: bytes) -> str:
    if b"\0" in data:
        raise Unreadable("tệp có ký tự NUL, không phải văn bản CSV", SAVE_AS_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and not data[: error.start].isascii():
            raise Unreadable(
                "tệp bị cắt ngang giữa một chữ, có thể đang ghi dở", "Chờ ghi xong, hoặc lưu lại tệp"
            ) from None
    with suppress(UnicodeDecodeError):
        raw = data.decode("cp1258")
        text = unicodedata.normalize("NFC", raw)
        # Windows-1258 has all letters, and encodes most tones as separate bytes.
        whole = any(tone in raw for tone in _TONES) or not any(map(lost_letters, text.split("\n")))
        if whole and _reads_as_vietnamese(text):
            return text
    if _is_1252(data):
        raise Unreadable(_LOST_IN_1252, _FROM_THE_ORIGINAL)
    raise Unreadable(
        "chữ trong tệp không phải Unicode (có vẻ là bảng mã cũ TCVN3/.VnTime hoặc VNI)",
        "Dùng UniKey (Ctrl+Shift+F6) chuyển mã sang Unicode, rồi lưu thành CSV UTF-8",
    )


def _is_1252(data: bytes) -> bool:
    """Whether the bytes may be Vietnamese saved as Windows-1252, which has à, ê and õ but not ệ."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    letters = {c for c in text.casefold() if ord(c) > 127 and c.isalpha()}
    if not letters or not all(_is_vietnamese(*_decomposed(c)) for c in letters - {"ð"}):
        return False
    return not looks_like_old_encoding(text.replace("Ð", "Đ").replace("ð", "đ"))


def _decomposed(char: str) -> tuple[str, list[str]]:
    base, *marks = unicodedata.normalize("NFD", char)
    return base, marks


def _reads_as_vietnamese(text: str) -> bool:
    """Whether text decoded as Windows-1258 is plausible: letters of the alphabet only, tones on vowels only."""
    if looks_like_old_encoding(text) or _NOT_1258.search(text.casefold()):
        return False
    for char in set(text.casefold()):
        if ord(char) < 128:
            continue
        base, marks = _decomposed(char)
        if unicodedata.combining(char) or unicodedata.category(char) == "Cc":
            return False
        if char.isalpha() and not _is_vietnamese(base, marks):
            return False
    return True


def _is_vietnamese(base: str, marks: list[str]) -> bool:
    shape = unicodedata.normalize("NFC", base + "".join(m for m in marks if m not in _TONES))
    tones = [m for m in marks if m in _TONES]
    return shape in _VIETNAMESE and len(tones) <= 1 and (not tones or base in "aeiouy")


def looks_like_old_encoding(text: str, least: int = 2) -> bool:
    """Whether text contains letters of TCVN3 or VNI that were not converted ("§¬n vÞ", "Hoaøn thaønh").

    `least`: number of matches required of the pattern that also occurs in foreign names.
    """
    if text.isascii():
        return False
    return bool(_SURELY_OLD.search(text)) or sum(1 for _ in _PERHAPS_OLD.finditer(text)) >= least
