"""What a screen says beside its figures: samples, problems of the data, older figures, nothing to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd
import streamlit as st

from emulation import words
from emulation.city import inbox
from emulation.commune import notice_of
from emulation.intake.problems import Problem, shown
from emulation.schema import TABLE
from emulation.ui.parts import blocks, session, viewer

ASK = "Hãy đổi bộ lọc, hoặc hỏi cơ quan thường trực."
ASK_THEM = "Hãy hỏi cơ quan thường trực."
LISTED = 20
FEW = 3
"""The number of problems shown before the fold."""


def show(desk: str, begins: str) -> None:
    """Every notice that holds on all screens: the plan's own, stale files, problems; of an empty folder how to begin.

    `desk`: the address of the screen that lists all problems; empty on that screen itself. `begins`: that of the screen
    that fills an empty folder; empty on that screen itself.
    The notices have a container of their own. Otherwise a notice that appears would shift the elements below, and
    Streamlit would close every expander as if it were new.
    """
    edition = session.edition()
    with st.container(key="notices"):
        if session.is_new():
            if begins:
                st.html(_begin_notice(begins))
            return
        for text in (
            plan_notice(session.table("plan"), session.scope().year),
            stale_notice(edition.stale),
            problems_notice(edition.problems, desk) if desk else "",
        ):
            if text:
                st.html(text)


def show_city() -> None:
    """The same of a city: sample data, a lake that is away, problems of its list of communes, packages that were refused."""
    now = session.edition()
    with st.container(key="notices"):
        for text in (
            plan_notice(session.table("plan"), session.scope().year),
            *(_notice("stale", "↺", escape(why)) for why in now.stale.values()),
            problems_notice(now.problems, ""),
            refused_notice(inbox.refusals(session.folder().path)) if viewer.keeps_files() else "",
        ):
            if text:
                st.html(text)


def refused_notice(refused: Sequence[inbox.Refusal]) -> str:
    """How many packages were refused, and why the last one; empty without any. Their names come from outside."""
    if not refused:
        return ""
    last = refused[0]
    why = (
        f"Gần nhất {words.moment(last.when)}, {shown(last.name)}: {last.why} "
        f"Các gói ấy ở thư mục {inbox.REFUSED}; sửa xong thì xoá gói khỏi đó."
    )
    said = f"Không nhận {len(refused)} gói số liệu"
    body = f"<details><summary>{said}</summary>{escape(why)}</details>"
    return _notice("problems", "⚠", body, tag="div")


def refusal(sentence: str) -> None:
    """Show that a request cannot be met, and what to do."""
    st.html(_notice("refusal", "⚠", escape(sentence), role="alert"))


def success(html: str) -> None:
    """Say that something was done. `html` is markup: what comes from data in it is escaped."""
    st.html(_notice("success", "✓", html, tag="div"))


def warning(html: str) -> None:
    """Say what has to be decided or looked at. `html` is markup: what comes from data in it is escaped."""
    st.html(_notice("problems", "⚠", html, role="alert", tag="div"))


def nothing(what: str, why: str, do: str, ways: Sequence[tuple[str, str]] = ()) -> None:
    """An empty state: what is missing, why, and what to do about it. `ways`: texts and addresses of links to where it is
    done."""
    st.html(
        f'<div class="nothing" role="status"><p><strong>{escape(what)}</strong></p>'
        f"<p>{escape(why)}</p><p>{escape(do)}</p>{blocks.ways_html(ways) if ways else ''}</div>"
    )


def changed_in(table: str) -> str:
    """Where something assumed is changed, for who can change it; else nothing."""
    return f", sửa được ở Dữ liệu, bảng {TABLE[table].title}" if viewer.keeps_files() else ""


def in_short(year: int) -> list[str]:
    """The notices as short sentences without text from data rows, for the projector that shows a year."""
    edition = session.edition()
    faults = sum(not problem.note for problem in edition.problems)
    said = (
        notice_of(session.each(session.table("plan")), year),
        f"Đang dùng bản trước của {', '.join(edition.stale)}." if edition.stale else "",
        f"Dữ liệu có {faults} lỗi; dòng hoặc tệp lỗi không được tính." if faults else "",
    )
    return [sentence for sentence in said if sentence]


def _begin_notice(begins: str) -> str:
    """That there are no data yet, and for who can fill them where to begin."""
    where = f'Bắt đầu ở <a href="{escape(begins, quote=True)}" target="_self">Lập dữ liệu mới</a>.'
    return _notice("stale", "ℹ", f"Chưa có dữ liệu. {where if viewer.opens('start') else ASK_THEM}")


def plan_notice(plan: pd.DataFrame, year: int) -> str:
    """What the data say of themselves (`commune.notice_of`)."""
    text = notice_of(session.each(plan), year)
    return _notice("sample", "ℹ", escape(text), tag='p tabindex="0"') if text else ""


def stale_notice(stale: Mapping[str, str]) -> str:
    """The files whose last good version is shown, each with why."""
    if not stale:
        return ""
    items = "".join(f"<li><strong>{escape(name)}</strong>: {escape(why)}</li>" for name, why in stale.items())
    unfolded = " open" if len(stale) <= FEW else ""
    body = (
        f"Đang dùng bản trước của <strong>{len(stale)} tệp</strong>, chưa đọc được bản trên đĩa."
        f"<details{unfolded}><summary>Xem từng tệp và lý do</summary><ul>{items}</ul></details>"
    )
    return _notice("stale", "↺", body, tag="div")


def problems_notice(problems: Sequence[Problem], desk: str) -> str:
    """How many problems, in which files, each with its place and remedy, and a link to the `desk` with the list."""
    faults = [problem for problem in problems if not problem.note]
    if not faults:
        return ""
    files = ", ".join(f"{escape(name)} ({count})" for name, count in Counter(p.file for p in faults).items())
    items = "".join(_item(problem) for problem in faults[:LISTED])
    more = len(faults) - LISTED
    rest = f"<p>… và {more} lỗi nữa.</p>" if more > 0 else ""
    link = ""
    if desk:
        link = f'<a href="{escape(desk, quote=True)}" target="_self">Mở danh sách lỗi để tìm, sắp xếp, tải về</a>'
    unfolded = " open" if len(faults) <= FEW else ""
    body = (
        f"Dữ liệu có <strong>{len(faults)} lỗi</strong> ở {files}. "
        "Dòng hoặc tệp lỗi không được tính; phần còn lại vẫn được tính."
        f"<details{unfolded}><summary>Xem từng lỗi và cách sửa</summary><ul>{items}</ul>{rest}{link}</details>"
    )
    return _notice("problems", "⚠", body, tag="div")


def _item(problem: Problem) -> str:
    place = " · ".join(part for part in (problem.cell and f"ô {problem.cell}", problem.label) if part)
    where = f"<strong>{escape(problem.file)}</strong>{escape(' · ' + place) if place else ''}"
    value = f" “{escape(shown(problem.value))}”" if problem.value else ""
    return f"<li>{where}{value}: {escape(problem.reason)}. <em>{escape(problem.remedy)}.</em></li>"


def _notice(kind: str, mark: str, body: str, role: str = "status", tag: str = "p") -> str:
    mark_html = f'<span class="mark" aria-hidden="true">{mark}</span>'
    return f'<div class="notice {kind}" role="{role}">{mark_html}<{tag}>{body}</{tag.split()[0]}></div>'
