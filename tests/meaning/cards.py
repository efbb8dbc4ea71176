"""What the cards of the overview and the figures of the show say, with their changes since the day that is compared with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emulation import words
from tests.meaning.lines import Line
from tests.meaning.place import Place, late, number
from tests.meaning.registry import Said, columns, says
from tests.meaning.tasks import arising, done, of_noun

_FROM = "(?:từ họp (?P<met>\\d\\d/\\d\\d)|so với cùng kỳ <year:N>|từ đầu (?P<quarter>Quý [IV]+))"
_CHANGE = f"(?: (?:▲ tăng <more:N>|▼ giảm <fewer:N>|● không đổi) {_FROM})?"


_NOUNS = "nhiệm vụ|phần việc|hồ sơ"


def _figure(place: Place, name: str) -> tuple[int, int]:
    """The value of a card, and what it is a part of."""
    if name.startswith("Kết luận"):
        rows = arising(place.ask("conclusions"))
        return len(done(rows)), len(rows)
    if name.startswith("Hồ sơ"):
        rows = place.at_stage("Trình Chủ tịch") if "ký" in name else late(place.pending)
        return len(rows), len(place.pending)
    rows = arising(of_noun(place, "phần việc" if name.startswith("Phần") else "nhiệm vụ"))
    return len(late(rows) if "quá hạn" in name else done(rows)), len(rows)


def _known(place: Place, name: str) -> bool:
    """Whether a card's figure is known on the day of a year ago."""
    if name.startswith("Hồ sơ"):
        return place.first_dossier is not None
    return (name.startswith("Kết luận") or place.has_plan) and _figure(place, name)[1] > 0


def _year(place: Place, name: str) -> str:
    """The year for which a card's figure stands: that of the tasks; dossiers wait and meetings conclude whatever theirs."""
    return str(place.scope.as_of.year if name.startswith(("Hồ sơ", "Kết luận")) else place.scope.year)


