"""Whether the accounts are in order: no first password lies about, and one person's absence locks nobody out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from emulation.doctor.finding import Finding, fault, good, note
from emulation.doctor.place import Place

if TYPE_CHECKING:
    from emulation.accounts import Account

_SHOWN = 5


def look(place: Place) -> Iterator[Finding]:
    """Nothing where there is no file of accounts."""
    if not place.accounts.is_file():
        return
    from emulation.accounts import Accounts, Unusable

    accounts = Accounts(place.accounts)
    try:
        listed = accounts.list()
    except Unusable as error:
        yield fault(
            f"Không đọc được các tài khoản: {error}", "Ai cũng không đăng nhập được cho tới khi tệp đọc được."
        )
        return
    finally:
        accounts.close()
    found = list(_faults(listed))
    yield from found or [good(f"{len(listed)} tài khoản đều ổn.")]


def _faults(listed: Sequence[Account]) -> Iterator[Finding]:
    from emulation.access import Role

    open_ones = [each for each in listed if not each.disabled]
    standing = [each for each in open_ones if each.role is Role.STANDING]
    second = 'Tạo thêm: python -m emulation user add TÊN --name "HỌ TÊN" --role "Thường trực".'
    if not standing:
        yield fault("Không có tài khoản Thường trực nào đang mở: không ai quản lý được.", second)
    elif len(standing) == 1:
        yield note("Chỉ có một tài khoản Thường trực: người ấy vắng thì không ai quản lý được.", second)
    if unchanged := [each for each in open_ones if each.must_change]:
        yield note(
            f"Chưa đổi mật khẩu đầu: {_named(unchanged)}.",
            "Nhắc người dùng đăng nhập và đổi; không còn dùng thì khoá: python -m emulation user disable TÊN.",
        )
    if ghosts := [each for each in listed if each.disabled and each.sessions]:
        yield fault(
            f"Tài khoản đã khoá mà còn phiên đăng nhập: {_named(ghosts)}.",
            "Khoá lại: python -m emulation user disable TÊN; mọi phiên kết thúc ngay.",
        )


def _named(accounts: Sequence[Account]) -> str:
    more = f" và {len(accounts) - _SHOWN} tài khoản khác" if len(accounts) > _SHOWN else ""
    return ", ".join(each.account for each in accounts[:_SHOWN]) + more
