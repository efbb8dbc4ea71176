"""What generated communes are made of: the words, tasks, awards and movements of the sample in `data/`, names, and days."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from emulation.workdays import FIRST_YEAR, calendar_days

SAMPLE = Path(__file__).parents[2] / "data"
SAMPLES_YEAR = 2026
SUPERIOR = "Ủy ban nhân dân thành phố Hải Phòng"
NOTICE = "Số liệu minh họa, sinh ngẫu nhiên để đo tốc độ"
_SURNAMES = """
Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý
"""
_MIDDLES = """
Văn Thị Đức Minh Thu Ngọc Quang Hữu Thanh Xuân
"""
_GIVENS = """
An Bình Châu Dũng Đạt Giang Hạnh Hùng Khoa Lan Long Mai Nam Oanh Phúc Quỳnh Sơn Thảo Uyên Vinh Yến
"""
_PLACES = """
An Bình Cẩm Châu Đại Đông Gia Hải Hòa Hồng Hùng Hưng Kiến Kim Lạc Liên Long Lương Mỹ Nam Nghi Ngũ Phú Phúc
Quảng Quang Sơn Tam Tân Tây Thái Thanh Thịnh Thuận Thượng Tiên Toàn Trung Trường Tứ Văn Vạn Việt Vĩnh Vũ Xuân
Yên Bắc
"""
_ENDINGS = """
An Ấp Bàng Biên Bảo Bình Cát Châu Chánh Dương Đạo Điền Đô Đồng Đức Giang Hà Hải Hậu Hiệp Hòa Hội Hưng Khánh
Khê Lạc Lâm Lão Lập Lễ Lĩnh Lộc Lợi Lương Mai Minh Mỹ Nghĩa Ngọc Nguyên Nhân Ninh Phong Phú Phước Phương Quan
Quang Quý Sơn Tâm Tân Thành Thắng Thiện Thịnh Thọ Thụy Thủy Tiến Trạch Trì Trung Tường Viên Vinh Xá Xuân Yên
"""
SURNAMES, MIDDLES, GIVENS, PLACES, ENDINGS = (
    words.split() for words in (_SURNAMES, _MIDDLES, _GIVENS, _PLACES, _ENDINGS)
)


class Unit(NamedTuple):
    id: str
    name: str
    bloc: str | None


class Task(NamedTuple):
    """A task of the plan, or of a meeting (then `held_on`, before which it does not exist)."""

    id: str
    clause: str
    quarter: int
    title: str
    due_on: date
    last: date
    conditional: bool
    meeting_id: str
    held_on: date | None


class Award(NamedTuple):
    id: str
    name: str
    category: str
    level: str
    working_days: int | None


class Movement(NamedTuple):
    id: str
    name: str
    launched_by: str
    launched_on: date
    ends_on: date | None


class Sample(NamedTuple):
    offices: list[Unit]
    blocs: list[tuple[str, str]]
    tasks: list[Task]
    awards: list[Award]
    movements: list[Movement]


def _read(name: str) -> list[dict[str, str]]:
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str, year: int) -> date | None:
    """A day of the sample, moved into `year` as the sample's year is."""
    if not text:
        return None
    day, month, its_year = map(int, text.split("/"))
    return date(its_year + year - SAMPLES_YEAR, month, day)


@lru_cache(maxsize=4)
def sample(year: int) -> Sample:
    """What every commune has of the sample: offices, tasks, awards, movements."""

    def moved(text: str) -> str:
        return text.replace(str(SAMPLES_YEAR), str(year))

    held = {row["Mã cuộc họp"]: row["Ngày họp"] for row in _read("meetings")}
    tasks = []
    for row in _read("tasks"):
        if int(row["Năm"]) == SAMPLES_YEAR:
            due_on = _day(row["Hạn hoàn thành"], year)
            assert due_on
            tasks.append(
                Task(
                    moved(row["Mã nhiệm vụ"]),
                    row["Điều khoản"],
                    int(row["Quý"] or 0),
                    moved(row["Nội dung"]),
                    due_on,
                    worked_from(due_on),
                    row["Nếu có"] == "có",
                    row["Mã cuộc họp"],
                    _day(held.get(row["Mã cuộc họp"], ""), year),
                )
            )
    awards = [
        Award(
            row["Mã khen thưởng"],
            row["Tên danh hiệu, hình thức"],
            row["Nhóm"],
            row["Cấp quyết định"],
            int(row["Số ngày làm việc giải quyết"] or 0) or None,
        )
        for row in _read("awards")
    ]
    movements = []
    for row in _read("movements"):
        launched_on = _day(row["Ngày phát động"], year)
        assert launched_on
        movements.append(
            Movement(
                row["Mã phong trào"],
                row["Tên phong trào"],
                row["Cấp phát động"],
                launched_on,
                _day(row["Ngày kết thúc"], year),
            )
        )
    units = [Unit(row["Mã đơn vị"], row["Tên đơn vị"], row["Mã khối"] or None) for row in _read("units")]
    offices = [unit for unit in units if not unit.id.startswith("T0") and unit.id != "T10"]
    blocs = [(row["Mã khối"], row["Tên khối"]) for row in _read("blocs")][:4]
    return Sample(offices, blocs, tasks, awards, movements)


@lru_cache(maxsize=1)
def _calendar() -> tuple[list[date], list[int], list[date | None]]:
    days, _, numbers, following = calendar_days({})
    return days, numbers, following


_FIRST = date(FIRST_YEAR, 1, 1).toordinal()


def worked(day: date) -> int:
    """The number of days that were worked up to a day: a difference counts those between two."""
    return _calendar()[1][day.toordinal() - _FIRST]


def worked_from(day: date) -> date:
    """The day, or the next that is worked."""
    following = _calendar()[2][day.toordinal() - _FIRST]
    assert following
    return following


def working_days_after(day: date, count: int) -> date:
    """The day that so many working days later is the last."""
    days, numbers, _ = _calendar()
    at, wanted = day.toordinal() - _FIRST, worked(day) + count
    while numbers[at] < wanted:
        at += 1
    return days[at]


def timeliness(due_on: date | None, last: date | None, done_on: date | None, day: date) -> str | None:
    """How a thing stands to its deadline on a day (the contract, "Timeliness")."""
    if due_on is None or last is None:
        return None
    if done_on is not None and done_on <= day:
        return "Đúng hạn" if done_on <= last else "Trễ hạn"
    if day > last:
        return "Quá hạn"
    return "Sắp đến hạn" if (due_on - day).days <= 15 else "Chưa đến hạn"


def rate(part: float, whole: int) -> float | None:
    return part / whole if whole else None


def ranks(totals: Sequence[float]) -> dict[float, int]:
    """Total → its rank; equal ones share."""
    counts = Counter(totals)
    ordered = sorted(counts, reverse=True)
    before = accumulate((counts[total] for total in ordered), initial=1)
    return dict(zip(ordered, before, strict=False))
