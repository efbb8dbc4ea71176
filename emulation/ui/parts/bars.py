"""Bars in HTML, where a chart would be more than is needed."""

from __future__ import annotations


def track(width: float, mark: float | None = None) -> str:
    """A bar of so many percent of its room, with an upright mark at another percentage."""
    fill = f'<span class="fill" style="width:{width:.2f}%"></span>' if width else ""
    upright = f'<span class="mark" style="left:{mark:.2f}%"></span>' if mark is not None else ""
    return f'<span class="track" aria-hidden="true">{fill}{upright}</span>'
