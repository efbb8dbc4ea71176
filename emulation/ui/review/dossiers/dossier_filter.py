"""The page's own filter of waiting dossiers; it is in the address beside the common one."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from emulation.commune import LEVEL
from emulation.schema import COMMENDATION_TYPES, DOSSIER_STAGES, LEVELS, NOMINEE_KINDS
from emulation.ui.parts import notices, session
from emulation.vocabulary import ENUMS

WAITING = DOSSIER_STAGES[: DOSSIER_STAGES.index("Đã khen thưởng")]
_CHOICES = {
    "type": ("Loại khen thưởng", COMMENDATION_TYPES),
    "stage": ("Bước xử lý", WAITING),
    "kind": ("Đối tượng", NOMINEE_KINDS),
    "deadline": ("Thời hạn", ENUMS["dossier_deadline"]),
}
_ALL = "Tất cả"


def dossier_filter() -> dict[str, str | None]:
    """Draw the choices in a row; return the chosen values by query parameter, None = all.

    Levels are offered under the words of the files.
    """
    chosen: dict[str, str | None] = {}
    choices = {"level": ("Cấp quyết định", tuple(map(session.commune().level, LEVELS)))} | _CHOICES
    with st.container(key="dossier_filter"):
        columns = st.columns(len(choices))
    refused = _refused(choices)
    for column, (name, (label, values)) in zip(columns, choices.items(), strict=True):
        value = column.selectbox(label, (_ALL, *values), key=name, bind="query-params", filter_mode=None)
        chosen[name] = None if value in (None, _ALL) else value
    for sentence in refused:
        notices.refusal(sentence)
    return chosen


def in_address() -> dict[str, str | None]:
    """The choices as links keep them; of who has no such filter none."""
    values = {name: st.session_state.get(name) for name in ("level", *_CHOICES)}
    return {name: None if value == _ALL else value for name, value in values.items()}


def as_asked(chosen: Mapping[str, str | None]) -> dict[str, str | None]:
    """The choices as the queries take them: a level as its value."""
    return {**chosen, "level": LEVEL.value_of(chosen["level"]) if chosen["level"] else None}


def _refused(choices: Mapping[str, tuple[str, tuple[str, ...]]]) -> list[str]:
    """A sentence for every value in the address that is no choice; read before the widgets drop it."""
    sentences = []
    for name, (label, values) in choices.items():
        asked = st.query_params.get(name)
        if asked and asked not in (_ALL, *values):
            sentences.append(
                f"{label} “{asked}” không có. Hãy chọn một trong: {', '.join(values)}. Đang xem tất cả."
            )
    return sentences
