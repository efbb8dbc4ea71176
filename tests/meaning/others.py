"""Numbers that count nothing, what is to be done, what changed, movements, and a unit's figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emulation import words
from emulation.periods import last_day
from tests.meaning.dossiers import SIGN, given
from tests.meaning.lines import Line
from tests.meaning.place import Place, late, number, percent
from tests.meaning.registry import Said, columns, no_count, says

FIRST = 6
"""So many steps are seen at once."""

for text in (
    "<DAY>",
    "\\d\\d/\\d\\d(?!/)",
    "<WHEN>",
    "<TIME>",
    "năm \\d{4}",
    "Quý [IV]+ \\d{4}",
    "Cả năm \\d{4}",
    "6 tháng (?:đầu|cuối) năm \\d{4}",
    "[Nn]ăm học \\d{4}-\\d{4}",
    "Nhiệm vụ năm \\d{4}",
    "[Nn]hiệm vụ cả năm(?: \\d{4})?",
    "Không có nhiệm vụ năm \\d{4}",
    "và \\d+ (?:đơn vị|người|hộ|tập thể) khác",
    "không (?!nhiệm vụ|phần việc|hồ sơ)",
    "Cần chú ý khi quá \\d+ ngày không có kết quả mới, hoặc dưới \\d+% số đơn vị",
):
    no_count(text)


# ---- what is to be done


@says("^(?:Cần đôn đốc|Việc nên làm tiếp) \\(<n:N>\\)$", "overview", "unit")
def listed(said: Said) -> Mapping[str, Any]:
    """How many there are is counted by the lines of the list (`test_a_list_has_as_many_lines_as_it_says`)."""
    return {}


_REASON = (
    "(?:đề nghị gia hạn|quá hạn|đến hạn hôm nay|sắp đến hạn|còn hạn|tạm dừng chờ bổ sung|chưa chấm điểm|không có hạn"
    "|đã trình cấp trên, nay trình lại)"
)


@says(f"^(?:không hồ sơ nào quá hạn; )?(?:[Cc]ả )?(?P<why>\\d+ {_REASON}.*)$", "overview", "unit")
def reasons(said: Said) -> Mapping[str, Any]:
    """The reasons for which things are in a list add up to them; those of dossiers to be signed are the dossiers'."""
    said_of = {word: int(count) for count, word in re.findall(f"(\\d+) ({_REASON})", said["why"])}
    heading = said.line.heading
    assert sum(said_of.values()) == int(re.sub(r"\D", "", heading)), said_of
    if heading.startswith("Chờ Chủ tịch ký"):
        rows = said.place.at_stage(SIGN)
        near = [row for row in rows if row.timeliness == "Sắp đến hạn"]
        today = sum(said.place.days(row) == 0 for row in near)
        assert said_of.get("quá hạn", 0) == len(late(rows))
        assert said_of.get("đến hạn hôm nay", 0) == today
        assert said_of.get("sắp đến hạn", 0) == len(near) - today
    return {}


@says("^Xem <n:N> (?:việc|hồ sơ) còn lại$", "overview", "unit")
def folded(said: Said) -> Mapping[str, Any]:
    return {"n": int(re.sub(r"\D", "", said.line.heading)) - FIRST}


no_count("^Xem \\d+ dòng còn lại$", "overview", "dossiers")
no_count("^… và \\d+ .* khác$", "show")


no_count("^[●▲▼◐○✓–‖] \\S+ \\(\\d+\\)$", "overview")


@says(
    "^[●▲○‖•✓▼] (?P<days>trễ <N> ngày|hạn hôm nay|còn <N> ngày|Tạm dừng|Chưa chấm|không có hạn) .*$",
    "overview",
    "unit",
)
def step(said: Said) -> Mapping[str, Any]:
    place = said.place
    if dossier := said.of("dossier"):
        (row,) = (row for row in place.pending if row.dossier_id == dossier[0])
        return {"days": words.days_late(place.days(row))} if re.search(r"\d|nay", said["days"]) else {}
    if task := said.of("task"):
        return {"days": words.days_late(_urgency(place, task[0]))}
    (when,) = re.findall(
        r"Quý [IV]+/\d{4}|6 tháng \w+ năm \d{4}|Năm học \d{4}-\d{4}|Năm \d{4}", said.line.text
    )
    periods = {words.period(period): period for period in _periods(place)}
    ended = last_day(periods[when])
    return {"days": words.days_late((place.scope.as_of - ended).days)} if said["days"] != "Chưa chấm" else {}


def _periods(place: Place) -> list[str]:
    years = range(min(place.data.years) - 1, max(place.data.years) + 3)
    return [
        f"{y}{part}" for y in years for part in ("", "-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-H2", f"-{y + 1}")
    ]


def _urgency(place: Place, task: str) -> int:
    """The days late of a task or, under a filter, of the most urgent of its parts; negative: to go."""
    rows = [
        row
        for year in place.data.years
        for row in place.ask("tasks", year=year, quarter=None)
        if row.task_id == task and row.timeliness in ("Quá hạn", "Sắp đến hạn")
    ]
    return max(place.lateness(row) for row in rows)


# ---- movements


def running(place: Place) -> list[Any]:
    today = place.scope.as_of
    return [row for row in place.ask("movements") if row.ends_on is None or row.ends_on >= today]


