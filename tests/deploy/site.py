"""A commune's site on this machine, or a city's: nginx with the configuration that is shipped, before the real server with
accounts, of a city two of it.

Nothing of the configuration is changed but names, ports, folders and the seconds that a test would have to wait for.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
from argon2 import PasswordHasher

from emulation.access import Role
from emulation.accounts import FILE, Accounts
from tests.browser.driver import SECONDS_TO_START, free_port
from tests.city.cities import city

ROOT = Path(__file__).parents[2]
PATH = f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin"
NGINX, OPENSSL = shutil.which("nginx", path=PATH), shutil.which("openssl")
LACKING = "" if NGINX and OPENSSL else "nginx and openssl are not both on this machine"
PASSWORD = "con trâu là đầu cơ nghiệp"
PEOPLE = {
    "thuongtruc": ("Nguyễn Thị Hoa", Role.STANDING),
    "chutich": ("Trần Văn Bình", Role.CHAIRMAN),
}
"""Accounts with the password PASSWORD."""
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""For what a test sets up; the server itself hashes as it always does."""


@dataclass
class Site:
    """Where everything is. `url`: what a browser opens. `first_password`: of the account `moi`, which never signed in.
    `app`, `other`: the ports of the server, and of a city's second one."""

    folder: Path
    http: int = field(default_factory=free_port)
    https: int = field(default_factory=free_port)
    app: int = field(default_factory=free_port)
    other: int = field(default_factory=free_port)
    is_city: bool = False
    first_password: str = ""
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"https://localhost:{self.https}"

    @property
    def groups(self) -> set[int]:
        """The process groups of what runs."""
        return {process.pid for process in self._running.values()}

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def asking(self, source: str = "127.0.0.1", **options: Any) -> httpx.Client:
        """Speaks to the site through nginx. `source`: the address from which it comes."""
        transport = httpx.HTTPTransport(verify=self.trust, local_address=source)
        return httpx.Client(base_url=self.url, transport=transport, timeout=60, **options)

    def line(self, trust: ssl.SSLContext | None = None, name: str | None = "localhost") -> ssl.SSLSocket:
        """An encrypted connection that speaks no HTTP yet. `name`: what the visitor calls the server."""
        line = socket.create_connection(("127.0.0.1", self.https), timeout=60)
        return (trust or self.trust).wrap_socket(line, server_hostname=name)

    @property
    def trust(self) -> ssl.SSLContext:
        """Trusts the site's certificate and no other."""
        return ssl.create_default_context(cafile=self.folder / "fullchain.pem")

    def start_server(self) -> None:
        """As the service does, and wait until it is ready."""
        self.begin_server("server", self.app)
        self.await_server("server", self.app)

    def begin_server(self, name: str, port: int) -> None:
        options = f"--share --proxy 127.0.0.1 --host localhost --port {port} --no-browser".split()
        options += ["--city" if self.is_city else "--data", str(self.data)]
        self._start(name, [sys.executable, str(ROOT / "run.py"), *options])

    def await_server(self, name: str, port: int) -> None:
        self._wait(name, f"http://127.0.0.1:{port}/ready")

    def start_nginx(self) -> None:
        assert NGINX
        self._start("nginx", [NGINX, "-p", str(self.folder), "-c", "nginx.conf", "-e", "nginx.log"])
        self._wait("nginx", "")

    def kill(self, name: str) -> None:
        """End `server` or `nginx` as a power cut does."""
        process = self._running.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for name in list(self._running):
            self.kill(name)

    def said(self, name: str) -> str:
        """What a program wrote to its console, or a file of the folder holds."""
        return (self.folder / name).read_text(encoding="utf-8", errors="replace")

    def _start(self, name: str, command: list[str]) -> None:
        with (self.folder / f"{name}.console").open("ab") as log:
            self._running[name] = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def _wait(self, name: str, address: str) -> None:
        """Until a program answers: at an address, or at all."""
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        deadline = time.monotonic() + SECONDS_TO_START
        while self._running[name].poll() is None and time.monotonic() < deadline:
            with suppress(OSError):
                if address:
                    direct.open(address, timeout=10).close()
                else:
                    socket.create_connection(("127.0.0.1", self.https)).close()
                return
            time.sleep(0.05)
        raise RuntimeError(f"{name} did not start:\n{self.said(f'{name}.console')}")


@contextmanager
def serving_site(folder: Path) -> Iterator[Site]:
    """The site with the sample's data; stopped afterwards."""
    site = Site(folder)
    site.data.mkdir()
    for file in (ROOT / "data").glob("*.csv"):
        shutil.copy(file, site.data)
    site.first_password = _add_accounts(site.data / FILE)
    with _nginx(site):
        site.start_server()
        yield site


