"""The SQLite file of the accounts: private, made when the first account is, whole at any time."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "tai-khoan.sqlite"
"""The file's name in a data folder."""
MODE = 0o600
PATIENCE = 5.0
"""Seconds to wait for another process that is writing."""
_VERSION = 1
_TABLES = """
create table accounts (
    account text primary key,
    name text not null,
    name_key text not null unique,
    role text not null,
    units text not null,
    email text unique,
    subject text unique,
    password text not null,
    must_change integer not null,
    disabled integer not null default 0,
    made_at real not null,
    signed_in_at real
) strict;
create table sessions (
    token blob primary key,
    account text not null references accounts,
    by_password integer not null,
    began_at real not null,
    seen_at real not null
) strict;
create index sessions_of_account on sessions (account);
create table devices (
    device blob not null,
    account text not null references accounts,
    seen_at real not null,
    primary key (device, account)
) strict;
"""
"""`units` is a JSON list of ids. Tokens and devices are SHA-256 hashes; times are seconds since 1970."""


class Refused(Exception):
    """Nothing was changed. The message is a sentence in Vietnamese for whoever asked."""


class Unusable(Refused):
    """The file cannot be used now: it is missing, damaged, held by another program, or not ours to read."""


class File:
    """The file, open for one reader and one writer at a time. Safe between threads and processes."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self._patience = patience
        self._reader, self._writer = _Connection(), _Connection()
        self._open_file = (0, 0)

    def make(self) -> None:
        """Make the file if there is none. Raises Unusable."""
        with self._faults():
            try:
                # Private from its first moment on, whatever the umask; SQLite gives the files beside it the same mode.
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, MODE))
                self.path.chmod(MODE)
            except FileExistsError:
                return

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """The rows of a question. Raises Unusable."""
        with self._faults():
            self._look()
            with self._reader.lock:
                return self._open(self._reader).execute(sql, values).fetchall()

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it or nothing, on the disk when it ends. Raises Unusable."""
        with self._faults():
            self._look()
            with self._writer.lock, _transaction(self._open(self._writer)) as connection:
                yield connection

    def close(self) -> None:
        with self._reader.lock, self._writer.lock:
            self._reader.close()
            self._writer.close()

    def _look(self) -> None:
        """Let go of the file if it was replaced by a copy. Raises OSError if it is gone."""
        state = self.path.stat()
        now = (state.st_dev, state.st_ino)
        if self._open_file == now:
            return
        with self._reader.lock, self._writer.lock:
            if self._open_file not in ((0, 0), now):
                self._reader.close()
                self._writer.close()
                for ending in ("-wal", "-shm"):  # What belongs to the former file must not get into this one.
                    self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
            self._open_file = now

    def _open(self, of: _Connection) -> sqlite3.Connection:
        if of.connection is None:
            of.connection = self._connect()
        return of.connection

    def _connect(self) -> sqlite3.Connection:
        if os.name != "nt" and stat.S_IMODE(self.path.stat().st_mode) & 0o077:
            self.path.chmod(MODE)
        # `rw`: SQLite would make a missing file itself, readable by all.
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=self._patience,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("pragma foreign_keys = on")
            connection.execute("pragma secure_delete = on")
            connection.execute("pragma synchronous = full")
            # Each change goes on into the file itself at once, so that a copy of it alone has everything.
            connection.execute("pragma wal_autocheckpoint = 1")
            if _is_empty(connection):
                _make_tables(connection)
            if _version(connection) != _VERSION:
                raise sqlite3.DatabaseError("another program's file")
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """What the disk and SQLite say, as a sentence."""
        try:
            yield
        except FileNotFoundError:
            raise Unusable(
                f"Không thấy tệp tài khoản {self.path}. Kiểm tra ổ đĩa, hoặc chép lại tệp từ bản sao."
            ) from None
        except sqlite3.IntegrityError:
            raise
        except (OSError, sqlite3.Error) as error:
            raise Unusable(_sentence(error, self.path)) from None


class _Connection:
    """A connection, open or not, and who uses it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.connection: sqlite3.Connection | None = None

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def _version(connection: sqlite3.Connection) -> int:
    return connection.execute("pragma user_version").fetchone()[0]


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("select 1 from sqlite_master").fetchone() is None


def _make_tables(connection: sqlite3.Connection) -> None:
    connection.execute("pragma journal_mode = wal")  # Whoever reads need not wait for who writes.
    with _transaction(connection):
        if _is_empty(connection):  # Another process may have made them meanwhile.
            for statement in _TABLES.split(";"):
                connection.execute(statement)
            connection.execute(f"pragma user_version = {_VERSION}")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    connection.execute("begin immediate")
    try:
        yield connection
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise


_SENTENCES = {
    "SQLITE_BUSY": "Tệp tài khoản đang được chương trình khác ghi. Thử lại sau giây lát.",
    "SQLITE_LOCKED": "Tệp tài khoản đang được chương trình khác ghi. Thử lại sau giây lát.",
    "SQLITE_FULL": "Ổ đĩa đã đầy, chưa ghi được tài khoản. Xoá bớt tệp không cần rồi thử lại.",
    "SQLITE_READONLY": "Không có quyền ghi tệp tài khoản {path}. Kiểm tra quyền của tệp và thư mục.",
    "SQLITE_CANTOPEN": "Không mở được tệp tài khoản {path}. Kiểm tra quyền của tệp và thư mục.",
    "SQLITE_PERM": "Không mở được tệp tài khoản {path}. Kiểm tra quyền của tệp và thư mục.",
    "SQLITE_IOERR": "Ổ đĩa báo lỗi khi đọc, ghi tệp tài khoản {path}. Thử lại sau giây lát.",
}
_DAMAGED = "Tệp tài khoản {path} bị hỏng hoặc không phải tệp tài khoản. Chép lại tệp từ bản sao."


def _sentence(error: Exception, path: Path) -> str:
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", "") or ""
        kind = "_".join(name.split("_")[:2])  # SQLITE_IOERR_WRITE is an SQLITE_IOERR
        return _SENTENCES.get(kind, _DAMAGED).format(path=path)
    return _SENTENCES["SQLITE_CANTOPEN"].format(path=path)
