"""Waits after wrong passwords: who guesses waits longer and longer; whom the account knows is never shut out."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from emulation.accounts import Accounts, NotSignedIn, store, waits
from emulation.accounts.waits import FORGET, GROWTH, LONGEST, Key, Waits
from tests.accounts.kept import CHEAP, ELSEWHERE, HOME, PASSWORD, Clock, cheap, refused, with_two

ACCOUNT, ADDRESS, DEVICE = (Key(kind, "x") for kind in ("account", "address", "device"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Accounts:
    return with_two(tmp_path, clock)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A file of accounts, and a device of the chairman and one of the standing body."""
    accounts = with_two(tmp_path_factory.mktemp("known"))
    chairmans, others = (accounts.sign_in(name, PASSWORD, HOME).device for name in ("chutich", "thuongtruc"))
    return accounts.path, chairmans, others


attempts = st.lists(
    st.tuples(
        st.sampled_from(["chutich", "thuongtruc", "khong-co"]),
        st.sampled_from([HOME, ELSEWHERE, "2001:db8::1", "unknown"]),
        st.sampled_from(["", "guessed", "a device of another account"]),
        st.sampled_from([0.0, 0.5, 3.0, 61.0]),
    ),
    max_size=40,
)


@given(attempts)
def test_whoever_guesses_never_shuts_out_a_known_device(known: tuple[Path, str, str], guesses):
    path, device, others = known
    clock = Clock()
    accounts = cheap(path, clock)
    try:
        for account, address, its, wait in guesses:
            clock.wait(wait)
            # With the other account's device one is known to that account only.
            refused(accounts, account, "đoán mò", address, others if its.startswith("a device") else its)
        assert accounts.sign_in("chutich", PASSWORD, HOME, device).device == device
    finally:
        accounts.close()


@pytest.mark.parametrize("key", [ACCOUNT, ADDRESS, DEVICE], ids=lambda key: key.kind)
def test_waits_begin_late_grow_and_are_capped(key: Key):
    clock = Clock()
    kept, told = Waits(clock), []
    for _ in range(40):
        kept.count([key])
        told.append(kept.left([key]))
        clock.wait(told[-1])
        assert kept.left([key]) == 0
    free, most = GROWTH[key.kind].free, GROWTH[key.kind].most
    assert told[: free - 1] == [0] * (free - 1)
    assert told[free - 1] == 1
    assert told == sorted(told)
    assert told[-1] == most <= LONGEST == 60


@given(st.lists(st.tuples(st.booleans(), st.floats(-1e6, 1e6)), max_size=50), st.sampled_from(list(GROWTH)))
def test_nobody_waits_longer_than_a_minute_whatever_the_clock_does(steps, kind):
    clock = Clock()
    kept, key = Waits(clock), Key(kind, "x")
    for wrong, step in steps:
        if wrong:
            kept.count([key])
        clock.wait(step)
        left = kept.left([key])
        assert 0 <= left <= LONGEST
        clock.wait(left)
        assert kept.left([key]) == 0
    clock.wait(FORGET + LONGEST)
    kept.count([key])
    assert kept.left([key]) == 0


def test_an_attempt_that_has_to_wait_is_not_counted(accounts: Accounts, clock: Clock):
    for _ in range(GROWTH["account"].free):
        wait = refused(accounts, "chutich", "đoán mò").wait_seconds
    for _ in range(100):
        early = refused(accounts, "chutich", PASSWORD)
        assert (early.sentence, early.wait_seconds) == ("Đã sai nhiều lần. Thử lại sau 1 giây.", wait)
    clock.wait(wait)
    assert accounts.sign_in("chutich", PASSWORD, HOME)


def test_unknown_accounts_wait_as_others_do(accounts: Accounts):
    told = [
        [refused(accounts, account, "đoán mò", address).sentence for _ in range(8)]
        for account, address in (("chutich", "10.0.0.1"), ("khong-co", "10.0.0.2"))
    ]
    assert told[0] == told[1]


def test_addresses_are_apart(accounts: Accounts, clock: Clock):
    for number in range(30):
        clock.wait(LONGEST)
        refused(accounts, f"khong-co-{number}", "đoán mò", ELSEWHERE)
    assert refused(accounts, "chutich", PASSWORD, ELSEWHERE).wait_seconds == LONGEST
    assert accounts.sign_in("chutich", PASSWORD, HOME)


def test_whoever_guesses_from_one_address_leaves_the_account_open_most_of_the_time():
    clock = Clock()
    kept = Waits(clock)
    guesser, owner = [ACCOUNT, waits.address(ELSEWHERE)], [ACCOUNT, waits.address(HOME)]
    shut, guessed = 0, 0
    for _ in range(3600):
        if not kept.left(guesser):
            kept.count(guesser)
            guessed += 1
        shut += kept.left(owner) > 0
        clock.wait(1)
    assert guessed < 80
    assert shut < 3600 / 5


