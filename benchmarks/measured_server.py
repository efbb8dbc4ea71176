"""Serves the dashboard as the program does; `/used` says besides what the server has used until now.

For the other benchmarks: `serving(data, by="benchmarks.measured_server")`, `used(url)`.
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


def used(url: str, *, collected: bool = False) -> Used:
    """What that server has used; if `collected`, after it has collected its garbage."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(f"{url}/used{'?collected' if collected else ''}", timeout=120) as answer:
        return Used(**json.load(answer))


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
    serve.main(options, script_path, more=[Route("/used", _used)])


if __name__ == "__main__":
    main(sys.argv[1:])
