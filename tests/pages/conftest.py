"""Doubles for the picker and for a table to choose from, which a test without a browser cannot press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from emulation.ui.parts import picker, tables


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
