"""A change set before it is saved, as HTML: what forbids it, what should be known, what it changes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from emulation.office.change_set import Change, ChangeSet

LISTED = 12
"""Most changes that are shown unfolded."""


def told(change_set: ChangeSet) -> str:
    said = _said(change_set.refusals, "Chưa lưu được. ") + _said(change_set.warnings, "⚠ ")
    return said + listed([_changed(change) for change in change_set.changes])


def folded(title: str, change_set: ChangeSet) -> str:
    """What is told of a change set under a title that unfolds it; how much it warns of beside the title."""
    warned = f" · {len(change_set.warnings)} lưu ý" if change_set.warnings else ""
    return f'<details class="entry-folded"><summary>{escape(title)}{warned}</summary>{told(change_set)}</details>'


def listed(items: Sequence[str]) -> str:
    """A list of what `item` gives; those after the first `LISTED` are folded."""
    more = len(items) - LISTED
    fold = f"<details><summary>Xem thêm {more} dòng</summary><ul>{''.join(items[LISTED:])}</ul></details>"
    return f'<div class="entry-changes"><ul>{"".join(items[:LISTED])}</ul>{fold if more > 0 else ""}</div>'


def item(about: str, how: str) -> str:
    """A thing and how it stands."""
    return _item(about, escape(how))


def _changed(change: Change) -> str:
    if change.before == change.after:
        return item(change.about, f"{change.before} (không đổi)")
    before = f"{escape(change.before)} → " if change.before else ""
    return _item(change.about, f"{before}<strong>{escape(change.after)}</strong>")


def _item(about: str, how: str) -> str:
    return f'<li><span>{escape(about)}</span><span class="how">{how}</span></li>'


def _said(sentences: Sequence[str], mark: str) -> str:
    items = "".join(f"<li><strong>{mark}</strong>{escape(sentence)}</li>" for sentence in sentences)
    return f'<ul class="entry-said">{items}</ul>' if items else ""
