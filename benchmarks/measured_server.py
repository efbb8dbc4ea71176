"""Serves the dashboard as the program does; `/used` says besides what the server has used until now, and `/editions` what
is in each edition.

For the other benchmarks: `serving(data, by="benchmarks.measured_server")`, `used(url)`, `editions(url)`.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from emulation.folder import DataFolder, Edition
from emulation.store import history
from emulation.ui.server import serve
from emulation.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Used:
    """Seconds of CPU of the process, those in queries, and how many queries; MB of memory, threads and file handles."""

    cpu: float
    in_queries: float
    queries: int
    memory: float
    threads: int
    handles: int


_TALLY = {"in_queries": 0.0, "queries": 0}
_LOCK = threading.Lock()


def used(url: str, *, collected: bool = False, cookie: str = "") -> Used:
    """What that server has used; if `collected`, after it has collected its garbage. `cookie`: where one signs in."""
    return Used(**_asked(f"{url}/used{'?collected' if collected else ''}", cookie))


def _asked(address: str, cookie: str) -> Any:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(urllib.request.Request(address, headers={"Cookie": cookie}), timeout=120) as answer:
        return json.load(answer)


_EDITIONS: list[tuple[str, str]] = []


def editions(url: str, cookie: str = "") -> dict[str, str]:
    """Of each edition that the server has read the last change of the history that is certainly in it."""
    return dict(_asked(f"{url}/editions", cookie))


async def _editions(_request: Request) -> JSONResponse:
    return JSONResponse(_EDITIONS)


def _listed(read: Any) -> Any:
    def listed(self: DataFolder, *given: Any) -> Edition:
        last = next(history.newest(self.path), None)
        edition: Edition = read(self, *given)
        _EDITIONS.append((edition.version, last.id if last else ""))
        return edition

    return listed


async def _used(request: Request) -> JSONResponse:
    if "collected" in request.query_params:
        gc.unfreeze()
        gc.collect()
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return JSONResponse(
        {
            "cpu": time.process_time(),
            **_TALLY,
            "memory": int(resident.split()[1]) / 1024,
            "threads": len(os.listdir("/proc/self/task")),  # noqa: PTH208 - names are all that is wanted
            "handles": len(os.listdir("/proc/self/fd")),  # noqa: PTH208
        }
    )


def _measured(execute: Any) -> Any:
    def measured(self: Warehouse, *question: Any) -> Any:
        began = time.thread_time()
        try:
            return execute(self, *question)
        finally:
            with _LOCK:
                _TALLY["in_queries"] += time.thread_time() - began
                _TALLY["queries"] += 1

    return measured


def main(options: Sequence[str], script_path: Path = serve.DASHBOARD) -> None:
    Warehouse._execute = _measured(Warehouse._execute)
    DataFolder._read = _listed(DataFolder._read)
    serve.main(options, script_path, more=[Route("/used", _used), Route("/editions", _editions)])


if __name__ == "__main__":
    main(sys.argv[1:])
