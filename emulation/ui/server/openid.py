"""OpenID Connect by Authlib: to the province's provider, and back with the name that it vouches for.

The same Authlib client is inside Streamlit's `st.login`, which does not fit here: a script has to run to start it and
again to see its outcome, so strangers would need the websocket; what it remembers in the browser lasts 30 days whatever
becomes of the account; and whatever fails ends without a word on the first page.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import Any

from authlib.integrations.starlette_client import OAuth
from starlette.requests import Request
from starlette.responses import Response

from emulation.provider import Provider

_PATIENCE = 10.0
"""Seconds that the provider has for each answer."""


@dataclass(frozen=True, slots=True)
class Named:
    """Whom the provider names: `subject` is its own name for the person, for good; `email` is empty unless verified."""

    subject: str
    email: str


async def send(request: Request, provider: Provider) -> Response:
    """Send the browser to the provider. What is to be compared on the way back is kept in `request.session`, signed."""
    return await _client(provider).authorize_redirect(request, provider.redirect_uri)


async def named(request: Request, provider: Provider) -> Named:
    """Whom the provider names to a browser that it has sent back.

    Raises OAuthError where the provider says no or this browser did not begin here, httpx.HTTPError where the provider
    cannot be reached, and, for an answer that makes no sense, whatever Authlib does.
    """
    client = _client(provider)
    metadata = await client.load_server_metadata()
    # Authlib compares these two only where the provider and the token offer them.
    must_be = {"iss": metadata["issuer"], "aud": provider.client_id}
    options = {claim: {"essential": True, "value": value} for claim, value in must_be.items()}
    token = await client.authorize_access_token(request, claims_options=options)
    claims = token["userinfo"]
    if "email" not in claims and "userinfo_endpoint" in metadata:
        # The standard lets the token leave out what the scope "email" asks for.
        more = await client.userinfo(token=token)
        claims = {**more, **claims} if more.get("sub") == claims["sub"] else claims
    return Named(claims["sub"], _verified_email(claims))


def _client(provider: Provider) -> Any:
    """A client that remembers nothing: the provider may have changed its addresses and keys since the last one."""
    return OAuth().register(
        "province",
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=provider.server_metadata_url,
        authorize_params={"prompt": provider.prompt},
        client_kwargs={
            "scope": "openid email",
            "code_challenge_method": "S256",
            "timeout": _PATIENCE,
            # The machine's own: a province may have its certificates from itself.
            "verify": ssl.create_default_context(),
        },
    )


def _verified_email(claims: dict[str, Any]) -> str:
    """Some providers write true as a text.

    >>> _verified_email({"email": "an@xa.example", "email_verified": True})
    'an@xa.example'
    >>> _verified_email({"email": "an@xa.example"})
    ''
    """
    verified = str(claims.get("email_verified")).lower() == "true"
    return str(claims.get("email", "")) if verified else ""
