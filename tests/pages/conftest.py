"""A double for the picker, which a test without a browser cannot press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from emulation.ui.parts import picker


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Label → the ids that the reader has chosen there (else the ones that were chosen beforehand)."""
    ids: dict[str, list[str]] = {}

    def pick_many(
        label: str, options: Sequence[picker.Option], *, chosen: Sequence[str], **_: Any
    ) -> list[str]:
        return picker.offered(options, ids.get(label, chosen))

    def pick_one(label: str, options: Sequence[picker.Option], *, chosen: str | None, **_: Any) -> str | None:
        found = pick_many(label, options, chosen=[chosen] if chosen else [])
        return found[0] if found else None

    monkeypatch.setattr(picker, "pick_many", pick_many)
    monkeypatch.setattr(picker, "pick_one", pick_one)
    return ids
