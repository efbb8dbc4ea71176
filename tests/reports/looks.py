"""How the text of a .docx looks: what its styles and its own formatting come to, and how long a line of it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from pypdf._codecs.core_font_metrics import CORE_FONT_METRICS

POINTS_IN_CM = 72 / 2.54
_BOLD = CORE_FONT_METRICS["Times-Bold"].character_widths
"""A thousandth of the size each; Times New Roman is as wide."""
_NONE = Pt(0)
_INSET = 0.19
"""Centimetres at each side of a cell where its table does not say."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: text with its line breaks; sizes and spaces in points, widths in centimetres.

    `room`: between the sides of its page or cell and its indents; `line`: the height of its lines, 1 for single.
    """

    style: str
    text: str
    fonts: frozenset[tuple[float, bool, bool]]
    """Size, bold and italic of its letters; of its style where it has none."""
    align: ALIGN
    before: float
    after: float
    first: float
    indents: tuple[float, float]
    line: float
    room: float
    rule: bool
    """A solid line below it."""
    in_table: bool


class Document:
    """A .docx read back."""

    def __init__(self, content: bytes) -> None:
        self.docx = docx.Document(BytesIO(content))
        self.section: Any = self.docx.sections[0]
        self._styles = {style.style_id: style for style in self.docx.styles}
        self._of_styles: dict[tuple[str, str], Any] = {}

    @cached_property
    def lines(self) -> list[Line]:
        """Every paragraph of the text, those of cells too, from top to bottom."""
        return list(self._lines())

    @cached_property
    def room(self) -> float:
        """Between the margins, in centimetres."""
        section = self.section
        return section.page_width.cm - section.left_margin.cm - section.right_margin.cm

    def _lines(self) -> Iterator[Line]:
        for block in self.docx.iter_inner_content():
            if isinstance(block, Paragraph):
                yield self.line(block, self.room)
                continue
            inset = _inset(block)
            for cell in block._tbl.iter_tcs():
                width: Any = cell.width
                for paragraph in cell.p_lst:
                    yield self.line(Paragraph(paragraph, block), width.cm - 2 * inset, in_table=True)

    def line(self, paragraph: Paragraph, room: float, in_table: bool = False) -> Line:
        """The paragraph, in a cell or page of so much room."""
        style, form = paragraph._p.style or "Normal", paragraph.paragraph_format

        def is_set(attribute: str, otherwise: Any = _NONE) -> Any:
            own = getattr(form, attribute)
            return (
                own if own is not None else self._of_style(style, f"paragraph_format.{attribute}", otherwise)
            )

        indents = (is_set("left_indent").cm, is_set("right_indent").cm)
        runs = [run for run in paragraph.runs if run.text]
        return Line(
            style=self._styles[style].name or "",
            text=paragraph.text,
            fonts=frozenset(self._font(run, style) for run in runs or [None]),
            align=is_set("alignment", ALIGN.LEFT),
            before=is_set("space_before").pt,
            after=is_set("space_after").pt,
            first=is_set("first_line_indent").cm,
            indents=indents,
            line=is_set("line_spacing", 1.0),
            room=room - sum(indents),
            rule=_is_ruled(self._styles[style].element) or _is_ruled(paragraph._p),
            in_table=in_table,
        )

    def _font(self, run: Run | None, style: str) -> tuple[float, bool, bool]:
        def is_set(attribute: str) -> Any:
            own = None if run is None or run._r.rPr is None else getattr(run.font, attribute)
            if own is None and run is not None and run._r.style:
                own = self._of_style(run._r.style, f"font.{attribute}")
            return own if own is not None else self._of_style(style, f"font.{attribute}")

        return is_set("size").pt, bool(is_set("bold")), bool(is_set("italic"))

    def _of_style(self, style: str, path: str, otherwise: Any = None) -> Any:
        """What a style or those that it is based on say of `path`."""
        if (style, path) not in self._of_styles:
            chain = _chain(self._styles[style])
            found = (reduce(getattr, path.split("."), each) for each in chain)
            self._of_styles[style, path] = next((value for value in found if value is not None), otherwise)
        return self._of_styles[style, path]


def widths(line: Line) -> list[float]:
    """How long each of its lines comes out, in centimetres: of bold letters, broken where its room ends."""
    ((size, bold, italic),) = line.fonts
    assert bold, line.text
    assert not italic, line.text
    found = []
    for text in line.text.split("\n"):
        words = text.split(" ")
        while words:
            count = len(words)
            while count > 1 and _width(" ".join(words[:count]), size) > line.room:
                count -= 1
            found.append(_width(" ".join(words[:count]), size))
            words = words[count:]
    return found


def _width(text: str, size: float) -> float:
    plain = unicodedata.normalize("NFD", text.translate({ord("đ"): "d", ord("Đ"): "D", ord("–"): "-"}))
    letters = [_BOLD[letter] for letter in plain if not unicodedata.combining(letter)]
    return sum(letters) * size / 1000 / POINTS_IN_CM


def _inset(table: Table) -> float:
    own = table._tbl.tblPr.find(f"{qn('w:tblCellMar')}/{qn('w:left')}")
    return _INSET if own is None else int(own.get(qn("w:w"))) / 20 / POINTS_IN_CM


def _chain(style: Any) -> Iterator[Any]:
    while style is not None:
        yield style
        style = style.base_style


def _is_ruled(element: Any) -> bool:
    """Whether it has a solid line below, and no other."""
    borders = element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    kinds = {} if borders is None else {side.tag: side.get(qn("w:val")) for side in borders}
    return kinds == {qn("w:bottom"): "single"}
