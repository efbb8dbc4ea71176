"""The text of one cell ↔ its value. Invalid text gives a reason and a remedy."""

from __future__ import annotations

import difflib
import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from emulation.intake import suspects
from emulation.intake.decoding import looks_like_old_encoding
from emulation.officers_words import meant
from emulation.periods import HOW_WRITTEN, is_period
from emulation.schema import Column
from emulation.text import escape_formula, fold, seen, trim, unescape_formula

Value = str | int | float | date | None
FIRST_LOG_DAY, LAST_LOG_DAY = date(2000, 1, 1), date(2100, 12, 31)

_TEXTS = ("text", "id")
NUMBERS = ("decimal", "whole")
DECIMAL_COMMA = (";", "\t")
"""Separators of files in which `1,250` is a decimal number. In a file separated by commas it may mean 1250."""
MOST = 1e12
"""Larger numbers are typing errors, and a float holds whole numbers exactly not much further."""

_EXCEL_ERROR = re.compile(
    r"#(?:(?:N/A|NAME\?|GETTING_DATA|[^\W\d_]+(?:/0)?!|[^\W\d_]{2,}\?)|#+)|Err:\d{3}", re.IGNORECASE
)
_TIME = r"(?:[\sT]+(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?)?"
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})/([0-9]{{1,2}})/([0-9]{{4}}){_TIME}")
_ISO = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}){_TIME}")
_SERIAL = re.compile(r"[0-9]{5}")
_DECIMAL = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_FIGURE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|-?[0-9]{1,3}\.[0-9]{3},[0-9]+")
_AMBIGUOUS = re.compile(r"-?(?!0[.,])[0-9]+[.,][0-9]{3}")
_YEAR = re.compile(r"20[0-9][0-9]|2100")
_QUARTERS = {**{str(n): n for n in range(1, 5)}, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_OF_A_YEAR = re.compile(r"(?P<quarter>.*\w)\s*(?:[/-]|\bnăm\b)\s*(?P<year>[0-9]{4})", re.IGNORECASE)


class Fault(Exception):
    """Why a cell was refused, and the remedy."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


def parse(text: str, column: Column, separator: str = ";") -> Value:
    """The value of a cell of `column`; None for an empty optional one. Raises Fault.

    `separator`: the file's. It decides the meaning of a comma in a number. Canonical text has decimal commas.
    """
    text = _bare(text)
    if not text:
        if column.required:
            raise Fault("ô trống, nhưng cột này bắt buộc phải có", "Điền giá trị vào ô")
        return column.default
    if _EXCEL_ERROR.fullmatch(text):
        raise Fault("ô đang báo lỗi của Excel", "Sửa công thức hoặc nới rộng cột trong Excel, rồi lưu lại")
    if suspects.is_formula(text):
        raise Fault(
            "ô là công thức, không phải giá trị",
            "Trong Excel chép ô rồi dán bằng Dán giá trị (Paste Values); nếu là chữ, gõ dấu ' ở đầu",
        )
    if column.kind in NUMBERS and is_unclear(seen(text), separator):
        raise _unclear(seen(text), separator)
    return _PARSERS[column.kind](text if column.kind in _TEXTS else seen(text), column)


def _bare(text: str) -> str:
    """A cell's text, trimmed, and without a formula ="…" around it."""
    text = trim(text)
    constant = suspects.constant(text)
    text = text if constant is None else trim(constant)
    return text if seen(text) else ""


def written(value: Value) -> str:
    """A value as text that `parse` reads back as the same value: 23/02/2026, 18,75."""
    if isinstance(value, date):
        return f"{value:%d/%m}/{value.year:04}"
    if isinstance(value, float):
        return decimal_text(Decimal(repr(value)))
    return "" if value is None else str(value)


def decimal_text(number: Decimal) -> str:
    """A number with a decimal comma, all its digits and no superfluous zeros: 18,75, 20."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def said(value: Value, column: Column) -> str:
    """A value as the canonical text of a cell of `column`: as `written`, and a text that looks like a formula escaped."""
    text = written(value)
    if column.kind not in _TEXTS or not text or text[0].isalnum():
        return text
    try:
        return text if parse(text, column) == text else escape_formula(text)
    except Fault:
        return escape_formula(text)


def canonical(text: str, column: Column, separator: str = ";") -> str:
    """The canonical text of a cell: equal for cells with equal values. A refused cell keeps its text, trimmed.

    An empty cell stays empty, even if it has a default. `separator`: as for `parse`. A text that `parse` refuses is refused
    in its canonical form too, with any separator.
    """
    if not _bare(text):
        return ""
    try:
        return said(parse(text, column, separator), column)
    except Fault:
        return _refused(one_line_end(trim(text)), column, separator)


def _refused(text: str, column: Column, separator: str) -> str:
    """The canonical text of a refused cell, with the same meaning in every file: a number in one form, an ambiguous one with
    a dot."""
    bare = seen(text).replace("−", "-")
    if column.kind not in NUMBERS or not _DECIMAL.fullmatch(bare):
        return text
    if is_unclear(bare, separator):
        return bare.replace(",", ".")
    return decimal_text(Decimal(bare.replace(",", ".")))


def for_file(text: str, column: Column, separator: str) -> str:
    """Canonical text as written to a file with that separator: in one separated by commas, 38,125 becomes 38,1250."""
    return clearly(text, separator) if column.kind in NUMBERS else text


def clearly(number: str, separator: str) -> str:
    """A number in canonical text, with an extra zero if it could be read as thousands."""
    return f"{number}0" if "," in number and is_unclear(number, separator) else number


def is_unclear(number: str, separator: str) -> bool:
    """Whether a number may mean thousands or a decimal: 1.250 in any file, 1,250 in one separated by commas."""
    if not _AMBIGUOUS.fullmatch(number.replace("−", "-")):
        return False
    return "." in number or separator not in DECIMAL_COMMA


def one_line_end(text: str) -> str:
    """`text` with LF for every line end. Spreadsheet programs change them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(text: str, column: Column) -> str:
    text = unescape_formula(text)
    if suspects.lost_letters(text):
        raise Fault(
            "chữ bị mất hoặc sai khi lưu (không phải Unicode)",
            "Gõ lại ô này, hoặc chép lại tệp từ bản lưu trước rồi lưu loại CSV UTF-8",
        )
    if looks_like_old_encoding(text, least=1 if column.kind == "id" else 2):
        raise Fault(
            "chữ có vẻ gõ bằng bảng mã cũ (TCVN3/.VnTime hoặc VNI)",
            "Dùng UniKey (Ctrl+Shift+F6) chuyển ô này sang Unicode",
        )
    return one_line_end(text)


def _id(text: str, column: Column) -> str:
    text = _text(text, column)
    if why := suspects.unlike(" ".join(seen(text).split()) if column.spelt_freely else text):
        raise Fault(*why)
    return text


def _code(text: str, column: Column) -> str:
    found = _coded(fold(text), column.words)
    if found:
        return found
    hint = meant(text, column)
    if not hint and (
        near := difflib.get_close_matches(fold(text), [fold(v) for v in column.words], n=1, cutoff=0.6)
    ):
        hint = f"Có phải “{_coded(near[0], column.words)}”? "
    raise Fault("không phải giá trị cho phép", f"{hint}Chọn một trong: {', '.join(column.words)}")


@lru_cache(maxsize=4096)
def _coded(folded: str, values: tuple[str, ...]) -> str | None:
    return next((v for v in values if fold(v) == folded), None)


def parse_date(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a text dd/mm/yyyy or yyyy-mm-dd, with or without a time; not validated."""
    if match := _DAY_FIRST.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    return None


def _date(text: str, column: Column) -> date:
    if _SERIAL.fullmatch(text):
        day = date(1899, 12, 30) + timedelta(days=int(text))
    elif parts := parse_date(text):
        try:
            day = date(*parts)
        except ValueError:
            raise Fault("không có ngày này trong lịch", "Viết ngày/tháng/năm, ví dụ 23/02/2026") from None
    else:
        raise Fault("không phải ngày tháng", "Viết ngày/tháng/năm, ví dụ 23/02/2026")
    if column.log_date and not FIRST_LOG_DAY <= day <= LAST_LOG_DAY:
        raise Fault("năm không thể có (trước 2000 hoặc sau 2100)", "Sửa lại năm của ngày này")
    return day


def _unclear(text: str, separator: str) -> Fault:
    number = text.replace("−", "-")
    thousands = number.replace(".", "").replace(",", "")
    decimal = clearly(written(float(number.replace(",", "."))), separator)
    return Fault(
        "không rõ là hàng nghìn hay số thập phân",
        f"Viết {thousands} nếu là hàng nghìn, {decimal} nếu là số thập phân",
    )


def _decimal(text: str, column: Column) -> float:
    text = text.replace("−", "-")
    if _GROUPED.fullmatch(text):
        number = float(text.replace(".", "").replace(",", "."))
    elif _DECIMAL.fullmatch(text):
        number = float(text.replace(",", "."))
    else:
        raise Fault("không phải số", "Chỉ viết chữ số, phần lẻ sau dấu phẩy, ví dụ 18,75")
    if abs(number) > MOST:
        raise Fault("số quá lớn", "Sửa lại số")
    if column.minimum is not None and number < column.minimum:
        raise Fault(f"số nhỏ hơn {column.minimum:g}", "Ghi số không âm; điểm trừ cũng ghi số dương")
    if column.above is not None and number <= column.above:
        raise Fault(f"số phải lớn hơn {column.above:g}", f"Ghi số lớn hơn {column.above:g}")
    return number


def _figure(text: str, column: Column) -> float:
    """What a program computed and wrote in full, with a decimal dot: of 86.125 nobody need ask whether it is a thousand."""
    if not _FIGURE.fullmatch(text):
        raise Fault("không phải số của máy tính", "Tạo lại gói bằng chương trình, không sửa tay")
    number = float(text)
    if abs(number) > MOST:  # 1e999 is infinite
        raise Fault("số quá lớn", "Sửa lại số")
    return number


def _whole(text: str, column: Column) -> int:
    number = _decimal(text, column)
    if number != int(number):
        raise Fault("không phải số nguyên", "Viết số nguyên, ví dụ 20")
    return int(number)


def _year(text: str, column: Column) -> int:
    if not _YEAR.fullmatch(text):
        raise Fault("không phải năm", "Viết năm đủ bốn chữ số, ví dụ 2026")
    return int(text)


def without_year(quarter: str, year: Value) -> str:
    """A quarter's text without the year, if that is the row's `year`: II/2026, Quý IV năm 2026. If the row's year is
    unknown, any year is removed."""
    match = _OF_A_YEAR.fullmatch(seen(trim(quarter)))
    return match["quarter"] if match and year in (None, int(match["year"])) else quarter


def _quarter(text: str, column: Column) -> int:
    if match := _OF_A_YEAR.fullmatch(text):
        _quarter(match["quarter"], column)
        raise Fault(
            "quý của năm khác với cột Năm của dòng này", "Sửa năm ở một trong hai ô, hoặc chỉ ghi quý"
        )
    quarter = _QUARTERS.get(fold(text).removeprefix("quy").strip())
    if quarter is None:
        raise Fault("không phải quý", "Viết I, II, III, IV (hoặc 1 đến 4); để trống nếu là việc cả năm")
    return quarter


def _period(text: str, column: Column) -> str:
    if not is_period(text.upper()):
        raise Fault("không phải kỳ chấm điểm", HOW_WRITTEN)
    return text.upper()


_PARSERS = {
    "text": _text,
    "id": _id,
    "code": _code,
    "date": _date,
    "decimal": _decimal,
    "figure": _figure,
    "whole": _whole,
    "year": _year,
    "quarter": _quarter,
    "period": _period,
}
