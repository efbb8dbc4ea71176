"""One task in a window over the screen: its text in full, its units, and its log."""

from __future__ import annotations

from emulation import permits, words
from emulation.ui.frame import filters, forecasts, frame
from emulation.ui.parts import blocks, notices, session, tables, viewer
from emulation.ui.parts.sheet import Sheet, facts, link
from emulation.ui.parts.tasks import FOLLOWS, extension, roles
from emulation.ui.review.progress import sentences
from emulation.ui.review.progress.sentences import DIRECTIVE

_FORMS = {"tien-do": "Ghi nhận tiến độ", "xin-gia-han": "Xin gia hạn", "chi-dao": "Chỉ đạo"}
"""Form of *Ghi nhận* → the link to it."""
_FIRST = 3
"""So many directives stand above the log, which has all."""


def _draw(task_id: str) -> None:
    found = session.ask("task_detail", task=task_id)
    if found.empty:
        notices.nothing(
            f"Không có nhiệm vụ mã “{task_id}”.",
            "Mã trên thanh địa chỉ không có trong dữ liệu.",
            "Hãy đóng cửa sổ này và chọn một nhiệm vụ trong bảng.",
        )
        return
    task = found.iloc[0].to_dict()
    extended = session.ask("task_extensions", task=task_id).to_dict("records")
    own = [extension(row) for row in extended if row["unit_id"] is None]
    said = sentences.task_facts(task, session.commune().noun, own) + forecasts.fact("task", task_id)
    facts(task["title"], task["state"], said)
    if task["measured_by"] != "hồ sơ":
        _ways(task_id)
    elif viewer.asks("waiting_list"):
        link("Xem hồ sơ chờ xử lý", filters.link("dossiers"))
    with frame.part():
        _requests(task_id)
    with frame.part():
        _directives(task_id)
    with frame.part():
        _units(task_id, [extension(row) for row in extended if row["unit_id"] is not None])
    with frame.part():
        _log(task_id)


def _ways(task_id: str) -> None:
    """Links to the forms of this task that the viewer may fill in: who speaks for units, where one of them has a part."""
    forms = {form: title for form, title in _FORMS.items() if permits.may_fill(viewer.viewer(), form)}
    if forms and not viewer.viewer().sees_all:
        units = session.ask("task_units", task=task_id)["unit_id"]
        forms = forms if any(map(viewer.chooses, units)) else {}
    for form, title in forms.items():
        link(title, filters.link("entry", form=form, task=task_id))


def _requests(task_id: str) -> None:
    """The units' requests for an extension that wait for an answer."""
    for row in session.each(session.ask("extension_requests", session.scope().but(blocs=(), units=()))):
        if row.id == task_id:
            blocks.note(sentences.request(row))
            if viewer.opens("inbox"):
                address = filters.link("inbox", request=f"{task_id}/{row.unit_id}")
                link(f"Trả lời đề nghị của {row.owner}", address)


def _directives(task_id: str) -> None:
    """What the chairman last said of the task: on a phone the log folds its notes away."""
    rows = session.ask("task_log", task=task_id)
    for row in session.each(rows[rows["remark"] == DIRECTIVE].head(_FIRST)):
        blocks.note(sentences.directive(row))


def _units(task_id: str, extended: list[str]) -> None:
    rows = roles(session.ask("task_units", task=task_id))
    blocks.section("Chủ trì và phối hợp", "Hạn riêng chỉ ghi khi khác hạn chung của nhiệm vụ.")
    for sentence in extended:
        blocks.note(f"Gia hạn cho {sentence}.")
    rows = rows.assign(own_due_on=rows["due_on"].where(rows["has_own_due"].astype(bool), None))
    rows["expires_on"] = rows["expires_on"].where(rows["own_due_on"].notna(), None)
    tables.table(
        rows,
        {
            "unit_name": "Đơn vị",
            "role": tables.TableColumn("Vai trò", help=FOLLOWS),
            "state": tables.TableColumn("Trạng thái", "state"),
            "days_late": tables.TableColumn("Trễ", "days"),
            "own_due_on": tables.TableColumn("Hạn riêng", "due", hide_on_phone=True),
            "completed_on": tables.TableColumn("Xong ngày", "date", hide_on_phone=True),
            "evidence": tables.TableColumn("Văn bản, minh chứng", hide_on_phone=True),
        },
        key=f"task_units_{task_id}",
        caption="Các đơn vị được giao, chủ trì ở trên",
        file_name="don-vi-duoc-giao",
        page_rows=10,
        empty="Nhiệm vụ chưa giao cho đơn vị nào.",
    )


def _log(task_id: str) -> None:
    rows = session.ask("task_log", task=task_id)
    blocks.section("Nhật ký tiến độ")
    rows = rows.assign(status=rows["remark"].where(rows["remark"].notna(), rows["status"]))
    tables.table(
        rows,
        {
            "recorded_on": tables.TableColumn("Ngày ghi nhận", "date"),
            "unit_name": "Đơn vị",
            "status": tables.TableColumn("Trạng thái", "state"),
            "evidence": tables.TableColumn("Văn bản, minh chứng", hide_on_phone=True),
            "note": tables.TableColumn("Ghi chú", hide_on_phone=True),
        },
        key=f"task_log_{task_id}",
        caption=f"Ghi nhận tính đến {words.day(session.scope().as_of)}, mới nhất ở trên",
        file_name="nhat-ky-nhiem-vu",
        page_rows=10,
        empty="Chưa có ghi nhận nào. Việc theo dõi bằng hồ sơ không ghi nhật ký riêng.",
    )


SHEET = Sheet("task", "Chi tiết nhiệm vụ", _draw)
