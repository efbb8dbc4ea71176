"""Who may sign in, and who has: accounts, sessions and waits, in one SQLite file beside the data.

`file` the SQLite file, `passwords` hashing and what a password must be, `waits` the waits after wrong ones, `account` what
there is of an account, `sessions` how one begins and ends, `store` all of it behind one class, `command` what
`python -m emulation user` does.
"""

from emulation.accounts.account import Account, NotSignedIn, Session, SignedIn
from emulation.accounts.file import FILE, Refused, Unusable
from emulation.accounts.sessions import ABSOLUTE, DEVICE, IDLE
from emulation.accounts.store import Accounts, default_path, opened

__all__ = [
    "ABSOLUTE",
    "DEVICE",
    "FILE",
    "IDLE",
    "Account",
    "Accounts",
    "NotSignedIn",
    "Refused",
    "Session",
    "SignedIn",
    "Unusable",
    "default_path",
    "opened",
]
