"""What *Tài khoản* says, and the columns of its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd

from emulation import words
from emulation.accounts import Account
from emulation.accounts.account import state
from emulation.scope import VIETNAM
from emulation.ui.parts import tables

COLUMNS = {
    "name": "Họ tên, chức danh",
    "account": tables.TableColumn("Tên đăng nhập", hide_on_phone=True),
    "role": "Vai trò",
    "units": tables.TableColumn("Đơn vị", hide_on_phone=True),
    "state": tables.TableColumn("Tình trạng", width="12rem"),
    "signed_in_on": tables.TableColumn("Đăng nhập gần nhất", "date", width="11rem", hide_on_phone=True),
}


def standing(accounts: Sequence[Account]) -> str:
    """How many accounts there are, and what is to be looked at."""
    usable = [account for account in accounts if not account.disabled]
    said = f"{words.number(len(usable))} tài khoản dùng được"
    if first := sum(account.must_change for account in usable):
        said += f", trong đó {words.number(first)} chưa đổi mật khẩu đầu"
    if locked := len(accounts) - len(usable):
        said += f"; {words.number(locked)} đã khoá"
    return f"{said}."


def listed(accounts: Sequence[Account], units: Mapping[str, str]) -> pd.DataFrame:
    """The accounts as rows. `units`: id → name."""
    rows = [
        (
            account.name,
            account.account,
            str(account.role),
            in_words(account.units, units),
            state(account),
            account.signed_in_at and moment(account.signed_in_at),
        )
        for account in accounts
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def facts(account: Account) -> list[tuple[str, str]]:
    """Labels and values of an account for its window, without its role and units."""
    found = [
        ("Tên đăng nhập", account.account),
        ("Thư điện tử", account.email),
        ("Tình trạng", state(account)),
        ("Đăng nhập gần nhất", words.moment(moment(account.signed_in_at)) if account.signed_in_at else ""),
        ("Đang đăng nhập ở", f"{words.number(account.sessions)} nơi" if account.sessions else ""),
    ]
    return [(label, value) for label, value in found if value]


def in_words(ids: Sequence[str], units: Mapping[str, str]) -> str:
    """The units by name; those that the data do not have any more by id."""
    return ", ".join(units.get(each, f"{each} (không còn trong dữ liệu)") for each in ids)


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, VIETNAM)
