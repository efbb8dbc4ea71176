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
    form, or open a websocket, in the name of whoever is signed in. (The framework checks websockets too, but asks a
    server on the Internet for this machine's address first.)

    `closed`: beginnings of paths that nobody has a use for here.
    """

    def __init__(self, app: ASGIApp, closed: tuple[str, ...] = ()) -> None:
        self._app = app
        self._closed = closed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        if not is_host_allowed(headers.get("host")):
            return await refuse(
                scope,
                receive,
                send,
                400,
                "Địa chỉ này không phải của bảng theo dõi. Hãy hỏi người quản trị địa chỉ đúng.",
            )
        changes = scope["type"] == "websocket" or scope["method"] not in _LOOKING
        if _is_from_elsewhere(headers, changes=changes):
            return await refuse(scope, receive, send, 403, "Yêu cầu đến từ một trang khác nên bị từ chối.")
        if scope["path"].startswith(self._closed):
            return await refuse(scope, receive, send, 403, "Máy chủ này không nhận tệp.")
        return await self._app(scope, receive, send)


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, sentence: str) -> None:
    """Answer with a sentence; a websocket is not opened."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        headers = {"Cache-Control": "no-store"}
        await PlainTextResponse(sentence, status, headers)(scope, receive, send)


def _is_from_elsewhere(headers: Headers, *, changes: bool) -> bool:
    """Whether a browser says so; a link from elsewhere may lead here, but not change anything.

    What is no browser sends neither header, and no cookie against its user's will.
    """
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers.get("host"):
        return True
    return changes and headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
