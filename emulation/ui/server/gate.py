"""The gate: whoever has no session gets nothing but the way to sign in."""

from __future__ import annotations

import asyncio
import logging
import re
from contextlib import suppress
from functools import partial
from urllib.parse import urlencode

import anyio
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from emulation.access import may_open
from emulation.accounts import Session, Unusable
from emulation.ui.parts.sharing import SESSION, accounts
from emulation.ui.server.guard import refuse

OPEN = frozenset(
    {
        "/sign-in",
        "/sign-in/style.css",
        "/sign-in/font.woff2",
        "/sign-in/icon.png",
        "/sign-in/province",
        "/sign-in/province/back",
        "/health",
        "/ready",
        "/_stcore/health",
    }
)
"""The paths that answer without a session."""
CALENDARS = re.compile(r"/lich/[^/]+\.ics")
"""And those of calendars, which answer to who knows a secret (calendars.py)."""
PACKAGES = re.compile(r"/goi/[^/]+")
"""And those to which communes send packages, whose signature is what lets them in (packages.py)."""
FOR_A_NEW_PASSWORD = frozenset({"/password", "/sign-out"})
"""The paths that answer while the first password has not been changed."""
UPLOADS = "/_stcore/upload_file/"
"""Where files are sent, which only whoever may open *Nhập, xuất* has a use for."""
BY_ITSELF = frozenset({"/edition"})
"""What an open tab asks without anybody using it."""
FOUND = "emulation.session"
"""Where the routes behind the gate find the session, in the scope of a request."""
LOOK_EVERY = 3.0
"""Seconds between two looks whether the session behind an open websocket still holds."""
UNREADABLE = "Máy chủ không đọc được tệp tài khoản. Hãy báo người quản trị."
_LOG = logging.getLogger(__name__)
_LOOKUPS = anyio.CapacityLimiter(8)
"""Threads that look up sessions: a disk that is slow holds up these, and not the server."""


class Gate:
    """Lets through what is open to all, and who has a session; that is looked up at each request and each message of a
    websocket.

    So a tab whose session ended gets no answer any more, though its websocket was opened before.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or (
            scope["type"] == "http" and is_open(scope["path"], scope["method"])
        ):
            return await self._app(scope, receive, send)
        try:
            found = await find(scope, used=scope["path"] not in BY_ITSELF)
        except Unusable:
            _LOG.exception("The accounts cannot be read")
            return await refuse(scope, receive, send, 503, UNREADABLE)
        if found is None:
            return await _to_sign_in(scope, receive, send)
        if found.must_change and scope["path"] not in FOR_A_NEW_PASSWORD:
            return await _to_new_password(scope, receive, send)
        if scope["type"] == "websocket":
            return await self._while_it_lasts(found, scope, receive, send)
        if scope["path"].startswith(UPLOADS) and not may_open(found.viewer.role, "exchange"):
            return await refuse(scope, receive, send, 403, "Tài khoản này không gửi tệp lên được.")
        scope[FOUND] = found
        return await self._app(scope, receive, send)

    async def _while_it_lasts(self, found: Session, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a websocket until its session ends, or its viewer has another role: then no message is heard any more, and
        none is sent. The browser opens another one by itself, if it may."""
        ended = False

        async def end() -> None:
            nonlocal ended
            if not ended:
                ended = True
                with suppress(OSError, RuntimeError):  # the browser has left at the same moment
                    await send({"type": "websocket.close", "code": 1008})

        async def hear() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and not await _is(found, scope, used=True):
                await end()
                return {"type": "websocket.disconnect", "code": 1008}
            return message

        async def say(message: Message) -> None:
            if not ended:
                await send(message)

        async def watch() -> None:
            while not ended:
                await asyncio.sleep(LOOK_EVERY)
                if not await _is(found, scope, used=False):
                    await end()

        watching = asyncio.create_task(watch())
        try:
            await self._app(scope, hear, say)
        finally:
            watching.cancel()


def is_open(path: str, method: str = "GET") -> bool:
    """Whether a path answers without a session."""
    sends = method == "PUT" and PACKAGES.fullmatch(path) is not None
    return sends or path in OPEN or CALENDARS.fullmatch(path) is not None


async def find(scope: Scope, *, used: bool = True) -> Session | None:
    """The session of a request, which may count as its use; None where there is none. Raises Unusable."""
    look = partial(accounts().session, token_of(scope), used=used)
    return await anyio.to_thread.run_sync(look, limiter=_LOOKUPS)


def token_of(scope: Scope) -> str:
    """The session's token that a request brings; empty if it brings none."""
    return HTTPConnection(scope).cookies.get(SESSION, "")


async def _is(found: Session, scope: Scope, *, used: bool) -> bool:
    """Whether the session is still as it was found."""
    try:
        return await find(scope, used=used) == found
    except Unusable:
        return False


async def _to_sign_in(scope: Scope, receive: Receive, send: Send) -> None:
    if _is_document(scope):
        await RedirectResponse(f"/sign-in?{urlencode({'next': _asked(scope)})}", 303)(scope, receive, send)
    else:
        await refuse(scope, receive, send, 401, "Chưa đăng nhập, hoặc phiên đăng nhập đã hết.")


async def _to_new_password(scope: Scope, receive: Receive, send: Send) -> None:
    if _is_document(scope):
        await RedirectResponse(f"/password?{urlencode({'next': _asked(scope)})}", 303)(scope, receive, send)
    else:
        await refuse(scope, receive, send, 403, "Hãy đổi mật khẩu lần đầu trước.")


def _is_document(scope: Scope) -> bool:
    """Whether a browser asks for a page to show in a tab."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    headers = Headers(scope=scope)
    return headers.get("sec-fetch-dest", "document") == "document" and "text/html" in headers.get(
        "accept", ""
    )


def _asked(scope: Scope) -> str:
    """The address that was asked for, as it is written."""
    path, query = scope.get("raw_path") or scope["path"].encode(), scope["query_string"]
    return (path + (b"?" + query if query else b"")).decode("latin-1")
