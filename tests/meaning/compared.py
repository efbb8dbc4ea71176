"""What is said beside the change since the day that is compared with, on *Tiến độ* and beside the awards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from emulation import words
from tests.meaning.place import Place, number
from tests.meaning.registry import Said, no_count, says
from tests.meaning.tasks import QUARTERS

_CLOSED = ("Đã khen thưởng", "Không đủ điều kiện", "Trả lại", "Rút hồ sơ")

no_count("^Chưa có dữ liệu năm \\d{4}(?:: [^:]*)?[.]$", "overview", "progress", "dossiers")


def _beside(
    place: Place, grown: Callable[[Place], str], value: Callable[[Place], str], *, known: bool
) -> str:
    """▲ tăng 2 từ họp 15/10; cùng kỳ 2025: 6/10. `known`: whether the year before is."""
    by_year, then = place.compare == "year", place.then
    parts = []
    if then and (known or not by_year):
        ends = {
            "meeting": f"từ họp {then.scope.as_of:%d/%m}",
            "quarter": f"từ đầu {words.quarter((place.scope.as_of.month - 1) // 3 + 1)}",
            "year": f"so với cùng kỳ {then.scope.year} ({value(then)})",
        }
        parts.append(f"{grown(then)} {ends[place.compare]}")
    if known and not by_year:
        parts.append(f"cùng kỳ {place.ago.scope.year}: {value(place.ago)}")
    return "; ".join(parts)


def _done(place: Place) -> str:
    return f"{number(place.counts.done)}/{number(place.counts.arising)}"


@says("^Đã xong (?P<said>\\d+/.*)$", "progress")
def progress(said: Said) -> Mapping[str, Any]:
    place, counts = said.place, said.place.counts
    known = place.ago.has_plan and place.ago.counts.arising > 0
    done = _beside(place, lambda then: words.growth(counts.done - then.counts.done), _done, known=known)
    late = _beside(
        place,
        lambda then: words.growth(counts.overdue - then.counts.overdue),
        lambda then: number(then.counts.overdue),
        known=known,
    )
    return {"said": f"{_done(place)} {place.thing}: {done}. Quá hạn {number(counts.overdue)}: {late}."}


def _rate(place: Place, quarter: int) -> SimpleNamespace | None:
    found = place.of_quarter(quarter)
    return found if found.arising else None


@says("^Xong (?P<said>[\\d,]+%.*)$", "progress")
def quarter(said: Said) -> Mapping[str, Any]:
    place = said.place
    number_of = next(of for name, of in QUARTERS.items() if said.line.heading.startswith(f"{name} "))
    now, ago = _rate(place, number_of), _rate(place.ago, number_of)
    assert now

    def rate(of: Place) -> float:
        found = _rate(of, number_of)
        assert found
        return found.done / found.arising

    def grown(then: Place) -> str:
        return words.growth_in_points(rate(place) - rate(then))

    text = _beside(
        place, grown, lambda of: words.percent(rate(of)), known=place.ago.has_plan and ago is not None
    )
    if place.then and place.compare != "year" and rate(place) == rate(place.then):
        text = text.partition("; ")[2]  # what has not changed is not said beside a quarter
    return {"said": f"{words.percent(rate(place))}: {text}"}


@says("^Biểu đồ: <year:N>: <n:N>$", "progress")
def thin_line(said: Said) -> Mapping[str, Any]:
    return {"year": str(said.place.ago.scope.year), "n": said.place.ago.counts.done}


def _awards(place: Place) -> int:
    return sum(row.awards for row in place.ask("awards_given", quarter=place.scope.quarter or None))


def _finished(place: Place) -> int:
    """The dossiers that ended in the scope's year, or its quarter."""

    def is_inside(day: date) -> bool:
        quarter = place.scope.quarter
        return day.year == place.scope.year and (not quarter or (day.month - 1) // 3 + 1 == quarter)

    rows = [row for row in place.ask("changes", since=None) if row.kind == "dossier" and row.after in _CLOSED]
    return sum(is_inside(row.changed_on) for row in rows)


def _of_period(place: Place, count: Callable[[Place], int]) -> str:
    """What is said of awards or dossiers: known of the year before from the month of its first dossier on."""
    first, ago = place.ago.first_dossier, place.ago.scope
    start = date(ago.year, 3 * (ago.quarter or 1) - 2, 1)
    end = date(ago.year, 3 * (ago.quarter or 4), 28)
    known = first is not None and (first.year, first.month) <= (end.year, end.month)
    late = first is not None and (first.year, first.month) > (start.year, start.month)
    since = f", chỉ có từ tháng {first:%m/%Y}" if late else ""

    def value(of: Place) -> str:
        return f"{number(count(of))}{since}"

    return _beside(place, lambda then: words.growth(count(place) - count(then)), value, known=known)


@says(
    "^(?:Cộng <awards:N> khen thưởng: (?P<of_awards>[^.]*)[.])?(?: ?Đã kết thúc <n:N> hồ sơ: (?P<of_finished>.*)[.])?$",
    "dossiers",
)
def given(said: Said) -> Mapping[str, Any]:
    place = said.place
    awards = {"awards": _awards(place), "of_awards": _of_period(place, _awards).strip()}
    finished = {"n": _finished(place), "of_finished": _of_period(place, _finished)}
    found = (awards if said["awards"] else {}) | (finished if said["n"] else {})
    return dict.fromkeys(said.places) | found
