"""The keys of communes: the private one in the data folder, the public one as text. (Ed25519, of `cryptography`.)"""

from __future__ import annotations

import base64
import binascii
import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from emulation.store import disk

FILE = "khoa-ky.pem"
"""The private key in a data folder. It is no data: no backup, export or history has it."""
_KIND = "ed25519:"
"""Stands before every key, so that no spreadsheet takes one that begins with + for a formula."""


class NotAKey(ValueError):
    """A text that is no public key, or a file that holds no private one; then the message is a sentence."""


def written(key: Ed25519PublicKey) -> str:
    """A public key as it stands in the city's `communes.csv`."""
    return _KIND + base64.b64encode(key.public_bytes_raw()).decode()


def public_key(text: str) -> Ed25519PublicKey:
    """The key of such a text. Raises NotAKey."""
    try:
        if not text.startswith(_KIND):
            raise NotAKey(text)
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(text.removeprefix(_KIND), validate=True))
    except (ValueError, binascii.Error):
        raise NotAKey(text) from None


def own_key(folder: Path) -> Ed25519PrivateKey:
    """The key with which the commune of this data folder signs; made where there is none. Raises NotAKey, SaveRefused."""
    path = folder / FILE
    kept = disk.read(path)
    if kept is None:
        kept = _made(path)
    try:
        found = load_pem_private_key(kept, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        found = None
    if not isinstance(found, Ed25519PrivateKey):
        raise NotAKey(
            f"Tệp {path} không phải khoá ký. Chép lại tệp từ bản lưu; mất khoá thì xoá tệp, lập khoá mới và báo thành phố."
        )
    return found


def _made(path: Path) -> bytes:
    """A new key, or that which another process made in the meantime. Raises SaveRefused."""
    with disk.locked(path.parent):
        if (kept := disk.read(path)) is not None:
            return kept
        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        try:
            _write_private(path, pem)
        except OSError as error:
            raise disk.refusal(error, path) from None
        return pem


def _write_private(path: Path, pem: bytes) -> None:
    """For its owner only from its first byte, and whole or not at all. Raises OSError."""
    waiting = disk.temporary(path)
    waiting.unlink(missing_ok=True)
    with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(path)
    disk.sync_folder(path.parent)
