"""`python -m emulation.ui.frame.serve [--server.port N …]`: serve the dashboard; the options are Streamlit's settings.

Beside the screens the server answers `/edition`: which edition of the data it holds. Open tabs ask for it (frame.js), so
that none of them costs a run of the app until the data change. A thread of its own watches the folder and the memory.
"""

from __future__ import annotations

import gc
import logging
import sys
import threading
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit.runtime.pages_manager import PagesManager

from emulation.folder import DataFolder, Edition
from emulation.ui.parts import session
from emulation.ui.parts.assets import script_file

_LOG = logging.getLogger(__name__)
DASHBOARD = Path(__file__).parents[3] / "dashboard.py"
LOOK_EVERY = 1.0
"""Seconds between two looks at the folder. It also waits until files lie still, and a tab asks every two seconds:
together a change shows within five."""
ASK_AHEAD = 0.1
"""Seconds of every second that may go into answers nobody has asked for yet."""
COLLECT_EVERY = 60.0
"""Seconds. Streamlit would collect all garbage after each run (`runner.postScriptGC`), which 20 readers cannot afford."""


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
    threading.Thread(target=keep_house, args=(session.folder(), stopped), daemon=True).start()
    yield {}
    stopped.set()


def keep_house(folder: DataFolder, stopped: threading.Event) -> None:
    """Read the files when they change, compute beforehand what is asked first, and collect garbage, until stopped.

    A fault is logged and the house kept on: open tabs would not hear of new data any more.
    """
    house, wait = _House(folder), 0.0
    while not stopped.wait(wait):
        wait = LOOK_EVERY
        try:
            house.look()
        except Exception:
            _LOG.exception("The house was not kept")


class _House:
    """What was last seen of a folder, and when garbage was last collected."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._shown: Edition | None = None
        self._collected = time.monotonic()

    def look(self) -> None:
        now = self._folder.edition()
        if now is not self._shown:
            self._shown = now
            now.warehouse.warm()
            # What lives on need not be looked through at every collection; what was frozen before and has died must be.
            gc.unfreeze()
            gc.collect()
            gc.freeze()
        elif time.monotonic() - self._collected > COLLECT_EVERY:
            gc.collect()
            self._collected = time.monotonic()
        session.ask_ahead(now, ASK_AHEAD)


if __name__ == "__main__":
    main(sys.argv[1:])
