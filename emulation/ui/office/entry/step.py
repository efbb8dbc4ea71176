"""The form *Chuyển bước hồ sơ*: the next stage for one or more dossiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st

from emulation import words
from emulation.office import steps
from emulation.office.change_set import Row
from emulation.scope import Scope
from emulation.ui.office.entry import form
from emulation.ui.parts import notices, session
from emulation.ui.parts.picker import Option


def draw() -> None:
    """The form, its preview and its button."""
    scope = session.scope()
    session.edition().warehouse.require("entry_dossiers")
    fields, beside = form.form_and_preview()
    with fields:
        day = form.day("Ngày chuyển bước")
        waiting = form.answer(steps.waiting, scope, day)
        if not waiting:
            notices.nothing(
                "Không có hồ sơ nào đang chờ.",
                f"Đến {words.day(day)} không có hồ sơ nào chưa kết thúc.",
                "Hãy chọn ngày khác, hoặc tiếp nhận hồ sơ trước.",
            )
            return
        filled = _fields(scope, day, waiting)
    chosen = [row for row in waiting if row["dossier_id"] in filled.dossiers]
    with beside:
        form.preview(
            steps.prepare,
            filled,
            required={"hồ sơ": filled.dossiers, "bước xử lý": filled.stage},
            stands=[(f"{row['dossier_id']} · {row['nominee_name']}", stand(row)) for row in chosen],
            things="hồ sơ",
        )


def _fields(scope: Scope, day: date, waiting: Sequence[Row]) -> steps.Entry:
    asked = form.asked_for("dossier", [row["dossier_id"] for row in waiting], "Hồ sơ")
    dossiers = form.pick_many("Hồ sơ", [option(row) for row in waiting], "dossiers", asked)
    allowed = form.answer(steps.stages, scope, day, dossiers)
    asked_stage = form.preset("stage", allowed)
    stage = form.one_of("Bước xử lý tiếp theo", allowed, "stage", begins=asked_stage) if allowed else ""
    if dossiers and not allowed:
        at = Counter(row["stage"] for row in waiting if row["dossier_id"] in dossiers)
        notices.nothing(
            "Các hồ sơ đã chọn không có bước tiếp theo chung.",
            f"Đang ở: {', '.join(f'{name} ({count})' for name, count in at.items())}.",
            "Hãy chuyển riêng từng nhóm hồ sơ ở cùng một bước.",
        )
    first, second = st.columns(2)
    with first:
        document = form.text("Số văn bản", "step-document")
    with second:
        note = form.text("Ghi chú", "step-note")
    return steps.Entry(day, dossiers, stage, document, note)


def option(row: Row) -> Option:
    """A dossier to choose, with where it stands."""
    hint = f"{row['unit_name']} · {row['award_name']} · {stand(row)}"
    return Option(row["dossier_id"], f"{row['dossier_id']} · {row['nominee_name']}", hint)


def stand(row: Row) -> str:
    """Trình Chủ tịch từ 02/11/2026, hạn 16/11/2026."""
    due = f"hạn {words.deadline(row['due_on'], row['expires_on'])}" if row["due_on"] else "không có hạn"
    return f"{row['stage']} từ {words.day(row['stage_since'])}, {due}"
