"""Reports as they come out of the printer: LibreOffice lays out each document, and its pages are read back.

It is started once for all: every kind for the sample or, where the sample has another of the same parts, for a bloc of
the large commune, whose names are as long as real ones get, and for one that has hardly anything; the workbooks; and
letters under names and with pictures that need care.
"""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader

from emulation.intake import read_folder
from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.made import Made
from emulation.reports.pdf import find_office, to_pdf
from emulation.reports.request import Request
from emulation.scope import VIETNAM, Scope
from emulation.warehouse import Warehouse
from tests.councils import almost_empty, large
from tests.reports.pages import POINTS_IN_CM, Printed

pytestmark = pytest.mark.skipif(find_office() is None, reason="no LibreOffice on this machine")
SAMPLE = Path(__file__).parents[2] / "data"
MADE_AT = datetime(2026, 11, 23, 10, 15, tzinfo=VIETNAM)
CASES = {
    "sample": [
        name for name, kind in KINDS.items() if kind.documents and name not in ("half-year", "quarter")
    ],
    "large": ["half-year", "ranking", "proposal", "reminders"],
    "almost empty": ["quarter"],
}
WITH_NEXT = ("Tên loại", "Trích yếu", "Mục La Mã", "Mục số", "Tên bảng", "Ô nhóm")
MIDDLE = 10 * POINTS_IN_CM
WIDTH, LEFT, RIGHT = 21.0, 3.0, 2.0
"""Of the page and its margins, in centimetres; test_format.py sees that they are those of the decree."""
SIGNED = ("Nơi nhận", "Chức vụ")
"""How the row with the signatures begins."""


def asked(data: Warehouse, kind: str, blocs: tuple[str, ...]) -> Request:
    """A report of the kind, on the folder's own day and the quarter of it."""
    chosen = {}
    if KINDS[kind].on == "scoring period":
        chosen["quarter"] = (data.default_as_of.month + 2) // 3
    if "level" in KINDS[kind].about:
        chosen["level"] = "Cấp xã"
    elif "meeting" in KINDS[kind].about:
        held = (row for row in data.table("meetings").itertuples() if row.kind == "Họp Hội đồng")
        concluding = data.ask("conclusions", Scope.at(data.default_as_of))["meeting_id"]
        chosen["meeting"] = concluding[0] if KINDS[kind].of_conclusions else next(held).meeting_id
    return Request.of(KINDS[kind], data.default_as_of, blocs=blocs, **chosen)


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


class Converted(NamedTuple):
    """`reports` by folder and kind, of letters the first; `pdfs` of these and all else by file name, in order."""

    reports: dict[str, bytes]
    pdfs: dict[str, bytes]


@pytest.fixture(scope="module")
def converted(tmp_path_factory, asked_for) -> Converted:
    folders = {
        "sample": (SAMPLE, ()),
        "large": (large(tmp_path_factory.mktemp("large")), ("K1",)),
        "almost empty": (almost_empty(tmp_path_factory.mktemp("almost")), ()),
    }
    reports, others = {}, {}
    for folder, (path, blocs) in folders.items():
        data = Warehouse(read_folder(path)[0])
        for kind in CASES[folder]:
            facts = Facts(data, asked(data, kind, blocs), MADE_AT)
            reports[f"{folder}-{kind}"] = next(iter(Made(facts).files().values()))
        if folder == "sample":
            for name, kind in (("so-lieu.2026.xlsx", "statistics"), ("bieu.XLSX", "forms")):
                facts = Facts(data, Request.of(KINDS[kind], data.default_as_of), MADE_AT)
                (others[name],) = Made(facts).files().values()
    others["Công văn đôn đốc – Thôn Đông.docx"] = letter("Đề nghị Thôn Đông báo cáo trước ngày 20/11/2026.")
    others["anh.docx"] = with_picture_from(asked_for[0])
    return Converted(reports, to_pdf({f"{name}.docx": report for name, report in reports.items()} | others))


@pytest.fixture(scope="module")
def reports(converted) -> dict[str, Printed]:
    """What is on the pages of each report."""
    return {
        name: Printed(report, converted.pdfs[f"{name}.pdf"]) for name, report in converted.reports.items()
    }


def faults(reports, find) -> dict:
    """What `find` finds in each report, where it finds anything."""
    return {name: found for name, report in reports.items() if (found := find(report))}


def test_all_text_is_printed_once_and_nothing_else(reports):
    assert all(len(report.pieces) > 10 for report in reports.values())
    assert faults(reports, lambda report: report.unread) == {}


