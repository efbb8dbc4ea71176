"""The pages of a printed report: where each piece of the document's text came to stand.

The text of a page is read in the order in which it is drawn. Letters that the font lacks are drawn after the others of
their line, so a piece of text is found by its letters, whatever their order, right after the piece before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf import PdfReader

POINTS_IN_CM = 72 / 2.54
WIDTH, HEIGHT = 21 * POINTS_IN_CM, 29.7 * POINTS_IN_CM
TOP, BOTTOM = HEIGHT - 2 * POINTS_IN_CM, 2 * POINTS_IN_CM
FOOT = "Dòng cuối"
"""The style of what stands in the margin at the foot of the last page."""


class Letter(NamedTuple):
    """A letter, its page from 1, and where its run of letters begins in points from the page's lower left corner."""

    letter: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a row of a table, and its letters as printed. `style` is the first paragraph's."""

    kind: str
    style: str
    text: str
    letters: list[Letter]

    @property
    def first_page(self) -> int:
        return self.letters[0].page

    @property
    def last_page(self) -> int:
        return self.letters[-1].page


class Printed:
    """A document and its PDF. `numbers`: what stands in the top margin of each page; `foot`: in the bottom margin of any;
    `pieces` the rest, in order."""

    def __init__(self, document: bytes, pdf: bytes) -> None:
        letters = list(_letters(pdf))
        self.pages = max(letter.page for letter in letters)
        self.numbers: dict[int, list[Letter]] = {page + 1: [] for page in range(self.pages)}
        self.letters, self.foot = [], []
        for letter in letters:
            place = self.foot if letter.y < BOTTOM else self.letters
            (self.numbers[letter.page] if letter.y > TOP else place).append(letter)
        self.wanted_foot = ""
        self._read = 0
        self.pieces = list(self._pieces(document))

    @property
    def unread(self) -> str:
        """What is printed after the last piece of the document."""
        return "".join(letter.letter for letter in self.letters[self._read :])

    def _pieces(self, document: bytes) -> Iterator[Piece]:
        for block in docx.Document(BytesIO(document)).iter_inner_content():
            if isinstance(block, Paragraph) and _style(block) == FOOT:
                self.wanted_foot += block.text
            elif isinstance(block, Paragraph):
                yield from self._piece("paragraph", _style(block), block.text)
            else:
                yield from self._rows(block)

    def _rows(self, table: Table) -> Iterator[Piece]:
        """The rows; where one is the first of a page, the heading must be printed before it again."""
        heading = ""
        for row in table.rows:
            cells = {id(cell._tc): cell for cell in row.cells}.values()
            text = " ".join(cell.text for cell in cells)
            style = _style(row.cells[0].paragraphs[0])
            if row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None:
                heading = text
                yield from self._piece("heading", style, text)
                continue
            if heading and self.letters[self._read].page != self.letters[self._read - 1].page:
                yield from self._piece("heading", style, heading)
            yield from self._piece("row" if heading else "frame", style, text)

    def _piece(self, kind: str, style: str, text: str) -> Iterator[Piece]:
        wanted = "".join(text.split())
        if not wanted:
            return
        found = self.letters[self._read : self._read + len(wanted)]
        assert Counter(letter.letter for letter in found) == Counter(wanted), (
            f"{kind} “{text}” is printed as “{''.join(letter.letter for letter in found)}”"
        )
        self._read += len(wanted)
        yield Piece(kind, style, text, found)


def _style(paragraph: Paragraph) -> str:
    return paragraph.style.name if paragraph.style is not None and paragraph.style.name else ""


def _letters(pdf: bytes) -> Iterator[Letter]:
    for number, page in enumerate(PdfReader(BytesIO(pdf)).pages, start=1):
        found: list[Letter] = []

        def take(text, _cm, place, _font, _size, found=found, number=number) -> None:
            found.extend(Letter(letter, number, place[4], place[5]) for letter in "".join(text.split()))

        page.extract_text(visitor_text=take)
        yield from found
