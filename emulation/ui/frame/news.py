"""How much is new from the units, for the screens where the officer's day begins."""

from __future__ import annotations

from contextlib import suppress

from emulation import words
from emulation.access import Action, may
from emulation.office import reported
from emulation.ui.frame import filters
from emulation.ui.parts import blocks, session, viewer


def line() -> None:
    """A line with a link, where there are reports that nobody has looked at, for who looks at them."""
    if not may(viewer.viewer(), Action.RECORD):
        return
    with suppress(OSError):  # a share that is away for a moment
        found = reported.new_reports(session.folder().path)
        if found:
            units = len({report.unit for report in found})
            phrase = f"{words.number(len(found))} báo cáo mới"
            sentence = f"{phrase} của {words.number(units)} đơn vị chưa xem."
            blocks.lead(sentence, {phrase: filters.link("inbox")})
