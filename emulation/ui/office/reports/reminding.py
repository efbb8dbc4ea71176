"""The part *Nhắc việc*: who would get which mail and why, one button that sends, and what was sent."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from emulation import words
from emulation.access import Action, may
from emulation.remind import job, log, outbox, settings
from emulation.remind.job import Job
from emulation.remind.outbox import Outbox, Outcome, Parcel
from emulation.site import site
from emulation.store import SaveRefused
from emulation.ui.frame import filters, folded, frame
from emulation.ui.office import saving, told
from emulation.ui.office.reports import sentences
from emulation.ui.parts import blocks, notices, session, tables, viewer
from emulation.warehouse import NotAvailable

_MINE, _REFUSED = "reminding-job", "reminding-refused"
_EVERY = 1.0
"""Seconds between two looks at a sending that runs."""
_COLUMNS = {
    "name": tables.TableColumn("Nơi nhận", width="30%"),
    "at": tables.TableColumn("Lúc", width="24%"),
    "why": tables.TableColumn("Vì", width="22%"),
    "outcome": tables.TableColumn("Kết quả", width="24%"),
}


def draw() -> None:
    """The part, for who may send."""
    if not may(viewer.viewer(), Action.REMIND):
        return
    blocks.section("Nhắc việc", sentences.REMINDING)
    running = _running()
    st.fragment(partial(_sending, was_running=running), run_every=_EVERY if running else None)()
    folded.table(
        "Thư đã gửi",
        _sent,
        _COLUMNS,
        key="reminders_sent",
        caption="Thư nhắc việc đã gửi, mới nhất ở trên",
        file_name="thu-nhac-viec",
        empty="Chưa gửi thư nào.",
    )


def _running() -> bool:
    found = job.of(session.folder().path)
    return found is not None and found.runs


def _sending(*, was_running: bool) -> None:
    """A sending that runs, else what became of this tab's last one, and what would be sent now."""
    if not viewer.is_still() or was_running != _running():
        st.rerun()
    found = job.of(session.folder().path)
    if found and found.runs:
        done, total = len(found.outcomes), found.total
        said = f"Đang gửi thư {done + 1}/{total}…" if total else "Đang chuẩn bị thư…"
        st.progress(min(1.0, done / total) if total else 0.0, text=said)
        return
    if refused := st.session_state.pop(_REFUSED, ""):
        notices.refusal(refused)
    if found and st.session_state.get(_MINE) is found:
        _outcome(found)
    unfolded = st.expander("Xem trước và gửi", key="reminding_fold", on_change="rerun")
    with unfolded, frame.part():
        if unfolded.open:
            _preview()


def _outcome(of: Job) -> None:
    if of.fault:
        notices.refusal(of.fault)
    if not of.fault or of.outcomes:
        failed = [each for each in of.outcomes if not each.is_sent]
        said = escape(sentences.reminded(of.outcomes))
        (notices.warning if failed else notices.success)(
            said + told.listed([_failed(each) for each in failed])
        )


def _failed(outcome: Outcome) -> str:
    return told.item(outcome.parcel.name, f"{outcome.word}. {outcome.said}")


def _preview() -> None:
    """Who gets what, who cannot, and the button; what is missing before anything can be sent."""
    try:
        head, server = settings.letterhead(os.environ), settings.server(os.environ)
    except settings.Misconfigured as wrong:
        notices.refusal(f"Chưa gửi được thư: {wrong} Xem mục Thư nhắc việc trong docs/may-chu.md.")
        head, server = settings.Letterhead(), None
    else:
        if server is None:
            blocks.note(sentences.NO_SERVER)
    box = Outbox(session.edition().warehouse, session.folder().path, session.day(), head)
    parcels = box.parcels()
    due = [each for each in parcels if each.is_due() and each.to]
    blocks.lead(sentences.to_be_reminded(parcels, words.day(box.as_of)))
    if due:
        st.html(f'<div class="reminders">{told.listed([_mail(box, each) for each in due])}</div>')
        if not site():
            blocks.note(sentences.NO_SITE)
        if server:
            st.button(f"Gửi {len(due)} thư", type="primary", key="reminding-send", on_click=_send)
    if without := [each for each in parcels if each.is_due() and not each.to]:
        blocks.note(f"{words.number(len(without))} đơn vị chưa có địa chỉ đúng:")
        st.html(told.listed([_without(each) for each in without]))
    if unclear := [each for each in parcels if each.is_unclear]:
        blocks.note(sentences.UNCLEAR)
        st.html(told.listed([told.item(each.name, ", ".join(each.to)) for each in unclear]))
        if server:
            units = tuple(each.unit for each in unclear)
            st.button(
                f"Gửi lại {len(units)} thư chưa rõ", key="reminding-again", on_click=_send, args=(units,)
            )


def _mail(box: Outbox, parcel: Parcel) -> str:
    """An addressee, why, and the message under a fold."""
    said = box.words(parcel)
    about = f"<strong>{escape(parcel.name)}</strong> {escape(parcel.why)} · {escape(', '.join(parcel.to))}"
    text = f"{said.subject}\n\n{said.text().strip()}"
    return f"<li><details><summary>{about}</summary><p>{escape(text)}</p></details></li>"


def _without(parcel: Parcel) -> str:
    link = filters.link("data", file="units", row=parcel.line)
    way = f'<a href="{escape(link, quote=True)}" target="_self">Ghi địa chỉ</a>'
    return f"<li>{escape(parcel.name)}: {escape(outbox.no_address(parcel))} {way}</li>"


def _send(again: Sequence[str] = ()) -> None:
    """Send what is due at this moment, in a thread of its own; `again`: only to these, what may have gone."""
    folder = session.folder()
    if why_not := saving.not_permitted(Action.REMIND):
        st.session_state[_REFUSED] = f"Chưa gửi. {why_not}"
        return
    head, server = settings.letterhead(os.environ), settings.server(os.environ)
    assert server
    edition, day, by = folder.edition(), session.day(), viewer.viewer().name

    def work() -> outbox.Sending:
        box = Outbox(edition.warehouse, folder.path, day, head)
        return outbox.send(box, folder.path, head, server, units=again, again=bool(again), by=by)

    st.session_state[_MINE] = job.start(folder.path, work, (SaveRefused, NotAvailable))


def _sent() -> pd.DataFrame:
    rows = [
        (
            each.name,
            f"{words.day(each.at)} {each.at:%H:%M}",
            each.why,
            f"{each.outcome}. {each.said}" if each.said else each.outcome,
        )
        for each in log.entries(session.folder().path)
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS))
