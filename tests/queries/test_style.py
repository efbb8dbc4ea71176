"""What sqlfluff does not see: each macro that is a table says at its head what a row of it is."""

from __future__ import annotations

import re
from pathlib import Path

QUERIES = Path(__file__).parents[2] / "queries"
TABLE_MACRO = re.compile(r"((?:^--.*\n)*)^create or replace macro (\w+)\([^)]*\) as table", re.MULTILINE)


def test_a_macro_that_is_a_table_says_its_grain() -> None:
    silent = [
        f"{file.stem}: {name}"
        for file in sorted(QUERIES.rglob("staging/*.sql"))
        for comment, name in TABLE_MACRO.findall(file.read_text(encoding="utf-8"))
        if "Grain: " not in comment
    ]
    assert silent == []
