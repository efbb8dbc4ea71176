"""The commune's own templates: download the one in use, edit it in Word, upload it; or go back to the supplied one."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from emulation.access import Action, may
from emulation.reports.kind import Kind
from emulation.reports.made import Made
from emulation.reports.request import NotAsked
from emulation.reports.word import OWN_TEMPLATES, Template, TemplateFault, template_of
from emulation.store import SaveRefused, kept_files
from emulation.ui.office import saving
from emulation.ui.parts import blocks, notices, session, tables, viewer
from emulation.warehouse import NotAvailable

_TOLD = "template_told"
_COLUMNS = {
    "tag": tables.TableColumn("Thẻ", width="34%"),
    "meaning": tables.TableColumn("Ý nghĩa", width="38%"),
    "value": tables.TableColumn("Đang là", width="28%"),
}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def outcome() -> None:
    """What became of the last change of a template."""
    with st.container(key="reports-told"):  # its own container, or the expander below would close
        match st.session_state.pop(_TOLD, None):
            case (True, str(sentence)):
                notices.success(sentence)
            case (False, str(sentence)):
                notices.refusal(sentence)


def draw(kind: Kind, made: Made) -> None:
    """The expander for changing a template, for who may. `made`: the report that an uploaded template is tried on."""
    if not may(viewer.viewer(), Action.TEMPLATES):
        return
    name = f"{kind.file}.docx"
    folder = session.folder().path
    path = template_of(kind.file, folder)
    own = path.is_relative_to(folder)
    unfolded = st.expander("Sửa mẫu văn bản", key="template_fold", on_change="rerun")
    with unfolded:
        blocks.note(
            "Đang dùng mẫu riêng, lưu trong thư mục dữ liệu."
            if own
            else "Đang dùng mẫu có sẵn của chương trình."
        )
        with st.container(horizontal=True):
            st.download_button(
                "Tải mẫu đang dùng", path.read_bytes, file_name=f"mau-{name}", mime=_DOCX, on_click="ignore"
            )
            if own:
                st.button("Dùng lại mẫu có sẵn", on_click=_remove, args=(name,), key="template_remove")
        blocks.note(
            "Mở mẫu trong Word, sửa câu chữ, thứ tự, định dạng; giữ nguyên các thẻ {{ … }} và {% … %}. Lưu lại rồi thả vào "
            "ô dưới đây: mẫu được thử ngay với số liệu đang xem, lỗi thì không lưu."
        )
        given = st.file_uploader("Mẫu đã sửa (.docx)", type="docx", key=saving.fresh("template"))
        if given is not None:
            _offer(name, given.getvalue(), made)
        if unfolded.open:  # a third of what the screen takes
            _tags(kind, made)


def _tags(kind: Kind, made: Made) -> None:
    """The tags that the template may use, with their values in the present report."""
    try:
        found = made.tags()
    except (NotAsked, NotAvailable):  # said where the report would stand
        return
    tables.table(
        pd.DataFrame([(tag, *about) for tag, about in found.items()], columns=list(_COLUMNS)),
        _COLUMNS,
        key=f"tags_{kind.name}",
        caption="Các thẻ dùng được trong mẫu này",
        file_name="the-cua-mau",
        page_rows=8,
    )


def _offer(name: str, content: bytes, made: Made) -> None:
    """Try the template; let it be used where it can be filled."""
    try:
        made.try_with(Template(name, content))
    except TemplateFault as fault:
        notices.refusal(f"Chưa lưu. {fault}")
    except (NotAsked, NotAvailable) as refusal:
        notices.refusal(
            f"Chưa lưu, vì chưa có báo cáo để thử mẫu ({refusal}). Hãy đổi lựa chọn ở trên rồi thử lại."
        )
    else:
        _use(name, content)


def _use(name: str, content: bytes) -> None:
    notices.success("Mẫu dùng được: đã thử với số liệu đang xem.")
    st.button("Dùng mẫu này", type="primary", on_click=_put, args=(name, content), key="template_put")


def _put(name: str, content: bytes) -> None:
    _attempt("Đã lưu mẫu riêng; báo cáo từ nay theo mẫu này.", name, content)


def _remove(name: str) -> None:
    _attempt("Đã dùng lại mẫu có sẵn; mẫu riêng được cất vào thư mục ban-cu.", name, None)


def _attempt(done: str, name: str, content: bytes | None) -> None:
    folder, file = session.folder().path, str(Path(OWN_TEMPLATES) / name)
    if why_not := saving.not_permitted(Action.TEMPLATES):
        st.session_state[_TOLD] = (False, f"Chưa lưu được mẫu. {why_not}")
        return
    try:
        if content is None:
            kept_files.remove(folder, file)
        else:
            kept_files.put(folder, file, content)
    except SaveRefused as refused:
        st.session_state[_TOLD] = (False, f"Chưa lưu được mẫu. {refused}")
    else:
        st.session_state[_TOLD] = (True, done)
        saving.start_afresh()
