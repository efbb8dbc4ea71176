"""What *Lịch sử* says in sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from emulation import words
from emulation.schema import TABLE
from emulation.store import Entry
from emulation.ui.parts import tables

BACKUPS = (
    "Mỗi ngày có thay đổi, cả thư mục được nén một lần trước lần lưu đầu tiên; 30 bản gần nhất được giữ "
    "trong thư mục sao-luu."
)
COLUMNS = {
    "when": tables.TableColumn("Lúc", width="9rem"),
    "what": "Thay đổi",
    "files": tables.TableColumn("Tệp", hide_on_phone=True),
}


def standing(entries: Sequence[Entry]) -> str:
    """How many changes are kept, and the last one."""
    last = entries[0]
    return f"{len(entries)} lần thay đổi được giữ lại; gần nhất lúc {words.moment(last.when)}: {last.what}."


def listed(entries: Sequence[Entry]) -> pd.DataFrame:
    """The changes as rows: id, when, what, files."""
    rows = [
        (e.id, words.moment(e.when), " · ".join(part for part in (e.what, e.who) if part), files(e))
        for e in entries
    ]
    return pd.DataFrame(rows, columns=["id", "when", "what", "files"], dtype=object)


def when_and_who(entry: Entry) -> str:
    """Lúc 10:15 ngày 23/11/2026, Phòng VHXH, ở progress.csv. Without files where none was changed."""
    where = f"ở {files(entry)}" if entry.tables else "không tệp nào đổi"
    why = f"Lý do: {entry.reason}." if entry.reason else ""
    said = ", ".join(part for part in (f"Lúc {words.moment(entry.when)}", entry.who, where) if part)
    return " ".join(part for part in (f"{said}.", why) if part)


def files(entry: Entry) -> str:
    return ", ".join(TABLE[name].file for name in entry.tables)
