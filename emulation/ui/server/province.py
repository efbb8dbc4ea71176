"""Signing in with an account of the province: two routes, there and back. What comes of it is a session like any other."""

from __future__ import annotations

import logging
from urllib.parse import urlencode

import anyio
import httpx
from authlib.integrations.starlette_client import OAuthError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from emulation.accounts import NotSignedIn, SignedIn, Unusable
from emulation.provider import BACK, Provider
from emulation.ui.parts import sharing
from emulation.ui.server import gate, openid, sign_in

BEGIN = "/sign-in/province"
AWAY = "Chưa kết nối được với hệ thống đăng nhập của tỉnh. Hãy thử lại sau, hoặc đăng nhập bằng tài khoản và mật khẩu ở đây."
NOT_FINISHED = "Chưa đăng nhập được bằng tài khoản của tỉnh. Hãy bấm đăng nhập lại."
_AFTER = "after"
"""What the signed cookie of the way there and back calls the address to open at its end."""
_LOG = logging.getLogger(__name__)


def routes() -> list[BaseRoute]:
    return [Route(BEGIN, begin), Route(BACK, back)]


async def begin(request: Request) -> Response:
    """To the provider; `next` is what to open at the end."""
    after = sign_in.local(request.query_params.get("next", ""))
    if (provider := sign_in.province()) is None:
        return RedirectResponse(f"/sign-in?{urlencode({'next': after})}", 303)
    try:
        response = await openid.send(request, provider)
    except Exception as fault:  # A provider that is away may answer with anything.
        _note(fault)
        return sign_in.form(after, refusal=AWAY, status=503)
    request.session[_AFTER] = after
    return response


async def back(request: Request) -> Response:
    """From the provider: a session for whom it names, or the form with a sentence."""
    after = sign_in.local(request.session.get(_AFTER, ""))
    if (provider := sign_in.province()) is None:
        return RedirectResponse("/sign-in", 303)
    try:
        signed_in = await _admit(request, provider)
    except NotSignedIn as refused:
        _note(refused)
        return sign_in.form(after, refusal=refused.sentence, status=403)
    except Unusable:
        _LOG.exception("Nobody can sign in")
        return sign_in.form(after, refusal=gate.UNREADABLE, status=503)
    except httpx.HTTPError as fault:
        _note(fault)
        return sign_in.form(after, refusal=AWAY, status=503)
    except Exception as fault:  # What was sent back, or what the provider answered, may be anything.
        _note(fault)
        return sign_in.form(after, refusal=NOT_FINISHED, status=403)
    finally:
        request.session.clear()
    return sign_in.admitted(request, signed_in, after)


async def _admit(request: Request, provider: Provider) -> SignedIn:
    named = await openid.named(request, provider)
    device = request.cookies.get(sharing.DEVICE, "")
    return await anyio.to_thread.run_sync(
        sharing.accounts().sign_in_named, named.subject, named.email, device
    )


def _note(fault: Exception) -> None:
    """Log what the operator needs, and not what the provider says: that may quote whom it named."""
    match fault:
        case httpx.HTTPError():  # an address of the provider, a certificate
            detail = str(fault).partition("\n")[0]
        case OAuthError() if str(fault.error).isidentifier():
            detail = fault.error
        case _:
            detail = ""
    _LOG.warning("The province: %s %s", type(fault).__name__, detail)
