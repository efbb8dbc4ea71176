"""A real mail server with TLS, in a thread, that can be told to refuse, to break off, or to be rude."""

from __future__ import annotations

import asyncio
import datetime
import socket
import ssl
import threading
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "nhac.viec", "mat-khau-rat-rieng"
FROM = "nhac.viec@xa.example"


class PostOffice:
    """`received`: what was delivered, in order. `refused`: address → the answer to it; `before`: called with the addresses
    of a message before it is answered; `dropped`: addresses at whose message the connection breaks, unanswered."""

    def __init__(self, folder: Path, *, tls: bool = True, tls_first: bool = False) -> None:
        self.ca, context = certificates(folder)
        self.tls_first = tls_first
        self._context = context if tls else None
        self.empty()
        self._loop = asyncio.new_event_loop()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait()

    def empty(self) -> None:
        """As new."""
        self.received: list[Envelope] = []
        self.refused: dict[str, str] = {}
        self.dropped: set[str] = set()
        self.hung_up: set[str] = set()
        self.before: Callable[[list[str]], object] = lambda to: None
        self.connections = 0

    @property
    def mails(self) -> list[EmailMessage]:
        """What was delivered, as a mail program reads it."""
        return [message_from_bytes(each.content, policy=policy.default) for each in self.received]  # type: ignore[arg-type]

    @property
    def recipients(self) -> list[str]:
        return [to for each in self.received for to in each.rcpt_tos]

    def settings(self, **changes: str) -> dict[str, str]:
        """The environment of whoever sends here."""
        scheme = "smtps" if self.tls_first else "smtp"
        return {
            "EMULATION_SMTP": f"{scheme}://localhost:{self.port}",
            "EMULATION_SMTP_USER": USER,
            "EMULATION_SMTP_PASSWORD": PASSWORD,
            "EMULATION_SMTP_CA": str(self.ca),
            "EMULATION_MAIL_FROM": f"Thường trực, xã Thử <{FROM}>",
            **changes,
        }

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _serve(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        first = self._context if self.tls_first else None
        serving = self._loop.create_server(self._protocol, sock=self._socket, ssl=first)
        server = self._loop.run_until_complete(serving)
        self._loop.call_soon(ready.set)
        self._loop.run_forever()
        server.close()
        self._loop.close()

    def _protocol(self) -> SMTP:
        self.connections += 1
        starts = self._context if not self.tls_first else None
        return SMTP(
            self,
            hostname="thu.xa.example",
            tls_context=starts,
            require_starttls=starts is not None,
            authenticator=self._signed_in,
            auth_required=starts is not None,
            auth_require_tls=starts is not None,
            loop=self._loop,
        )

    def _signed_in(self, server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        known = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=known, handled=False)

    # ---- what aiosmtpd calls

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.hung_up:
            self.hung_up.remove(address)
            _hang_up(server)
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.received.append(envelope)
        self.before(envelope.rcpt_tos)
        if self.dropped & set(envelope.rcpt_tos):
            _hang_up(server)
        return "250 OK"


def _hang_up(server: SMTP) -> None:
    """Break the connection without a word."""
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


def certificates(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """The file of an authority of our own, and what a server shows that it has certified."""
    ours, ours_key = _certificate("Cơ quan chứng thực thử")
    server, server_key = _certificate("localhost", ours, ours_key)
    folder.mkdir(parents=True, exist_ok=True)
    ca, shown = folder / "ca.pem", folder / "server.pem"
    ca.write_bytes(ours.public_bytes(serialization.Encoding.PEM))
    private = server_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    shown.write_bytes(server.public_bytes(serialization.Encoding.PEM) + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown)
    return ca, context


def _certificate(
    name: str, by: x509.Certificate | None = None, by_key: ec.EllipticCurvePrivateKey | None = None
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """One for this machine, or where nobody certifies it an authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
    )
    if by:
        names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return builder.sign(by_key or key, hashes.SHA256()), key
