"""A Word template in the format of an administrative document: NĐ 30/2020/NĐ-CP, Phụ lục I.

Tags (`{{ ky }}`) are filled by `emulation.reports.word`. In texts, `[[…]]` is a blank that only a person can fill.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from emulation.reports.drafting import styles

WIDTH, HEIGHT = Cm(21), Cm(29.7)
TOP = BOTTOM = RIGHT = Cm(2)
LEFT = Cm(3)
ROOM = 16.0
"""Centimetres between the margins."""
LANDSCAPE_ROOM = 29.7 - 5.0
_HEADER = Cm(1)
_AGENCY = 6.2
"""Centimetres of the left half of the letterhead."""
_BLANK = re.compile(r"(\[\[.+?\]\])")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, width in centimetres, what a row shows, and in the line of totals."""

    heading: str
    width: float
    cell: str
    align: str = "left"
    total: str = ""


class Sheet:
    """A template being drawn, from top to bottom."""

    def __init__(self, title: str, *, landscape: bool = False) -> None:
        self.document = Document()
        self.room = LANDSCAPE_ROOM if landscape else ROOM
        self.document.core_properties.title = title
        self.document.core_properties.author = self.document.core_properties.comments = ""
        self.document.core_properties.created = self.document.core_properties.modified = datetime(2026, 1, 1)
        styles.define(self.document)
        self._set_page(landscape)

    def _set_page(self, landscape: bool) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = (HEIGHT, WIDTH) if landscape else (WIDTH, HEIGHT)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.top_margin, section.bottom_margin = TOP, BOTTOM
        section.left_margin, section.right_margin = LEFT, RIGHT
        section.header_distance = section.footer_distance = _HEADER
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.style = "Số trang"
        _field(number, "PAGE")

    # ---- the frame

    def letterhead(self, symbol: str, *, agency: str = "{{ co_quan }}", about: str = "") -> None:
        """Agency and number on the left, quốc hiệu, tiêu ngữ, place and date on the right; `about`: a letter's V/v."""
        left, right = self._halves(_AGENCY)
        _lines(
            left, [("Cơ quan ban hành", agency), ("Vạch ngắn", ""), ("Số, ký hiệu", f"Số:         /{symbol}")]
        )
        if about:
            self._into(left.add_paragraph(style="Về việc"), about)
        _lines(
            right,
            [
                ("Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                ("Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc"),
                ("Vạch tiêu ngữ", ""),
                ("Địa danh, ngày", "{{ dia_danh }}, {{ ngay_lap }}"),
            ],
        )

    def title(self, kind: str, about: str) -> None:
        """Tên loại and trích yếu, with its rule."""
        self.text(kind, "Tên loại")
        self.text(about, "Trích yếu")
        self.text("", "Vạch trích yếu")

    def addressed(self, text: str) -> None:
        """Kính gửi."""
        self.text(f"Kính gửi: {text}", "Kính gửi")

    def closing(
        self, recipients: Sequence[str], *, authority: str = "{{ quyen_han }}", keeping: str = "VT, VHXH"
    ) -> None:
        """Nơi nhận on the left, level with the authority, post and name of who signs."""
        left, right = self._halves(7.5)
        _lines(left, [("Nơi nhận", "Nơi nhận:")])
        for recipient in recipients:
            self._into(left.add_paragraph(style="Nơi nhận, mục"), f"- {recipient};")
        left.add_paragraph(f"- Lưu: {keeping}.", style="Nơi nhận, mục")
        _lines(right, [("Chức vụ", authority), ("Chức vụ", "{{ chuc_vu }}"), ("Họ tên", "{{ nguoi_ky }}")])

    def last_line(self) -> None:
        """Data as of, made at, version; what the data say of themselves."""
        self.text("{{ dong_cuoi }}", "Dòng cuối")

    # ---- the body

    def text(self, text: str, style: str = "Nội dung") -> Paragraph:
        """A paragraph; `[[…]]` in it is a marked blank."""
        return self._into(self.document.add_paragraph(style=style), text)

    def heading(self, text: str) -> None:
        """I. IN CAPITALS."""
        self.text(text, "Mục La Mã")

    def subheading(self, text: str) -> None:
        """1. In bold."""
        self.text(text, "Mục số")

    def sentences(self, tag: str, style: str = "Nội dung") -> None:
        """A paragraph for each text of the list `tag`."""
        self.text(f"{{%p for cau in {tag} %}}")
        self.text("{{ cau }}", style)
        self.text("{%p endfor %}")

    def begin_if(self, condition: str) -> None:
        """What follows, up to `end_if`, stands only where the condition holds."""
        self.text(f"{{%p if {condition} %}}")

    def end_if(self) -> None:
        self.text("{%p endif %}")

    def table(self, caption: str, rows: str, columns: Sequence[Column]) -> None:
        """A table with a line for each of the list `rows` (called `d`), and one of totals where columns have one.

        Its heading is repeated on every page and no line breaks over two.
        """
        if caption:
            self.text(caption, "Tên bảng")
        totals = any(column.total for column in columns)
        table = self._grid(4 + totals, columns)
        for cell, column in zip(table.rows[0].cells, columns, strict=True):
            self._into(_only(cell, "Đầu bảng"), column.heading)
        _mark(table.rows[0]._tr, "w:tblHeader")
        table.rows[1].cells[0].paragraphs[0].text = f"{{%tr for d in {rows} %}}"
        table.rows[3].cells[0].paragraphs[0].text = "{%tr endfor %}"
        for line, of in [(2, "cell"), (4, "total")][: 1 + totals]:
            for cell, column in zip(table.rows[line].cells, columns, strict=True):
                paragraph = _only(cell, "Ô bảng" if of == "cell" else "Ô cộng")
                paragraph.alignment = _ALIGN[column.align]
                self._into(paragraph, getattr(column, of))
        self.text("", "Sau bảng")

    def _grid(self, lines: int, columns: Sequence[Column]) -> Table:
        table = self.document.add_table(rows=lines, cols=len(columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        widths = [column.width for column in columns]
        assert sum(widths) <= self.room + 0.01, f"{sum(widths)} cm are too wide"
        _set_widths(table, widths)
        for row in table.rows:
            _mark(row._tr, "w:cantSplit")
        return table

    def _halves(self, left: float) -> tuple[_Cell, _Cell]:
        table = self.document.add_table(rows=1, cols=2)
        table.autofit = False
        _set_widths(table, [left, self.room - left])
        _no_cell_margins(table)
        _mark(table.rows[0]._tr, "w:cantSplit")
        return table.rows[0].cells[0], table.rows[0].cells[1]

    def _into(self, paragraph: Paragraph, text: str) -> Paragraph:
        for part in _BLANK.split(text):
            if part.startswith("[["):
                paragraph.add_run(f"[{part[2:-2]}]", style="Chỗ điền")
            elif part:
                paragraph.add_run(part)
        return paragraph

    def save(self, path: Path) -> None:
        """Write the template."""
        self.document.save(str(path))


_ALIGN = {"left": ALIGN.LEFT, "center": ALIGN.CENTER, "right": ALIGN.RIGHT}


def _only(cell: _Cell, style: str) -> Paragraph:
    """The one paragraph of a new cell."""
    cell.paragraphs[0].style = style
    return cell.paragraphs[0]


def _lines(cell: _Cell, lines: Sequence[tuple[str, str]]) -> None:
    for place, (style, text) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.style = style
        if text:
            paragraph.add_run(text)


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _no_cell_margins(table: Table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _mark(row, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))


def _field(paragraph: Paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()._r
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run.append(mark)
