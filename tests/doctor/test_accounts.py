"""What the doctor finds of the accounts."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from emulation.access import Role
from emulation.accounts import Accounts, default_path
from emulation.doctor import Grade, Place, accounts
from emulation.intake import default_folder
from tests.doctor.places import bad, only, place

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def at(tmp_path: Path) -> Place:
    """A folder with two accounts of the standing body, both with passwords of their own."""
    found = place(tmp_path)
    kept = opened(found)
    for name in ("lan", "minh"):
        kept.sign_in(name, kept.add(name, name.title(), Role.STANDING), "10.0.0.1")
    with sqlite3.connect(found.accounts) as connection:
        connection.execute("update accounts set must_change = 0")
    return found


def opened(found: Place) -> Accounts:
    return Accounts(found.accounts, hasher=QUICK)


def test_it_looks_where_the_server_keeps_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("EMULATION_ACCOUNTS", "EMULATION_DATA"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
        assert Place(default_folder()).accounts == default_path()
        monkeypatch.delenv(variable)


def test_without_accounts_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert list(accounts.look(place(tmp_path))) == []


def test_two_with_passwords_of_their_own_are_well(at: Place) -> None:
    assert not bad(accounts.look(at))


def test_a_first_password_that_was_never_changed_is_a_note(at: Place) -> None:
    opened(at).add("hoa", "Hoa", Role.COUNCIL)
    found = only(accounts.look(at))
    assert found.grade is Grade.NOTE
    assert "hoa" in found.what
    opened(at).disable("hoa")
    assert not bad(accounts.look(at))


def test_one_standing_account_is_a_note(at: Place) -> None:
    opened(at).disable("minh")
    assert "Chỉ có một" in only(accounts.look(at)).what


def test_no_standing_account_is_a_fault(at: Place) -> None:
    with sqlite3.connect(at.accounts) as connection:
        connection.execute("update accounts set disabled = 1")
        connection.execute("delete from sessions")
    assert only(accounts.look(at)).grade is Grade.FAULT


def test_a_disabled_account_with_a_session_is_a_fault(at: Place) -> None:
    opened(at).add("hoa", "Hoa", Role.STANDING)
    with sqlite3.connect(at.accounts) as connection:
        connection.execute("update accounts set must_change = 0, disabled = (account = 'minh')")
    found = only(accounts.look(at))
    assert (found.grade, "minh" in found.what) == (Grade.FAULT, True)


def test_a_file_that_is_no_file_of_accounts_is_a_fault(tmp_path: Path) -> None:
    found = place(tmp_path)
    found.accounts.write_bytes(b"not SQLite" * 100)
    found.accounts.chmod(0o600)
    assert "Không đọc được các tài khoản" in only(accounts.look(found)).what
