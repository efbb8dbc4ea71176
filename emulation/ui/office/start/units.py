"""Step 2, *Khối, đơn vị*: a pasted list becomes units in their blocs, with ids."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from emulation.office.founding import plan, units
from emulation.office.founding.units import Unit
from emulation.schema import BLOC_ROLES
from emulation.store import read_document
from emulation.ui.office.start import bodies, pasted, sheet, steps
from emulation.ui.parts import blocks, session

_WORD = "don-vi"
_COLUMNS = {
    "unit_id": st.column_config.TextColumn(
        "Mã", width="small", help="Tự đặt theo tên; sửa được trước khi lưu."
    ),
    "name": st.column_config.TextColumn("Tên đơn vị", width="large"),
    "bloc": st.column_config.TextColumn(
        "Khối", width="medium", help="Để trống là ngoài các khối, không xếp hạng."
    ),
    "role": st.column_config.SelectboxColumn("Vai trò trong khối", options=["", *BLOC_ROLES], width="small"),
    "short_name": st.column_config.TextColumn(
        "Tên gọn", width="small", help="Dùng ở chỗ hẹp, như trên biểu đồ."
    ),
}


def draw() -> None:
    """The box for the list, the table made of it, the standing body, and the button."""
    known_units = session.records(session.table("units"))
    known_blocs = session.records(session.table("blocs"))
    text = pasted.text(
        "Dán danh sách đơn vị, mỗi dòng một tên",
        _WORD,
        "",
        "Khối chính quyền\n1. Văn phòng HĐND và UBND\n2. Phòng Văn hoá - Xã hội\nKhối thôn\n1. Thôn 1\n2. Thôn 2\n"
        "(khối là dòng đứng trước các đơn vị, hoặc một cột bên cạnh khi chép từ Excel)",
    )
    read = units.read(text, [row["unit_id"] for row in known_units])
    if not read:
        blocks.note(
            "Tên khối đứng riêng một dòng, bắt đầu bằng “Khối”; đơn vị ngoài khối để dưới dòng “Ngoài khối”."
        )
        return
    rows = sheet.edited("units", [asdict(unit) for unit in read], _COLUMNS, source=(text, len(known_units)))
    given = [Unit(**{name: str(value or "").strip() for name, value in row.items()}) for row in rows]
    blocks.note(_by_bloc(given))
    change_set = units.prepare(given, known_units, known_blocs)
    more, plans = [], session.records(session.table("plan"))
    if any(not row["unit_id"] for row in plans):
        every = {row["unit_id"]: row["name"] for row in known_units} | {
            unit.unit_id: unit.name for unit in given
        }
        chosen = bodies.pick(every, _WORD)
        edit = (
            plan.with_standing_body(read_document(session.folder().path, "plan"), chosen) if chosen else None
        )
        more = [edit] if edit and change_set.allowed else []
    elif not plans:
        blocks.note("Cơ quan thường trực ghi trong kế hoạch: chọn ở bước Kế hoạch, sau khi lưu kế hoạch.")
    steps.save_button(_WORD, change_set, f"Lưu {len(change_set.changes)} đơn vị", more=more)


def _by_bloc(given: list[Unit]) -> str:
    """Khối thôn: 2; ngoài các khối: 1."""
    names = dict.fromkeys(unit.bloc for unit in given)
    counts = {name or "ngoài các khối": sum(unit.bloc == name for unit in given) for name in names}
    return f"{len(given)} đơn vị. " + "; ".join(f"{name}: {count}" for name, count in counts.items()) + "."
