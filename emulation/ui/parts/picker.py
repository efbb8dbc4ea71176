"""Choosing one or several of a list: found without diacritics, by any words of the name or by the id.

The framework's own boxes do not find "mam non" in "Trường Mầm non số 1". The search is combo.js, which the
filter bar has too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from emulation.ui.parts.assets import asset, script

_mount = component(
    "picker",
    js=script("picker", asset("parts/element.js", "parts/combo.js", "parts/picker.js")),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Option:
    """What can be chosen. `hint`: a second, smaller line, which is searched as well. Ids are unique in a list.

    `group`: the name of what it belongs to, as a unit to its bloc. It is searched, and where several are chosen it is
    offered itself, for all that belong to it.
    """

    id: str
    name: str
    hint: str = ""
    group: str = ""


def pick_many(
    label: str,
    options: Sequence[Option],
    *,
    key: str,
    chosen: Iterable[str] = (),
    help: str = "",
    select_all: str = "",
) -> list[str]:
    """Draw a box from which several are chosen; return their ids in the order of `options`.

    `chosen` is the initial choice. After the user changes it, their choice is kept over reruns until the `key`
    (without "__") changes. `select_all` is the text of a button that chooses every option; without it there is no
    button. An option that is no longer offered is never returned.
    """
    return _pick(label, options, key, chosen, help=help, several=True, required=False, all=select_all)


def pick_one(
    label: str,
    options: Sequence[Option],
    *,
    key: str,
    chosen: str | None = None,
    required: bool = False,
) -> str | None:
    """Draw a box from which one is chosen; return its id, or None where none is (or is offered no longer).

    `chosen` and `key` as in `pick_many`. If `required`, the label says so and the choice can be changed but not
    cleared; it still starts as None.
    """
    before = () if chosen is None else (chosen,)
    found = _pick(label, options, key, before, help="", several=False, required=required, all="")
    return found[0] if found else None


def offered(options: Sequence[Option], ids: Any) -> list[str]:
    """The ids of `options`, in their order, that are among `ids`: a list that the browser may have sent."""
    wanted = {each for each in ids if isinstance(each, str)} if isinstance(ids, (list, tuple)) else set()
    return [option.id for option in options if option.id in wanted]


def _pick(
    label: str, options: Sequence[Option], key: str, chosen: Iterable[str], **manner: str | bool
) -> list[str]:
    before = list(chosen)
    kept = (st.session_state.get(key) or {}).get("chosen", before)
    data = {
        "key": key,
        "label": label,
        "options": [list(astuple(option)) for option in options],
        "chosen": offered(options, kept),
        **manner,
    }
    result = _mount(key=key, data=data, default={"chosen": before}, on_chosen_change=lambda: None)
    return offered(options, result.get("chosen"))