def test_a_known_device_waits_for_its_own_wrong_passwords(accounts: Accounts, clock: Clock):
    device = accounts.sign_in("chutich", PASSWORD, HOME).device
    for _ in range(GROWTH["device"].free):
        wait = refused(accounts, "chutich", "đoán mò", device=device).wait_seconds
    assert wait == 1
    assert accounts.sign_in("chutich", PASSWORD, HOME)  # another one
    clock.wait(1)
    accounts.sign_in("chutich", PASSWORD, HOME, device)
    assert refused(accounts, "chutich", "đoán mò", device=device).wait_seconds == 0


def test_a_device_is_known_to_the_accounts_that_signed_in_from_it(accounts: Accounts):
    device = accounts.sign_in("chutich", PASSWORD, HOME).device
    assert accounts.sign_in("chutich", PASSWORD, HOME, device).device == device
    assert accounts.sign_in("thuongtruc", PASSWORD, HOME, device).device == device
    assert accounts.sign_in("chutich", PASSWORD, HOME, "chosen by another").device != "chosen by another"


def test_of_an_account_the_devices_used_last_are_known(accounts: Accounts, clock: Clock, monkeypatch):
    monkeypatch.setattr("emulation.accounts.sessions.DEVICES", 2)
    devices = []
    for _ in range(3):
        clock.wait(1)
        devices.append(accounts.sign_in("chutich", PASSWORD, HOME).device)
    assert [accounts._knows(device, "chutich") for device in devices] == [False, True, True]


def test_changing_a_password_waits_for_a_wrong_old_one(accounts: Accounts):
    token = accounts.sign_in("chutich", PASSWORD, HOME).token
    waited = []
    for _ in range(GROWTH["device"].free):
        with pytest.raises(NotSignedIn) as why:
            accounts.change_password(token, "đoán mò", "mười con trâu")
        waited.append(why.value.wait_seconds)
    assert waited[-1] == 1
    with pytest.raises(NotSignedIn, match="Đã sai nhiều lần"):
        accounts.change_password(token, PASSWORD, "mười con trâu")


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(waits, "KEYS", 50)
    clock = Clock()
    kept = Waits(clock)
    for number in range(200):
        kept.count([Key("account", str(number))])
    assert len(kept._wrong) == 50
    clock.wait(FORGET + 1)
    kept.count([ACCOUNT])
    assert len(kept._wrong) == 1


class Slow(PasswordHasher):
    """Verifies when it is told to; counts how many are verified at a time, and in all."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.go = threading.Event()
        self.at_once = self.most = 0
        self.asked: list[str | bytes] = []

    def verify(self, *args: str | bytes) -> bool:
        self.asked.append(args[0])
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.go.wait()
        self.at_once -= 1
        return CHEAP.verify(*args)


def all_in_the_queue(accounts: Accounts) -> None:
    """Wait until as many attempts stand in the queue as there is room for."""
    while accounts._queue.acquire(blocking=False):
        accounts._queue.release()


def test_guesses_at_the_same_time_are_no_more_guesses(accounts: Accounts):
    slow = Slow()
    accounts = Accounts(accounts.path, clock=Clock(), hasher=slow)
    with ThreadPoolExecutor(store.QUEUE) as threads:
        guesses = threads.map(lambda _: refused(accounts, "chutich", "đoán mò"), range(store.QUEUE))
        all_in_the_queue(accounts)
        slow.go.set()
        told = [each.sentence for each in guesses]
    assert (len(slow.asked), slow.most) == (GROWTH["account"].free, 1)
    assert sum(sentence.startswith("Đã sai nhiều lần") for sentence in told) == store.QUEUE - len(slow.asked)


def test_a_hash_is_verified_for_an_unknown_account_too(accounts: Accounts):
    slow = Slow()
    slow.go.set()
    refused(Accounts(accounts.path, clock=Clock(), hasher=slow), "khong-co", "đoán mò")
    (asked,) = slow.asked
    assert str(asked).startswith("$argon2id$")


def test_a_crowd_of_strangers_is_turned_away_and_a_known_device_is_not(accounts: Accounts):
    device = accounts.sign_in("chutich", PASSWORD, HOME).device
    slow = Slow()
    accounts = Accounts(accounts.path, clock=Clock(), hasher=slow)
    with ThreadPoolExecutor(store.QUEUE) as threads:
        crowd = [
            threads.submit(refused, accounts, "a", "đoán mò", f"10.1.0.{number}")
            for number in range(store.QUEUE)
        ]
        all_in_the_queue(accounts)
        turned_away = refused(accounts, "a", "đoán mò", "10.2.0.1")
        slow.go.set()
        assert accounts.sign_in("chutich", PASSWORD, HOME, device)
        assert {each.result().sentence for each in crowd}.isdisjoint({turned_away.sentence})
    assert turned_away.sentence == "Đang có nhiều người đăng nhập. Thử lại sau 3 giây."
