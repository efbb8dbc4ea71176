"""A data folder in which every text and every id carries what would do harm where it is not shown as text.

Each string is at some row of each column: `hurt` is set in the browser where one runs, `evil.example` asked where one loads.
"""

from __future__ import annotations

import csv
from itertools import count
from pathlib import Path

from emulation.schema import TABLES, Column, Table
from emulation.text import escape_formula

SAMPLE = Path(__file__).parents[1] / "data"
SCRIPTS = (
    "<script>window.hurt=1</script>",
    '"><script>window.hurt=1</script>',
    "'><img src=x onerror=window.hurt=1>",
    "<img src=//evil.example/a.png onerror=window.hurt=1>",
    "<svg/onload=window.hurt=1>",
    "<svg><script>window.hurt=1</script></svg>",
    '<iframe srcdoc="<script>parent.hurt=1</script>"></iframe>',
    "<iframe src=javascript:parent.hurt=1></iframe>",
    '<a href="javascript:window.hurt=1">x</a>',
    "[x](javascript:window.hurt=1)",
    "![x](https://evil.example/b.png)",
    "<details open ontoggle=window.hurt=1>",
    "<input autofocus onfocus=window.hurt=1>",
    "<video><source onerror=window.hurt=1></video>",
    "<body onload=window.hurt=1>",
    "<style>@import 'https://evil.example/c.css'</style>",
    "<link rel=stylesheet href=https://evil.example/d.css>",
    '<math><mi//xlink:href="data:x,<script>window.hurt=1</script>">',
    "</script><script>window.hurt=1</script>",
    "</textarea></style><img src=x onerror=window.hurt=1>",
    "javascript:window.hurt=1",
    "${window.hurt=1}",
    "{{constructor.constructor('window.hurt=1')()}}",
    "{% for x in ().__class__.__mro__ %}{{ x }}{% endfor %}",
    '<!--<img src="--><img src=x onerror=window.hurt=1>',
    '<noscript><p title="</noscript><img src=x onerror=window.hurt=1>">',
    "<object data=https://evil.example/e.swf></object>",
    "<base href=https://evil.example/>",
    '<meta http-equiv=refresh content="0;url=https://evil.example/f">',
    r"$\href{javascript:window.hurt=1}{x}$",
    "<form action=https://evil.example/g><button>x</button></form>",
    '<b style="background:url(https://evil.example/h.png)">x</b>',
    "&lt;img src=x onerror=window.hurt=1&gt;",
    '" onmouseover="window.hurt=1',
    "' autofocus onfocus='window.hurt=1",
    ":red[x] :material/delete: **x** `x` https://evil.example/i",
)
FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example/j","x")',
    "='file:///etc/passwd'#$A1",
)
STRINGS = SCRIPTS + FORMULAS
_KEPT = {("plan", "issuer"), ("plan", "superior")}
"""Columns whose first words the program reads: what kind of commune it is."""


def hostile_folder(path: Path) -> dict[tuple[str, str], str]:
    """The sample with a string before or after each of its texts, and of its ids, which still refer to one another.

    Returns what became of the ids: heading and id → id.
    """
    path.mkdir(parents=True, exist_ok=True)
    spoilt = _Spoilt()
    for table in TABLES:
        with (SAMPLE / table.file).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        with (path / table.file).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([column.label for column in table.columns])
            spoilt.begin()
            writer.writerows(
                [spoilt.cell(table, c, row.get(c.label) or "") for c in table.columns] for row in rows
            )
    return spoilt.ids


class _Spoilt:
    """What each text and id became."""

    def __init__(self) -> None:
        self.ids: dict[tuple[str, str], str] = {}
        self._numbers, self._empty = count(), count()
        self._filled: set[str] = set()

    def begin(self) -> None:
        """A table begins: in its first row no text is left empty."""
        self._filled = set()

    def cell(self, table: Table, column: Column, text: str) -> str:
        if column.kind == "id" and text:
            kept = self.ids.setdefault((column.label, text), self._next(table, column, text))
        elif column.kind == "text" and (
            text or column.name not in self._filled or next(self._empty) % 3 == 0
        ):
            self._filled.add(column.name)
            kept = self._next(table, column, text)
        else:
            return text
        return escape_formula(kept)

    def _next(self, table: Table, column: Column, text: str) -> str:
        number = next(self._numbers)
        string = STRINGS[number % len(STRINGS)]
        last = (number + number // len(STRINGS)) % 2 or (table.name, column.name) in _KEPT
        return (f"{text} {string}" if last else f"{string} {text}").strip()
