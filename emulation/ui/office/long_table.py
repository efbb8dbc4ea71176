"""A table of as many rows as a browser can hold: an import may change hundreds of thousands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from emulation import words
from emulation.ui.parts import tables

MOST = 2_000
"""Most rows that are sent; who has to see the others has them in Excel."""


def draw(
    rows: Sequence[Sequence[Any]],
    columns: tables.Columns,
    *,
    caption: str,
    besides: Sequence[str] = (),
    **manner: Any,
) -> None:
    """The rows, or the first of them with the number of all in the caption. `besides`: columns before the others that are
    not shown; `manner`: as of `tables.table`."""
    if len(rows) > MOST:
        caption = f"{caption}. Chỉ hiện {words.number(MOST)} dòng đầu của {words.number(len(rows))}"
    frame = pd.DataFrame(rows[:MOST], columns=[*besides, *columns], dtype=object)
    tables.table(frame, columns, caption=caption, **manner)
