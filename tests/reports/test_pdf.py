"""PDF through LibreOffice: one run for all documents, and a sentence where it cannot be done.

LibreOffice is played here; test_rendered.py starts it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from emulation.reports import pdf
from emulation.reports.pdf import NoPdf, find_office, to_pdf

posix = pytest.mark.skipif(os.name == "nt", reason="plays LibreOffice with a shell script")

Played = Callable[[str], Path]


# ---- where it is


def test_office_is_found_on_the_path_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: "bin/libreoffice" if name == "libreoffice" else None)
    assert find_office() == Path("bin/libreoffice")


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(pdf, "_MACOS", tmp_path / "none")
    for name in ("ProgramFiles", "ProgramFiles(x86)"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("variable", ["ProgramFiles", "ProgramFiles(x86)"])
def test_office_is_found_among_the_programs_of_windows(
    variable: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "LibreOffice/program/soffice.exe"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setenv(variable, str(tmp_path))
    assert find_office() == program


@pytest.mark.usefixtures("nowhere")
def test_without_office_a_sentence_says_how_to_get_a_pdf() -> None:
    with pytest.raises(NoPdf, match=r"chưa có LibreOffice .* Lưu thành .* PDF"):
        to_pdf({"a.docx": b""})


@pytest.mark.usefixtures("nowhere")
def test_nothing_to_convert_needs_no_office() -> None:
    assert to_pdf({}) == {}


# ---- what it is told, and when it fails


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Played:
    """Play LibreOffice with a script."""

    def play(script: str) -> Path:
        program = tmp_path / "office"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setattr(pdf, "find_office", lambda: program)
        return tmp_path

    return play


@posix
def test_all_documents_go_in_one_run_under_names_and_settings_of_their_own(played: Played) -> None:
    at = played(
        'home="$(dirname "$0")"; for word in "$@"; do echo "$word"; done > "$home/told"; pwd > "$home/where"\n'
        'cp profile/user/registrymodifications.xcu "$home"; cp 0.docx 0.pdf; cp 1.xlsx 1.pdf'
    )
    assert to_pdf({"Đơn vị.docx": b"one", "b.xlsx": b"two"}) == {"Đơn vị.pdf": b"one", "b.pdf": b"two"}
    profile, *told = (at / "told").read_text().splitlines()
    assert profile.startswith("-env:UserInstallation=file:///")
    assert told == ["--headless", "--norestore", "--convert-to", "pdf", "0.docx", "1.xlsx"]
    settings = (at / "registrymodifications.xcu").read_text()
    assert "DisableMacrosExecution" in settings
    assert "BlockUntrustedRefererLinks" in settings
    assert not Path((at / "where").read_text().strip()).exists()


@posix
def test_a_document_that_gives_no_pdf_is_named(played: Played) -> None:
    played("cp 0.docx 0.pdf")
    with pytest.raises(NoPdf, match=r"không chuyển được Thôn Đông\.docx và 1 tệp khác sang PDF"):
        to_pdf({"a.docx": b"", "Thôn Đông.docx": b"", "c.docx": b""})


@posix
def test_a_run_that_does_not_end_is_ended_with_all_it_started(
    played: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = played(
        'sleep 600 & echo $! > "$(dirname "$0")/child.new"; mv "$(dirname "$0")/child.new" "$(dirname "$0")/child"; wait'
    )
    real = subprocess.Popen.wait

    def out_of_time(running: subprocess.Popen[bytes], seconds: float | None = None) -> int:
        """The time is over once the program has started another."""
        if seconds is None:
            return real(running)
        while not (at / "child").exists():
            time.sleep(0.01)
        raise subprocess.TimeoutExpired(running.args, seconds)

    monkeypatch.setattr(subprocess.Popen, "wait", out_of_time)
    with pytest.raises(NoPdf, match="đã dừng"):
        to_pdf({"a.docx": b""})
    child = int((at / "child").read_text())
    while _runs(child):  # a process that is killed takes a moment to end
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    """Whether that process still runs; one that ended but was not yet taken note of does not."""
    state = Path(f"/proc/{pid}/stat")
    if sys.platform == "linux":
        return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@posix
def test_a_program_that_cannot_run_gives_a_sentence(played: Played) -> None:
    (played("") / "office").chmod(0o644)
    with pytest.raises(NoPdf, match="không chạy được LibreOffice"):
        to_pdf({"a.docx": b""})
