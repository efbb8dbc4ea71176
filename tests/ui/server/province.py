"""A real provider of OpenID Connect on this machine, and what somebody does there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import httpx
import oidc_provider_mock

from emulation.provider import BACK, Provider

SERVER = "http://127.0.0.1:8501"


class Province:
    """The provider, and what it knows the server as."""

    def __init__(self, port: int) -> None:
        self.provider = Provider(
            client_id="xa",
            client_secret="bi-mat",
            server_metadata_url=f"http://localhost:{port}/.well-known/openid-configuration",
            redirect_uri=SERVER + BACK,
        )

    def describe(self, file: Path, server: str = SERVER) -> None:
        """Write down the provider for a server."""
        described = asdict(self.provider) | {"redirect_uri": server + BACK}
        lines = [f'{name} = "{value}"' for name, value in described.items()]
        file.write_text("\n".join(lines), encoding="utf-8")


@contextmanager
def province(**people: dict[str, object]) -> Iterator[Province]:
    """A provider with these people: their claims by their subjects."""
    users = [oidc_provider_mock.User(sub=subject, claims=claims) for subject, claims in people.items()]
    with oidc_provider_mock.run_server_in_thread(user_claims=users) as server:
        yield Province(server.server_port)


def choose(sent: httpx.Response, subject: str) -> str:
    """Sign in there as somebody, sent there by the server; the address that the provider sends back to."""
    return httpx.post(sent.headers["location"], data={"sub": subject}).headers["location"]


def deny(sent: httpx.Response) -> str:
    """Refuse there to be named; the same."""
    return httpx.post(sent.headers["location"], data={"action": "deny"}).headers["location"]
