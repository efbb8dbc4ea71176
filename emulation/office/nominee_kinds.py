"""For whom an award is, as far as its name says so: only presets the kind of nominee, never forbids another."""

from __future__ import annotations

import re

from emulation.schema import NOMINEE_KINDS
from emulation.text import fold

PERSON, COLLECTIVE, HOUSEHOLD = NOMINEE_KINDS
_NAMED = {
    PERSON: (
        r"ca nhan|chien s[iy] (?:thi dua|tien tien|ve vang)|(?<!tap the )lao dong tien tien|ky niem chuong|huy chuong|"
        r"(?:nha giao|thay thuoc|nghe si|nghe nhan) (?:nhan dan|uu tu)|ba me viet nam anh hung"
    ),
    COLLECTIVE: (
        r"tap the|co thi dua|don vi (?:quyet thang|tien tien)|(?:xa|phuong|dac khu)\b.* tieu bieu|"
        r"(?:thon|lang|ban|to dan pho|khu dan cu)\b.* van hoa"
    ),
    HOUSEHOLD: r"gia dinh",
}
"""Kind → what its awards are called in the Law on Emulation and Commendation 2022."""


def kind_of(award: str) -> str:
    """The only kind of nominee that an award of this name can have; empty where it may have several.

    >>> kind_of("Lao động tiên tiến"), kind_of("Tập thể Lao động tiên tiến"), kind_of("Gia đình văn hoá")
    ('Cá nhân', 'Tập thể', 'Hộ gia đình')
    >>> kind_of("Giấy khen của Chủ tịch UBND xã"), kind_of("Giấy khen cho tập thể, cá nhân")
    ('', '')
    """
    named = re.sub(r"[^a-z0-9]+", " ", fold(award))
    kinds = [kind for kind, names in _NAMED.items() if re.search(rf"\b(?:{names})\b", named)]
    return kinds[0] if len(kinds) == 1 else ""
