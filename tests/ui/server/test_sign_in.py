"""Signing in and out, and the first password."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from starlette.testclient import TestClient

from emulation.access import Role
from emulation.accounts import Accounts
from emulation.ui.server import gate, sign_in
from tests.accounts.kept import PASSWORD, Clock
from tests.ui.server.test_gate import DOCUMENT, signed_in

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."


def send(client: TestClient, account: str, password: str, after: str = "/", **headers: str):
    typed = {"account": account, "password": password, "next": after}
    return client.post("/sign-in", data=typed, headers=headers)


def test_who_signs_in_is_led_to_the_address_that_was_asked_for(client: TestClient) -> None:
    after = "/unit?unit=T03&quarter=3"
    led = send(client, "chutich", PASSWORD, after)
    assert (led.status_code, led.headers["location"]) == (303, after)
    assert client.get(after, headers=DOCUMENT).status_code == 200
    again = client.get("/sign-in", params={"next": after})
    assert (again.status_code, again.headers["location"]) == (303, after)


def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(client: TestClient) -> None:
    for scheme, secret in (("http", False), ("https", True)):
        client.base_url = f"{scheme}://127.0.0.1"
        cookies = send(client, "chutich", PASSWORD).headers.get_list("set-cookie")
        assert [cookie.split("=")[0] for cookie in cookies] == ["session", "device"]
        for cookie in cookies:
            assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
            assert ("Secure" in cookie) == secret


@pytest.mark.parametrize("account", ["chutich", "khong-co", "<script>alert(1)</script>", "'\" or 1=1 --"])
def test_the_refusal_is_one_sentence_and_what_was_typed_stays(client: TestClient, account: str) -> None:
    refused = send(client, account, "sai", "/rankings")
    assert refused.status_code == 401
    assert WRONG in refused.text
    assert 'value="/rankings"' in refused.text
    assert "<script>" not in refused.text
    assert "set-cookie" not in refused.headers
    if account == "chutich":
        assert 'value="chutich"' in refused.text


def test_a_disabled_account_gets_the_same_sentence(client: TestClient, accounts: Accounts) -> None:
    accounts.disable("chutich")
    assert WRONG in send(client, "chutich", PASSWORD).text


def test_who_guesses_has_to_wait_and_is_told_how_long(client: TestClient, clock: Clock) -> None:
    answers = [send(client, "chutich", "sai") for _ in range(6)]
    assert answers[-1].status_code == 429
    assert "Thử lại sau" in answers[-1].text
    clock.wait(60)
    assert send(client, "chutich", PASSWORD).status_code == 303


@pytest.mark.parametrize(
    "after", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "x"]
)
def test_no_address_elsewhere_is_opened_after_signing_in(client: TestClient, after: str) -> None:
    assert send(client, "chutich", PASSWORD, after).headers["location"] == "/"


def test_accounts_that_cannot_be_read_are_said_to_be_so_and_no_more(
    client: TestClient, accounts: Accounts
) -> None:
    accounts.close()
    accounts.path.unlink()
    assert gate.UNREADABLE in client.get("/sign-in").text
    refused = send(client, "chutich", PASSWORD)
    assert refused.status_code == 503
    assert gate.UNREADABLE in refused.text
    assert str(accounts.path) not in refused.text
    assert 'value="chutich"' in refused.text


def test_another_site_cannot_sign_anybody_in_or_out(client: TestClient, accounts: Accounts) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert send(client, "chutich", PASSWORD, **headers).status_code == 403
    signed_in(client, accounts)
    assert client.post("/sign-out", headers={"Sec-Fetch-Site": "same-site"}).status_code == 403
    assert client.get("/edition?account=thuongtruc").status_code == 200


def test_the_server_has_only_the_names_it_was_given(client: TestClient) -> None:
    refused = client.get("/sign-in", headers={"Host": "evil.example"})
    assert (refused.status_code, refused.text) == (
        400,
        "Địa chỉ này không phải của bảng theo dõi. Hãy hỏi người quản trị địa chỉ đúng.",
    )


def test_a_form_that_is_too_long_is_refused_unread(client: TestClient) -> None:
    assert send(client, "a", "x" * sign_in.MOST).status_code == 413


def test_the_first_password_must_be_changed_before_anything_else(
    client: TestClient, accounts: Accounts
) -> None:
    first = accounts.add("thon3", "Thôn 3", Role.UNIT, ("T03",))
    led = send(client, "thon3", first, "/unit")
    assert led.headers["location"] == "/password?next=%2Funit"
    assert client.get("/unit", headers=DOCUMENT).headers["location"] == "/password?next=%2Funit"
    assert client.get("/edition").status_code == 403
    assert client.get("/media/x").status_code == 403
    assert "hãy đổi thành mật khẩu chỉ mình biết" in client.get("/password?next=/unit").text

    def change(old: str, new: str, again: str):
        return client.post("/password", data={"old": old, "new": new, "again": again, "next": "/unit"})

    assert "không giống nhau" in change(first, "trâu ăn cỏ xanh", "trâu ăn cỏ").text
    assert "Mật khẩu hiện nay không đúng" in change("sai", "trâu ăn cỏ xanh", "trâu ăn cỏ xanh").text
    assert "ký tự" in change(first, "ngắn", "ngắn").text
    changed = change(first, "trâu ăn cỏ xanh", "trâu ăn cỏ xanh")
    assert (changed.status_code, changed.headers["location"]) == (303, "/unit")
    assert client.get("/unit", headers=DOCUMENT).status_code == 200


def test_a_password_changed_later_is_confirmed(client: TestClient, accounts: Accounts) -> None:
    signed_in(client, accounts)
    new = "trâu ăn cỏ xanh"
    said = client.post("/password", data={"old": PASSWORD, "new": new, "again": new})
    assert "Đã đổi mật khẩu." in said.text


def test_signing_out_ends_this_session_or_all_of_the_account(client: TestClient, accounts: Accounts) -> None:
    other = accounts.sign_in("thuongtruc", PASSWORD, "10.0.0.9").token
    signed_in(client, accounts)
    out = client.post("/sign-out")
    assert (out.status_code, out.headers["location"]) == (303, "/sign-in")
    assert 'session=""' in out.headers["set-cookie"]
    assert accounts.session(other)
    signed_in(client, accounts)
    client.post("/sign-out", data={"everywhere": "1"})
    assert accounts.session(other) is None


@pytest.mark.parametrize(
    "address",
    [
        *(
            "https://evil.example",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
        ),
        *(
            "/\n//evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "evil.example",
            " //evil.example",
            "@evil.example",
        ),
        *(
            "/sign-in?next=//evil.example",
            "/password",
            "/\u2215evil.example",
            "/" + "x" * 5000,
            "/a\r\nSet-Cookie: x=y",
            "",
        ),
    ],
)
def test_nobody_is_led_away_after_signing_in(client: TestClient, address: str) -> None:
    assert send(client, "chutich", PASSWORD, address).headers["location"] == "/"


@pytest.mark.parametrize(
    "address", ["/..//evil.example", "/%2f%2fevil.example", "/%5cevil.example", "/.//evil.example"]
)
def test_an_address_of_this_server_stays_on_it(client: TestClient, address: str) -> None:
    led = send(client, "chutich", PASSWORD, address).headers["location"]
    assert urlsplit(urljoin("http://127.0.0.1/sign-in", led)).netloc == "127.0.0.1"
