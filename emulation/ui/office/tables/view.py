"""The screen of one file: what the grid shows, the grid, what its edits would change, and the buttons."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from html import escape
from string import ascii_uppercase

import streamlit as st

from emulation import words
from emulation.access import Action, may
from emulation.columns import recorded_by
from emulation.intake.problems import Problem, Unreadable
from emulation.office.table import Effect, Pending, Sheet
from emulation.office.table_check import Pointing, Verdict, line_of, verdict
from emulation.schema import TABLE, Table
from emulation.scope import today
from emulation.store import counted
from emulation.ui.frame import filters, frame
from emulation.ui.office import differences, saving
from emulation.ui.office.tables import grid, paste
from emulation.ui.office.tables.opened import Filter, Opened, opened, read
from emulation.ui.parts import names, notices, picker, session, viewer

FILE, ROW, WORDS, UNIT = "file", "row", "q", "unit"
"""Query parameters: the file, Excel's number of a row (or of several), words to be found, units."""


def asked() -> Table | None:
    """The file that the address names; None where it names none, or an unknown one."""
    name = st.query_params.get(FILE, "")
    if name and name not in TABLE:
        notices.refusal(f"Không có bảng “{name}”.")
    return TABLE.get(name)


def open(table: str) -> None:
    """Have the next run show a file."""
    for parameter in (ROW, WORDS):
        st.query_params.pop(parameter, None)
    st.query_params[FILE] = table


def open_cell(place: str) -> None:
    """Have the next run show the row of a problem: its file and cell, "units.csv B3"."""
    file, _, cell = place.partition(" ")
    name = file.removesuffix(".csv")
    if name in TABLE:
        open(name)
        if digits := cell.lstrip(ascii_uppercase):
            st.query_params[ROW] = digits


def whose(problems: Sequence[Problem]) -> dict[Problem, str]:
    """Of which unit and time the row of each problem is."""
    about: dict[Problem, str] = {}
    for name in {problem.file.removesuffix(".csv") for problem in problems} & TABLE.keys():
        with suppress(Unreadable):
            sheet = _sheet(session.edition().version, name)
            about |= {p: sheet.about(line_of(p) or 0) for p in problems if p.file == sheet.table.file}
    return about


@st.cache_resource(show_spinner=False, max_entries=17)
def _sheet(version: str, name: str) -> Sheet:
    return read(name)


def link(table: str, **more: object) -> str:
    """The address of a file's grid: `row`, `q`."""
    return filters.link("data", file=table, **more)


def draw(table: Table) -> None:
    """The whole screen."""
    frame.heading(table.title, f"{table.holds} · {table.file}")
    saving.outcome()
    try:
        of = opened(table.name)
    except Unreadable as error:
        _choose_table(table.name)
        notices.nothing(
            f"Chưa mở được {table.file} để sửa.", f"{_first_upper(error.reason)}.", f"{error.remedy}."
        )
        return
    with st.container(key="tables"):
        _draw(of)


def _draw(of: Opened) -> None:
    may_edit = may(viewer.viewer(), Action.RECORD)
    shows = _filter(of)
    with st.container(key="table-grid"):
        grid.draw(of, shows, session.edition().problems, may_edit=may_edit)
    _say_how_many(of)
    if may_edit:
        paste.tell()
        _decide(of)
        paste.door(of)


def _filter(of: Opened) -> Filter:
    """The search and the units, as the address has them at first."""
    name, asked = of.name, st.query_params.get_all(ROW)
    key = f"table-words-{name}"
    at_address = st.query_params.get(WORDS, "")
    if st.session_state.get(key, "") != at_address:
        st.session_state[key] = at_address

    def to_address() -> None:
        st.query_params[WORDS] = st.session_state[key]

    filters_unit = name != "units" and any(c.name == f"{UNIT}_id" for c in of.sheet.table.columns)
    with st.container(key="table-filter"):
        first, second, third = st.columns([2, 3, 3])
        with first:
            _choose_table(name)
        typed = second.text_input(
            "Tìm",
            key=key,
            on_change=to_address,
            placeholder="đơn vị, người, việc, số văn bản …",
            autocomplete="off",
        )
        with third:
            chosen = _choose_units(name) if filters_unit else []
    rows = [each for each in of.sheet.lines.values() if str(each) in asked]
    if rows:
        told = f"dòng {rows[0]}" if len(rows) == 1 else f"{len(rows)} dòng"
        st.button(f"Chỉ đang xem {told}. Xem cả bảng", key="table-whole", on_click=_show_all_rows)
    for line in (each for each in asked if each not in map(str, rows)):
        notices.refusal(f"{of.sheet.table.file} không có dòng {line}.")
    return Filter(typed.strip(), tuple(chosen), tuple(rows))


