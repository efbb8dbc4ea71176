"""No text of the data becomes markup, and no download begins a formula: what each screen sends, looked through.

`tests/browser/test_hostile.py` sees the main screens in a browser; here is what a screen sends in its other states.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from emulation.access import Role, Viewer
from emulation.intake import read_folder
from emulation.schema import TABLES
from emulation.text import escape_formula
from emulation.ui.parts import sharing, viewer
from tests.accounts.kept import with_two
from tests.folders import write_folder
from tests.hostile import SCRIPTS, STRINGS, hostile_folder
from tests.pages.screens import bodies, run_screen

PLAIN = set(
    re.findall(
        r"\w+",
        "a b br caption code col colgroup dd details div dl dt em h1 h2 h3 header i li mark nav ol p section small span"
        " strong summary sup table tbody td th thead tr ul",
    )
)
"""Elements of our own markup: none of them loads anything or acts by itself."""
ATTRIBUTES = {
    "class",
    "colspan",
    "href",
    "id",
    "open",
    "role",
    "rowspan",
    "scope",
    "style",
    "tabindex",
    "target",
    "title",
}
FORMS = ("tien-do", "gia-han", "tiep-nhan", "chuyen-buoc", "cham-diem")
PARAMETERS = (
    *(
        "year",
        "quarter",
        "bloc",
        "unit",
        "as_of",
        "period",
        "task",
        "dossier",
        "movement",
        "ranked",
        "show",
        "stage",
    ),
    *("deadline", "meeting", "slides", "back", "report", "level", "letter", "form", "thay-doi"),
)
REPORTS = ("quarter", "ranking", "proposal", "minutes", "conclusions", "reminders", "statistics")
"""The others are made of the same parts."""
_NUMBER = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?%?")


class Markup(HTMLParser):
    """What of a block is not ours."""

    def __init__(self) -> None:
        super().__init__()
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in PLAIN:
            self.strange.append(tag)
        for name, value in attrs:
            known = name in ATTRIBUTES or name.startswith("aria-")
            elsewhere = name == "href" and re.match(r"\s*([a-z][a-z0-9+.-]*:|//)", value or "", re.IGNORECASE)
            loads = name == "style" and "url" in (value or "")
            if not known or elsewhere or loads:
                self.strange.append(f"{tag} {name}={value}")


def fields(app: AppTest) -> Iterator[tuple[str, str, str]]:
    """Every text that the framework's own elements show or send: the element's type, the field, the text."""
    nodes = [app._tree]
    while nodes:
        node: Any = nodes.pop()
        nodes += getattr(node, "children", {}).values()
        for field, value in getattr(getattr(node, "proto", None), "ListFields", list)():
            for text in (
                [value] if isinstance(value, str) else value if field.type == field.TYPE_STRING else []
            ):
                yield node.type, field.name, text


def faults(app: AppTest) -> list[str]:
    """What a screen sends that a browser, or a spreadsheet, would not take for text."""
    found = []
    for body in bodies(app):
        markup = Markup()
        markup.feed(body)
        found += markup.strange
    for of_type, name, text in fields(app):
        if (
            name in ("label", "help", "options", "body", "placeholder")
            and of_type != "html"
            and re.search(r"(?<!\\)\[", text)
        ):
            found.append(f"Markdown in {of_type}.{name}: {text}")
        if of_type == "bidi_component" and name == "json":
            found += [f"formula: {cell}" for cell in formulas(json.loads(text))]
    return found


def formulas(data: Any) -> Iterator[str]:
    """The cells of a table's download that a spreadsheet would run."""
    text = data.get("csv", "") if isinstance(data, dict) else ""
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"):
        yield from (cell for cell in row if cell[:1] in "=+-@\t\r" and cell and not _NUMBER.fullmatch(cell))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    hostile_folder(made)
    return made


def test_every_text_of_the_data_is_hostile(folder: Path) -> None:
    reading, _ = read_folder(folder)
    assert not reading.faults
    for table in TABLES:
        for column in table.columns:
            if column.kind in ("text", "id"):
                values = reading.records[table.name].column(column.name)
                assert any(string in value for value in values if value for string in STRINGS), (
                    table.name,
                    column.name,
                )


SCREENS = [
    *[(page, {}) for page in ("overview", "progress", "rankings", "dossiers", "movements", "unit")],
    *[("office/entry", {"form": form}) for form in FORMS],
    *[("office/reports", {"report": kind}) for kind in REPORTS],
    ("council/prepare", {}),
]


@pytest.mark.parametrize(
    ("page", "address"), SCREENS, ids=[f"{p} {''.join(a.values())}".strip() for p, a in SCREENS]
)
def test_a_screen_sends_data_as_text(
    page: str, address: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert faults(run_screen(page, folder, monkeypatch, **address)) == []


@pytest.mark.parametrize(
    "page", ["progress", "rankings", "dossiers", "movements", "unit", "office/entry", "office/history"]
)
@pytest.mark.parametrize("turn", range(2))
def test_nor_does_an_address(page: str, turn: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each parameter with another string; every string once in the two turns."""
    strings = STRINGS[turn * len(PARAMETERS) % len(STRINGS) :] + STRINGS
    assert faults(run_screen(page, folder, monkeypatch, **dict(zip(PARAMETERS, strings, strict=False)))) == []


def test_a_label_of_the_data_is_no_markdown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    criteria = [
        [f"C{n}", "2026", "Nhóm", escape_formula(text), "Chuẩn", "5"] for n, text in enumerate(STRINGS)
    ]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["criterion_id", "year", "group", "name", "kind", "max_points"], *criteria])
    plan = "year,issuer,view_on\n2026,Ủy ban nhân dân xã A,30/11/2026\n"
    units = "unit_id,name\nU1,Thôn Một\n"
    write_folder(tmp_path, {"plan": plan, "units": units, "criteria": text.getvalue()})
    sheet = run_screen("office/entry", tmp_path, monkeypatch, form="cham-diem", unit="U1", stage="Tự chấm")
    assert len(sheet.text_input) >= len(STRINGS)
    assert faults(sheet) == []


def test_nor_is_an_account_or_who_is_signed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path, {"units": "unit_id,name\nU1,Thôn Một\n"})
    accounts = with_two(tmp_path)
    for number, name in enumerate(STRINGS):
        accounts.add(
            f"a{number}", name, Role.UNIT, ["U1", name], email=f"{number}@<svg/onload=window.hurt=1>"
        )
    monkeypatch.setattr(sharing, "accounts", lambda: accounts)
    monkeypatch.setattr(viewer, "identify", lambda: Viewer(Role.STANDING, "thuongtruc", STRINGS[3]))
    assert faults(run_screen("office/accounts", tmp_path, monkeypatch)) == []
    assert faults(run_screen("office/accounts", tmp_path, monkeypatch, account="a10")) == []


def test_what_is_no_text_is_seen() -> None:
    hurting = Markup()
    hurting.feed("".join(SCRIPTS))
    assert {"script", "img src=x"} <= set(hurting.strange)
    assert list(formulas({"csv": "\ufeffa;=1\r\n-1,5;-1+1\r\n"})) == ["=1", "-1+1"]
