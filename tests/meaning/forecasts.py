"""What is said of what may be late: always with the word dự báo, and apart from what is late."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulation import forecasts, words
from tests.meaning.lines import Line
from tests.meaning.place import Place
from tests.meaning.registry import Said, columns, says

FIRST = 3
"""So many are seen at once."""
_TITLE = "Có thể trễ – dự báo"


def expected(place: Place) -> list[Any]:
    """Those that may be late: at least half of ten cases or more were."""
    return [row for row in place.forecast if row.late_cases * 2 >= row.cases >= 10]


@says(f"^{_TITLE} \\(<n:N>\\)$", "overview", "unit")
def may_be_late(said: Said) -> Mapping[str, Any]:
    return {"n": len(expected(said.place))}


@says("^Xem <n:N> dự báo còn lại$", "overview", "unit")
def folded(said: Said) -> Mapping[str, Any]:
    return {"n": len(expected(said.place)) - FIRST}


@says("^• dự báo .*Khả năng trễ (?P<chance>\\w+ <N>%), dự kiến xong <day:DAY>, theo <cases:N> "
      "(?P<what>hồ sơ|phần việc) trước · hạn .*, (?P<days>còn <N> ngày)(?: .*)?$", "overview", "unit")  # fmt: skip
def step(said: Said) -> Mapping[str, Any]:
    assert said.line.heading.startswith(_TITLE)
    (kind,) = (kind for kind in ("dossier", "task") if said.of(kind))
    rows = [row for row in expected(said.place) if [row.id] == said.of(kind)]
    row = next(row for row in rows if words.day(row.expected_on) == said["day"])
    left = (said.place.scope.as_of - said.place.edition.last_day(row.due_on)).days
    return {
        "chance": forecasts.chance(row.late_cases / row.cases),
        "cases": row.cases,
        "what": "hồ sơ" if kind == "dossier" else "phần việc",
        "days": words.days_late(left),
    }


@columns("Mã hồ sơ", "Dự báo")
def beside_the_dossier(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    found = [row for row in expected(place) if row.kind == "dossier" and row.id == cells["Mã hồ sơ"]]
    share = (
        f"có thể trễ, {forecasts.chance(found[0].late_cases / found[0].cases)}" if found else words.MISSING
    )
    return {"Dự báo": share}
