"""What is said of what moved since a day: tasks that turned, dossiers on their way, ranks, what was recorded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from emulation import words
from tests.meaning.place import Place, state
from tests.meaning.ranks import period_of, ranked
from tests.meaning.registry import Said, says

_ORDER = ("Tiếp nhận", "Thẩm định", "Họp Hội đồng", "Trình Chủ tịch", "Trình cấp trên")
_ENDS = {"Đã khen thưởng": "được khen thưởng", "Trả lại": "quay lại"}
_WAYS = "mới|đi tiếp|được khen thưởng|quay lại|kết thúc không khen"
_TURNS = "thành quá hạn|hết quá hạn|hoàn thành|bắt đầu làm|mới giao|sắp đến hạn|đổi khác"
_BEGIN = "^(?:Từ họp Hội đồng ngày|Từ cùng ngày năm trước,|Từ đầu Quý [IV]+, sau ngày) <since:DAY>: "
_STATION = {  # where a dossier is that is closed
    "Trả lại": "Đơn vị",
    "Rút hồ sơ": "Đơn vị",
    "Đã khen thưởng": "Kết thúc",
    "Không đủ điều kiện": "Kết thúc",
}
_HAPPENED = {
    "lượt đơn vị cập nhật": "task",
    "hồ sơ chuyển bước": "dossier",
    "điểm mới": "score",
    "chỉ tiêu cập nhật": "movement",
    "chỉ tiêu phong trào cập nhật": "movement",
}


def turned(place: Place) -> list[tuple[str | None, str]]:
    """The states then (none: not given yet) and now of the tasks, or with a filter the parts, that are shown otherwise."""

    def key(row: Any) -> tuple[str, str]:
        return row.task_id, row.unit_id if place.scope.filtered else ""

    then = {key(row): state(row) for row in place.ask("tasks", as_of=place.since)}
    now = {key(row): state(row) for row in place.things}
    return [(then.get(key), after) for key, after in now.items() if then.get(key) != after]


def turns(place: Place) -> Counter[str]:
    return Counter(turn(*states) for states in turned(place))


def turn(before: str | None, after: str) -> str:
    if after == "Quá hạn":
        return "thành quá hạn"
    done = [each in ("Đúng hạn", "Trễ hạn") for each in (before, after)]
    if done == [False, True]:
        return "hoàn thành"
    if before in (None, "Quá hạn"):
        return "hết quá hạn" if before else "mới giao"
    if after == "Sắp đến hạn":
        return "sắp đến hạn"
    return "bắt đầu làm" if (before, after) == ("Chưa bắt đầu", "Đang thực hiện") else "đổi khác"


def moves(place: Place) -> list[tuple[str | None, str]]:
    """The stages before and after of the dossiers that moved."""
    rows = place.ask("changes", since=place.since)
    return [(row.before, row.after) for row in rows if row.kind == "dossier"]


def way(before: str | None, after: str) -> str:
    if after not in (*_ORDER, "Yêu cầu bổ sung"):
        return _ENDS.get(after, "kết thúc không khen")
    if before is None:
        return "mới"
    if after == "Yêu cầu bổ sung":
        return "quay lại"
    if before == "Yêu cầu bổ sung":
        return "quay lại" if after == "Tiếp nhận" else "đi tiếp"
    behind = _ORDER.index(before) if before in _ORDER else len(_ORDER)
    return "đi tiếp" if _ORDER.index(after) > behind else "quay lại"


def ways(place: Place) -> Counter[str]:
    return Counter(way(*move) for move in moves(place))


@says(
    f"{_BEGIN}(?P<tasks>(?:không|\\d)[^;]*); (?P<dossiers>(?:không|\\d)[^;]*?)(?:; (?P<ranks>[^;]+))?[.]$",
    "overview",
)
def movement(said: Said) -> Mapping[str, Any]:
    place = said.place
    assert place.since
    tasks = {
        word: int(n.replace(".", ""))
        for n, word in re.findall(f"([\\d.]+) (?:{place.thing} )?({_TURNS})", said["tasks"])
    }
    expected = turns(place)
    assert ("đổi tình trạng" in said["tasks"]) == (not expected)
    expected.pop("đổi khác", None)  # is in the picture alone
    assert tasks == expected, (tasks, expected)
    dossiers = {
        word: int(n.replace(".", ""))
        for n, word in re.findall(f"([\\d.]+) (?:hồ sơ )?({_WAYS})", said["dossiers"])
    }
    assert dossiers == ways(place), (dossiers, ways(place))
    changes = [row.rank_change for row in ranked(place.ask("unit_ranking")) if row.rank_change is not None]
    for verb, sign in (("lên", 1), ("xuống", -1)):
        for places in re.findall(f"{verb} (\\d+) bậc", said["ranks"]):
            assert int(places) == max(sign * change for change in changes)
        for many in re.findall(f"(\\d+) đơn vị {verb}", said["ranks"]):
            assert int(many) == changes.count(sign * max(sign * change for change in changes))
    return {"since": words.day(place.since)}


_TURNED = f"(?:<N>|[kK]hông) (?:nhiệm vụ|phần việc) (?:nào )?thành quá hạn(?:, <N> (?:{_TURNS}))*"


@says(f"(?P<tasks>{_TURNED})$", "show")
def turned_on_a_slide(said: Said) -> Mapping[str, Any]:
    place, expected = said.place, turns(said.place)
    expected.pop("đổi khác", None)
    found = re.findall(f"([\\d.]+) (?:{place.thing} )?({_TURNS})", said["tasks"])
    assert {word: int(n.replace(".", "")) for n, word in found} == expected, expected
    return {}


@says(f"(?P<dossiers><N> hồ sơ (?:{_WAYS})(?:, <N> (?:{_WAYS}))*)$", "show")
def moved_on_a_slide(said: Said) -> Mapping[str, Any]:
    found = re.findall(f"([\\d.]+) (?:hồ sơ )?({_WAYS})", said["dossiers"])
    assert {word: int(n.replace(".", "")) for n, word in found} == ways(said.place)
    return {}


@says(f"^<n:N> (?P<way>{_WAYS})(?P<stops>(?: \\| [^|]+ <N>)+)$", "show")
def lane(said: Said) -> Mapping[str, Any]:
    """A lane is of dossiers that went one way, all to the right or all to the left; its stops are where they are now."""
    at = {stage: int(n.replace(".", "")) for stage, n in re.findall(r"\| ([^|]+?) ([\d.]+)", said["stops"])}
    now = Counter(
        _STATION.get(after, after) for before, after in moves(said.place) if way(before, after) == said["way"]
    )
    assert all(now[stage] >= count for stage, count in at.items()), (at, now)
    return {"n": sum(at.values())}


@says(f"^<n:N> [●○✓◐+▲•] (?P<turn>{_TURNS})$", "overview")
def turned_so(said: Said) -> Mapping[str, Any]:
    return {"n": turns(said.place)[said["turn"]]}


@says(f"^<n:N> [+▶✓◀✕] (?P<way>{_WAYS})$", "overview")
def went_so(said: Said) -> Mapping[str, Any]:
    return {"n": ways(said.place)[said["way"]]}


@says("^(?P<before>mới tiếp nhận|<STAGE>) → <after:STAGE> <n:N>$", "overview")
def went_from_to(said: Said) -> Mapping[str, Any]:
    before = None if said["before"] == "mới tiếp nhận" else said["before"]
    return {"n": moves(said.place).count((before, said["after"]))}


@says("^và <n:N> hồ sơ khác$", "overview")
def more_moved(said: Said) -> Mapping[str, Any]:
    assert int(said["n"]) + 30 in Counter(moves(said.place)).values()
    return {}


@says(
    "^So với <when:WHEN>: (?:<up:N> đơn vị lên)?(?:, )?(?:<down:N> đơn vị xuống)?(?:, )?(?:<kept:N> đơn vị giữ hạng)?[.]$",
    "overview",
)
def ranks_moved(said: Said) -> Mapping[str, Any]:
    changes = [row.rank_change for row in ranked(said.place.ask("unit_ranking"))]
    assert period_of(said["when"]) < said.place.scope.period
    counts = [sum(change > 0 for change in changes), sum(change < 0 for change in changes), changes.count(0)]
    return {name: count or None for name, count in zip(("up", "down", "kept"), counts, strict=True)}


@says("^Chưa có cuộc họp Hội đồng nào để so: (?P<counts>\\d.*) \\(mọi năm, mọi quý\\)[.]$", "overview")
@says("^Từ đó ghi nhận: (?P<counts>\\d.*) \\(mọi năm, mọi quý\\)[.]$", "overview")
@says("^Từ đó ghi nhận (?P<counts>\\d.*); đếm theo từng đơn vị.*$", "show")
def recorded(said: Said) -> Mapping[str, Any]:
    counts = Counter(row.kind for row in said.place.ask("changes", since=said.place.since))
    found = re.findall(r"([\d.]+) ([^,;]+)", said["counts"])
    assert {_HAPPENED[what]: int(count.replace(".", "")) for count, what in found} == counts, counts
    return {}


@says("^(?P<name>.+): <n:N> (?P<what>điểm mới|chỉ tiêu cập nhật)$", "overview")
def recorded_of(said: Said) -> Mapping[str, Any]:
    place, kind = said.place, _HAPPENED[said["what"]]
    counts = Counter(
        row.id.partition("/")[0] for row in place.ask("changes", since=place.since) if row.kind == kind
    )
    name = place.edition.unmask(said["name"])
    if kind == "score":
        return {"n": sum(count for period, count in counts.items() if words.period(period) == name)}
    return {"n": sum(count for key, count in counts.items() if name in place.name("movements", key))}
