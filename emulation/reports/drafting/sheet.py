"""A Word template in the format of an administrative document: NĐ 30/2020/NĐ-CP, Phụ lục I.

Tags (`{{ ky }}`) are filled by `emulation.reports.word`. In texts, `[[…]]` is a blank that only a person can fill.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from emulation.reports.drafting import paper, styles

_AGENCY = 6.1
"""Centimetres of the left half of the letterhead; the right one takes quốc hiệu in a line."""
_RULE = 0.34
_RECIPIENTS = 7.5
_BLANK = re.compile(r"(\[\[.+?\]\])")
_THE_END = "./."


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

    room = paper.ROOM
    """Centimetres between the margins."""

    def __init__(self, title: str) -> None:
        self.document = paper.blank(title)

    # ---- the frame

    def letterhead(
        self,
        symbol: str,
        *,
        agency: str = "{{ co_quan }}",
        above: str = "",
        about: str = "",
        dated: bool = True,
    ) -> None:
        """Agency and number on the left, quốc hiệu, tiêu ngữ, place and date on the right; `about`: a letter's V/v.

        `above`: the agency that the issuing one belongs to. Minutes are not `dated`: their text says when (NĐ
        30/2020/NĐ-CP, Mẫu 1.10).
        """
        (left, right), (number, date) = self._halves(_AGENCY, lines=2)
        superior = [("Cơ quan chủ quản", above)] if above else []
        _lines(left, [*superior, ("Cơ quan ban hành", agency), ("Vạch ngắn", "")])
        _lines(
            right,
            [
                ("Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                ("Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc"),
                ("Vạch tiêu ngữ", ""),
            ],
        )
        _lines(number, [("Số, ký hiệu", f"Số:         /{symbol}")])
        if about:
            _into(number.add_paragraph(style="Về việc"), about)
        _lines(date, [("Địa danh, ngày", "{{ dia_danh }}, {{ ngay_lap }}" if dated else "")])

    def title(self, kind: str, about: str, *, widest: float = 12.4) -> None:
        """Tên loại and trích yếu, with a rule of a third of its `widest` line, in centimetres.

        A line of half as much or less would have too long a rule, so what may be short must be made to break early.
        """
        self.text(kind, "Tên loại")
        for text, style, width in ((about, "Trích yếu", widest), ("", "Vạch trích yếu", _RULE * widest)):
            form = self.text(text, style).paragraph_format
            form.left_indent = form.right_indent = Cm((self.room - width) / 2)

    def addressed(self, text: str) -> None:
        """Kính gửi."""
        self.text(f"Kính gửi: {text}", "Kính gửi")

    def closing(
        self,
        recipients: Sequence[str],
        *,
        authority: str = "{{ quyen_han }}",
        post: str = "{{ chuc_vu }}",
        name: str = "{{ nguoi_ky }}",
        keeping: str = "VT, {{ ky_hieu }}",
    ) -> None:
        """Nơi nhận on the left, level with the authority, post and name of who signs."""
        ((left, right),) = self._halves(_RECIPIENTS)
        _lines(left, [("Nơi nhận", "Nơi nhận:")])
        for recipient in recipients:
            _into(left.add_paragraph(style="Nơi nhận, mục"), f"- {recipient};")
        left.add_paragraph(f"- Lưu: {keeping}.", style="Nơi nhận, mục")
        _lines(right, [("Chức vụ", authority), ("Chức vụ", post), ("Họ tên", name)])

    def signatures(self, left: str, right: str) -> None:
        """Two who sign side by side, each under what they were, above the room for a name."""
        (halves,) = self._halves(self.room / 2)
        for cell, post in zip(halves, (left, right), strict=True):
            _lines(cell, [("Chức vụ", post), ("Cách ký", "(Ký, ghi rõ họ tên)"), ("Họ tên", "[[Họ và tên]]")])

    def last_line(self) -> None:
        """Data as of, made at, version; what the data say of themselves. Never alone on a page after signatures."""
        before = self.document.element.body[-2]
        if before.tag != qn("w:tbl"):
            self.text("{{ dong_cuoi }}", "Dòng cuối")
            return
        for paragraph in before.iter(qn("w:p")):
            Paragraph(paragraph, self.document._body).paragraph_format.keep_with_next = True
        below = Table(before, self.document._body).add_row()
        _mark(below._tr, "w:cantSplit")
        _lines(below.cells[0].merge(below.cells[-1]), [("Dòng cuối", "{{ dong_cuoi }}")])

    # ---- the body

    def text(self, text: str, style: str = "Nội dung") -> Paragraph:
        """A paragraph; `[[…]]` in it is a marked blank. The body's last one, which ends in ./., goes with what follows."""
        if style == "Nội dung" and text.endswith(_THE_END):
            style = styles.END
        return _into(self.document.add_paragraph(style=style), text)

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

    def table(
        self, caption: str, rows: str, columns: Sequence[Column], *, groups: str = "", heading: str = ""
    ) -> None:
        """A table with a line for each of the list `rows` (called `d`), and one of totals where columns have one.

        With `groups` the rows are those of each group (called `nhom`), under a `heading` across the table.
        Its heading is repeated on every page and no line breaks over two.
        """
        if caption:
            self.text(caption, "Tên bảng")
        lines = [("mark", f"for d in {rows}"), ("cell", ""), ("mark", "endfor")]
        if groups:
            lines = [("mark", f"for nhom in {groups}"), ("across", heading), *lines, ("mark", "endfor")]
        if any(column.total for column in columns):
            lines.append(("total", ""))
        table = self._grid(1 + len(lines), columns)
        for cell, column in zip(table.rows[0].cells, columns, strict=True):
            _into(_only(cell, "Đầu bảng"), column.heading)
        _mark(table.rows[0]._tr, "w:tblHeader")
        for row, (kind, text) in zip(table.rows[1:], lines, strict=True):
            if kind == "mark":
                row.cells[0].paragraphs[0].text = f"{{%tr {text} %}}"
            elif kind == "across":
                _into(_only(row.cells[0].merge(row.cells[-1]), "Ô nhóm"), text)
            else:
                self._line(row, columns, kind)
        self.text("", "Sau bảng")

    def _line(self, row: _Row, columns: Sequence[Column], of: str) -> None:
        for cell, column in zip(row.cells, columns, strict=True):
            paragraph = _only(cell, "Ô bảng" if of == "cell" else "Ô cộng")
            paragraph.alignment = _ALIGN[column.align]
            _into(paragraph, getattr(column, of))

    def _grid(self, lines: int, columns: Sequence[Column]) -> Table:
        table = self.document.add_table(rows=lines, cols=len(columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        widths = [column.width for column in columns]
        assert sum(widths) <= self.room + 0.01, f"{sum(widths)} cm are too wide"
        _set_widths(table, widths)
        for row in table.rows:
            for cell in row.cells:
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        return table

    def _halves(self, left: float, lines: int = 1) -> list[tuple[_Cell, _Cell]]:
        """Lines of two cells without borders, the left one `left` centimetres wide."""
        table = self.document.add_table(rows=lines, cols=2)
        _set_widths(table, [left, self.room - left])
        _no_cell_margins(table)
        return [(row.cells[0], row.cells[1]) for row in table.rows]

    def save(self, path: Path) -> None:
        """Write the template; the same drawing makes the same file."""
        drawn = BytesIO()
        self.document.save(drawn)
        with ZipFile(drawn) as parts, ZipFile(path, "w") as file:
            for name in parts.namelist():
                file.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)


_ALIGN = {"left": ALIGN.LEFT, "center": ALIGN.CENTER, "right": ALIGN.RIGHT}


def _only(cell: _Cell, style: str) -> Paragraph:
    """The one paragraph of a new cell."""
    cell.paragraphs[0].style = style
    return cell.paragraphs[0]


def _into(paragraph: Paragraph, text: str) -> Paragraph:
    for part in _BLANK.split(text):
        if part.startswith("[["):
            paragraph.add_run(f"[{part[2:-2]}]", style="Chỗ điền")
        elif part:
            paragraph.add_run(part)
    return paragraph


def _lines(cell: _Cell, lines: Sequence[tuple[str, str]]) -> None:
    for place, (style, text) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.style = style
        _into(paragraph, text)


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    """Fixed columns, and rows that do not break over pages."""
    table.autofit = False
    whole = table._tbl.tblPr.find(qn("w:tblW"))
    whole.set(qn("w:type"), "dxa")
    whole.set(qn("w:w"), str(Cm(sum(widths)).twips))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    for row in table.rows:
        _mark(row._tr, "w:cantSplit")


def _no_cell_margins(table: Table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)


def _mark(row, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))
