"""The first step of *Báo cáo*: which report, on what, as of when, on whom. The address keeps it (choice.js)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from emulation.reports.request import KINDS
from emulation.schema import LEVELS
from emulation.ui import filters, reports_address, session
from emulation.ui import sentences_reports as sentences
from emulation.ui.assets import asset
from emulation.ui.reports_address import Asked, Offered

_SCRIPT = asset("element.js", "combo.js", "address.js", "fields.js", "choice.js")
_mount = component("choice", js=_SCRIPT, isolate_styles=False)
_OWN = ("period", "level", "meeting", "letter")
"""The parameters that a choice of another report drops."""


def asked() -> tuple[Asked, Offered, tuple[str, ...]]:
    """What the address asks for, what there is to choose, and a sentence for what cannot be had."""
    params = {name: st.query_params[name] for name in st.query_params}
    levels = tuple(map(session.commune().level, LEVELS))
    return reports_address.read(
        params, session.scope(), session.edition().warehouse.years, meetings(), levels
    )


def draw(chosen: Asked, offered: Offered) -> None:
    """The fields."""
    rows = {row.meeting_id: row for row in meetings()}
    kind = chosen.report
    lists = [
        _list(
            "report", "Báo cáo", kind, ((k, of.title, sentences.PURPOSE[k]) for k, of in KINDS.items()), _OWN
        ),
        _list("period", "Kỳ", chosen.period, ((p, sentences.period(kind, p), "") for p in offered.periods)),
        _list(
            "meeting",
            "Cuộc họp Hội đồng",
            chosen.meeting,
            ((m, *sentences.meeting(m, rows)) for m in offered.meetings),
            ("level",),
        ),
        _list(
            "level",
            "Cấp quyết định",
            chosen.level,
            ((each, sentences.level(each), "") for each in offered.levels),
        ),
    ]
    shown = [each for each in lists if each["options"]]
    _mount(key="report_choice", data={"label": "Chọn báo cáo", "lists": shown, "filter": filters.fields()})


def letter(names: dict[str, str], chosen: str) -> None:
    """Which of several documents is looked at: `names` file → whose it is; of units of one name the file too."""
    alike = Counter(names.values())
    options = ((file, name, file if alike[name] > 1 else "") for file, name in names.items())
    lists = [_list("letter", "Xem công văn gửi", chosen, options)]
    _mount(key="report_letter", data={"label": "Chọn công văn để xem", "lists": lists, "filter": None})


def _list(
    param: str, label: str, value: str, options: Iterable[Sequence[str]], drops: Sequence[str] = ()
) -> dict[str, Any]:
    return {
        "param": param,
        "label": label,
        "value": value,
        "options": [list(option) for option in options],
        "drops": list(drops),
    }


def meetings() -> list[Any]:
    """The rows of `meetings.csv`."""
    return list(session.each(session.table("meetings")))
