"""A package on its way over HTTPS: to a server that is trusted, and to no other."""

from __future__ import annotations

import ipaddress
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from emulation.publish.sending import NotSent, send


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """The certificate of the city's own authority, with the key that its server has."""
    key = Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "thanh-pho")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, None)
    )
    path = tmp_path / "chung-thu.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(made.public_bytes(Encoding.PEM) + secret)
    return path


@pytest.fixture
def city(certificate: Path) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self):
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(201)
            self.end_headers()

        def log_message(self, *_): ...

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    class Quiet(HTTPServer):
        def handle_error(self, request, client_address): ...

    with Quiet(("127.0.0.1", 0), Handler) as running:
        running.socket = context.wrap_socket(running.socket, server_side=True)
        thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{running.server_port}/goi"
        running.shutdown()
        thread.join()


def test_it_goes_to_a_server_whose_certificate_is_named_and_to_no_unknown_one(city, certificate, tmp_path):
    assert send(city, "a.zip", b"PK", str(certificate)) == "Đã gửi gói a.zip."
    with pytest.raises(NotSent, match="Không tin được máy chủ"):
        send(city, "a.zip", b"PK")
    with pytest.raises(NotSent, match="Không đọc được chứng thư"):
        send(city, "a.zip", b"PK", str(tmp_path / "khong-co.pem"))
