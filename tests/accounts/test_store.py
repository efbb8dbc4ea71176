"""Accounts and sessions: who is let in, for how long, and what the last of the standing body may not lose."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from emulation.access import Role, Viewer
from emulation.accounts import ABSOLUTE, IDLE, Accounts, NotSignedIn, Refused
from tests.accounts.kept import HOME, PASSWORD, Clock, cheap, refused, with_two


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Accounts:
    return with_two(tmp_path, clock)


def test_there_is_no_account_before_the_first(tmp_path: Path):
    accounts = cheap(tmp_path / "none.sqlite")
    assert (accounts.any(), list(accounts.list())) == (False, [])
    assert not (tmp_path / "none.sqlite").exists()


def test_a_first_password_is_random_and_must_be_changed(tmp_path: Path):
    accounts = cheap(tmp_path / "new.sqlite")
    first = accounts.add("thon3", "Thôn 3", Role.UNIT, ("T03", "T03"))
    assert first != accounts.add("thon4", "Thôn 4", Role.UNIT, ("T04",))
    assert accounts.any()
    signed_in = accounts.sign_in(" Thon3 ", first, HOME)
    assert signed_in.viewer == Viewer(Role.UNIT, "thon3", "Thôn 3", ("T03",))
    assert signed_in.must_change
    session = accounts.session(signed_in.token)
    assert session
    assert (session.viewer, session.must_change) == (signed_in.viewer, True)
    accounts.change_password(signed_in.token, first, PASSWORD)
    session = accounts.session(signed_in.token)
    assert session
    assert not session.must_change
    assert not accounts.sign_in("thon3", PASSWORD, HOME).must_change
    assert refused(accounts, "thon3", first)


def test_one_sentence_for_unknown_disabled_and_wrong(accounts: Accounts):
    accounts.disable("chutich")
    said = {
        refused(accounts, "thuongtruc", "sai mật khẩu").sentence,
        refused(accounts, "chutich", PASSWORD).sentence,
        refused(accounts, "khong-co", PASSWORD).sentence,
        refused(accounts, "", "").sentence,
        refused(accounts, "x' or '1'='1", PASSWORD).sentence,
    }
    assert said == {"Tên đăng nhập hoặc mật khẩu không đúng."}


def test_an_idle_session_ends_and_one_in_use_goes_on(accounts: Accounts, clock: Clock):
    idle, used = (accounts.sign_in("chutich", PASSWORD, HOME).token for _ in range(2))
    for _ in range(4):
        clock.wait(IDLE / 4 + 1)
        assert accounts.session(used)
    assert accounts.session(idle) is None


def test_a_session_in_use_ends_after_a_week(accounts: Accounts, clock: Clock):
    token = accounts.sign_in("chutich", PASSWORD, HOME).token
    began = clock.now
    while clock.now - began < ABSOLUTE - IDLE:
        clock.wait(IDLE - 1)
        assert accounts.session(token)
    clock.now = began + ABSOLUTE + 1
    assert accounts.session(token) is None
    accounts.sign_in("chutich", PASSWORD, HOME)
    assert [account.sessions for account in accounts.list()] == [1, 0]


def test_a_clock_that_is_put_back_ends_no_session(accounts: Accounts, clock: Clock):
    token = accounts.sign_in("chutich", PASSWORD, HOME).token
    clock.wait(-2 * ABSOLUTE)
    assert accounts.session(token)
    clock.wait(IDLE - 1)
    assert accounts.session(token)
    clock.wait(IDLE + 1)
    assert accounts.session(token) is None


def test_a_session_that_began_by_a_clock_that_was_wrong_ends_a_week_after_that_was_mended(
    accounts: Accounts, clock: Clock
):
    right = clock.now
    clock.wait(10 * 365 * 86400)
    used, idle, unseen = (accounts.sign_in("chutich", PASSWORD, HOME).token for _ in range(3))
    clock.now = right
    assert accounts.session(idle, used=False)
    accounts.sign_in("thuongtruc", PASSWORD, HOME)
    while clock.now - right <= ABSOLUTE:
        assert accounts.session(used)
        clock.wait(IDLE / 2)
    assert all(accounts.session(each, used=False) is None for each in (used, idle, unseen))


def test_no_session_for_a_token_that_was_not_given(accounts: Accounts):
    assert accounts.session("") is None
    assert accounts.session("x" * 5000) is None
    accounts.sign_out("never given")


def test_signing_out_ends_this_session_only(accounts: Accounts):
    here, there = (accounts.sign_in("chutich", PASSWORD, HOME).token for _ in range(2))
    accounts.sign_out(here)
    assert accounts.session(here) is None
    assert accounts.session(there)


def test_signing_out_everywhere_ends_all_sessions_of_the_account(accounts: Accounts):
    tokens = [accounts.sign_in("chutich", PASSWORD, HOME).token for _ in range(3)]
    other = accounts.sign_in("thuongtruc", PASSWORD, HOME).token
    accounts.sign_out_everywhere("ChuTich")
    assert [accounts.session(token) for token in tokens] == [None] * 3
    assert accounts.session(other)


def test_a_disabled_accounts_sessions_end_at_once_and_do_not_come_back(accounts: Accounts):
    token = accounts.sign_in("chutich", PASSWORD, HOME).token
    accounts.disable("chutich")
    assert accounts.session(token) is None
    accounts.enable("chutich")
    assert accounts.session(token) is None
    assert accounts.sign_in("chutich", PASSWORD, HOME)


def test_a_new_role_holds_in_open_sessions(accounts: Accounts):
    token = accounts.sign_in("chutich", PASSWORD, HOME).token
    accounts.set_role("chutich", Role.UNIT, ["T01", "T02"])
    session = accounts.session(token)
    assert session
    assert (session.viewer.role, session.viewer.units) == (Role.UNIT, ("T01", "T02"))


def test_changing_the_password_ends_the_other_sessions(accounts: Accounts):
    here, there = (accounts.sign_in("chutich", PASSWORD, HOME).token for _ in range(2))
    accounts.change_password(here, PASSWORD, "mười con trâu")
    assert accounts.session(here)
    assert accounts.session(there) is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("không phải", "mười con trâu", "Mật khẩu hiện nay không đúng."),
        (PASSWORD, "ngắn", "từ 10 ký tự"),
        (PASSWORD, "a" * 201, "dài nhất 200"),
        (PASSWORD, "1212121212", "quá dễ đoán"),
        (PASSWORD, "xin chào ChuTich!", "quá dễ đoán"),
        (PASSWORD, PASSWORD, "phải khác"),
    ],
)
def test_a_password_that_cannot_be_is_refused_and_the_old_one_holds(accounts, old, new, said):
    token = accounts.sign_in("chutich", PASSWORD, HOME).token
    with pytest.raises(Refused, match=said):
        accounts.change_password(token, old, new)
    assert accounts.sign_in("chutich", PASSWORD, HOME)


def test_only_a_session_changes_its_password(accounts: Accounts):
    with pytest.raises(NotSignedIn, match="Hãy đăng nhập lại"):
        accounts.change_password("never given", PASSWORD, "mười con trâu")


def test_a_password_is_the_same_however_a_keyboard_composes_it(accounts: Accounts):
    assert accounts.sign_in("chutich", "chi\u0301n con tra\u0302u", HOME)


def test_a_new_first_password_ends_the_sessions_and_must_be_changed(accounts: Accounts):
    token = accounts.sign_in("chutich", PASSWORD, HOME).token
    first = accounts.set_password("chutich")
    assert accounts.session(token) is None
    assert refused(accounts, "chutich", PASSWORD)
    assert accounts.sign_in("chutich", first, HOME).must_change


def test_the_last_account_of_the_standing_body_stays_what_it_is(accounts: Accounts):
    for act in (
        lambda: accounts.disable("thuongtruc"),
        lambda: accounts.set_role("thuongtruc", Role.CHAIRMAN),
    ):
        with pytest.raises(Refused, match="Thường trực cuối cùng"):
            act()
    accounts.set_role("thuongtruc", Role.STANDING)
    accounts.disable("chutich")
    accounts.add("thu-hai", "Lê Văn Hai", Role.STANDING)
    accounts.disable("thuongtruc")
    with pytest.raises(Refused, match="Thường trực cuối cùng"):
        accounts.disable("thu-hai")
    assert [(a.account, a.disabled) for a in accounts.list()] == [
        ("chutich", True), ("thu-hai", False), ("thuongtruc", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"account": "Chủ tịch"}, "chữ thường không dấu"),
        ({"account": "x"}, "chữ thường không dấu"),
        ({"account": "CHUTICH"}, "Đã có tài khoản “chutich”"),
        ({"name": " \u200b "}, "Hãy ghi họ tên"),
        ({"name": "x" * 101}, "Hãy ghi họ tên"),
        ({"name": "trần văn  bình"}, "“chutich” đã mang tên này"),
        ({"role": Role.UNIT}, "cần ít nhất một đơn vị"),
        ({"units": ("T01",)}, "không gắn với đơn vị"),
        ({"email": "không phải"}, "thư điện tử chưa đúng"),
        ({"email": "AN@xa.gov.vn"}, "đã thuộc tài khoản “an”"),
        ({"subject": "s-1"}, "đã thuộc tài khoản “an”"),
        ({"password": "ngắn"}, "từ 10 ký tự"),
    ],
)
def test_an_account_that_cannot_be_is_refused(accounts, changes, said):
    accounts.add("an", "An", Role.COUNCIL, email="an@xa.gov.vn", subject="s-1")
    before = accounts.list()
    with pytest.raises(Refused, match=said):
        accounts.add(**{"account": "moi", "name": "Mới", "role": Role.COUNCIL, **changes})
    assert accounts.list() == before


def test_an_unknown_account_is_said_to_who_manages_them(accounts: Accounts):
    for act in (
        lambda: accounts.set_password("ai-do"),
        lambda: accounts.set_role("ai-do", Role.GUEST),
        lambda: accounts.disable("ai-do"),
        lambda: accounts.enable("ai-do"),
        lambda: accounts.sign_out_everywhere("ai-do"),
        lambda: accounts.set_email("ai-do", "an@xa.gov.vn"),
    ):
        with pytest.raises(Refused, match="Không có tài khoản “ai-do”"):
            act()


def test_what_signing_in_gives_is_not_in_its_repr(accounts: Accounts):
    signed_in = accounts.sign_in("chutich", PASSWORD, HOME)
    assert signed_in.token not in repr(signed_in)
    assert signed_in.device not in repr(signed_in)


def test_a_password_hashed_with_older_parameters_is_hashed_anew(tmp_path: Path):
    accounts = with_two(tmp_path)
    better = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    Accounts(accounts.path, clock=Clock(), hasher=better).sign_in("chutich", PASSWORD, HOME)
    with closing(sqlite3.connect(accounts.path)) as connection:
        hashes = dict(connection.execute("select account, password from accounts"))
    assert ("t=2" in hashes["chutich"], "t=2" in hashes["thuongtruc"]) == (True, False)
    assert accounts.sign_in("chutich", PASSWORD, HOME)
