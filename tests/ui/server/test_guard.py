"""What holds for every request, with accounts and without: names of the server, other sites, headers."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.runtime import Runtime

from emulation.ui.server import serve
from emulation.ui.server.headers import ALWAYS, policy
from tests.ui.server.conftest import ADDRESS


def server(monkeypatch: pytest.MonkeyPatch, share: str) -> TestClient:
    monkeypatch.setattr(Runtime, "_instance", None)
    monkeypatch.setenv("EMULATION_SHARE", share)
    return TestClient(serve.app()._build_starlette_app(), base_url=ADDRESS, follow_redirects=False)


@pytest.fixture(params=["", "read-only"], ids=["here", "read-only"])
def client(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    return server(monkeypatch, request.param)


def test_without_accounts_nobody_is_asked(client: TestClient) -> None:
    assert client.get("/rankings").status_code == 200
    assert client.get("/edition").status_code == 200
    assert client.post("/sign-in").status_code == 405  # there is no such route


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "127.0.0.1@evil.example"])
def test_the_server_has_only_the_names_it_was_given(client: TestClient, host: str) -> None:
    refused = client.get("/rankings", headers={"Host": host})
    assert (refused.status_code, refused.text) == (
        400,
        "Địa chỉ này không phải của bảng theo dõi. Hãy hỏi người quản trị địa chỉ đúng.",
    )


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:9999", "http://localhost:8501"]
)
def test_nothing_is_read_or_changed_for_another_site(client: TestClient, origin: str) -> None:
    headers = {"Origin": origin}
    assert client.get("/edition", headers=headers).status_code == 403
    assert client.put("/_stcore/upload_file/x/x", headers=headers).status_code == 403
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream", headers=headers):
        pass


def test_a_link_from_elsewhere_leads_here(client: TestClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"}
    assert client.get("/rankings", headers=headers).status_code == 200


def test_who_need_not_sign_in_sends_no_files(monkeypatch: pytest.MonkeyPatch) -> None:
    client = server(monkeypatch, "read-only")
    assert client.put("/_stcore/upload_file/x/x").text == "Máy chủ này không nhận tệp."


@pytest.mark.parametrize("path", ["/", "/edition", "/script/none", "/media/none", "/_stcore/health"])
def test_every_answer_says_what_a_page_may_do(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in ALWAYS} == ALWAYS
    assert headers["content-security-policy"] == policy("127.0.0.1:8501")


def test_files_made_for_one_viewer_are_kept_by_no_cache(client: TestClient) -> None:
    assert client.get("/media/none").headers["cache-control"] == "no-store"


def test_a_page_runs_no_script_but_the_servers_own() -> None:
    allowed = dict(part.split(" ", 1) for part in policy("thidua.xa.vn").split("; "))
    scripts = [source for source in allowed["script-src"].split() if not source.startswith("'sha256-")]
    assert scripts == ["'self'", "blob:", "'wasm-unsafe-eval'"]
    assert allowed["default-src"] == "'none'"
    assert allowed["connect-src"] == "'self' ws://thidua.xa.vn wss://thidua.xa.vn"
