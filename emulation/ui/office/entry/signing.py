"""The form *Ký, trả lại hồ sơ*: what the chairman makes of the dossiers that wait for his signature."""

from __future__ import annotations

from emulation import words
from emulation.office import steps
from emulation.ui.office.entry import form
from emulation.ui.office.entry.step import option, stand
from emulation.ui.parts import notices, session


def draw() -> None:
    """The form, its preview and its button."""
    scope = session.scope()
    session.edition().warehouse.require("entry_dossiers")
    fields, beside = form.form_and_preview()
    with fields:
        day = form.day("Ngày ký, trả lại")
        waiting = form.answer(steps.to_sign, scope, day)
        if not waiting:
            notices.nothing(
                "Không có hồ sơ nào chờ ký.",
                f"Đến {words.day(day)} không có hồ sơ nào ở bước {steps.TO_SIGN}.",
                "Hồ sơ được trình sẽ hiện ở đây.",
            )
            return
        asked = form.asked_for("dossier", [row["dossier_id"] for row in waiting], "Hồ sơ")
        dossiers = form.pick_many(
            "Hồ sơ chờ ký", [option(row) for row in waiting], "to-sign", asked, select_all="Chọn tất cả"
        )
        chosen = [row for row in waiting if row["dossier_id"] in dossiers]
        offered = [set(steps.signatures(row["stage"], row["level"])) for row in chosen]
        stages = [each for each in steps.SIGNATURES if offered and all(each in offer for offer in offered)]
        stage = (
            form.one_of("Quyết định", stages, "signature", begins=form.preset("stage", stages))
            if stages
            else ""
        )
        awarded = stage == steps.AWARDED
        document = form.text("Số quyết định" if awarded else "Số văn bản", "signature-document")
        note = form.text("Ghi chú", "signature-note")
    with beside:
        form.preview(
            steps.prepare,
            steps.Entry(day, dossiers, stage, document, note),
            required={
                "hồ sơ": dossiers,
                "quyết định": stage,
                "số quyết định": document.strip() or not awarded,
            },
            stands=[(f"{row['dossier_id']} · {row['nominee_name']}", stand(row)) for row in chosen],
            things="hồ sơ",
        )
