"""The windows of *Tài khoản*: one account, with what can be done about it, and a new one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from emulation.access import Role
from emulation.accounts import Account, Refused
from emulation.text import file_part
from emulation.ui.office.accounts import acts, sentences
from emulation.ui.parts import blocks, names, notices, picker
from emulation.ui.parts.sheet import Sheet, facts

_SEPARATE = "Tài khoản dùng chung thì không biết ai đã ghi: mỗi người một tài khoản."


def _draw_one(account_id: str) -> None:
    try:
        found = {account.account: account for account in acts.listed()}.get(account_id)
    except Refused as refusal:
        notices.refusal(str(refusal))
        return
    if found is None:
        notices.nothing(
            f"Không có tài khoản “{account_id}”.",
            "Tên trên thanh địa chỉ không có trong danh sách.",
            "Hãy đóng cửa sổ này và chọn một tài khoản trong bảng.",
        )
        return
    own = acts.is_own(found)
    facts(found.name, None, sentences.facts(found), acts.OWN if own else "")
    if own:
        return
    with st.container(key="account-fields"):
        _role_form(found)
        _ways(found)
        _email_form(found)


def _role_form(account: Account) -> None:
    role, units = _role_and_units(f"account-{account.account}", account.role, account.units)
    same = (role, set(units)) == (account.role, set(account.units))
    if st.button("Lưu vai trò", type="primary", disabled=same, key="account-save"):
        _after(acts.set_role(account, role, units))


def _ways(account: Account) -> None:
    blocks.section("Đăng nhập")
    with st.container(horizontal=True):
        if st.button("Cấp mật khẩu đầu mới", help=_NEW_PASSWORD, key="account-password"):
            _after(acts.set_password(account))
        if st.button("Đăng xuất khỏi mọi nơi", disabled=not account.sessions, key="account-sign-out"):
            _after(acts.sign_out(account))
        if account.disabled:
            if st.button("Mở lại tài khoản", key="account-enable"):
                _after(acts.enable(account))
        elif st.button("Khoá tài khoản", help=_LOCK, key="account-disable"):
            _after(acts.disable(account))


def _email_form(account: Account) -> None:
    typed = st.text_input(_EMAIL, account.email, key=f"account-{account.account}-email", autocomplete="off")
    # Saving the same once more has a meaning too: the next who comes with this address is recognised anew.
    if st.button("Lưu thư điện tử", help=_NEW_EMAIL, key="account-email-save"):
        _after(acts.set_email(account, typed or ""))


_EMAIL = "Thư điện tử (nếu đăng nhập bằng tài khoản của tỉnh)"
_NEW_EMAIL = "Mọi phiên đăng nhập kết thúc. Lần tới đăng nhập bằng tài khoản của tỉnh, người dùng được nhận ra theo thư này."
_NEW_PASSWORD = (
    "Mật khẩu hiện nay hết hiệu lực, mọi phiên đăng nhập kết thúc; người dùng phải đổi mật khẩu mới khi vào."
)
_LOCK = "Không đăng nhập được nữa, phiên đang mở kết thúc ngay. Lịch sử vẫn giữ tên; mở lại được lúc nào cũng được."


def _draw_new(_: str) -> None:
    with st.container(key="account-fields"):
        name = (
            st.text_input("Họ tên, chức danh (như sẽ ghi trong lịch sử)", key="new-name", max_chars=100) or ""
        )
        offered = file_part(name)
        account = st.text_input(
            "Tên đăng nhập (chữ thường không dấu, số; để trống thì lấy theo họ tên)",
            key="new-account",
            placeholder=offered,
            max_chars=64,
            autocomplete="off",
        )
        role, units = _role_and_units("new", Role.UNIT, ())
        email = st.text_input(_EMAIL, key="new-email", autocomplete="off")
    blocks.note(_SEPARATE)
    if st.button("Thêm tài khoản", type="primary", key="new-save"):
        _after(acts.add(account or offered, name, role, units, email or ""))


def _role_and_units(key: str, begins: Role, units: Sequence[str]) -> tuple[Role, Sequence[str]]:
    """The fields of a role, and of its units where it has some."""
    role = st.segmented_control("Vai trò", list(Role), default=begins, required=True, key=f"{key}-role")
    if role is not Role.UNIT:
        return role or begins, ()
    # A unit that the data do not have any more is offered too: else saving would drop it unasked.
    known = names.units()
    offered = names.unit_options(known)
    offered += [picker.Option(each, each) for each in units if each not in known]
    return role, picker.pick_many("Đơn vị", offered, key=f"{key}-units", chosen=units)


def _after(refusal: str) -> None:
    """Show why nothing was done; else close the window, and the page says what was."""
    if refusal:
        notices.refusal(refusal)
        return
    for sheet in (ONE, NEW):
        st.query_params.pop(sheet.parameter, None)
    st.rerun()


ONE = Sheet("account", "Tài khoản", _draw_one, "medium")
NEW = Sheet("new-account", "Thêm tài khoản", _draw_new, "medium")
