"""The filter as it stands in the address: reading it, writing it, and saying it in words.

Nothing here knows Streamlit. An invalid value is reported in words and
ignored; the rest of the filter applies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from emulation import periods
from emulation.baseline import Against
from emulation.scope import Scope

QUARTERS = {1: "Quý I", 2: "Quý II", 3: "Quý III", 4: "Quý IV", 0: "Nhiệm vụ cả năm"}
ALL_QUARTERS = "Tất cả quý"
ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}
NAMES_IN_WORDS = 2
_YEAR = r"(?P<year>\d{4}|\d{2})"
DAY_PATTERNS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(rf"(?P<day>\d{{1,2}})(?P<sep>[-/. ])(?P<month>\d{{1,2}})(?P=sep){_YEAR}"),
    re.compile(rf"(?P<day>\d{{2}})(?P<month>\d{{2}}){_YEAR}"),
)
"""The ways in which a day is typed; fields.js knows the same."""


@dataclass(frozen=True)
class Places:
    """What the two kinds of places are called that the filter chooses, and their ids."""

    bloc: str = "khối thi đua"
    bloc_id: str = "mã khối"
    unit: str = "đơn vị"
    unit_id: str = "mã đơn vị"
    all_blocs: str = "Tất cả khối"
    all_units: str = "Tất cả đơn vị"


CITY = Places("cụm", "tên cụm", "xã, phường", "mã xã", "Tất cả cụm", "Tất cả xã, phường")
"""Of a city: clusters and communes."""


@dataclass(frozen=True)
class Option:
    """A bloc or a unit that can be chosen: `brief` where room is short, `bloc` a unit's own bloc."""

    id: str
    name: str
    brief: str
    bloc: str = ""


@dataclass(frozen=True)
class Choices:
    """What the data allow to choose from."""

    years: tuple[int, ...]
    blocs: tuple[Option, ...]
    units: tuple[Option, ...]
    default_as_of: date
    default_year: Callable[[date], int]
    """Day → the year shown where none is said."""
    ranked_periods: Callable[[date], Sequence[str]]
    """Day → the scoring periods that have ranks on it, the last one first."""
    places: Places = Places()

    @classmethod
    def of(
        cls,
        blocs: pd.DataFrame | None,
        units: pd.DataFrame | None,
        years: Iterable[int],
        default_as_of: date,
        default_year: Callable[[date], int],
        ranked_periods: Callable[[date], Sequence[str]],
        places: Places = Places(),
    ) -> Choices:
        """The choices from the rows of `bloc_names` and `unit_names`, in the order of the files."""
        return cls(
            years=tuple(sorted(years)),
            blocs=tuple(Option(row["bloc_id"], row["bloc_name"], row["bloc_name"]) for row in _rows(blocs)),
            units=tuple(
                Option(row["unit_id"], row["full_name"], row["unit_name"], row["bloc_id"] or "")
                for row in _rows(units)
            ),
            default_as_of=default_as_of,
            default_year=default_year,
            ranked_periods=ranked_periods,
            places=places,
        )

    def units_of(self, blocs: Iterable[str]) -> tuple[Option, ...]:
        """The units to choose from once these blocs are chosen; all where none is."""
        chosen = set(blocs)
        return tuple(unit for unit in self.units if not chosen or unit.bloc in chosen)

    def years_of(self, as_of: date) -> tuple[int, ...]:
        """The years to choose from on a day, the latest first."""
        return tuple(sorted({*self.years, as_of.year, self.default_year(as_of)}, reverse=True))

    def usual_period(self, as_of: date, year: int, quarter: int | None) -> str:
        """The scoring period that a year and a quarter stand for: the quarter itself; of the usual year the last one
        that has ranks; of the whole-year tasks the year, or for want of its own ranks the last one in it."""
        if quarter:
            return f"{year}-Q{quarter}"
        ranked = self.ranked_periods(as_of)
        if quarter == 0:
            of_year = [period for period in ranked if periods.year_of(period) == year]
            return str(year) if str(year) in of_year or not of_year else of_year[0]
        return periods.usual(ranked, as_of, None if year == self.default_year(as_of) else year)

    def periods_of(self, scope: Scope) -> tuple[str, ...]:
        """The scoring periods to choose from: those of the year that is shown and all that have ranks."""
        known = {*self.ranked_periods(scope.as_of), scope.period}
        return periods.offered(known, [scope.year], scope.as_of)


