"""The data of a session: the edition of this run, the scope of the filter bar, and cached answers to queries."""

from __future__ import annotations

import threading
from collections import namedtuple
from collections.abc import Hashable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from emulation.access import Viewer
from emulation.city.places import city_folder
from emulation.commune import Commune, commune_of
from emulation.folder import DataFolder, Edition, opened
from emulation.intake import default_folder
from emulation.office.founding import standing
from emulation.questions import NARROWED, own_scope
from emulation.scope import Scope
from emulation.seen import Seen, seen_by
from emulation.ui.parts import viewer
from emulation.ui.parts.ahead import Ahead
from emulation.warehouse import NotAvailable

_KEPT, _READ, _OWN = "edition_kept_for", "edition_read", "edition_saved"
CELLS_KEPT = 2_000_000
"""Of all answers kept together, those asked for last: some 100 MB."""


def folder() -> DataFolder:
    """The data folder that this server shows, or the city; opened once for all sessions."""
    city = city_folder()
    return opened_city(city) if city else opened(default_folder())


def shows_city() -> bool:
    """Whether this server shows a city of communes: its clusters stand where blocs do, its communes where units do."""
    return city_folder() is not None


@lru_cache(maxsize=4)
def opened_city(path: Path) -> DataFolder:
    """The city at a path, opened once for all sessions."""
    from emulation.city.opened import City

    return City(path)


def edition() -> Edition:
    """The edition of the data for this run, as the viewer may see it. It is fixed when the run begins, so that all figures
    on a screen agree."""
    return st.session_state["edition"]


def begin_run(*, keep: bool = False) -> Edition:
    """Fix the edition for this run, as its viewer may see it. Called once by the frame, after `viewer.begin_run`.

    With `keep` it is the edition of the run before, if that run kept it too, for the same viewer: a show's figures do
    not change.
    """
    who = viewer.viewer()
    if not (keep and st.session_state.get(_KEPT) == who):
        read = _own_or(folder().shown())
        st.session_state["edition"] = _seen_by(who, read)
        st.session_state[_READ] = read.version
        st.session_state["day"] = edition().warehouse.default_as_of
    st.session_state[_KEPT] = who if keep else None
    return edition()


def _seen_by(who: Viewer, read: Edition) -> Edition:
    """The edition as this viewer sees it: that of the run before where nothing has changed, with what it has found out."""
    seen = seen_by(who, read, partial(_asked, read))
    before = st.session_state.get("edition")
    return before if before and before.version == seen.version else seen


def is_new() -> bool:
    """Whether the data folder has nothing in it yet: for all viewers alike, whatever they may see of it. Of a city: whether
    no commune has sent anything."""
    if shows_city():
        return not edition().warehouse.years
    guarded = isinstance(edition().warehouse, Seen)  # which knows of no files
    return standing.is_new(folder().edition() if guarded else edition(), folder().path)


@dataclass
class Own:
    """What this session has saved: it sees that at once."""

    edition: Edition | None = None


def own() -> Own:
    return st.session_state.setdefault(_OWN, Own())


def _own_or(shown: Edition) -> Edition:
    """The edition for all screens, or a later one in which this session's last save is."""
    saved = own()
    if saved.edition and folder().is_ahead(saved.edition.version):
        return saved.edition
    saved.edition = None
    return shown


def version() -> str:
    """The version of the files that this run shows."""
    return st.session_state[_READ]


def is_newest() -> bool:
    """Whether this run shows no former edition."""
    return version() == _own_or(folder().shown()).version


def day() -> date:
    """The default as-of date when the edition was fixed, so that a show keeps its figures past midnight."""
    return st.session_state["day"]


def let_go() -> None:
    """Let the next run take the newest edition, even if it runs with `keep`."""
    st.session_state[_KEPT] = None


def scope() -> Scope:
    """What the filter bar chooses."""
    return st.session_state["scope"]


def set_scope(chosen: Scope) -> None:
    st.session_state["scope"] = chosen


_AHEAD = Ahead()
Rows = tuple[pd.Index, np.ndarray]
"""Column names and cells. A frame kept for all would keep a weak reference (pandas has up to 500 of them a frame) for each
time that somebody took a column of it."""
_ANSWERS: LRUCache[tuple[Hashable, ...], Rows] = LRUCache(
    CELLS_KEPT, getsizeof=lambda rows: rows[1].size + 20
)
_ANSWERING = threading.Condition()
"""Who asks what another is asking waits for that answer: after a save thirty screens ask the same at one moment."""


@cached(_ANSWERS, key=lambda *question: hashkey(*question[:-1]), condition=_ANSWERING)
def _answer(version: str, query: str, scope: Scope, more: tuple[tuple[str, Any], ...], of: Edition) -> Rows:
    if scope.filtered and query in NARROWED:
        columns, cells = _answer(version, query, scope.but(blocs=(), units=()), more, of)
        chosen = of.warehouse.chosen(NARROWED[query], scope)
        keys = cells[:, columns.get_loc(NARROWED[query])]
        kept = cells[np.fromiter((key in chosen for key in keys), bool, len(keys))]
        kept.setflags(write=False)
        return columns, kept
    found = of.warehouse.ask(query, scope, **dict(more))
    return _index(tuple(found.columns)), found.to_numpy()


