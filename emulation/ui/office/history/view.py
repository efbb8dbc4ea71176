"""Parts of the page *Lịch sử*: the chosen change, what it changed, and the buttons to undo and restore."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice

import pandas as pd
import streamlit as st

from emulation import permits, words
from emulation.access import Action, may
from emulation.intake.problems import Unreadable
from emulation.schema import TABLE, Table
from emulation.store import (
    Document,
    Entry,
    RowChange,
    SaveRefused,
    backup,
    difference,
    history,
    read_document,
)
from emulation.ui.frame import filters
from emulation.ui.office import desk, differences, saving
from emulation.ui.parts import blocks, notices, session, tables, viewer

CHANGE = "thay-doi"
"""Query parameter of the chosen change."""
_BEFORE, _NOW, _WHOLE = "So với bản ngay trước đó", "So với bản hiện nay", "Xem cả tệp"
_OPENED = 50
"""Most rows that are opened together."""
_SHOWN = 500
"""Most rows shown of a whole file: the last ones. The download has all of them."""


def entries() -> Sequence[Entry]:
    """All changes, newest first: a change from outside the program by when its file was written."""
    return sorted(history.entries(session.folder().path), key=lambda entry: entry.when, reverse=True)


def choose(entry: str) -> None:
    st.query_params[CHANGE] = entry


def chosen(among: Sequence[Entry]) -> Entry:
    """The change in the address; without one, the latest."""
    asked = st.query_params.get(CHANGE)
    found = next((entry for entry in among if entry.id == asked), None)
    if asked and found is None:
        notices.refusal("Không có lần thay đổi mà địa chỉ này chỉ tới; đang xem lần mới nhất.")
    return found or among[0]


def tables_of(entry: Entry) -> list[Table]:
    return [TABLE[name] for name in entry.tables]


def undo_button(entry: Entry) -> None:
    """Undo the whole change in all its files, for who may."""
    if permits.of_undo(viewer.viewer(), session.folder().path, entry.id):
        return
    st.button(
        "Hoàn tác thay đổi này",
        key=f"undo_{entry.id}",
        disabled=not entry.undoable,
        on_click=saving.undo,
        args=(entry.id, entry.what),
        help="Trả các dòng đã đổi về như trước lần này. Những gì ghi sau đó ở dòng khác được giữ nguyên.",
    )


def show_table(entry: Entry, table: Table) -> None:
    """The change of one file side by side, or the whole version, with the buttons to restore and download it."""
    wanted = st.segmented_control(
        table.title, (_BEFORE, _NOW, _WHOLE), default=_BEFORE, key=f"against_{table.name}", required=True
    )
    try:
        data = history.version(session.folder().path, entry.id, table.name)
        if wanted == _WHOLE:
            _whole(Document.read(data, table))
        else:
            changes = _changes(entry, table, data, wanted)
            differences.draw(table, changes, key=f"change_{table.name}")
            _to_the_rows(table, changes)
    except (SaveRefused, Unreadable) as missing:
        notices.refusal(f"Chưa xem được bản này: {missing}")
        return
    _ways_back(entry, table, data)


def _to_the_rows(table: Table, changes: Sequence[RowChange]) -> None:
    """A link that opens the rows that were changed, as far as they are still there, to mend them."""
    present = read_document(session.folder().path, table.name)
    there = (present.line(change.key) for change in changes if change.key in present.positions)
    if lines := list(islice(there, _OPENED)):
        blocks.ways([("Mở các dòng này", filters.link("data", file=table.name, row=lines))])


def _whole(document: Document) -> None:
    """All rows of a version."""
    rows = list(document.rows().values())
    labels = document.table.labels()
    tables.table(
        pd.DataFrame(rows[-_SHOWN:], columns=list(document.columns), dtype=object),
        {name: labels.get(name, name) for name in document.columns},
        key=f"whole_{document.table.name}",
        caption=f"{document.table.file}: {len(rows)} dòng"
        + (f", {_SHOWN} dòng cuối" if len(rows) > _SHOWN else ""),
        file_name=document.table.name,
    )


def _changes(entry: Entry, table: Table, data: bytes, against: str) -> Sequence[RowChange]:
    """From the version before this change to the one after it; or from the one after it to the present file."""
    folder = session.folder().path
    after = Document.read(data, table)
    if against == _NOW:
        return difference(after, read_document(folder, table.name))
    former = history.before(folder, entry.id, table.name)
    return difference(Document.read(former, table) if former else Document.empty(table), after)


def _ways_back(entry: Entry, table: Table, data: bytes) -> None:
    """Buttons to restore or download the file as it was after this change."""
    with st.container(horizontal=True):
        if _may_restore():
            st.button(
                f"Khôi phục {table.file} như sau lần này",
                key=f"restore_{entry.id}_{table.name}",
                on_click=saving.restore_version,
                args=(entry, table.name),
            )
        st.download_button(
            f"Tải {table.file} bản này",
            data,
            file_name=f"{table.name}-{entry.when:%Y-%m-%d-%H%M%S}.csv",
            mime="text/csv",
            key=f"download_{entry.id}_{table.name}",
        )


def _may_restore() -> bool:
    return may(viewer.viewer(), Action.UNDO)


def _may_copy() -> bool:
    return may(viewer.viewer(), Action.BACK_UP)


def what_is_kept() -> str:
    """What the page is for, in the words of who looks."""
    ways = "xem, so sánh và khôi phục được" if _may_restore() else "xem và so sánh được"
    return f"Mỗi lần lưu giữ lại bản trước; bản nào cũng {ways}."


def how_to_keep() -> str:
    """What to do while nothing was saved."""
    if _may_copy():
        return "Muốn giữ bản hiện nay, hãy sao lưu ở cuối trang."
    return "Cơ quan thường trực sao lưu được bản hiện nay."


def backups() -> None:
    """The daily backups, with buttons to restore and download them."""
    found = backup.backups(session.folder().path)
    if not found:
        notices.nothing(
            "Chưa có bản sao nào.",
            "Bản sao đầu tiên được làm trước lần lưu đầu tiên.",
            "Có thể làm ngay bây giờ." if _may_copy() else how_to_keep(),
        )
        if _may_copy():
            st.button("Sao lưu ngay", on_click=_copy_now)
        return
    by_day = {copy.day: copy for copy in found}
    day: date = st.selectbox(
        "Ngày", list(by_day), format_func=lambda d: f"{words.day(d)} · {by_day[d].size / 1024:.0f} KB"
    )
    with st.container(horizontal=True):
        if _may_restore():
            st.button(
                f"Khôi phục bản sao ngày {words.day(day)}",
                key=f"backup_{day}",
                on_click=saving.restore_backup,
                args=(day,),
                help="Mọi tệp trở về như ngày ấy. Việc này cũng được ghi vào lịch sử và hoàn tác được.",
            )
        st.download_button(
            "Tải tệp nén",
            by_day[day].path.read_bytes(),
            file_name=by_day[day].path.name,
            mime="application/zip",
            key=f"zip_{day}",
        )


def _copy_now() -> None:
    desk.copy_of_the_day()
