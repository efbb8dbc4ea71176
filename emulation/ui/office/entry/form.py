"""What the entry forms share: the state of their fields, presets from the address, the preview and the save button.

A save empties a field, unless it `keeps` its value. The values survive a visit to another page. A link to the form that
names a task, a dossier or a stage starts with empty fields but for what it names (also unit, status, period).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, TypeVar

import streamlit as st
from streamlit.components.v2 import component

from emulation.intake.cells import FIRST_LOG_DAY, LAST_LOG_DAY, written
from emulation.office.change_set import ChangeSet
from emulation.scope import today
from emulation.ui.office import saving, told
from emulation.ui.office.entry import midnight
from emulation.ui.parts import notices, picker, session, viewer
from emulation.ui.parts.assets import asset, script
from emulation.warehouse import Warehouse

_NAMING = ("task", "dossier", "stage")
_FORM, _VISIT, _FIRST_ROUND, _SEEN, _SAVES = (
    f"entry-{name}" for name in ("chosen", "visit", "first-round", "seen", "saves")
)
_DAY = "entry-day"
ANY_DAY = date(1, 1, 1), date(9999, 12, 31)
"""The limits of a date field. They are as wide as possible: Streamlit rejects a day outside silently, and the form would be
saved with the former one."""
_keys = component("entry_keys", js=script("entry_keys", asset("office/entry/keys.js")), isolate_styles=False)
T = TypeVar("T")


def choose(forms: Mapping[str, str]) -> str:
    """Let the user choose a form (word in the address → title). The choice is in the address: `?form=`."""
    asked = st.query_params.get("form", "")
    first = next(iter(forms))
    if asked and asked not in forms:
        notices.refusal(f"Không có biểu mẫu “{asked}”. Đang mở {forms[first]}.")
    form = asked if asked in forms else first
    _begin(visit_begins=_FORM not in st.session_state)
    if st.session_state.get(_FORM, form) != form:
        st.session_state[_FORM] = form

    def to_address() -> None:
        st.query_params["form"] = st.session_state[_FORM]

    st.segmented_control(
        "Biểu mẫu",
        list(forms),
        default=None if _FORM in st.session_state else form,
        format_func=lambda slug: forms[slug],
        required=True,
        key=_FORM,
        on_change=to_address,
        label_visibility="collapsed",
    )
    _keys(key="entry-keys", data={"saves": st.session_state.get(_SAVES, 0)})
    return form


def _begin(visit_begins: bool) -> None:
    """Start with empty fields if a link presets some. Delete the state of fields from before the last save."""
    if visit_begins:
        if any(st.query_params.get(name) for name in _NAMING):
            st.session_state[_VISIT] = st.session_state.get(_VISIT, 0) + 1
        st.session_state[_FIRST_ROUND] = saving.fresh("round")
    alive = (_prefix(keeps=False), _prefix(keeps=True))
    for key in [str(k) for k in st.session_state]:
        if re.match(r"entry_\d", key) and not key.startswith(alive):
            del st.session_state[key]


def _prefix(*, keeps: bool) -> str:
    visit = f"entry_{st.session_state.get(_VISIT, 0)}"
    return f"{visit if keeps else saving.fresh(visit)}:"


def key_of(name: str, *, keeps: bool = False) -> str:
    """The widget key of a field. It changes with each save, unless the field `keeps` its value."""
    return _prefix(keeps=keeps) + name


def asked_for(parameter: str, known: Collection[str], what: str) -> list[str]:
    """The ids preset by `?parameter=`, until the first save. Unknown ids give a message."""
    if st.session_state.get(_FIRST_ROUND) != saving.fresh("round"):
        return []
    asked = [each for each in dict.fromkeys(st.query_params.get_all(parameter)) if each]
    if unknown := [each for each in asked if each not in known]:
        ids = ", ".join(f"“{each}”" for each in unknown)
        notices.refusal(f"{what} {ids} không có trong danh sách được chọn ở đây. Hãy chọn trong ô {what}.")
    return [each for each in asked if each in known]


def preset(parameter: str, values: Collection[str]) -> str:
    """The one of these values that the address names, until the first save; "" where it names none."""
    if st.session_state.get(_FIRST_ROUND) != saving.fresh("round"):
        return ""
    asked = st.query_params.get(parameter, "")
    return asked if asked in values else ""


def answer(rule: Callable[..., T], *arguments: Hashable, **more: Hashable) -> T:
    """The result of a function of `emulation.office` on the present data (`rule(warehouse, …)`), cached by their version."""
    now = session.edition()
    name = f"{rule.__module__}.{rule.__qualname__}"
    return _answer(now.version, name, arguments, tuple(sorted(more.items())), rule, now.warehouse)


@st.cache_resource(show_spinner=False, max_entries=500)
def _answer(
    version: str,
    name: str,
    arguments: tuple[Any, ...],
    more: tuple[tuple[str, Any], ...],
    _rule: Callable[..., Any],
    _warehouse: Warehouse,
) -> Any:
    return _rule(_warehouse, *arguments, **dict(more))


def options(names: Mapping[str, str]) -> list[picker.Option]:
    """Id → name, as a picker's options."""
    return [picker.Option(each, name) for each, name in names.items()]


