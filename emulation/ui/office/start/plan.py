"""Step 1, *Kế hoạch*: whose plan it is, of which year, and who signs."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from emulation.commune import NEUTRAL
from emulation.office.founding import plan
from emulation.office.founding.plan import Plan
from emulation.scope import today
from emulation.store import read_document
from emulation.ui.office.start import bodies, pasted, steps
from emulation.ui.parts import blocks, session

_WORD = "ke-hoach"


def draw() -> None:
    """The form of the plan, its fields proposed from its pasted text."""
    known = session.records(session.table("plan"))
    if known and not any(row["unit_id"] for row in known):
        _standing_body()
    pasted.plan_text("Các ô dưới đây tự điền theo văn bản; ô nào sai thì sửa.", _propose)
    whose, which, who = st.columns(3, gap="medium")
    with whose:
        issuer = steps.text("Cơ quan ban hành", _WORD, "issuer", "ví dụ UBND xã An Lão")
        superior = steps.text("Cấp trên trực tiếp", _WORD, "superior", "ví dụ UBND thành phố Hải Phòng")
        place = steps.text("Địa danh", _WORD, "place", "để trống là tên xã, phường")
    with which:
        st.session_state.setdefault(steps.key_of(_WORD, "year"), today().year)  # else from the pasted text
        year = st.number_input("Năm", 2000, 2100, key=steps.key_of(_WORD, "year"), persist_state="session")
        number = steps.text("Số kế hoạch", _WORD, "number", "ví dụ 67/KH-UBND")
        issued_on = st.date_input(
            "Ngày ban hành",
            None,
            format="DD/MM/YYYY",
            key=steps.key_of(_WORD, "issued_on"),
            persist_state="session",
        )
    with who:
        signer_title = steps.text("Chức vụ người ký", _WORD, "signer_title", "ví dụ CHỦ TỊCH")
        signer_name = steps.text("Người ký", _WORD, "signer_name")
        symbol = steps.text("Ký hiệu của cơ quan thường trực", _WORD, "symbol", "ví dụ VHXH")
    title = steps.text("Tên kế hoạch", _WORD, "title")
    typed = Plan(
        int(year), issuer, place, superior, number, issued_on, title, signer_title, signer_name, symbol
    )
    if issuer.strip():
        blocks.note(_called(typed))
    change_set = plan.prepare(typed, known) if issuer.strip() else None
    steps.save_button(
        _WORD, change_set, f"Lưu kế hoạch năm {year}", lacking=[] if issuer.strip() else ["cơ quan ban hành"]
    )


def _propose(text: str) -> None:
    """Fill the fields that are still empty with what the text says."""
    for name, value in asdict(plan.read(text)).items():
        key = steps.key_of(_WORD, name)
        if value and (name == "year" or not st.session_state.get(key)):
            st.session_state[key] = value


def _called(typed: Plan) -> str:
    """How the screens will call the commune: Các màn hình sẽ gọi: toàn phường, Cấp phường, Cấp tỉnh."""
    commune = plan.commune_of(typed)
    if commune.noun == NEUTRAL:
        return ""
    above = f", {commune.level('Cấp tỉnh')}" if commune.superior.kind else ""
    return f"Các màn hình sẽ gọi: {commune.whole}, {commune.level('Cấp xã')}{above}; cơ quan ban hành: {commune.issuer}."


def _standing_body() -> None:
    """Choose the standing body of a plan that names none."""
    units = {row["unit_id"]: row["name"] for row in session.records(session.table("units"))}
    if not units:
        blocks.note("Cơ quan thường trực chọn ở bước Khối, đơn vị.")
        return
    chosen = bodies.pick(units, _WORD)
    edit = plan.with_standing_body(read_document(session.folder().path, "plan"), chosen) if chosen else None
    steps.save_button(
        f"{_WORD}-thuong-truc",
        plan.nothing_new(f"Lập dữ liệu: cơ quan thường trực là {units[chosen]}") if chosen else None,
        "Lưu cơ quan thường trực",
        more=[edit] if edit else [],
    )
