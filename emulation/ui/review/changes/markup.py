"""What the pictures share: a block under its heading, a link, an arrow, a list whose end is folded away. All is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape


def block(title: str, inner: str, note: str = "", kind: str = "") -> str:
    """A part of the picture under its heading."""
    told = f'<p class="note">{escape(note)}</p>' if note else ""
    return f'<section class="{kind}"><h3>{escape(title)}</h3>{told}{inner}</section>'


def listed(lines: Sequence[str], first: int, kind: str = "") -> str:
    """Lines of HTML, the `first` of them at once, the others under a fold."""
    shown, rest = lines[:first], lines[first:]
    fold = (
        f"<details><summary>Xem {len(rest)} dòng còn lại</summary>{_list(rest, kind)}</details>"
        if rest
        else ""
    )
    return _list(shown, kind) + fold


def _list(lines: Sequence[str], kind: str) -> str:
    return f'<ul class="{kind}">{"".join(f"<li>{line}</li>" for line in lines)}</ul>'


def a(link: str, text: str) -> str:
    """A text that opens something; where there is no link the text."""
    return f'<a href="{escape(link, quote=True)}" target="_self">{escape(text)}</a>' if link else escape(text)


def counted(number: str, mark: str, what: str) -> str:
    """A number in large type, and what there are so many of."""
    return (
        f'<p class="counted"><strong>{escape(number)}</strong> '
        f'<span><span class="sign" aria-hidden="true">{mark}</span> {escape(what)}</span></p>'
    )
