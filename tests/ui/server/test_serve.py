"""Starting the server, and what it says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.runtime import Runtime

from emulation.accounts import Accounts
from emulation.intake import default_folder
from emulation.ui.server import serve
from tests.accounts.kept import cheap
from tests.ui.server.conftest import ADDRESS


def test_it_does_not_serve_a_commune_without_accounts_and_says_how_to_make_one(
    tmp_path: Path, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "accounts", lambda: cheap(tmp_path / "none.sqlite"))
    with pytest.raises(SystemExit) as refused:
        serve.main([])
    assert "-m emulation user add" in str(refused.value)
    assert str(default_folder()) in str(refused.value)
    assert "--read-only" in str(refused.value)


def test_a_fault_is_told_without_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(_request: object) -> None:
        raise KeyError("Nguyễn Văn A")

    monkeypatch.setattr(Runtime, "_instance", None)
    app = serve.app(more=[Route("/faulty", faulty)])._build_starlette_app()
    told = TestClient(app, base_url=ADDRESS, raise_server_exceptions=False).get("/faulty")
    assert (told.status_code, told.text.split(".")[0]) == (500, "Máy chủ gặp lỗi")
    assert "Nguyễn" not in told.text


def test_it_is_ready_once_there_is_something_to_show_and_somebody_to_show_it_to(
    client: TestClient, accounts: Accounts, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert [client.get(path).text for path in ("/health", "/ready")] == ["ok", "ready"]
    away = accounts.path.rename(tmp_path / "away.sqlite")
    assert client.get("/ready").status_code == 503
    away.rename(accounts.path)
    assert client.get("/ready").status_code == 200
    monkeypatch.setenv("EMULATION_DATA", str(tmp_path / "gone"))
    assert client.get("/ready").status_code == 503
    assert client.get("/health").status_code == 200
