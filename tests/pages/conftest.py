"""Doubles for the picker, a table to choose from and a sheet of cells, which a test without a browser cannot press; and one
warehouse for the many folders that hold the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from cachetools import LRUCache, cached

from emulation import folder
from emulation.intake import Reading
from emulation.schema import TABLE
from emulation.ui.parts import picker, tables
from emulation.warehouse import Warehouse


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Label → the ids that the reader has chosen there (else the ones that were chosen beforehand)."""
    ids: dict[str, list[str]] = {}

    def pick_many(
        label: str, options: Sequence[picker.Option], *, chosen: Sequence[str], **_: Any
    ) -> list[str]:
        return picker.offered(options, ids.get(label, chosen))

    def pick_one(
        label: str, options: Sequence[picker.Option], *, chosen: str | None = None, **_: Any
    ) -> str | None:
        found = pick_many(label, options, chosen=[chosen] if chosen else [])
        return found[0] if found else None

    monkeypatch.setattr(picker, "pick_many", pick_many)
    monkeypatch.setattr(picker, "pick_one", pick_one)
    return ids


@pytest.fixture
def ticked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The ids of the rows that the reader has ticked in a table to choose from (else those that were ticked beforehand)."""
    ids: set[str] = set()

    def choose(
        rows: pd.DataFrame, columns: tables.Columns, *, id: str, chosen: Sequence[str] = (), **more: Any
    ):
        more.pop("page_rows", None)
        tables.table(rows, columns, **more)
        return [each for each in rows[id] if each in (ids or set(chosen))]

    monkeypatch.setattr(tables, "choose", choose)
    return ids


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """(Name of the row, heading of the column) → what the reader has typed into that cell of a sheet on screen."""
    texts: dict[tuple[str, str], str] = {}

    def data_editor(
        frame: pd.DataFrame, *, key: str, column_config: dict[str, Any], **_: Any
    ) -> pd.DataFrame:
        st.session_state[key] = texts
        named = {config["label"]: column for column, config in column_config.items()}
        edited = frame.copy()
        for (row, heading), text in texts.items():
            edited.loc[edited.iloc[:, 0] == row, named[heading]] = text
        return edited

    monkeypatch.setattr(st, "data_editor", data_editor)
    return texts


def _content(reading: Reading) -> object:
    columns = {name: ("line", *(c.name for c in TABLE[name].columns)) for name in reading.records}
    rows = tuple((name, *reading.records[name].keys(columns[name])) for name in sorted(columns))
    return frozenset(reading.unreadable), frozenset(reading.absent), rows


_alike = cached(LRUCache(4), key=_content)(Warehouse)


@pytest.fixture(autouse=True)
def _shared_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """What folders with the same rows are asked is found out once: a warehouse never changes."""
    monkeypatch.setattr(folder, "Warehouse", _alike)
