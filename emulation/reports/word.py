"""A Word template and what it is filled with → a document. Templates may have been changed in Word."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import _Element as Element
from markupsafe import Markup, escape

from emulation.commune import BLANK
from emulation.reports import tags

TEMPLATES = Path(__file__).parent / "templates"
OWN_TEMPLATES = "mau-bao-cao"
"""The folder of a data folder in which a commune's own templates lie, by the same names."""
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""The first bytes of an OLE file: an old .doc, or a .docx with a password."""
_CHANGES = {
    qn(f"w:{name}")
    for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "rPrChange", "pPrChange")
}
"""Elements of tracked changes that have not been accepted."""
MOST_BYTES = 50_000_000
"""Largest size of an unpacked template; ours have some 100,000 bytes. A “zip bomb” would fill the memory."""
_ELSEWHERE = re.compile(r"\b(INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DDE|DDEAUTO|DATABASE)\b", re.IGNORECASE)
"""Fields that fetch a file, or run a program."""
_ATTACHED = "/attachedTemplate"
_HARMLESS = ("/hyperlink", _ATTACHED)
"""Endings of the relations to other files that fetch nothing by themselves; the second is dropped."""
_OF_THE_EDITOR = {qn("dc:creator"), qn("cp:lastModifiedBy")}
_OF_THE_EDITING = {qn("dcterms:created"), qn("dcterms:modified")}
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BRACKETS = str.maketrans({"{": "&#123;", "}": "&#125;"})
_QUOTED = re.compile("'([^']+)'")
_BLANK = re.compile(f"{BLANK[0]}{{{len(BLANK)},}}")
"""What is left for the clerk, in a value; shown in BLANK_STYLE like the blanks of the template itself."""
_BLANK_OR_NOT = re.compile(f"{_BLANK.pattern}|(?:(?!{_BLANK.pattern}).)+", re.DOTALL)
BLANK_STYLE, SUM_STYLE = "Chỗ điền", "Ô cộng"
_YELLOW = "FFF2A8"
_LONGEST_PROPERTY = 255
"""Word's limit for a core property."""
_REMEDY = "Hãy sửa mẫu trong Word theo danh sách thẻ ở trang Báo cáo, hoặc bỏ mẫu đã sửa để dùng mẫu có sẵn."


class TemplateFault(Exception):
    """A template that cannot be filled; the message names it and the tag, and says what to do, in Vietnamese."""


def template_of(name: str, folder: Path | None = None) -> Path:
    """The template to fill: the commune's own in its data folder, else the one that came with the program."""
    own = folder / OWN_TEMPLATES / f"{name}.docx" if folder else None
    return own if own and own.is_file() else TEMPLATES / f"{name}.docx"


