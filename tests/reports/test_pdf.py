"""PDF through LibreOffice: one run for all documents, and a sentence where it cannot be done.

The only module that starts LibreOffice itself, once.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader

from emulation.intake import read_folder
from emulation.reports import pdf
from emulation.reports.forms import forms
from emulation.reports.pdf import NoPdf, find_office, to_pdf
from emulation.reports.statistics import statistics
from emulation.warehouse import Warehouse
from tests.reports.workbooks import facts_of

SAMPLE = Path(__file__).parents[2] / "data"
needs_office = pytest.mark.skipif(find_office() is None, reason="no LibreOffice on this machine")
posix = pytest.mark.skipif(os.name == "nt", reason="plays LibreOffice with a shell script")

Played = Callable[[str], Path]


def letter(text: str) -> bytes:
    data = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(data)
    return data.getvalue()


def with_picture_from(address: str) -> bytes:
    """A letter whose picture lies elsewhere."""
    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    document = docx.Document()
    document.add_picture(picture)
    (blip,) = document.element.body.iter(qn("a:blip"))
    blip.set(qn("r:link"), document.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True))
    del blip.attrib[qn("r:embed")]
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def text_of(data: bytes) -> str:
    """The words of a PDF; those with a letter that the machine's font lacks are in pieces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


# ---- LibreOffice itself


@pytest.fixture(scope="module")
def asked_for() -> Iterator[tuple[str, list[str]]]:
    """A server of this machine: its address, and what is asked of it."""
    paths: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            paths.append(self.rfile.readline().decode())
            self.close_connection = True

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/x.png", paths
        server.shutdown()


@pytest.fixture(scope="module")
def converted(asked_for: tuple[str, list[str]]) -> dict[str, bytes]:
    data = Warehouse(read_folder(SAMPLE)[0])
    return to_pdf(
        {
            "Công văn đôn đốc – Thôn Đông.docx": letter("Đề nghị Thôn Đông báo cáo trước ngày 20/11/2026."),
            "so-lieu.2026.xlsx": statistics(facts_of(data, "statistics")),
            "bieu.XLSX": forms(facts_of(data, "forms")),
            "anh.docx": with_picture_from(asked_for[0]),
        }
    )


@needs_office
def test_each_document_becomes_a_pdf_of_its_name(converted: dict[str, bytes]) -> None:
    names = ["Công văn đôn đốc – Thôn Đông.pdf", "so-lieu.2026.pdf", "bieu.pdf", "anh.pdf"]
    assert list(converted) == names
    assert "20/11/2026" in text_of(converted["Công văn đôn đốc – Thôn Đông.pdf"])


@needs_office
def test_a_workbook_is_printed_as_it_is_set_up_with_vietnamese_numbers(converted: dict[str, bytes]) -> None:
    pages = PdfReader(io.BytesIO(converted["so-lieu.2026.pdf"])).pages
    assert {tuple(sorted(round(float(side)) for side in page.mediabox[2:])) for page in pages} == {(595, 842)}
    said = text_of(converted["so-lieu.2026.pdf"])
    assert "66,7%" in said
    assert "16/11/2026" in said
    assert f"Trang {len(pages)}/{len(pages)}" in said
    assert "##" not in said
    assert "Err:" not in said


@needs_office
def test_a_form_is_one_page(converted: dict[str, bytes]) -> None:
    pages = PdfReader(io.BytesIO(converted["bieu.pdf"])).pages
    assert len(pages) == 3
    for page, number in zip(pages, ("0601", "0602", "0603"), strict=True):
        assert f"{number}.N/BNV" in page.extract_text()


@needs_office
@pytest.mark.usefixtures("converted")
def test_nothing_is_fetched_from_elsewhere(asked_for: tuple[str, list[str]]) -> None:
    assert asked_for[1] == []


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
    monkeypatch.setattr(pdf, "_START", 0.3)
    monkeypatch.setattr(pdf, "_EACH", 0.0)
    at = played('sleep 60 & echo $! > "$(dirname "$0")/child"; wait')
    started = time.monotonic()
    with pytest.raises(NoPdf, match="đã dừng"):
        to_pdf({"a.docx": b""})
    assert time.monotonic() - started < 10
    assert not _runs(int((at / "child").read_text()))


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