@contextmanager
def echoing_site(folder: Path) -> Iterator[Site]:
    """nginx before a server that only says what has come to it; stopped afterwards."""
    site = Site(folder)
    with echoing(site.app), _nginx(site):
        yield site


@contextmanager
def city_site(folder: Path) -> Iterator[Site]:
    """nginx as a city has it, before nothing yet; stopped afterwards."""
    site = Site(folder, is_city=True)
    with _nginx(site):
        yield site


@contextmanager
def serving_city(folder: Path) -> Iterator[Site]:
    """A city's two processes, called by their ports, behind nginx; over the lake that the environment names."""
    with city_site(folder) as site:
        city(site.data)
        _add_accounts(site.data / FILE)
        for port in (site.app, site.other):
            site.begin_server(str(port), port)
        for port in (site.app, site.other):
            site.await_server(str(port), port)
        yield site


@contextmanager
def echoing(port: int) -> Iterator[None]:
    """A server on this port that says what has come to it; gone afterwards as one that is killed."""
    echo = _Echoing(("127.0.0.1", port), _Echo)
    threading.Thread(target=echo.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield
    finally:
        echo.shutdown()
        echo.server_close()
        for line in echo.lines:
            _close(line)


class _Echoing(ThreadingHTTPServer):
    """Remembers its connections: they end when it does."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.lines: list[socket.socket] = []

    def get_request(self) -> tuple[socket.socket, Any]:
        line, address = super().get_request()
        self.lines.append(line)
        return line, address


class _Echo(BaseHTTPRequestHandler):
    """Answers with the port, the path and the headers of a request."""

    server: _Echoing

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = json.dumps({"port": self.server.server_port, "path": self.path, "headers": headers}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PUT = do_GET

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def _nginx(site: Site) -> Iterator[None]:
    """nginx; when it is stopped, so is all of the site."""
    _make_certificate(site.folder)
    (site.folder / "site.conf").write_text(_adapted(site), encoding="utf-8")
    (site.folder / "nginx.conf").write_text(_around(), encoding="utf-8")
    try:
        site.start_nginx()
        yield
    finally:
        site.stop()


def _add_accounts(path: Path) -> str:
    accounts = Accounts(path, hasher=CHEAP)
    for account, (name, role) in PEOPLE.items():
        first = accounts.add(account, name, role)
        accounts.change_password(accounts.sign_in(account, first, "").token, first, PASSWORD)
    first = accounts.add("moi", "Lê Văn Mới", Role.COUNCIL)
    accounts.close()
    return first


def _make_certificate(folder: Path) -> None:
    """As docs/may-chu.md says, with a key that takes less time to make."""
    assert OPENSSL
    command = (
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
        " -addext subjectAltName=DNS:localhost -keyout privkey.pem -out fullchain.pem"
    )
    subprocess.run([OPENSSL, *command.split()], cwd=folder, check=True, capture_output=True)


def _adapted(site: Site) -> str:
    """The shipped configuration with this site's names, ports and folders."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    ports = {"80": site.http, "443": site.https}
    text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"\blisten (80|443)\b", lambda match: f"listen 127.0.0.1:{ports[match[1]]}", text)
    text = re.sub(r"/etc/ssl/thi-dua|/var/log/nginx|/var/www/html", str(site.folder), text)
    text = text.replace("8501", str(site.app)).replace("8502", str(site.other))
    text = text.replace("thidua.example", "localhost")
    if site.is_city:  # as docs/may-chu.md says
        text = text.replace("#city ", "")
    text = re.sub(r"(client_(?:header|body)_timeout) 15s", r"\1 1s", text)
    assert not re.search(r"/(etc|var)/", text.partition("\n\n")[2])
    return text


def _around() -> str:
    """What Debian's own nginx.conf has around it, without anything that only root may do."""
    temporary = "".join(
        f"{kind}_temp_path {kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"{'user root;' if os.geteuid() == 0 else ''} daemon off; pid nginx.pid;"
        f"events {{ worker_connections 768; }} http {{ {temporary} include site.conf; }}"
    )


class Wire:
    """A wire between a browser and the site, which can be slow, or cut. `port`: where the browser connects."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        self._whole = True
        self.delay = 0.0
        """Seconds that each piece of at most PIECE bytes takes, either way."""
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End all connections, and let no new one through."""
        self._whole = False
        for end in self._ends:
            _close(end)
        self._ends.clear()

    def mend(self) -> None:
        self._whole = True

    def close(self) -> None:
        self.cut()
        _close(self._listener)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if not self._whole:
                    _close(near)
                    continue
                far = socket.create_connection(("127.0.0.1", self._to))
                self._ends += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(source, target), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(PIECE):
                if self.delay:
                    time.sleep(self.delay)
                target.sendall(piece)
        _close(source)
        _close(target)


PIECE = 16 * 1024


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
