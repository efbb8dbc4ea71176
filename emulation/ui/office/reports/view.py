"""The other steps of *Báo cáo*: what the data lack, taking the report away, how it reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import streamlit as st

from emulation import permits, words
from emulation.access import Action, may
from emulation.reports import preview as previews
from emulation.reports.choices import Asked
from emulation.reports.contents import phrases
from emulation.reports.made import Made, zipped
from emulation.reports.missing import Gap, Params
from emulation.reports.pdf import find_office, to_pdf
from emulation.reports.request import NotAsked, Request
from emulation.reports.word import TemplateFault
from emulation.ui.frame import filters
from emulation.ui.office.reports import sentences
from emulation.ui.office.reports.choice import meetings
from emulation.ui.parts import blocks, notices, session, viewer

SHOWN_GAPS = 4
"""The number of gaps shown before "Xem thêm"."""
_ALL = "reports_all"
_MIME = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}
_WORDS = {".docx": "Word", ".xlsx": "Excel", ".pdf": "PDF"}
_NO_PDF = "Máy này chưa có LibreOffice để tạo PDF: mở tệp đã tải, chọn Lưu thành (Save As), kiểu PDF."


def answer(chosen: Asked, request: Request, made: Made) -> str:
    """Which report this is, and its buttons; gives the document to look at, "" where none can be made."""
    try:
        names = list(made.contents)
        name = chosen.letter if chosen.letter in names else names[0]
        made.file(name)
    except (NotAsked, TemplateFault) as why:
        notices.nothing("Chưa lập được báo cáo này.", phrases.begun(str(why)), sentences.what_to_do(why))
        return ""
    if chosen.letter not in ("", name):
        notices.refusal(f"Không có công văn “{chosen.letter}” trong báo cáo này. Đang xem công văn đầu tiên.")
    with st.container(horizontal=True, vertical_alignment="center", key="reports-answer"):
        _lead(chosen, request, len(names))
        _download(request, made, name)
    if not find_office():
        blocks.note(_NO_PDF)
    return name


def _lead(chosen: Asked, request: Request, documents: int) -> None:
    """What this is in one sentence, and a link to it as of the period's end, where the figures are of a later day."""
    held_on = next((each.held_on for each in meetings() if each.meeting_id == request.meeting), None)
    commune = session.commune(request.scope.year)
    said = escape(sentences.lead(request, documents, filters.where_in_words(), held_on, commune))
    of_a_period = (request.kind.has_quarters or request.kind.has_years) and not request.kind.of_the_day
    if of_a_period and request.scope.as_of > request.last_day:
        link = filters.link("reports", **(chosen.params | {"as_of": request.last_day.isoformat()}))
        label = f"Tính đến {words.day(request.last_day)} (ngày cuối kỳ)"
        said += f' <a href="{escape(link, quote=True)}" target="_self">{label}</a>'
    st.html(f'<p class="lead">{said}</p>')


def gaps(found: Sequence[Gap]) -> None:
    """What is lacking, weightiest first, each with a link to where it is mended; beyond a few under a fold."""
    blocks.section("Còn thiếu gì", sentences.lacking(found))
    if found:
        items = [_gap(gap) for gap in found]
        more = items[SHOWN_GAPS:]
        rest = "".join(more)
        fold = (
            f"<details><summary>Xem thêm {len(more)} điều</summary><ul>{rest}</ul></details>" if more else ""
        )
        st.html(f'<div class="gaps"><ul>{"".join(items[:SHOWN_GAPS])}</ul>{fold}</div>')


def _gap(gap: Gap) -> str:
    links = ""
    if gap.page and _mends(gap):
        at = sentences.mended_at(gap)
        each = gap.links if len(gap.links) > 1 else {at: {**next(iter(gap.links.values()), {})}}
        shown = " · ".join(_to_form(gap, label, more) for label, more in each.items())
        links = f" {escape(at)}: {shown}" if len(each) > 1 else f" {shown}"
    return f"<li>{escape(gap.sentence)}{links}</li>"


def _mends(gap: Gap) -> bool:
    """Whether who looks can go where the gap is mended, and mend it there."""
    who = viewer.viewer()
    if gap.page == "entry":
        return permits.may_fill(who, str(gap.params["form"]))
    return may(who, Action.RECORD) if "file" in gap.params else viewer.opens(gap.page)


def _to_form(gap: Gap, label: str, more: Params) -> str:
    url = filters.link(gap.page, **{name: value for name, value in {**gap.params, **more}.items() if value})
    return f'<a href="{escape(url, quote=True)}" target="_self">{escape(label)}</a>'


def _download(request: Request, made: Made, name: str) -> None:
    """Buttons that hand out the document `name`, and all where there are several."""
    ending, several = Path(name).suffix, len(made.contents) > 1
    if several:
        _all_of(made, f"{request.kind.file}-{request.scope.as_of}")
    label = "Tải công văn này ({})" if several else "Tải {}"
    _button(label.format(_WORDS[ending]), name, made.file(name), primary=not several)
    if find_office():
        pdf = Path(name).with_suffix(".pdf").name
        _button(label.format("PDF"), pdf, lambda: to_pdf({name: made.file(name)})[pdf])


def _all_of(made: Made, stem: str) -> None:
    """All letters: made on demand with a progress bar, then offered as one archive."""
    count = words.number(len(made.contents))
    kept = st.session_state.get(_ALL) is made
    if not kept and st.button(f"Tạo cả {count} công văn", type="primary", key="make_all"):
        bar = st.progress(0.0)

        def tell(share: float) -> None:
            bar.progress(share, text=f"Đang tạo công văn… {share:.0%}")

        made.files(tell=tell)
        st.session_state[_ALL] = made
        st.rerun()
    if kept:
        _button(f"Tải {count} công văn (.zip)", f"{stem}.zip", lambda: zipped(made.files()), primary=True)
        if find_office():
            _button(
                f"Tải {count} công văn PDF (.zip)",
                f"{stem}-pdf.zip",
                lambda: zipped(to_pdf(made.files())),
            )


def _button(label: str, name: str, data: bytes | Callable[[], bytes], *, primary: bool = False) -> None:
    st.download_button(
        label,
        data,
        file_name=name,
        mime=_MIME[Path(name).suffix],
        type="primary" if primary else "secondary",
        on_click="ignore",
        key=f"download:{name}",
    )


def preview(made: Made, name: str) -> None:
    """The document's preview, on a sheet of paper."""
    try:
        html = made.preview(name)
    except Exception:  # mammoth raises all sorts of errors on an edited template
        notices.nothing(
            "Chưa xem trước được văn bản này.",
            "Mẫu có phần mà trang này không đọc được; tệp tải về vẫn đủ.",
            "Hãy tải Word về để xem.",
        )
        return
    st.html(f"<style>{previews.looks('.stHtml .preview div')}</style>")
    kind = "book" if name.endswith(".xlsx") else "paper"
    st.html(
        '<div class="preview" role="region" tabindex="0" aria-label="Bản xem trước">'
        f'<div class="{kind}">{html}</div></div>'
    )