def picked(name: str, asked: Sequence[str] = (), *, keeps: bool = False) -> list[str]:
    """The choice of a picker, which may be drawn later in this run."""
    key = key_of(name, keeps=keeps)
    kept = st.session_state.get(f"{key}.kept") or asked
    return list((st.session_state.get(key) or {}).get("chosen", kept))


def pick_many(
    label: str,
    options: Sequence[picker.Option],
    name: str,
    asked: Sequence[str] = (),
    *,
    keeps: bool = False,
    **manner: str,
) -> tuple[str, ...]:
    """A picker of several options. `asked`: the initial choice."""
    key = key_of(name, keeps=keeps)
    chosen = picker.pick_many(label, options, key=key, chosen=picked(name, asked, keeps=keeps), **manner)
    st.session_state[f"{key}.kept"] = chosen
    return tuple(chosen)


def pick_own(
    label: str, options: Sequence[picker.Option], name: str, asked: Sequence[str] = (), *, keeps: bool = False
) -> str:
    """A picker of one unit; somebody who speaks for units chooses among these, and begins with the only one."""
    own = viewer.viewer().units
    offered = [option for option in options if not own or option.id in own]
    if own and len(offered) == 1:
        asked = [offered[0].id]
    return pick_one(label, offered, name, asked, keeps=keeps)


def pick_one(
    label: str,
    options: Sequence[picker.Option],
    name: str,
    asked: Sequence[str] = (),
    *,
    keeps: bool = False,
    required: bool = False,
) -> str:
    """A picker of one option; empty if none is chosen."""
    key = key_of(name, keeps=keeps)
    before = picked(name, asked, keeps=keeps)
    chosen = picker.pick_one(label, options, key=key, chosen=before[0] if before else None, required=required)
    st.session_state[f"{key}.kept"] = [chosen] if chosen else []
    return chosen or ""


def one_of(
    label: str,
    values: Sequence[str],
    name: str,
    *,
    keeps: bool = False,
    begins: str | None = None,
    named: Callable[[str], str] = str,
) -> str:
    """A segmented control; empty if nothing is chosen. `begins`: the initial choice; `named`: value → label."""
    key = key_of(name, keeps=keeps)
    if begins is not None and begins in values and st.session_state.get(key) not in values:
        st.session_state[key] = begins
    chosen = st.segmented_control(label, values, format_func=named, key=key, persist_state="session")
    return chosen or ""


def some_of(
    label: str, values: Sequence[T], name: str, *, begins: Sequence[T], named: Callable[[T], str] = str
) -> tuple[T, ...]:
    """A segmented control from which several are chosen, in the order of `values`. `begins`: the initial choice."""
    key = key_of(name)
    if key not in st.session_state:
        st.session_state[key] = list(begins)
    chosen = st.segmented_control(
        label, values, selection_mode="multi", format_func=named, key=key, persist_state="session"
    )
    return tuple(value for value in values if value in chosen)


def ticked(label: str, name: str) -> bool:
    """A box to tick."""
    return st.checkbox(label, key=key_of(name), persist_state="session")


def has_day() -> None:
    """The form needs no day of its own: what it records has one already."""
    st.session_state[_DAY] = session.edition().warehouse.default_as_of


def day(label: str) -> date:
    """The day of the record. It starts with the day that the screens show, and keeps its value: once they show another one,
    as after midnight, the form asks whether to follow.

    If the field is empty or its year is impossible, the preview lists it as missing, and the form uses the screens' day.
    """
    shown, key = session.edition().warehouse.default_as_of, key_of("day", keeps=True)
    midnight.ask(label, key, shown)
    chosen = _date(label, key, shown)
    possible = chosen is not None and FIRST_LOG_DAY <= chosen <= LAST_LOG_DAY
    st.session_state[_DAY] = chosen if possible else None
    return chosen if chosen and possible else shown


def optional_day(label: str, name: str, begins: date | None = None) -> date | None:
    """A date that may be left empty."""
    return _date(label, key_of(name), begins)


def _date(label: str, key: str, begins: date | None) -> date | None:
    return st.date_input(
        label,
        begins,
        min_value=ANY_DAY[0],
        max_value=ANY_DAY[1],
        format="DD/MM/YYYY",
        key=key,
        persist_state="session",
    )


