"""The form *Tiếp nhận hồ sơ*: the nominees of one unit for one award, one dossier per name or one for all."""

from __future__ import annotations

import streamlit as st

from emulation.office import reception
from emulation.ui.frame import empty
from emulation.ui.office.entry import form
from emulation.ui.parts import names, session

EACH, TOGETHER = "Mỗi tên một hồ sơ", "Một hồ sơ của nhiều đối tượng"
BY_MOVEMENT = "Phong trào"
"""The type of commendation for which the form asks for a movement."""


def draw() -> None:
    """The form, its preview and its button."""
    session.edition().warehouse.require("entry_dossiers")
    day = session.edition().warehouse.default_as_of
    offered = form.answer(reception.choices, day)
    if not offered.units or not offered.awards:
        empty.nothing(
            "Chưa tiếp nhận được hồ sơ.",
            "Chưa có đơn vị hoặc danh mục khen thưởng để chọn.",
            *(["units"] if not offered.units else []),
            *(["awards"] if not offered.awards else []),
            do="Hãy điền thêm:",
        )
        return
    fields, beside = form.form_and_preview()
    with fields:
        filled = _fields()
    required = {
        "đơn vị": filled.unit,
        "danh hiệu, hình thức": filled.award,
        "loại khen thưởng": filled.commendation_type,
        "đối tượng": filled.nominee_kind,
        "tên đối tượng": filled.names,
    }
    with beside:
        form.preview(reception.prepare, filled, required=required, things="hồ sơ")


def _fields() -> reception.Entry:
    first, second = st.columns(2)
    with first:
        day = form.day("Ngày tiếp nhận")
    offered = form.answer(reception.choices, day)
    asked = form.asked_for("unit", offered.units, "Đơn vị")
    with second:
        unit = form.pick_one("Đơn vị", names.unit_options(offered.units), "unit", asked, keeps=True)
    award = form.pick_one("Danh hiệu, hình thức", form.options(offered.awards), "award", keeps=True)
    kind = form.one_of(
        "Đối tượng", offered.nominee_kinds, _kind_of(award, offered.kind_of.get(award, "")), keeps=True
    )
    of_type = form.one_of("Loại khen thưởng", offered.commendation_types, "type", keeps=True)
    movement = ""
    if of_type == BY_MOVEMENT:
        movement = form.pick_one("Phong trào", form.options(offered.movements), "movement", keeps=True)
    listed = form.lines("Tên đối tượng, mỗi đối tượng một dòng (dán được danh sách)", "names")
    together = form.one_of("Danh sách trên là", (EACH, TOGETHER), "together", begins=EACH) == TOGETHER
    first, second = st.columns(2)
    with first:
        first_id = form.text("Mã hồ sơ (đầu tiên)", "id", begins=offered.next_id)
        document = form.text("Số văn bản", "document")
        quantity = form.text(
            "Số lượng" if together else "Số lượng trong mỗi hồ sơ",
            "quantity",
            placeholder="số tên trong danh sách" if together else "1",
        )
    with second:
        due_on = form.optional_day("Hạn giải quyết (để trống: tự tính)", "due")
        note = form.text("Ghi chú", "note")
    given = reception.names_in(listed)
    return reception.Entry(
        day, unit, kind, given, award, of_type, movement, due_on, document, note, first_id, quantity, together
    )


def _kind_of(award: str, only: str) -> str:
    """The name of the field. Another award sets it to the `only` kind that it can have; it may be changed all the same."""
    before = form.key_of("kind-of", keeps=True)
    if st.session_state.get(before) != award:
        st.session_state[before] = award
        if only:
            st.session_state[form.key_of("kind", keeps=True)] = only
    return "kind"
