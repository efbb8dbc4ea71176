"""What the meetings gave the chosen units to lead or to help with, for the pages of units."""

from __future__ import annotations

from emulation import words
from emulation.ui.parts import blocks, session, tables
from emulation.ui.parts.tables import TableColumn
from emulation.ui.parts.tasks import conclusions_say, meeting_on

_COLUMNS = {
    "title": TableColumn("Kết luận", width="34%"),
    "meeting": TableColumn("Cuộc họp", width="20%", hide_on_phone=True),
    "role": TableColumn("Vai trò"),
    "due_on": TableColumn("Hạn", "due", width="9.5rem"),
    "state": TableColumn("Cả nhiệm vụ", "state", help="Trạng thái của nhiệm vụ theo các đơn vị chủ trì."),
    "days_late": TableColumn("Trễ", "days", hide_on_phone=True),
}


def of_units() -> None:
    """The conclusions in which the chosen units take part, the latest meeting first; nothing where there is none, or where
    meetings cannot be read."""
    rows = session.ask_readable("meeting_conclusions")
    if rows is None or rows.empty:
        return
    until = words.day(session.scope().as_of)
    blocks.section(
        "Kết luận cuộc họp",
        f"{conclusions_say(rows)}; đơn vị chủ trì hoặc phối hợp, mọi năm, đến {until}. Trạng thái là của cả nhiệm vụ.",
    )
    tables.table(
        rows.assign(
            title=rows["clause"] + " · " + rows["title"],
            meeting=[meeting_on(row) for row in rows.to_dict("records")],
        ),
        _COLUMNS,
        key="unit_conclusions",
        caption="Kết luận giao đơn vị, cuộc họp mới nhất ở trên",
        file_name="ket-luan-giao-don-vi",
        page_rows=10,
    )
