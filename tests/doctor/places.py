"""A well-kept folder for the doctor to look at, which each test spoils in one way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from emulation.doctor import Finding, Grade, Place
from emulation.scope import VIETNAM
from tests.folders import write_folder

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=VIETNAM)
SETTINGS = """
[server]
address = "127.0.0.1"
allowedHosts = ["127.0.0.1", "localhost"]
[client]
showErrorDetails = "none"
toolbarMode = "minimal"
allowedOrigins = []
[browser]
gatherUsageStats = false
"""


def place(
    tmp_path: Path, settings: str = SETTINGS, environ: Mapping[str, str] | None = None, **more: Any
) -> Place:
    """A folder last written an hour before `NOW`, and a program with `settings`."""
    folder = write_folder(tmp_path / "data")
    folder.chmod(0o750)
    for path in folder.iterdir():
        path.chmod(0o640)
        touch(path, NOW.replace(hour=8))
    root, home = tmp_path / "program", tmp_path / "home"
    for each in (root / ".streamlit", home):
        each.mkdir(parents=True, exist_ok=True)
    (root / ".streamlit/config.toml").write_text(settings, encoding="utf-8")
    return replace(Place(folder, root, home, environ or {}, NOW), **more)


def touch(path: Path, when: datetime) -> None:
    os.utime(path, (when.timestamp(), when.timestamp()))


def bad(findings: Iterable[Finding]) -> list[Finding]:
    return [each for each in findings if each.grade is not Grade.GOOD]


def only(findings: Iterable[Finding]) -> Finding:
    """The one bad finding."""
    (found,) = bad(findings)
    assert found.remedy, found
    return found
