"""Parts of the page *Nhập, xuất*: uploading files, and the preview of what they change."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from emulation.office import importing
from emulation.office.importing import FileImport, Import
from emulation.schema import TABLE
from emulation.ui.office import differences, problem_table, saving
from emulation.ui.office.exchange import sentences
from emulation.ui.parts import blocks, notices, session

_IMPORT = "import_prepared"


def given_files() -> Sequence[UploadedFile]:
    """The uploaded files. The field is emptied by a save."""
    return st.file_uploader(
        "Thả vào đây tệp CSV hoặc sổ Excel (.xlsx), một hay nhiều tệp",
        accept_multiple_files=True,
        key=saving.fresh("upload"),
    )


def import_of(files: Sequence[UploadedFile]) -> Import:
    """The effect of importing the files, compared with the data at the time of the upload.

    It is not computed again when the data change. The files would then seem to revert what others changed since, whereas
    the original changes are merged with theirs.
    """
    removing = frozenset(name for name in TABLE if st.session_state.get(_removes(name)))
    overwriting = frozenset(name for name in TABLE if st.session_state.get(_overwrites(name)))
    made_for = (tuple(file.file_id for file in files), removing, overwriting)
    kept = st.session_state.get(_IMPORT)
    if kept is None or kept[0] != made_for:
        with (under_way := st.empty()), st.container(key="under-way"):
            bar = st.progress(0.0)
            st.button("Huỷ", on_click=_leave, key="cancel")

        def tell(share: float) -> None:
            # Where the reader has pressed the button, this is where the framework gives this run up.
            bar.progress(min(share, 1.0), text=f"Đang đọc và kiểm tra… {share:.0%}")

        prepared = importing.prepare(
            [(file.name, file.getvalue()) for file in files],
            session.folder(),
            removing=removing,
            overwriting=overwriting,
            tell=tell,
        )
        under_way.empty()
        kept = st.session_state[_IMPORT] = (made_for, prepared, session.edition().version)
    return kept[1]


def decide(prepared: Import) -> None:
    """The buttons to apply the import or leave it."""
    outdated = st.session_state[_IMPORT][2] != session.edition().version
    if outdated:
        blocks.note(sentences.OUTDATED)
    with st.container(horizontal=True):
        st.button(
            "Áp dụng",
            type="primary",
            disabled=not prepared.edits,
            on_click=saving.save,
            args=(prepared.edits, prepared.what),
            key="apply",
        )
        st.button("Bỏ, không nhập", on_click=_leave, key="leave")
        if outdated:
            st.button("So lại với dữ liệu mới", on_click=_compare_again, key="again")


def show_origin(prepared: Import) -> None:
    """What the workbooks of this program are compared with."""
    for book in prepared.exported:
        if book.lost:
            notices.warning(sentences.since(book))
        else:
            blocks.note(sentences.since(book))


def show_problems(prepared: Import) -> None:
    """The problems of the uploaded files, and those that the import would cause in others."""
    if prepared.problems:
        problem_table.draw(prepared.problems, key="import_problems", caption="Lỗi trong tệp nhập")
    if prepared.notes:
        blocks.note(sentences.NOTED)
        problem_table.draw(prepared.notes, key="import_notes", caption="Nên xem lại")
    if prepared.caused:
        notices.warning(sentences.caused(len(prepared.caused)))
        problem_table.draw(prepared.caused, key="caused_problems", caption="Sẽ thành lỗi nếu áp dụng")


def differs(prepared: Import, file: FileImport) -> bool:
    """Whether there is anything to show of a table."""
    return bool(prepared.taken(file) or file.missing or file.replaces or file.clashes)


def show_file(prepared: Import, file: FileImport) -> None:
    """One table: its source, what would change, and the choice whether to delete the rows that it lacks."""
    table = TABLE[file.table]
    blocks.note(sentences.file_line(file))
    if file.replaces:
        notices.warning(sentences.whole(file))
        return
    if file.missing:
        why_not = sentences.not_removable(file)
        st.checkbox(
            sentences.missing(file), key=_removes(file.table), disabled=bool(why_not), help=why_not or None
        )
    if file.clashes:
        st.checkbox(sentences.clashing(file), key=_overwrites(file.table))
        differences.draw_clashes(table, file.clashes, key=f"clashes_{file.table}")
    if prepared.taken(file):
        differences.draw(table, prepared.taken(file), key=f"import_{file.table}")


def _removes(table: str) -> str:
    return saving.fresh(f"remove_{table}")


def _overwrites(table: str) -> str:
    return saving.fresh(f"overwrite_{table}")


def _compare_again() -> None:
    st.session_state.pop(_IMPORT, None)


def _leave() -> None:
    st.session_state.pop(_IMPORT, None)
    saving.start_afresh()
