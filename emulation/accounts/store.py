"""Accounts, and the sessions of those who signed in."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher

from emulation.access import Role
from emulation.accounts import passwords, sessions, waits
from emulation.accounts.account import (
    Account,
    NotSignedIn,
    Session,
    SignedIn,
    account_of,
    email_address,
    new_name,
    new_sign_in_name,
    sign_in_name,
    units_of,
    viewer_of,
)
from emulation.accounts.file import FILE, PATIENCE, File, Refused, Unusable
from emulation.intake import default_folder
from emulation.text import spelling

QUEUE = 8
"""Most attempts from unknown devices that wait for their turn to be verified, each a tenth of a second."""
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
"""The one sentence for an unknown account, a disabled one and a wrong password."""
UNKNOWN = "Tài khoản này của tỉnh chưa dùng được ở đây. Hãy hỏi Thường trực thi đua, khen thưởng của xã."
"""The one sentence for whom the province's identity provider names, whatever it is that no account fits."""
_WAIT = "Đã sai nhiều lần."
_BUSY = "Đang có nhiều người đăng nhập."
_ENDED = "Phiên đăng nhập đã hết. Hãy đăng nhập lại."


class Accounts:
    """The accounts in the file at `path`. Safe between threads and processes.

    Every method raises Unusable if the file cannot be used, and Refused or NotSignedIn with a sentence if what is asked
    is not allowed; nothing has changed then. `clock`: seconds since 1970. `hasher`: of argon2; the default is that of
    RFC 9106. `patience`: seconds to wait for another process that is writing.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Callable[[], float] = time.time,
        hasher: PasswordHasher | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self.path = path
        self._file = File(path, patience)
        self._clock = clock
        self._hashes = passwords.Hashes(hasher or PasswordHasher())
        self._waits = waits.Waits(clock)
        self._verifying = threading.Lock()
        self._queue = threading.BoundedSemaphore(QUEUE)

    def close(self) -> None:
        """Let go of the file; the next question opens it again."""
        self._file.close()

    # ---- accounts

    def any(self) -> bool:
        """Whether there is an account that may sign in. False where there is no file."""
        return self.path.exists() and bool(
            self._file.rows("select 1 from accounts where not disabled limit 1")
        )

    def list(self) -> Sequence[Account]:
        """All accounts by sign-in name; none where there is no file."""
        return self._accounts("true order by account") if self.path.exists() else ()

    def add(
        self,
        account: str,
        name: str,
        role: Role,
        units: Sequence[str] = (),
        email: str = "",
        subject: str = "",
        password: str = "",
    ) -> str:
        """Add an account and return its first password, which must be changed: `password`, or a random one."""
        account, name = new_sign_in_name(account), new_name(name)
        row: dict[str, object] = {
            "account": account,
            "name": name,
            "name_key": spelling(name),
            "role": str(role),
            "units": units_of(role, units),
            "email": email_address(email) or None,
            "subject": subject.strip() or None,
        }
        password, hashed = self._first_password(account, password)
        row |= {"password": hashed, "must_change": True, "made_at": self._clock()}
        self._file.make()
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        with self._file.change() as connection:
            try:
                connection.execute(f"insert into accounts ({columns}) values ({marks})", tuple(row.values()))
            except sqlite3.IntegrityError:
                raise Refused(_taken(connection, row)) from None
        return password

    def set_password(self, account: str, password: str = "") -> str:
        """Give a new first password, as `add` does, and end the account's sessions."""
        account = sign_in_name(account)
        password, hashed = self._first_password(account, password)
        with self._changing(account) as connection:
            connection.execute(
                "update accounts set password = ?, must_change = true where account = ?", (hashed, account)
            )
            sessions.end(connection, account)
        return password

    def set_role(self, account: str, role: Role, units: Sequence[str] = ()) -> None:
        """Change the role and its units. Open sessions have it at their next look."""
        account, of_units = sign_in_name(account), units_of(role, units)
        with self._changing(account) as connection:
            if role is not Role.STANDING:
                _keep_one(connection, account)
            connection.execute(
                "update accounts set role = ?, units = ? where account = ?", (str(role), of_units, account)
            )

    def disable(self, account: str) -> None:
        """Let nobody sign in to the account, and end its sessions at once."""
        account = sign_in_name(account)
        with self._changing(account) as connection:
            _keep_one(connection, account)
            connection.execute("update accounts set disabled = true where account = ?", (account,))
            sessions.end(connection, account)

    def enable(self, account: str) -> None:
        account = sign_in_name(account)
        with self._changing(account) as connection:
            connection.execute("update accounts set disabled = false where account = ?", (account,))

    def set_email(self, account: str, email: str) -> None:
        """Change the e-mail address by which the province's identity provider leads somebody here for the first time.

        Whoever it led here before is not led here any more, and the sessions end.
        """
        account, new = sign_in_name(account), email_address(email) or None
        with self._changing(account) as connection:
            try:
                connection.execute(
                    "update accounts set email = ?, subject = null where account = ?", (new, account)
                )
            except sqlite3.IntegrityError:
                raise Refused(_taken(connection, {"email": new})) from None
            sessions.end(connection, account)

    # ---- signing in and out

    def sign_in(self, account: str, password: str, address: str, device: str = "") -> SignedIn:
        """Begin a session. `address`: of the browser; `device`: the value of its device cookie, empty if it has none."""
        account = sign_in_name(account)
        known = bool(device) and self._knows(device, account)
        keys = _keys(account, address, device if known else "")
        with self._turn(keys, first=known):
            found = self._file.rows("select password, disabled from accounts where account = ?", account)
            kept, disabled = found[0] if found else ("", False)
            if not self._hashes.fits(password, kept) or disabled:
                self._waits.count(keys)
                raise NotSignedIn(WRONG, self._waits.left(keys))
            if known:
                self._waits.forget(keys)
            better = self._hashes.of(password) if self._hashes.is_old(kept) else kept
        with self._file.change() as connection:
            if not _is_still(connection, account, kept):
                raise NotSignedIn(WRONG)
            connection.execute("update accounts set password = ? where account = ?", (better, account))
            return self._begin(connection, account, device, by_password=True)

    def sign_in_named(self, subject: str, email: str = "", device: str = "") -> SignedIn:
        """Begin a session for whom the province's identity provider names; no first password has to be changed.

        `subject`: the provider's own name for the person, for good. `email`: the address that it has verified; it leads
        to an account only until that has a subject, which is this one from then on.
        """
        # Other alphabets have letters that fold to ours: such an address may be a stranger's.
        email = email.strip().casefold() if email.isascii() else ""
        with self._file.change() as connection:
            found = connection.execute(
                "select account from accounts where ?1 <> '' and not disabled and (subject = ?1 or email = ?2"
                " and subject is null and not exists (select 1 from accounts where subject = ?1))",
                (subject, email),
            ).fetchone()
            if found is None:
                raise NotSignedIn(UNKNOWN)
            connection.execute(
                "update accounts set subject = ? where account = ?", (subject, found["account"])
            )
            return self._begin(connection, found["account"], device, by_password=False)

    def session(self, token: str, *, used: bool = True) -> Session | None:
        """Whose session the token is of; None if it is of none, or of one that ended.

        A session that is `used` does not idle; a tab that stands open and asks by itself does not use it.
        """
        hashed, now = sessions.hashed(token), self._clock()
        found = self._file.rows(
            "select account, name, role, units, must_change and by_password as must_change, began_at, seen_at"
            " from sessions join accounts using (account) where token = ? and not disabled",
            hashed,
        )
        if not found or not sessions.holds(found[0]["began_at"], found[0]["seen_at"], now):
            return None
        (row,) = found
        if noted := sessions.noted(row["began_at"], row["seen_at"], now, used=used):
            # On a full disk, or beside one who writes, the session holds all the same.
            with suppress(Unusable), self._file.change() as connection:
                connection.execute(
                    "update sessions set began_at = ?, seen_at = ? where token = ?", (*noted, hashed)
                )
        return Session(viewer_of(row), bool(row["must_change"]))

    def change_password(self, token: str, old: str, new: str) -> None:
        """Change the password of the session's own account, and end its other sessions.

        Raises NotSignedIn if the session ended or the old password is wrong, Refused if the new one cannot be.
        """
        session = self.session(token)
        if session is None:
            raise NotSignedIn(_ENDED)
        account, keys = session.viewer.account, [waits.Key("device", token)]
        with self._turn(keys, first=True):
            ((kept,),) = self._file.rows("select password from accounts where account = ?", account)
            if not self._hashes.fits(old, kept):
                self._waits.count(keys)
                raise NotSignedIn("Mật khẩu hiện nay không đúng.", self._waits.left(keys))
            if fault := passwords.fault(new, account):
                raise Refused(fault)
            if self._hashes.fits(new, kept):
                raise Refused("Mật khẩu mới phải khác mật khẩu hiện nay.")
            hashed = self._hashes.of(new)
        with self._file.change() as connection:
            if not _is_still(connection, account, kept):
                raise NotSignedIn(_ENDED)
            connection.execute(
                "update accounts set password = ?, must_change = false where account = ?", (hashed, account)
            )
            sessions.end(connection, account, but=token)

    def sign_out(self, token: str) -> None:
        with self._file.change() as connection:
            connection.execute("delete from sessions where token = ?", (sessions.hashed(token),))

    def sign_out_everywhere(self, account: str) -> None:
        """End all sessions of the account."""
        account = sign_in_name(account)
        with self._changing(account) as connection:
            sessions.end(connection, account)

    # ---- within

    def _accounts(self, condition: str, *values: object) -> Sequence[Account]:
        now = self._clock()
        rows = self._file.rows(
            "select *, (select count(*) from sessions where sessions.account = accounts.account"
            f" and seen_at >= ? and began_at >= ?) as sessions from accounts where {condition}",
            now - sessions.IDLE,
            now - sessions.ABSOLUTE,
            *values,
        )
        return [account_of(row) for row in rows]

    @contextmanager
    def _changing(self, account: str) -> Iterator[sqlite3.Connection]:
        """A transaction on an account. Raises Refused if there is none of that name."""
        with self._file.change() as connection:
            if not connection.execute("select 1 from accounts where account = ?", (account,)).fetchone():
                raise Refused(f"Không có tài khoản “{account}”.")
            yield connection

    def _first_password(self, account: str, given: str) -> tuple[str, str]:
        """A first password and its hash."""
        if given and (fault := passwords.fault(given, account)):
            raise Refused(fault)
        password = given or passwords.first()
        return password, self._hashes.of(password)

    def _knows(self, device: str, account: str) -> bool:
        """Whether the device signed in to this account before."""
        return bool(
            self._file.rows(
                "select 1 from devices where device = ? and account = ? and seen_at >= ?",
                sessions.hashed(device),
                account,
                self._clock() - sessions.DEVICE,
            )
        )

    @contextmanager
    def _turn(self, keys: Sequence[waits.Key], *, first: bool) -> Iterator[None]:
        """One at a time: a hash takes 64 MB and a tenth of a second. Who has to wait after wrong passwords gets no turn.

        `first`: is not held up by a long queue of unknown devices.
        """
        self._refuse_early(keys)
        if not first and not self._queue.acquire(blocking=False):
            raise NotSignedIn(_BUSY, 3)
        try:
            with self._verifying:
                self._refuse_early(keys)  # Others may have been wrong meanwhile.
                yield
        finally:
            if not first:
                self._queue.release()

    def _refuse_early(self, keys: Sequence[waits.Key]) -> None:
        if left := self._waits.left(keys):
            raise NotSignedIn(_WAIT, left)

    def _begin(
        self, connection: sqlite3.Connection, account: str, device: str, *, by_password: bool
    ) -> SignedIn:
        token, device = sessions.begin(connection, account, device, self._clock(), by_password=by_password)
        row = connection.execute("select * from accounts where account = ?", (account,)).fetchone()
        return SignedIn(token, device, bool(row["must_change"]) and by_password, viewer_of(row))


