"""The gate: what a server with accounts answers to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from emulation.access import Role
from emulation.accounts import Accounts
from emulation.accounts.sessions import IDLE
from emulation.ui.server import gate
from emulation.ui.server.gate import Gate
from tests.accounts.kept import HOME, PASSWORD, Clock

DOCUMENT = {"Accept": "text/html,application/xhtml+xml", "Sec-Fetch-Dest": "document"}


def token(accounts: Accounts, account: str = "thuongtruc") -> str:
    """That of a new session."""
    return accounts.sign_in(account, PASSWORD, HOME).token


def signed_in(client: TestClient, accounts: Accounts, account: str = "thuongtruc") -> TestClient:
    client.cookies.set("session", token(accounts, account))
    return client


def asked(routes: list[BaseRoute]) -> Iterator[tuple[str, str]]:
    """A method and a path for each way into each route."""
    for route in routes:
        if isinstance(route, Route):
            for method in route.methods or ():
                yield method, re.sub(r"{[^}]+}", "x", route.path)
        elif isinstance(route, Mount):
            yield from [("GET", f"{route.path}/index.html"), ("GET", f"{route.path}/rankings"), ("POST", "/")]
        else:
            assert isinstance(route, WebSocketRoute), route


def test_without_a_session_no_route_answers_but_those_listed(server: Starlette, client: TestClient) -> None:
    ways = list(asked(server.routes))
    assert {"/media/x", "/_stcore/upload_file/x/x", "/edition", "/script/x", "/rankings"} <= {
        p for _, p in ways
    }
    answers = {(method, path): client.request(method, path).status_code for method, path in ways}
    assert {
        way: status for way, status in answers.items() if status != 401 and not gate.is_open(way[1])
    } == {}
    assert answers["GET", "/lich/x.ics"] == 404


def test_without_a_session_no_websocket_is_opened(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream"):
        pass


@pytest.mark.parametrize("cookie", ["", "x", "x" * 5000, "../../etc/passwd", "'; drop table sessions; --"])
def test_a_token_that_is_none_opens_nothing(client: TestClient, cookie: str) -> None:
    client.cookies.set("session", cookie)
    assert client.get("/edition").status_code == 401


def test_a_screen_leads_to_signing_in_and_what_it_would_load_is_refused(client: TestClient) -> None:
    led = client.get("/unit?unit=T03&as_of=2026-06-30", headers=DOCUMENT)
    assert (led.status_code, led.headers["location"]) == (
        303,
        "/sign-in?next=%2Funit%3Funit%3DT03%26as_of%3D2026-06-30",
    )
    refused = client.get("/script/x.js", headers={"Sec-Fetch-Dest": "script", "Accept": "*/*"})
    assert (refused.status_code, refused.text) == (401, "Chưa đăng nhập, hoặc phiên đăng nhập đã hết.")


def test_a_session_opens_the_screens_and_ends_at_once_when_it_is_taken_away(
    client: TestClient, accounts: Accounts
) -> None:
    signed_in(client, accounts, "chutich")
    screen = client.get("/rankings", headers=DOCUMENT)
    assert (screen.status_code, screen.headers["cache-control"]) == (
        200,
        "no-store",
    )  # else Back shows it still
    assert client.get("/edition?account=chutich").status_code == 200
    accounts.disable("chutich")
    assert client.get("/edition?account=chutich").status_code == 401


def test_a_tab_of_one_account_is_told_that_the_browser_has_another(
    client: TestClient, accounts: Accounts
) -> None:
    signed_in(client, accounts, "chutich")
    assert client.get("/edition?account=thuongtruc").status_code == 409


def test_a_tab_that_only_stands_open_does_not_keep_its_session(
    client: TestClient, accounts: Accounts, clock: Clock
) -> None:
    signed_in(client, accounts)
    clock.wait(IDLE - 1)
    assert client.get("/edition?account=thuongtruc").status_code == 200
    clock.wait(2)
    assert client.get("/edition?account=thuongtruc").status_code == 401


def test_accounts_that_cannot_be_read_let_nobody_in(client: TestClient, accounts: Accounts) -> None:
    signed_in(client, accounts)
    accounts.close()
    accounts.path.write_bytes(b"not a database" * 1000)
    refused = client.get("/rankings", headers=DOCUMENT)
    assert refused.status_code == 503
    assert refused.text == gate.UNREADABLE
    assert client.get("/ready").status_code == 503
    assert client.get("/health").status_code == 200


def test_only_who_imports_files_can_send_them(client: TestClient, accounts: Accounts) -> None:
    address = "/_stcore/upload_file/x/x"
    assert (
        signed_in(client, accounts, "thuongtruc").put(address).status_code == 403
    )  # XSRF: the framework's own refusal
    assert "XSRF" in client.put(address).text
    assert signed_in(client, accounts, "chutich").put(address).text == "Tài khoản này không gửi tệp lên được."


# ---- a websocket that is open


@pytest.fixture
def echo(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A server behind the gate that says what it hears."""
    monkeypatch.setattr(gate, "LOOK_EVERY", 0.02)

    async def endpoint(socket: WebSocket) -> None:
        await socket.accept()
        with suppress(WebSocketDisconnect):
            while True:
                await socket.send_text(await socket.receive_text())

    return TestClient(Gate(Starlette(routes=[WebSocketRoute("/", endpoint)])), base_url="http://127.0.0.1")


def test_a_websocket_ends_with_its_session(echo: TestClient, accounts: Accounts) -> None:
    mine = token(accounts)
    with echo.websocket_connect("/", headers={"Cookie": f"session={mine}"}) as socket:
        socket.send_text("one")
        assert socket.receive_text() == "one"
        accounts.sign_out(mine)
        with pytest.raises(WebSocketDisconnect):
            socket.receive_text()


def test_a_message_that_comes_before_the_next_look_is_not_heard_either(
    echo: TestClient, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "LOOK_EVERY", 3600)
    mine = token(accounts)
    with echo.websocket_connect("/", headers={"Cookie": f"session={mine}"}) as socket:
        accounts.sign_out(mine)
        socket.send_text("two")
        with pytest.raises(WebSocketDisconnect):
            socket.receive_text()


def test_another_role_ends_it_so_that_the_tab_begins_anew(echo: TestClient, accounts: Accounts) -> None:
    mine = token(accounts, "chutich")
    with echo.websocket_connect("/", headers={"Cookie": f"session={mine}"}) as socket:
        accounts.set_role("chutich", Role.COUNCIL)
        with pytest.raises(WebSocketDisconnect):
            socket.receive_text()
    with echo.websocket_connect("/", headers={"Cookie": f"session={mine}"}) as socket:
        socket.send_text("again")
        assert socket.receive_text() == "again"


def test_a_new_password_elsewhere_ends_it_too(echo: TestClient, accounts: Accounts) -> None:
    mine = token(accounts)
    with echo.websocket_connect("/", headers={"Cookie": f"session={mine}"}) as socket:
        accounts.set_password("thuongtruc")
        with pytest.raises(WebSocketDisconnect):
            socket.receive_text()