@dataclass(frozen=True)
class Address:
    """The filter's parameters as they were typed."""

    year: str = ""
    quarter: str = ""
    bloc: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    as_of: str = ""
    period: str = ""
    compare: str = ""


def read(address: Address, choices: Choices) -> tuple[Scope, tuple[str, ...]]:
    """The scope of an address, and a sentence for every invalid value."""
    refused: list[str] = []
    as_of = _read_date(address.as_of, choices.default_as_of, refused)
    year = _read_year(address.year, choices.years_of(as_of), choices.default_year(as_of), refused)
    quarter = _read_quarter(address.quarter, refused)
    places = choices.places
    blocs = _read_ids(places.bloc.capitalize(), places.bloc_id, address.bloc, choices.blocs, refused)
    units = _read_ids(places.unit.capitalize(), places.unit_id, address.unit, choices.units, refused)
    units = _inside(units, blocs, choices, refused)
    usual = choices.usual_period(as_of, year, quarter)
    period = _read_period(address.period, choices, as_of, usual, refused)
    return Scope(as_of, year, quarter, period=period, blocs=blocs, units=units), tuple(refused)


def read_compare(address: Address) -> tuple[Against, tuple[str, ...]]:
    """What the address compares with, and a sentence if it says something else."""
    text = address.compare.strip()
    if text.lower() in {*Against, ""}:
        return Against(text.lower() or next(iter(Against))), ()
    return Against.MEETING, (
        f"Không có mốc so sánh “{text}”. Hãy chọn họp trước, cùng kỳ năm trước hoặc đầu quý. Đang so với họp trước.",
    )


def params_of(scope: Scope, choices: Choices) -> dict[str, tuple[str, ...]]:
    """The parameters that give this scope again; default values are left out."""
    params = {
        "year": (str(scope.year),) if scope.year != choices.default_year(scope.as_of) else (),
        "quarter": () if scope.quarter is None else (str(scope.quarter),),
        "bloc": scope.blocs,
        "unit": scope.units,
        "as_of": (scope.as_of.isoformat(),) if scope.as_of != choices.default_as_of else (),
        "period": (scope.period,)
        if scope.period != choices.usual_period(scope.as_of, scope.year, scope.quarter)
        else (),
    }
    return {name: values for name, values in params.items() if values}


def href(page: str, params: Mapping[str, Iterable[str]], **changes: object) -> str:
    """A relative link to a page that keeps these parameters but for the changes (None drops one)."""
    merged: dict[str, list[str]] = {name: list(values) for name, values in params.items()}
    for name, value in changes.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = [str(each) for each in value] if isinstance(value, (tuple, list)) else [str(value)]
    query = urlencode(merged, doseq=True)
    return (page or "./") + (f"?{query}" if query else "")


def scope_in_words(scope: Scope, choices: Choices, whole: str) -> str:
    """`Năm 2026 · Quý II · Khối Trường học · tính đến 16/11/2026`; `whole`: toàn xã."""
    places = places_in_words(scope, choices) or whole.capitalize()
    quarter = ALL_QUARTERS if scope.quarter is None else QUARTERS[scope.quarter]
    return f"Năm {scope.year} · {quarter} · {places} · tính đến {scope.as_of:%d/%m/%Y}"


def narrowings(scope: Scope, choices: Choices) -> tuple[str, ...]:
    """The parts of the scope that are not the default, as short words: `Quý II`, `Thôn 3`, `đến 01/03/2026`."""
    parts = (
        f"Năm {scope.year}" if scope.year != choices.default_year(scope.as_of) else "",
        "" if scope.quarter is None else QUARTERS[scope.quarter],
        places_in_words(scope, choices),
        f"đến {scope.as_of:%d/%m/%Y}" if scope.as_of != choices.default_as_of else "",
    )
    return tuple(filter(None, parts))


def places_in_words(scope: Scope, choices: Choices) -> str:
    """The units, else the blocs, that the filter chooses; empty where it chooses all."""
    units = _named(scope.units, choices.units, choices.places.unit)
    return units or _named(scope.blocs, choices.blocs, choices.places.bloc)


