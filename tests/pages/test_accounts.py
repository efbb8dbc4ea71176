"""*Tài khoản*: the standing body manages who signs in; nobody else does, and without accounts there is no such page."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from emulation.access import HERE, PUBLIC, Role, Viewer
from emulation.accounts import Accounts
from emulation.ui.frame import menu
from emulation.ui.office.accounts import acts
from emulation.ui.parts import sharing, viewer
from tests.accounts.kept import HOME, PASSWORD, refused, with_two
from tests.folders import write_folder
from tests.pages.screens import run_screen, text_of

LAN = Viewer(Role.STANDING, "thuongtruc", "Nguyễn Thị Lan")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", {"units": "unit_id,name\nT01,Thôn 1\nT02,Thôn 2\n"})


@pytest.fixture
def accounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Accounts:
    kept = with_two(tmp_path)
    monkeypatch.setattr(sharing, "accounts", lambda: kept)
    monkeypatch.setattr(viewer, "identify", lambda: LAN)
    return kept


@pytest.fixture
def page(accounts: Accounts, folder: Path, monkeypatch: pytest.MonkeyPatch):
    """Opens the page, with the parameters of an address."""
    return lambda **address: run_screen(
        "office/accounts", folder, monkeypatch, **{name.replace("_", "-"): it for name, it in address.items()}
    )


def pressed(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception, app.exception
    return app


def of(accounts: Accounts, name: str):
    return next(account for account in accounts.list() if account.account == name)


def paths(who: Viewer) -> set[str]:
    return {page.url_path for pages in menu.of(who).values() for page in pages}


@pytest.mark.parametrize("who", [HERE, PUBLIC, *(Viewer(role, "x", "X") for role in Role)], ids=str)
def test_the_page_is_there_for_the_standing_body_where_there_are_accounts(who: Viewer, monkeypatch):
    monkeypatch.setattr(menu.st, "Page", lambda *_, url_path, **__: type("", (), {"url_path": url_path}))
    assert ("accounts" in paths(who)) == (who.role is Role.STANDING and who.account != "")


def test_accounts_are_listed_with_how_they_stand(page, accounts: Accounts, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        "emulation.ui.parts.tables.table", lambda rows, *_, **how: drawn.append(rows.to_dict("records"))
    )
    accounts.add("thon", "Thôn 1, 9", Role.UNIT, ("T01", "T09"))
    accounts.disable("chutich")
    assert "2 tài khoản dùng được, trong đó 1 chưa đổi mật khẩu đầu; 1 đã khoá." in text_of(page())
    assert [(row["account"], row["units"], row["state"]) for row in drawn[-1]] == [
        ("thuongtruc", "", "Đang dùng"),
        ("chutich", "", "Đã khoá"),
        ("thon", "Thôn 1, T09 (không còn trong dữ liệu)", "Chưa đăng nhập"),
    ]


def test_a_new_account_s_first_password_is_shown_until_it_is_noted_or_the_page_left(page, accounts: Accounts):
    app = page(new_account="1")
    app.text_input(key="new-name").set_value("Lê Văn <b>Mới").run()
    app.segmented_control(key="new-role").set_value(Role.COUNCIL).run()
    pressed(app, "new-save")
    first = app.session_state["accounts-done"].first
    assert accounts.sign_in("le-van-b-moi", first, HOME).must_change
    assert first in text_of(app)
    assert "new-account" not in app.query_params
    app.run()
    assert first in text_of(app)
    app.switch_page("pages/office/data.py").run()
    app.switch_page("pages/office/accounts.py").run()
    assert first not in text_of(app)
    assert "accounts-done" not in app.session_state


def test_a_first_password_that_is_noted_is_gone(page):
    app = pressed(page(account="chutich"), "account-password")
    first = app.session_state["accounts-done"].first
    assert first in text_of(app)
    assert first not in text_of(pressed(app, "accounts-noted"))


def test_an_account_that_cannot_be_is_refused_and_nothing_typed_is_lost(page, accounts: Accounts):
    app = page(new_account="1")
    app.text_input(key="new-name").set_value("Trần Văn Bình").run()
    app.text_input(key="new-account").set_value("binh").run()
    assert "cần ít nhất một đơn vị" in text_of(pressed(app, "new-save"))
    app.segmented_control(key="new-role").set_value(Role.GUEST).run()
    assert "“chutich” đã mang tên này" in text_of(pressed(app, "new-save"))
    assert [app.text_input(key=f"new-{name}").value for name in ("name", "account")] == [
        "Trần Văn Bình",
        "binh",
    ]
    assert len(accounts.list()) == 2


def test_a_new_first_password_and_sign_out_end_the_sessions(page, accounts: Accounts):
    for key in ("account-sign-out", "account-password"):
        token = accounts.sign_in("chutich", PASSWORD, HOME).token
        pressed(page(account="chutich"), key)
        assert accounts.session(token) is None
    assert refused(accounts, "chutich", PASSWORD)


def test_an_account_is_locked_and_opened_again(page, accounts: Accounts):
    app = pressed(page(account="chutich"), "account-disable")
    assert of(accounts, "chutich").disabled
    assert "Đã khoá tài khoản chutich; mọi phiên đăng nhập của tài khoản đã kết thúc." in text_of(app)
    pressed(page(account="chutich"), "account-enable")
    assert not of(accounts, "chutich").disabled


def test_who_locks_an_account_is_told_that_its_holder_may_know_the_address_of_a_calendar(
    accounts: Accounts, monkeypatch
):
    told: dict[str, acts.Done] = {}
    monkeypatch.setattr(acts.st, "session_state", told)
    accounts.add("thon", "Thôn", Role.UNIT, ("T01",))
    accounts.add("hoidong", "Hội đồng", Role.COUNCIL)
    sharing.addresses().renew("T02")
    knew = {}
    for name, made in (("thon", "T02"), ("hoidong", "T01"), ("chutich", "T01"), ("thon", "T01")):
        sharing.addresses().renew(made)
        assert acts.disable(of(accounts, name)) == ""
        knew[name, made] = "địa chỉ lịch" in told[acts._DONE].sentence
    assert knew == {
        ("thon", "T02"): False,
        ("hoidong", "T01"): False,
        ("chutich", "T01"): True,
        ("thon", "T01"): True,
    }


def test_the_address_that_leads_here_from_the_province_is_changed(page, accounts: Accounts):
    accounts.add("an", "An", Role.COUNCIL, email="an@xa.gov.vn")
    app = page(account="chutich")
    app.text_input(key="account-chutich-email").set_value("an@xa.gov.vn").run()
    assert "đã thuộc tài khoản “an”" in text_of(pressed(app, "account-email-save"))
    app.text_input(key="account-chutich-email").set_value("Binh@xa.gov.vn").run()
    assert "Đã lưu thư điện tử của Trần Văn Bình" in text_of(pressed(app, "account-email-save"))
    assert of(accounts, "chutich").email == "binh@xa.gov.vn"


def test_role_and_units_are_changed(page, accounts: Accounts):
    app = page(account="chutich")
    assert app.button(key="account-save").disabled
    app.segmented_control(key="account-chutich-role").set_value(Role.UNIT).run()
    assert "cần ít nhất một đơn vị" in text_of(pressed(app, "account-save"))
    app.session_state["account-chutich-units"] = {"chosen": ["T02"]}
    pressed(app, "account-save")
    found = of(accounts, "chutich")
    assert (found.role, found.units) == (Role.UNIT, ("T02",))


def test_a_unit_that_is_gone_is_kept_until_it_is_taken_away(page, accounts: Accounts):
    accounts.add("thon", "Thôn", Role.UNIT, ("T01", "T09"))
    app = page(account="thon")
    assert app.button(key="account-save").disabled
    app.session_state["account-thon-units"] = {"chosen": ["T09", "T02", "T77"]}
    app.run()
    pressed(app, "account-save")
    assert set(of(accounts, "thon").units) == {"T02", "T09"}


def test_nobody_shuts_himself_out(page, accounts: Accounts, monkeypatch):
    accounts.add("hai", "Hai", Role.STANDING)
    app = page(account="thuongtruc")
    assert "vai trò thì Thường trực khác đổi" in text_of(app)
    assert not [button.key for button in app.button if str(button.key).startswith("account-")]
    me = of(accounts, "thuongtruc")
    for act in (
        acts.disable,
        acts.set_password,
        acts.sign_out,
        lambda one: acts.set_role(one, Role.GUEST, ()),
    ):
        assert act(me) == acts.OWN
    assert of(accounts, "thuongtruc") == me


class Ended(viewer.SignedOut):
    pass


def ended() -> Viewer:
    raise Ended


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (ended, "Hãy đăng nhập lại"),
        (lambda: Viewer(Role.CHAIRMAN, "thuongtruc", "Nguyễn Thị Lan"), "Chỉ Thường trực"),
        (lambda: HERE, "Chỉ Thường trực"),
    ],
    ids=["signed out", "another role", "no accounts"],
)
def test_who_manages_accounts_is_looked_up_anew_at_each_act(accounts: Accounts, monkeypatch, now, said):
    before, chairman = accounts.list(), of(accounts, "chutich")
    monkeypatch.setattr(viewer, "identify", now)
    for refusal in (
        acts.add("moi", "Mới", Role.GUEST, (), ""),
        acts.set_role(chairman, Role.STANDING, ()),
        acts.set_password(chairman),
        acts.sign_out(chairman),
        acts.disable(chairman),
        acts.enable(chairman),
    ):
        assert said in refusal
    with pytest.raises(acts.Refused, match=said):
        acts.listed()
    assert accounts.list() == before


def test_an_unknown_account_in_the_address_is_said(page):
    assert "Không có tài khoản “<script>”" in text_of(page(account="<script>"))


def test_a_file_that_cannot_be_read_is_said(page, accounts: Accounts):
    accounts.close()
    accounts.path.write_bytes(b"garbage" * 1000)
    text = text_of(page())
    assert "bị hỏng hoặc không phải tệp tài khoản" in text
    assert "Thêm tài khoản" not in text
