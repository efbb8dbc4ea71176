"""The grids that a session has open: the version of the file that each shows, its edits that are not saved yet.

The framework keeps what is typed into a grid by position, and forgets it once the grid shows other rows, or the page
another table. So the rows on screen stay as they are until a search changes them, and the edits are gathered by row first.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from emulation.intake import lookalikes
from emulation.intake.problems import Unreadable
from emulation.intake.rows import HALF_WRITTEN, WAIT
from emulation.office import draft
from emulation.office.named import names_for
from emulation.office.table import Pending, RowId, Sheet
from emulation.schema import TABLE
from emulation.scope import today
from emulation.store import Document, history, read_document
from emulation.ui.office import saving
from emulation.ui.parts import session

_STATE = "tables-open"


@dataclass(frozen=True)
class Filter:
    """Which rows the grid shows. `lines`: only those with these numbers of Excel."""

    words: str = ""
    units: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()


@dataclass
class Opened:
    """A file that is open as a grid.

    `gathered`: the edits up to when the grid got its present rows; `latest`: with those typed since. `turn`: counts the
    grids, each of which has a key of its own. `frame` and `settings`: what the grid shows and how; they stay the same as
    long as its rows do, for the framework would take others for another grid.
    """

    name: str
    version: str
    sheet: Sheet
    gathered: Pending = field(default_factory=Pending)
    latest: Pending = field(default_factory=Pending)
    shows: Filter | None = None
    rows: tuple[RowId, ...] = ()
    frame: pd.DataFrame = field(default_factory=pd.DataFrame)
    settings: dict[str, Any] = field(default_factory=dict)
    height: int = 0
    turn: int = 0
    restorable: bool = True
    """Whether nothing has been typed since it was opened: then the browser may still have what was typed before."""
    saving_since: str = ""
    """`saving.fresh` of when these edits were given to be saved; empty where they were not."""

    @property
    def key(self) -> str:
        """The grid's key among the widgets."""
        return f"table-{self.name}-{self.turn}"

    def in_grid(self, number: int) -> str:
        """The name that a column of the sheet has in the grid: a file's own may be headed like one of the grid's."""
        column = self.sheet.columns[number]
        return column.name if column in self.sheet.table.columns else f"_own{number}"

    def typed(self) -> Pending:
        """All edits, also those of this very moment."""
        edits: Mapping[str, Any] | None = st.session_state.get(self.key)
        if edits is None:  # the page was left: the framework has forgotten the grid
            return self.latest
        own = {self.in_grid(number): column.name for number, column in enumerate(self.sheet.columns)}
        self.latest = self.gathered.with_edits(self.rows, edits, own)
        return self.latest

    def restore(self, kept: str) -> None:
        """Go on with what the browser has kept: of the version of the file that it was typed into, if that is known."""
        self.restorable = False
        found = draft.read(kept)
        if found is None:
            return
        if found.base != self.sheet.document.digest and (base := _version(self.name, found.base)):
            self.sheet = Sheet(base, self.sheet.names, self.sheet.year)
        self.begin(draft.fitting(self.sheet, found.edits))

    def begin(self, edits: Pending) -> None:
        """Have the grid begin anew with these edits."""
        self.gathered = self.latest = edits
        self.shows, self.turn = None, self.turn + 1


def opened(name: str) -> Opened:
    """The grid of a file. It is read again when the file has changed and nothing is typed, or what was typed is saved.

    Raises Unreadable.
    """
    every: dict[str, Opened] = st.session_state.setdefault(_STATE, {})
    now = session.edition().version
    found = every.get(name)
    if found is None:
        found = every[name] = Opened(name, now, read(name))
    if found.saving_since and not saving.is_asking():
        _go_on(found)
    if found.version != now and not found.typed():
        found.version, found.sheet = now, read(name)
        found.begin(Pending())
    return found


def _go_on(of: Opened) -> None:
    """After a save, or after the question that it raised: of what others wrote meanwhile theirs is kept."""
    saved = of.saving_since != saving.fresh(of.name)
    of.saving_since = ""
    if not saved and saving.was_refused():
        return
    sheet = read(of.name)
    edits = Pending() if saved else of.sheet.moved_to(sheet.document, of.typed())
    of.version, of.sheet = session.edition().version, sheet
    of.begin(edits)


def _version(name: str, digest: str) -> Document | None:
    data = history.kept(session.folder().path, name, digest)
    return Document.read(data, TABLE[name]) if data else None


def read(name: str) -> Sheet:
    """A file as it is now. Raises Unreadable."""
    folder, table = session.folder().path, TABLE[name]
    missing = (
        not os.path.lexists(folder / table.file) and folder.is_dir() and not lookalikes.like(folder, table)
    )
    document = Document.empty(table) if missing else read_document(folder, name)
    if document.torn:
        raise Unreadable(HALF_WRITTEN, WAIT)
    if not document.usable:
        raise Unreadable(document.problems[0].reason, document.problems[0].remedy)
    return Sheet(document, names_for(TABLE[name], session.edition().warehouse), today().year)
