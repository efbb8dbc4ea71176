"""OpenID Connect against a provider that runs: whom it names, and what is not believed."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from authlib.integrations.starlette_client import OAuthError
from joserfc.errors import BadSignatureError, ExpiredTokenError, InvalidClaimError
from joserfc.jwk import RSAKey
from oidc_provider_mock import _app as mock
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from emulation.provider import BACK, Provider
from emulation.ui.server import openid
from tests.ui.server.province import SERVER, Province, choose, deny, province

pytestmark = pytest.mark.filterwarnings(
    "ignore:get_jwt_config:DeprecationWarning"
)  # what the provider is made of
PEOPLE = {
    "an": {"email": "An@xa.example", "email_verified": True},
    "binh": {"email": "binh@xa.example"},
    "chi": {"email": "chi@xa.example", "email_verified": "true"},
    # What a token holds beside the names, the provider lets its people say too.
    "for-others": {"aud": ["another server"], "azp": "xa"},
    "from-others": {"iss": "https://khac.example"},
    "old": {"exp": 1_700_000_000},
    "of-another-visit": {"nonce": "seen before"},
}


@pytest.fixture(scope="module")
def there() -> Iterator[Province]:
    with province(**PEOPLE) as here:
        yield here


class Server:
    """Two routes around the two functions; what the second found or raised is kept."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self.found: openid.Named | Exception | None = None
        routes = [Route("/begin", self.begin), Route(BACK, self.back)]
        session = Middleware(SessionMiddleware, secret_key="khoá")
        app = Starlette(routes=routes, middleware=[session])
        self.browser = TestClient(app, base_url=SERVER, follow_redirects=False)

    async def begin(self, request: Request) -> Response:
        return await openid.send(request, self.provider)

    async def back(self, request: Request) -> Response:
        try:
            self.found = await openid.named(request, self.provider)
        except Exception as error:
            self.found = error
        return PlainTextResponse()

    def at(self, address: str) -> openid.Named | Exception | None:
        """What came of visiting an address."""
        self.found = None
        self.browser.get(address)
        return self.found


@pytest.fixture
def server(there: Province) -> Server:
    return Server(there.provider)


def back_as(server: Server, subject: str) -> str:
    return choose(server.browser.get("/begin"), subject)


@pytest.mark.parametrize(
    ("subject", "email"), [("an", "An@xa.example"), ("binh", ""), ("chi", "chi@xa.example")]
)
def test_the_provider_names_a_subject_and_an_email_that_it_has_verified(
    server: Server, subject: str, email: str
) -> None:
    assert server.at(back_as(server, subject)) == openid.Named(subject, email)


def test_an_email_that_the_provider_tells_only_on_asking_counts_too(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_more_than_the_subject(_grant: object, user: mock.User, _scope: str) -> dict[str, str]:
        return {"sub": user.sub}

    monkeypatch.setattr(mock.OpenIDCode, "generate_user_info", no_more_than_the_subject)
    assert server.at(back_as(server, "an")) == openid.Named("an", "An@xa.example")


def test_only_the_email_is_asked_for_and_the_code_is_of_use_to_this_server_alone(server: Server) -> None:
    asked = httpx.URL(server.browser.get("/begin").headers["location"]).params
    assert asked["scope"] == "openid email"
    assert asked["code_challenge_method"] == "S256"


@pytest.mark.parametrize(
    ("subject", "why"),
    [
        ("for-others", InvalidClaimError),
        ("from-others", InvalidClaimError),
        ("of-another-visit", InvalidClaimError),
        ("old", ExpiredTokenError),
    ],
)
def test_a_token_that_was_not_made_for_this_visit_is_not_believed(
    server: Server, subject: str, why: type[Exception]
) -> None:
    assert isinstance(server.at(back_as(server, subject)), why)


def test_a_token_that_another_key_has_signed_is_not_believed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, other = mock.OpenIDCode.get_jwt_config, RSAKey.generate_key(2048).as_dict(private=True)
    monkeypatch.setattr(mock.OpenIDCode, "get_jwt_config", lambda *given: {**told(*given), "key": other})
    assert isinstance(server.at(back_as(server, "an")), BadSignatureError)


def test_who_did_not_begin_here_is_not_let_back_in(server: Server) -> None:
    back = back_as(server, "an")
    forged = httpx.URL(back).copy_set_param("state", "forged")
    assert isinstance(server.at(str(forged)), OAuthError)
    server.browser.cookies.clear()
    assert isinstance(server.at(back), OAuthError)


def test_the_same_way_back_leads_in_once(server: Server) -> None:
    back, before = back_as(server, "an"), dict(server.browser.cookies)
    assert server.at(back) == openid.Named("an", "An@xa.example")
    assert isinstance(server.at(back), OAuthError)
    server.browser.cookies.update(before)
    assert isinstance(server.at(back), OAuthError), (
        "with the cookie from before, the provider must refuse the code"
    )


def test_who_refuses_at_the_provider_is_not_named(server: Server) -> None:
    refused = server.at(deny(server.browser.get("/begin")))
    assert isinstance(refused, OAuthError)
    assert refused.error == "access_denied"


def test_a_provider_that_is_away_is_told_from_one_that_says_no() -> None:
    with province(an={}) as there:
        server = Server(there.provider)
        back = back_as(server, "an")
    assert isinstance(server.at(back), httpx.HTTPError)
    with pytest.raises(httpx.HTTPError):
        server.browser.get("/begin")
