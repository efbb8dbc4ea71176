"""What is said of dossiers and of awards: how many wait where, how many are late, how many were honoured."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from emulation import words
from tests.meaning.lines import Line
from tests.meaning.place import Place, late, number
from tests.meaning.registry import Said, columns, says

SIGN = "Trình Chủ tịch"


def at_stage(said: Said) -> list[Any]:
    return said.place.at_stage(said["stage"])


def soon(rows: list[Any]) -> list[Any]:
    return [row for row in rows if row.timeliness == "Sắp đến hạn"]


def longest(place: Place, rows: list[Any]) -> int:
    """The most calendar days that any is past its last day."""
    return max(place.days(row) or 0 for row in late(rows))


def paused(place: Place, rows: list[Any]) -> int:
    """How many wait for papers with a computed deadline, which stands still meanwhile."""
    dossiers: Any = place.data.table("dossiers").itertuples()
    own = {row.dossier_id for row in dossiers if row.due_on is not None}
    return sum(
        row.stage == "Yêu cầu bổ sung"
        and row.dossier_id not in own
        and row.due_on is not None
        and not place.edition.handed_up(row.dossier_id, place.scope.as_of)
        for row in rows
    )


# ---- how many wait


@says("<n:N> hồ sơ chưa kết thúc")
@says("Hồ sơ chưa kết thúc \\(<n:N>\\)", "unit")
def pending(said: Said) -> Mapping[str, Any]:
    return {"n": len(said.place.pending)}


@says("<n:N> hồ sơ chưa kết thúc(?:: <here:N> ở (?:xã|phường|đặc khu|địa phương), <there:N> ở cấp trên"
      "|, cả <all:N> ở (?P<where>[^.;:,]+)| ở (?P<alone>[^.;:,]+))")  # fmt: skip
def pending_where(said: Said) -> Mapping[str, Any]:
    whole, there = len(said.place.pending), len(said.place.at_stage("Trình cấp trên"))
    both = 0 < there < whole
    where = "cấp trên" if there else said.place.commune.noun
    return {
        "n": whole,
        "here": whole - there if both else None,
        "there": there if both else None,
        "all": None if both or whole == 1 else whole,
        "where": None if both or whole == 1 else where,
        "alone": where if whole == 1 else None,
    }


@says("(?:<n:N> hồ sơ|cả <all:N>) quá hạn, lâu nhất <days:N> ngày")
def overdue(said: Said) -> Mapping[str, Any]:
    rows = late(said.place.pending)
    everything = said["all"] != ""
    assert len(rows) == len(said.place.pending) or not everything
    count = {"all" if everything else "n": len(rows)}
    return {**count, "days": longest(said.place, rows)}


@says("(?:nhiều nhất|đều)? ?ở bước <stage:STAGE>(?: \\(<n:N>\\))?", "dossiers")
def most_overdue_at(said: Said) -> Mapping[str, Any]:
    counts = Counter(row.stage for row in late(said.place.pending))
    assert counts[said["stage"]] == max(counts.values())
    return {"n": None if len(counts) == 1 else counts[said["stage"]]}


@says("[Kk]hông hồ sơ nào quá hạn", "dossiers", "unit")
def none_overdue(said: Said) -> Mapping[str, Any]:
    assert not late(said.place.pending)
    return {}


@says("[Kk]hông hồ sơ nào sắp đến hạn", "dossiers", "show")
def none_soon(said: Said) -> Mapping[str, Any]:
    assert not soon(said.place.pending)
    return {}


@says("; <n:N> sắp đến hạn(?: \\(<today:N> hạn hôm nay\\))?", "dossiers")
def near(said: Said) -> Mapping[str, Any]:
    rows = soon(said.place.pending)
    return {"n": len(rows), "today": sum(said.place.days(row) == 0 for row in rows) or None}


@says("<n:N> đang chờ bổ sung, thời hạn tạm dừng", "dossiers")
def standing_still(said: Said) -> Mapping[str, Any]:
    return {"n": paused(said.place, said.place.pending)}


@says("^(?:Trục: )?<stage:STAGE> \\(<n:N>\\)$", "dossiers")
@says("^<stage:STAGE> <n:N>(?: ● <late:N> quá hạn)?(?: ▲ <soon:N> sắp đến hạn)?(?: ‖ <paused:N> tạm dừng thời hạn)?"
      "(?: lâu nhất <days:N> ngày)?$", "dossiers")  # fmt: skip
@says("^<stage:STAGE> \\| <n:N>(?: \\| (?:<late:N> quá hạn)?(?:, )?(?:<soon:N> sắp đến hạn)?(?:, )?"
      "(?:<paused:N> chờ bổ sung, tạm dừng thời hạn)?)?$", "show")  # fmt: skip
def stage(said: Said) -> Mapping[str, Any]:
    place, rows = said.place, at_stage(said)
    (summary,) = (row for row in place.ask("dossier_summary") if row.stage == said["stage"])
    assert summary.dossiers == len(rows)
    since = min((row.stage_since for row in rows), default=None)
    known = {
        "stage": said["stage"],
        "n": len(rows),
        "late": summary.overdue or None,
        "soon": summary.due_soon or None,
        "paused": paused(place, rows) or None,
        "days": (place.scope.as_of - since).days if since else None,
    }
    return {name: known[name] for name in said.places}


# ---- the overview


@says("^Chờ Chủ tịch ký \\(<n:N>\\)$", "overview")
def to_sign(said: Said) -> Mapping[str, Any]:
    return {"n": len(said.place.at_stage(SIGN))}


# ---- slides


@says("<n:N> hồ sơ chưa kết thúc, (?:<late:N> quá hạn(?:, (?P<how>nhiều nhất )?ở bước (?P<stages>.*))?"
      "|không (?:có hồ sơ|hồ sơ nào) quá hạn)$", "show")  # fmt: skip
def pending_and_late(said: Said) -> Mapping[str, Any]:
    rows = late(said.place.pending)
    counts = Counter(row.stage for row in rows)
    for name in said["stages"].split(" và ") if said["stages"] else ():
        assert counts[name] == max(counts.values()), counts
    return {"n": len(said.place.pending), "late": len(rows) or None}


@says(
    "(?:<n:N> hồ sơ|Không hồ sơ nào) quá hạn, (?:<soon:N> sắp đến hạn|không hồ sơ nào sắp đến hạn)$", "show"
)
def deadlines(said: Said) -> Mapping[str, Any]:
    rows = said.place.pending
    return {"n": len(late(rows)) or None, "soon": len(soon(rows)) or None}


DEADLINES = {"Quá hạn": "Quá hạn", "Sắp đến hạn": "Sắp đến hạn", "Còn hạn": "Chưa đến hạn"}


@says(
    "^(?P<word>Quá hạn|Sắp đến hạn|Còn hạn|Không có hạn|Đã trình cấp trên) \\| <n:N>(?: \\| (?P<note>.*))?$",
    "show",
)
def deadline_bar(said: Said) -> Mapping[str, Any]:
    place, word = said.place, said["word"]
    handed = {
        row.dossier_id for row in place.pending if place.edition.handed_up(row.dossier_id, place.scope.as_of)
    }
    open_ = [row for row in place.pending if row.dossier_id not in handed]
    if word == "Đã trình cấp trên":
        back = len(handed) - len(place.at_stage("Trình cấp trên"))
        assert not back or f"gồm {back} hồ sơ" in said["note"], back
        return {"n": len(handed)}
    rows = [row for row in open_ if row.timeliness == DEADLINES.get(word)]
    stands = paused(place, rows)
    assert said["note"].startswith(f"{stands} chờ bổ sung") or not stands
    return {"n": len(rows)}


@says("(?P<need>Hội đồng biểu quyết|Chủ tịch ký) <n:N> hồ sơ, "
      "(?:(?P<all>cả )?<late:N> quá hạn|không hồ sơ nào quá hạn)$", "show")  # fmt: skip
def to_decide(said: Said) -> Mapping[str, Any]:
    rows = said.place.at_stage(SIGN if said["need"] == "Chủ tịch ký" else "Họp Hội đồng")
    overdue_ = len(late(rows))
    everything = "cả " if overdue_ == len(rows) > 1 else None
    return {"n": len(rows), "late": overdue_ or None, "all": everything}


# ---- awards


def given(place: Place) -> list[Any]:
    """The awards of the scope; beside the tasks of the whole year, which has none of its own, those of the year."""
    return place.ask("awards_given", quarter=place.scope.quarter or None)


def by_level(place: Place) -> Counter[str]:
    counts = Counter[str]()
    for row in given(place):
        counts[place.commune.level(row.level)] += row.awards
    return counts


def levels(text: str) -> Counter[str]:
    found = re.findall(r"([\d.]+) (cấp (?:Nhà nước|\w+(?: phố| khu)?))", text)
    return Counter({f"C{level[1:]}": int(count.replace(".", "")) for count, level in found})


@says("^(?P<when>.+), đến <day:DAY>: (?:(?P<levels>.+); đếm .*|chưa có khen thưởng nào)[.]$", "dossiers")
def awards_said(said: Said) -> Mapping[str, Any]:
    assert levels(said["levels"]) == by_level(said.place), (levels(said["levels"]), by_level(said.place))
    return {"day": words.day(said.place.scope.as_of)}


@says("^Cấp [^|\\d]+ <n:N>$", "dossiers")
def awards_of_level(said: Said) -> Mapping[str, Any]:
    return {"n": by_level(said.place)[said.line.text.rpartition(" ")[0]]}


@says("^<name:NAME> <n:N>$", "dossiers")
def awards_of(said: Said) -> Mapping[str, Any]:
    table, column = ("units", "unit_id") if said.line.heading == "Theo đơn vị" else ("awards", "award_id")
    counts = Counter[str]()
    for row in given(said.place):
        counts[getattr(row, column)] += row.awards
    name = said.place.edition.unmask(said["name"])
    called = said.place.edition.called(table)
    return {"n": sum(count for key, count in counts.items() if name in called[key])}


@says("<n:N> khen thưởng(?:: (?P<levels>.*)| (?P<level>cấp .*))$", "show")
def awards_of_show(said: Said) -> Mapping[str, Any]:
    counts = by_level(said.place)
    if said["levels"]:
        assert levels(said["levels"]) == counts
    else:
        assert [*counts] == [f"C{said['level'][1:]}"]
    return {"n": counts.total()}


@says("<n:N> khen thưởng mới từ họp \\d\\d/\\d\\d(?P<when>, .*)?$", "show")
def new_awards(said: Said) -> Mapping[str, Any]:
    place, since = said.place, said.place.since
    dossiers: Any = place.data.table("dossiers").itertuples()
    known = {row.dossier_id: row.quantity for row in dossiers}
    rows = [row for row in place.ask("changes", since=since) if row.after == "Đã khen thưởng"]
    if said["when"]:
        year, quarter = place.scope.year, place.scope.quarter
        rows = [row for row in rows if row.changed_on.year == year]
        rows = [row for row in rows if quarter in (None, (row.changed_on.month + 2) // 3)]
    return {"n": sum(known[row.id] for row in rows)}


@columns("Danh hiệu, hình thức", "Số lượng")
def awards_of_unit(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    found = [
        row.awards
        for row in given(place)
        if cells["Danh hiệu, hình thức"] in place.name("awards", row.award_id)
        and (row.nominee_kind, row.commendation_type) == (cells["Đối tượng"], cells["Loại"])
    ]
    return {"Số lượng": number(sum(found))}


# ---- tables


@columns("Thời hạn†", "Đơn vị", "Đối tượng")
def to_be_decided(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    days = {
        words.days_late(place.days(row))
        for row in place.pending
        if row.stage in (SIGN, "Họp Hội đồng") and cells["Đơn vị"] in place.name("units", row.unit_id)
    }
    assert cells["Thời hạn†"] in days | {"không có hạn"}, days
    return {}


@columns("Mã hồ sơ", "Còn, trễ")
@columns("Mã hồ sơ", "Còn / trễ")
def waiting(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    """The days of a dossier: calendar days, none while its clock stands or once it was handed up in time."""
    (row,) = (row for row in place.pending if row.dossier_id == cells["Mã hồ sơ"])
    label = next(label for label in cells if label.startswith("Còn"))
    handed = place.edition.handed_up(row.dossier_id, place.scope.as_of)
    stands = paused(place, [row]) and row.timeliness != "Quá hạn"
    days = None if stands or handed else place.days(row)
    found = {} if handed else {label: words.days_late(days)}
    stage = next(label for label in cells if label.startswith("Bước"))
    return found | {stage: row.stage}
