"""What no request may do, whoever sends it: use another host's name, or change something for another site."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

_LOOKING = {"GET", "HEAD", "OPTIONS"}


class Guard:
    """Refuses names of the server that it was not given (`server.allowedHosts`), and what other sites ask it to change.

    A page elsewhere could otherwise have its own name point to this server, and read what the browser is shown; or send a
    form in the name of whoever is signed in. The check of websockets' origins is the framework's own.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        if not is_host_allowed(headers.get("host")):
            return await refuse(scope, receive, send, 400, "Máy chủ không nhận tên này trong địa chỉ.")
        if scope["type"] == "http" and scope["method"] not in _LOOKING and _is_from_elsewhere(headers):
            return await refuse(scope, receive, send, 403, "Yêu cầu đến từ một trang khác nên bị từ chối.")
        return await self._app(scope, receive, send)


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, sentence: str) -> None:
    """Answer with a sentence; a websocket is not opened."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        headers = {"Cache-Control": "no-store"}
        await PlainTextResponse(sentence, status, headers)(scope, receive, send)


def _is_from_elsewhere(headers: Headers) -> bool:
    """Whether a browser says so. What is no browser sends neither header, and no cookie against its user's will."""
    origin = headers.get("origin")
    elsewhere = origin is not None and urlsplit(origin).netloc != headers.get("host")
    return elsewhere or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
