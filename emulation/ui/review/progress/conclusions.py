"""What became of the conclusions of meetings: under each meeting what was concluded, who leads, how it stands."""

from __future__ import annotations

from emulation.ui.parts import blocks, session, tables
from emulation.ui.parts.tasks import conclusions_say
from emulation.ui.review.progress import sentences, task_sheet


def draw() -> None:
    """A table a meeting, the latest first; nothing where no task is one, or where meetings cannot be read."""
    rows = session.ask_readable("meeting_conclusions")
    if rows is None or rows.empty:
        return
    blocks.section("Kết luận cuộc họp", f"{conclusions_say(rows)}; không kể năm và quý.")
    for meeting, of in sentences.conclusions(rows):
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