def test_pages_are_numbered_in_the_middle_of_the_top_margin_from_the_second(reports):
    middle = (LEFT + (WIDTH - LEFT - RIGHT) / 2) * POINTS_IN_CM

    def wrong(report):
        for page, letters in report.numbers.items():
            if "".join(letter.letter for letter in letters) != (str(page) if page > 1 else ""):
                yield page
            elif letters and abs(letters[0].x - middle) > 10:
                yield letters[0]

    assert faults(reports, lambda report: list(wrong(report))) == {}
    assert max(report.pages for report in reports.values()) > 9


def test_all_else_stands_within_the_margins(reports):
    left, right = LEFT * POINTS_IN_CM - 1, (WIDTH - RIGHT) * POINTS_IN_CM

    def outside(report):
        return [letter for letter in (*report.letters, *report.foot) if not left < letter.x < right]

    assert faults(reports, outside) == {}


def test_the_datas_version_stands_in_the_margin_at_the_foot_of_the_last_page_with_text_above_it(reports):
    def misplaced(report):
        said = Counter(letter.letter for letter in report.foot)
        pages = {letter.page for letter in report.foot}
        above = {letter.page for letter in report.letters}
        lowest = min(letter.y for letter in report.foot)
        wanted = Counter("".join(report.wanted_foot.split()))
        return (said, pages, lowest > 14) != (wanted, {report.pages}, True) or pages - above

    assert faults(reports, misplaced) == {}


def test_rows_and_frames_stand_on_one_page(reports):
    def broken(report):
        return [x.text for x in report.pieces if x.kind != "paragraph" and x.first_page != x.last_page]

    assert faults(reports, broken) == {}


def test_no_heading_stands_alone_at_the_foot_of_a_page(reports):
    def alone(report):
        return [
            piece.text
            for piece, following in pairwise(report.pieces)
            if (piece.kind == "heading" or piece.style in WITH_NEXT)
            and piece.last_page != following.first_page
        ]

    assert faults(reports, alone) == {}


def test_signatures_stand_below_two_lines_of_the_text(reports):
    def torn(report):
        place = _signed(report)
        page = report.pieces[place].first_page
        last = report.pieces[place - 1]
        above = {x.y for piece in report.pieces[:place] for x in piece.letters if x.page == page}
        return not (len(above) >= 2 and last.last_page == page)

    assert faults(reports, torn) == {}


def test_place_and_date_are_level_with_the_number_and_recipients_with_the_authority(reports):
    def apart(report):
        number = next(piece for piece in report.pieces if piece.style == "Số, ký hiệu")
        for piece in (number, report.pieces[_signed(report)]):
            left, right = ([x.y for x in piece.letters if (x.x < MIDDLE) == side] for side in (True, False))
            if right and abs(max(left) - max(right)) > 3:  # minutes say in their text when they were taken
                yield piece.text

    assert faults(reports, lambda report: list(apart(report))) == {}


def _signed(report) -> int:
    """Which piece has the signatures."""
    return next(place for place, piece in enumerate(report.pieces) if piece.style in SIGNED)


# ---- workbooks, and letters of any name


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


def test_each_document_becomes_a_pdf_of_its_name(converted):
    names = ["so-lieu.2026.pdf", "bieu.pdf", "Công văn đôn đốc – Thôn Đông.pdf", "anh.pdf"]
    assert [*converted.pdfs] == [*(f"{report}.pdf" for report in converted.reports), *names]
    assert "20/11/2026" in text_of(converted.pdfs["Công văn đôn đốc – Thôn Đông.pdf"])


def test_a_workbook_is_printed_as_it_is_set_up_with_vietnamese_numbers(converted):
    pages = PdfReader(io.BytesIO(converted.pdfs["so-lieu.2026.pdf"])).pages
    assert {tuple(sorted(round(float(side)) for side in page.mediabox[2:])) for page in pages} == {(595, 842)}
    said = text_of(converted.pdfs["so-lieu.2026.pdf"])
    assert "66,7%" in said
    assert "16/11/2026" in said
    assert f"Trang {len(pages)}/{len(pages)}" in said
    assert "##" not in said
    assert "Err:" not in said


def test_a_form_is_one_page(converted):
    pages = PdfReader(io.BytesIO(converted.pdfs["bieu.pdf"])).pages
    assert len(pages) == 3
    for page, number in zip(pages, ("0601", "0602", "0603"), strict=True):
        assert f"{number}.N/BNV" in page.extract_text()


@pytest.mark.usefixtures("converted")
def test_nothing_is_fetched_from_elsewhere(asked_for):
    assert asked_for[1] == []