def _grown(said: Said, name: str) -> dict[str, Any]:
    """How much more or less a card counts than on the day that is compared with."""
    place, then = said.place, said.place.then
    if then is None or (place.compare == "year" and not _known(then, name)):
        return dict.fromkeys(("more", "fewer", "met", "year", "quarter"))
    grown = _figure(place, name)[0] - _figure(then, name)[0]
    quarter = ("Quý I", "Quý II", "Quý III", "Quý IV")[(place.scope.as_of.month - 1) // 3]
    return {
        "more": grown if grown > 0 else None,
        "fewer": -grown if grown < 0 else None,
        "met": f"{place.since:%d/%m}" if place.compare == "meeting" else None,
        "year": _year(then, name) if place.compare == "year" else None,
        "quarter": quarter if place.compare == "quarter" else None,
    }


_CARDS = "(?P<name>(?:Nhiệm vụ|Phần việc) (?:đã hoàn thành|quá hạn)|Hồ sơ (?:chờ Chủ tịch ký|quá hạn))"


@says(
    f"^{_CARDS} <n:N> /<of:N>{_CHANGE}(?: cùng kỳ <beside:N>: <ago:N>;?)?"
    "(?: (?:của <units:N> đơn vị, )?lâu nhất <days:N> ngày)?"
    "(?: <today:N> đến hạn hôm nay)?(?:,? hồ sơ của mọi kỳ)?$",
    "overview",
)
def card(said: Said) -> Mapping[str, Any]:
    place, name = said.place, said["name"]
    value, whole = _figure(place, name)
    found = {"n": value, "of": whole, **_grown(said, name), "units": None, "days": None, "today": None}
    beside = place.compare != "year" and _known(place.ago, name)
    found["beside"] = _year(place.ago, name) if beside else None
    found["ago"] = _figure(place.ago, name)[0] if beside else None
    overdue = name.endswith("quá hạn")
    rows = place.pending if name.startswith("Hồ sơ") else of_noun(place, name[:9].strip().lower())
    if overdue and value and name.startswith("Nhiệm vụ"):
        found["days"] = max(row.days_late for row in late(rows))
    elif overdue and value:
        units = len({row.unit_id for row in late(rows)})
        found["units"] = None if len(place.scope.units) == 1 else units
        days = [place.lateness(row) for row in late(rows)]
        found["days"] = max(days)
    else:
        due = [row for row in rows if row.timeliness == "Sắp đến hạn" and place.days(row) == 0]
        found["today"] = len(due) if overdue and due else None
    return found


@says(
    f"^(?:{_CARDS}|(?P<conclusions>Kết luận các cuộc họp đã xong)) trên [^,]*"
    ", tính đến <day:DAY>(?:; (?:họp|hết ngày) <then:DAY>: <before:N>/<of:N>)?"
    "(?:; đến <ago:DAY>: <value:N>/<whole:N>)?$",
    "overview",
)
def card_explained(said: Said) -> Mapping[str, Any]:
    place, name = said.place, said["name"] or said["conclusions"]
    found: dict[str, Any] = {"day": words.day(said.place.scope.as_of)}
    then = None if place.compare == "year" else place.then
    before = _figure(then, name) if then else (None, None)
    found |= dict(zip(("before", "of"), before, strict=True)) | {"then": then and words.day(place.since)}
    ago = place.ago if _known(place.ago, name) else None
    value = _figure(ago, name) if ago else (None, None)
    found |= dict(zip(("value", "whole"), value, strict=True))
    return found | {"ago": ago and words.day(ago.scope.as_of)}


@says(
    f"^Kết luận các cuộc họp <n:N> /<of:N> xong{_CHANGE}(?: cùng kỳ <beside:N>: <ago:N>;)? "
    "(?:<late:N> quá hạn, lâu nhất <days:N> ngày|(?P<none>không kết luận nào quá hạn))(?:, <others:N> không thuộc <TIME>)?"
    "(?P<whole>, trạng thái của cả nhiệm vụ)?$",
    "overview",
)
def card_of_conclusions(said: Said) -> Mapping[str, Any]:
    place, name = said.place, "Kết luận"
    value, whole = _figure(place, name)
    rows, of_time = arising(place.ask("conclusions")), {row.task_id for row in place.things}
    overdue, beside = late(rows), place.compare != "year" and _known(place.ago, name)
    assert bool(said["whole"]) == place.scope.filtered
    assert bool(said["none"]) == (not overdue)
    return {
        **_grown(said, name),
        "n": value,
        "of": whole,
        "beside": _year(place.ago, name) if beside else None,
        "ago": _figure(place.ago, name)[0] if beside else None,
        "late": len(overdue) or None,
        "days": max((row.days_late for row in overdue), default=None),
        "others": sum(row.task_id not in of_time for row in rows) or None,
    }


@says(
    "^<n:N> \\| (?P<what>nhiệm vụ|phần việc|hồ sơ) (?P<how>đã hoàn thành|quá hạn|chờ Chủ tịch ký)"
    "(?: \\| (?:trên <of:N> [^|]*|(?:của <units:N> đơn vị, )?lâu nhất <days:N> ngày|(?P<nothing>không có [^|]*)))?"
    "(?: \\| (?:▲ tăng <more:N>|▼ giảm <fewer:N>|● không đổi) từ họp (?P<met>\\d\\d/\\d\\d))?$",
    "show",
)
def figure_of_slide(said: Said) -> Mapping[str, Any]:
    place, name = said.place, f"{said['what'].capitalize()} {said['how']}"
    value, whole = _figure(place, name)
    rows = place.pending if said["what"] == "hồ sơ" else of_noun(place, said["what"])
    grown = {name: value for name, value in _grown(said, name).items() if name in said.places}
    found: dict[str, Any] = {"n": value, **grown, "units": None, "days": None}
    found["of"] = whole or None
    assert bool(said["nothing"]) == (not whole)
    if said["how"] == "quá hạn" and value and said["what"] != "nhiệm vụ":
        units = len({row.unit_id for row in late(rows)})
        days = [place.lateness(row) for row in late(rows)]
        found |= {"of": None, "units": units if units > 1 else None, "days": max(days)}
    return found


@columns("Chỉ số", "Nay", "Thay đổi")
def then_and_now(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    name, since = cells["Chỉ số"], place.since
    assert since
    then = Place(place.edition, place.scope.but(as_of=since), place.screen)
    before, now = _figure(then, name)[0], _figure(place, name)[0]
    growth = {"Nay": number(now), "Thay đổi": words.growth(now - before)}
    return growth | {f"Họp {since:%d/%m}": number(before)}


@says("^Từ họp (?P<met>\\d\\d/\\d\\d): (?P<growth>.*)$", "show")
def growth(said: Said) -> Mapping[str, Any]:
    """Thêm 2 nhiệm vụ hoàn thành và 5 hồ sơ quá hạn; bớt 1 phần việc quá hạn: what changed, and no other."""
    place, since, found = said.place, said.place.since, {}
    assert since
    then = Place(place.edition, place.scope.but(as_of=since), place.screen)
    for part in said["growth"].split("; "):
        sign = -1 if part.startswith("bớt") else 1
        for count, noun, how in re.findall(rf"([\d.]+) ({_NOUNS}) (hoàn thành|quá hạn)", part):
            found[f"{noun} {how}"] = sign * int(count.replace(".", ""))
    nouns = ("phần việc hoàn thành",) if place.scope.filtered else ("nhiệm vụ hoàn thành", "nhiệm vụ quá hạn")
    expected = {}
    for noun in (*nouns, "phần việc quá hạn", "hồ sơ quá hạn"):
        name = noun.capitalize().replace("hoàn thành", "đã hoàn thành")
        expected[noun] = _figure(place, name)[0] - _figure(then, name)[0]
    assert found == {noun: size for noun, size in expected.items() if size}, expected
    return {"met": f"{since:%d/%m}"}


@says(r"hồ sơ chỉ có từ tháng (?P<month>\d\d/\d{4})")
def _dossiers_since(said: Said) -> Mapping[str, Any]:
    first = said.place.ago.first_dossier
    return {"month": first and f"{first:%m/%Y}"}
