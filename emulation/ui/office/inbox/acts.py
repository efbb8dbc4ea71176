"""What the buttons of *Mới từ các đơn vị* do. They are callbacks: they answer what is there at that moment."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from emulation.office import inbox, reported, requests
from emulation.office.change_set import ChangeSet, Row
from emulation.office.inbox import Item
from emulation.office.reported import Report
from emulation.scope import today
from emulation.store import history
from emulation.ui.office import saving
from emulation.ui.parts import session, viewer
from emulation.warehouse import Warehouse

RECORDER = "entry-recorder"
"""The key of the field for who records: the one of *Ghi nhận*, so that it is typed once."""
_GONE = "Những dòng đã chọn vừa được trả lời, hoặc không còn; hãy xem lại danh sách."


def items() -> tuple[Item, ...]:
    """The new reports in words, the newest first."""
    edition = session.edition()
    reports = reported.new_reports(session.folder().path)
    return _items(edition.version, tuple(report.id for report in reports), reports, edition.warehouse)


@st.cache_resource(show_spinner=False, max_entries=20)
def _items(
    version: str, ids: tuple[str, ...], _reports: Sequence[Report], _warehouse: Warehouse
) -> tuple[Item, ...]:
    return inbox.items(_warehouse, _reports)


def asked() -> list[Row]:
    """The requests for an extension without an answer, the newest first."""
    return requests.waiting(session.edition().warehouse, today())


def accept(ids: Collection[str]) -> None:
    _save(inbox.accept(_chosen(ids)))


def give_back(ids: Collection[str], reason_at: str) -> None:
    """`reason_at`: the key of the field with the reason."""
    _save(inbox.give_back(session.edition().warehouse, _chosen(ids), _typed(reason_at)))


def grant(keys: Collection[str], until_at: str, document_at: str) -> None:
    """`until_at`, `document_at`: the keys of the fields with an earlier day, and with the document's number."""
    more = {"until": _typed(until_at), "document_no": _typed(document_at)}
    _save(requests.grant(*_asked(keys), **more, today=today()))


def refuse(keys: Collection[str], reason_at: str) -> None:
    _save(requests.refuse(*_asked(keys), _typed(reason_at), today=today()))


def _chosen(ids: Collection[str]) -> list[Item]:
    return [item for item in items() if item.report.id in ids]


def _asked(keys: Collection[str]) -> tuple[Warehouse, list[Row], list[Report]]:
    chosen = [row for row in asked() if requests.key(row) in keys]
    return session.edition().warehouse, chosen, reported.unanswered(history.entries(session.folder().path))


def _typed(key: str) -> str:
    return st.session_state.get(key) or ""


def _save(made: ChangeSet) -> None:
    who = viewer.viewer().name or _typed(RECORDER)
    made = made.signed(who)
    if made.allowed:
        saving.save(made.edits, made.what, who.strip(), answers=made.answers, reason=made.reason)
    else:
        saving.refuse(made.what, " ".join(made.refusals) or _GONE)
