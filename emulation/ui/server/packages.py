"""`PUT /goi/<name>`: the packages that communes send over HTTPS. One that is whole and signed lies in the city's inbox when
it is answered, and the committer takes it from there. Whoever holds a commune's key needs no account.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import anyio
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Route

from emulation.city import communes, inbox
from emulation.city.acceptance import Accepted, examine
from emulation.publish.package import Refused, Unsigned, require_size
from emulation.store import SaveRefused
from emulation.store.disk import refusal

PREFIX = "/goi/"
_UNSIGNED = "Gói không có chữ ký của xã, phường nào ở đây."
"""The one sentence for a stranger, for a commune without a key and for another's key."""
_TURNS = asyncio.Semaphore(4)
"""Packages that are received and looked at in one moment, so that many large ones do not fill the memory."""
_PATIENCE = 60
"""Seconds in which a package must have come."""


def routes(city: Path) -> list[BaseRoute]:
    """The route of a city's server."""

    async def receive(request: Request) -> PlainTextResponse:
        try:
            async with _TURNS:
                return _answer(await _receive(request, city), 201)
        except Unsigned:
            return _answer(_UNSIGNED, 403)
        except Refused as error:
            return _answer(str(error), 422)
        except SaveRefused as error:
            return _answer(str(error), 507)
        except (ClientDisconnect, TimeoutError):
            return _answer("Gói chưa gửi xong; gửi lại.", 400)

    return [Route(PREFIX + "{name}", receive, methods=["PUT"])]


async def _receive(request: Request, city: Path) -> str:
    """What is said of a package that came in. Raises Refused, SaveRefused, ClientDisconnect and TimeoutError."""
    name, received = request.path_params["name"], bytearray()
    async with asyncio.timeout(_PATIENCE):
        async for part in request.stream():
            received += part
            require_size(len(received))
    data = bytes(received)
    accepted = await anyio.to_thread.run_sync(_examined, city, name, data)
    await anyio.to_thread.run_sync(_lay, city, name, data)
    day = f"{accepted.package.manifest.as_of:%d/%m/%Y}"
    return f"Đã nhận gói số liệu ngày {day} của {accepted.commune.name}."


def _examined(city: Path, name: str, data: bytes) -> Accepted:
    """Raises Refused."""
    return examine(name, data, communes.read(city))


def _lay(city: Path, name: str, data: bytes) -> None:
    """Raises SaveRefused."""
    try:
        inbox.lay(city, name, data)
    except OSError as error:
        raise refusal(error, city / inbox.CAME / name) from None


def _answer(sentence: str, status: int) -> PlainTextResponse:
    return PlainTextResponse(sentence, status, {"Cache-Control": "no-store"})
