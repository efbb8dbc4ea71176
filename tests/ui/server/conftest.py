"""A server with accounts that costs nothing to ask: no port, no run of the app."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.runtime import Runtime

from emulation.accounts import Accounts
from emulation.ui.parts import sharing
from emulation.ui.server import gate, serve, sign_in
from tests.accounts.kept import Clock, with_two

ADDRESS = "http://127.0.0.1:8501"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Accounts:
    """The accounts of the server: `thuongtruc` and `chutich`."""
    kept = with_two(tmp_path, clock)
    monkeypatch.setenv("EMULATION_SHARE", "accounts")
    for module in (sharing, gate, sign_in, serve):
        monkeypatch.setattr(module, "accounts", lambda: kept)
    return kept


@pytest.fixture
def server(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> Starlette:
    """The server with all its routes. The framework's runtime is made, and not started."""
    monkeypatch.setattr(Runtime, "_instance", None)
    return serve.app()._build_starlette_app()


@pytest.fixture
def client(server: Starlette) -> TestClient:
    """A browser that follows no redirects."""
    return TestClient(server, base_url=ADDRESS, follow_redirects=False)
