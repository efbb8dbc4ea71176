"""A deadline as a calendar shows it, from a row of `queries/deadlines.sql`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from emulation import words

Row = Mapping[str, Any]
WITHDRAWN = "Không còn"
"""Stands before what is no deadline any more, for calendars that show what was cancelled."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """`kind`, `id`, `unit_id`: the key of the query, empty for none. `day`: the last one that is in time. `word`: how it
    stands, before `what` it is about. `text`: more of it, in lines. `is_over`: nothing is left to be done by that day."""

    kind: str
    id: str
    unit_id: str
    day: date
    word: str
    what: str
    text: str = ""
    place: str = ""
    is_over: bool = False

    @property
    def title(self) -> str:
        return f"{self.word}: {self.what}"

    def is_of(self, unit: str) -> bool:
        """Whether it stands in the calendar of a unit, or of all (""): that has the tasks, not each unit's part of them."""
        return self.unit_id == unit if unit else self.kind != "part"


def deadline_of(row: Row) -> Deadline:
    make = _MADE[row["kind"]]
    return make({name: one_line(value) if isinstance(value, str) else value for name, value in row.items()})


def one_line(text: str) -> str:
    """`text` on one line, without characters that show nothing: what a cell holds begins no line of a file's own.

    >>> one_line("Hội nghị,  tổng kết\\r\\nEND:VEVENT\\x00\\u2028")
    'Hội nghị, tổng kết END:VEVENT'
    """
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _of_task(row: Row) -> Deadline:
    leads = ", ".join(map(one_line, row["leads"]))
    about = (
        f"{row['clause']} · {row['full_title']}",
        f"Vai trò: {row['role']}" if row["role"] else "",
        f"Chủ trì: {leads}" if leads and row["role"] != "Chủ trì" else "",
        f"Kết luận cuộc họp ngày {words.day(row['concluded_on'])}" if row["concluded_on"] else "",
    )
    word = {"Hoàn thành": "Đã xong", "Không phát sinh": "Không phát sinh"}.get(row["status"], "Hạn")
    return _deadline(row, word, row["what"], about)


def _of_dossier(row: Row) -> Deadline:
    many = words.counted(row["quantity"], row["nominee_kind"])
    word = "Đã trình cấp trên" if row["is_over"] else "Hạn hồ sơ"
    return _deadline(row, word, f"{row['what']} ({many}) – {row['unit_name']}", (f"Mã hồ sơ: {row['id']}",))


def _of_meeting(row: Row) -> Deadline:
    return _deadline(row, "Họp" if row["status"] == "Khác" else row["status"], row["what"])


_MADE: Mapping[str, Callable[[Row], Deadline]] = {
    "task": _of_task,
    "part": _of_task,
    "dossier": _of_dossier,
    "meeting": _of_meeting,
}


KINDS = frozenset(_MADE)


def _deadline(row: Row, word: str, what: str, about: tuple[str, ...] = ()) -> Deadline:
    moved = row["due_on"] != row["expires_on"]
    lines = (*about, f"Hạn {words.deadline(row['due_on'], row['expires_on'])}" if moved else "")
    return Deadline(
        row["kind"],
        row["id"],
        row["unit_id"] or "",
        row["expires_on"],
        word,
        what,
        "\n".join(filter(None, lines)),
        row["place"] or "",
        row["is_over"],
    )
