"""What is said of an assignment beside its state: the chairman's directive, a unit's request for a later date, its refusal.

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
_REFUSAL = "Không gia hạn: "
_RETURN = "Trả lại: "
_SHAPE = re.compile(rf"{_DIRECTIVE}.+|{_REQUEST}\d\d/\d\d/\d{{4}}: .+|{_REFUSAL}.+", re.DOTALL)
_LIKE_AN_ANSWER = re.compile(r"\W*(chi dao|khong gia han|tra lai)\s*[:：]")


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


def refusal(reason: str) -> str:
    """The note that answers a request with no.

    >>> refusal("đã gia hạn hai lần")
    'Không gia hạn: đã gia hạn hai lần'
    """
    return f"{_REFUSAL}{reason}"


def give_back(reason: str) -> str:
    """The note of a row that takes the place of what a unit reported. It is no remark: the row says how things stand.

    >>> give_back("thiếu biên bản"), is_remark(give_back("thiếu biên bản"))
    ('Trả lại: thiếu biên bản', False)
    """
    return f"{_RETURN}{reason}"


def is_remark(note: str | None) -> bool:
    """Whether a note is a remark, and says nothing of how the work was done.

    >>> is_remark("Chỉ đạo: làm ngay"), is_remark("Đề nghị gia hạn đến khi xong: chờ"), is_remark(None)
    (True, False, False)
    """
    return bool(note and _SHAPE.fullmatch(note))


def is_directive(note: str | None) -> bool:
    return bool(note and note.startswith(_DIRECTIVE) and _SHAPE.fullmatch(note))


def is_refusal(note: str | None) -> bool:
    return bool(note and note.startswith(_REFUSAL) and _SHAPE.fullmatch(note))


def passes_for_an_answer(note: str | None) -> bool:
    """Whether a reader could take a note for one of the chairman or the standing body.

    >>> passes_for_an_answer("CHI ĐẠO : nghỉ"), passes_for_an_answer("Theo chỉ đạo: nghỉ")
    (True, False)
    """
    return bool(_LIKE_AN_ANSWER.match(fold(note or "")))
