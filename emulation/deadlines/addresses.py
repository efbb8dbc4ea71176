"""The secret addresses at which phones fetch calendars without signing in: one for each unit, and one for all.

Who has an address sees the calendar behind it, and nothing else. It is of the unit and not of an account: who may see the
calendar may see the address, and give it another one, which ends the former at once.
"""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from emulation.store import disk

FILE = "dia-chi-lich.json"
"""The file's name beside the accounts. Only its owner may read it."""
MODE = 0o600
_ALL = ""
"""Stands for all units in place of a unit's id."""


class Addresses:
    """The addresses in the file at `path`. Where it is missing, or cannot be read, there are none."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def of(self, unit: str = _ALL) -> str:
        """The secret of a unit's calendar, or of that of all; empty where none was made."""
        return self._read().get(unit, "")

    def units(self) -> list[str]:
        """Those whose calendar has an address, "" for all."""
        return list(self._read())

    def renew(self, unit: str = _ALL) -> str:
        """Make a new secret; the former one is worth nothing any more. Raises SaveRefused; nothing has changed then."""
        with disk.locked(self.path.parent):
            known = self._read() | {unit: secrets.token_urlsafe(32)}
            try:
                _put(self.path, json.dumps(known, ensure_ascii=False, indent=1).encode())
            except OSError as error:
                raise disk.refusal(error, self.path) from None
        return known[unit]

    def unit_of(self, secret: str) -> str | None:
        """Whose calendar a secret opens, a unit's id or "" for all; None where it opens none."""
        found = None
        for unit, known in self._read().items():  # all of them: how long it takes tells nothing
            if secrets.compare_digest(known.encode(), secret.encode()):
                found = unit
        return found

    def _read(self) -> dict[str, str]:
        try:
            kept = json.loads(self.path.read_bytes())
            return {str(unit): secret for unit, secret in kept.items() if isinstance(secret, str) and secret}
        except (OSError, ValueError, AttributeError, RecursionError):
            return {}


def _put(path: Path, data: bytes) -> None:
    """Write the file as `disk.put` does, private from its first moment on."""
    waiting = disk.temporary(path)
    with suppress(FileNotFoundError):
        waiting.unlink()
    try:
        with os.fdopen(os.open(waiting, os.O_CREAT | os.O_EXCL | os.O_WRONLY, MODE), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        disk.replace(waiting, path)
    except BaseException:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)
        raise
    disk.sync_folder(path.parent)
