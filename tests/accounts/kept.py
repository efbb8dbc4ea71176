"""Accounts to test with: a clock that is set by hand, and hashes that cost nothing."""

from __future__ import annotations

from pathlib import Path

from argon2 import PasswordHasher

from emulation.access import Role
from emulation.accounts import Accounts, NotSignedIn, SignedIn

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
HOME, ELSEWHERE = "10.0.0.7", "203.0.113.9"
PASSWORD = "chín con trâu"


class Clock:
    """Seconds since 1970, as the test says."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


def cheap(path: Path, clock: Clock | None = None, patience: float = 5.0) -> Accounts:
    """The accounts at a path."""
    return Accounts(path, clock=clock or Clock(), hasher=CHEAP, patience=patience)


def with_two(folder: Path, clock: Clock | None = None) -> Accounts:
    """The standing body (`thuongtruc`) and the chairman (`chutich`), both with PASSWORD, which must not be changed."""
    accounts = cheap(folder / "tai-khoan.sqlite", clock)
    for account, name, role in (
        ("thuongtruc", "Nguyễn Thị Lan", Role.STANDING),
        ("chutich", "Trần Văn Bình", Role.CHAIRMAN),
    ):
        first = accounts.add(account, name, role)
        signed_in = accounts.sign_in(account, first, HOME)
        accounts.change_password(signed_in.token, first, PASSWORD)
        accounts.sign_out(signed_in.token)
    return accounts


def refused(
    accounts: Accounts, account: str, password: str, address: str = HOME, device: str = ""
) -> NotSignedIn:
    """How signing in is refused."""
    try:
        signed_in: SignedIn = accounts.sign_in(account, password, address, device)
    except NotSignedIn as why:
        return why
    raise AssertionError(f"{signed_in} was let in")
