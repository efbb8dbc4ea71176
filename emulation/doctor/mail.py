"""Whether reminders can be mailed, as the environment says; never a value of it, for a password may stand anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from emulation.doctor.finding import Finding, fault, good
from emulation.doctor.place import Place
from emulation.remind import settings

SITE = "EMULATION_SITE"


def look(place: Place) -> Iterator[Finding]:
    try:
        server = settings.server(place.environ)
        settings.letterhead(place.environ)
    except settings.Misconfigured as wrong:
        yield fault(f"Không gửi được thư nhắc việc: {wrong}", "Sửa biến môi trường ấy, xem docs/may-chu.md.")
        return
    if server is None:
        yield good("Không gửi thư nhắc việc: chưa đặt máy chủ thư.")
        return
    unset = [name for name in (SITE, settings.CHAIRMAN) if not place.environ.get(name)]
    yield good("Đã đặt máy chủ thư nhắc việc." + (f" Chưa đặt {' và '.join(unset)}." if unset else ""))
