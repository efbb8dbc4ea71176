"""`python -m emulation.ui.server.serve [--server.port N …]`: serve the dashboard; the options are Streamlit's settings.

Beside the screens the server answers `/edition`: which edition of the data it holds. Open tabs ask for it (frame.js), so
that none of them costs a run of the app until the data change. A thread of its own watches the folder and the memory.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit.runtime.pages_manager import PagesManager

from emulation.ui.parts import session
from emulation.ui.parts.assets import script_file
from emulation.ui.server import house

DASHBOARD = Path(__file__).parents[3] / "dashboard.py"


def main(options: Sequence[str], script_path: Path = DASHBOARD, more: Sequence[BaseRoute] = ()) -> None:
    """Serve the dashboard, or another script of components, until stopped; and `more` routes."""
    # Until the first run has called st.navigation, Streamlit takes a folder named `pages` for its older kind of multipage
    # app, and answers the first deep link with "page not found".
    PagesManager.uses_pages_directory = False
    routes = [Route("/edition", edition), Route("/script/{file}", script), *more]
    app = st.App(script_path, routes=routes, lifespan=_lifespan)
    app.run(config=settings(options))


def settings(options: Sequence[str]) -> dict[str, Any]:
    """Options of the command line as settings.

    >>> settings(["--server.port", "8502", "--server.headless", "true", "--server.address", "127.0.0.1"])
    {'server.port': 8502, 'server.headless': True, 'server.address': '127.0.0.1'}
    """
    pairs = zip(options[::2], options[1::2], strict=True)
    return {name.removeprefix("--"): _value(text) for name, text in pairs}


def _value(text: str) -> str | int | bool:
    return int(text) if text.isdigit() else {"true": True, "false": False}.get(text, text)


async def edition(_request: Request) -> PlainTextResponse:
    """The version of the edition that a run would show now."""
    return PlainTextResponse(session.folder().present.version)


async def script(request: Request) -> Response:
    """A component's script. Its name changes with its text, so the browser may keep it for good."""
    text = script_file(request.path_params["file"])
    if text is None:
        return PlainTextResponse("", status_code=404)
    return Response(
        text, media_type="text/javascript", headers={"Cache-Control": "public, max-age=31536000, immutable"}
    )


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    stopped = threading.Event()
    threading.Thread(target=house.keep_house, args=(session.folder(), stopped), daemon=True).start()
    yield {}
    stopped.set()


if __name__ == "__main__":
    main(sys.argv[1:])