class Template:
    """A template ready to be filled many times."""

    def __init__(self, name: str, content: bytes) -> None:
        """`name` is the file's, for messages. Raises TemplateFault where it is no Word document or a tag is wrong."""
        self.name = name
        if not content:
            raise self._fault("là tệp trống")
        if content.startswith(_OLD_OR_LOCKED):
            raise self._fault(
                "là tệp .doc cũ hoặc có mật khẩu; cần lưu lại từ Word dạng .docx, không mật khẩu"
            )
        with self._faults():
            _refuse_bomb(content)
            document = Document(io.BytesIO(content))
            roots = list(_roots(document))
            _refuse_others_files(document, roots)
            if any(element.tag in _CHANGES for root in roots for element in root.iter()):
                raise tags.TagFault("còn thay đổi chưa chấp nhận (Track Changes)")
            self._tags = [tag for root in roots for tag in tags.read(root)]
            _forget_editor(document)
            tidied = io.BytesIO()
            document.save(tidied)
        self._content = tidied.getvalue()

    @staticmethod
    def read(path: Path) -> Template:
        """The template of a file. Raises TemplateFault where it cannot be used."""
        try:
            content = path.read_bytes()
        except OSError as error:
            raise TemplateFault(f"Không mở được mẫu {path.name}: {error.strerror}.") from None
        return _ready(path.name, content)

    def fill(self, values: Mapping[str, Any], about: Mapping[str, str] = {}) -> bytes:
        """The document. `about`: core properties of the file, by their names in python-docx. Raises TemplateFault naming
        the tag that is unknown or cannot be shown."""
        shown = {name: _writable(value) for name, value in values.items()}
        with self._faults():
            tags.check(self._tags, shown)
            document = _Filling(io.BytesIO(self._content))
            document.render(shown, _environment(), autoescape=True)
            made: Any = document.docx
            _mark_blanks(made)
            _keep_sums(made)
            for name, text in about.items():
                setattr(made.core_properties, name, _UNWRITABLE.sub("", text)[:_LONGEST_PROPERTY])
            filled = io.BytesIO()
            document.save(filled)
        return filled.getvalue()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn any exception into a TemplateFault."""
        try:
            yield
        except tags.TagFault as error:
            raise self._fault(str(error)) from None
        except UndefinedError as error:  # The check has looked at the first row of each list only.
            raise self._fault(
                f"không phải dòng nào cũng có thẻ “{_QUOTED.findall(str(error))[-1]}”"
            ) from None
        except Exception as error:  # python-docx, lxml, Jinja: whatever they stumble over in a broken file
            raise self._fault(
                "không phải tệp Word (.docx), đã hỏng, hoặc có thẻ nằm ngoài chữ của văn bản"
            ) from error

    def _fault(self, what: str) -> TemplateFault:
        return TemplateFault(f"Mẫu {self.name}: {what}. {_REMEDY}")


@lru_cache(maxsize=20)
def _ready(name: str, content: bytes) -> Template:
    return Template(name, content)


def _roots(document: Any) -> Iterator[Element]:
    """Where tags may stand: the text, headers and footers."""
    for part in document.part.package.iter_parts():
        if isinstance(part, XmlPart) and part.content_type.endswith(
            ("document.main+xml", "header+xml", "footer+xml")
        ):
            yield part.element


def _refuse_bomb(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:  # unpacks no part beyond its declared size
        if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
            raise tags.TagFault(f"quá lớn (hơn {MOST_BYTES // 1_000_000} MB khi mở ra)")


def _refuse_others_files(document: Any, roots: Sequence[Element]) -> None:
    """A document made from the template must not fetch what lies elsewhere: from this machine's disk when LibreOffice makes
    a PDF, from the network when its reader opens it."""
    links = (link for part in document.part.package.iter_parts() for link in part.rels.values())
    linked = any(link.is_external and not link.reltype.endswith(_HARMLESS) for link in links)
    fields = (
        "".join(each.text or "" for each in root.iter(qn("w:instrText")))
        + " ".join(each.get(qn("w:instr"), "") for each in root.iter(qn("w:fldSimple")))
        for root in roots
    )
    if linked or any(_ELSEWHERE.search(text) for text in fields):
        raise tags.TagFault(
            "lấy hình hoặc chữ từ tệp ở nơi khác; hãy chèn hẳn vào mẫu (Insert, không Link to File)"
        )


def _forget_editor(document: Any) -> None:
    """Remove who edited the template, when and from which file: it says nothing about the documents made from it."""
    for part in document.part.package.iter_parts():
        for name, link in list(part.rels.items()):
            if link.is_external and link.reltype.endswith(_ATTACHED):
                for each in list(part.element.iter(qn("w:attachedTemplate"))):
                    each.getparent().remove(each)
                part.rels.pop(name)
    said = document.core_properties._element
    for each in list(said):
        if each.tag in _OF_THE_EDITOR and each.text:
            each.text = ""
        elif each.tag in _OF_THE_EDITING:
            said.remove(each)


def _mark_blanks(document: Any) -> None:
    """Show the blanks that came with values in yellow."""
    style = next((each.style_id for each in document.styles if each.name == BLANK_STYLE), None)
    for run in list(document.element.body.iter(qn("w:r"))):
        if (style is None or run.style != style) and any(
            _BLANK.search(text.text or "") for text in run.t_lst
        ):
            for part in _parts(run):
                if part.t_lst and _BLANK.fullmatch(part.t_lst[0].text):
                    _make_yellow(part, style)
                run.addprevious(part)
            run.getparent().remove(run)


def _parts(run: Any) -> Iterator[Any]:
    """Runs that look as this one and together say what it does, each blank in one of its own."""
    for child in run:
        if child.tag == qn("w:rPr"):
            continue
        for text in _BLANK_OR_NOT.findall(child.text or "") if child.tag == qn("w:t") else (None,):
            part = deepcopy(run)
            part.clear_content()
            part.append(piece := deepcopy(child))
            if text is not None:
                piece.text = text
                piece.set(qn("xml:space"), "preserve")
            yield part


def _make_yellow(run: Any, style: str | None) -> None:
    if style is not None:
        run.style = style
    else:  # a commune's own template without the style
        shade = run.get_or_add_rPr().makeelement(qn("w:shd"), {qn("w:val"): "clear", qn("w:fill"): _YELLOW})
        run.rPr.append(shade)


def _keep_sums(document: Any) -> None:
    """Keep each sum on the page of the row before it."""
    sums = {each.style_id for each in document.styles if each.name == SUM_STYLE}
    for row in document.element.body.iter(qn("w:tr")):
        style = row.find(f".//{qn('w:pStyle')}")
        before = row.getprevious()
        if style is not None and style.get(qn("w:val")) in sums and before is not None:
            for paragraph in before.iter(qn("w:p")):
                paragraph.get_or_add_pPr().get_or_add_keepNext()


class _Filling(DocxTemplate):
    """A document being filled. Tags in footnotes and in the file's properties are left alone."""

    @staticmethod
    @lru_cache(maxsize=16)
    def _patched(source: str) -> str:
        return DocxTemplate.patch_xml(DocxTemplate(""), source)

    def patch_xml(self, src_xml: str) -> str:
        return self._patched(src_xml)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        pass

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        pass

    def fix_tables(self, xml: str) -> Element:
        """Word refuses a cell without a paragraph and a table without a row, which conditions may leave."""
        tree = super().fix_tables(xml)
        for cell in tree.iter(qn("w:tc")):
            if not len(cell) or cell[-1].tag != qn("w:p"):
                cell.append(cell.makeelement(qn("w:p")))
        for table in list(tree.iter(qn("w:tbl"))):
            if table.find(qn("w:tr")) is None:
                table.getparent().remove(table)
        return tree


class _Environment(SandboxedEnvironment):
    """Caches compiled sources, since a hundred letters may be filled from one template."""

    @lru_cache(maxsize=64)  # noqa: B019 - the one environment lives as long as the program
    def _compiled(self, source: str) -> Any:
        return super().from_string(source)

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Any:
        return self._compiled(source)


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    return _Environment(undefined=StrictUndefined, autoescape=True, finalize=_literal)


def _literal(value: Any) -> Markup:
    """The value escaped, brackets too: docxtpl would make `{{` of a `{_{` in what is filled."""
    return Markup(str(escape(value)).translate(_BRACKETS))


def _writable(value: Any) -> Any:
    """The value without characters that are not allowed in XML."""
    if isinstance(value, str):
        return _UNWRITABLE.sub("", value.replace("\r\n", "\n"))
    if isinstance(value, Mapping):
        return {key: _writable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(each) for each in value]
    return value
