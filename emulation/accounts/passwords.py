"""Passwords: how they are hashed, what one must be, and the first one of an account."""

from __future__ import annotations

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST, MOST = 10, 200
"""Characters of a password."""
_DIFFERENT = 5
"""Characters of a password that differ from one another, at least."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what looks alike in print: i and l and 1, o and 0."""


def first() -> str:
    """A random password to be read aloud or written down once: three groups of four, 59 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def fault(password: str, account: str) -> str:
    """Why this cannot be the password of the account, as a sentence; empty if it can.

    >>> fault("chín con trâu", "chutich")
    ''
    """
    if len(password) < LEAST:
        return f"Mật khẩu phải có từ {LEAST} ký tự."
    if len(password) > MOST:
        return f"Mật khẩu dài nhất {MOST} ký tự."
    if len(set(password)) < _DIFFERENT or account in password.casefold():
        return "Mật khẩu này quá dễ đoán: lặp lại ít ký tự, hoặc chứa tên đăng nhập."
    return ""


class Hashes:
    """Argon2 hashes, with the parameters of `hasher`."""

    def __init__(self, hasher: PasswordHasher) -> None:
        self._hasher = hasher
        self._nobodys = ""

    def of(self, password: str) -> str:
        return self._hasher.hash(_composed(password))

    def fits(self, password: str, kept: str) -> bool:
        """Whether the password has the hash `kept`. It takes as long for an account that there is not (empty `kept`)."""
        if not self._nobodys:
            self._nobodys = self.of(secrets.token_urlsafe())
        try:
            # More than any password has is not hashed: the time would be the guesser's to choose.
            fits = self._hasher.verify(kept or self._nobodys, _composed(password[: MOST + 1]))
        except (VerificationError, InvalidHashError):
            return False
        return fits and bool(kept)

    def is_old(self, kept: str) -> bool:
        """Whether the hash was made with other parameters."""
        return self._hasher.check_needs_rehash(kept)


def _composed(password: str) -> str:
    """One spelling for what keyboards write differently: ế as one letter, or as three."""
    return unicodedata.normalize("NFKC", password)