def default_path(folder: Path | None = None) -> Path:
    """The file that EMULATION_ACCOUNTS names, else that in the data folder."""
    return Path(os.environ.get("EMULATION_ACCOUNTS") or (folder or default_folder()) / FILE)


_opening = threading.Lock()


def opened(path: Path) -> Accounts:
    """The accounts at a path, the same for all who ask: they share the waits."""
    with _opening:
        return _opened(path)


@lru_cache(maxsize=4)
def _opened(path: Path) -> Accounts:
    return Accounts(path)


def _keys(account: str, address: str, device: str) -> list[waits.Key]:
    """What a wrong password is counted for. `device`: of a device that the account knows."""
    if device:
        return [waits.Key("device", f"{device} {account}")]
    return [waits.Key("account", account[:100]), waits.address(address)]


def _taken(connection: sqlite3.Connection, row: dict[str, object]) -> str:
    """Which value of a new account another one has."""
    said = {
        "account": "Đã có tài khoản “{other}”.",
        "name_key": "Tài khoản “{other}” đã mang tên này; hãy ghi tên khác để lịch sử phân biệt được.",
        "email": "Địa chỉ thư điện tử này đã thuộc tài khoản “{other}”.",
        "subject": "Mã định danh này đã thuộc tài khoản “{other}”.",
    }
    for column, sentence in said.items():
        other = connection.execute(
            f"select account from accounts where {column} = ?", (row.get(column),)
        ).fetchone()
        if other:
            return sentence.format(other=other[0])
    raise AssertionError(row["account"])


def _keep_one(connection: sqlite3.Connection, account: str) -> None:
    """Refuse to take away the last account that can manage accounts."""
    standing = connection.execute(
        "select account from accounts where role = ? and not disabled", (str(Role.STANDING),)
    ).fetchall()
    if [found["account"] for found in standing] == [account]:
        raise Refused(
            "Đây là tài khoản Thường trực cuối cùng còn dùng được, nên phải giữ: nếu không, sẽ không ai quản lý được "
            "tài khoản. Hãy thêm một tài khoản Thường trực khác trước."
        )


def _is_still(connection: sqlite3.Connection, account: str, password: str) -> bool:
    """Whether the account is enabled, and still has the hash of a password whose verifying took a while."""
    found = connection.execute(
        "select 1 from accounts where account = ? and password = ? and not disabled",
        (account, password),
    )
    return found.fetchone() is not None
