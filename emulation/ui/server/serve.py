"""`python -m emulation.ui.server.serve [--server.port N …]`: serve the dashboard; the options are Streamlit's settings.

Beside the screens the server answers `/edition`: which edition of the data it holds. Open tabs ask for it (frame.js), so
that none of them costs a run of the app until the data change. With accounts there is a gate before everything (gate.py).
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit.runtime.pages_manager import PagesManager

from emulation.accounts import Unusable
from emulation.accounts.command import first_account
from emulation.city.places import city_folder
from emulation.intake import default_folder
from emulation.ui.parts import session
from emulation.ui.parts.assets import script_file
from emulation.ui.parts.sharing import Sharing, accounts, sharing
from emulation.ui.server import calendars, gate, house, logs, sign_in
from emulation.ui.server.gate import Gate
from emulation.ui.server.guard import Guard
from emulation.ui.server.headers import Headers
from emulation.warehouse import NotAvailable

DASHBOARD = Path(__file__).parents[3] / "dashboard.py"
UPLOAD = 50
"""Megabytes of a file that is sent to a server of many."""
FIRST_ACCOUNT = """\
Chưa có tài khoản nào nên chưa mở cho mạng được. Tạo tài khoản đầu tiên, của Thường trực (thay Họ và tên):
    {command}
Nếu chỉ công khai số liệu, không cần tài khoản: python3 run.py --share --read-only"""


def main(options: Sequence[str], script_path: Path = DASHBOARD, more: Sequence[BaseRoute] = ()) -> None:
    """Serve the dashboard, or another script of components, until stopped; and `more` routes."""
    given = settings(options)
    if sharing() is Sharing.ACCOUNTS and not accounts().any():
        sys.exit(FIRST_ACCOUNT.format(command=first_account(default_folder())))
    if sharing() is not Sharing.HERE:
        given.setdefault("server.maxUploadSize", UPLOAD)
        logging.captureWarnings(True)  # what libraries tell their developers is not for an operator's console
        logging.getLogger("py.warnings").setLevel(logging.ERROR)
    app(script_path, more).run(config=given)


def app(script_path: Path = DASHBOARD, more: Sequence[BaseRoute] = ()) -> st.App:
    """The server's application, as EMULATION_SHARE says."""
    # Until the first run has called st.navigation, Streamlit takes a folder named `pages` for its older kind of multipage
    # app, and answers the first deep link with "page not found".
    PagesManager.uses_pages_directory = False
    routes = [
        Route("/edition", edition),
        Route("/script/{file}", script),
        Route("/health", health),
        Route("/ready", ready),
        *more,
    ]
    if city := city_folder():
        from emulation.ui.server import packages

        routes += packages.routes(city)
    closed = (gate.UPLOADS,) if sharing() is Sharing.READ_ONLY else ()
    around = [Middleware(Headers), Middleware(Guard, closed=closed)]
    if sharing() is not Sharing.HERE:
        around.insert(0, Middleware(logs.Requests))
    if sharing() is Sharing.ACCOUNTS:
        from emulation.ui.server import province

        routes += [*sign_in.routes(), *province.routes(), *calendars.routes()]
        around.append(Middleware(Gate))
    return st.App(
        script_path,
        routes=routes,
        middleware=around,
        lifespan=_lifespan,
        exception_handlers={Exception: fault},
    )


def settings(options: Sequence[str]) -> dict[str, Any]:
    """Options of the command line as settings.

    >>> settings(["--server.port", "8502", "--server.headless", "true", "--server.address", "127.0.0.1"])
    {'server.port': 8502, 'server.headless': True, 'server.address': '127.0.0.1'}
    >>> settings(["--server.allowedHosts", "localhost,thidua.xa.vn"])
    {'server.allowedHosts': ['localhost', 'thidua.xa.vn']}
    """
    pairs = zip(options[::2], options[1::2], strict=True)
    named = {name.removeprefix("--"): text for name, text in pairs}
    return {name: text.split(",") if name in LISTS else _value(text) for name, text in named.items()}


LISTS = {"server.allowedHosts"}


def _value(text: str) -> str | int | bool:
    return int(text) if text.isdigit() else {"true": True, "false": False}.get(text, text)


async def edition(request: Request) -> PlainTextResponse:
    """The version of the edition that a run would show now: the one that the tab says it shows, where that is later than
    the one for all screens, because it has saved. 409 where the browser's session is another account's than the tab's,
    which it names."""
    found = request.scope.get(gate.FOUND)
    if found and request.query_params.get("account", "") != found.viewer.account:
        return PlainTextResponse("", status_code=409)
    folder, shown = session.folder(), request.query_params.get("shown", "")
    return PlainTextResponse(shown if folder.is_ahead(shown) else folder.shown().version)


def fault(_request: Request, _fault: Exception) -> PlainTextResponse:
    """What is said of a fault of the server: nothing of it, which may quote the data. It is in the log."""
    return PlainTextResponse("Máy chủ gặp lỗi. Hãy thử lại; nếu vẫn lỗi, báo người quản trị.", 500)


def health(_request: Request) -> PlainTextResponse:
    """The server is alive."""
    return PlainTextResponse("ok")


def ready(_request: Request) -> PlainTextResponse:
    """It has something to show, and somebody who may sign in to see it."""
    try:
        session.folder().present.warehouse.require_table("units")
        is_ready = sharing() is not Sharing.ACCOUNTS or accounts().any()
    except (NotAvailable, Unusable):
        is_ready = False
    return PlainTextResponse("ready") if is_ready else PlainTextResponse("not ready", status_code=503)


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
    if sharing() is not Sharing.HERE:
        logs.start(default_folder(), str(st.get_option("server.port")) if city_folder() else "")
    stopped = threading.Event()
    threading.Thread(target=house.keep_house, args=(session.folder(), stopped), daemon=True).start()
    yield {}
    stopped.set()


if __name__ == "__main__":
    main(sys.argv[1:])
