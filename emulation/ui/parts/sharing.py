"""With whom the server shares its screens, and the accounts of those who sign in."""

from __future__ import annotations

import os
from enum import StrEnum

from emulation.accounts import Accounts, default_path, opened
from emulation.deadlines import Addresses
from emulation.deadlines.addresses import FILE

SESSION, DEVICE = "session", "device"
"""The names of the cookies: of a session, and of a device that once signed in."""


class Sharing(StrEnum):
    """The values of the environment variable EMULATION_SHARE."""

    HERE = ""
    """Only this machine; whoever sits at it may do everything."""
    ACCOUNTS = "accounts"
    READ_ONLY = "read-only"
    """Everybody sees the public figures."""


def sharing() -> Sharing:
    """How this server shares. Raises ValueError for a word that is none: nobody is let in by a slip of the pen."""
    return Sharing(os.environ.get("EMULATION_SHARE", ""))


def accounts() -> Accounts:
    """The accounts of this server."""
    return opened(default_path())


def addresses() -> Addresses:
    """The secret addresses of calendars on this server."""
    return Addresses(accounts().path.with_name(FILE))
