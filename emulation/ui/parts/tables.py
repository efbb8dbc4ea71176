"""The one table of the dashboard: semantic HTML that sorts, searches, prints, downloads and fits a phone."""

import csv
import io
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal

import pandas as pd
import streamlit as st
from streamlit.components.v2 import component

from emulation import words
from emulation.text import escape_formula
from emulation.ui.parts import states
from emulation.ui.parts.assets import asset, script

Kind = Literal["text", "number", "points", "date", "moment", "due", "percent", "state", "days", "days_left"]


@dataclass(frozen=True)
class TableColumn:
    """A column's heading and how its values are shown.

    kind: `moment` takes a datetime; `points` have as many decimals as the longest of the column; `percent` takes a rate
    (0.843); `due` a due date, with what the rows say of it in the columns _DUE; `state` a word of `states.STATE`; `days`
    days late (negative: still to go); `days_left` the opposite. width: any CSS width. hide_on_phone: folded away under
    "Chi tiết". help: what the column means, shown under the table. hover: a column of the rows with what is shown over a
    value (not of text).
    """

    label: str
    kind: Kind = "text"
    width: str | None = None
    hide_on_phone: bool = False
    help: str | None = None
    hover: str | None = None


Columns = Mapping[str, TableColumn | str]

SEARCH_FROM = 9  # rows; a shorter table needs no search

_SHOWN: dict[str, Callable[[Any], str]] = {
    "number": words.number,
    "date": words.day,
    "percent": words.percent,
    "days": words.days_late,
    "days_left": words.days_left,
}
_DUE = {  # beside a due date -> what it is called in a CSV
    "expires_on": "tính đến",
    "dossiers_expired_on": "hồ sơ hết hạn từ",
    "paused_since": "tạm dừng từ",
}
_URGENCY = {word: place for place, word in enumerate(states.STATE)}

_HTML = """
<div class="board" lang="vi">
  <div class="tools">
    <label class="search"><span>Tìm</span> <input type="search" autocomplete="off" spellcheck="false"></label>
    <label class="order"><span>Sắp xếp</span> <select></select></label>
    <label class="every"><input type="checkbox"> <span></span></label>
  </div>
  <table role="table">
    <caption></caption>
    <thead role="rowgroup"><tr role="row"></tr></thead>
    <tbody role="rowgroup"></tbody>
  </table>
  <p class="empty"></p>
  <div class="foot">
    <p class="count" role="status"></p>
    <button class="more" type="button"></button>
    <button class="download" type="button">Tải CSV</button>
  </div>
  <details class="legend"><summary>Ý nghĩa các cột</summary><dl></dl></details>
</div>
"""


_STYLE = json.dumps(asset("parts/table.css"))
_mount = component(
    "emulation_table", html=_HTML, js=script("table", f"const STYLE = {_STYLE}\n{asset('parts/table.js')}")
)


def table(
    rows: pd.DataFrame,
    columns: Columns,
    *,
    key: str,
    caption: str,
    file_name: str,
    opens: str | None = None,
    on_open: Callable[[str], None] | None = None,
    search: bool | None = None,
    page_rows: int = 15,
    empty: str = "Không có dòng nào.",
) -> None:
    """Draw `rows`, in their order, as a table that downloads as `<file_name>.csv`.

    With `opens`, a row's first text cell is a button; pressing it calls `on_open` with the row's value of
    that column (which need not be shown), before the page runs again. `search` is there by default when
    there are more than eight rows. `empty` says why there is no row and what to do. `key` has no "__".
    """
    data = payload(rows, columns, caption=caption, opens=opens if on_open else None)
    data |= _manner(rows, key, file_name, search, page_rows, empty)

    def opened() -> None:
        value = (st.session_state[key] or {}).get("open")
        if on_open and isinstance(value, str) and value in data["opens"]:
            on_open(value)

    _mount(key=key, data=data, on_open_change=opened)


def choose(
    rows: pd.DataFrame,
    columns: Columns,
    *,
    id: str,
    key: str,
    caption: str,
    file_name: str,
    chosen: Collection[str] = (),
    page_rows: int = 15,
    empty: str = "Không có dòng nào.",
) -> list[str]:
    """Draw `rows` as `table` does, with a box to tick beside each and one for all that are found. Returns the values of the
    column `id` of the rows that are ticked, in the order of the rows.

    `chosen` is the initial choice. The user's is kept over reruns until the `key` changes; of rows that have gone it is
    dropped.
    """
    ids = [str(each) for each in rows[id]]
    kept = (st.session_state.get(key) or {}).get("chosen", list(chosen))
    data = payload(rows, columns, caption=caption, opens=None)
    data |= _manner(rows, key, file_name, None, page_rows, empty)
    data |= {"ids": ids, "chosen": [each for each in kept if each in set(ids)]}
    result = _mount(key=key, data=data, default={"chosen": list(chosen)}, on_chosen_change=lambda: None)
    ticked = result.get("chosen")
    ticked = (
        {each for each in ticked if isinstance(each, str)} if isinstance(ticked, (list, tuple)) else set()
    )
    return [each for each in ids if each in ticked]


