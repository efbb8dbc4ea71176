"""A real provider of OpenID Connect on this machine, and a browser that goes to and fro between it and a server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
import oidc_provider_mock
from starlette.types import ASGIApp

from emulation.provider import BACK, Provider

SERVER = "http://127.0.0.1:8501"


class Province:
    """The provider. `people`: the claims by subject."""

    def __init__(self, port: int) -> None:
        self.address = f"http://localhost:{port}"
        self.provider = Provider(
            client_id="xa",
            client_secret="bi-mat",
            server_metadata_url=f"{self.address}/.well-known/openid-configuration",
            redirect_uri=SERVER + BACK,
        )


@contextmanager
def province(**people: dict[str, object]) -> Iterator[Province]:
    """A provider with these people: their claims by their subjects."""
    users = [oidc_provider_mock.User(sub=subject, claims=claims) for subject, claims in people.items()]
    with oidc_provider_mock.run_server_in_thread(user_claims=users) as server:
        yield Province(server.server_port)


class Browser:
    """A browser with its cookies. What is under SERVER is asked of the app itself; redirects are not followed."""

    def __init__(self, app: ASGIApp) -> None:
        self._runner = asyncio.Runner()
        self._client = httpx.AsyncClient(
            base_url=SERVER, headers={"Accept": "text/html"}, mounts={SERVER: httpx.ASGITransport(app)}
        )

    def get(self, address: str) -> httpx.Response:
        return self._runner.run(self._client.get(address))

    def post(self, address: str, **form: str) -> httpx.Response:
        return self._runner.run(self._client.post(address, data=form))

    def choose(self, sent: httpx.Response, subject: str) -> str:
        """Sign in there as somebody, sent there by a response; the address that the provider sends back to."""
        back = self.post(sent.headers["location"], sub=subject).headers["location"]
        return back.removeprefix(SERVER)

    def deny(self, sent: httpx.Response) -> str:
        """Refuse there to be named."""
        back = self.post(sent.headers["location"], action="deny").headers["location"]
        return urlsplit(back)._replace(scheme="", netloc="").geturl()

    @property
    def cookies(self) -> httpx.Cookies:
        return self._client.cookies

    def close(self) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()
