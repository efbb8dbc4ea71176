"""What the page *Tài khoản* does with accounts. Whoever asks is looked up anew; a refusal is a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import streamlit as st

from emulation.access import Action, Role, Viewer, may, sees_calendar
from emulation.accounts import Account, Accounts, Refused
from emulation.ui.parts import sharing, viewer

_DONE, _NEW = "accounts-done", "accounts-done-new"
NOTED = "accounts-noted"
"""The key of the button under a first password."""
_NOT_ALLOWED = "Chỉ Thường trực quản lý được tài khoản."
_STILL_KNOWN = (
    ". Người ấy có thể còn giữ địa chỉ lịch thời hạn: nếu cần, đổi địa chỉ ở Đưa thời hạn vào điện thoại"
)
_SIGNED_OUT = "Phiên đăng nhập đã hết. Hãy đăng nhập lại ở một thẻ khác rồi bấm lần nữa."
OWN = "Đây là tài khoản đang đăng nhập: đổi mật khẩu, đăng xuất ở tên mình trên góc phải; vai trò thì Thường trực khác đổi."


@dataclass(frozen=True)
class Done:
    """What was done, for the top of the page. `account`, `first`: a first password, and whose it is."""

    sentence: str
    account: str = ""
    first: str = field(default="", repr=False)


def listed() -> Sequence[Account]:
    """All accounts, those who manage them first. Raises Refused."""
    _manager()
    order = list(Role)
    return sorted(sharing.accounts().list(), key=lambda account: (order.index(account.role), account.account))


def add(account: str, name: str, role: Role, units: Sequence[str], email: str) -> str:
    """Add an account. Returns why it was refused; empty if it was not."""

    def act(accounts: Accounts) -> Done:
        first = accounts.add(account, name, role, units, email)
        return Done(f"Đã thêm tài khoản {account}", account, first)

    return _attempt(act)


def set_role(account: Account, role: Role, units: Sequence[str]) -> str:
    def act(accounts: Accounts) -> Done:
        accounts.set_role(account.account, role, units)
        return Done(f"Đã đổi vai trò của {account.name}: {role}")

    return _attempt(act, account)


def set_email(account: Account, email: str) -> str:
    def act(accounts: Accounts) -> Done:
        accounts.set_email(account.account, email)
        return Done(f"Đã lưu thư điện tử của {account.name}")

    return _attempt(act, account)


def set_password(account: Account) -> str:
    def act(accounts: Accounts) -> Done:
        first = accounts.set_password(account.account)
        return Done(f"Đã cấp mật khẩu đầu mới cho {account.name}", account.account, first)

    return _attempt(act, account)


def sign_out(account: Account) -> str:
    def act(accounts: Accounts) -> Done:
        accounts.sign_out_everywhere(account.account)
        return Done(f"{account.name} đã được đăng xuất khỏi mọi nơi")

    return _attempt(act, account)


def disable(account: Account) -> str:
    def act(accounts: Accounts) -> Done:
        accounts.disable(account.account)
        locked = f"Đã khoá tài khoản {account.account}; mọi phiên đăng nhập của tài khoản đã kết thúc"
        return Done(locked + (_STILL_KNOWN if _knows_a_calendar(account) else ""))

    return _attempt(act, account)


def enable(account: Account) -> str:
    def act(accounts: Accounts) -> Done:
        accounts.enable(account.account)
        return Done(f"Đã mở lại tài khoản {account.account}")

    return _attempt(act, account)


def _knows_a_calendar(account: Account) -> bool:
    """Whether whoever had the account could see the secret address of a calendar: that is a unit's, and holds on."""
    who = Viewer(account.role, units=account.units)
    return any(sees_calendar(who, unit) for unit in sharing.addresses().units())


def is_own(account: Account) -> bool:
    """Whether it is the account of whoever looks: nobody shuts himself out by a slip."""
    return account.account == viewer.viewer().account


def done() -> Done | None:
    """What was done last. A first password is shown while the page stays open, not to whoever comes back to it later."""
    found: Done | None = st.session_state.get(_DONE)
    is_new = st.session_state.pop(_NEW, False)
    # The framework forgets the button as soon as another page was drawn.
    if found and found.first and not is_new and NOTED not in st.session_state:
        forget()
        return None
    return found


def forget() -> None:
    st.session_state.pop(_DONE, None)


def _manager() -> Viewer:
    """Who looks now. Raises Refused if he does not manage accounts any more."""
    try:
        found = viewer.identify()
    except viewer.SignedOut:
        raise Refused(_SIGNED_OUT) from None
    if not found.account or not may(found, Action.ACCOUNTS):
        raise Refused(_NOT_ALLOWED)
    return found


def _attempt(act: Callable[[Accounts], Done], on: Account | None = None) -> str:
    try:
        if _manager().account == (on and on.account):
            return OWN
        st.session_state[_DONE] = act(sharing.accounts())
        st.session_state[_NEW] = True
    except Refused as refusal:
        return str(refusal)
    return ""
