"""Who a letter goes to, and in what tone, by the unit's name; a name that these rules do not know stays as it is.

An office's head is written to by post (Trưởng thôn 1). The Party's offices, the Front, its organisations and the People's
Council are not the committee's to press: they are asked to cooperate, under their own names.
"""

from __future__ import annotations

import re

from emulation.text import fold

_SCHOOLS = r"mầm non|mẫu giáo|tiểu học|trung học|thcs|thpt|th|mn|phổ thông|ptdt|liên cấp|dân tộc"
_HOLDERS = (
    (r"(?:thôn|xóm|ấp|bản|buôn|bon|làng|khóm|phum|sóc|khu phố|khu dân cư)\s+\S.*", "Trưởng {clause}"),
    (r"(?:tổ dân phố|tdp)\s+(?P<of>\S.*)", "Tổ trưởng tổ dân phố {of}"),
    (rf"trường\s+(?:{_SCHOOLS})\b.*", "Hiệu trưởng {name}"),
    (r"công an\s+(?:xã|phường|đặc khu)\b.*", "Trưởng {name}"),
    (r"ban\s+(?:chỉ huy quân sự|chqs)\b.*", "Chỉ huy trưởng {name}"),
    (r"(?:trung tâm|bệnh viện)\s+\S.*", "Giám đốc {name}"),
    (r"phòng\s+(?!khám\b|giao dịch\b)(?P<of>\S.*)", "Trưởng phòng {of}"),
    (r"văn phòng\s+(?:hđnd|hội đồng nhân dân|ubnd|ủy ban nhân dân|uỷ ban nhân dân)\b.*", "Chánh {name}"),
)
"""The whole name, whatever its case → how its head is written to."""
_POSTS = ((r"phòng\s", "TRƯỞNG PHÒNG"), (r"văn phòng\s", "CHÁNH VĂN PHÒNG"), (r"trung tâm\s", "GIÁM ĐỐC"))
_NOT_PRESSED = re.compile(
    r"\bdang uy\b|\bban xay dung dang\b|\buy ban kiem tra\b|\bban (tuyen giao|dan van|to chuc)\b"
    r"|\bmat tran\b|\bmttq\b|^(thuong truc )?(hdnd|hoi dong nhan dan)\b|^hoi (?!dong\b)|^doan (thanh nien|tncs)\b"
    r"|^cong doan\b|^lien doan lao dong\b"
)
"""In a folded name: the Party's offices, the Front and its member organisations, the People's Council."""


def holder(name: str) -> str:
    """Who is written to at a unit.

    >>> holder("Thôn 1"), holder("Tổ dân phố số 3"), holder("Trường Tiểu học số 1"), holder("Công an xã")
    ('Trưởng thôn 1', 'Tổ trưởng tổ dân phố số 3', 'Hiệu trưởng Trường Tiểu học số 1', 'Trưởng Công an xã')
    >>> holder("Phòng Kinh tế"), holder("Văn phòng HĐND và UBND xã"), holder("Trạm Y tế xã"), holder("Văn phòng Đảng ủy")
    ('Trưởng phòng Kinh tế', 'Chánh Văn phòng HĐND và UBND xã', 'Trạm Y tế xã', 'Văn phòng Đảng ủy')
    """
    if cooperates(name):
        return name
    for pattern, form in _HOLDERS:
        if found := re.fullmatch(pattern, name, re.IGNORECASE | re.DOTALL):
            return form.format(name=name, clause=name[:1].lower() + name[1:], **found.groupdict())
    return name


def cooperates(name: str) -> bool:
    """Whether the unit is asked to cooperate rather than told to say why it is late.

    >>> [cooperates(name) for name in ("Văn phòng Đảng ủy", "Hội Nông dân xã", "Hội đồng nhân dân xã", "Phòng Kinh tế")]
    [True, True, True, False]
    """
    return _NOT_PRESSED.search(fold(name)) is not None


def post(name: str) -> str:
    """The post of the head of the standing body, in capitals, as it stands above his name; empty where that is not known.

    >>> post("Phòng Văn hoá - Xã hội"), post("Văn phòng HĐND và UBND"), post("Ban Thi đua")
    ('TRƯỞNG PHÒNG', 'CHÁNH VĂN PHÒNG', '')
    """
    return next((said for begun, said in _POSTS if re.match(begun, name, re.IGNORECASE)), "")
