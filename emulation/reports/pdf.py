"""PDF by LibreOffice, if it is installed: all documents in one run, with a user profile of their own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from emulation import words

_SETTINGS = Path(__file__).with_name("office.xcu")
_NAMES = ("soffice", "libreoffice")
_MACOS = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
_WINDOWS = Path("LibreOffice/program/soffice.exe")
"""Relative to %ProgramFiles% or %ProgramFiles(x86)%."""
_START, _EACH = 60.0, 10.0
"""Seconds allowed for LibreOffice to start, and for a document, on a slow machine."""
_BY_HAND = "Mở tệp Word hoặc Excel rồi chọn Lưu thành (Save As), kiểu PDF"


class NoPdf(Exception):
    """No PDF was made; says why and what to do instead, in Vietnamese."""


def find_office() -> Path | None:
    """LibreOffice's program on this machine, if there is one."""
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    folders = [os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)")]
    usual = [_MACOS, *(Path(folder) / _WINDOWS for folder in folders if folder)]
    return next((path for path in usual if path.is_file()), None)


def to_pdf(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each document (.docx or .xlsx, by name) as a PDF of that name, in the same order. Raises NoPdf.

    Names must differ without their endings. LibreOffice works on copies with neutral names in a temporary folder.
    """
    if not files:
        return {}
    office = find_office()
    if office is None:
        raise NoPdf(f"máy này chưa có LibreOffice để tạo PDF. {_BY_HAND}, hoặc cài LibreOffice (miễn phí).")
    try:
        with tempfile.TemporaryDirectory(prefix="bao-cao-", ignore_cleanup_errors=True) as place:
            return _convert(office, files, Path(place))
    except OSError as error:
        raise NoPdf(f"không chạy được LibreOffice: {error.strerror or error}. {_BY_HAND}.") from None


def _convert(office: Path, files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    shutil.copyfile(_SETTINGS, profile / "user/registrymodifications.xcu")
    neutral = {name: f"{number}{Path(name).suffix.lower()}" for number, name in enumerate(files)}
    for name, content in files.items():
        (folder / neutral[name]).write_bytes(content)
    command = [str(office), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    _run([*command, "--convert-to", "pdf", *neutral.values()], folder, _START + _EACH * len(files))
    made = {name: (folder / neutral[name]).with_suffix(".pdf") for name in files}
    if missing := [name for name, path in made.items() if not path.is_file()]:
        others = f" và {len(missing) - 1} tệp khác" if len(missing) > 1 else ""
        raise NoPdf(f"LibreOffice không chuyển được {missing[0]}{others} sang PDF. {_BY_HAND}.")
    return {Path(name).with_suffix(".pdf").name: path.read_bytes() for name, path in made.items()}


def _run(command: list[str], folder: Path, seconds: float) -> None:
    """Run a program in a folder; on timeout kill it and its child processes."""
    nothing = subprocess.DEVNULL
    running = subprocess.Popen(
        command, cwd=folder, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired:
        limit = words.number(seconds, 0)
        raise NoPdf(f"LibreOffice chạy quá {limit} giây nên đã dừng. Thử lại; hoặc: {_BY_HAND}.") from None
    finally:
        if running.poll() is None:
            _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        tree = ["taskkill", "/F", "/T", "/PID", str(running.pid)]
        subprocess.run(tree, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    else:
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()