def parse_date(text: str) -> date | None:
    """A day of this century as it is typed: `30/9/2026`, `30-9-26`, `30.9.2026`, `30092026`, `2026-09-30`; else None."""
    for pattern in DAY_PATTERNS:
        if found := pattern.fullmatch(text.strip()):
            year, month, day = (int(found[part]) for part in ("year", "month", "day"))
            try:
                return date(year if year > 99 else 2000 + year, month, day) if _possible(year) else None
            except ValueError:
                return None
    return None


def _possible(year: int) -> bool:
    return year <= 99 or 2000 <= year <= 2100


def _read_date(text: str, default: date, refused: list[str]) -> date:
    if not text.strip():
        return default
    day = parse_date(text)
    if day is None:
        refused.append(
            f"Ngày “{text}” không có thật hoặc sai dạng. Hãy ghi ngày, tháng, năm, ví dụ 16/11/2026. "
            f"Đang tính đến {default:%d/%m/%Y}."
        )
    return day or default


def _read_year(text: str, years: Sequence[int], usual: int, refused: list[str]) -> int:
    text = text.strip()
    known = {str(year) for year in years}
    if text in known:
        return int(text)
    if text:
        refused.append(
            f"Không có dữ liệu cho năm “{text}”. Hãy chọn một trong các năm: {', '.join(sorted(known))}. "
            f"Đang xem năm {usual}."
        )
    return usual


def _read_period(text: str, choices: Choices, as_of: date, usual: str, refused: list[str]) -> str:
    asked = text.strip().upper()
    if not asked:
        return usual
    if not periods.is_period(asked):
        why = "Hãy ghi như 2026-Q3, 2026-H1 (6 tháng), 2026 hoặc 2025-2026 (năm học)."
    elif periods.year_of(asked) in choices.years_of(as_of) or asked in choices.ranked_periods(as_of):
        return asked
    else:
        why = "Dữ liệu không có năm ấy; hãy chọn kỳ khác ở các màn hình xếp hạng."
    refused.append(f"Không có kỳ chấm điểm “{text}”. {why} Đang xem {periods.in_words(usual)}.")
    return usual


def _read_quarter(text: str, refused: list[str]) -> int | None:
    text = text.strip()
    number = ROMAN.get(text.upper(), text)
    if number in {"0", "1", "2", "3", "4"}:
        return int(number)
    if text:
        refused.append(
            f"Không có quý “{text}”. Hãy ghi 1, 2, 3, 4, hoặc 0 cho nhiệm vụ cả năm. Đang xem tất cả quý."
        )
    return None


def _read_ids(
    what: str, id_word: str, ids: tuple[str, ...], options: tuple[Option, ...], refused: list[str]
) -> tuple[str, ...]:
    known = {option.id for option in options}
    asked = tuple(dict.fromkeys(each.strip() for each in ids if each.strip()))
    unknown = [each for each in asked if each not in known]
    if unknown:
        values = ", ".join(f"“{each}”" for each in unknown)
        refused.append(
            f"{what} {values} không có trong dữ liệu. "
            f"Hãy chọn lại trong ô {what} hoặc sửa {id_word} trên thanh địa chỉ."
        )
    return tuple(each for each in asked if each in known)


def _inside(
    units: tuple[str, ...], blocs: tuple[str, ...], choices: Choices, refused: list[str]
) -> tuple[str, ...]:
    allowed = {unit.id for unit in choices.units_of(blocs)}
    outside = tuple(unit for unit in units if unit not in allowed)
    if outside:
        refused.append(
            f"{_named(outside, choices.units, choices.places.unit)} không thuộc {choices.places.bloc} đang chọn "
            f"nên bị bỏ khỏi bộ lọc. Hãy bỏ chọn {choices.places.bloc.split()[0]} hoặc chọn {choices.places.unit} khác."
        )
    return tuple(unit for unit in units if unit in allowed)


def _named(ids: tuple[str, ...], options: tuple[Option, ...], noun: str) -> str:
    if len(ids) > NAMES_IN_WORDS:
        return f"{len(ids)} {noun}"
    names = {option.id: option.brief for option in options}
    return ", ".join(names.get(each, each) for each in ids)


def _rows(frame: pd.DataFrame | None) -> list[dict[Hashable, Any]]:
    """The rows of an answer; none if there is no answer."""
    return [] if frame is None else frame.to_dict("records")
