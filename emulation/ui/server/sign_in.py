"""Signing in and out, and changing one's password: pages that work without scripts."""

from __future__ import annotations

import logging
import os
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import anyio
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit import file_util

from emulation import provider
from emulation.accounts import ABSOLUTE, DEVICE, NotSignedIn, Refused, SignedIn, Unusable
from emulation.palette import screen_css
from emulation.ui.parts import sharing
from emulation.ui.parts.sharing import accounts
from emulation.ui.server import gate

_LOG = logging.getLogger(__name__)
_HERE = Path(__file__).parent
_ICON = _HERE.parents[2] / "static" / "icon.png"
MOST = 8 * 1024
"""Bytes of a form that is sent: more is refused unread."""
_NEXT = 2000
"""Most letters of an address that is opened after signing in."""
_HASHING = anyio.CapacityLimiter(16)
"""Threads that wait for a password to be checked: those who guess hold up one another, and not the rest."""


def routes() -> list[BaseRoute]:
    return [
        Route("/sign-in", sign_in, methods=["GET", "POST"]),
        Route("/sign-in/style.css", style),
        Route("/sign-in/icon.png", lambda _request: FileResponse(_ICON)),
        Route("/sign-in/font.woff2", lambda _request: FileResponse(_font())),
        Route("/sign-out", sign_out, methods=["POST"]),
        Route("/password", password, methods=["GET", "POST"]),
    ]


async def sign_in(request: Request) -> Response:
    """The form; sent, a session, and then the address `next`."""
    if request.method == "GET":
        after = local(request.query_params.get("next", ""))
        try:
            return RedirectResponse(after, 303) if await gate.find(request.scope) else form(after)
        except Unusable:
            _LOG.exception("Nobody can sign in")
            return form(after, refusal=gate.UNREADABLE, status=503)
    typed = await _typed(request)
    account, after = typed.get("account", ""), local(typed.get("next", ""))
    address = request.client.host if request.client else ""
    try:
        signed_in = await _in_thread(
            accounts().sign_in,
            account,
            typed.get("password", ""),
            address,
            request.cookies.get(sharing.DEVICE, ""),
        )
    except NotSignedIn as refused:
        _LOG.info("Signing in refused, from %s", address)
        return form(after, account, refused.sentence, 429 if refused.wait_seconds else 401)
    except Refused:
        _LOG.exception("Nobody can sign in")
        return form(after, account, gate.UNREADABLE, 503)
    return admitted(request, signed_in, after)


def admitted(request: Request, signed_in: SignedIn, after: str) -> Response:
    """The answer to whoever has just signed in: the cookies, and on to the address `after`."""
    to = f"/password?{urlencode({'next': after})}" if signed_in.must_change else after
    response = RedirectResponse(to, 303)
    for name, value, seconds in (
        (sharing.SESSION, signed_in.token, ABSOLUTE),
        (sharing.DEVICE, signed_in.device, DEVICE),
    ):
        response.set_cookie(
            name, value, max_age=int(seconds), httponly=True, samesite="lax", secure=_is_secret(request)
        )
    return response


async def sign_out(request: Request) -> Response:
    """End the session; with `everywhere` all of the account."""
    typed = await _typed(request)
    try:
        if typed.get("everywhere"):
            await _in_thread(accounts().sign_out_everywhere, request.scope[gate.FOUND].viewer.account)
        else:
            await _in_thread(accounts().sign_out, gate.token_of(request.scope))
    except Refused:
        _LOG.exception("Nobody can sign out")
        return _password_form(request, "/", gate.UNREADABLE, 503)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(sharing.SESSION, httponly=True, samesite="lax", secure=_is_secret(request))
    return response


async def password(request: Request) -> Response:
    """The form for another password; the first one must be changed before anything else."""
    if request.method == "GET":
        return _password_form(request, local(request.query_params.get("next", "")))
    typed = await _typed(request)
    after, new = local(typed.get("next", "")), typed.get("new", "")
    if new != typed.get("again", ""):
        return _password_form(request, after, "Hai lần gõ mật khẩu mới không giống nhau.", 400)
    try:
        token = gate.token_of(request.scope)
        await _in_thread(accounts().change_password, token, typed.get("old", ""), new)
    except Unusable:
        _LOG.exception("No password can be changed")
        return _password_form(request, after, gate.UNREADABLE, 503)
    except Refused as refused:
        return _password_form(request, after, str(refused), 400)
    if request.scope[gate.FOUND].must_change:
        return RedirectResponse(after, 303)
    return _password_form(request, after, done="Đã đổi mật khẩu. Các lần đăng nhập ở nơi khác đã kết thúc.")


def style(_request: Request) -> Response:
    return Response(_style(), media_type="text/css")


def local(address: str) -> str:
    """The address if it is one of this server's own, to be opened as it is; else the first screen's.

    >>> [local(address) for address in ("/unit?unit=T03", "//elsewhere", "ftp://elsewhere", "/\\\\elsewhere", "/a\\r\\nb")]
    ['/unit?unit=T03', '/', '/', '/', '/']
    """
    plain = address.isascii() and address.isprintable() and "\\" not in address and len(address) <= _NEXT
    leads_on = address.partition("?")[0] not in ("/sign-in", "/sign-out", "/password")
    return address if plain and leads_on and address.startswith("/") and address[1:2] != "/" else "/"


async def _typed(request: Request) -> dict[str, str]:
    """The fields of a form that was sent."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            raise HTTPException(413, "Biểu mẫu gửi lên quá dài.")
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=10)
    except ValueError:
        raise HTTPException(400, "Không đọc được biểu mẫu gửi lên.") from None
    return {name: values[0] for name, values in fields.items()}


async def _in_thread(call: Any, *arguments: str) -> Any:
    return await anyio.to_thread.run_sync(call, *arguments, limiter=_HASHING)


def _is_secret(request: Request) -> bool:
    """Whether the way to the browser is encrypted."""
    return request.scope["scheme"] == "https"


def form(after: str, account: str = "", refusal: str = "", status: int = 200) -> Response:
    """The form, with what was typed and why it was refused. Where the province has a provider, a way there too."""
    there = f"/sign-in/province?{urlencode({'next': after})}" if province() else ""
    return _page("sign_in.html", status, after=after, account=account, refusal=refusal, there=there)


def province() -> provider.Provider | None:
    """The identity provider of the province, read anew each time; None if there is none that can be used."""
    try:
        return provider.read(provider.file(accounts().path, os.environ))
    except provider.Misconfigured as fault:
        _LOG.warning("%s", fault)
        return None


def _password_form(
    request: Request, after: str, refusal: str = "", status: int = 200, done: str = ""
) -> Response:
    session = request.scope[gate.FOUND]
    return _page("password.html", status, after=after, refusal=refusal, done=done, session=session)


def _page(name: str, status: int, **values: object) -> Response:
    return HTMLResponse(_templates().get_template(name).render(values), status)


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)


@lru_cache(maxsize=1)
def _font() -> Path:
    """The app's font, as the framework brings it."""
    return next(Path(file_util.get_static_dir()).glob("static/media/SourceSansVF-Upright*.woff2"))


@lru_cache(maxsize=1)
def _style() -> str:
    return screen_css() + (_HERE / "sign_in.css").read_text(encoding="utf-8")
