"""A made document as HTML for the page: Word by mammoth, workbooks as the tables of their sheets.

Nothing in a document can act on the page: text is escaped, and only paragraphs, tables and their text are shown.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import docx
import mammoth
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from mammoth import documents
from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from emulation import words
from emulation.reports.word import TEMPLATES
from emulation.text import file_part

_SIDES = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
}
"""Alignment of a paragraph in WordprocessingML → CSS class suffix."""
_CSS_SIDE = {
    ALIGN.LEFT: "left",
    ALIGN.CENTER: "center",
    ALIGN.RIGHT: "right",
    ALIGN.JUSTIFY: "var(--justify)",
}
_KEPT = (
    documents.Document,
    documents.Paragraph,
    documents.Run,
    documents.Text,
    documents.Tab,
    documents.Break,
    documents.Table,
    documents.TableRow,
    documents.TableCell,
)
_FRAME = '<table class="frame">'
_FOOT = "Dòng cuối"
"""The style of the line at the foot of the last page."""
_SINGLE = 1.15
"""Single line spacing of Times New Roman, in ems."""


# ---- Word


def of_word(document: bytes) -> str:
    """The text and the tables of a .docx, with classes by the names of its styles (`looks`)."""
    # A document can embed a style map of its own, which could create any element.
    made = mammoth.convert_to_html(
        io.BytesIO(document),
        style_map=_style_map(),
        include_embedded_style_map=False,
        include_default_style_map=False,
        ignore_empty_paragraphs=False,
        transform_document=lambda whole: whole.copy(
            children=list(_shown(_foot_last(whole.children))), notes=documents.notes([]), comments=[]
        ),
    )
    return made.value.replace(_FRAME, '<table class="frame" role="presentation">')


def _foot_last(children: list[Any]) -> list[Any]:
    """What stands in the margin at the foot of the last page comes last: in the text it hangs on a paragraph before."""
    return sorted(children, key=lambda each: getattr(each, "style_name", "") == _FOOT)


def looks(within: str) -> str:
    """CSS rules for the styles of the templates in `within`, a selector whose letters are those of the body."""
    return "\n".join(f"{within} .{_class(name)}{{{rule}}}" for name, rule in _rules().items())


@cache
def _rules() -> Mapping[str, str]:
    """Style → its CSS, of all templates that came with the program."""
    return {name: rule for path in sorted(TEMPLATES.glob("*.docx")) for name, rule in rules_of(path).items()}


def rules_of(template: Path) -> dict[str, str]:
    """Paragraph style → its CSS. Styles that leave something to others, as those that Word adds do, have none."""
    styles = docx.Document(str(template)).styles
    rules = {str(each.name): _rule(each) for each in styles if each.type == WD_STYLE_TYPE.PARAGRAPH}
    return {name: rule for name, rule in rules.items() if rule}


def _class(style: str) -> str:
    return f"w-{file_part(style)}"


def _rule(style: Any) -> str:
    """The CSS of a style, "" where it does not say all that it takes. In ems, so that the whole grows and shrinks with its
    letters."""
    size, form = style.font.size, style.paragraph_format
    sides = (form.space_before, form.right_indent, form.space_after, form.left_indent)
    if style.base_style is None or None in (size, *sides, form.line_spacing, form.alignment):
        return ""
    ruled = style.element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None
    rules = {
        "font-size": f"{size / style.base_style.font.size:.3f}em",
        "font-weight": "700" if style.font.bold else "",
        "font-style": "italic" if style.font.italic else "",
        "text-align": _CSS_SIDE[form.alignment],
        "margin": " ".join(f"{side / size:.2f}em" for side in sides),
        "text-indent": f"{form.first_line_indent / size:.2f}em" if form.first_line_indent else "",
        "line-height": f"{form.line_spacing * _SINGLE:.2f}",
        "height": "1em" if ruled else "",
        "border-bottom": "1px solid" if ruled else "",
    }
    return ";".join(f"{name}:{value}" for name, value in rules.items() if value)


@cache
def _style_map() -> str:
    """For mammoth: how a paragraph's style and alignment, as `_shown` names them, become an element and its classes."""
    quoted = {name: name.replace("\\", "\\\\").replace("'", "\\'") for name in _rules()}
    lines = [
        f"p[style-name='{quoted[name]}/{side}'] => p.{_class(name)}{f'.to-{side}' if side else ''}:fresh"
        for name in quoted
        for side in ("", *dict.fromkeys(_SIDES.values()))
    ]
    lines += [f"p[style-name='/{side}'] => p.to-{side}:fresh" for side in dict.fromkeys(_SIDES.values())]
    return "\n".join(
        [
            *lines,
            "p => p:fresh",
            "r[style-name='Chỗ điền'] => mark",
            "highlight => mark",
            "table[style-name='Table Grid'] => table.lines:fresh",
            "table => table.frame:fresh",
        ]
    )


def _shown(children: list[Any]) -> Iterator[Any]:
    """The elements that may be shown. Links become plain text; pictures, notes and bookmarks are dropped."""
    for child in children:
        kind = type(child)
        if kind is documents.Hyperlink:
            yield from _shown(child.children)
        elif kind is documents.Paragraph:
            name = child.style_name if child.style_name in _rules() else ""
            named = f"{name}/{_SIDES.get(child.alignment or '', '')}"
            yield child.copy(
                style_id=None, style_name=named, numbering=None, children=list(_shown(child.children))
            )
        elif kind in _KEPT and issubclass(kind, documents.HasChildren):
            yield child.copy(children=list(_shown(child.children)))
        elif kind in _KEPT:
            yield child


# ---- workbooks


def of_workbook(book: bytes) -> str:
    """The sheets of a .xlsx, each a table under its name, cells as Excel would show them."""
    # Formulas were written with their values, so that nothing has to be calculated here.
    sheets = load_workbook(io.BytesIO(book), data_only=True).worksheets
    return "".join(f"<section><h3>{escape(sheet.title)}</h3>{_table(sheet)}</section>" for sheet in sheets)


def _table(sheet: Worksheet) -> str:
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    rows = ""
    for row in sheet.iter_rows():
        cells = [cell for cell in row if not isinstance(cell, MergedCell)]
        if any(cell.value is not None for cell in cells):
            rows += f"<tr>{''.join(_cell(cell, spans.get((cell.row, cell.column))) for cell in cells)}</tr>"
    letters = (get_column_letter(number) for number in range(1, sheet.max_column + 1))
    widths = "".join(f'<col style="width:{sheet.column_dimensions[each].width:.1f}ch">' for each in letters)
    return f"<table><colgroup>{widths}</colgroup>{rows}</table>"


def _cell(cell: Cell, span: Any) -> str:
    classes = [
        name
        for name, holds in (
            ("line", cell.border.left.style),
            ("strong", cell.font.b),
            ("slanted", cell.font.i),
            (f"to-{cell.alignment.horizontal}", cell.alignment.horizontal in _SIDES.values()),
        )
        if holds
    ]
    attributes = f' class="{" ".join(classes)}"' if classes else ""
    if span:
        attributes += f' colspan="{span.size["columns"]}" rowspan="{span.size["rows"]}"'
    return f"<td{attributes}>{escape(_said(cell)).replace(chr(10), '<br>')}</td>"


def _said(cell: Cell) -> str:
    """The cell's value by its format, in Vietnamese."""
    value: Any = cell.value
    form = cell.number_format
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, datetime):
        return words.day(value)
    if "%" in form:
        return words.percent(value)
    if "▲" in form:
        return words.change(value)
    return words.points(value)
