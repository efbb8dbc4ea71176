"""How the statistics forms 0601–0603 of Thông tư 02/2023/TT-BNV are laid out: their columns and numbered lines.

The circular itself was not at hand; the layout is that of public software which prints these forms. Where it contradicts
itself the reading that the law allows was taken: Cờ thi đua is for collectives only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from emulation.schema import LAUNCHING_LEVELS
from emulation.text import fold

COLLECTIVE, PERSON, FAMILY = "Tập thể", "Cá nhân", "Hộ gia đình"
ALL = "Tổng số"
"""What the first line counts."""
TERMS = (
    "Dưới 1 năm",
    "1 năm",
    "Từ 1 năm đến dưới 3 năm",
    "Từ 3 năm đến dưới 5 năm",
    "Từ 5 năm trở lên",
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of figures. path: its headings from the top; number: as printed below them.

    Of awards: kinds are the nominees that it is for; names, a regular expression, finds the folded names it takes.
    """

    number: str
    path: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    names: str = ""

    def takes(self, name: str, kind: str) -> bool:
        """Whether an award of that name to that kind of nominee is counted here."""
        return kind in self.kinds and re.search(self.names, fold(name)) is not None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a form. counts: the word of what it counts; empty where the data know nothing of it.

    A line without a code is a heading. kind: the nominees it is about; only: numbers of the columns that it can have.
    sums: codes of the lines that it adds up.
    """

    label: str
    code: str = ""
    unit: str = ""
    counts: str = ""
    kind: str = ""
    only: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()

    def can_have(self, slot: Slot) -> bool:
        """False where the form itself leaves no figure to write."""
        return slot.number in (self.only or (slot.number,)) and (not self.kind or self.kind in slot.kinds)


@dataclass(frozen=True, slots=True)
class Form:
    """One form. title; measure: what it counts, where the form says so; of its columns the first say what a line is,
    `total` is the number and sum of the next."""

    code: str
    title: str
    slots: Sequence[Slot]
    lines: Sequence[Line]
    widths: Sequence[float]
    head_lines: Sequence[int]
    """Lines of text in each row of headings."""
    has_unit: bool = True
    measure: str = ""
    total: str = "1"

    @property
    def first_slot(self) -> int:
        """Index of the first column of figures after the total."""
        return len(self.widths) - len(self.slots)


def _nominees(codes: Sequence[str]) -> tuple[Line, ...]:
    """The lines by kind of nominee: eight codes."""
    return (
        Line("- Tập thể", codes[0], "Tập thể", COLLECTIVE, COLLECTIVE),
        Line("Trong đó: Doanh nghiệp", codes[1], "Doanh nghiệp", kind=COLLECTIVE),
        Line("- Hộ gia đình", codes[2], "Hộ", FAMILY, FAMILY),
        Line("- Cá nhân", codes[3], "Người", PERSON, PERSON),
        *(Line(f"+ {who}", code, "Người", kind=PERSON) for who, code in zip(_POSTS, codes[4:], strict=True)),
    )


_POSTS = (
    "Lãnh đạo cấp bộ, cấp tỉnh và tương đương trở lên",
    "Lãnh đạo cấp vụ, sở, ngành và tương đương",
    "Doanh nhân",
    "Các cấp lãnh đạo khác từ phó phòng trở lên",
    "Người trực tiếp công tác, lao động, học tập, chiến đấu và phục vụ chiến đấu (công nhân, nông dân, ...)",
)


def _ways(codes: Sequence[str]) -> tuple[Line, ...]:
    """The lines by way of commendation: seven codes."""
    return tuple(
        Line(f"- {label}", code, counts=type_)
        for (label, type_), code in zip(_WAYS.items(), codes, strict=True)
    )


_WAYS = {
    "Thường xuyên": "Công trạng",
    "Chuyên đề": "Phong trào",
    "Đột xuất": "Đột xuất",
    "Đối ngoại": "Đối ngoại",
    "Cống hiến": "Cống hiến",
    "Niên hạn": "Niên hạn",
    "Kháng chiến": "",
}
"""The form's ways of commendation → the data's types."""


def _codes(first: int, last: int) -> list[str]:
    return [f"{number:02}" for number in range(first, last + 1)]


_BOTH = (COLLECTIVE, FAMILY)
"""Whom a column "Tập thể" takes in: families have none of their own."""


def _pair(number: str, *path: str, names: str) -> tuple[Slot, Slot]:
    return (
        Slot(number, ("Chia ra", *path, "Tập thể"), _BOTH, names),
        Slot(number, ("Chia ra", *path, "Cá nhân"), (PERSON,), names),
    )


def _one(number: str, name: str, who: str, names: str) -> Slot:
    return Slot(number, ("Chia ra", name, name, who), (who,), names)


_LAUNCHED = "Số phong trào thi đua chia theo cấp chủ trì phát động thi đua"
_MEDALS = "Các loại huân chương, huy chương"
_HONOURS = (
    r"\banh hung\b|\bme viet nam\b|\bdanh hieu vinh du\b"
    r"|\b(nha giao|thay thuoc|nghe si|nghe nhan) (nhan dan|uu tu)\b"
)

MOVEMENTS = Form(
    "0601.N/BNV-TĐKT",
    "Số phong trào thi đua",
    [
        Slot(number, (_LAUNCHED, heading))
        for number, heading in zip(
            ("2", "3", "4"),
            (
                "Cấp Trung ương (Hội đồng Thi đua - Khen thưởng Trung ương)",
                "Cấp bộ, ban, ngành, đoàn thể Trung ương, tỉnh, thành phố trực thuộc Trung ương",
                "Cơ quan, tổ chức, đơn vị",
            ),
            strict=True,
        )
    ],
    (
        Line(ALL, "01", counts=ALL),
        Line("1. Chia theo phạm vi tổ chức thi đua"),
        Line("- Toàn quốc", "02", only=("2",)),
        Line("- Bộ, ban, ngành, đoàn thể, địa phương", "03", only=("3",)),
        Line("- Cụm, khối thi đua do Hội đồng Thi đua - Khen thưởng các cấp tổ chức", "04", only=("4",)),
        Line("- Cơ quan, tổ chức, đơn vị", "05", only=("4",)),
        Line("2. Chia theo thời hạn thi đua"),
        *(Line(f"- {term}", code, counts=term) for term, code in zip(TERMS, _codes(6, 10), strict=True)),
        Line("3. Chia theo phương thức tổ chức phong trào thi đua"),
        Line("- Thi đua theo chuyên đề", "11"),
        Line("- Thi đua thường xuyên hằng năm", "12"),
    ),
    widths=(52, 8, 14, 24, 28, 24),
    head_lines=(2, 4),
    has_unit=False,
    measure="Phong trào",
    total="1=(2+3+4)",
)
LAUNCHED_IN: dict[str, int] = dict(zip(LAUNCHING_LEVELS, range(3), strict=True))
"""Level that launched a movement → index of its column in 0601."""

STATE = Form(
    "0602.N/BNV-TĐKT",
    "Số lượng khen thưởng cấp Nhà nước",
    (
        *_pair("2", _MEDALS, "Huân chương", names=r"\bhuan chuong\b"),
        *_pair("2", _MEDALS, "Huy chương", names=r"\bhuy chuong\b"),
        _one("3", "Giải thưởng Hồ Chí Minh", PERSON, r"\bgiai thuong ho chi minh\b"),
        _one("4", "Giải thưởng Nhà nước", PERSON, r"\bgiai thuong nha nuoc\b"),
        *_pair("5", *["Danh hiệu vinh dự nhà nước"] * 2, names=_HONOURS),
        _one("6", "Cờ thi đua của Chính phủ", COLLECTIVE, r"\bco thi dua\b"),
        *_pair("7", *["Bằng khen của Thủ tướng Chính phủ"] * 2, names=r"\bbang khen\b"),
        _one("8", "Chiến sĩ thi đua Toàn quốc", PERSON, r"\bchien si thi dua\b"),
        *_pair("9", *["Các hình thức khen thưởng khác"] * 2, names=""),
    ),
    (
        Line(ALL, "01", counts=ALL, sums=("06", "08", "09")),
        Line("1. Chia theo đơn vị ban hành tờ trình Thủ tướng Chính phủ về khen thưởng"),
        Line("- Bộ, ban, ngành, đoàn thể Trung ương", "02", "Bộ, ngành"),
        Line("- Tỉnh, thành phố trực thuộc Trung ương", "03", "Tỉnh, TP"),
        Line("2. Chia theo đối tượng khen thưởng"),
        *_nominees(_codes(6, 14)),
        Line("3. Chia theo phương thức khen thưởng"),
        *_ways(_codes(15, 21)),
    ),
    widths=(36, 6, 9, 7, *[7.5] * 14),
    head_lines=(1, 3, 2, 2),
)

PROVINCE = Form(
    "0603.N/BNV-TĐKT",
    "Số lượng khen thưởng cấp bộ, ban, ngành, đoàn thể Trung ương và tỉnh, thành phố trực thuộc Trung ương",
    (
        Slot("2", ("Chia ra", "Bằng khen"), (COLLECTIVE, FAMILY, PERSON), r"\bbang khen\b"),
        Slot("3", ("Chia ra", "Chiến sĩ thi đua cấp bộ, cấp tỉnh"), (PERSON,), r"\bchien si thi dua\b"),
        Slot(
            "4",
            (
                "Chia ra",
                "Cờ thi đua của bộ, ban, ngành, đoàn thể Trung ương, tỉnh, thành phố trực thuộc Trung ương",
            ),
            (COLLECTIVE,),
            r"\bco thi dua\b",
        ),
        Slot(
            "5",
            (
                "Chia ra",
                "Huy hiệu (kỷ niệm chương) của bộ, ban, ngành, đoàn thể Trung ương, tỉnh, thành phố trực thuộc "
                "Trung ương",
            ),
            (COLLECTIVE, FAMILY, PERSON),
            r"\bhuy hieu\b|\bky niem chuong\b",
        ),
    ),
    (
        Line(ALL, "01", counts=ALL, sums=("02", "04", "05")),
        Line("1. Chia theo đối tượng khen thưởng"),
        *_nominees(_codes(2, 10)),
        Line("2. Chia theo phương thức khen thưởng"),
        *_ways(_codes(11, 17)),
    ),
    widths=(52, 8, 14, 10, 14, 18, 24, 24),
    head_lines=(1, 5),
)
