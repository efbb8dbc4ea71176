"""A PostgreSQL of its own for a measurement or a trial, on a free port of this machine; gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.driver import free_port

USER = "postgres"


def programs() -> Path | None:
    """Where PostgreSQL's own programs lie, the newest of Debian's; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    beside = shutil.which("initdb")
    return found[-1].parent if found else Path(beside).parent if beside else None


@dataclass(frozen=True)
class Postgres:
    """A server, and what may happen to one."""

    home: Path
    port: int

    def address(self, database: str) -> str:
        """What `EMULATION_LAKE` is to be for a catalogue in this database, which is made."""
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", USER, database)
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.home} -c max_connections=200"
        self._run("pg_ctl", "-D", f"{self.home}/data", "-l", f"{self.home}/log", "-o", options, "-w", "start")

    def stop(self, how: str = "fast") -> None:
        """`fast` breaks off what runs; `immediate` is a power cut, after which it recovers by itself."""
        self._run("pg_ctl", "-D", f"{self.home}/data", "-m", how, "-w", "stop")

    def size(self, database: str) -> int:
        """Bytes of a database."""
        asking = ("-h", "127.0.0.1", "-p", str(self.port), "-U", USER, "-d", database, "-tAc")
        return int(self._run("psql", *asking, f"select pg_database_size('{database}')"))

    def dumped(self, database: str, path: Path) -> Path:
        """All that is in a database, as a file."""
        asking = ("-h", "127.0.0.1", "-p", str(self.port), "-U", USER, "--inserts")
        path.write_text(self._run("pg_dump", *asking, database), encoding="utf-8")
        return path

    def _run(self, program: str, *arguments: str) -> str:
        folder = programs()
        assert folder
        as_other = (
            ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"] if os.geteuid() == 0 else []
        )
        command = [*as_other, str(folder / program), *arguments]
        done = subprocess.run(command, cwd=self.home, check=False, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr or done.stdout}")
        return done.stdout


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Start one in a folder of its own. (Its own user owns it: it refuses to run as root.)"""
    with tempfile.TemporaryDirectory(prefix="postgres-") as temporary:
        if os.geteuid() == 0:
            shutil.chown(temporary, USER, USER)
        server = Postgres(Path(temporary), free_port())
        server._run("initdb", "-D", f"{temporary}/data", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")


@contextmanager
def in_environment(**variables: str) -> Iterator[None]:
    """Have these variables in the environment of this process, and of those that it starts, for a while."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})
