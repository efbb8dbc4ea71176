"""The calendars of deadlines for phones: `/lich/<secret>.ics` answers without signing in, which a phone cannot."""

from __future__ import annotations

from hashlib import sha256

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from emulation import deadlines
from emulation.ui.parts import session
from emulation.ui.parts.sharing import addresses
from emulation.warehouse import NotAvailable

_UNKNOWN = "Không có lịch ở địa chỉ này. Hãy lấy lại địa chỉ trong bảng theo dõi."
_AWAY = "Lúc này chưa đọc được dữ liệu của lịch. Lịch tự thử lại sau."
_AGAIN = 600
"""Seconds after which to ask again where the data cannot be read."""


def routes() -> list[BaseRoute]:
    return [Route("/lich/{secret}.ics", calendar)]


def calendar(request: Request) -> Response:
    """The calendar that the secret opens; to who has it already only that it has not changed."""
    unit = addresses().unit_of(request.path_params["secret"])
    if unit is None:
        return PlainTextResponse(_UNKNOWN, 404, {"Cache-Control": "no-store"})
    folder = session.folder()
    try:
        found = deadlines.calendar(folder.path, folder.present, unit)
    except NotAvailable:  # an empty calendar would take everything out of the phone
        return PlainTextResponse(_AWAY, 503, {"Cache-Control": "no-store", "Retry-After": str(_AGAIN)})
    tag = f'"{sha256(found.content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    known = request.headers.get("if-none-match", "").split(",")
    if tag in {
        each.strip().removeprefix("W/") for each in known
    }:  # nginx weakens the tag of what it compresses
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'inline; filename="{deadlines.file_name(unit)}"'
    return Response(found.content, media_type=deadlines.MIME, headers=headers)
