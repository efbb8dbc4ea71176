"""Whether the identity provider of the province, if there is one, is described so that it can be used."""

from __future__ import annotations

from collections.abc import Iterator

from emulation import provider
from emulation.doctor.finding import Finding, fault, good
from emulation.doctor.place import Place

_HOW = "Sửa theo mục “Đăng nhập bằng tài khoản của tỉnh” của docs/may-chu.md."


def look(place: Place) -> Iterator[Finding]:
    path = place.provider
    try:
        found = provider.read(path)
    except provider.Misconfigured as error:
        yield fault(str(error), _HOW)
        return
    if found:
        yield good(f"Đăng nhập bằng tài khoản của tỉnh: {path} đúng.")
    elif place.environ.get("EMULATION_PROVIDER"):
        yield fault(f"Không có tệp {path} mà EMULATION_PROVIDER chỉ tới.", _HOW)
