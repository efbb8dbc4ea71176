"""What became of the conclusions of meetings: under each meeting what was concluded, who leads, how it stands."""

from __future__ import annotations

from emulation.ui.frame import folded
from emulation.ui.parts import blocks, session, tables
from emulation.ui.parts.tasks import conclusions_say
from emulation.ui.review.progress import sentences, task_sheet

MOST_MEETINGS = 20
"""So many have a table of their own."""


def draw(nothing: str = "") -> None:
    """A table a meeting, the latest first, and one for all that were before; where no task is one what `nothing` says, and
    not a word where meetings cannot be read."""
    rows = session.ask_readable("meeting_conclusions")
    if rows is None or (rows.empty and not nothing):
        return
    if rows.empty:
        blocks.section("Kết luận cuộc họp", nothing)
        return
    whose = " Trạng thái là của cả nhiệm vụ, không riêng đơn vị đang xem." if session.scope().filtered else ""
    blocks.section("Kết luận cuộc họp", f"{conclusions_say(rows)}; không kể năm và quý.{whose}")
    meetings = rows["meeting_id"].unique()
    recent = rows["meeting_id"].isin(meetings[:MOST_MEETINGS])
    for meeting, of in sentences.conclusions(rows[recent]):
        tables.table(
            of.assign(leads=of["leads"].map(sentences.team)),
            sentences.CONCLUSION_COLUMNS,
            key=f"conclusions_{of['meeting_id'].iloc[0]}",
            caption=meeting,
            file_name="ket-luan-cuoc-hop",
            opens="task_id",
            on_open=task_sheet.SHEET.open,
            page_rows=10,
        )
    if len(meetings) > MOST_MEETINGS:
        blocks.others(
            len(meetings) - MOST_MEETINGS, "cuộc họp", "mở “Xem kết luận trước đó” ngay dưới để tìm"
        )
        folded.table(
            "Xem kết luận trước đó",
            lambda: sentences.conclusions_before(rows[~recent]),
            sentences.EARLIER_COLUMNS,
            key="conclusions_before",
            caption="Kết luận của các cuộc họp trước, mới nhất ở trên",
            file_name="ket-luan-cuoc-hop-truoc",
            opens="task_id",
            on_open=task_sheet.SHEET.open,
        )
