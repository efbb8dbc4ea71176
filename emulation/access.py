"""Who sees and does what: roles, and whoever looks at a screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account is for. The words are those of the accounts page and of `emulation user`."""

    STANDING = "Thường trực"
    CHAIRMAN = "Chủ tịch"
    COUNCIL = "Hội đồng"
    UNIT = "Đơn vị"
    GUEST = "Khách"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks. `account`: the sign-in name, empty without accounts; `name`: what the history and recorded_by say.

    `units`: the ids of the units for which somebody of the role Đơn vị speaks; empty for all other roles.
    """

    role: Role
    account: str = ""
    name: str = ""
    units: tuple[str, ...] = ()


HERE = Viewer(Role.STANDING)
"""Whoever sits at the machine, where there are no accounts: may do everything."""
PUBLIC = Viewer(Role.GUEST)
"""Anybody, where public figures are served without accounts (`run.py --share --read-only`)."""
