"""What fills each template: kind of report → its documents, each a name and the values of its tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from emulation.reports.contents import letterhead, minutes, period, proposal, ranking, reminders
from emulation.reports.facts import Facts

Document = tuple[str, Mapping[str, Any]]
"""File name without extension, and the template's values."""

CONTENTS: Mapping[str, Callable[[Facts], Iterator[Document]]] = {
    "quarter": period.documents,
    "half-year": period.documents,
    "year": period.documents,
    "ranking": ranking.documents,
    "proposal": proposal.documents,
    "minutes": minutes.documents,
    "reminders": reminders.documents,
}

_SECTIONS = {
    "quarter": period.SECTIONS,
    "half-year": period.SECTIONS,
    "year": period.SECTIONS,
    "ranking": ranking.NOTICE,
    "proposal": (proposal.SECTION,),
    "minutes": minutes.SECTIONS,
}
_AROUND = {
    **letterhead.TAGS,
    "ky_sau": "kỳ liền sau",
    "ky_cham": "kỳ chấm điểm",
    "don_vi_cua_nhiem_vu": "tên cột đơn vị ở bảng nhiệm vụ",
    "pham_vi.cau": "các đoạn nói phạm vi số liệu",
}
MEANINGS: Mapping[str, Mapping[str, str]] = {
    "reminders": {**_AROUND, **reminders.TAGS},
    **{
        kind: _AROUND | {tag: meaning for section in sections for tag, meaning in section.tags.items()}
        for kind, sections in _SECTIONS.items()
    },
}
"""Kind of report → its tags → what each stands for, said to who edits the template."""
