"""The tags of a Word template: brought together where Word tore them apart, and checked before anything is filled.

`{{ ky }}` is replaced by a value; `{% if … %}` and `{% for … %}` stand inside a paragraph; with `p` or `tr` after the
bracket they take whole paragraphs or rows, and vanish with their own. Names, comparisons and the two filters of
FILTERS are all that a tag may have: what passes here can be filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from jinja2 import Environment, TemplateSyntaxError, nodes
from lxml.etree import _Element as Element

FILTERS = ("upper", "lower")
_TAG = re.compile(r"\{\{(?P<value>.*?)\}\}|\{%(?P<command>.*?)%\}|\{#.*?#\}", re.DOTALL)
_BRACKET = re.compile(r"\{[{%#]|[}%#]\}")
_COMMAND = re.compile(
    r"(?:(?P<takes>p|tr)\s+)?(?P<word>for|if|elif|else|endfor|endif)\b\s*(?P<rest>.*)", re.DOTALL
)
_QUOTES = str.maketrans("“”‘’„\xa0", '""\'\'" ')
_SHOWN = 40
"""How much text a message quotes where a tag has no clear end."""
_PARSER = Environment(autoescape=True)
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.For, nodes.If, nodes.Name),
    *(nodes.Compare, nodes.And, nodes.Or, nodes.Not),
)
_COMPARISONS = ("eq", "ne")
_UNKNOWN = object()
"""A value that cannot be known yet: a row of an empty list."""
_LOOP = {"index": "1", "length": "1", "first": True, "last": True}
"""Sample values of Jinja's `loop` variable."""


class TagFault(Exception):
    """A tag that cannot be used; names it and says what is wrong, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Tag:
    """`word` is a command's; empty for a value. `node`: what is shown, asked or gone through; none for else and ends."""

    text: str
    word: str
    node: nodes.Node | None
    place: Element
    """What must also hold the end of a block that begins here: the paragraph, or what holds the paragraphs or rows."""


# ---- reading


def read(root: Element) -> list[Tag]:
    """The tags of a part of a document, which is tidied: each tag in one run, in its usual spelling. Raises TagFault."""
    tags = [tag for paragraph in root.iter(qn("w:p")) for tag in _of_paragraph(paragraph)]
    _check_blocks(tags)
    return tags


def _of_paragraph(paragraph: Element) -> Iterator[Tag]:
    pieces = _texts(paragraph)
    text = "".join(piece.text or "" for piece in pieces)
    if stray := _BRACKET.search(_TAG.sub(lambda found: " " * len(found[0]), text)):
        raise TagFault(_stray(text, stray))
    for found in reversed(list(_TAG.finditer(text))):
        _put(pieces, found.span(), _usual(found))
    for found in _TAG.finditer("".join(piece.text or "" for piece in pieces)):
        if found["value"] is not None:
            yield Tag(found[0], "", _value(found[0], found["value"]), paragraph)
        elif found["command"] is not None:
            yield _command(found, paragraph)


def _texts(paragraph: Element) -> list[Element]:
    """The texts of the paragraph itself, not of a text box that hangs on it."""
    texts = paragraph.iter(qn("w:t"))
    return [text for text in texts if next(text.iterancestors(qn("w:p"))) is paragraph]


def _stray(text: str, bracket: re.Match[str]) -> str:
    if bracket[0].startswith("{"):
        return f"thẻ “{text[bracket.start() :][:_SHOWN].strip()}” chưa đóng ngoặc trong cùng đoạn"
    return f"thẻ “{text[: bracket.end()][-_SHOWN:].strip()}” thừa ngoặc đóng hoặc thiếu ngoặc mở"


def _usual(found: re.Match[str]) -> str:
    """The tag with plain quotes and spaces in place of the typographic ones that Word inserts."""
    if found["value"] is not None:
        return f"{{{{ {found['value'].translate(_QUOTES).strip()} }}}}"
    if found["command"] is None:
        return found[0]
    command = _COMMAND.fullmatch(found["command"].translate(_QUOTES).strip())
    if command is None:
        raise TagFault(f"thẻ “{found[0]}” không dùng được: chỉ có lệnh for, if, elif, else, endfor, endif")
    return " ".join(filter(None, ("{%" + (command["takes"] or ""), command["word"], command["rest"], "%}")))


def _put(pieces: Sequence[Element], span: tuple[int, int], tag: str) -> None:
    """Put the tag into the piece where it begins, in place of the span; the others lose their share of it."""
    begin, end = span
    at = 0
    for piece in pieces:
        text = piece.text or ""
        first, last = max(begin - at, 0), min(end - at, len(text))
        if first < last:
            piece.text = text[:first] + (tag if at + first == begin else "") + text[last:]
            piece.set(qn("xml:space"), "preserve")
        at += len(text)


def _value(text: str, written: str) -> nodes.Node:
    (output,) = _parsed(text, written, f"{{{{ {written} }}}}")
    return output.nodes[0]


def _command(found: re.Match[str], paragraph: Element) -> Tag:
    text = found[0]
    command = _COMMAND.fullmatch(found["command"].strip())
    assert command is not None
    word, rest = command["word"], command["rest"].strip()
    node = None
    if word == "for":
        (node,) = _parsed(text, rest, f"{{% for {rest} %}}{{% endfor %}}")
        if not isinstance(node.target, nodes.Name) or node.recursive or node.test:
            raise TagFault(_misspelt(text))
    elif word in ("if", "elif"):
        (block,) = _parsed(text, rest, f"{{% if {rest} %}}{{% endif %}}")
        node = block.test
    elif rest:
        raise TagFault(_misspelt(text))
    return Tag(text, word, node, _place(text, command["takes"], paragraph))


