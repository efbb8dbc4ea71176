"""What is said of points and ranks: who leads, how far the scoring of a period has come, where a unit or a bloc stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from emulation import words
from emulation.periods import periods_of
from tests.meaning.lines import Line
from tests.meaning.place import Place, number
from tests.meaning.registry import Said, columns, no_count, says
from tests.meaning.tasks import QUARTERS  # noqa: F401 – its rules are registered first

no_count("Bằng điểm thì đồng hạng \\(1, 2, 2, 4\\)", "rankings")
no_count("không (?:phải )?(?:là|tính là) 0(?: điểm)?", "rankings")
no_count("không tính là 0", "rankings")
no_count("tổng có thể vượt 100", "rankings")
no_count("Hạng 1 ở trên cùng", "rankings")
no_count("^Trục: (?:Hạng )?\\d+$", "rankings")
no_count("từ \\d[\\d,]*(?= ·|[.])", "rankings")
no_count("^Đúng hạn: 100% từ 80% từ 50% dưới 50%", "progress")

_KNOWN: dict[str, str] = {words.period(p): p for year in range(2000, 2101) for p in periods_of(year)}


def period_of(text: str) -> str:
    """2026-Q3 of Quý III/2026, whether or not it stands at the beginning of a sentence."""
    return _KNOWN[text[0].upper() + text[1:]]


def judged(place: Place, period: str, *, whole: bool = False) -> list[Any]:
    """The rows of `unit_ranking` of those whom the period judges."""
    changes: dict[str, Any] = {"period": period, **({"blocs": (), "units": ()} if whole else {})}
    rows = place.ask("unit_ranking", **changes)
    if "-20" not in period:
        return rows
    of = set(place.data.ask("judged_units", place.scope.but(**changes))["unit_id"])
    return [row for row in rows if row.unit_id in of]


def ranked(rows: list[Any]) -> list[Any]:
    return [row for row in rows if row.rank is not None]


_STAGES = {
    "Hội đồng đã chấm": "Hội đồng chấm",
    "khối đã chấm": "Khối chấm",
    "mới tự chấm": "Tự chấm",
    "chưa chấm": "Chưa chấm",
}


@says("<when:WHEN> đang tạm tính: (?P<stages>[^.]+) trong <n:N> đơn vị")
def provisional(said: Said) -> Mapping[str, Any]:
    rows = judged(said.place, period_of(said["when"]), whole=True)
    counts = Counter(row.stage for row in rows if row.stage in _STAGES.values())
    found = re.findall(r"([^,\d]+) (\d+)", said["stages"])
    assert {_STAGES[what.strip()]: int(count) for what, count in found} == counts, counts
    return {"n": len(rows)}


_UNIT = "<when:WHEN>: (?P<who>[^.:;]+?)"


@says(f"{_UNIT} (?:xếp )?(?P<shared>đồng )?hạng <rank:N> <WHOLE>, (?:đồng )?hạng <bloc:N> trong khối "
      "với <points:V> điểm", "rankings")  # fmt: skip
def place_of_unit(said: Said) -> Mapping[str, Any]:
    (row,) = judged(said.place, period_of(said["when"]))
    return {"rank": row.rank, "bloc": row.bloc_rank, "points": words.points(row.total)}


@says("<name:NAME> tạm xếp (?:đồng )?hạng <rank:N> <WHOLE>, (?:đồng )?hạng <bloc:N> trong khối với "
      "<points:V> điểm", "rankings")  # fmt: skip
def provisional_place(said: Said) -> Mapping[str, Any]:
    (row,) = ranked(judged(said.place, said.place.scope.period))
    assert row.unit_id == said.place.key("units", said["name"])
    return {"rank": row.rank, "bloc": row.bloc_rank, "points": words.points(row.total)}


@says(f"{_UNIT} (?:dẫn đầu|đồng hạng nhất|đứng đầu phạm vi đang xem)(?:, (?:đồng )?hạng <rank:N>)?(?: <WHOLE>)? với "
      "<points:V> điểm", "rankings")  # fmt: skip
def leading(said: Said) -> Mapping[str, Any]:
    rows = ranked(judged(said.place, period_of(said["when"])))
    best = [row for row in rows if row.rank == min(row.rank for row in rows)]
    more = re.search(r"và (\d+) đơn vị khác", said["who"])
    named = len(re.findall("[\ue000-\uf8ff]", said["who"])) + (int(more[1]) if more else 0)
    assert named == len(best), (named, len(best))
    return {"rank": best[0].rank if said["rank"] else None, "points": words.points(best[0].total)}


@says("; (?P<who>[^;]+) (?:đứng đầu|đồng hạng nhất) các khối, trung bình <points:V> điểm", "rankings")
def leading_bloc(said: Said) -> Mapping[str, Any]:
    rows = said.place.ask("bloc_ranking", blocs=(), units=())
    return {"points": words.points(next(row.mean_total for row in rows if row.rank == 1))}


@says("Đã chấm <n:N>/<of:N> đơn vị", "rankings")
@says("chưa đơn vị nào được chấm điểm \\(<n:N>/<of:N>\\)", "rankings")
def scored(said: Said) -> Mapping[str, Any]:
    rows = judged(said.place, said.place.scope.period)
    return {"n": len(ranked(rows)), "of": len(rows)}


# ---- blocs


@says("^(?:(?:Đồng h|H)ạng <rank:N>|Chưa xếp hạng) <name:NAME> (?:Chưa chấm · )?<scored:N>/<members:N> đơn vị đã chấm"
      "[^\\d]* (?:<points:V>|–)$", "rankings")  # fmt: skip
def bloc_bar(said: Said) -> Mapping[str, Any]:
    bloc = said.place.key("blocs", said["name"])
    (row,) = (row for row in said.place.ask("bloc_ranking", blocs=(), units=()) if row.bloc_id == bloc)
    period = said.place.scope.period
    members = [unit for unit in judged(said.place, period, whole=True) if unit.bloc_id == bloc]
    digits = _digits(said.place.ask("bloc_ranking", blocs=(), units=()), "mean_total")
    points = None if row.rank is None else words.points(row.mean_total, digits)
    return {"rank": row.rank, "scored": row.scored_members, "members": len(members), "points": points}


def _digits(rows: list[Any], column: str) -> int:
    return words.digits(getattr(row, column) for row in rows)


@says("^(?P<rank>\\d+|–) <name:NAME> (?P<state>.*?) ?(?P<points>-?[\\d.,]+|–)(?: (?P<change>(?:tăng hạng|giảm hạng)? ?"
      "[▲▼●] ?\\d*|–))?$", "rankings")  # fmt: skip
def member(said: Said) -> Mapping[str, Any]:
    place, (unit,) = said.place, said.of("ranked")
    everyone = judged(place, place.scope.period, whole=True)
    (row,) = (row for row in everyone if row.unit_id == unit)
    digits = _digits(everyone, "total")
    if said["change"]:
        assert row.rank_change is not None or said["change"] == "–"
        changed = re.findall(r"\d+", said["change"])
        assert [int(size) for size in changed] == ([abs(row.rank_change)] if row.rank_change else [])
    return {
        "rank": words.MISSING if row.bloc_rank is None else str(row.bloc_rank),
        "points": words.points(row.total, digits),
    }


# ---- a unit's points


@says("^Hạng <rank:N> <WHOLE> · hạng <bloc:N> trong khối", "rankings")
def rank_of_shown(said: Said) -> Mapping[str, Any]:
    row = shown(said)
    return {"rank": row.rank, "bloc": row.bloc_rank}


@says("^<base:V> chuẩn \\+ <bonus:V> thưởng − <deduction:V> trừ = <total:V> tổng điểm$", "rankings")
def sum_of_points(said: Said) -> Mapping[str, Any]:
    row = shown(said)
    names = ("base", "bonus", "deduction", "total")
    digits = words.digits(getattr(row, name) for name in names)
    return {name: words.points(getattr(row, name), digits) for name in names}


def shown(said: Said) -> Any:
    """The row of the unit whose points are shown: the heading names it."""
    names = said.place.edition.called("units")
    rows = judged(said.place, said.place.scope.period, whole=True)
    (row,) = (row for row in rows if said.line.heading in names[row.unit_id])
    return row


_GROUP = "(?:[^\\d:|]+|[^:|]*<NAME>[^:|]*)"


@says(f"^{_GROUP} (?P<kind>Chuẩn|Thưởng|Trừ) (?:[+−] )?(?:<points:V>|chưa có|không) ?(?:/<V>)?$", "rankings")
@says(
    "^.* (?P<kind>Chuẩn|Thưởng|Trừ) (?:Tự chấm .* → Hội đồng .*|không có điểm|không trừ) ?(?:<points:V>|–)/<V>$",
    "rankings",
)
def criteria(said: Said) -> Mapping[str, Any]:
    """Points of criteria are those of the file of scores; their sums are judged (`sum_of_points`)."""
    return {}


@says("^Biểu đồ: (?:<b>)?<rank:N> .*$", "rankings")
def end_of_line(said: Said) -> Mapping[str, Any]:
    assert int(said["rank"]) in {row.rank for row in judged(said.place, said.place.scope.period, whole=True)}
    return {}


@says("^Trục: (?P<when>.*\\d{4})(?P<marks>(?:<br>tạm tính)?)(?:<br><n:N> đơn vị)?$", "rankings")
def tick(said: Said) -> Mapping[str, Any]:
    when = said["when"].replace("<br>", " ").replace("- ", "-")
    when = re.sub(r"^(Quý [IV]+) ", r"\1/", when)
    rows = ranked(judged(said.place, period_of(when), whole=True))
    assert bool(said["marks"]) == any(row.stage in ("Tự chấm", "Khối chấm") for row in rows)
    return {"n": len(rows) if said["n"] else None}


# ---- a unit's page and the overview


@says("<when:WHEN> \\((?P<how>tạm tính|chính thức)\\): hạng <rank:N> <WHOLE> trên <of:N> đơn vị đã chấm, "
      "hạng <bloc:N> trong khối, <points:V> điểm", "unit")  # fmt: skip
def rank_said(said: Said) -> Mapping[str, Any]:
    place = said.place
    (row,) = place.ask("unit_ranking")
    everyone = ranked(place.ask("unit_ranking", blocs=(), units=()))
    final = all(unit.stage not in ("Tự chấm", "Khối chấm") for unit in everyone)
    return {
        "when": words.period(place.scope.period),
        "how": "chính thức" if final else "tạm tính",
        "rank": row.rank,
        "of": len(everyone),
        "bloc": row.bloc_rank,
        "points": words.points(row.total),
    }


@says("^Xếp hạng <when:WHEN> (?:–|<rank:N> /<of:N>)(?: (?:[▲▼] <moved:N> bậc|● giữ hạng))?(?: hạng <bloc:N> trong khối| .*)?"
      "$", "unit")  # fmt: skip
def rank_card(said: Said) -> Mapping[str, Any]:
    place = said.place
    row = next(iter(place.ask("unit_ranking")), None)
    if row is None or row.rank is None:
        return {"rank": None, "of": None, "moved": None, "bloc": None}
    moved = abs(row.rank_change) if said["moved"] else None
    everyone = ranked(place.ask("unit_ranking", blocs=(), units=()))
    return {"rank": row.rank, "of": len(everyone), "bloc": row.bloc_rank, "moved": moved}


@says(
    "^Điểm thi đua <when:WHEN> (?:–|<points:V>)(?: trung bình khối <mean:V> \\(<members:N> đơn vị\\).*)?$",
    "unit",
)
def points_card(said: Said) -> Mapping[str, Any]:
    row = next(iter(said.place.ask("unit_ranking")), None)
    if row is None:  # outside every bloc: no query of the contract tells its points
        return {}
    return {"points": None if row.total is None else words.points(row.total)}


@says(
    "^(?P<sign>[▲▼]) (?P<verb>lên|xuống) <moved:N> (?:.+) hạng <before:N> → (?P<shared>đồng hạng )?<rank:N>$",
    "overview",
)
@says("^● giữ hạng .+ (?P<shared>đồng )?hạng <rank:N>$", "overview")
def moved_rank(said: Said) -> Mapping[str, Any]:
    (unit,) = said.of("unit")[-1:]
    rows = ranked(said.place.ask("unit_ranking"))
    (row,) = (row for row in rows if row.unit_id == unit)
    assert bool(said["shared"]) == (sum(other.rank == row.rank for other in rows) > 1)
    if "sign" not in said.places:
        assert row.rank_change == 0
        return {"rank": row.rank}
    sign, verb = ("▲", "lên") if row.rank_change > 0 else ("▼", "xuống")
    moved = {"moved": abs(row.rank_change), "before": row.previous_rank, "rank": row.rank}
    return {"sign": sign, "verb": verb, **moved}


@says("Không so với <when:WHEN>: khi đó xếp <then:N> đơn vị, nay <now:N>")
def other_units(said: Said) -> Mapping[str, Any]:
    place = said.place
    now = ranked(place.ask("unit_ranking", blocs=(), units=()))
    then = ranked(place.ask("unit_ranking", blocs=(), units=(), period=period_of(said["when"])))
    return {"then": len(then), "now": len(now)}


@says("<when:WHEN>(?: ·|:) <n:N> đơn vị chưa tự chấm điểm", "overview", "show")
def owing(said: Said) -> Mapping[str, Any]:
    rows = judged(said.place, period_of(said["when"]))
    return {"n": sum(row.stage == "Chưa chấm" for row in rows)}


# ---- slides


@says("<when:WHEN>: (?P<who>.+) (?:dẫn đầu|đồng hạng nhất) với <points:V> điểm$", "show")
@says("^(?P<who>.+) (?:dẫn đầu|đồng hạng nhất) với <points:V> điểm$", "show")
@says("^(?:<when:WHEN>: |Kỳ chính thức gần nhất, <final:WHEN>: )?(?P<who>.+) (?:đồng )?hạng <rank:N> trong <of:N> khối với "
      "<points:V> điểm$", "show")  # fmt: skip
def bloc_leads(said: Said) -> Mapping[str, Any]:
    place = said.place
    when = re.search(r"[Kk]ỳ chính thức gần nhất, ([^:]+):", said.line.text)
    period = period_of(when[1]) if when else place.scope.period
    rows = ranked(place.ask("bloc_ranking", period=period, blocs=(), units=()))
    mine = place.ask("bloc_ranking", period=period)
    best = min(ranked(mine), key=lambda row: row.rank)
    known = {"points": words.points(best.mean_total), "rank": best.rank, "of": len(rows)}
    return {name: known[name] for name in said.places if name in known}


@says("(?P<bloc>[^:]+): (?:[^:]*, )?<n:N>/<of:N> đơn vị đã chấm", "show")
def scored_of_bloc(said: Said) -> Mapping[str, Any]:
    bloc = said.line.under[0].removeprefix("slide bloc-").partition(".")[0]
    rows = [row for row in judged(said.place, said.place.scope.period, whole=True) if row.bloc_id == bloc]
    return {"n": sum(row.stage != "Chưa chấm" for row in rows), "of": len(rows)}


@columns("Đơn vị", "Hạng trong khối", "Tổng điểm", "Bước chấm")
def unit_in_table(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    rows = judged(place, place.scope.period, whole=True)
    (row,) = (row for row in rows if cells["Đơn vị"] in place.name("units", row.unit_id))
    assert cells["Hạng trong khối"].removeprefix("đồng hạng ") == number(row.bloc_rank)
    points = cells["Tổng điểm"]
    decimals = len(points.partition(",")[2])
    return {"Tổng điểm": words.MISSING if row.total is None else words.points(row.total, decimals)}


@columns("Khối", "Điểm trung bình", "Khen thưởng")
def bloc_in_table(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    rows = place.ask("bloc_ranking", blocs=(), units=())
    (row,) = (row for row in rows if cells["Khối"] in place.name("blocs", row.bloc_id))
    return {
        "Hạng": number(row.rank),
        "Đã chấm": number(row.scored_members),
        "Hoàn thành": words.percent(row.completion_rate),
        "Đúng hạn": words.percent(row.on_time_rate),
        "Khen thưởng": number(row.awards),
    }