@says("(?:<n:N>|Không có) phong trào đang triển khai(?:, <ended:N> đã kết thúc)?")
def under_way(said: Said) -> Mapping[str, Any]:
    rows, all_ = running(said.place), said.place.ask("movements")
    ended = len(all_) - len(rows) if said.place.screen == "movements" or not rows else 0
    return {"n": len(rows) or None, "ended": ended or None}


@says("<n:N> cần chú ý")
def weak(said: Said) -> Mapping[str, Any]:
    """Whom that is, is no figure of the contract; as many are named, up to three."""
    if said.place.screen == "movements":
        named = re.findall(r" – (?:chưa có kết quả|không có kết quả|mới \d)", said.line.text)
        more = re.search(r"và (\d+) phong trào khác", said.line.text)
        return {"n": len(named) + (int(more[1]) if more else 0)}
    return {}


no_count("và \\d+ phong trào khác", "movements")
no_count("\\(\\d[\\d.]* ngày\\)", "movements")
no_count("<DAY>, (?:\\d[\\d.]* ngày trước|hôm nay)", "movements")


@says("mới <n:N>/<of:N> đơn vị tham gia", "movements")
@says("^Đơn vị tham gia <n:N> ?/<of:N>$", "movements")
def taking_part(said: Said) -> Mapping[str, Any]:
    rows = said.place.ask("movements")
    counts = {row.units for row in rows}
    assert int(said["n"]) in counts
    return {"of": len(said.place.ask("unit_progress"))}


@says("^Chỉ tiêu đạt <met:N> ?/<judged:N>(?: <others:N> chưa đánh giá được)?$", "movements")
def met(said: Said) -> Mapping[str, Any]:
    pairs = {(row.met, row.indicators) for row in said.place.ask("movements")}
    others = int(said["others"] or 0)
    assert (int(said["met"]), int(said["judged"]) + others) in pairs, pairs
    return {}


@says("^Hoàn thành bình quân <rate:P>$", "movements")
def mean(said: Said) -> Mapping[str, Any]:
    assert said["rate"] in {words.percent(row.mean_completion) for row in said.place.ask("movements")}
    return {}


@says("^[^\\d|]+ <n:N> phong trào$", "movements")
def launched(said: Said) -> Mapping[str, Any]:
    assert int(said["n"]) <= len(said.place.ask("movements"))
    return {}


@says("<n:N> chỉ tiêu chưa đánh giá được", "show")
def not_judged(said: Said) -> Mapping[str, Any]:
    return {}


@columns("Phong trào", "Chỉ tiêu đạt")
def movement_row(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    (row,) = (
        row
        for row in place.ask("movements")
        if cells["Phong trào"] in place.name("movements", row.movement_id)
    )
    assert cells["Chỉ tiêu đạt"].partition("/")[0] in (number(row.met), words.MISSING)
    assert cells["Đơn vị tham gia"].partition("/")[0] in (number(row.units), words.MISSING)
    return {"Hoàn thành bình quân": words.percent(row.mean_completion)}


# ---- a unit's page


def unit_row(place: Place, query: str, **changes: Any) -> Any:
    (unit,) = place.scope.units
    return next((row for row in place.ask(query, blocs=(), units=(unit,), **changes)), None)


@says("^(?P<measure>Đúng hạn|Hoàn thành) <when:TIME> (?:–|<rate:P> \\(<n:N>/<of:N> phần việc\\))"
      "(?: trung bình khối (?P<mean>[\\d.,]+%) \\(<members:N> đơn vị\\).*)?$", "unit")  # fmt: skip
@says("^<n:N> trên <of:N> phần việc (?P<noun>có phát sinh|đã đến hạn hoặc đã xong)$", "unit")
def rate(said: Said) -> Mapping[str, Any]:
    counts = said.place.counts
    if said.places.get("measure", "") == "Hoàn thành" or said.places.get("noun") == "có phát sinh":
        part, whole = counts.done, counts.arising
    else:
        part, whole = counts.done_on_time, counts.done + counts.overdue
    known: dict[str, Any] = {"n": part, "of": whole, "rate": percent(part, whole)}
    if not whole:
        known = dict.fromkeys(known)
    return {name: known[name] for name in said.places if name in known}


@says("<n:N> phần việc (?P<state>sắp đến hạn|đến hạn hôm nay)", "unit")
def parts_near(said: Said) -> Mapping[str, Any]:
    near = [row for row in said.place.parts if row.timeliness == "Sắp đến hạn"]
    today = sum(said.place.days(row) == 0 for row in near)
    return {"n": today if said["state"] == "đến hạn hôm nay" else len(near) - today}


@says("^Phần việc \\(<n:N>\\)$", "unit")
def parts(said: Said) -> Mapping[str, Any]:
    return {"n": len(said.place.parts)}


@says("^Hồ sơ chưa kết thúc <n:N>(?: trung bình khối <mean:V> \\(<members:N> đơn vị\\) .*)?$", "unit")
def pending_of_unit(said: Said) -> Mapping[str, Any]:
    return {"n": len(said.place.pending)}


@says("^Khen thưởng <when:TIME> <n:N>(?: trung bình khối <mean:V> \\(<members:N> đơn vị\\) .*)?$", "unit")
def awards_of_unit(said: Said) -> Mapping[str, Any]:
    return {"n": sum(row.awards for row in given(said.place))}