def _parsed(text: str, written: str, source: str) -> list[Any]:
    try:
        if re.search("[{}%]", written):
            raise TagFault(_misspelt(text))
        tree = _PARSER.parse(source)
    except TemplateSyntaxError:
        raise TagFault(_misspelt(text)) from None
    if not all(_is_allowed(node) for node in tree.find_all(nodes.Node)):
        raise TagFault(
            f"thẻ “{text}” không dùng được: trong thẻ chỉ viết tên, chữ trong ngoặc kép, so sánh == hoặc !=, "
            "and, or, not"
        )
    return tree.body


def _is_allowed(node: nodes.Node) -> bool:
    match node:
        case nodes.Const():
            return isinstance(node.value, str)
        case nodes.Getattr():
            return isinstance(node.node, nodes.Name | nodes.Getattr)
        case nodes.CondExpr():
            return node.expr2 is not None
        case nodes.Filter():
            return node.name in FILTERS and not node.args and not node.kwargs
        case nodes.Operand():
            return node.op in _COMPARISONS
    return isinstance(node, _ALLOWED)


def _misspelt(text: str) -> str:
    return f"thẻ “{text}” viết sai"


# ---- blocks


def _place(text: str, takes: str | None, paragraph: Element) -> Element:
    if not takes:
        return paragraph
    taken = paragraph if takes == "p" else next(paragraph.iterancestors(qn("w:tr")), None)
    if taken is None:
        raise TagFault(f"thẻ “{text}” phải nằm trong một hàng của bảng")
    if "".join(piece.text or "" for piece in taken.iter(qn("w:t"))).strip() != text:
        whole = "một đoạn" if takes == "p" else "một hàng"
        raise TagFault(f"thẻ “{text}” phải đứng riêng {whole}, vì chữ khác ở đó sẽ mất")
    holder = taken.getparent()
    assert holder is not None
    return holder


def _check_blocks(tags: Sequence[Tag]) -> None:
    """Every for and if has its end, in the same place, and else stands between."""
    blocks: list[list[Tag]] = []
    for tag in tags:
        if tag.word in ("for", "if"):
            blocks.append([tag])
        elif tag.word:
            begin = blocks[-1][0] if blocks else None
            if begin is None or (
                tag.word != "else" and begin.word != tag.word.removeprefix("end").removeprefix("el")
            ):
                raise TagFault(f"thẻ “{tag.text}” không có thẻ mở tương ứng ở trước")
            if begin.place is not tag.place:
                raise TagFault(
                    f"thẻ “{tag.text}” phải cùng loại, cùng chỗ (đoạn, ô, bảng) với “{begin.text}”"
                )
            if tag.word.startswith("end"):
                blocks.pop()
            elif blocks[-1][-1].word == "else":
                raise TagFault(f"thẻ “{tag.text}” đứng sau “{blocks[-1][-1].text}”, nơi chỉ còn thẻ đóng")
            else:
                blocks[-1].append(tag)
    if blocks:
        begin = blocks[-1][0]
        end = re.match(r"\{%\w*", begin.text)
        assert end is not None
        raise TagFault(f"thẻ “{begin.text}” thiếu “{end[0]} end{begin.word} %}}”")


# ---- names


def check(tags: Sequence[Tag], values: Mapping[str, Any]) -> None:
    """Raises TagFault for a name that the values do not have, a list shown as text, a loop over no list."""
    scopes = [dict(values)]
    for tag in tags:
        if tag.word == "endfor":
            scopes.pop()
        elif isinstance(tag.node, nodes.For):
            rows = _look(tag, tag.node.iter, scopes[-1])
            if rows is not _UNKNOWN and not isinstance(rows, list | tuple):
                raise TagFault(
                    f"thẻ “{tag.text}” không lặp được: “{_written(tag.node.iter)}” không phải danh sách"
                )
            row = rows[0] if isinstance(rows, list | tuple) and rows else _UNKNOWN
            assert isinstance(tag.node.target, nodes.Name)
            scopes.append(scopes[-1] | {tag.node.target.name: row, "loop": _LOOP})
        elif tag.node is not None:
            value = _look(tag, tag.node, scopes[-1])
            if not tag.word and isinstance(value, Mapping | list | tuple | bool):
                raise TagFault(f"thẻ “{tag.text}” là một nhóm hoặc một điều kiện, không phải chữ để ghi ra")


def _look(tag: Tag, node: nodes.Node, scope: Mapping[str, Any]) -> Any:
    """The value of a name; of any other expression nothing, once its names were looked up."""
    if isinstance(node, nodes.Name):
        return _of(tag, scope, node.name, node.name)
    if isinstance(node, nodes.Getattr):
        return _of(tag, _look(tag, node.node, scope), node.attr, _written(node))
    for part in node.iter_child_nodes():
        _look(tag, part, scope)
    return _UNKNOWN


def _of(tag: Tag, holder: Any, name: str, written: str) -> Any:
    if holder is _UNKNOWN:
        return _UNKNOWN
    if isinstance(holder, Mapping) and name in holder:
        return holder[name]
    raise TagFault(f"không có thẻ “{written}” (ở “{tag.text}”)")


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"


def offered(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Each tag that a template may use, and a value of it; `[]` stands for the rows of a list.

    >>> list(offered({"ky": "quý I", "hang": {"cau": ["Một."], "khoi": [{"ten": "A"}], "don_vi": []}}))
    [('ky', 'quý I'), ('hang.cau[]', 'Một.'), ('hang.khoi[].ten', 'A'), ('hang.don_vi[]', '')]
    """
    for name, value in values.items():
        path = f"{prefix}{name}"
        while isinstance(value, list | tuple):
            path, value = f"{path}[]", value[0] if value else ""
        if isinstance(value, Mapping):
            yield from offered(value, f"{path}.")
        else:
            yield path, str(value)
