"""Finds the browser that the machine already has. Standard library only: run.py uses it too."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

NOT_FOUND = """\
Không tìm thấy Chromium, Chrome hoặc Edge: kiểm thử trên trình duyệt không chạy được. Cách có:
  Debian: sudo apt install chromium
  Ubuntu, Windows, macOS: cài Google Chrome (https://www.google.com/chrome/) hoặc Microsoft Edge
  Đã có ở nơi khác: đặt biến môi trường CHROMIUM là đường dẫn tới tệp chạy của nó"""

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
)
MAC_APPS = ("Chromium", "Google Chrome", "Microsoft Edge")
WINDOWS_PROGRAMS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)


def find_chromium() -> Path | None:
    """The browser to test with: what CHROMIUM names, else Chromium, Chrome or Edge where they usually are."""
    named = os.environ.get("CHROMIUM")
    candidates = [Path(named)] if named else candidates_of(sys.platform)
    return next((path for path in candidates if path.is_file()), None)


def candidates_of(platform: str) -> Iterator[Path]:
    """Where the system keeps browsers, preferred ones first."""
    if platform == "win32":
        # Per browser all the places: a Chrome of one's own goes before the Edge that Windows brings.
        places = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        yield from (Path(place) / program for program in WINDOWS_PROGRAMS for place in places if place)
    elif platform == "darwin":
        folders = (Path("/Applications"), Path.home() / "Applications")
        yield from (folder / f"{app}.app/Contents/MacOS/{app}" for app in MAC_APPS for folder in folders)
    else:
        yield from (Path(found) for command in COMMANDS if (found := shutil.which(command)))
