"""The file of the accounts: private, apart from the data, whole whoever writes or is killed, clear about what ails it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from emulation.access import Role
from emulation.accounts import FILE, Accounts, Unusable, default_path, opened
from emulation.accounts.file import File
from emulation.intake import fingerprint, lookalikes, read_folder
from emulation.store import Edit, NewRow, backup, history, save
from tests.accounts.kept import HOME, PASSWORD, cheap, with_two
from tests.folders import write_folder

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    return with_two(tmp_path)


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}


@posix
def test_only_its_owner_may_read_it_however_loose_the_umask(tmp_path: Path):
    before = os.umask(0)
    try:
        accounts = with_two(tmp_path)
        assert accounts.any()
        assert modes(tmp_path) == {FILE: 0o600, f"{FILE}-wal": 0o600, f"{FILE}-shm": 0o600}
    finally:
        os.umask(before)


@posix
def test_a_file_that_others_may_read_is_made_private_again(accounts: Accounts):
    accounts.close()
    accounts.path.chmod(0o644)
    assert accounts.any()
    assert modes(accounts.path.parent)[FILE] == 0o600


def test_no_token_or_password_is_in_its_bytes(accounts: Accounts):
    signed_in = accounts.sign_in("chutich", PASSWORD, HOME)
    first = accounts.add("an", "An", Role.COUNCIL)
    accounts.session(signed_in.token)
    written = b"".join(path.read_bytes() for path in accounts.path.parent.iterdir())
    assert b"chutich" in written
    for secret in (signed_in.token, signed_in.device, first, PASSWORD):
        assert secret.encode() not in written


def test_the_data_know_nothing_of_it(tmp_path: Path):
    folder = write_folder(tmp_path / "data", {"units": "unit_id,name\nU1,Thôn 1\n"})
    before = fingerprint(folder), [problem.line() for problem in read_folder(folder)[0].problems]
    accounts = with_two(folder)
    assert before == (fingerprint(folder), [problem.line() for problem in read_folder(folder)[0].problems])
    assert list(lookalikes.candidates(folder)) == []
    save(folder, [Edit("units", rows=[NewRow({"unit_id": "U2", "name": "Thôn 2"})])], "Thêm thôn")
    kept = [path for path in folder.rglob("*") if path.parent != folder and path.is_file()]
    assert kept
    assert not [path for path in kept if FILE in path.name]
    (copy,) = backup.backups(folder)
    assert set(backup.contents(folder, copy.day)) <= {*read_folder(folder)[0].records}
    assert {name for entry in history.entries(folder) for name in entry.tables} == {"units"}
    assert accounts.any()


def test_it_lies_in_the_data_folder_or_where_the_environment_says(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("EMULATION_DATA", str(tmp_path))
    monkeypatch.delenv("EMULATION_ACCOUNTS", raising=False)
    assert default_path() == tmp_path / "tai-khoan.sqlite"
    monkeypatch.setenv("EMULATION_ACCOUNTS", str(tmp_path / "private.sqlite"))
    assert default_path() == tmp_path / "private.sqlite"
    assert opened(default_path()) is opened(default_path())


USES: list[Callable[[Accounts], object]] = [
    lambda accounts: accounts.sign_in("chutich", PASSWORD, HOME),
    lambda accounts: accounts.session("x"),
    lambda accounts: accounts.sign_out("x"),
    lambda accounts: accounts.set_role("chutich", Role.COUNCIL),
    lambda accounts: accounts.sign_in_named("x"),
]


def told(accounts: Accounts) -> str:
    """The one sentence that every use of the file is refused with."""
    sentences = set()
    for use in USES:
        with pytest.raises(Unusable) as why:
            use(accounts)
        sentences.add(str(why.value))
    (sentence,) = sentences
    return sentence


def test_a_missing_file_is_said(accounts: Accounts):
    accounts.close()
    accounts.path.unlink()
    assert told(accounts).startswith(f"Không thấy tệp tài khoản {accounts.path}.")
    assert (accounts.any(), list(accounts.list())) == (False, [])
    assert not accounts.path.exists()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(Unusable, match="Không thấy tệp tài khoản"):
        cheap(tmp_path / "none" / FILE).add("an", "An", Role.COUNCIL)


def another_programs(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table notes (text)")
        connection.commit()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"\x00garbage" * 2000),
        lambda path: path.write_bytes(path.read_bytes()[:5000] + b"\xff" * 5000),
        another_programs,
    ],
    ids=["garbage", "spoiled", "another program's"],
)
def test_a_damaged_file_is_said_and_left_alone(tmp_path: Path, spoil: Callable[[Path], object]):
    path = tmp_path / FILE
    if spoil is not another_programs:
        with_two(tmp_path).close()
    spoil(path)
    before = path.read_bytes()
    assert "bị hỏng hoặc không phải tệp tài khoản" in told(cheap(path))
    with pytest.raises(Unusable, match="bị hỏng"):
        cheap(path).add("an", "An", Role.COUNCIL)
    assert path.read_bytes() == before


def test_a_file_cut_off_before_its_first_account_is_begun_anew(tmp_path: Path):
    (tmp_path / FILE).touch()
    accounts = cheap(tmp_path / FILE)
    assert not accounts.any()
    assert accounts.add("an", "An", Role.COUNCIL)


def test_beside_another_program_that_writes_reading_goes_on_and_writing_is_refused(accounts: Accounts):
    token = accounts.sign_in("chutich", PASSWORD, HOME).token
    hasty = cheap(accounts.path, patience=0.0)
    hasty._clock.wait(3600)  # the session's use is to be noted
    with closing(sqlite3.connect(accounts.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        assert hasty.session(token)
        with pytest.raises(Unusable, match="đang được chương trình khác ghi"):
            hasty.disable("chutich")
        other.execute("rollback")
    hasty.disable("chutich")


def test_a_full_disk_is_said_and_nothing_has_changed(accounts: Accounts, monkeypatch: pytest.MonkeyPatch):
    connect = File._connect

    def on_a_full_disk(file: File) -> sqlite3.Connection:
        connection = connect(file)
        connection.execute("pragma max_page_count = 1")  # as many as it has
        return connection

    monkeypatch.setattr(File, "_connect", on_a_full_disk)
    full = cheap(accounts.path)
    with pytest.raises(Unusable, match="Ổ đĩa đã đầy"):
        full.add("thon1", "Thôn 1", Role.UNIT, ("T" * 100_000,))
    monkeypatch.undo()
    assert [account.account for account in accounts.list()] == ["chutich", "thuongtruc"]
    assert accounts.add("thon1", "Thôn 1", Role.UNIT, ("T01",))
    assert sound(accounts.path)


@posix
def test_a_copy_that_was_put_in_its_place_is_read_and_nothing_of_the_former_gets_into_it(accounts: Accounts):
    copy = accounts.path.with_name("copy")
    shutil.copy(accounts.path, copy)  # the file alone has everything
    token = accounts.sign_in("chutich", PASSWORD, HOME).token
    copy.replace(accounts.path)
    assert accounts.session(token) is None
    accounts.add("an", "An", Role.COUNCIL)
    assert [account.account for account in accounts.list()] == ["an", "chutich", "thuongtruc"]
    assert accounts.sign_in("chutich", PASSWORD, HOME)
    accounts.close()
    assert sound(accounts.path)
    assert len(cheap(accounts.path).list()) == 3


def test_an_account_disabled_in_the_file_itself_is_out_at_once(accounts: Accounts):
    token = accounts.sign_in("chutich", PASSWORD, HOME).token
    with closing(sqlite3.connect(accounts.path, isolation_level=None)) as connection:
        connection.execute("update accounts set disabled = true where account = 'chutich'")
    assert accounts.session(token) is None


def sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("pragma integrity_check").fetchall() == [("ok",)]


def test_threads_write_at_the_same_time(accounts: Accounts):
    def work(number: int) -> bool:
        account = f"thon{number}"
        first = accounts.add(account, f"Thôn {number}", Role.UNIT, (f"T{number}",))
        token = accounts.sign_in(account, first, f"10.0.1.{number}").token
        accounts.change_password(token, first, PASSWORD)
        accounts.set_role(account, Role.UNIT, ("Chung", f"T{number}"))
        session = accounts.session(token)
        return (
            session is not None
            and session.viewer.units == ("Chung", f"T{number}")
            and not session.must_change
        )

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(24)))
    assert len(accounts.list()) == 26
    assert sound(accounts.path)


def test_two_who_have_it_open_change_it_at_the_same_time(accounts: Accounts):
    def change(one: Accounts) -> None:
        for number in range(40):
            one.set_role("chutich", Role.UNIT, (f"T{number}",))

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(change, (accounts, cheap(accounts.path))))
    assert accounts.list()[0].units == ("T39",)


WRITER = """
import sys
from pathlib import Path
from emulation.access import Role
from tests.accounts.kept import cheap
accounts = cheap(Path(sys.argv[1]))
for number in range(10_000):
    accounts.add(f"{sys.argv[2]}{number}", f"{sys.argv[2]} {number}", Role.GUEST)
    print(f"{sys.argv[2]}{number}", flush=True)
"""


def test_processes_that_write_and_are_killed_lose_nothing_they_had_said(tmp_path: Path):
    path = tmp_path / FILE
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, path, name],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("first", "second")
    ]
    said = set()
    for writer in writers:
        assert writer.stdout
        said |= {writer.stdout.readline().strip() for _ in range(30)}
    for writer in writers:
        writer.kill()
        said |= {line.strip() for line in writer.communicate()[0].splitlines()}
    accounts = cheap(path)
    assert said <= {account.account for account in accounts.list()}
    assert len(said) >= 60
    assert accounts.add("sau", "Sau", Role.COUNCIL)
    assert sound(path)
