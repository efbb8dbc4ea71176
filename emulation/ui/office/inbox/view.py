"""The parts of *Mới từ các đơn vị*: requests for an extension, and reports, each to be chosen and answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager

import streamlit as st

from emulation.access import Action, may
from emulation.office import inbox
from emulation.office.change_set import Row
from emulation.office.inbox import Item
from emulation.ui.frame import filters
from emulation.ui.office import saving, told
from emulation.ui.office.inbox import acts, sentences
from emulation.ui.parts import blocks, notices, picker, session, tables, viewer

REQUEST = "request"
"""Query parameter of the request that is chosen first: its task and its unit."""
_REASON = "ví dụ: thiếu biên bản kèm theo"


def sees_reports() -> bool:
    return may(viewer.viewer(), Action.RECORD)


def nothing() -> None:
    what, why, do, page = sentences.why_nothing(bool(viewer.viewer().account), sees_reports())
    notices.nothing(what, why, do, [(sentences.WAYS[page], filters.link(page))])


def recorder() -> None:
    """Who answers, where nobody signs in."""
    if not viewer.viewer().account:
        with st.container(key="inbox-recorder"):
            st.text_input("Người ghi", key=acts.RECORDER, persist_state="session", max_chars=100)


def requested(found: Sequence[Row]) -> None:
    """The requests, and what to answer to those that are chosen."""
    blocks.section(f"Đề nghị gia hạn ({len(found)})", sentences.requests_line(found))
    named = st.query_params.get(REQUEST, "")
    chosen = tables.choose(
        sentences.asked(found),
        sentences.REQUESTS,
        id="key",
        key=saving.fresh("inbox-requests"),
        chosen=[named] if named else [],
        caption="Đề nghị gia hạn chờ trả lời, mới nhất ở trên",
        file_name="de-nghi-gia-han",
    )
    if not chosen:
        return
    until, document, why = (saving.fresh(f"inbox-{name}") for name in ("until", "document", "refusal"))
    with st.container(key="inbox-answer-requests"):
        with _bar("inbox-grant"):
            st.text_input("Hạn mới", key=until, placeholder="để trống: như đề nghị", autocomplete="off")
            st.text_input("Số văn bản (nếu có)", key=document, autocomplete="off")
            st.button(
                f"Đồng ý {len(chosen)} đề nghị",
                type="primary",
                key="inbox-grant-save",
                on_click=acts.grant,
                args=(chosen, until, document),
            )
        with _bar("inbox-refuse"):
            st.text_input("Lý do không gia hạn", key=why, autocomplete="off")
            st.button(
                f"Không đồng ý {len(chosen)} đề nghị",
                key="inbox-refuse-save",
                on_click=acts.refuse,
                args=(chosen, why),
            )


def reports(every: Sequence[Item]) -> None:
    """The reports, narrowed to a unit, and what to do about those that are chosen."""
    blocks.section(f"Báo cáo mới ({len(every)})", sentences.reports_line(every))
    unit = _unit(every)
    found = [item for item in every if unit in (None, item.report.unit)]
    chosen = tables.choose(
        sentences.reports(found),
        sentences.REPORTS,
        id="id",
        key=saving.fresh(f"inbox-reports-{unit or ''}"),
        caption="Báo cáo chưa xem, mới nhất ở trên",
        file_name="bao-cao-cua-don-vi",
        page_rows=25,
    )
    if chosen:
        _answer([item for item in found if item.report.id in chosen])


def _unit(every: Sequence[Item]) -> str | None:
    """The unit whose reports alone are shown, where there are several."""
    counts = Counter(item.report.unit for item in every)
    if len(counts) == 1:
        return None
    names = {item.report.unit: item.unit for item in every}
    options = [picker.Option(each, names[each], f"{count} báo cáo") for each, count in counts.items()]
    with st.container(key="inbox-unit"):
        return picker.pick_one("Đơn vị (để trống: tất cả)", options, key="inbox-unit-picked")


def _answer(chosen: Sequence[Item]) -> None:
    """The buttons for what is chosen, and what would be set back."""
    ids, why = [item.report.id for item in chosen], saving.fresh("inbox-reason")
    with st.container(key="inbox-answer-reports"):
        with _bar("inbox-ways"):
            st.button(
                f"Đã xem {len(ids)} báo cáo",
                type="primary",
                key="inbox-accept",
                help="Không phải ghi gì thêm: báo cáo vẫn được tính như hiện nay.",
                on_click=acts.accept,
                args=(ids,),
            )
            st.text_input("Lý do trả lại", key=why, placeholder=_REASON, autocomplete="off")
            st.button(
                f"Trả lại {len(ids)} báo cáo", key="inbox-return", on_click=acts.give_back, args=(ids, why)
            )
        made = inbox.give_back(session.edition().warehouse, chosen, "…")
        st.html(told.folded("Nếu trả lại thì số liệu trở về như trước", made))


def _bar(key: str) -> AbstractContextManager[object]:
    """Fields and buttons side by side, as far as there is room."""
    return st.container(key=key, horizontal=True, vertical_alignment="bottom")
