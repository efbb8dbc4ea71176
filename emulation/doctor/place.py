"""What the doctor looks at."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from emulation import provider
from emulation.schema import TABLES
from emulation.scope import VIETNAM

ROOT = Path(__file__).parents[2]


def _now() -> datetime:
    return datetime.now(VIETNAM)


@dataclass(frozen=True, slots=True)
class Place:
    """A data folder, the program that serves it (`root`), and the machine with its clock and environment."""

    data: Path
    root: Path = ROOT
    home: Path = field(default_factory=Path.home)
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    now: datetime = field(default_factory=_now)

    @property
    def accounts(self) -> Path:
        """Where the accounts are kept, if there are any."""
        return Path(self.environ.get("EMULATION_ACCOUNTS") or self.data / "tai-khoan.sqlite")

    @property
    def provider(self) -> Path:
        """Where the identity provider of the province is described, if there is one."""
        return provider.file(self.accounts, self.environ)

    @property
    def calendars(self) -> Path:
        """Where the secret addresses of calendars are kept, if there are any."""
        return self.accounts.with_name("dia-chi-lich.json")

    @property
    def shared(self) -> bool:
        """Whether others than the one at this machine see the dashboard."""
        return bool(self.environ.get("EMULATION_SHARE")) or self.accounts.is_file()

    @property
    def files(self) -> list[Path]:
        """The folder's files of data that exist."""
        return [path for table in TABLES if (path := self.data / table.file).is_file()]

    def moment_of(self, path: Path) -> datetime:
        """When a file was last written."""
        return datetime.fromtimestamp(path.stat().st_mtime, VIETNAM)
