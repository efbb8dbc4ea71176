"""What is said of an assignment beside its state: the chairman's directive, a unit's request for a later date.

Each is a row of the progress log that repeats the state in force, with a note of a fixed shape. Queries read it by
`remark_of` and `requested_due` of `queries/staging/01_words.sql`.
"""

from __future__ import annotations

import re
from datetime import date

from emulation.intake.cells import written
from emulation.text import fold

_DIRECTIVE = "Chỉ đạo: "
_REQUEST = "Đề nghị gia hạn đến "
_SHAPE = re.compile(rf"{_DIRECTIVE}.+|{_REQUEST}\d\d/\d\d/\d{{4}}: .+", re.DOTALL)
_LIKE_A_DIRECTIVE = re.compile(r"\W*chi dao\s*[:：]")


def directive(text: str) -> str:
    """The note of a directive.

    >>> directive("báo cáo trước 20/11")
    'Chỉ đạo: báo cáo trước 20/11'
    """
    return f"{_DIRECTIVE}{text}"


def request(due_on: date, reason: str) -> str:
    """The note of a request for an extension.

    >>> request(date(2026, 12, 5), "chờ kinh phí")
    'Đề nghị gia hạn đến 05/12/2026: chờ kinh phí'
    """
    return f"{_REQUEST}{written(due_on)}: {reason}"


def is_remark(note: str | None) -> bool:
    """Whether a note is a remark, and says nothing of how the work was done.

    >>> is_remark("Chỉ đạo: làm ngay"), is_remark("Đề nghị gia hạn đến khi xong: chờ"), is_remark(None)
    (True, False, False)
    """
    return bool(note and _SHAPE.fullmatch(note))


def is_directive(note: str | None) -> bool:
    return bool(note and note.startswith(_DIRECTIVE) and _SHAPE.fullmatch(note))


def passes_for_directive(note: str | None) -> bool:
    """Whether a reader could take a note for the chairman's.

    >>> passes_for_directive("CHI ĐẠO : nghỉ"), passes_for_directive("Theo chỉ đạo: nghỉ")
    (True, False)
    """
    return bool(_LIKE_A_DIRECTIVE.match(fold(note or "")))