@lru_cache(maxsize=256)
def _index(columns: tuple[str, ...]) -> pd.Index:
    """One index for all answers with these columns: each takes as much room as some rows."""
    return pd.Index(columns)


def forget_older(newest: Edition) -> None:
    """Keep nothing that was found out about former editions: it may hold them, each of tens of megabytes."""
    with _ANSWERING:
        versions = {str(each[0]) for each in _ANSWERS} - {newest.version}
        gone = {version for version in versions if not folder().is_ahead(version)}
        for question in [each for each in _ANSWERS if each[0] in gone]:
            del _ANSWERS[question]
    st.cache_resource.clear()


def ask(query: str, of: Scope | None = None, **more: Any) -> pd.DataFrame:
    """The rows of `queries/<query>.sql` for the chosen scope (or `of`), cached until the data change.

    All sessions share the frame's cells: derive another one (`assign`, `merge`), never modify it.
    Raises NotAvailable if a file it needs cannot be read; `frame.part` shows that in place of the page. Of it NotAllowed
    where the viewer may not ask this: `frame.part` then shows nothing.
    """
    now, chosen = edition(), of or scope()
    if isinstance(now.warehouse, Seen):
        return now.warehouse.ask(query, chosen, **more)
    return _asked(now, query, chosen, **more)


def _asked(of: Edition, query: str, scope: Scope, **more: Any) -> pd.DataFrame:
    """The answer for an edition as it was read, for all viewers together."""
    own, rest = own_scope(query, scope), tuple(sorted(more.items()))
    _AHEAD.saw(query, own, rest)
    columns, cells = _answer(of.version, query, own, rest, of)
    return pd.DataFrame(cells, columns=columns, dtype=object, copy=False)


def ask_ahead(of: Edition, seconds: float) -> None:
    """Have the answers ready that were asked for one unit and will be for others; for so long at most."""

    def ask_now(query: str, scope: Scope, more: tuple[tuple[str, Any], ...]) -> None:
        with suppress(NotAvailable):
            _answer(of.version, query, scope, more, of)

    _AHEAD.work(of.version, list(_table(of.version, "units", of)["unit_id"]), ask_now, seconds)


@st.cache_resource(show_spinner=False, max_entries=50)
def _table(version: str, name: str, _edition: Edition) -> pd.DataFrame:
    return _edition.warehouse.table(name)


def table(name: str) -> pd.DataFrame:
    """A file's rows that count (no figure: for names and lists). Shared as those of `ask` are."""
    now = edition()
    return _table(now.version, name, now)


def blocs() -> pd.DataFrame:
    """The rows of `bloc_names`; where their file cannot be read, the ids that the units have, unnamed."""
    found = ask_readable(
        "city/cluster_names" if shows_city() else "bloc_names", Scope.at(edition().warehouse.default_as_of)
    )
    if found is not None:
        return found
    ids = table("units")["bloc_id"].dropna().unique()
    return pd.DataFrame({"bloc_id": ids, "bloc_name": ids}, dtype=object)


@st.cache_resource(show_spinner=False, max_entries=50)
def _commune(version: str, year: int, _edition: Edition) -> Commune:
    return commune_of(lambda name: each(_edition.warehouse.table(name)), year)


def commune(year: int | None = None) -> Commune:
    """What the commune and its superior are called, by the plan of the `year`: that of the filter."""
    now = edition()
    return _commune(now.version, year or scope().year, now)


def units() -> pd.DataFrame | None:
    """The rows of `unit_names`, of a city its communes; None where their file cannot be read."""
    at = Scope.at(edition().warehouse.default_as_of)
    return ask_readable("city/commune_names" if shows_city() else "unit_names", at)


def whole() -> str:
    """What all units together are called, before a run has begun: toàn xã, toàn thành phố."""
    shown = folder().shown()
    return _commune(shown.version, 0, shown).whole


def ask_readable(query: str, of: Scope | None = None, **more: Any) -> pd.DataFrame | None:
    """`ask` for what a screen can do without: None where a file it needs cannot be read (a notice names it)."""
    try:
        return ask(query, of, **more)
    except NotAvailable:
        return None


def last_council_meeting(of: Scope | None = None) -> date | None:
    """The day of the Council's last meeting; None where there was none, or where meetings cannot be read."""
    found = ask_readable("last_council_meeting", of)
    return None if found is None or found.empty else found["held_on"][0]


def each(rows: pd.DataFrame) -> Iterator[Any]:
    """The rows one by one, with their columns as attributes. (`itertuples` makes a class for each frame, in half a ms.)"""
    return map(_row(tuple(rows.columns))._make, _cells(rows))


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The same as mappings. (`to_dict("records")` takes ten times as long.)"""
    return [dict(zip(rows.columns, row, strict=True)) for row in _cells(rows)]


def _cells(rows: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    return zip(*(rows[name].tolist() for name in rows.columns), strict=True)


@lru_cache(maxsize=256)
def _row(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns)
