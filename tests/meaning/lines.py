"""The lines that a screen or a slide shows: what stands together, without markup."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

from streamlit.testing.v1 import AppTest

from emulation.ui.show.slide import Bars, Box, Figures, Journey, More, Pill, Slide, Statement, Strip, Table

_LISTS = ("ol", "ul", "li", "dt", "dd", "table", "tr", "caption")
_ENDS = frozenset((*_LISTS, "div", "p", "section", "header", "nav", "details", "summary", "h1", "h2", "h3"))
_CELLS = frozenset(("td", "th"))
_THINGS = ("task", "dossier", "unit", "movement", "ranked")
"""Parameters of an address by which a link opens one thing."""


@dataclass(frozen=True)
class Line:
    """`text`: what is shown in one place, its cells parted by " | "; `under`: the headings above it, the outermost first;
    `of`: what its links open, (parameter, id); `cells`: of the row of a table what stands under each heading."""

    text: str
    under: tuple[str, ...] = ()
    of: tuple[tuple[str, str], ...] = ()
    cells: tuple[tuple[str, str], ...] = ()

    @property
    def heading(self) -> str:
        return self.under[-1] if self.under else ""


class _Reader(HTMLParser):
    """Feeds on the HTML blocks of a screen, one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._text, self._of = "", []
        self._level = 0
        self._headings: dict[int, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        starts = tag in _ENDS or (tag == "a" and (known.get("class") or "").startswith(("figure", "tile")))
        if starts:
            self.end()
        if tag in ("h1", "h2", "h3"):
            self._level = int(tag[1])
        if tag in _CELLS and self._text:
            self._text += " | "
        self._text += " " if tag == "span" else ""
        title = known.get("title")
        if title and tag == "td":
            self._text += f"[{title}] "
        elif title:
            self._add(Line(title, self.under, tuple(_opened(known.get("href") or ""))))
        self._of += _opened(known.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _ENDS:
            self.end()
        if tag in ("h1", "h2", "h3"):
            self._level = 0
        self._text += " " if tag in ("span", "small", "strong") else ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def end(self) -> None:
        text = " ".join(self._text.split())
        if text:
            if self._level:
                self.head(text, self._level)
            self._add(Line(text, self.under, tuple(self._of)))
        self._text, self._of = "", []

    def head(self, text: str, level: int) -> None:
        self._headings = {of: said for of, said in self._headings.items() if of < level} | {level: text}

    def _add(self, line: Line) -> None:
        self.lines.append(line)

    @property
    def under(self) -> tuple[str, ...]:
        return tuple(self._headings[level] for level in sorted(self._headings))


def _opened(address: str) -> Iterator[tuple[str, str]]:
    asked = parse_qs(urlsplit(address).query)
    for thing in _THINGS:
        if thing in asked:
            yield thing, asked[thing][0]


def of_screen(app: AppTest) -> list[Line]:
    """The lines of a screen: of its HTML blocks, of its tables (a row a line) and of the notes in its charts."""
    reader = _Reader()
    for element in _elements(app.main):
        proto = element.proto
        if element.type == "html" and not proto.body.startswith("<style"):
            reader.feed(proto.body)
            reader.end()
        elif element.type == "bidi_component" and proto.component_name == "emulation_table":
            reader.lines += _of_table(json.loads(proto.json), reader.under)
        elif element.type == "plotly_chart":
            reader.lines += _of_chart(json.loads(proto.spec), reader.under)
    return reader.lines


def _elements(node: Any) -> Iterator[Any]:
    children = getattr(node, "children", None)
    if children:
        for child in children.values():
            yield from _elements(child)
    else:
        yield node


def _of_table(data: dict[str, Any], under: tuple[str, ...]) -> Iterator[Line]:
    yield Line(data["caption"], under)
    labels = [column["label"] for column in data["columns"]]
    for place, row in enumerate(data["rows"]):
        opened = tuple(("row", key) for key in data["opens"][place : place + 1])
        yield _row(labels, [cell[0] for cell in row], (*under, data["caption"]), opened)


def _row(labels: Sequence[str], cells: Sequence[str], under: tuple[str, ...], of: Any = ()) -> Line:
    shown = tuple(zip(labels, cells, strict=True))
    return Line(" | ".join(f"{label}: {cell}" for label, cell in shown), under, of, shown)


def _of_chart(spec: dict[str, Any], under: tuple[str, ...]) -> Iterator[Line]:
    layout = spec["layout"]
    for note in layout.get("annotations", ()):
        yield Line(f"Biểu đồ: {note['text']}", under)
    for axis in ("xaxis", "yaxis"):
        for tick in layout.get(axis, {}).get("ticktext", ()):
            yield Line(f"Trục: {tick}", under)


def of_slide(slide: Slide) -> list[Line]:
    """The lines of a slide: what it is about, its message, each row, bar or figure of its body, its note."""
    head = (f"slide {slide.id}",)
    under = (*head, slide.kicker)
    said = [Line(slide.kicker, head), Line(slide.title, head), Line(slide.note, head)]
    said += [text if isinstance(text, Line) else Line(text, under) for text in _of_body(slide.body, under)]
    return [line for line in said if line.text]


def _of_body(body: Any, under: tuple[str, ...]) -> Iterator[str | Line]:
    match body:
        case Figures(figures):
            for of in figures:
                yield " | ".join(filter(None, (of.value, of.label, of.of, of.change)))
        case Table(columns, rows):
            for row in rows:
                if isinstance(row[0], More):
                    yield row[0].text
                    continue
                yield _row([column.label for column in columns], list(map(_cell, row)), under)
        case Bars(bars):
            for bar in bars:
                yield " | ".join(filter(None, (bar.label, bar.value, bar.note)))
        case Strip(lines):
            for line in lines:
                yield " | ".join((line.label, f"{len(line.tiles)} ô", *line.late))
        case Journey(stations, lanes):
            for lane in lanes:
                stops = (f"{stations[place]} {count}" for place, count in lane.stops)
                yield " | ".join((f"{lane.value} {lane.label}", *stops))
        case Statement(lines):
            yield from lines


def _cell(cell: Any) -> str:
    match cell:
        case Pill(state):
            return state
        case Box():
            return "☐"
        case _:
            return str(cell)
