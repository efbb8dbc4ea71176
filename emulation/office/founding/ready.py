"""Danh mục, khung điểm: what a commune can begin with, in `ready/*.csv`. Titles, forms, levels: the Law on emulation and
commendation 2022; processing times, criteria and bands are assumptions, and say so."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from emulation.commune import NEUTRAL, Commune
from emulation.office.change_set import ChangeSet, Draft, Row
from emulation.schema import TABLE
from emulation.text import spelling

READY = ("awards", "criteria", "bands")
"""The tables of which rows are ready."""
_NAMES = {"awards": "name", "criteria": "criterion_id", "bands": "name"}
"""Table → the column by which a row is known to be there already, besides its key."""


def rows(table: str, commune: Commune, year: int) -> list[dict[str, str]]:
    """The ready rows of a table, in the commune's own words, of that year.

    >>> from emulation.commune import Agency
    >>> ward = Commune(Agency.read("UBND phường A"), Agency.read("UBND tỉnh B"))
    >>> [row["name"] for row in rows("awards", ward, 2027) if row["award_id"] in ("GK", "BK")]
    ['Giấy khen của Chủ tịch UBND phường', 'Bằng khen của Chủ tịch UBND tỉnh']
    """
    own = commune.noun if commune.noun != NEUTRAL else "xã"
    above = commune.superior_noun if commune.superior.kind else "tỉnh"
    words = {"{xã}": own, "{tỉnh}": above, "{năm}": str(year), "{nn}": f"{year % 100:02}"}
    with (Path(__file__).parent / "ready" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        found = [{name: _said(text, words) for name, text in row.items()} for row in csv.DictReader(file)]
    for row in found:
        for column in ("level", "award_level"):
            if row.get(column):
                row[column] = commune.level(row[column])
    return found


def _said(text: str, words: dict[str, str]) -> str:
    for word, own in words.items():
        text = text.replace(word, own)
    return text


def missing(table: str, ready: Sequence[dict[str, str]], known: Sequence[Row]) -> list[dict[str, str]]:
    """Those of the ready rows that the data have neither by key nor by name."""
    (key,) = TABLE[table].key
    ids = {row[key] for row in known}
    names = {spelling(row[_NAMES[table]]) for row in known}
    return [row for row in ready if row[key] not in ids and spelling(row[_NAMES[table]]) not in names]


def prepare(chosen: Mapping[str, Sequence[dict[str, str]]], year: int) -> ChangeSet:
    """The change set that adds the chosen rows, table → rows."""
    draft = Draft()
    for table, its in chosen.items():
        for row in its:
            draft.add(table, row)
            draft.change(TABLE[table].title, "", row["name"])
    counted = [
        f"{len(chosen[table])} {noun}"
        for table, noun in (
            ("awards", "danh hiệu, hình thức"),
            ("criteria", f"tiêu chí năm {year}"),
            ("bands", "mức xếp loại"),
        )
        if chosen.get(table)
    ]
    return draft.finish(f"Lập dữ liệu: {', '.join(counted)}")


def keys_of(table: str, its: Collection[dict[str, str]]) -> list[str]:
    (key,) = TABLE[table].key
    return [row[key] for row in its]