def text(label: str, name: str, *, begins: str = "", **manner: Any) -> str:
    """A line of text. Until the user types, it holds `begins`, even if that changes."""
    key = key_of(name)
    typed, begun = st.session_state.get(key, ""), st.session_state.get(f"{key}.begun", "")
    if typed == begun != begins:
        st.session_state[key] = begins
    st.session_state[f"{key}.begun"] = begins
    # A label is Markdown, and an image in it would be fetched even where the label is not shown.
    plain = label.replace("[", r"\[")
    return st.text_input(plain, key=key, persist_state="session", autocomplete="off", **manner) or ""


def lines(label: str, name: str, **manner: Any) -> str:
    """Text of several lines."""
    manner = {"height": 120, **manner}
    return st.text_area(label, key=key_of(name), persist_state="session", **manner) or ""


def form_and_preview(*, wide: bool = False) -> tuple[Any, Any]:
    """The containers of the form and of its preview: side by side, on a phone one below the other. `wide`: of a grid."""
    left, right = st.columns([7, 3] if wide else [3, 2], gap="medium" if wide else "large")
    return left.container(key="entry-form"), right.container(key="entry-preview")


def preview(
    rule: Callable[..., ChangeSet],
    filled: Hashable,
    *,
    required: Mapping[str, object],
    things: str,
    stands: Sequence[tuple[str, str]] = (),
) -> None:
    """Show what saving the form would change, and the button that saves it. All forms end here.

    `rule` makes the change set from what is `filled` in, once no `required` field (name → value) is empty. Until then the
    preview shows `stands`: the present state of what is chosen. `things`: the noun on the button. Who records is stored
    with every row of a log: who signed in, or who is typed, once for all forms.
    """
    lacking = _missing(required)
    change_set = None if lacking else answer(rule, session.scope(), filled, today=today())
    st.html('<h2 class="entry-title">Sẽ thay đổi</h2>')
    told_here = st.container(key="entry-told")
    who = _recorder()
    change_set = change_set and change_set.signed(who)
    with told_here:
        if change_set is None:
            st.html(told.listed([told.item(about, state) for about, state in stands]))
        else:
            st.html(told.told(change_set))
    allowed = change_set is not None and change_set.allowed
    with st.container(horizontal=True, vertical_alignment="center", key="entry-act"):
        edit = change_set.edits[0] if change_set and allowed else None
        label = f"Lưu {len(edit.rows) + len(edit.changes)} {things}" if edit else "Lưu"
        pressed = st.button(label, type="primary", disabled=not allowed, key="entry-save")
        if lacking:
            st.html(f'<p class="entry-aside">Còn thiếu: {escape(", ".join(lacking))}.</p>')
    _save_if(pressed, change_set, who)


def _recorder() -> str:
    """Who records: asked where nobody signs in."""
    by = viewer.viewer()
    if by.account:
        return by.name
    return st.text_input("Người ghi", key="entry-recorder", persist_state="session", max_chars=100) or ""


def _missing(fields: Mapping[str, object]) -> list[str]:
    """The names of the fields that are still empty; the `day` first."""
    years = f"{FIRST_LOG_DAY.year} đến {LAST_LOG_DAY.year}"
    every = {f"ngày (năm {years})": st.session_state.get(_DAY), **fields}
    return [name for name, value in every.items() if not value]


def _save_if(pressed: bool, change_set: ChangeSet | None, who: str) -> None:
    """Save the change set, unless the preview did not yet show something important about it."""
    seen: _Seen | None = st.session_state.get(_SEEN)
    st.session_state[_SEEN] = now = _Seen(session.edition().version, change_set, midnight.asked())
    if not pressed or change_set is None or not change_set.allowed:
        return
    if surprise := _surprise(change_set, now, seen):
        notices.refusal(f"Chưa lưu: {surprise}. Hãy xem lại rồi bấm Lưu lần nữa.")
        return
    st.session_state[_SAVES] = st.session_state.get(_SAVES, 0) + 1
    saving.save(change_set.edits, change_set.what, who.strip())
    st.rerun()


@dataclass(frozen=True)
class _Seen:
    """The change set that the preview showed last, the version of the data it was made from, and the day that the form
    asked to follow."""

    version: str
    change_set: ChangeSet | None
    turned: date | None


def _surprise(change_set: ChangeSet, now: _Seen, seen: _Seen | None) -> str:
    """What is new since the preview; empty if nothing is. Pressing the button also submits the last field, so the change
    set may differ from the one shown."""
    before = seen.change_set if seen else None
    if now.turned and (seen is None or seen.turned != now.turned):
        return f"vừa sang ngày {written(now.turned)}"
    if not set(change_set.warnings) <= set(before.warnings if before else ()):
        return "vừa có lưu ý mới ở trên"
    other_data = seen is not None and seen.version != now.version
    changed = other_data and (before is None or before.changes != change_set.changes)
    return "dữ liệu vừa được người khác sửa" if changed else ""
