"""What there is of an account and a session, and what may be typed of them."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from emulation.access import Role, Viewer
from emulation.accounts.file import Refused
from emulation.text import seen

_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,63}")
_NAME = 100
"""Most characters of a name: what a form's *Người ghi* takes."""


class NotSignedIn(Refused):
    """Who asked is not let in. `sentence`: for the user, the same whatever was wrong; `wait_seconds`: until another try."""

    def __init__(self, sentence: str, wait_seconds: float = 0.0) -> None:
        wait = f" Thử lại sau {ceil(wait_seconds)} giây." if wait_seconds else ""
        self.sentence, self.wait_seconds = sentence + wait, wait_seconds
        super().__init__(self.sentence)


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the accounts page lists it. Times are seconds since 1970; `signed_in_at`: None if never.

    `account`: the sign-in name; `must_change`: it still has a first password; `sessions`: how many are open.
    """

    account: str
    name: str
    role: Role
    units: tuple[str, ...]
    email: str
    subject: str
    must_change: bool
    disabled: bool
    made_at: float
    signed_in_at: float | None
    sessions: int


@dataclass(frozen=True, slots=True)
class Session:
    """A session that holds. `must_change`: nothing may be seen before the first password is changed."""

    viewer: Viewer
    must_change: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that began. `token` and `device`: the values of the two cookies, known to nobody else."""

    token: str = field(repr=False)
    device: str = field(repr=False)
    must_change: bool
    viewer: Viewer


def state(account: Account) -> str:
    """How an account stands, in a word or two."""
    if account.disabled:
        return "Đã khoá"
    if account.signed_in_at is None:
        return "Chưa đăng nhập"
    return "Chưa đổi mật khẩu đầu" if account.must_change else "Đang dùng"


def viewer_of(row: sqlite3.Row) -> Viewer:
    """Who looks, from a row of the accounts."""
    return Viewer(Role(row["role"]), row["account"], row["name"], tuple(json.loads(row["units"])))


def account_of(row: sqlite3.Row) -> Account:
    """An account from its row, with the number of its `sessions`."""
    return Account(
        row["account"],
        row["name"],
        Role(row["role"]),
        tuple(json.loads(row["units"])),
        row["email"] or "",
        row["subject"] or "",
        bool(row["must_change"]),
        bool(row["disabled"]),
        row["made_at"],
        row["signed_in_at"],
        row["sessions"],
    )


def sign_in_name(typed: str) -> str:
    """A sign-in name as it is kept: it may be typed with capitals."""
    return typed.strip().lower()


def new_sign_in_name(typed: str) -> str:
    """Raises Refused if it cannot be one."""
    account = sign_in_name(typed)
    if not _ACCOUNT.fullmatch(account):
        raise Refused("Tên đăng nhập gồm 2 đến 64 chữ thường không dấu, chữ số và các dấu . _ - + @.")
    return account


def new_name(typed: str) -> str:
    """What the history will call whoever has the account, on one line. Raises Refused if it cannot be a name."""
    name = " ".join(unicodedata.normalize("NFC", seen(typed)).split())
    if not name or len(name) > _NAME or not name.isprintable():
        raise Refused(f"Hãy ghi họ tên hoặc chức danh, không quá {_NAME} ký tự.")
    return name


def email_address(typed: str) -> str:
    """An e-mail address as it is kept; empty if none is typed. Raises Refused if it cannot be one."""
    email = typed.strip().casefold()
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+", email):
        raise Refused("Địa chỉ thư điện tử chưa đúng.")
    return email


def units_of(role: Role, units: Sequence[str]) -> str:
    """The ids of the units as they are kept. Raises Refused if the role has units and none are given, or the opposite."""
    if role is Role.UNIT and not units:
        raise Refused("Vai trò Đơn vị cần ít nhất một đơn vị.")
    if units and role is not Role.UNIT:
        raise Refused(f"Vai trò {role} không gắn với đơn vị; chỉ vai trò Đơn vị mới có.")
    return json.dumps(list(dict.fromkeys(units)), ensure_ascii=False)
