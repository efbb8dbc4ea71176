"""What every answer says to the browser about what a page may do.

(`Strict-Transport-Security` is for who holds the certificate to say: deploy/nginx.conf.)
"""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers as RequestHeaders
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from emulation.ui.parts.sharing import Sharing, sharing

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": browsers would call the origin of our own forms "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
PRIVATE = ("/media/", "/edition", "/password", "/sign-in")
"""Paths whose answers no cache keeps: files made for one viewer, and what changes with who is signed in."""


class Headers:
    """Adds them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def say(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(ALWAYS)
                headers["Content-Security-Policy"] = policy(RequestHeaders(scope=scope).get("host", ""))
                if _is_screen(headers) or (
                    scope["path"].startswith(PRIVATE) and not scope["path"].startswith("/sign-in/")
                ):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        return await self._app(scope, receive, say)


def _is_screen(answer: MutableHeaders) -> bool:
    """Whether it is a screen that somebody signed in for: Back after signing out asks anew, and comes to sign in."""
    return sharing() is Sharing.ACCOUNTS and answer.get("content-type", "").startswith("text/html")


@lru_cache(maxsize=64)
def policy(host: str) -> str:
    """The content security policy of a page that was opened under this name of the server (checked by the guard)."""
    return "; ".join(
        (
            "default-src 'none'",
            # blob: the framework makes a module of each component's script; wasm: it counts with 64 bits in one.
            f"script-src 'self' blob: 'wasm-unsafe-eval' {' '.join(_framework_scripts())}",
            # The framework writes styles as it draws.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' blob:",
            "worker-src 'self' blob:",
            # Older browsers do not count the websocket as 'self'.
            f"connect-src 'self' ws://{host} wss://{host}",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


@lru_cache(maxsize=1)
def _framework_scripts() -> tuple[str, ...]:
    """The hashes of the scripts inside the framework's own page."""
    page = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    inside = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return tuple(f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'" for text in inside)
