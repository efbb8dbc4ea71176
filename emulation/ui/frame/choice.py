"""Fields with one choice each from a list. Only the address keeps what is chosen (choice.js)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from streamlit.components.v2 import component

from emulation.ui.frame import filters
from emulation.ui.parts.assets import asset, script

_mount = component(
    "choice",
    js=script(
        "choice",
        asset("parts/element.js", "parts/combo.js", "frame/address.js", "frame/fields.js", "frame/choice.js"),
    ),
    isolate_styles=False,
)


def one_of(
    param: str, label: str, value: str, options: Iterable[Sequence[str]], drops: Sequence[str] = ()
) -> dict[str, Any]:
    """A field. `options`: value, name and second line of each. `drops`: parameters that a new choice removes."""
    return {
        "param": param,
        "label": label,
        "value": value,
        "options": [list(option) for option in options],
        "drops": list(drops),
    }


def draw(key: str, label: str, fields: Sequence[dict[str, Any]], *, with_filter: bool = False) -> None:
    """Draw the fields side by side; `with_filter` adds the day, blocs and units of the filter bar."""
    _mount(
        key=key, data={"label": label, "lists": fields, "filter": filters.fields() if with_filter else None}
    )
