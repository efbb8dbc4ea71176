"""The server's log where others use it: what happened and when, without names, tokens, addresses typed or data.

`nhat-ky/may-chu.log` in the data folder, in ten files of a megabyte at most. What the framework and libraries have to say
goes there too, as the texts of their messages: never the values in them, nor those of an exception.
"""

from __future__ import annotations

import logging
import os
import sys
import time
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDER, FILE = "nhat-ky", "may-chu.log"
SIZE, FILES = 1_000_000, 10
"""Bytes of a file, and files: the oldest goes first."""
_LOG = logging.getLogger(__name__)
_OURS = "emulation.ui.server"
_NOISE = ("/static/", "/script/", "/_stcore/health", "/_stcore/host-config", "/health", "/ready", "/edition")
"""What browsers and watchers ask all the time; only faults of the server are logged."""
_NAMED = {
    "_stcore",
    "council",
    "edition",
    "goi",
    "lich",
    "media",
    "password",
    "ready",
    "script",
    "sign-in",
    "sign-out",
    "static",
} | {file.stem for file in (Path(__file__).parents[3] / "pages").rglob("*.py")}
"""First parts of paths that are written; any other may be what somebody typed."""


def start(folder: Path, process: str = "") -> None:
    """Log into the folder of data from now on; warnings go to the console too. Of several processes with one folder each has
    a file of its own, named by `process`: two would turn one over under each other's pen."""
    place = folder / FOLDER
    with suppress(OSError):  # it serves without a log too
        place.mkdir(mode=0o700, exist_ok=True)
    file = _File(
        place / (f"may-chu-{process}.log" if process else FILE),
        maxBytes=SIZE,
        backupCount=FILES - 1,
        encoding="utf-8",
        delay=True,
    )
    handlers: list[logging.Handler] = [file]
    if sys.stderr:  # a server without a window has none
        handlers.append(logging.StreamHandler())
        handlers[-1].setLevel(logging.WARNING)
    for handler in handlers:
        handler.setFormatter(_Plain("%(asctime)s %(levelname)s %(name)s %(message)s"))
        handler.addFilter(
            lambda record: record.levelno >= (logging.INFO if _is_ours(record) else logging.WARNING)
        )
    logging.root.handlers = handlers
    # The framework gives each of its modules a logger that writes by itself.
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    logging.getLogger(_OURS).setLevel(logging.INFO)


class Requests:
    """Logs each request of a browser: its method, the first part of its path, the answer, and how long it took."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        began, status = time.monotonic(), 500

        async def say(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, say)
        finally:
            if status >= 500 or not scope["path"].startswith(_NOISE):
                took = 1000 * (time.monotonic() - began)
                _LOG.info("%s %s %d %d ms", scope["method"], place_of(scope["path"]), status, took)


def place_of(path: str) -> str:
    """The first part of a path, if it is one of ours.

    >>> [place_of(path) for path in ("/", "/media/3f2a.docx", "/_stcore/upload_file/1/2", "/Nguyễn Văn A", "*")]
    ['/', '/media', '/_stcore', '/…', '/…']
    """
    first = path.lstrip("/").partition("/")[0]
    return f"/{first}" if first in _NAMED or not first else "/…"


class _File(RotatingFileHandler):
    """A file for the server alone. A full disk stops the log and not the server."""

    def _open(self):
        return open(self.baseFilename, self.mode, encoding=self.encoding, opener=_private)

    def handleError(self, record: logging.LogRecord) -> None:
        pass


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.startswith(_OURS)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class _Plain(logging.Formatter):
    """Lines without what only this request or this commune has: messages of others are written without their values."""

    def format(self, record: logging.LogRecord) -> str:
        if not _is_ours(record):
            record = logging.makeLogRecord(
                record.__dict__ | {"args": None, "msg": _without_values(record.msg)}
            )
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei) -> str:
        """Which exception it was and where, not what it says: that may quote a cell."""
        kind, _, where = ei
        frames = (
            f"  {Path(each.filename).name}:{each.lineno} {each.name}" for each in traceback.extract_tb(where)
        )
        return "\n".join([kind.__name__ if kind else "", *frames])


def _without_values(message: object) -> str:
    """The text of a message; an object that was logged in place of a text says only its type."""
    return message.splitlines()[0] if isinstance(message, str) and message else type(message).__name__
