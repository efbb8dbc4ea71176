"""Signing in with an account of the province, against a provider that runs: who is let in, and what the others are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest
from starlette.testclient import TestClient

from emulation import provider
from emulation.access import Role
from emulation.accounts import Accounts
from emulation.accounts.store import UNKNOWN
from emulation.ui.server import gate, province
from tests.accounts.kept import PASSWORD
from tests.ui.server.province import Province, choose, deny
from tests.ui.server.province import province as a_province

pytestmark = pytest.mark.filterwarnings(
    "ignore:get_jwt_config:DeprecationWarning"
)  # what the provider is made of
PEOPLE = {
    "s-an": {"email": "khac@tinh.example", "email_verified": True},
    "s-em": {"email": "Em@xa.example", "email_verified": True},
    "s-gia": {"email": "em@xa.example"},
    "s-khoa": {"email": "khoa@xa.example", "email_verified": True},
    "s-la": {"email": "la@tinh.example", "email_verified": True},
}


@pytest.fixture(scope="module")
def there() -> Iterator[Province]:
    with a_province(**PEOPLE) as here:
        yield here


@pytest.fixture
def people(accounts: Accounts) -> Accounts:
    """An, whose subject is known; Em, whose address is; and one that is disabled."""
    accounts.add("an", "An", Role.COUNCIL, subject="s-an")
    accounts.add("em", "Em", Role.COUNCIL, email="em@xa.example")
    accounts.add("khoa", "Khoá", Role.COUNCIL, email="khoa@xa.example")
    accounts.disable("khoa")
    return accounts


@pytest.fixture
def browser(there: Province, client: TestClient, people: Accounts) -> TestClient:
    """A browser, of a server that has a provider."""
    there.describe(people.path.with_name(provider.FILE))
    client.headers["Accept"] = "text/html"
    return client


def who(browser: TestClient, accounts: Accounts) -> str:
    """The account that the server knows the browser by; empty if it is let in nowhere."""
    found = accounts.session(browser.cookies.get("session") or "")
    assert browser.get("/unit").status_code == (200 if found else 303)
    return found.viewer.account if found else ""


def way_there(browser: TestClient) -> httpx.Response:
    """The answer to the link that the form offers to who asked for a page."""
    form = browser.get(browser.get("/unit?unit=T03").headers["location"]).text
    link = re.search(r'href="(/sign-in/province\?[^"]*)"[^>]*>Đăng nhập bằng tài khoản của tỉnh<', form)
    assert link
    return browser.get(unescape(link[1]))


def come_back(browser: TestClient, subject: str) -> httpx.Response:
    """The answer to who comes back from the provider as this subject."""
    return browser.get(choose(way_there(browser), subject))


def said(answer: httpx.Response) -> str:
    """What the form refuses with."""
    refusal = re.search(r'<p class="refusal"[^>]*>([^<]*)</p>', answer.text)
    assert refusal
    assert 'name="password"' in answer.text
    assert not [cookie for cookie in answer.headers.get_list("set-cookie") if cookie.startswith("session=")]
    return unescape(refusal[1])


@pytest.mark.parametrize(("subject", "account"), [("s-an", "an"), ("s-em", "em")])
def test_who_is_named_by_a_known_subject_or_a_verified_address_gets_a_session_and_the_page_asked_for(
    browser: TestClient, accounts: Accounts, subject: str, account: str
) -> None:
    answer = come_back(browser, subject)
    assert (answer.status_code, answer.headers["location"]) == (303, "/unit?unit=T03")
    assert who(browser, accounts) == account


@pytest.mark.parametrize("subject", ["s-gia", "s-khoa", "s-la"], ids=["unverified", "disabled", "no account"])
def test_everybody_else_is_told_one_sentence_and_gets_nothing(
    browser: TestClient, accounts: Accounts, subject: str
) -> None:
    answer = come_back(browser, subject)
    assert (answer.status_code, said(answer)) == (403, UNKNOWN)
    assert who(browser, accounts) == ""


def test_the_subject_is_the_accounts_from_then_on(browser: TestClient, accounts: Accounts) -> None:
    come_back(browser, "s-em")
    assert {each.account: each.subject for each in accounts.list()}["em"] == "s-em"


def test_a_disabled_account_is_out_at_once(browser: TestClient, accounts: Accounts) -> None:
    come_back(browser, "s-an")
    accounts.disable("an")
    assert who(browser, accounts) == ""


def test_signing_out_ends_the_session_here(browser: TestClient, accounts: Accounts) -> None:
    come_back(browser, "s-an")
    assert browser.post("/sign-out").headers["location"] == "/sign-in"
    assert who(browser, accounts) == ""


def test_who_did_not_begin_here_in_this_browser_is_not_let_in(
    browser: TestClient, accounts: Accounts
) -> None:
    back = choose(way_there(browser), "s-an")
    forged = str(httpx.URL(back).copy_set_param("state", "forged"))
    for address in (forged, back, "/sign-in/province/back", "/sign-in/province/back?code=x&state=x"):
        answer = browser.get(address)
        assert (answer.status_code, said(answer)) == (403, province.NOT_FINISHED)
    assert who(browser, accounts) == ""


def test_the_way_back_leads_in_once(browser: TestClient) -> None:
    back = choose(way_there(browser), "s-an")
    before = dict(browser.cookies)
    assert browser.get(back).status_code == 303
    browser.post("/sign-out")
    browser.cookies.clear()
    browser.cookies.update(before)
    assert said(browser.get(back)) == province.NOT_FINISHED


def test_who_refuses_at_the_provider_is_back_at_the_form(browser: TestClient) -> None:
    assert said(browser.get(deny(way_there(browser)))) == province.NOT_FINISHED


def test_it_leads_to_no_other_server(browser: TestClient) -> None:
    sent = browser.get("/sign-in/province?next=https://khac.example/")
    assert browser.get(choose(sent, "s-an")).headers["location"] == "/"


def test_while_the_provider_is_away_a_password_still_lets_in(browser: TestClient, accounts: Accounts) -> None:
    with a_province(**PEOPLE) as gone:
        gone.describe(accounts.path.with_name(provider.FILE))
        back = choose(way_there(browser), "s-an")
    for answer in (browser.get(back), way_there(browser)):
        assert (answer.status_code, said(answer)) == (503, province.AWAY)
    browser.post("/sign-in", data={"account": "chutich", "password": PASSWORD})
    assert who(browser, accounts) == "chutich"


def test_accounts_that_cannot_be_read_let_nobody_in_nor_say_where_they_are(
    browser: TestClient, accounts: Accounts
) -> None:
    back = choose(way_there(browser), "s-an")
    accounts.close()
    accounts.path.write_bytes(b"not a database" * 1000)
    answer = browser.get(back)
    assert (answer.status_code, said(answer)) == (503, gate.UNREADABLE)


@pytest.mark.parametrize("text", [None, "client_id = 1"], ids=["none", "one that cannot be used"])
def test_without_a_provider_the_form_offers_none(
    browser: TestClient, accounts: Accounts, text: str | None
) -> None:
    file = accounts.path.with_name(provider.FILE)
    file.unlink() if text is None else file.write_text(text, encoding="utf-8")
    assert "tỉnh" not in browser.get("/sign-in").text
    assert browser.get("/sign-in/province?next=/unit").headers["location"] == "/sign-in?next=%2Funit"
    assert browser.get("/sign-in/province/back?code=x&state=x").headers["location"] == "/sign-in"


def test_neither_names_nor_codes_are_logged(
    browser: TestClient, accounts: Accounts, caplog: pytest.LogCaptureFixture
) -> None:
    back = choose(way_there(browser), "s-an")
    for address in (back, back, "/sign-in/province/back?error=Nguyễn+Văn+A&error_description=Nguyễn+Văn+A"):
        browser.get(address)
    texts = [record.getMessage() for record in caplog.records if record.name.startswith("emulation")]
    assert texts == ["The province: MismatchingStateError mismatching_state", "The province: OAuthError "]
