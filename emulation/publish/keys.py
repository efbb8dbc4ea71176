"""The keys of communes as text. (Ed25519, of `cryptography`.)"""

from __future__ import annotations

import base64
import binascii

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_KIND = "ed25519:"
"""Stands before every key, so that no spreadsheet takes one that begins with + for a formula."""


class NotAKey(ValueError):
    """A text that is no public key."""


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