def _choose_units(name: str) -> list[str]:
    units = [picker.Option(each, label) for each, label in names.units().items()]
    at_address = st.query_params.get_all(UNIT)
    key = f"table-unit-{name}-{'-'.join(at_address)}"
    return picker.pick_many("Đơn vị", units, key=key, chosen=at_address)


def _choose_table(name: str) -> None:
    tables = [picker.Option(table.name, table.title) for table in TABLE.values()]
    chosen = picker.pick_one("Bảng", tables, key=f"table-choice-{name}", chosen=name, required=True)
    if chosen and chosen != name:
        open(chosen)
        st.rerun()


def _show_all_rows() -> None:
    st.query_params.pop(ROW, None)


def _say_how_many(of: Opened) -> None:
    total, shown = len(of.sheet.lines), sum(not isinstance(row, int) for row in of.rows)
    rows = (
        f"{words.number(total)} dòng"
        if shown == total
        else f"{words.number(shown)} trong {words.number(total)} dòng"
    )
    back = f'<a href="{escape(filters.link("data"), quote=True)}" target="_self">Mọi bảng</a>'
    st.html(f'<p class="note">{rows}. {back}</p>')


# ---- what is typed and not yet saved


def _decide(of: Opened) -> None:
    """What the edits would change, what forbids them, and the buttons."""
    effect = of.sheet.effect(of.typed())
    found = _verdict(of, effect)
    with st.container(key="table-told"):
        _tell(found, of)
        if effect:
            differences.draw(of.sheet.table, effect.every, key=f"table-changes-{of.name}")
    if not of.latest:
        return
    who = _recorder(effect)
    with st.container(horizontal=True, vertical_alignment="bottom", key="table-act"):
        changes = counted(effect.every)
        st.button(
            f"Lưu {changes}" if changes else "Lưu",
            type="primary",
            key="table-save",
            disabled=not found.allowed,
            on_click=_save,
            args=(of, effect.every, who),
        )
        st.button("Bỏ các thay đổi", key="table-discard", on_click=of.begin, args=(Pending(),))


def _verdict(of: Opened, effect: Effect) -> Verdict:
    """The verdict, which is found once for the same edits and data."""
    made_for = (session.edition().version, effect.every)
    kept = st.session_state.get("table-verdict")
    if kept is None or kept[0] != made_for:
        kept = st.session_state["table-verdict"] = made_for, _judged(effect)
    return kept[1]


def _judged(effect: Effect) -> Verdict:
    return verdict(effect, session.edition(), session.folder().preview, today())


def _recorder(effect: Effect) -> str:
    """Who records new rows of a log: asked where nobody signs in, as in the forms."""
    by = viewer.viewer()
    if by.account or not effect.added or recorded_by() not in effect.sheet.table.columns:
        return by.name
    return (
        st.text_input("Người ghi", key="entry-recorder", persist_state="session", max_chars=100) or ""
    ).strip()


def _save(of: Opened, seen: object, who: str) -> None:
    """Save the edits, if they are those that were shown: pressing the button also ends the typing in a cell."""
    effect = of.sheet.effect(of.typed())
    found = _judged(effect)
    if effect.every != seen or not found.allowed:
        st.session_state["table-surprise"] = True
        return
    of.saving_since = saving.fresh(of.name)
    saving.save(found.signed(who), found.what, who)


def _tell(found: Verdict, of: Opened) -> None:
    if st.session_state.pop("table-surprise", False):
        notices.refusal("Chưa lưu: vừa có thay đổi mới. Hãy xem lại rồi bấm Lưu lần nữa.")
    refusals = [f"<strong>Chưa lưu được.</strong> {escape(each)}" for each in found.refusals]
    refusals += [f"<strong>Chưa lưu được.</strong> {_pointing(each)}" for each in found.pointing]
    notes = [f"<strong>⚠</strong> {escape(each)}" for each in found.warnings]
    if refusals or notes:
        items = "".join(f"<li>{each}</li>" for each in (*refusals, *notes))
        st.html(f'<div role="status"><ul class="entry-said">{items}</ul></div>')


def _pointing(each: Pointing) -> str:
    words = each.id.replace(" · ", " ")
    ways = " ".join(
        f'<a href="{escape(link(name, q=words), quote=True)}" target="_self">{escape(TABLE[name].title)}</a>'
        for name in each.counts
    )
    return f"{escape(each.sentence())} {ways}"


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