def _manner(
    rows: pd.DataFrame, key: str, file_name: str, search: bool | None, page_rows: int, empty: str
) -> dict[str, Any]:
    return {
        "key": key,
        "file": f"{file_name}.csv",
        "search": len(rows) >= SEARCH_FROM if search is None else search,
        "page": page_rows,
        "empty": empty,
    }


def payload(rows: pd.DataFrame, columns: Columns, *, caption: str, opens: str | None) -> dict[str, Any]:
    """What the browser draws: headings, cells as [shown, sort value], the rows' keys and the CSV."""
    heads = _heads(columns)
    cells = [_hovering(_cells(rows, name, head.kind), rows, head.hover) for name, head in heads.items()]
    keys = [None if words.is_missing(value) else str(value) for value in rows[opens]] if opens else []
    return {
        "caption": caption,
        "columns": [{"name": name, **asdict(head)} for name, head in heads.items()],
        "rows": list(zip(*cells, strict=True)),
        "opens": keys,
        "states": {word: asdict(state) for word, state in states.STATE.items()},
        "csv": csv_text(rows, columns),
    }


def csv_text(rows: pd.DataFrame, columns: Columns) -> str:
    """The rows as CSV that a Vietnamese Excel opens as they are: raw values, a BOM, semicolons, CRLF."""
    heads = _with_due(rows, _heads(columns))
    kept = io.StringIO(newline="")
    writer = csv.writer(kept, delimiter=";", lineterminator="\r\n")
    writer.writerow([escape_formula(head.label) for head in heads.values()])
    columns_of_text = ([_raw(value, head.kind) for value in rows[name]] for name, head in heads.items())
    writer.writerows(zip(*columns_of_text, strict=True))
    return "\ufeff" + kept.getvalue()


def _heads(columns: Columns) -> dict[str, TableColumn]:
    return {name: TableColumn(head) if isinstance(head, str) else head for name, head in columns.items()}


def _with_due(rows: pd.DataFrame, heads: Mapping[str, TableColumn]) -> dict[str, TableColumn]:
    """The columns with those that say more of a due date, where any row has more to say."""
    found: dict[str, TableColumn] = {}
    for name, head in heads.items():
        found[name] = head
        if head.kind == "due":
            told = {more: word for more, word in _DUE.items() if more in rows and _says(rows, name, more)}
            found |= {more: TableColumn(f"{head.label}, {word}", "date") for more, word in told.items()}
    return found


def _says(rows: pd.DataFrame, due: str, more: str) -> bool:
    said = rows[more].notna()
    return bool((said & (rows[more] != rows[due])).any() if more == "expires_on" else said.any())


def _cells(rows: pd.DataFrame, name: str, kind: Kind) -> list[Sequence[str | float | None]]:
    """A column's cells, as `_cell` makes them."""
    if kind == "points":
        digits = words.digits(rows[name])
        return [_cell(value, kind, words.number(value, digits)) for value in rows[name]]
    if kind == "due":
        beside = [rows[more] if more in rows else [None] * len(rows) for more in _DUE]
        said = [words.deadline(*row) for row in zip(rows[name], *beside, strict=True)]
        return [_cell(value, kind, text) for value, text in zip(rows[name], said, strict=True)]
    return [_cell(value, kind) for value in rows[name]]


def _hovering(
    cells: list[Sequence[str | float | None]], rows: pd.DataFrame, hover: str | None
) -> list[Sequence[str | float | None]]:
    """The cells, each with what is shown over it as a third value."""
    return [[*cell, said] for cell, said in zip(cells, rows[hover], strict=True)] if hover else cells


def _cell(value: Any, kind: Kind, said: str = "") -> Sequence[str | float | None]:
    """[shown, sort value]; the sort value is None where there is no value, left out where it is the text."""
    if words.is_missing(value):
        return [said if kind == "due" and said else words.MISSING, None]
    if kind == "text":
        return [str(value)]
    if kind == "state":
        return [str(value), f"{_URGENCY.get(str(value), len(_URGENCY)):02} {value}"]
    if kind == "moment":
        return [words.moment(value), value.isoformat()]
    is_day = kind in ("date", "due")
    return [said or _SHOWN[kind](value), words.as_date(value).isoformat() if is_day else float(value)]


def _raw(value: Any, kind: Kind) -> str:
    if words.is_missing(value):
        return ""
    if kind in ("text", "state"):
        return escape_formula(str(value))
    if kind == "moment":
        return words.moment(value)
    if kind in ("date", "due"):
        return words.day(value)
    exact = Decimal(str(value)) * (100 if kind == "percent" else 1)
    return f"{exact.normalize():f}".replace(".", ",") + ("%" if kind == "percent" else "")
